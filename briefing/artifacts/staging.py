"""Staging: files on their way, written all together or not at all.

Every file of a run is staged beside its place and flushed, as soon as it is made; only when all are there they take
their places. A file that already has the same bytes is left as it is.
"""

import errno
import hashlib
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from briefing.artifacts.locking import hold_folder
from briefing.artifacts.model import Artifact, Pending
from briefing.artifacts.places import (
    STAGING,
    content_of,
    is_plain,
    is_reached_by_link,
    refuse_links,
    staging_folders,
)
from briefing.artifacts.swap import Step, finish, is_under_way, remove_staging, swap, write_flushed
from briefing.diagnostics import BriefingError
from briefing.leftovers import is_over
from briefing.signals import HeldBack

_PATIENCE: Final = 10.0


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


def write_files(
    contents: Mapping[str, bytes],
    out: Path,
    *,
    removed: Mapping[str, str] | None = None,
    patience: float = _PATIENCE,
) -> frozenset[str]:
    """Write files below `out` by name, all or none; give the names of those whose bytes changed.

    Files that are `removed` go with them, each while it still has the SHA-256 that is given.
    """
    with closing(Staging(out=out, patience=patience)) as staging:
        changed = staging.write(contents)
        staging.remove(removed or {})
        staging.put_in_place()
    return changed


def finish_swaps(*folders: Path) -> None:
    """Finish or undo what runs that were killed have left in output folders; one where a run is at work is left."""
    for out in folders:
        if staging_folders(out):
            with suppress(OSError), ExitStack() as held:
                try:
                    is_held = held.enter_context(hold_folder(out, 0))
                except BriefingError:
                    continue
                _finish_left(out, is_held=is_held)


@dataclass(slots=True, kw_only=True)
class Staging:
    """Files on their way below `out`. The first that differs from what is there holds the folder until it is closed."""

    out: Path
    patience: float = _PATIENCE
    _folder: Path | None = field(default=None, init=False)
    _steps: list[Step] = field(default_factory=list, init=False)
    _held: ExitStack = field(default_factory=ExitStack, init=False)

    def write(self, contents: Mapping[str, bytes]) -> frozenset[str]:
        """Stage those of some files whose bytes are others than those in place, and give their names."""
        refuse_links(self.out, contents)
        changed: list[str] = []
        try:
            for name, data in contents.items():
                there = content_of(self.out / name)
                if there != data:
                    changed.append(name)
                    self._stage(name, there, data)
        except OSError as error:
            raise _failure(error, self.out) from error
        return frozenset(changed)

    def remove(self, names: Mapping[str, str]) -> None:
        """Let files go with the swap that have the digests they are known by. What lies behind a link stays."""
        try:
            for name, digest in names.items():
                if is_plain(name) and not is_reached_by_link(self.out, name):
                    there = content_of(self.out / name)
                    if there is not None and _digest(there) == digest:
                        self._opened()
                        self._steps.append(Step(name, digest, None, len(self._steps)))
        except OSError as error:
            raise _failure(error, self.out) from error

    def put_in_place(self) -> None:
        """Put all staged files in place, or none."""
        if self._folder is None:
            return
        try:
            for folder in {(self.out / step.name).parent for step in self._steps if step.after is not None}:
                folder.mkdir(parents=True, exist_ok=True)
            with HeldBack():
                swap(self._steps, self._folder, self.out)
        except OSError as error:
            raise _failure(error, self.out) from error
        self._clear_folders()
        self._steps.clear()

    def close(self) -> None:
        """Drop what was not put in place, and let go of the folder. A swap that was broken off is for the next run."""
        if self._folder is not None and not is_under_way(self._folder):
            remove_staging(self._folder)
        self._held.close()

    def _stage(self, name: str, there: bytes | None, data: bytes) -> None:
        number = len(self._steps)
        write_flushed(data, self._opened() / f"{number}.new")
        before = None if there is None else _digest(there)
        self._steps.append(Step(name, before, _digest(data), number))

    def _opened(self) -> Path:
        """Hold the folder, and give the one in it where files are staged; what a killed run left is finished first."""
        if self._folder is None:
            self.out.mkdir(parents=True, exist_ok=True)
            is_held = self._held.enter_context(hold_folder(self.out, self.patience))
            _finish_left(self.out, is_held=is_held)
            staging = self.out / f"{STAGING}{os.getpid()}"
            staging.mkdir(0o700)  # nobody serves what lies there, should this run be killed
            self._folder = staging
        return self._folder

    def _clear_folders(self) -> None:
        """Remove the folders that are empty now."""
        for step in self._steps:
            if step.after is None:
                with suppress(OSError):
                    for folder in PurePosixPath(step.name).parents[:-1]:
                        (self.out / folder).rmdir()


def state_of(path: Path, content: bytes | None) -> Literal["new", "changed"] | None:
    """Say whether a file would be new or changed by these bytes, None when it has them; unknown bytes change it."""
    there = content_of(path)
    if there is None:
        return "new"
    return None if there == content else "changed"


def _finish_left(out: Path, *, is_held: bool) -> None:
    """Finish what dead processes began; where nothing can be held, a process that is there may be at work."""
    for folder, process in staging_folders(out):
        if is_held or is_over(process):
            finish(folder, out)


def _artifact(pending: Pending, path: Path, *, is_same: bool) -> Artifact:
    return Artifact(
        brief=pending.brief,
        locale=pending.locale,
        format=pending.format,
        layout=pending.layout,
        path=path,
        digest=_digest(pending.content),
        state="unchanged" if is_same else "built",
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
