"""Output folders that others write into as well: nothing is removed that was not written there, no link is followed."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.cli import run

SETTINGS = "approvals = 0\nreviews = 0\n"
LIST = ".briefing-written.json"


@pytest.fixture
def desk(sample: Path) -> Path:
    """Give the sample with a gate that asks for nobody, and a folder of the desk's own beside it."""
    settings = sample / "briefing.toml"
    head, rest = settings.read_text(encoding="utf-8").split("\n", 1)
    settings.write_text(f"{head}\n{SETTINGS}{rest}", encoding="utf-8")
    own = sample.parent / "own"
    own.mkdir()
    (own / "letter.txt").write_text("mine", encoding="utf-8")
    return sample


def publish(value: int, *words: str, code: int = 0) -> None:
    """Change a figure and publish."""
    facts = Path("facts/sample.yaml")
    text = facts.read_text(encoding="utf-8")
    start = text.index("value: 1") + len("value: ")
    facts.write_text(f"{text[:start]}{value}{text[start:].lstrip('0123456789')}", encoding="utf-8")
    assert run(["publish", "--by", "Anna", *words]) == code


def names(folder: Path) -> set[str]:
    """List the files below a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.pdf
def test_what_the_desk_puts_on_its_website_stays(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes and linked folders beside and among the pages; what the tool wrote itself and changed goes or is told."""
    publish(1300)
    public = desk / "public" / "sample"
    (public / "notes.txt").write_text("mine", encoding="utf-8")
    (public / "1" / "notes.txt").write_text("mine", encoding="utf-8")
    (public / "own").symlink_to(desk.parent / "own")
    old, changed = public / "sample.xx.html", public / "1" / "sample.xx.html"
    written = json.loads((desk / "public" / LIST).read_text(encoding="utf-8"))
    for path in (old, changed):
        shutil.copy(public / "sample.hy.html", path)
        name = path.relative_to(desk / "public").as_posix()
        written["files"][name] = written["files"]["sample/sample.hy.html"]
    written["files"] |= {"../own/letter.txt": "0" * 64, "sample/own/letter.txt": "0" * 64}
    (desk / "public" / LIST).write_text(json.dumps(written), encoding="utf-8")
    changed.write_text("by hand", encoding="utf-8")
    capsys.readouterr()
    publish(1400)
    said = capsys.readouterr().err
    assert not old.exists()
    assert changed.read_text(encoding="utf-8") == "by hand"
    assert "warning[BR717]: `public/sample/1/sample.xx.html` belongs to no edition" in said
    assert {"notes.txt", "1/notes.txt", "2/sample.hy.html"} <= names(public)
    assert (desk.parent / "own" / "letter.txt").read_text(encoding="utf-8") == "mine"
    left = json.loads((desk / "public" / LIST).read_text(encoding="utf-8"))["files"]
    assert "sample/sample.xx.html" not in left
    assert {"sample/1/sample.xx.html", "sample/2/sample.hy.html", "index.en.html"} <= left.keys()


@pytest.mark.pdf
def test_a_website_without_a_list_is_known_by_its_editions(desk: Path) -> None:
    """What an earlier version published, with a banner, too, is removed when its edition is taken off the web."""
    publish(1300)
    publish(1400)
    (desk / "public" / LIST).unlink()
    (desk / "public" / "sample" / "1" / "notes.txt").write_text("mine", encoding="utf-8")
    record = json.loads((desk / "editions/sample/1.json").read_text(encoding="utf-8"))
    for copy in record[
        "copies"
    ]:  # as `retract --safety` leaves it: copies are gone, other facts took their place
        (desk / "editions" / "objects" / copy["digest"][:2] / copy["digest"]).unlink()
    facts = (desk / "editions" / "objects" / record["facts"][:2] / record["facts"]).read_bytes() + b"\n"
    other = sha256(facts).hexdigest()
    (desk / "editions" / "objects" / other[:2]).mkdir(exist_ok=True)
    (desk / "editions" / "objects" / other[:2] / other).write_bytes(facts)
    (desk / "editions/sample/forgotten").write_text(json.dumps({record["facts"]: other}), encoding="utf-8")
    publish(1500)
    assert names(desk / "public" / "sample" / "1") == {"notes.txt"}


@pytest.mark.pdf
@pytest.mark.parametrize("place", ["public", "public/sample", "public/sample/1"])
def test_a_website_is_not_written_through_a_link(
    desk: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """Exit code 3, the link by its name, and every file behind it as it was."""
    publish(1300)
    behind = desk.parent / "behind"
    shutil.move(desk / place, behind)
    (desk / place).symlink_to(behind)
    (behind / "letter.txt").write_text("mine", encoding="utf-8")
    before = {name: (behind / name).read_bytes() for name in names(behind)}
    capsys.readouterr()
    publish(1400, code=3)
    assert f"error: `{desk / place}` is a link, and nothing is written through one" in capsys.readouterr().err
    assert {name: (behind / name).read_bytes() for name in names(behind)} == before


@pytest.mark.parametrize("place", ["build", "build/sample", "build/sample/sample.en.html", "../elsewhere"])
def test_a_build_is_not_written_through_a_link(
    sample: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """The default folder and one that is named, a folder in it and a file."""
    own = sample.parent / "own"
    own.mkdir()
    (own / "x").write_text("mine", encoding="utf-8")
    path = sample.parent / place.removeprefix("../") if place.startswith("..") else sample / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(own / "x" if place.endswith(".html") else own)
    words = ["--out", place] if place.startswith("..") else []
    assert run(["build", "--format", "html", *words]) == 3
    assert f"error: `{path}` is a link" in capsys.readouterr().err
    assert {name: (own / name).read_text(encoding="utf-8") for name in names(own)} == {"x": "mine"}


def test_a_pipe_among_finished_files_is_not_waited_for(sample: Path) -> None:
    """A build that is up to date looks at them before anything else."""
    (sample / "build" / "sample").mkdir(parents=True)
    os.mkfifo(sample / "build" / "sample" / "sample.en.html")
    assert run(["build", "--format", "html"]) == 3


@pytest.mark.pdf
def test_a_language_whose_pdf_is_refused_keeps_its_pages(sample: Path) -> None:
    """Page and PDF of one language say the same: both are of before; the other language goes on."""
    assert run(["build", "-q"]) == 0
    built = sample / "build" / "sample"
    before = {path.name: path.read_bytes() for path in built.iterdir()}
    facts = sample / "facts/sample.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 1200", "value: 1300"), "utf-8")
    frame = Path(__file__).parents[2] / "templates" / "base.html"
    text = frame.read_text(encoding="utf-8")
    picture = '{% if brief.locale == "hy" %}<img src="https://example.org/a.svg" alt="">{% endif %}</body>'
    (sample / "templates").mkdir(exist_ok=True)
    (sample / "templates" / "base.html").write_text(text.replace("</body>", picture, 1), encoding="utf-8")
    assert run(["build", "-q"]) == 1
    after = {path.name: path.read_bytes() for path in built.iterdir()}
    assert after.keys() == before.keys()
    assert {name for name in before if after[name] != before[name]} == {
        "sample.en.html",
        "sample.en.a4.pdf",
    }
