"""Rebuild on save, as whole processes: the ways editors save, broken states between, and how it ends."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from processes import PATIENCE, Staying, save, until

from briefing.cli import run
from briefing.installing import install_command
from briefing.journal import read_entries

FACTS = Path("facts/sample.yaml")
PAGE = Path("build/sample/sample.en.html")
PDF = Path("build/sample/sample.hy.a4.pdf")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")


@contextmanager
def watching(*arguments: str) -> Iterator[Staying]:
    """Let a watch run, and end it as a user does: exit code 130, no word of Python."""
    watch = Staying("watch", *(arguments or ("--format", "html")))
    try:
        until(watch.is_ready, watch)
        yield watch
        assert watch.process.poll() is None
    finally:
        code = watch.end()
    assert (code, [line for line in watch.said if "Traceback" in line or "Interrupt" in line]) == (130, [])


def shows(words: str, path: Path = PAGE) -> Callable[[], bool]:
    """Give what says whether the page has some words."""
    return lambda: path.is_file() and words in path.read_text(encoding="utf-8")


def test_a_save_by_renaming_reaches_the_pages(sample: Path) -> None:
    """The number in both languages; the paths on stdout; one line of the journal for each build that wrote."""
    good = FACTS.read_text(encoding="utf-8")
    with watching() as watch:
        save(good.replace("value: 1200", "value: 1311"), FACTS)
        until(shows("1,311"), watch)
        until(shows("1311", PAGE.with_name("sample.hy.html")), watch)
        until(lambda: len(watch.told) == 4, watch)
    assert watch.told[:2] == watch.told[2:] == [f"build/sample/sample.{o}.html\n" for o in ("en", "hy")]
    assert [e.built_count for e in read_entries(sample)] == [2, 2]


def test_a_burst_ends_in_the_last_save(sample: Path) -> None:
    """A save every few milliseconds, in place and half written in between."""
    good = FACTS.read_text(encoding="utf-8")
    with watching() as watch:
        for number in range(1300, 1340):
            text = good.replace("value: 1200", f"value: {number}")
            FACTS.write_text(text[: number * 3], encoding="utf-8")
            FACTS.write_text(text, encoding="utf-8")
            time.sleep(0.004)
        until(shows("1,339"), watch)


def test_a_half_saved_file_gives_a_finding_and_the_last_good_files_stay(sample: Path) -> None:
    """Until it is whole again."""
    good = FACTS.read_text(encoding="utf-8")
    with watching() as watch:
        page = PAGE.read_bytes()
        save(good[: good.index("value: 1200") + 3], FACTS)
        until(lambda: any("error[BR2" in line for line in watch.said), watch)
        assert PAGE.read_bytes() == page
        save(good.replace("value: 1200", "value: 1311"), FACTS)
        until(shows("1,311"), watch)
        until(lambda: watch.said[-1].startswith("2 built"), watch)
        assert "no findings\n" in watch.said


def test_what_is_deleted_and_made_anew_is_still_watched(sample: Path) -> None:
    """The fact file of a brief that was asked for by name, then the whole folder, as `git checkout` does it."""
    good = FACTS.read_text(encoding="utf-8")
    with watching("sample", "--format", "html") as watch:
        FACTS.unlink()
        until(lambda: any(line.startswith("error: ") for line in watch.said), watch)
        assert PAGE.is_file()
        save(good.replace("value: 1200", "value: 1311"), FACTS)
        until(shows("1,311"), watch)
        shutil.move("facts", "facts-of-before")
        Path("facts").mkdir()
        save(good.replace("value: 1200", "value: 1322"), FACTS)
        until(shows("1,322"), watch)
        save(good.replace("value: 1200", "value: 1333"), FACTS)
        until(shows("1,333"), watch)


def test_settings_and_new_folders_are_watched_and_what_is_built_is_not(sample: Path) -> None:
    """A file in `build` or `.briefing`, or an editor's own, starts nothing: each build that wrote has its cause."""
    with watching() as watch:
        for name in (
            "build/x.yaml",
            ".briefing/x.yaml",
            "facts/.#sample.yaml",
            "facts/sample.yaml~",
            "README",
        ):
            Path(name).write_text("x", encoding="utf-8")
        settings = Path("briefing.toml")
        save(settings.read_text(encoding="utf-8") + 'contact = "desk@example.org"\n', settings)
        until(shows("desk@example.org"), watch)
        layouts = Path("templates/layouts")
        layouts.mkdir(parents=True)
        (layouts / "screen.css").write_text("p { margin: 7px }\n", encoding="utf-8")
        until(shows("margin:7px"), watch)
        until(lambda: len(read_entries(sample)) == 3, watch)  # written after the page
    assert len(read_entries(sample)) == 3


