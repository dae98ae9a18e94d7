"""Artifacts: finished files, written all together or not at all.

Every file of a run is staged beside its place and flushed, as soon as it is made; only when all are there they are
put in place, one rename each. A file that already has the same bytes is left as it is.
"""

import errno
import hashlib
import os
import shutil
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
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
    with closing(Staging(out=out, patience=patience)) as staging:
        artifacts = stage_artifacts(pending, staging)
        staging.put_in_place()
    return artifacts


def stage_artifacts(pending: Sequence[Pending], staging: "Staging") -> tuple[Artifact, ...]:
    """Stage files of a run; they are written with all the others."""
    written = staging.write({p.name: p.content for p in pending})
    return tuple(_artifact(p, staging.out / p.name, is_same=p.name not in written) for p in pending)


def write_files(contents: Mapping[str, bytes], out: Path, *, patience: float = _PATIENCE) -> frozenset[str]:
    """Write files below `out` by name, all or none; give the names of those whose bytes changed."""
    with closing(Staging(out=out, patience=patience)) as staging:
        changed = staging.write(contents)
        staging.put_in_place()
    return changed


@dataclass(slots=True, kw_only=True)
class Staging:
    """Files on their way below `out`. The first that differs from what is there holds the folder until it is closed."""

    out: Path
    patience: float = _PATIENCE
    _folder: Path | None = field(default=None, init=False)
    _staged: list[tuple[Path, Path]] = field(default_factory=list, init=False)
    _held: ExitStack = field(default_factory=ExitStack, init=False)

    def write(self, contents: Mapping[str, bytes]) -> frozenset[str]:
        """Stage those of some files whose bytes are others than those in place, and give their names."""
        changed = {name: data for name, data in contents.items() if _content(self.out / name) != data}
        try:
            for name, data in changed.items():
                new = self._opened() / f"{len(self._staged)}.new"
                self._staged.append((_stage(data, new), self.out / name))
        except OSError as error:
            raise _failure(error, self.out) from error
        return frozenset(changed)

    def put_in_place(self) -> None:
        """Put all staged files in place, or none."""
        if self._folder is None:
            return
        folders = {path.parent for _, path in self._staged}
        try:
            for folder in folders:
                folder.mkdir(parents=True, exist_ok=True)
            with _uninterrupted():
                _replace_all(self._staged, self._folder)
            self._staged.clear()
        except OSError as error:
            raise _failure(error, self.out) from error
        for folder in folders:
            _flush_folder(folder)

    def close(self) -> None:
        """Drop what was not put in place, and let go of the folder."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._held.close()

    def _opened(self) -> Path:
        """Hold the folder, and give the one in it where files are staged; what a killed run left there is dropped."""
        if self._folder is None:
            self.out.mkdir(parents=True, exist_ok=True)
            self._held.enter_context(_lock(self.out, self.patience))
            for left in self.out.glob(f"{_STAGING}*"):
                shutil.rmtree(left, ignore_errors=True)
            staging = self.out / f"{_STAGING}{os.getpid()}"
            staging.mkdir()
            self._folder = staging
        return self._folder


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
