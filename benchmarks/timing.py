"""How it is timed: whole processes by the wall clock, a command that stays by its own words, memory by looking."""

import os
import re
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 300.0


class FailedError(Exception):
    """A contender did not end well; a benchmark of failures is none."""


def time_commands(commands: Sequence[Sequence[str]], environment: Mapping[str, str], folder: Path) -> float:
    """Run commands one after another and give their seconds."""
    began = time.perf_counter()
    for command in commands:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        allowed = (0, 1) if command[-1] == "status" else (0,)  # 1: something is due
        if done.returncode not in allowed:
            raise FailedError(
                f"{' '.join(command)[:200]} ended with {done.returncode}:\n{done.stderr[-3000:]}"
            )
    return time.perf_counter() - began


def peak_memory(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> int:
    """Run a command and give the largest memory of it and its children together, in KiB, shared pages split (PSS)."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, sum(_pss(pid) for pid in _family(process.pid)))
        time.sleep(0.01)
    return most


class Watching:
    """`briefing watch` in a process that stays; a change is timed from the save to its word that all is built."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._said: list[str] = []
        self._heard = threading.Condition()
        self._number = 25_000

    def begin(self, words: Sequence[str], project: Path, tool: Sequence[str]) -> None:
        """Start it and wait until it has built for the first time."""
        command = [*tool, "--project", str(project), "watch", *words[1:]]
        self._process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, bufsize=1
        )
        threading.Thread(target=self._listen, daemon=True).start()
        self._wait(0, r"\^C ends it")

    def change(self, path: Path) -> float:
        """Save another number and give the seconds until all eight files show it."""
        text = path.read_text(encoding="utf-8")
        self._number += 7
        changed = re.sub(r"(?<=    value: )25\d{3}(?=\n)", str(self._number), text, count=1)
        if changed == text:
            raise FailedError("the number to change is not in the facts")
        heard = len(self._said)
        new = path.with_name(f"{path.name}~")
        new.write_text(changed, encoding="utf-8")
        began = time.perf_counter()
        new.replace(path)
        self._wait(heard, r"^8 built, 0 unchanged")
        return time.perf_counter() - began

    def end(self) -> None:
        """Let it go."""
        if self._process is not None:
            self._process.terminate()  # and not SIGINT, which shells let programs in the background ignore
            self._process.wait(timeout=PATIENCE)

    def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._heard:
                self._said.append(line)
                self._heard.notify_all()

    def _wait(self, start: int, pattern: str) -> None:
        with self._heard:
            if not self._heard.wait_for(
                lambda: any(re.search(pattern, line) for line in self._said[start:]), PATIENCE
            ):
                raise FailedError(f"`watch` did not say `{pattern}`, but:\n{''.join(self._said[start:])}")


def _family(pid: int) -> list[int]:
    """Give a process and all below it."""
    found = [pid]
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            below = path.read_text().split()
        except OSError:
            continue
        for child in below:
            found += _family(int(child))
    return found


def _pss(pid: int) -> int:
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.M)
    return int(found[1]) if found else 0


def rest(patience: float = 8.0) -> None:
    """Wait until the machine is idle for half a second, or patience is at its end: others may work on it."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        before = _idle()
        time.sleep(0.5)
        after = _idle()
        if before is None or after is None or (after[0] - before[0]) > 0.85 * (after[1] - before[1]):
            return


def _idle() -> tuple[int, int] | None:
    """Give the ticks that all cores were idle, and all ticks; None where the system does not tell."""
    try:
        ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    except (OSError, ValueError):
        return None
    return ticks[3] + ticks[4], sum(ticks)


def load() -> float:
    """Give how busy the machine is."""
    return os.getloadavg()[0]
