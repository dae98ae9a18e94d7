"""Leftovers: what killed processes leave is swept by the next, and nothing else is."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.leftovers import is_over, sweep_temporary, temporary_folder


@pytest.fixture
def dead() -> int:
    """Give the number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_process_is_over_when_it_has_ended(dead: int) -> None:
    """A number that no system gives is over as well; ours and that of the first process are not."""
    assert [is_over(process) for process in (dead, 10**30, os.getpid(), 1, 0)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_folders_of_dead_processes_are_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead: int
) -> None:
    """Copies of fonts and finished pages of a killed run; not those of one at work, of a stranger or behind a link."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in (f"briefing-{dead}-a", f"briefing-fonts-{dead}-b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "draft.html").write_text("embargoed", encoding="utf-8")
    stay = [f"briefing-fonts-{os.getppid()}-c", "briefing-notes", f"other-{dead}-d", "kept"]
    for name in stay:
        (tmp_path / name).mkdir()
    (tmp_path / f"briefing-{dead}-link").symlink_to("kept")
    with temporary_folder() as folder:
        assert folder.is_dir()
        left = {path.name for path in tmp_path.iterdir()} - {folder.name}
    assert left == {*stay, f"briefing-{dead}-link"}
    assert not folder.exists()


def test_a_command_that_draws_nothing_sweeps_the_folders_of_dead_processes(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dead: int
) -> None:
    """Each command that opens a project does."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    left = tmp_path / "temporary" / f"briefing-fonts-{dead}-a"
    left.mkdir(parents=True)
    assert run(["check"]) == 0
    assert not left.exists()


def test_a_folder_is_listed_once_in_a_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many temporary folders a command needs."""
    listed: list[Path] = []
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("briefing.leftovers.sweep", lambda folder, _: listed.append(folder))
    for _ in range(3):
        with temporary_folder():
            sweep_temporary()
    assert listed == [tmp_path]
