"""Titles of editions with words of a fact that is removed for safety: gone from index, feed and what is kept."""

import shutil
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.editions import Wording, read_records
from briefing.editions.forgetting import forgetting

SETTINGS = '[briefing]\nlocales = ["en-GB", "hy"]\npublisher = "Sample desk"\napprovals = 0\nreviews = 0\n'
CATALOG = "locales/hy/LC_MESSAGES/sample.po"
FACTS = "facts/sample.yaml"
OLD = Path(__file__).parents[1] / "data" / "edition"


@pytest.fixture
def desk(sample: Path) -> Path:
    """Give a project that needs no approvals."""
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    return sample


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command, expect its exit code, and give all it says."""
    got = run(["-q", *words])
    said = capsys.readouterr()
    assert got == code, (words, said)
    return said.out + said.err


def change(name: str, old: str, new: str) -> None:
    """Edit a file by hand."""
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new), encoding="utf-8")


def holders(word: str) -> list[str]:
    """Give the files that are public or kept and have a word; sources of the desk and its notes are none of them."""
    folders = (Path("public"), Path("editions"))
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path) for path in paths if word.encode() in path.read_bytes()]


def kept() -> dict[str, bytes]:
    """Give all that is kept of editions."""
    return {str(path): path.read_bytes() for path in Path("editions").rglob("*") if path.is_file()}


def titled(number: int) -> dict[str, str]:
    """Give the titles of an edition as they stand today."""
    record = next(o for o in read_records(Path.cwd(), "sample") if o.number == number)
    return {locale: words["title"] for locale, words in record.titles.items()}


def test_a_title_that_prints_a_removed_fact_is_replaced_by_the_title_of_today(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In every language, in the index, the feed and the facts that are kept; neither links a page that is gone."""
    change(FACTS, "title: Flood in {velora}", 'title: "{sandbags} laid in {velora}"')
    change(CATALOG, '"Flood in {velora}"', '"{sandbags} laid in {velora}"')
    change(CATALOG, '"Ջրհեղեղ {velora:loc}"', '"{sandbags} {velora:loc}"')
    told(capsys, "publish", "--by", "Anna")
    assert "5,000" in titled(1)["en"]
    change(FACTS, 'title: "{sandbags} laid in {velora}"', "title: Flood in {velora}")
    change(CATALOG, '"{sandbags} laid in {velora}"', '"Flood in {velora}"')
    change(CATALOG, '"{sandbags} {velora:loc}"', '"Ջրհեղեղ {velora:loc}"')
    told(capsys, "retract", "sandbags", "--safety", "--by", "Anna")
    assert titled(1) == {"en": "Flood in Velora", "hy": "Ջրհեղեղ Վելորայում"}
    told(capsys, "publish", "--by", "Anna")
    told(capsys, "check", "--leaks")
    assert holders("sandbag") == holders("5,000") == []
    for name in ("index.en.html", "feed.en.xml", "feed.hy.xml"):
        text = Path("public", name).read_text(encoding="utf-8")
        assert "sample/1/" not in text
        assert "sample/2/" in text or name == "index.en.html"
    told(capsys, "verify")


def test_a_title_that_still_has_the_words_is_replaced_by_the_number(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Words that were typed count like those that a placeholder prints; the next edition has its own title."""
    Path("briefing.toml").write_text(SETTINGS.replace(', "hy"', ""), encoding="utf-8")
    words = "Volunteers from the lower town help"
    change(FACTS, "text: Volunteers laid", "text: Volunteers from the lower town laid")
    change(FACTS, "title: Flood in {velora}", f"title: {words}")
    told(capsys, "publish", "--by", "Anna")
    told(capsys, "retract", "sandbags", "--safety", "--by", "Anna")
    assert titled(1) == {"en": "1"}
    assert holders(words) == ["public/feed.en.xml", "public/index.en.html"]
    before = kept()
    told(capsys, "retract", "sandbags", "--safety", "--by", "Anna")
    assert before == kept()
    change(FACTS, f"title: {words}", "title: Flood in {velora}")
    told(capsys, "publish", "--by", "Anna")
    told(capsys, "check", "--leaks")
    assert holders("lower town") == []


def test_titles_without_the_fact_stay_as_they_were(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A record never changes, and neither do titles that have nothing to do with the fact."""
    told(capsys, "publish", "--by", "Anna")
    record, titles = Path("editions/sample/1.json").read_bytes(), titled(1)
    told(capsys, "retract", "sandbags", "--safety", "--by", "Anna")
    assert titles == titled(1) == {"en": "Flood in Velora", "hy": "Ջրհեղեղ Վելորայում"}
    assert record == Path("editions/sample/1.json").read_bytes()


def test_titles_in_an_old_record_are_replaced_as_well(sample: Path) -> None:
    """They stand in the record itself, which never changes: what replaces them is kept beside it."""
    shutil.copytree(OLD, sample / "editions")
    wording = Wording(is_secret=lambda text: "Velora" in text, titles={"en": {"title": "A flood"}})
    done = forgetting(sample, "sample", "sandbags", wording)
    for name, data in done.written.items():
        (sample / name).parent.mkdir(parents=True, exist_ok=True)
        (sample / name).write_bytes(data)
    assert titled(1) == {"en": "A flood", "hy": "1"}
    assert not forgetting(sample, "sample", "sandbags", wording).written
    record = sample / "editions/sample/1.json"
    assert record.read_bytes() == (OLD / "sample/1.json").read_bytes()
    text = record.read_text(encoding="utf-8").replace('"data_as_of":', '"data_undated": "2", "data_as_of":')
    record.write_text(text, encoding="utf-8")
    (sample / "editions/sample/forgotten").unlink()
    assert read_records(sample, "sample")[0].titles["en"]["data_undated"] == "2"
