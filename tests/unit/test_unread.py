"""Files that parity does not look at: none of them passes in silence."""

from pathlib import Path

import pytest

from briefing.cli import run

FOLDER = Path("build/sample")


@pytest.fixture
def built(sample: Path) -> Path:
    """Give the small project with a web page in each of its two languages."""
    assert run(["-q", "build", "--format", "html"]) == 0
    return sample / FOLDER


@pytest.mark.parametrize(
    "name",
    [
        "sample.en.docx",
        "sample.en.md",
        "sample.hy.a4.html",
        "sample.en.pdf",
        "sample.html",
        "sample.en.html.bak",
    ],
)
def test_finished_file_that_cannot_be_read_is_an_error(
    built: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A format or a name that parity cannot read is no proved file, whatever the others say."""
    (built / name).write_bytes(b"anything")
    capsys.readouterr()
    assert run(["parity"]) == 1
    told = capsys.readouterr()
    assert told.err.count("error[BR741]: this file cannot be read back") == 1
    assert f"{FOLDER / name}" in told.err


@pytest.mark.parametrize("name", ["notes.txt", "sample-2.en.html", "sample.fr.html", "sample.fr.a4.pdf"])
def test_other_file_is_named(built: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """What is no file of a locale of the project is said not to have been looked at; it is no error."""
    (built / name).write_bytes(b"anything")
    capsys.readouterr()
    assert run(["parity"]) == 0
    assert f"warning[BR758]: `{name}`" in capsys.readouterr().err


def test_folder_is_named_and_hidden_files_are_not(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder between the files is not looked into."""
    (built / "old").mkdir()
    (built / ".DS_Store").write_bytes(b"anything")
    capsys.readouterr()
    assert run(["parity"]) == 0
    told = capsys.readouterr().err
    assert "warning[BR758]: `old`" in told
    assert ".DS_Store" not in told


def test_locale_that_was_not_asked_for_is_no_stranger(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--lang en` the Armenian page is of another proof."""
    capsys.readouterr()
    assert run(["parity", "--lang", "en"]) == 0
    assert capsys.readouterr().err == ""


def test_what_has_to_be_there_is_missed(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A format or layout that no locale was built in is found when it is asked for; an unknown one is refused."""
    capsys.readouterr()
    assert run(["parity", "--format", "html"]) == 0
    assert run(["parity", "--format", "pdf"]) == 1
    assert "BR740" in capsys.readouterr().err
    assert run(["parity", "--layout", "a5"]) == 1
    assert "`sample` has no file `sample.hy.a5.pdf` (pdf a5)" in capsys.readouterr().err
    assert run(["parity", "--format", "docx"]) == 2
    assert run(["parity", "--layout", "poster"]) == 2
