"""The preview: what it serves, to whom, what it keeps out of files, and that it follows every save."""

import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import Staying, save, until

from briefing.cli import run
from briefing.diagnostics import BriefingError
from briefing.preview import Board, Remark, Sheet, Shown, open_server
from briefing.preview.server import is_known_host

FACTS = Path("facts/sample.yaml")
PAGE = "/sample/sample.en.html"
POLICY = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
HTML = f"<!DOCTYPE html>\n<html><head>\n{POLICY}<title>T</title></head><body>x</body></html>\n"


@contextmanager
def served(*sheets: Sheet, remarks: tuple[Remark, ...] = ()) -> Iterator[tuple[Board, int]]:
    """Serve some sheets in this process; give the board and the port."""
    board = Board()
    board.show(Shown(sheets=sheets, remarks=remarks, state="done"))
    server = open_server(board, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield board, server.server_address[1]
    finally:
        board.close()
        server.shutdown()
        server.server_close()
        thread.join()


def asked(
    port: int, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
) -> tuple[int, Mapping[str, str], str]:
    """Ask a server; give status, headers and the whole text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def sheet(**changes: object) -> Sheet:
    """Make a sheet."""
    told: dict[str, object] = {"brief": "sample", "locale": "en", "html": HTML.encode(), "is_old": False}
    return Sheet(**{**told, **changes})  # type: ignore[arg-type]  # as the fields are


def test_a_page_is_served_with_the_panel_and_a_policy_that_lets_in_nothing_else() -> None:
    """The page's own policy lets no script in; the server's lets in the one with its nonce, another each time."""
    with served(sheet()) as (_, port):
        status, headers, text = asked(port, PAGE)
        again = asked(port, PAGE)[2]
    script = re.search(
        r'<script src="/-/panel\.js" nonce="([\w-]{20,})" data-digest="\w+" [^>]*></script>', text
    )
    assert script is not None
    assert status == 200
    assert text.replace(f"{script[0]}\n", "") == HTML.replace(POLICY, "")
    policy = headers["Content-Security-Policy"]
    assert f"script-src 'nonce-{script[1]}';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert script[1] not in again
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/../facts/sample.yaml",
        "/sample/../../facts/sample.yaml",
        "/%2e%2e/facts/sample.yaml",
        "/..%2f..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/sample/sample.en.html/..",
        "/sample/sample.en.html%00",
        "/-/../panel.js",
        "/-/server.py",
        "/sample/",
    ],
)
def test_no_path_leads_to_a_file_that_is_not_shown(sample: Path, path: str) -> None:
    """What is not on the board is not there."""
    with served(sheet()) as (_, port):
        status, _, text = asked(port, path)
    assert (status, text) == (404, "there is no such page\n")


@pytest.mark.parametrize(
    ("header", "asked_host", "is_known"),
    [
        ("127.0.0.1:8000", "127.0.0.1", True),
        ("localhost:8000", "127.0.0.1", True),
        ("LOCALHOST", "127.0.0.1", True),
        ("[::1]:8000", "127.0.0.1", True),
        ("127.0.0.1:8001", "127.0.0.1", False),
        ("evil.example:8000", "127.0.0.1", False),
        ("localhost.evil.example:8000", "127.0.0.1", False),
        ("evil.example@127.0.0.1:8000", "127.0.0.1", False),
        ("127.0.0.1:8000/x", "127.0.0.1", False),
        ("192.0.2.7:8000", "127.0.0.1", False),
        ("", "127.0.0.1", False),
        ("127.0.0.1:http", "127.0.0.1", False),
        ("192.0.2.7:8000", "0.0.0.0", True),  # noqa: S104 - asked for by name
        ("evil.example:8000", "0.0.0.0", False),  # noqa: S104
        ("desk.example:8000", "desk.example", True),
    ],
)
def test_only_names_of_this_machine_are_answered_to(header: str, asked_host: str, *, is_known: bool) -> None:
    """A name of the web that was made to point here is none, whatever address was asked to be served."""
    assert is_known_host(header, asked_host, 8000) is is_known


def test_another_host_gets_nothing_at_all() -> None:
    """Neither page, nor state, nor news."""
    with served(sheet()) as (_, port):
        for path in ("/", PAGE, "/-/state.json", "/-/events", "/-/panel.js"):
            status, _, text = asked(port, path, headers={"Host": f"evil.example:{port}"})
            assert (status, "sample" in text, "script" in text) == (421, False, False)


def test_it_only_reads() -> None:
    """HEAD gives the head; nothing else is known."""
    with served(sheet()) as (_, port):
        status, headers, text = asked(port, PAGE, method="HEAD")
        assert (status, text, int(headers["Content-Length"]) > len(HTML) - len(POLICY)) == (200, "", True)
        for method in ("POST", "PUT", "DELETE", "OPTIONS"):
            assert asked(port, PAGE, method=method)[0] == 501


def test_what_comes_from_files_is_text_and_never_markup() -> None:
    """In the list of pages and in the state that the panel reads."""
    remark = Remark(severity="error", code="BR210", message="<script>x</script>", place="f:1:1", hint="")
    with served(sheet(brief="<b>&"), remarks=(remark,)) as (_, port):
        index = asked(port, "/")[2]
        status, headers, state = asked(port, "/-/state.json")
    assert "<b>&" not in index
    assert "&lt;b&gt;&amp;" in index
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(state)["remarks"][0]["message"] == "<script>x</script>"


def test_who_looks_hears_of_every_change() -> None:
    """The number of the moment at once, and of each after it; the end when the preview ends."""
    with served(sheet()) as (board, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/-/events")
        answer = connection.getresponse()
        assert answer.getheader("Content-Type") == "text/event-stream"
        assert [answer.readline() for _ in range(2)] == [b"data: 1\n", b"\n"]
        board.show(Shown())
        assert [answer.readline() for _ in range(2)] == [b"data: 2\n", b"\n"]
        board.close()
        assert answer.readline() == b""
        connection.close()


def test_a_pdf_is_served_as_it_lies_there(tmp_path: Path) -> None:
    """And is told to be gone when it is."""
    path = tmp_path / "sample.en.a4.pdf"
    path.write_bytes(b"%PDF-1.7")
    with served(sheet(pdfs={"a4": path})) as (_, port):
        status, headers, text = asked(port, "/sample/sample.en.a4.pdf")
        assert (status, headers["Content-Type"], text) == (200, "application/pdf", "%PDF-1.7")
        path.unlink()
        assert asked(port, "/sample/sample.en.a4.pdf")[0] == 404


def test_a_port_that_is_taken_is_a_failure_with_a_mend() -> None:
    """One sentence, and the option."""
    with served() as (board, port), pytest.raises(BriefingError) as caught:
        open_server(board, host="127.0.0.1", port=port)
    assert "--port 0" in (caught.value.hint or "")


@contextmanager
def serving(*options: str) -> Iterator[tuple[Staying, int]]:
    """Let `briefing serve` run; give it and its port. ^C ends it quietly."""
    staying = Staying("serve", "--port", "0", *options)
    try:
        until(lambda: any("^C ends it" in line for line in staying.said), staying)
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", staying.told[0])
        assert found is not None
        yield staying, int(found[1])
    finally:
        code = staying.end()
    assert (code, [line for line in staying.said if "Traceback" in line]) == (130, [])


def state_of(port: int) -> dict[str, list[dict[str, object]]]:
    """Give what the panel is told."""
    told: dict[str, list[dict[str, object]]] = json.loads(asked(port, "/-/state.json")[2])
    return told


def test_a_save_is_served_and_a_mistake_leaves_the_page_as_it_was(sample: Path) -> None:
    """With the finding beside it, and the page marked as one of before; no file has the panel in it."""
    good = FACTS.read_text(encoding="utf-8")
    with serving("--no-pdf") as (staying, port):
        assert "1,200" in asked(port, PAGE)[2]
        save(good.replace("value: 1200", "value: 1311"), FACTS)
        until(lambda: "1,311" in asked(port, PAGE)[2], staying)
        save(good.replace("value: 1200", "value: 1,200"), FACTS)
        until(lambda: "BR210" in [r["code"] for r in state_of(port)["remarks"]], staying)
        assert "1,311" in asked(port, PAGE)[2]
        assert [s["isOld"] for s in state_of(port)["sheets"]] == [True, True]
        save(good, FACTS)
        until(lambda: [s["isOld"] for s in state_of(port)["sheets"]] == [False, False], staying)
        assert "1,200" in asked(port, PAGE)[2]
        settings = Path("briefing.toml")
        kept = settings.read_bytes()
        settings.unlink()
        until(lambda: bool(state_of(port)["refusal"]), staying)
        settings.write_bytes(kept)
        until(lambda: not state_of(port)["refusal"], staying)
    assert "panel.js" not in Path("build/sample/sample.en.html").read_text(encoding="utf-8")


def test_no_page_is_ever_half_of_two(sample: Path) -> None:
    """Asked for again and again while it is saved again and again, each answer is whole and of one number."""
    good = FACTS.read_text(encoding="utf-8")
    with serving("--no-pdf") as (staying, port):
        seen: set[str] = set()
        for number in range(1300, 1312):
            save(good.replace("value: 1200", f"value: {number}"), FACTS)
            for _ in range(8):
                _, headers, text = asked(port, PAGE)
                assert len(text.encode()) == int(headers["Content-Length"])
                assert text.rstrip().endswith("</html>")
                shown = set(re.findall(r"1,(?:200|3\d\d)", text))
                assert len(shown) == 1
                seen |= shown
        until(lambda: "1,311" in asked(port, PAGE)[2], staying)
    assert len(seen) > 1


@pytest.mark.pdf
def test_pdfs_are_linked_and_served(sample: Path) -> None:
    """Those of the save, once they are drawn."""
    with serving("--lang", "hy") as (_, port):
        (only,) = state_of(port)["sheets"]
        assert only["pdfs"] == [{"layout": "a4", "address": "/sample/sample.hy.a4.pdf"}]
        status, headers, _ = asked(port, "/sample/sample.hy.a4.pdf")
        assert (status, headers["Content-Type"]) == (200, "application/pdf")


def test_what_was_built_before_is_shown_when_it_cannot_be_built_now(sample: Path) -> None:
    """A desk that opens the preview in the middle of a mistake."""
    assert run(["build", "--format", "html"]) == 0
    FACTS.write_text(FACTS.read_text(encoding="utf-8").replace("value: 1200", "value: 1,200"), "utf-8")
    with serving("--no-pdf", "--lang", "en") as (_, port):
        status, _, text = asked(port, PAGE)
        assert (status, "1,200" in text) == (200, True)
        shutil.rmtree("build")
    with serving("--no-pdf", "--lang", "en") as (_, port):
        status, _, text = asked(port, PAGE)
        assert (status, "panel.js" in text) == (404, True)
