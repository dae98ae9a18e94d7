"""The journal of builds: what is in it, what is not, and that it stays small and readable."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.journal import Entry, read_entries, write_entry

HTML = ("build", "--format", "html")


def entry(number: int) -> Entry:
    """Make an entry."""
    return Entry(at="2026-03-10T06:30:00+00:00", command=f"briefing build {number}", seconds=1.5, exit=0)


def state_of(root: Path) -> dict[str, tuple[bytes, int]]:
    """Read all files of a project with the times of their last change."""
    return {str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in root.rglob("*") if p.is_file()}


def test_a_build_is_entered_with_what_it_did_and_why(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """First everything is new; then one number changed, in both languages; nothing due leaves no line."""
    assert run(HTML) == 0
    assert run(HTML) == 0
    facts = sample / "facts/sample.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("value: 1200", "value: 1300"), "utf-8")
    assert run(HTML) == 0
    names = ["sample/sample.en.html", "sample/sample.hy.html"]
    first, second = read_entries(sample)
    assert (first.due, second.due) == (dict.fromkeys(names, "new"), dict.fromkeys(names, "changed"))
    assert second.built == tuple(f"build/{name}" for name in names)
    assert (second.exit, second.codes, second.failure, second.built_count) == (0, (), "", 2)
    capsys.readouterr()
    assert run(["runs", "--last", "1"]) == 0
    head, line = capsys.readouterr().out.splitlines()
    assert head.split() == ["when", "(UTC)", "exit", "seconds", "written", "due", "command"]
    assert "2 changed" in line
    assert run(["runs", "--output-format", "json"]) == 0
    assert [r["exit"] for r in json.loads(capsys.readouterr().out)["runs"]] == [0, 0]


def test_a_failed_build_is_entered_with_its_codes(sample: Path) -> None:
    """Findings by their codes, a refusal of the machine by its sentence."""
    facts = sample / "facts/sample.yaml"
    good = facts.read_text(encoding="utf-8")
    facts.write_text(good.replace("value: 1200", "value: 1,200"), "utf-8")
    assert run(HTML) == 1
    facts.write_text(good, "utf-8")
    Path("build").write_text("a file in the place of the folder", encoding="utf-8")
    assert run(HTML) == 3
    first, second = read_entries(sample)
    assert (first.exit, first.codes, first.due) == (1, ("BR210",), {})
    assert (second.exit, second.codes) == (3, ())
    assert second.failure.startswith("cannot write to ")


def test_cron_is_silent_and_writes_nothing_when_nothing_is_due(sample: Path) -> None:
    """Not a byte on either stream, not a file touched, not even a lock or a line of the journal."""
    command = [sys.executable, "-m", "briefing", *HTML, "--quiet"]
    first = subprocess.run(command, capture_output=True, check=False)
    before = state_of(sample)
    second = subprocess.run(command, capture_output=True, check=False)
    assert (first.returncode, first.stdout, first.stderr) == (0, b"", b"")
    assert (second.returncode, second.stdout, second.stderr) == (0, b"", b"")
    assert state_of(sample) == before


def test_the_journal_stays_small_and_keeps_the_newest(tmp_path: Path) -> None:
    """Two files, each within the limit."""
    for number in range(100):
        write_entry(tmp_path, entry(number), limit=2_000)
    sizes = [p.stat().st_size for p in (tmp_path / ".briefing").iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= 2_000
    kept = [int(e.command.split()[-1]) for e in read_entries(tmp_path)]
    assert kept == list(range(kept[0], 100))
    assert len(kept) >= 5


def test_half_a_line_costs_no_other(tmp_path: Path) -> None:
    """A build that was killed while it wrote, or a file that somebody edited."""
    write_entry(tmp_path, entry(1))
    path = tmp_path / ".briefing/journal.jsonl"
    path.write_bytes(path.read_bytes() + b'{"at": "2026-\xff')
    write_entry(tmp_path, entry(2))
    assert read_entries(tmp_path) == (entry(1), entry(2))


def test_many_files_are_counted_and_the_first_named(tmp_path: Path) -> None:
    """A line stays short when a thousand briefs are built."""
    due = {f"b/b.{number}.html": "new" for number in range(1000)}
    write_entry(
        tmp_path, Entry(at="x", command="c", seconds=1, exit=0, due=due, due_count=1000, built_count=0)
    )
    (read,) = read_entries(tmp_path)
    assert (len(read.due), read.due_count) == (50, 1000)


def test_a_journal_that_cannot_be_written_fails_no_build(sample: Path) -> None:
    """A folder in its place."""
    (sample / ".briefing/journal.jsonl").mkdir(parents=True)
    assert run(HTML) == 0
    assert read_entries(sample) == ()
