"""`briefing source add`, and hints of acts that are commands, typed as they stand."""

import re
import shlex
from pathlib import Path

import pytest
from desk import Desk
from test_undo import FACTS

SOURCE = ("--kind", "report", "--label", "Third report", "--by", "A")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk whose brief has two sources."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEFING_USER", "A")
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/tally.yaml").write_text(FACTS, encoding="utf-8")
    settings = '[briefing]\nlocales = ["en"]\napprovals = 0\nreviews = 0\n'
    (tmp_path / "briefing.toml").write_text(settings, encoding="utf-8")
    return Desk(tmp_path, "tally", "2026-08-20", capsys)


def test_a_source_is_added_and_nothing_else_changes(desk: Desk) -> None:
    """One line after the other sources; comments and order stay, the ledger does not name it, `undo` takes it back."""
    desk("source", "add", "third", *SOURCE, "--published", "2026-08-19", "--url", "https://example.org/a?b=1")
    added = [line for line in desk.read().splitlines() if line not in FACTS.splitlines()]
    assert added == [
        '  third: {kind: report, label: "Third report", published: "2026-08-19", url: "https://example.org/a?b=1"}'
    ]
    assert desk.read().replace(added[0] + "\n", "") == FACTS
    assert "third" not in (desk.root / "editions/ledger.jsonl").read_text(encoding="utf-8")
    assert "BR" not in desk("check")
    desk("undo")
    assert desk.read() == FACTS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sitrep", *SOURCE), "there is a source `sitrep` already"),
        (("Third", *SOURCE), "`third`"),
        (("third", "--kind", "reprot", "--label", "L"), "did you mean `report`"),
        (("third", *SOURCE, "--published", "2027-01-01"), "[BR223]"),
        (("third", *SOURCE, "--url", "example.org"), "from `https://` on"),
        (("third", "--kind", "report", "--label", "a\u202eb"), "cannot be written"),
        (("third", *SOURCE, "--brief", "tlaly"), "there is no brief `tlaly`"),
    ],
)
def test_what_is_no_source_is_refused(desk: Desk, words: tuple[str, ...], told: str) -> None:
    """Nothing is written."""
    assert told in desk("source", "add", *words, code=2)
    assert (desk.read(), (desk.root / "editions").exists()) == (FACTS, False)


def test_the_hint_of_an_unknown_source_adds_it(desk: Desk) -> None:
    """Typed as it stands; then the act goes through."""
    act = ("set", "north", "--value", "50", "--as-of", "2026-08-20", "--source", "third")
    found = re.search(r"briefing (source add .*)", desk(*act, code=2))
    assert found is not None
    desk(*shlex.split(found[1]))
    desk(*act)
    assert "{source: third}" in desk.read()


def test_explain_names_the_table_of_the_project(desk: Desk) -> None:
    """What it says, typed into the settings, changes the severity; the table that is not read is a finding."""
    desk.change("value: 60", "value: 60\n    stale_after_days: 1")
    told = desk("explain", "BR207")
    assert "[briefing.severity]\n" in told
    assert "tool.briefing" not in told
    with (desk.root / "briefing.toml").open("a", encoding="utf-8") as file:
        file.write('[tool.briefing.severity]\nBR207 = "note"\n')
    told = desk("check", code=1)
    assert "error[BR101]: `[tool.briefing.severity]` is not read" in told
    assert "write `[briefing.severity]`" in told
    desk.change("[tool.briefing.severity]", "[briefing.severity]", "briefing.toml")
    assert "BR101" not in desk("check")
    (desk.root / "briefing.toml").rename(desk.root / "pyproject.toml")
    desk.change("[briefing]", "[tool.briefing]", "pyproject.toml")
    assert "write `[tool.briefing.severity]`" in desk("check", code=1)
    assert "[tool.briefing.severity]" in desk("explain", "BR207")
