"""One build at a time: who waits, who is told, and what a dead process leaves behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.diagnostics import BriefingError
from briefing.lock import hold_project

HOLD = """
    import os, sys, time
    from pathlib import Path
    from briefing.lock import hold_project
    with hold_project(Path(sys.argv[1]), "briefing build --lang hy", patience=5):
        {then}
        print("held", flush=True)
        sys.stdin.readline()
"""


@contextmanager
def held(root: Path, *, then: str = "pass") -> Iterator[subprocess.Popen[str]]:
    """Let a process of its own hold a project until it is told to let go."""
    script = textwrap.dedent(HOLD.format(then=then))
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        yield holder
    finally:
        holder.kill()
        holder.wait()
        holder.stdin.close()
        holder.stdout.close()


def test_the_second_is_told_who_holds_the_project(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Process, machine, time and command; exit code 3, and nothing is built."""
    with held(sample) as holder:
        assert run(["build", "--format", "html", "--wait", "0"]) == 3
        told = json.loads((sample / ".briefing/lock").read_text(encoding="utf-8"))
    said = capsys.readouterr().err
    assert said.startswith(f"error: another build holds this project: process {holder.pid} on ")
    assert f"since {told['since']}: `briefing build --lang hy`\n  = hint: let it end, or wait" in said
    assert not Path("build").exists()


def test_who_waits_builds_what_the_files_say_afterwards(sample: Path) -> None:
    """A build that waited does not write what it had read before the wait."""
    command = [sys.executable, "-m", "briefing", "build", "--format", "html", "--wait", "60"]
    with held(sample) as holder:
        waiter = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert waiter.stderr is not None
        assert waiter.stderr.readline().startswith(f"waiting for process {holder.pid} on ")
        facts = sample / "facts/sample.yaml"
        facts.write_text(facts.read_text(encoding="utf-8").replace("value: 1200", "value: 1300"), "utf-8")
        assert holder.stdin is not None
        holder.stdin.write("\n")
        holder.stdin.flush()
        _, said = waiter.communicate(timeout=60)
    assert (waiter.returncode, said) == (0, "")
    assert "1,300" in Path("build/sample/sample.en.html").read_text(encoding="utf-8")


def test_a_dead_process_holds_nothing(sample: Path) -> None:
    """Killed in the middle, with a child of its own still alive: the next build goes on at once."""
    child = "child = os.fork() or (time.sleep(60), os._exit(0)); Path('child').write_text(str(child))"
    with held(sample, then=child) as holder:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        try:
            assert (sample / ".briefing/lock").read_bytes() != b""
            assert run(["build", "--format", "html", "--wait", "0"]) == 0
        finally:
            os.kill(int(Path("child").read_text(encoding="utf-8")), signal.SIGKILL)


def test_a_cleared_folder_gives_no_two_holders(sample: Path) -> None:
    """Somebody deletes `.briefing` while one waits: who waits takes the new file, and holds it alone."""
    script = """
        import shutil, sys
        from pathlib import Path
        from briefing.lock import hold_project
        root = Path(sys.argv[1])
        with hold_project(root, "x", patience=60, waiting=lambda holder: shutil.rmtree(root / ".briefing")):
            print("held", flush=True)
            sys.stdin.readline()
    """
    with held(sample):
        second = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script), str(sample)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert second.stdout is not None
        assert second.stdout.readline() == "held\n"
        with pytest.raises(BriefingError), hold_project(sample, "y", patience=0):
            pass
        second.communicate("\n")


def test_where_nothing_can_be_written_a_build_goes_without(tmp_path: Path) -> None:
    """A file, or a link to somebody's file, in the place of the lock: nothing waits, and the file stays whole."""
    victim = tmp_path / "victim"
    victim.write_text("mine", encoding="utf-8")
    (tmp_path / ".briefing").mkdir()
    (tmp_path / ".briefing/lock").symlink_to(victim)
    with hold_project(tmp_path, "x", patience=0):
        pass
    assert victim.read_text(encoding="utf-8") == "mine"
    shutil.rmtree(tmp_path / ".briefing")
    (tmp_path / ".briefing").write_text("", encoding="utf-8")
    with hold_project(tmp_path, "x", patience=0):
        pass


def test_what_a_holder_says_cannot_move_the_terminal(tmp_path: Path) -> None:
    """The file of the lock may come from a stranger."""
    with held(tmp_path):
        told = {"pid": 1, "host": "h", "command": "\033[2J", "since": "now"}
        (tmp_path / ".briefing/lock").write_text(json.dumps(told), encoding="utf-8")
        with pytest.raises(BriefingError) as caught, hold_project(tmp_path, "y", patience=0):
            pass
    assert "`?[2J`" in caught.value.message
