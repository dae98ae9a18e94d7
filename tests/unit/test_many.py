"""Very many briefs: a few in memory at a time, all files together, and what is done told on a terminal."""

import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from briefing import build as corridor
from briefing.artifacts import Staging
from briefing.cli import build as command
from briefing.cli import run
from briefing.inputs import Inputs
from briefing.pages import rendering
from briefing.store import Store

ROOT = Path(__file__).parents[2]
COUNT = 6


@pytest.fixture
def many(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project of six briefs in two languages, of which two briefs fit into memory."""
    facts = (sample / "facts" / "sample.yaml").read_text(encoding="utf-8")
    for number in range(1, COUNT):
        name = f"sample-{'abcdef'[number]}"
        (sample / "facts" / f"{name}.yaml").write_text(facts.replace("id: sample", f"id: {name}", 1))
        messages = sample / "locales" / "hy" / "LC_MESSAGES"
        shutil.copy(messages / "sample.po", messages / f"{name}.po")
    monkeypatch.setattr(command, "_PAGES", 4)
    monkeypatch.setattr(corridor, "_PAGES", 4)
    return sample


def pages_of(project: Path) -> dict[str, bytes]:
    """Give the finished files of a project by name, with whatever else lies there."""
    folder = project / "build"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_few_at_a_time_are_what_all_at_once_would_be(
    many: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files, the same words, in the same order; and no more than two briefs were planned together."""
    plans: list[int] = []
    plan_build = corridor.plan_build

    def noted(*words, **names):  # type: ignore[no-untyped-def]
        work = plan_build(*words, **names)
        plans.append(len(work.pages))
        return work

    monkeypatch.setattr(corridor, "plan_build", noted)
    assert run(["build", "--format", "html"]) == 0
    few, said = pages_of(many), capsys.readouterr()
    shutil.rmtree(many / "build")
    monkeypatch.setattr(command, "_PAGES", 1000)
    assert run(["build", "--format", "html"]) == 0
    assert (plans, len(few)) == ([4, 4, 4, 12], 12)
    assert (pages_of(many), capsys.readouterr()) == (few, said)


def test_what_was_read_for_a_batch_is_let_go(many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Check and build hold the content of few inputs at a time, and know the digests of all."""
    most: list[int] = []
    let_go = Inputs.let_go

    def noted(inputs: Inputs) -> None:
        most.append(sum(name.name.startswith("sample") for name in inputs._memory))
        let_go(inputs)

    monkeypatch.setattr(Inputs, "let_go", noted)
    assert run(["check"]) == 0
    assert run(["build", "--format", "html"]) == 0
    assert max(most) == 4  # two briefs, each with a catalogue


def test_all_batches_are_written_together_or_none_is(
    many: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last batch fails: files of the first, staged by then, are not put in place, and nothing is left of them."""
    assert run(["build", "--format", "html"]) == 0
    before = pages_of(many)
    for path in (many / "facts").glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("value: 1200", "value: 1311"))
    stage = Staging.write
    written: list[str] = []

    def failing(staging: Staging, contents: dict[str, bytes]) -> frozenset[str]:
        if len(written) == 8:
            raise KeyboardInterrupt
        written.extend(stage(staging, contents))
        return frozenset(written)

    monkeypatch.setattr(Staging, "write", failing)
    assert run(["build", "--format", "html"]) == 130
    assert (len(written), pages_of(many)) == (8, before)
    capsys.readouterr()


def test_a_change_between_batches_is_no_mix(
    many: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the first batch is saved while the second is made: nothing is written."""
    stage = Staging.write

    def saving(staging: Staging, contents: dict[str, bytes]) -> frozenset[str]:
        path = many / "facts" / "sample.yaml"
        path.write_text(path.read_text(encoding="utf-8") + "\n")
        return stage(staging, contents)

    monkeypatch.setattr(Staging, "write", saving)
    assert run(["build", "--format", "html"]) == 3
    assert pages_of(many) == {}
    assert "error: files were changed while they were built; nothing was written" in capsys.readouterr().err


def test_what_a_build_used_is_kept_however_much_it_is(tmp_path: Path) -> None:
    """The limit of the store forgets what was used before this build, and no more."""
    store = Store(tmp_path, limit=10)
    for number in range(4):
        store.keep(f"{number}" * 64, b"x" * 100)
    for path in tmp_path.glob("0*/*"):
        os.utime(path, ns=(1, 1))
    store.prune(since=2)
    assert [store.recall(f"{number}" * 64) is not None for number in range(4)] == [False, True, True, True]
    store.prune()
    assert not any(store.recall(f"{number}" * 64) for number in range(4))


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are others there")
def test_a_terminal_sees_how_many_files_are_done(many: Path) -> None:
    """On a terminal a count that reaches all files and is wiped; with --quiet, or into a file, nothing of it."""
    words = [sys.executable, "-m", "briefing", "build", "--format", "html"]
    seen = on_terminal(words, many)
    counts = [int(n) for n in re.findall(r"\r\033\[2K(\d+)/12 sample\S* (?:en|hy) …", seen)]
    assert counts == list(range(1, 13))
    assert "\r\033[2K" in seen.rpartition("…")[2]
    shutil.rmtree(many / "build")
    assert "\033" not in on_terminal([*words, "--quiet"], many)
    shutil.rmtree(many / "build")
    done = subprocess.run(words, cwd=many, env=environment(), capture_output=True, text=True, check=True)
    assert "\033" not in done.stderr + done.stdout


def environment() -> dict[str, str]:
    """Give an environment with a terminal that can wipe a line."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}


def on_terminal(words: list[str], folder: Path) -> str:
    """Run a command whose stderr is a terminal, and give all that the terminal was sent."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        words, cwd=folder, env=environment(), stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # Linux: the other end was closed
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    assert process.wait() == 0
    return sent.decode()


@pytest.fixture
def rendered(many: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Build six briefs, one of which has an undated figure; give the list that names each that is rendered after."""
    change(many / "facts" / "sample-b.yaml", 'as_of: "2026-03-05"', "as_of: null")
    assert run([*WORDS]) == 0
    found: list[str] = []
    render_page = rendering.render_page

    def noted(rendition, *words, **names):  # type: ignore[no-untyped-def]
        found.append(rendition.brief)
        return render_page(rendition, *words, **names)

    monkeypatch.setattr(corridor, "render_page", noted)
    return found


WORDS = ("--today", "2026-03-10", "build", "--format", "html", "--output-format", "json")


def change(path: Path, old: str, new: str) -> None:
    """Change a file that has a text."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def anew(project: Path, words: Sequence[str] = WORDS) -> tuple[dict[str, bytes], str]:
    """Build with nothing remembered, and give the files and what was said."""
    shutil.rmtree(project / ".briefing")
    out = io.StringIO()
    with redirect_stdout(out):
        assert run([*words]) == 0
    return pages_of(project), out.getvalue()


@pytest.mark.parametrize(
    ("name", "old", "new", "due"),
    [
        ("facts/sample-c.yaml", "value: 1200", "value: 1300", {"sample-c"}),
        ("locales/hy/LC_MESSAGES/sample-d.po", "Եղանակը", "Այն եղանակը", {"sample-d"}),
        ("build/sample-e/sample-e.hy.html", "<html", "<HTML", {"sample-e"}),
        ("briefing.toml", "Sample desk", "Another desk", set()),
    ],
)
def test_of_many_briefs_those_are_rendered_that_are_due(
    many: Path,
    rendered: list[str],
    capsys: pytest.CaptureFixture[str],
    name: str,
    old: str,
    new: str,
    due: set[str],
) -> None:
    """The files and the words are those of a build that remembers nothing: same findings, same order."""
    change(many / name, old, new)
    capsys.readouterr()
    assert run([*WORDS]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(rendered) == (due or {path.stem for path in (many / "facts").glob("*.yaml")})
    assert "is outdated" in json.dumps(told["diagnostics"])
    files, said = anew(many)
    assert files == pages_of(many)
    fresh = json.loads(said)
    for entry in (*told["artifacts"], *fresh["artifacts"]):
        del entry["state"]
    assert told == fresh


def test_a_brief_is_due_on_the_day_a_figure_grows_too_old(many: Path, rendered: list[str]) -> None:
    """The next day nothing but one brief is rendered, since one always is; a month later all are."""
    assert run(["--today", "2026-03-11", *WORDS[2:]]) == 0
    assert len(set(rendered)) == 1
    rendered.clear()
    assert run(["--today", "2026-04-20", *WORDS[2:]]) == 0
    assert len(set(rendered)) == 6


def test_what_is_wrong_or_withheld_or_held_back_is_always_rendered(many: Path, rendered: list[str]) -> None:
    """An error is told each time; nothing is remembered of what is withheld, or of what the clock alone lets out."""
    change(many / "facts" / "sample-c.yaml", "value: 1200", "value: 1,200")
    embargo = '\nedition: {embargo: "2030-03-12T06:00+04:00"}\n\nsources:\n'
    change(many / "facts" / "sample-d.yaml", "\n\nsources:\n", embargo)
    change(
        many / "facts" / "sample-e.yaml", "    kind: status", "    kind: status\n    sensitivity: restricted"
    )
    for _ in range(2):
        rendered.clear()
        assert run([*WORDS]) == 1
    assert {"sample-d", "sample-e"} <= set(rendered)
    assert not {"sample-a", "sample-b"} & set(rendered)
