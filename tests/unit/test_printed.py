"""What a former edition printed comes from its record, whatever acts lie between two editions."""

from pathlib import Path

import pytest
from desk import Desk

FACTS = """schema: 1
brief: {id: tally, title: "The tally", standfirst: "One number."}
sections:
  current-crisis: {key: [cases], parts: {people: {heading: People, facts: [cases, closed]}}}
sources:
  sitrep: {kind: report, label: "Report of the ministry", published: "2026-08-17"}
facts:
  cases:
    section: current-crisis
    kind: figure
    value: 369
    unit: case
    label: cases so far
    as_of: "2026-08-15"
    text: "Since the first day there have been {cases}."
    sources: [{source: sitrep}]
  closed:
    section: current-crisis
    kind: event
    when: "2026-08-14"
    text: "The school closed {closed:on}."
    sources: [{source: sitrep}]
"""
NEW = "Since the first day there have been"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Give a desk whose brief of one number is published as edition 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts/tally.yaml").write_text(FACTS, encoding="utf-8")
    settings = '[briefing]\nlocales = ["en"]\napprovals = 0\nreviews = 0\n'
    (tmp_path / "briefing.toml").write_text(settings, encoding="utf-8")
    found = Desk(tmp_path, "tally", "2026-08-20", capsys)
    found("publish", "--by", "A")
    return found


def act(desk: Desk, typed: str) -> None:
    """Do what is typed in short: `set 412`, `correct 402`, `when 2026-08-13`, `publish`."""
    verb, _, value = typed.partition(" ")
    match verb:
        case "set":
            desk("set", "cases", "--value", value, "--as-of", desk.now, "--source", "sitrep", "--by", "A")
        case "correct":
            desk("correct", "cases", "--value", value, "--why", "a slip", "--by", "A")
        case "when":
            desk("correct", "closed", "--when", value, "--why", "a slip", "--by", "A")
        case _:
            desk("publish", "--by", "A")


@pytest.mark.parametrize(
    ("acts", "lines"),
    [
        ("set 412, correct 402", [f"New figure: {NEW} 402 cases. Edition 1 said: 369 cases."]),
        ("set 412, set 402", [f"New figure: {NEW} 402 cases. Edition 1 said: 369 cases."]),
        (
            "correct 360, set 380",
            [f"Corrected: {NEW} 380 cases. Edition 1 said, in error: 369 cases. The error was ours."],
        ),
        (
            "correct 360, correct 361",
            [f"Corrected: {NEW} 361 cases. Edition 1 said, in error: 369 cases. The error was ours."],
        ),
        ("correct 360, correct 369", []),
        ("set 412, correct 369", []),
        (
            "correct 360, publish, correct 359, correct 360",
            [f"Corrected: {NEW} 360 cases. Edition 1 said, in error: 369 cases. The error was ours."],
        ),
        (
            "when 2026-08-13, when 2026-08-12",
            [
                "Corrected: The school closed on August 12, 2026. "
                "Edition 1 had an error in this statement. The error was ours."
            ],
        ),
        ("when 2026-08-13, when 2026-08-14", []),
    ],
)
def test_a_former_edition_said_what_its_record_says(desk: Desk, acts: str, lines: list[str]) -> None:
    """One line a fact and edition, with the value that edition printed; nothing where nothing is other."""
    for typed in acts.split(", "):
        act(desk, typed)
    desk("build", "--format", "html")
    box = desk.words_of("build/tally/tally.en.html", "changes")
    assert [" ".join(line.split()) for line in box if not line.startswith("What has changed")] == lines


def test_history_names_an_edition_only_where_it_printed_the_value(desk: Desk) -> None:
    """Of three values between two editions the first was printed; `explain` and `diff` say the same."""
    for typed in ("set 412", "set 402", "set 410"):
        act(desk, typed)
    history = [line for line in desk.read().splitlines() if "replaced" in line]
    assert ["edition: 1" in line for line in history] == [True, False, False]
    told = [line for line in desk("explain", "cases").splitlines() if line.startswith("  was")]
    assert ["edition 1" in line for line in told] == [True, False, False]
    assert "369 cases → 410 cases" in desk("diff", "1", code=0)


def test_a_file_that_says_otherwise_is_not_believed(desk: Desk) -> None:
    """Entries of former versions of the tool, or typed by hand, lose a number that no record bears out."""
    false = "{value: 412, edition: 1}, {value: 402, edition: 7}"
    desk.change("    value: 369\n", f"    value: 410\n    history: [{false}]\n")
    told = [line for line in desk("explain", "cases").splitlines() if line.startswith("  was")]
    assert told == ["  was        412 case", "  was        402 case"]


def test_what_no_edition_printed_is_not_published(desk: Desk) -> None:
    """A slip between two editions stands in the fact file alone: not in open data, not in what an edition keeps."""
    for typed in ("set 3123", "correct 402", "publish"):
        act(desk, typed)
    assert "3123" in desk.read()
    assert "3123" not in desk("export", "json")
    assert [
        p for p in (desk.root / "editions/objects").rglob("*") if p.is_file() and b"3123" in p.read_bytes()
    ] == []


@pytest.mark.parametrize(
    "words", [("--value", "369"), ("--value", "369.0"), ("--qualifier", "exactly"), ("--when", "2026-08-14")]
)
def test_a_correction_to_what_it_says_already_is_refused(desk: Desk, words: tuple[str, str]) -> None:
    """Nothing is wrong, so nothing is corrected."""
    before = desk.read()
    fact = "closed" if words[0] == "--when" else "cases"
    assert "says that already" in desk("correct", fact, *words, "--why", "nothing", code=2)
    assert desk.read() == before
