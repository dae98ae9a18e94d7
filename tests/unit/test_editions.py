"""Editions: made again, lost, altered and cut short, each told from the other and each with a mend that works."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import __version__, ledger, toolchain
from briefing.cli import run
from briefing.editions import read_record
from briefing.pages import metadata
from briefing.publishing import unrepeatable

BASE = Path(__file__).parents[1] / "cases" / "base"
LEDGER, HEAD, RECORD = "editions/ledger.jsonl", "editions/ledger.head", "editions/sample/1.json"
Say = Callable[..., str]


def _sandbags(value: int) -> None:
    path = Path("facts/sample.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"value: \d{4,}\n    unit: sandbag", f"value: {value}\n    unit: sandbag", text))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project in English and Armenian with two editions, in a repository of git. To be copied."""
    root = tmp_path_factory.mktemp("published") / "sample"
    shutil.copytree(BASE, root)
    settings = root / "briefing.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8") + "approvals = 0\nreviews = 0\n", encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        for value in (5000, 6000):
            _sandbags(value)
            assert run(["--quiet", "approve", "--by", "Anna"]) == 0
            assert run(["--quiet", "publish", "--by", "Boris"]) == 0
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"),
    ):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


@pytest.fixture
def desk(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the published project, as the current folder."""
    root = shutil.copytree(published, tmp_path / "sample")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Give what runs a command, expects its exit code, and gives all that it says."""

    def spoken(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        got = run(list(words))
        out, err = capsys.readouterr()
        assert got == code, out + err
        return out + err

    return spoken


@pytest.fixture
def other_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the tool be of another version."""
    for room in (toolchain, metadata):
        monkeypatch.setattr(room, "__version__", "9.0")
    toolchain.toolchain.cache_clear()
    yield
    toolchain.toolchain.cache_clear()


def _object(digest: str) -> Path:
    return Path(f"editions/objects/{digest[:2]}/{digest}")


def _copy(number: int, name: str) -> Path:
    record = read_record(Path(), "sample", number)
    return _object(next(copy.digest for copy in record.copies if copy.name == name))


def test_an_edition_in_two_languages_is_made_again(desk: Path, say: Say) -> None:
    """All that was asked for is kept, also the pieces of fonts that no page needs."""
    assert "edition 1: 4 files, byte for byte as published" in say("build", "sample", "--edition", "1")
    assert "templates/themes/plain/fonts/web/BriefingSans-Regular.cyrillic.woff2" in Path(RECORD).read_text()


@pytest.mark.usefixtures("other_version")
def test_nobody_is_accused_of_another_version(desk: Path, say: Say) -> None:
    """What differs is named with the line that brings it back; nothing is called altered."""
    told = say("build", "--edition", "1", "--lang", "en", "--format", "pdf", code=1)
    assert f"made with briefing {__version__}; this is briefing 9.0" in told
    assert f"= hint: pip install 'briefing=={__version__}'\n" in told
    assert "BR708" not in told
    assert "altered" not in told
    assert "all as published" in say("verify")


@pytest.mark.parametrize(
    ("changed", "why", "hint"),
    [
        (
            {"babel": "2.18.0", "jinja2": "3.0"},
            "made with jinja2 3.0, babel 2.18.0; this is ",
            "pip install 'jinja2==3.0' 'babel==2.18.0'",
        ),
        ({"pango": "1.0"}, "made with pango 1.0; this is pango ", "below `editions`"),
        (
            {toolchain.CODE: "0" * 64},
            "made by other code of the tool (`000000000000`; this is `",
            "check out the commit",
        ),
        ({}, "the versions recorded do not explain it", "below `editions`"),
        ({toolchain.CODE: None, "babel": None}, "those of babel were not recorded then", "below `editions`"),
    ],
)
def test_what_differs_is_named(desk: Path, changed: dict[str, str | None], why: str, hint: str) -> None:
    """Libraries with the line that installs them, the tool's own code by its digest, old records by what they lack."""
    tree = json.loads(Path(RECORD).read_bytes())
    tree["versions"] = {n: v for n, v in (tree["versions"] | changed).items() if v is not None}
    Path(RECORD).write_text(json.dumps(tree), encoding="utf-8")
    told = unrepeatable(read_record(Path(), "sample", 1))
    assert why in told[0]
    assert hint in told[1]


def test_a_change_of_the_tool_draws_pdfs_anew(desk: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of a PDF has the digest of the tool's own code and data, and `--explain` names it."""
    from briefing.pages import Page
    from briefing.pdf import pdf_key

    page = Page(brief="b", locale="en", layout="a4", html="", fonts=(), stylesheets=(), places={})
    before = pdf_key(page)
    code = toolchain.code_digest()
    monkeypatch.setattr(toolchain, "code_digest", lambda: "0" * 64)
    toolchain.toolchain.cache_clear()
    assert pdf_key(page) != before
    monkeypatch.undo()
    toolchain.toolchain.cache_clear()
    assert code == dict(toolchain.toolchain(has_pdf=False))[toolchain.CODE]


def test_a_lost_object_is_found_and_the_website_stays(desk: Path, say: Say) -> None:
    """Nothing vanishes from the website; the mend of the hint works as it stands."""
    lost = _copy(2, "sample.hy.html")
    lost.unlink()
    before = sorted(desk.glob("public/**/*"))
    for words, code in ((("verify",), 1), (("check",), 1), (("publish", "--by", "A"), 4)):
        assert f"error[BR721]: `{lost}` is not there, `sample.hy.html` of edition 2" in say(*words, code=code)
    assert sorted(desk.glob("public/**/*")) == before
    _mend(say("verify", code=1), "git checkout -- ")
    assert "all as published" in say("verify")


def test_what_was_removed_for_safety_is_not_lost(desk: Path, say: Say) -> None:
    """Its files are gone with good reason."""
    say("retract", "sandbags", "--safety", "--by", "Anna")
    assert "BR721" not in say("verify") + say("check", "--lang", "en")


@pytest.mark.parametrize("name", [RECORD, "editions/sample/2.json"])
def test_a_lost_record_is_found_and_its_number_is_not_given_again(desk: Path, say: Say, name: str) -> None:
    """First or last: the ledger tells of it."""
    Path(name).unlink()
    _sandbags(7000)
    for words, code in ((("verify",), 1), (("check",), 1), (("publish", "--by", "A"), 4)):
        assert f"error[BR721]: `{name}` is not there" in say(*words, code=code)
    _mend(say("verify", code=1), "git checkout -- ")
    assert "all as published" in say("verify")
    assert "published as edition 3" in say("publish", "--by", "A")


def test_the_number_follows_the_ledger_when_a_record_is_given_up(desk: Path, say: Say) -> None:
    """Whoever lets the loss be a warning gets no second edition 2."""
    Path("editions/sample/2.json").unlink()
    with Path("briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write('severity = {lost-edition-file = "warning"}\n')
    _sandbags(7000)
    assert "published as edition 3" in say("publish", "--by", "A")
    assert say("verify").count("BR721") == 1


def test_the_end_of_the_ledger_is_held(desk: Path, say: Say) -> None:
    """The last line, the last two, all lines, the file: each loss is found, and each mend works."""
    lines = Path(LEDGER).read_text(encoding="utf-8").splitlines(keepends=True)
    for kept in (lines[:-1], lines[:-2], lines[:1], [], None):
        if kept is None:
            Path(LEDGER).unlink()
        else:
            Path(LEDGER).write_text("".join(kept), encoding="utf-8")
        for words, code in ((("verify",), 1), (("check",), 1), (("publish", "--by", "A"), 4), (("log",), 1)):
            assert "error[BR707]" in say(*words, code=code)
        assert "the ledger is broken, nothing was done" in say("approve", "--by", "Zoe", code=3)
        _mend(say("verify", code=1), "git checkout -- ")
        assert "all as published" in say("verify")


def test_without_its_head_the_records_hold_the_ledger(desk: Path, say: Say) -> None:
    """A ledger that ends before a record, or that has lost what a record saw, is found."""
    lines = Path(LEDGER).read_text(encoding="utf-8").splitlines(keepends=True)
    Path(HEAD).unlink()
    Path(LEDGER).write_text("".join(lines[:2]), encoding="utf-8")
    told = say("verify", code=1)
    assert "no line of the ledger tells of edition 2" in told
    assert "the line that the ledger ended with when edition 2 was published is gone" in told
    say("publish", "--by", "A", code=4)
    Path(LEDGER).write_text("".join(lines[:3]), encoding="utf-8")
    assert "= hint: briefing publish sample\n" in say("verify", code=1)
    assert "nothing has changed since edition 2" in say("publish", "sample", "--by", "Zoe")
    assert "all as published" in say("verify")
    assert "  Boris  publish   sample  number: 2" in say("log")


def test_two_editions_with_one_number_are_found(desk: Path, say: Say) -> None:
    """As a former version left them."""
    record = read_record(Path(), "sample", 2)
    said = {"number": 2, "record": record.digest, "parity": ""}
    ledger.record(
        Path(), "publish", brief="sample", by="Eve", at=datetime(2026, 3, 10, tzinfo=UTC), said=said
    )
    told = say("verify", code=1)
    assert "error[BR722]: two editions of `sample` were published with number 2, in lines 4 and 5" in told


@pytest.mark.parametrize("size", [10, 200, -1])
def test_a_torn_last_line_swallows_no_act(desk: Path, say: Say, size: int) -> None:
    """It is found, no act goes on, and what the hint says works. A line that lacks its end alone is whole."""
    whole = Path(LEDGER).read_bytes()
    entry = ledger.read_ledger(Path()).value[-1]
    say("approve", "--by", "Zoe")
    line = Path(LEDGER).read_bytes()[len(whole) :]
    Path(HEAD).write_text(entry.digest, encoding="ascii")
    Path(LEDGER).write_bytes(whole + line[:size])
    if size > 0:
        for words, code in ((("verify",), 1), (("check",), 1), (("publish", "--by", "A"), 4)):
            assert "the last line was cut off" in say(*words, code=code)
        say("approve", "--by", "Zoe", code=3)
        assert Path(LEDGER).read_bytes() == whole + line[:size]
        _mend(say("verify", code=1), "sed -i ")
        say("approve", "--by", "Zoe")
    say("approve", "--by", "Yan")
    assert "all as published" in say("verify")
    assert re.findall(r"  (\w+)  approve", say("log"))[-2:] == ["Zoe", "Yan"]


def test_an_act_that_is_cut_short_is_finished(desk: Path, say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the fact file and its line: `check` says so, and the next act adds the line."""
    _cut_short(
        monkeypatch, "set", "sandbags", "--value", "7000", "--as-of", "2026-03-09", "--source", "survey"
    )
    assert "value: 7000" in Path("facts/sample.yaml").read_text(encoding="utf-8")
    assert "warning[BR724]: `set` of `sandbags` was ended before its line was written" in say("check")
    say("approve", "--by", "Zoe")
    assert re.findall(r"  (set|approve)  ", say("log"))[-2:] == ["set", "approve"]
    assert "BR724" not in say("check")


def test_an_act_that_has_changed_nothing_leaves_no_line(
    desk: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ended before the fact file was written, it was never done."""
    facts, lines = Path("facts/sample.yaml").read_bytes(), Path(LEDGER).read_bytes()
    _cut_short(
        monkeypatch, "set", "sandbags", "--value", "7000", "--as-of", "2026-03-09", "--source", "survey"
    )
    Path("facts/sample.yaml").write_bytes(facts)
    say("log")
    assert Path(LEDGER).read_bytes() == lines
    assert not Path(ledger.PENDING).exists()


def test_an_edition_that_is_cut_short_is_finished(
    desk: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the record and its line: the next `publish` adds the line, and says that nothing has changed."""
    _sandbags(7000)
    _cut_short(monkeypatch, "publish", "--by", "Boris")
    assert Path("editions/sample/3.json").is_file()
    assert "BR722" in say("verify", code=1)
    assert "nothing has changed since edition 3" in say("publish", "--by", "Zoe")
    assert "  Boris  publish   sample  number: 3" in say("log")
    assert "all as published" in say("verify")


def test_a_record_has_the_head_of_the_ledger(desk: Path, say: Say) -> None:
    """It is that of the line before its own; the last one is printed."""
    entries = ledger.read_ledger(Path()).value
    assert [read_record(Path(), "sample", n).ledger for n in (1, 2)] == [entries[0].digest, entries[2].digest]
    assert f"ledger: 4 lines, the last one {entries[3].digest}\n" in say("log")


FORGED = (
    ('<aside class="superseded">', '<aside class="superseded"><h1>forged</h1>'),
    ("</aside>\n<main", "</aside><p>1 000 000</p></aside>\n<main"),
    ("edition&nbsp;2", "edition&nbsp;7"),
    ('href="../sample.en.html"', 'href="https://evil.example/"'),
    ('<aside class="superseded">', '<aside class="superseded" hidden>'),
)


@pytest.mark.parametrize(("old", "new"), FORGED)
def test_a_forged_banner_is_found(desk: Path, say: Say, old: str, new: str) -> None:
    """Byte for byte the banner that the website has put there, or none."""
    page = Path("public/sample/1/sample.en.html")
    text = page.read_text(encoding="utf-8")
    assert "unaltered but for the banner of the website" in say("verify", str(page))
    forged = text.replace(old, new, 1) if old in text else text.replace("edition 2", "edition 7", 1)
    assert forged != text
    page.write_text(forged, encoding="utf-8")
    told = say("verify", str(page), code=1)
    assert "[BR709]" in told
    assert "It is `sample`, edition 1, in `en`, and what stands over its text was never put there" in told
    for words in (("verify",), ("check",)):
        assert "error[BR723]: `public/sample/1/sample.en.html`: it is not what was published" in say(
            *words, code=1
        )
    assert "warning[BR723]" in say("publish", "--by", "A")
    assert "all as published" in say("verify")


def test_a_banner_of_former_templates_is_no_forgery(desk: Path, say: Say) -> None:
    """What the website has put there stays right when the words of the banner change."""
    page = Path("public/sample/1/sample.en.html").read_bytes()
    Path("found.html").write_bytes(page)
    template = Path("templates/partials/superseded.html")
    template.parent.mkdir(parents=True)
    carried = (Path(metadata.__file__).parents[2] / template).read_text(encoding="utf-8")
    template.write_text(carried.replace("<p><strong>", '<p class="new"><strong>'), encoding="utf-8")
    assert "unaltered but for the banner" in say("verify", "found.html")


def test_an_altered_pdf_says_what_it_claims_to_be(desk: Path, say: Say) -> None:
    """Its manifest names brief, edition and language."""
    page = Path("public/sample/1/sample.en.a4.pdf")
    Path("found.pdf").write_bytes(page.read_bytes() + b"\n")
    assert "It calls itself `sample`, edition 1, in `en-GB`." in say("verify", "found.pdf", code=1)
    Path("found.pdf").write_bytes(b"%PDF-1.7 junk")
    assert "It calls itself" not in say("verify", "found.pdf", code=1)


@pytest.mark.parametrize(
    ("source", "target", "why"),
    [
        ("sample/sample.en.a4.pdf", "sample/7/sample.en.a4.pdf", "there is no edition 7"),
        ("sample/1/sample.en.a4.pdf", "sample/sample.en.a4.pdf", "it is `sample.en.a4.pdf` of edition 1"),
        ("sample/sample.hy.html", "sample/sample.en.html", "it is `sample.hy.html` of edition 2"),
        ("sample/sample.en.html", "sample/sample.ru.html", "edition 2 has no such file"),
    ],
)
def test_the_website_is_looked_at(desk: Path, say: Say, source: str, target: str, why: str) -> None:
    """Files of editions where they do not belong; what is not named like one is not ours."""
    public = desk / "public"
    (public / target).parent.mkdir(exist_ok=True)
    shutil.copy(public / source, public / target)
    (public / "sample" / "notes.txt").write_text("ours")
    for words in (("verify",), ("check",)):
        told = say(*words, code=1)
        assert f"error[BR723]: `public/{target}`: {why}" in told
        assert told.count("error[") == 1


def test_an_altered_object_stops_making_again(desk: Path, say: Say) -> None:
    """Here a digest proves it."""
    path = _object(read_record(Path(), "sample", 1).inputs["templates/brief.html"])
    path.write_bytes(path.read_bytes() + b" ")
    told = say("build", "--edition", "1", code=1)
    assert f"error[BR708]: `{path}` is no longer what was kept, `templates/brief.html` of edition 1" in told
    assert not (desk / "build").exists()


def _mend(told: str, command: str) -> None:
    """Type what the first hint with a command says, as it stands."""
    found = re.search(rf"= hint: .*?({re.escape(command)}.*)", told)
    assert found is not None, told
    subprocess.run(["sh", "-c", found[1]], check=True)


def _cut_short(monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Let a command end where the line of the ledger would be written."""

    def die(*_: object) -> None:
        raise SystemExit(9)

    with monkeypatch.context() as patch:
        patch.setattr(ledger, "_append", die)
        assert run(list(words)) == 9
    assert Path(ledger.PENDING).is_file()
