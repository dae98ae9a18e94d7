"""What is due after a change, and what `build --explain` says of it, from the command line."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import run

_ROOT = Path(__file__).parents[2]
_FACTS = "facts/velora-flood-2026.yaml"
_PO = "locales/ru/LC_MESSAGES/velora-flood-2026.po"
_PROBE = """
import sys
from briefing.cli import run
code = run(sys.argv[1:])
from multiprocessing import process
is_drawn = "weasyprint" in sys.modules or next(process._process_counter) > 1
print("DREW" if is_drawn else "RECALLED", file=sys.stderr)
sys.exit(code)
"""
Build = Callable[..., dict[str, list[str]]]


@pytest.fixture
def due(capsys: pytest.CaptureFixture[str]) -> Build:
    """Give what builds with `--explain`: by file what was built, each with the reasons; every other is unchanged."""

    def build(*options: str) -> dict[str, list[str]]:
        assert run(["build", "--explain", "--output-format", "json", *options]) == 0
        told = json.loads(capsys.readouterr().out)["artifacts"]
        assert all(a["due"] for a in told if a["state"] == "built")
        assert [a["path"] for a in told if a["due"] and a["state"] != "built"] == []
        return {Path(a["path"]).name: a["due"] for a in told if a["state"] == "built"}

    return build


def change(name: str, old: str, new: str) -> None:
    """Change the first place of a file of the current project."""
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")


def own(name: str) -> Path:
    """Copy a file that the tool carries into the current project."""
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(_ROOT / name, name)
    return Path(name)


def files_below(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Read all finished files with the time of their last change."""
    return {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


@pytest.mark.pdf
def test_touching_everything_rebuilds_nothing(sample: Path, due: Build) -> None:
    """No time of a file decides anything, of an input, a finished file or the store."""
    assert set(due()) == {f"sample.{name}" for name in ("en.html", "en.a4.pdf", "hy.html", "hy.a4.pdf")}
    for path in sample.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    before = files_below(sample / "build")
    assert due() == {}
    assert files_below(sample / "build") == before


@pytest.mark.pdf
def test_a_russian_message_rebuilds_russian_only_and_a_note_nothing(flood: Path, due: Build) -> None:
    """A message is due in its language, page and PDF; a note for the desk nowhere, not even as HTML."""
    due()
    before = files_below(flood / "build")
    change(_FACTS, "facts:\n", "facts:\n  # a remark\n")
    change(_FACTS, "    certainty:", "    note: Ask the council again.\n    certainty:")
    assert due() == {}
    assert files_below(flood / "build") == before
    text = Path(_PO).read_text(encoding="utf-8")
    start = text.index('msgstr "', text.index('msgctxt "brief:title"')) + len('msgstr "')
    Path(_PO).write_text(f"{text[:start]}О, {text[start:]}", encoding="utf-8")
    reason = [f"{_PO}: `brief:title`"]
    name = "velora-flood-2026.ru"
    assert due() == {f"{name}.html": reason, f"{name}.a4.pdf": reason}


def test_a_fact_rebuilds_the_brief_that_shows_it(sample: Path, due: Build) -> None:
    """Two briefs: a number of one is due there, in both languages."""
    for name in ("facts/sample.yaml", "locales/hy/LC_MESSAGES/sample.po"):
        text = Path(name).read_text(encoding="utf-8")
        Path(name.replace("sample", "second")).write_text(text.replace("id: sample", "id: second"), "utf-8")
    assert len(due("--format", "html")) == 4
    change("facts/second.yaml", "value: 5000", "value: 6000")
    reason = ["facts/second.yaml: `sandbags` value"]
    assert due("--format", "html") == {"second.en.html": reason, "second.hy.html": reason}


def test_several_changes_are_all_named_and_only_where_they_tell(sample: Path, due: Build) -> None:
    """A number, a style and a message: the Armenian page names three, the English two."""
    sheet = own("templates/brief.css")
    due("--format", "html")
    change("facts/sample.yaml", "value: 5000", "value: 6000")
    sheet.write_text(sheet.read_text(encoding="utf-8") + "p { color: black }\n", encoding="utf-8")
    change("locales/hy/LC_MESSAGES/sample.po", 'msgstr "Եղանակը"', 'msgstr "Եղանակ"')
    shared = ["facts/sample.yaml: `sandbags` value", "templates/brief.css"]
    message = "locales/hy/LC_MESSAGES/sample.po: `part:outlook:weather`"
    assert due("--format", "html") == {
        "sample.en.html": shared,
        "sample.hy.html": [shared[0], message, shared[1]],
    }


def _drop_page() -> None:
    Path("build/sample/sample.en.html").unlink()


def _alter_page() -> None:
    Path("build/sample/sample.en.html").write_text("mine", encoding="utf-8")


def _retell() -> None:
    change("facts/sample.yaml", "Flood in {velora}", "A flood in {velora}")


def _drop_fact() -> None:
    text = Path("facts/sample.yaml").read_text(encoding="utf-8")
    head, _, tail = text.partition("  dam:\n    section")
    Path("facts/sample.yaml").write_text(head + tail[tail.index("  rain:") :], encoding="utf-8")
    change(
        "facts/sample.yaml", "  background:\n    parts:\n      dam: {heading: The dam, facts: [dam]}\n", ""
    )


def _edit_template() -> None:
    path = own("templates/partials/title.html")
    path.write_text(path.read_text(encoding="utf-8") + "<p></p>\n", encoding="utf-8")


def _edit_language() -> None:
    path = own("locales/en/language.yaml")
    text = path.read_text(encoding="utf-8")
    assert 'about: "about {n}"' in text
    path.write_text(text.replace('about: "about {n}"', 'about: "some {n}"'), encoding="utf-8")


def _edit_setting() -> None:
    change("briefing.toml", "Sample desk", "Other desk")


def _choose_colour() -> None:
    with Path("briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[briefing.colours]\naccent = "#7a2e1d"\n')


@pytest.mark.parametrize(
    ("act", "reasons"),
    [
        (_drop_page, ["it was not there"]),
        (_alter_page, ["the file was changed since it was written"]),
        (_retell, ["facts/sample.yaml: `brief.title`"]),
        (
            _drop_fact,
            [
                "facts/sample.yaml: `facts in order`",
                "facts/sample.yaml: 2 no longer there",
                "facts/sample.yaml: `sections in order`",
            ],
        ),
        (_edit_template, ["templates/partials/title.html"]),
        (_edit_language, ["locales/en/language.yaml"]),
        (_edit_setting, ["briefing.toml: `publisher`"]),
        (_choose_colour, ["briefing.toml: `colours`"]),
    ],
)
def test_what_made_a_page_due_is_named(
    sample: Path, due: Build, act: Callable[[], None], reasons: list[str]
) -> None:
    """Every kind of input by its name, and nothing besides what was changed."""
    words = ("--format", "html", "--lang", "en")
    due(*words)
    act()
    told = due(*words)
    assert {name: sorted(told[name]) for name in told} == {"sample.en.html": sorted(reasons)}


def test_time_and_options_are_inputs_too(sample: Path, due: Build) -> None:
    """A figure that has grown too old, and English that may stand in."""
    words = ("--format", "html", "--lang", "hy")
    due(*words)
    told = due(*words, "--today", "2026-06-10")
    assert told == {
        "sample.hy.html": ["the age of the data: `households`", "the age of the data: `sandbags`"]
    }
    change("locales/hy/LC_MESSAGES/sample.po", 'msgstr "Եղանակը"', 'msgstr ""')
    told = due(*words, "--today", "2026-06-10", "--allow-untranslated")
    reasons = told["sample.hy.html"]
    assert "the options: `--allow-untranslated`" in reasons
    assert "locales/hy/LC_MESSAGES/sample.po: `part:outlook:weather`" in reasons


def test_another_version_is_named(sample: Path, due: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page made by another version of the tool says so."""
    from briefing import toolchain

    words = ("--format", "html", "--lang", "en")
    due(*words)
    monkeypatch.setattr(toolchain, "__version__", "99.0")
    toolchain.toolchain.cache_clear()
    change("facts/sample.yaml", "value: 5000", "value: 6000")
    told = due(*words)["sample.en.html"]
    toolchain.toolchain.cache_clear()
    assert told == ["facts/sample.yaml: `sandbags` value", "the tool is another version: `briefing`"]


def test_the_lines_stand_on_stderr_and_a_quiet_build_says_none(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line a file, told from where one stands; then that nothing was due."""
    words = ["build", "--explain", "--format", "html", "--lang", "en"]
    assert run(words) == 0
    out, err = capsys.readouterr()
    assert out == "build/sample/sample.en.html\n"
    assert err == "build/sample/sample.en.html was due: it was not there\n"
    assert run(words) == 0
    assert capsys.readouterr() == ("build/sample/sample.en.html\n", "nothing was due\n")
    assert run([*words, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def _built(project: Path, *words: str) -> tuple[int, str, bool]:
    """Build English PDFs in a process of its own: exit code, what was said, and whether the engine was needed."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, "build", "--format", "pdf", "--lang", "en", "--jobs", "1", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    said, _, last = done.stderr.rstrip("\n").rpartition("\n")
    assert last in ("DREW", "RECALLED")
    return done.returncode, said, last == "DREW"


@pytest.mark.pdf
def test_a_change_taken_back_is_found_in_the_store_with_its_findings(sample: Path) -> None:
    """A stylesheet changed and put back: no PDF is drawn, and the warning of its drawing is said again."""
    sheet = own("templates/layouts/a4.css")
    first = sheet.read_text(encoding="utf-8") + "p { colour: black }\n"
    drawn, said = {}, ""
    for text, is_new in ((first, True), (first.replace("colour", "color"), True), (first, False)):
        sheet.write_text(text, encoding="utf-8")
        code, said, drew = _built(sample, "--explain")
        assert (code, drew) == (0, is_new)
        assert ("warning[BR606]: the PDF engine ignores `colour: black `" in said) is (text == first)
        drawn[text, is_new] = (sample / "build/sample/sample.en.a4.pdf").read_bytes()
    assert "sample.en.a4.pdf was due: templates/layouts/a4.css" in said
    assert drawn[first, True] == drawn[first, False]


@pytest.mark.pdf
def test_a_damaged_store_is_a_miss_and_the_same_file(sample: Path) -> None:
    """Cut every entry short: the PDF is drawn again, byte for byte, and no word is said of it."""
    assert _built(sample)[::2] == (0, True)
    before = (sample / "build/sample/sample.en.a4.pdf").read_bytes()
    for path in (sample / ".briefing/store").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-7])
    assert _built(sample) == (0, "", True)
    assert (sample / "build/sample/sample.en.a4.pdf").read_bytes() == before
    assert _built(sample) == (0, "", False)


@pytest.mark.pdf
def test_a_store_of_another_checkout_is_as_good(sample: Path, tmp_path: Path) -> None:
    """What is kept names no folder: carried to another clone, as a CI cache does, nothing is drawn there."""
    assert _built(sample)[2]
    other = tmp_path / "other"
    shutil.copytree(sample, other, ignore=shutil.ignore_patterns("build"))
    assert _built(other, "--explain") == (0, "build/sample/sample.en.a4.pdf was due: it was not there", False)


@pytest.mark.pdf
def test_two_builds_share_a_store(sample: Path) -> None:
    """Two processes at once, each into its own folder: both end well with the same bytes."""
    command = [sys.executable, "-m", "briefing", "build", "--format", "pdf", "--lang", "en", "--out"]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    both = [subprocess.Popen([*command, name], cwd=sample, env=environment) for name in ("one", "two")]
    assert [process.wait(timeout=90) for process in both] == [0, 0]
    one, two = (sample / name / "sample/sample.en.a4.pdf" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    assert _built(sample) == (0, "", False)
