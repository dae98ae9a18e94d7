"""Commands that stay, as processes of their own: started, read as they speak, and ended as a user does."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PATIENCE = 90.0


class Staying:
    """A command that stays, and what it has said so far."""

    def __init__(self, *arguments: str) -> None:
        """Start it, and read both of its streams as they come."""
        command = [sys.executable, "-m", "briefing", *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
        )
        self.said: list[str] = []
        self.told: list[str] = []
        pairs = ((self.process.stdout, self.told), (self.process.stderr, self.said))
        self._readers = [threading.Thread(target=_read, args=pair) for pair in pairs]
        for reader in self._readers:
            reader.start()

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        """Send a signal, and give the exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(how)
        code = self.process.wait(timeout=PATIENCE)
        for reader in self._readers:
            reader.join()
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code

    def is_ready(self) -> bool:
        """Whether it has built for the first time."""
        return any("^C ends it" in line for line in self.said)


def _read(stream: object, lines: list[str]) -> None:
    for line in stream:  # type: ignore[attr-defined]  # an open pipe
        lines.append(line)  # noqa: PERF402 - as they come


def until(is_so: Callable[[], bool], staying: Staying) -> None:
    """Wait until something is so; a command that ended, or a very long time, fails the test."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert staying.process.poll() is None, staying.said
        assert time.monotonic() < end, staying.said
        time.sleep(0.02)


def save(text: str, path: Path) -> None:
    """Save as many editors do: a new file beside the old one, then renamed over it."""
    new = path.with_name(f"{path.name}.tmp~")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
