"""Totals and parts that are set: the command that is offered, and the reason why the two differ."""

import json
import re
import shlex
from pathlib import Path

import pytest
from desk import Desk
from test_set_together import FACT, FACTS, SINCE

REASON = "Five houses stand in no district."
OF = "of: {total: 105, north: 40, south: 60}"
DIFFERS = f"    sum_differs: {{{OF}, reason: {REASON}, why: Karen knows}}\n"


def desk_of(root: Path, capsys: pytest.CaptureFixture[str], total: str, more: str = "") -> Desk:
    """Give a desk whose brief has a total of two parts."""
    (root / "facts").mkdir()
    facts = "".join(FACT.format(id=i, value=v) for i, v in (("north", 40), ("south", 60), ("total", total)))
    label = "    label: destroyed houses\n    sum_of: [north, south]\n"
    (root / "facts/tally.yaml").write_text(FACTS + facts + label + more, encoding="utf-8")
    settings = '[briefing]\nlocales = ["en"]\napprovals = 0\nreviews = 0\n'
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    return Desk(root, "tally", "2026-08-20", capsys)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to work in, where the system knows who acts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_USER", "A")
    return tmp_path


def offered(told: str) -> list[str]:
    """Give the words of the command that a hint offers, without `briefing`."""
    found = re.search(r"briefing set .*", told)
    assert found is not None, told
    return shlex.split(found[0])[1:]


@pytest.mark.parametrize("part", ["north=50", "south=70"])
def test_a_part_alone_is_refused_with_the_command_that_sets_the_total_too(
    folder: Path, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    """The hint, typed as it stands, does both."""
    desk = desk_of(folder, capsys, "100")
    refused = desk("set", part, "--as-of", "2026-08-20", "--source", "sitrep", "--at", "p. 2", code=2)
    assert offered(refused) == [
        "set", part, "total=110", "--as-of", "2026-08-20", "--source", "sitrep", "--at", "p. 2",
    ]  # fmt: skip
    desk(*offered(refused))
    assert "value: 110" in desk.read()
    assert "BR" not in desk("check")


def test_nothing_is_offered_where_it_cannot_be_worked_out(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A total that is set alone has parts that nobody knows; a range adds up to none."""
    desk = desk_of(folder, capsys, "100")
    assert "briefing set" not in desk("set", "total=110", *SINCE, code=2)
    ranged = ("set", "north", "--value", "45..50", "--qualifier", "between", *SINCE)
    assert "briefing set" not in desk(*ranged, code=2)


def test_a_reason_is_printed_with_its_figure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On the card and after the sentence; the desk's is not, and the edition can be made again."""
    desk = desk_of(folder, capsys, "105", DIFFERS)
    desk("publish")
    page = (folder / "public/tally/tally.en.html").read_text(encoding="utf-8")
    assert page.count(f">{REASON}</p>") == 1
    assert re.search(rf"105.houses</data>\.</span>( <small.*?</small>)?\s+{re.escape(REASON)}", page)
    assert "Karen" not in page
    assert "byte for byte as published" in desk("build", "--edition", "1")
    desk("messages", "extract", "-q")
    assert 'msgctxt "total:sum"' in (folder / "locales/tally.pot").read_text(encoding="utf-8")


def test_a_reason_expires_with_the_values_that_it_was_said_of(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changed by hand it is a finding whose hint holds; by `set` it is refused, kept or taken out."""
    desk = desk_of(folder, capsys, "105", DIFFERS)
    assert "BR" not in desk("check")
    before = desk.read()
    desk.change("value: 40", "value: 41")
    told = desk("check", code=1)
    assert "`total` is not the sum of its parts was said when `north` was 40, now it is 41" in told
    fixed = re.search(r"write `(of: \{.*?\})`", told)
    assert fixed is not None
    desk.change(OF, fixed[1])
    assert "BR" not in desk("check")
    (folder / "facts/tally.yaml").write_text(before, encoding="utf-8")
    assert "add `--still-differs`" in desk("set", "north=50", *SINCE, code=2)
    assert desk.read() == before
    desk("set", "north=50", "total=115", "--still-differs", *SINCE)
    kept = (
        f'sum_differs: {{of: {{total: 115, north: 50, south: 60}}, reason: "{REASON}", why: "Karen knows"}}'
    )
    assert kept in desk.read()
    assert "it is the sum of its parts now" in desk("set", "north=55", *SINCE)
    assert "sum_differs: null" in desk.read()
    assert "BR" not in desk("check")


def test_a_plain_reason_of_an_old_file_stays_with_the_desk(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is read as before, is bound to no value, and an edition with it can be made again."""
    desk = desk_of(folder, capsys, "105", "    sum_differs: Karen knows of five that are counted nowhere.\n")
    desk("publish")
    assert "Karen" not in (folder / "public/tally/tally.en.html").read_text(encoding="utf-8")
    assert "byte for byte as published" in desk("build", "--edition", "1")
    desk("set", "north=50", *SINCE)
    entries = json.loads(desk("log", "--output-format", "json"))
    assert [entry["act"] for entry in entries] == ["publish", "set"]


def test_of_a_withheld_part_no_value_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the finding nor on the page, nor is a reason printed that would say that there is one."""
    desk = desk_of(folder, capsys, "105", DIFFERS)
    desk.change("    value: 40\n", "    value: 40\n    sensitivity: restricted\n")
    desk("publish")
    assert REASON not in (folder / "public/tally/tally.en.html").read_text(encoding="utf-8")
    desk.change("value: 40", "value: 47")
    told = desk("check", code=1)
    assert "BR240" in told
    assert ("47" in told.split("BR240")[1].split("-->")[0], "write `of: {…}`" in told) == (False, True)
