"""The lock of a project: one build at a time, and who holds it when that is another.

A record lock on `.briefing/lock`: the system takes it away when its process ends, however it ends, and PDF
workers do not inherit it. Where the system locks no files, a build goes without.
"""

import json
import os
import socket
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from briefing.diagnostics import BriefingError

_NAME: Final = ".briefing/lock"
_PAUSE: Final = 0.05
_BEYOND: Final = 1 << 30
"""Where Windows locks a byte: behind the words that others have to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock of a project: process, machine, command line, and since when (UTC)."""

    pid: int
    host: str
    command: str
    since: str

    def __str__(self) -> str:
        """Say it in half a sentence."""
        told = f"process {self.pid} on {self.host}, since {self.since}: `{self.command}`"
        return "".join(sign if sign.isprintable() else "?" for sign in told)


@contextmanager
def hold_project(
    root: Path, command: str, *, patience: float, waiting: Callable[[Holder | None], None] = lambda _: None
) -> Iterator[None]:
    """Hold a project against other builds; raises `BriefingError` when another holds it beyond `patience` seconds.

    `waiting` hears once of the holder when there is one to wait for.
    """
    lock = _acquired(root / _NAME, patience, waiting)
    if lock is None:
        yield
        return
    try:
        _write(lock, _ourselves(command))
        yield
    finally:
        _write(lock, None)
        os.close(lock)


def _acquired(path: Path, patience: float, waiting: Callable[[Holder | None], None]) -> int | None:
    """Give the locked file, or None where nothing can be locked."""
    until = time.monotonic() + patience
    has_told = False
    while True:
        lock = _opened(path)
        if lock is None or (_try_lock(lock) and _is_in_place(lock, path)):
            return lock
        holder = _holder(lock)
        os.close(lock)
        if time.monotonic() >= until:
            raise _held(holder, patience)
        if not has_told:
            has_told = True
            waiting(holder)
        time.sleep(_PAUSE)


def _opened(path: Path) -> int | None:
    """Open the file of the lock, never through a link; None where it cannot be written."""
    try:
        path.parent.mkdir(exist_ok=True)
        lock = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    except OSError:
        return None
    if stat.S_ISREG(os.fstat(lock).st_mode):
        return lock
    os.close(lock)
    return None


def _try_lock(lock: int) -> bool:
    """Lock an open file, or say that another process has it; a file system without locks has nobody."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(lock, _BEYOND, os.SEEK_SET)
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _is_in_place(lock: int, path: Path) -> bool:
    """Whether the locked file is still the one at its path: somebody may have cleared the folder meanwhile."""
    if sys.platform == "win32":
        return True  # an open file cannot be taken away there
    with suppress(OSError):
        return os.path.samestat(os.fstat(lock), path.stat())
    return False


def _ourselves(command: str) -> Holder:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return Holder(pid=os.getpid(), host=socket.gethostname(), command=command[:300], since=since)


def _write(lock: int, holder: Holder | None) -> None:
    """Say in the locked file who holds it; a disk that is full takes away the name and not the lock."""
    with suppress(OSError):
        os.ftruncate(lock, 0)
        os.lseek(lock, 0, os.SEEK_SET)
        os.write(lock, json.dumps(asdict(holder)).encode() if holder else b"")


def _holder(lock: int) -> Holder | None:
    with suppress(OSError, ValueError, TypeError, LookupError):
        os.lseek(lock, 0, os.SEEK_SET)
        told = json.loads(os.read(lock, 4096))
        return Holder(
            pid=int(told["pid"]),
            host=str(told["host"]),
            command=str(told["command"]),
            since=str(told["since"]),
        )
    return None


def _held(holder: Holder | None, patience: float) -> BriefingError:
    message = f"another build holds this project: {holder or 'a process that has not said its name'}"
    longer = max(60, round(patience * 4))
    return BriefingError(message, f"let it end, or wait for it longer with `--wait {longer}`")
