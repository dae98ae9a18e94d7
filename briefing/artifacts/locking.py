"""The lock of an output folder: one run at a time writes there. It falls when its holder ends, however it ends."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.artifacts.places import staging_folders
from briefing.diagnostics import BriefingError


@contextmanager
def hold_folder(out: Path, patience: float) -> Iterator[bool]:
    """Hold an output folder against other runs. Gives whether it is held: some file systems lock nothing."""
    try:
        import fcntl  # noqa: F401
    except ImportError:  # Windows has no such lock
        yield False
        return
    folder = os.open(out, os.O_RDONLY)
    try:
        until = time.monotonic() + patience
        while (is_held := _try_lock(folder)) is None:
            if time.monotonic() >= until:
                raise _busy(out)
            time.sleep(0.05)
        yield is_held
    finally:
        os.close(folder)


def _try_lock(folder: int) -> bool | None:
    """Lock a folder: True when that is done, False where it cannot be done, None when another run has it."""
    import fcntl

    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError as error:
        # Some network file systems lock no folders; a build there goes without.
        is_unable = error.errno in (errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL)
        return False if is_unable else None
    return True


def _busy(out: Path) -> BriefingError:
    holder = next((process for _, process in staging_folders(out)), None)
    who = f"process {holder}" if holder else "another process"
    return BriefingError(f"{who} is writing to `{out}`", "wait until it has ended, then build again")