def test_a_lock_file_of_an_editor_is_no_brief(sample: Path) -> None:
    """Emacs puts `.#sample.yaml`, a link to nowhere, beside the file that is being changed."""
    Path("facts/.#sample.yaml").symlink_to("somebody@machine.123")
    assert run(["build", "--format", "html"]) == 0


@pytest.mark.pdf
def test_warm_workers_draw_what_a_cold_build_draws_and_end_with_the_watch(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same bytes; and when the watch is killed, no process of it stays."""
    good = FACTS.read_text(encoding="utf-8")
    changed = good.replace("value: 1200", "value: 1311")
    assert run(["build", "--out", "cold"]) == 0
    watch = Staying("watch", "--jobs", "2")
    try:
        until(watch.is_ready, watch)
        before = PDF.read_bytes()
        save(changed, FACTS)
        until(lambda: PDF.read_bytes() != before, watch)
        workers = children_of(watch.process.pid)
        assert len(workers) == 2
    finally:
        watch.end(signal.SIGKILL)
    end = time.monotonic() + PATIENCE
    while [pid for pid in workers if is_running(pid)]:
        assert time.monotonic() < end
        time.sleep(0.02)
    shutil.rmtree(".briefing")
    assert run(["build", "--out", "cold"]) == 0
    cold = Path("cold/sample")
    assert {p.name: p.read_bytes() for p in cold.iterdir()} == {
        p.name: p.read_bytes() for p in PAGE.parent.iterdir()
    }


@pytest.mark.pdf
def test_a_worker_that_is_killed_is_replaced(sample: Path) -> None:
    """The machine ran out of memory, say: the save that follows is drawn all the same."""
    good = FACTS.read_text(encoding="utf-8")
    with watching("--jobs", "2") as watch:
        before = PDF.read_bytes()
        for pid in children_of(watch.process.pid):
            os.kill(pid, signal.SIGKILL)
        save(good.replace("value: 1200", "value: 1311"), FACTS)
        until(lambda: PDF.read_bytes() != before, watch)
        until(lambda: watch.said[-1].startswith("4 built"), watch)


@pytest.mark.pdf
def test_a_service_that_is_stopped_leaves_nothing_behind(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As systemd stops it: all its processes are told to end at once."""
    folder = tmp_path / "of-this-test"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    watch = Staying("watch", "--jobs", "2")
    try:
        until(watch.is_ready, watch)
        assert len(list(folder.iterdir())) == 1
        for pid in children_of(watch.process.pid):
            os.kill(pid, signal.SIGTERM)
    finally:
        code = watch.end(signal.SIGTERM)
    assert (code, [line for line in watch.said if "Traceback" in line or "Interrupt" in line]) == (143, [])
    assert list(folder.iterdir()) == []


def test_without_the_package_one_sentence_says_what_to_type(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3, and the command that installs it here."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["watch", "--format", "html"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("error: watching files needs the package `watchfiles`, which is not installed\n")
    assert f"= hint: {install_command('watchfiles>=1.1,<2')}\n" in said


def test_what_is_not_there_ends_a_watch_before_it_begins(sample: Path) -> None:
    """A mistyped brief is no reason to wait."""
    assert run(["watch", "sampel", "--format", "html"]) == 2


def children_of(pid: int) -> list[int]:
    """List the processes that a process has begun."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]


def is_running(pid: int) -> bool:
    """Whether a process is there and no mere entry of the table."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
