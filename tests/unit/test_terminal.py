"""No command prints a control character of a file: what it would do to a terminal is spelled out."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.ledger import record

EVIL = "A\x1b[31m\x9bn\u202ena\nforged line"


def forge(**said: str) -> None:
    """Put a line into the ledger that somebody sends with a pull request, in the form of a true one."""
    at = datetime(2026, 3, 10, tzinfo=UTC)
    record(Path(), "set", brief="sample", by=EVIL, at=at, said={"fact": "road", **said})


def printed(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    """Give all that a command prints, which holds nothing a terminal would obey."""
    capsys.readouterr()
    run(list(command))
    told = capsys.readouterr()
    text = told.out + told.err
    assert not {"\x1b", "\x9b", "\u202e", "\r"} & set(text)
    return text


def test_the_ledger_is_spelled_out_one_act_a_line(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names, reasons and values; a line end in a name forges no second line."""
    forge(why=EVIL, was=EVIL)
    text = printed(capsys, "log")
    assert "A\\u{1b}[31m\\u{9b}n\\u{202e}na\\u{a}forged line" in text
    assert len([line for line in text.splitlines() if line.startswith(("forged", "2026"))]) == 1


def test_the_ledger_as_json_is_spelled_out_and_says_the_same(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the escapes of JSON."""
    forge(why=EVIL)
    capsys.readouterr()
    run(["log", "--output-format", "json"])
    text = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert json.loads(text)[0]["why"] == EVIL


def test_names_of_a_fact_file_are_spelled_out(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By `forms`, which prints them though the file has a finding."""
    path = Path("facts/sample.yaml")
    text = path.read_text(encoding="utf-8").replace("en: Velora", 'en: "Vel\\x1b[41mora"')
    path.write_text(text, encoding="utf-8")
    assert "Vel\\u{1b}[41mora" in printed(capsys, "forms", "velora", "--lang", "en")


def test_reviewers_of_a_catalogue_are_spelled_out(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By `status`, though the catalogue has a finding."""
    assert run(["messages", "review", "--lang", "hy", "--by", "Anna"]) == 0
    path = Path("locales/hy/LC_MESSAGES/sample.po")
    path.write_text(
        path.read_text(encoding="utf-8").replace("by Anna on", "by A\x1b[31m on"), encoding="utf-8"
    )
    assert "A\\u{1b}[31m" in printed(capsys, "status", "--lang", "hy", "--messages")


def test_the_journal_is_spelled_out(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By `runs`: commands and failures."""
    entry = {
        "at": "2026-03-10T00:00:00+00:00",
        "command": EVIL,
        "seconds": 1,
        "exit": 3,
        "due": {},
        "due_count": 0,
        "built": [],
        "built_count": 0,
        "codes": [],
        "failure": EVIL,
    }
    Path(".briefing").mkdir()
    Path(".briefing/journal.jsonl").write_text(json.dumps(entry) + "\n", encoding="utf-8")
    assert "A\\u{1b}[31m" in printed(capsys, "runs")


@pytest.mark.parametrize(
    "command",
    [["explain"], ["forms"], ["build"], ["log", "--fact"], ["diff", "1"], ["verify"], ["check", "--today"]],
)
def test_what_was_typed_is_spelled_out(
    sample: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """In a refusal, too."""
    printed(capsys, *command, EVIL)
