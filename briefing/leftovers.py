"""Leftovers: what a process that was killed could not remove, known by the number of the process in its name."""

import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_TEMPORARY: Final = re.compile(r"briefing-(?P<process>\d+)-.*|briefing-fonts-(?P<fonts>\d+)-.*", re.DOTALL)


_SWEPT: Final[set[str]] = set()


def is_over(process: int) -> bool:
    """Whether no process has this number any more."""
    if sys.platform == "win32" or process <= 0:  # asking would end it there
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def sweep(folder: Path, pattern: re.Pattern[str]) -> None:
    """Remove files and folders whose names match and hold the number of a process that is over.

    Only those of this user, and never through a link; what cannot be removed stays.
    """
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            named = pattern.fullmatch(entry.name)
            if named is None or not is_over(int(next(group for group in named.groups() if group))):
                continue
            with suppress(OSError):
                _remove(Path(entry.path), entry.stat(follow_symlinks=False))


def sweep_temporary() -> None:
    """Remove the folders for temporary files of dead processes, once in this process."""
    folder = tempfile.gettempdir()
    if folder not in _SWEPT:
        _SWEPT.add(folder)
        sweep(Path(folder), _TEMPORARY)


def make_temporary(prefix: str, within: str | None = None) -> str:
    """Make a folder for files of this process in the folder for temporary files, and sweep those of dead ones."""
    if within is None:
        sweep_temporary()
    return tempfile.mkdtemp(prefix=f"{prefix}{os.getpid()}-", dir=within)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder for the time being; when this process is killed, the next that needs such a folder removes it."""
    folder = make_temporary("briefing-")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove(path: Path, status: os.stat_result) -> None:
    if hasattr(os, "getuid") and status.st_uid != os.getuid():
        return
    if stat.S_ISDIR(status.st_mode):
        shutil.rmtree(path, ignore_errors=True)
    elif stat.S_ISREG(status.st_mode):
        path.unlink()
