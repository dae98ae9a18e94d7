"""How a command ends that is told to end: 128 and the number of the signal, and nothing is torn."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from processes import Staying, until

_ROOT = Path(__file__).parents[2]
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143, signal.SIGHUP: 129}


@pytest.mark.parametrize("how", CODES)
def test_a_command_that_stays_ends_with_the_code_of_its_signal(sample: Path, how: signal.Signals) -> None:
    """INT 130, TERM 143, HUP 129, without a word of Python."""
    watch = Staying("watch", "--format", "html")
    until(watch.is_ready, watch)
    assert watch.end(how) == CODES[how]
    assert [line for line in watch.said if "Traceback" in line or "Interrupt" in line] == []


@pytest.mark.parametrize("how", CODES)
@pytest.mark.parametrize("place", ["runs", "cli", "cli.app"])
def test_a_signal_is_heard_while_the_tool_is_still_loaded(how: signal.Signals, place: str) -> None:
    """Whatever is imported when it comes, the code is the same."""
    script = f"""
        import os, sys
        from importlib.abc import MetaPathFinder
        from briefing.__main__ import main

        class Killing(MetaPathFinder):
            def find_spec(self, name, path, target=None):
                if name == "briefing.{place}":
                    os.kill(os.getpid(), {int(how)})

        sys.meta_path.insert(0, Killing())
        sys.argv = ["briefing", "check"]
        main()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (CODES[how], "")


@pytest.mark.parametrize("how", CODES)
def test_a_signal_waits_until_all_files_are_in_place(tmp_path: Path, how: signal.Signals) -> None:
    """It comes with the first file that is moved, while another thread runs, too; it counts after the last."""
    script = f"""
        import os, sys, threading, time
        from pathlib import Path
        from briefing import signals
        from briefing.artifacts import write_files

        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        replace = Path.replace
        def killing(path, target):
            os.kill(os.getpid(), {int(how)})
            time.sleep(0.01)
            return replace(path, target)
        signals.obey()
        Path.replace = killing
        try:
            write_files({{name: b"1" for name in "abc"}}, Path({str(tmp_path)!r}))
        except KeyboardInterrupt:
            os._exit(signals.exit_code(1))
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        check=False,
    )
    assert done.returncode == CODES[how]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b", "c"]


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    """A build that was begun with `nohup` goes on when its terminal is closed."""
    script = """
        import os, signal
        from briefing import signals
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        signals.obey()
        os.kill(os.getpid(), signal.SIGHUP)
        with signals.HeldBack():
            os.kill(os.getpid(), signal.SIGHUP)
        print("on")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "on\n"
