"""Artifacts: finished files, written all together or not at all.

Every file of a run is staged beside its place and flushed; only then are they put in place, one rename each.
A file that already has the same bytes is left as it is.
"""

import errno
import hashlib
import os
import shutil
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from briefing.diagnostics import BriefingError

_STAGING: Final = ".staging-"
_PATIENCE: Final = 10.0
_HELD_BACK: Final = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A file to write: `name` is its POSIX path below the output folder."""

    brief: str
    locale: str
    format: Literal["html", "pdf"]
    layout: str | None
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file: where it lies, the SHA-256 of its bytes, and whether this run changed it."""

    brief: str
    locale: str
    format: Literal["html", "pdf"]
    layout: str | None
    path: Path
    digest: str
    state: Literal["built", "unchanged"]


def write_artifacts(
    pending: Sequence[Pending], out: Path, *, patience: float = _PATIENCE
) -> tuple[Artifact, ...]:
    """Write all files of a run below `out`; when one cannot be written, none is changed."""
    written = write_files({p.name: p.content for p in pending}, out, patience=patience)
    return tuple(_artifact(p, out / p.name, is_same=p.name not in written) for p in pending)


def write_files(contents: Mapping[str, bytes], out: Path, *, patience: float = _PATIENCE) -> frozenset[str]:
    """Write files below `out` by name, all or none; give the names of those whose bytes changed."""
    changed = {name: data for name, data in contents.items() if _content(out / name) != data}
    if changed:
        try:
            out.mkdir(parents=True, exist_ok=True)
            with _lock(out, patience):
                _write_changed(changed, out)
        except OSError as error:
            raise _failure(error, out) from error
    return frozenset(changed)


def state_of(path: Path, content: bytes | None) -> Literal["new", "changed"] | None:
    """Say whether a file would be new or changed by these bytes, None when it has them; unknown bytes change it."""
    there = _content(path)
    if there is None:
        return "new"
    return None if there == content else "changed"


def digest_of_file(path: Path) -> str | None:
    """Give the SHA-256 of a file, as in its artifact; None when there is no such file."""
    there = _content(path)
    return None if there is None else hashlib.sha256(there).hexdigest()


def _artifact(pending: Pending, path: Path, *, is_same: bool) -> Artifact:
    return Artifact(
        brief=pending.brief,
        locale=pending.locale,
        format=pending.format,
        layout=pending.layout,
        path=path,
        digest=hashlib.sha256(pending.content).hexdigest(),
        state="unchanged" if is_same else "built",
    )


def _content(path: Path) -> bytes | None:
    with suppress(OSError):
        return path.read_bytes()
    return None


def _write_changed(changed: Mapping[str, bytes], out: Path) -> None:
    for left in out.glob(f"{_STAGING}*"):
        shutil.rmtree(left, ignore_errors=True)
    staging = out / f"{_STAGING}{os.getpid()}"
    staging.mkdir()
    try:
        staged = [
            (_stage(content, staging / f"{number}.new"), out / name)
            for number, (name, content) in enumerate(changed.items())
        ]
        for _, path in staged:
            path.parent.mkdir(parents=True, exist_ok=True)
        with _uninterrupted():
            _replace_all(staged, staging)
        for folder in {path.parent for _, path in staged}:
            _flush_folder(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _stage(content: bytes, path: Path) -> Path:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return path


def _replace_all(staged: Sequence[tuple[Path, Path]], staging: Path) -> None:
    """Put every staged file in its place; when one cannot be put there, put the former ones back."""
    with ExitStack() as undo:
        for number, (new, path) in enumerate(staged):
            former = staging / f"{number}.old"
            if path.is_file():
                _link(path, former)
                new.replace(path)
                undo.callback(former.replace, path)
            else:
                new.replace(path)
                undo.callback(path.unlink)
        undo.pop_all()


def _link(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # a file system without links
        shutil.copy2(path, other)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back ^C and termination until all files are in place."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _lock(out: Path, patience: float) -> Iterator[None]:
    """Hold the output folder against other runs; the lock falls when its holder ends, however it ends."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock
        yield
        return
    folder = os.open(out, os.O_RDONLY)
    try:
        until = time.monotonic() + patience
        while not _try_lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() >= until:
                raise _held(out)
            time.sleep(0.05)
        yield
    finally:
        os.close(folder)


def _try_lock(folder: int, how: int) -> bool:
    import fcntl

    try:
        fcntl.flock(folder, how)
    except BlockingIOError:
        return False
    except OSError as error:
        # Some network file systems lock no folders; a build there goes without.
        return error.errno in (errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL)
    return True


def _held(out: Path) -> BriefingError:
    holder = next((p.name.removeprefix(_STAGING) for p in out.glob(f"{_STAGING}*")), None)
    who = f"process {holder}" if holder else "another process"
    return BriefingError(f"{who} is writing to `{out}`", "wait until it has ended, then build again")


def _flush_folder(folder: Path) -> None:
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failure(error: OSError, out: Path) -> BriefingError:
    reason = (error.strerror or str(error)).lower()
    hints = {
        errno.ENOSPC: "make room on the disk, then build again",
        errno.EDQUOT: "make room in your quota, then build again",
        errno.EACCES: "make the folder writable, or name another with `--out`",
        errno.EPERM: "make the folder writable, or name another with `--out`",
        errno.EROFS: "name a folder on a disk that can be written with `--out`",
        errno.EISDIR: "move the folder that stands where a file belongs",
        errno.ENOTDIR: "move the file that stands where a folder belongs",
        errno.EEXIST: "move the file that stands where a folder belongs",
    }
    hint = hints.get(error.errno or 0, "mend it, or name another folder with `--out`")
    return BriefingError(f"cannot write to `{out}`: {reason}; nothing was changed", hint)
