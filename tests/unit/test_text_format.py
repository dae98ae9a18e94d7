"""The format `text`: built, proved, searched and published as the others are."""

import json
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.plaintext import COLUMNS, width_of

PRIVATE = "Nobody may read this sentence here"


@pytest.fixture
def built(sample: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Build the sample as text alone; give the folder of its files."""
    assert run(["build", "--format", "text"]) == 0
    assert capsys.readouterr().out == "build/sample/sample.en.txt\nbuild/sample/sample.hy.txt\n"
    return sample / "build" / "sample"


def codes(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """Prove the texts; give the codes of what is found."""
    capsys.readouterr()
    code = run(["parity", "--format", "text", "--output-format", "json"])
    found = {d["code"] for d in json.loads(capsys.readouterr().out)["diagnostics"]}
    assert code == bool(found)
    return found


def test_a_text_has_the_whole_brief(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All facts are in it, in lines of 72 columns, and it says what state it is in."""
    for locale, draft in (("en", "This is a draft."), ("hy", "Սա նախագիծ է։")):
        said = (built / f"sample.{locale}.txt").read_bytes().decode("utf-8")
        assert draft in said
        assert said.endswith("\n")
        assert not said.endswith("\n\n")
        assert max(map(width_of, said.split("\n"))) <= COLUMNS
    assert codes(capsys) == set()


def test_the_same_bytes_twice(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second build finds nothing to do, with or without other formats beside it."""
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    assert run(["build", "--format", "html,text", "--output-format", "json"]) == 0
    capsys.readouterr()
    assert {name: (built / name).read_bytes() for name in before} == before


def test_parity_reads_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is altered, gone or added in a text is found, and so is a file that is no text."""
    path = built / "sample.en.txt"
    said = path.read_text()
    lines = said.split("\n")
    numbers = [at for at, sign in enumerate(said) if sign.isdigit()]
    for at in numbers:
        path.write_text(f"{said[:at]}{(int(said[at]) + 1) % 10}{said[at + 1 :]}")
        assert codes(capsys), said[at - 20 : at + 10]
    draft = next(at for at, line in enumerate(lines) if "This is a draft" in line)
    source = next(at for at, line in enumerate(lines) if line.startswith("Source 1:"))
    for at in (draft, source):
        path.write_text("\n".join(lines[:at] + lines[at + 1 :]))
        assert codes(capsys), lines[at]
    path.write_text(said + "And five thousand more.\n")
    assert codes(capsys) == {"BR749"}
    path.write_text(said[: len(said) // 3])
    assert "BR743" in codes(capsys)
    for broken in (b"", b"\xff\xfe\x00", b"\x00" + said.encode()):
        path.write_bytes(broken)
        assert codes(capsys) == {"BR741"}
    path.unlink()
    assert codes(capsys) == {"BR740"}


def test_a_finding_names_the_line(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text has lines, and a finding stands at one."""
    path = built / "sample.en.txt"
    path.write_text(path.read_text() + "Nobody knows.\n")
    capsys.readouterr()
    assert run(["parity"]) == 1
    line = path.read_text().count("\n")
    assert f"sample.en.txt:{line}:" in capsys.readouterr().err


def test_leaks_are_found_in_it(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is withheld is found in a text, over the ends of its lines too."""
    facts = built.parents[1] / "facts" / "sample.yaml"
    facts.write_text(f"{facts.read_text()}\n# checked\n")
    path = built / "sample.en.txt"
    private = f"    note: {PRIVATE} for reasons of safety.\n"
    lines = facts.read_text().split("\n")
    first = next(at for at, line in enumerate(lines) if line == "facts:") + 1
    facts.write_text("\n".join([*lines[: first + 1], private.rstrip("\n"), *lines[first + 1 :]]))
    assert run(["check", "--leaks"]) == 0
    path.write_text(path.read_text() + PRIVATE.replace(" ", "\n  ") + " for reasons of safety\n")
    capsys.readouterr()
    assert run(["check", "--leaks"]) == 1
    assert "build/sample/sample.en.txt" in capsys.readouterr().err


@pytest.mark.pdf
def test_it_is_published_where_it_is_asked_for(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The setting brings it onto the website and into the index; a rebuild gives the same bytes; verify knows it."""
    settings = sample / "briefing.toml"
    settings.write_text(f'{settings.read_text()}formats = ["html", "text"]\n')
    assert run(["approve", "--by", "A"]) == 0
    assert run(["messages", "review", "--lang", "hy", "--by", "R"]) == 0
    assert run(["publish", "--by", "A"]) == 0
    public = sample / "public"
    record = json.loads((sample / "editions/sample/1.json").read_text())
    assert {copy["format"]: copy["layout"] for copy in record["copies"]} == {"html": None, "text": None}
    for locale in ("en", "hy"):
        assert (
            f'<li><a href="sample/sample.{locale}.txt">TXT</a></li>'
            in (public / f"index.{locale}.html").read_text()
        )
        assert (public / f"sample/1/sample.{locale}.txt").read_bytes() == (
            public / f"sample/sample.{locale}.txt"
        ).read_bytes()
    assert "Edition\n  1\n" in (public / "sample/sample.en.txt").read_text()
    assert run(["build", "--edition", "1", "--format", "all", "--out", "again"]) == 0
    capsys.readouterr()
    assert run(["verify", "public/sample/sample.hy.txt"]) == 0
    assert "edition 1" in capsys.readouterr().out
    text = public / "sample/sample.en.txt"
    text.write_text(text.read_text() + "more\n")
    assert run(["verify"]) == 1
    assert "BR723" in capsys.readouterr().err


@pytest.mark.pdf
def test_it_is_not_published_by_itself(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A project that names no formats has what it always had, and adding one makes a new edition."""
    assert run(["approve", "--by", "A"]) == 0
    assert run(["messages", "review", "--lang", "hy", "--by", "R"]) == 0
    assert run(["publish", "--by", "A", "--format", "html"]) == 0
    assert not list((sample / "public").rglob("*.txt"))
    assert run(["publish", "--by", "A", "--format", "html"]) == 0
    assert run(["publish", "--by", "A", "--format", "text"]) == 0
    assert {path.name for path in (sample / "public/sample/2").iterdir()} == {
        "sample.en.html",
        "sample.hy.html",
        "sample.en.txt",
        "sample.hy.txt",
    }
    capsys.readouterr()


def test_english_that_stands_in_is_marked(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without colours a reader still sees which words have no translation."""
    catalog = sample / "locales/hy/LC_MESSAGES/sample.po"
    catalog.unlink()
    assert run(["build", "--lang", "hy", "--format", "text", "--allow-untranslated"]) == 0
    said = (sample / "build/sample/sample.hy.txt").read_text()
    assert "[" in said
    assert "։" in said
    capsys.readouterr()
