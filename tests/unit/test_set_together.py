"""Several facts set in one act: parts of a sum and their total."""

import json
from pathlib import Path

import pytest
from desk import Desk

FACTS = """schema: 1
brief: {id: tally, title: "The tally", standfirst: "Three numbers."}
sections:
  current-crisis: {key: [total], parts: {people: {heading: People, facts: [total, north, south]}}}
sources:
  sitrep: {kind: report, label: "Report of the ministry"}
facts:
"""
FACT = """  {id}:
    section: current-crisis
    kind: figure
    value: {value}
    unit: house
    as_of: "2026-08-15"  # of the morning
    text: "Destroyed: {{{id}}}."
    sources: [{{source: sitrep}}]
"""
SINCE = ("--as-of", "2026-08-20", "--source", "sitrep", "--by", "A")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk whose brief has a total of two parts."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    facts = "".join(FACT.format(id=i, value=v) for i, v in (("north", 40), ("south", 60), ("total", 100)))
    text = FACTS + facts + "    sum_of: [north, south]\n"
    (tmp_path / "facts/tally.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "briefing.toml").write_text('[briefing]\nlocales = ["en"]\napprovals = 0\n', encoding="utf-8")
    return Desk(tmp_path, "tally", "2026-08-20", capsys)


def test_parts_and_total_are_set_together(desk: Desk) -> None:
    """Each alone breaks the sum; all three are one write of the file and one line of the ledger."""
    assert "[BR236]" in desk("set", "north", "--value", "50", *SINCE, code=2)
    desk("set", "north=50", "south=65", "total=115", *SINCE)
    values = [line.strip() for line in desk.read().splitlines() if line.startswith("    value:")]
    assert (values, desk.read().count("# of the morning")) == (
        ["value: 50", "value: 65", "value: 115"],
        3,
    )
    entries = json.loads(desk("log", "--output-format", "json"))
    assert [list(entry["values"]) for entry in entries] == [["north", "south", "total"]]
    assert "north, 40 → 50" in desk("log", "--fact", "south")
    assert "BR" not in desk("check")


def test_a_total_that_does_not_fit_changes_nothing(desk: Desk) -> None:
    """All or none: the file and the ledger are as before."""
    before = desk.read()
    assert "[BR236]" in desk("set", "north=50", "south=65", "total=116", *SINCE, code=2)
    assert (desk.read(), (desk.root / "editions").exists()) == (before, False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("north", "south=1"), "write each as `north=N`"),
        (("north=1", "north=2"), "`north` is named twice"),
        (("north=1", "south=2", "--was", "40"), "`--was` is about one fact"),
        (("north=1", "--value", "2"), "`north` has two values"),
        (("north=50", "nroth=2"), "did you mean `north`"),
        (("north=", "south=1"), "`north` has no value"),
    ],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, words: tuple[str, ...], told: str) -> None:
    """Each fact once, each with its value."""
    assert told in desk("set", *words, *SINCE, code=2)


def test_one_fact_may_be_typed_with_its_value(desk: Desk) -> None:
    """`set fact=N` is `set fact --value N`, in the ledger, too."""
    desk.change("    sum_of: [north, south]\n", "")
    desk("set", "north=50", *SINCE)
    assert "north, 40 → 50" in desk("log")


def test_a_fact_removed_for_safety_is_taken_out_of_such_a_line(desk: Desk) -> None:
    """The ledger says nothing of it any more."""
    desk("set", "north=50", "south=65", "total=115", *SINCE)
    desk.change("    sum_of: [north, south]\n", "")
    desk("retract", "north", "--safety", "--by", "A")
    assert "north" not in (desk.root / "editions/ledger.jsonl").read_text(encoding="utf-8")
