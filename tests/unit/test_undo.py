"""`briefing undo`: the last act on a fact file taken back, byte for byte, and the ledger keeps both."""

import json
from pathlib import Path

import pytest
from desk import Desk

FACTS = """schema: 1
brief: {id: tally, title: "The tally", standfirst: "Two numbers."}
sections:
  current-crisis: {parts: {people: {heading: People, facts: [north, south]}}}
sources:
  sitrep: {kind: report, label: "Report of the ministry"}
  notice: {kind: report, label: "Notice of the ministry"}
facts:
  north:  # counted twice
    section: current-crisis
    kind: figure
    value: 40   # of the morning
    unit: house
    as_of: "2026-08-15"
    text: "Destroyed: {north}."
    sources: [{source: sitrep}]
  south:
    section: current-crisis
    kind: figure
    value: 60
    unit: house
    sensitivity: restricted
    as_of: "2026-08-15"
    text: "Destroyed in the village of the witness: {south}."
    sources: [{source: sitrep}]
"""
SINCE = ("--as-of", "2026-08-20", "--source", "sitrep", "--by", "A")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk whose brief has a public and a restricted fact."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/tally.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "briefing.toml").write_text('[briefing]\nlocales = ["en"]\napprovals = 0\n', encoding="utf-8")
    return Desk(tmp_path, "tally", "2026-08-20", capsys)


@pytest.mark.parametrize(
    "act",
    [
        ("set", "north", "--value", "50", *SINCE),
        ("set", "south", "--value", "70", *SINCE),
        ("correct", "north", "--value", "44", "--why", "a slip", "--by", "A"),
        ("retract", "north", "--why", "a slip", "--by", "A"),
        ("set", "north", "--certainty", "contested", "--by", "A"),
    ],
)
def test_the_last_act_is_taken_back(desk: Desk, act: tuple[str, ...]) -> None:
    """The file is as before to the last byte, and the ledger has a line of the act and one of the undoing."""
    desk(*act)
    assert desk.read() != FACTS
    told = desk("undo", "--by", "B")
    assert (desk.read(), "facts/tally.yaml" in told) == (FACTS, True)
    entries = json.loads(desk("log", "--output-format", "json"))
    assert [(e["act"], e["by"], e.get("undone")) for e in entries] == [
        (act[0], "A", None),
        ("undo", "B", act[0]),
    ]
    assert "south" not in (desk.root / "editions/ledger.jsonl").read_text(encoding="utf-8")


def test_approvals_hold_again(desk: Desk) -> None:
    """An approval of the fact as it was is not void any more."""
    desk.change("approvals = 0", "approvals = 1", "briefing.toml")
    desk("approve", "--by", "A")
    desk("set", "north", "--value", "50", *SINCE)
    assert "BR701" in desk("publish", "--dry-run", "--by", "A", code=4)
    desk("undo", "--by", "A")
    assert "the gate is open for edition 1" in desk("publish", "--dry-run", "--by", "A")


def test_what_was_changed_since_is_not_undone(desk: Desk) -> None:
    """Not over a change by hand, not twice, not past an edition, not where it was not done here."""
    assert "nothing was done" in desk("undo", code=2)
    desk("set", "north", "--value", "50", *SINCE)
    desk.change("# of the morning", "# of the evening")
    assert "was changed after `set`" in desk("undo", code=2)
    desk.change("# of the evening", "# of the morning")
    desk("undo", "--by", "A")
    assert "`undo`, which cannot be undone" in desk("undo", code=2)
    desk("set", "north", "--value", "50", *SINCE)
    (desk.root / ".briefing/undo/tally.json").write_text("[" * 9_999, encoding="utf-8")
    assert "is not known here" in desk("undo", code=2)
    desk("publish", "--by", "A")
    assert "`publish`, which cannot be undone" in desk("undo", code=2)


def test_what_is_remembered_leaves_with_what_is_removed(desk: Desk) -> None:
    """The memory has what the fact file has: no leak, until a fact is removed for safety, and then it goes."""
    desk("set", "south", "--value", "70", *SINCE)
    assert "BR751" not in desk("check", "--leaks")
    desk("retract", "south", "--safety", "--by", "A")
    assert not (desk.root / ".briefing/undo").exists()
    assert "`remove`, which cannot be undone" in desk("undo", code=2)
