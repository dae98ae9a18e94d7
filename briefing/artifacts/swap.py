"""The swap: all files of a run take their places together, and a run that was killed meanwhile is finished or undone.

What goes where is written down and flushed before the first file is moved. Whoever finds such a page in a folder that
nobody holds moves the rest; where nothing was moved yet, or the run was going back, the former files stay.

The page counts only where it was written: a file beside it is as old, to the nanosecond, as the page says, which no
program can arrange. One that came with a checkout or a copy is none of ours. A file that somebody has changed since is
left as it is.
"""

import json
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from briefing.artifacts.places import content_of, digest_of_file, is_plain, is_reached_by_link
from briefing.diagnostics import BriefingError

PAGE: Final = "swap.json"
_FORMAT: Final = "briefing-swap-1"
_SEAL: Final = "seal"
_BACK: Final = "back"


@dataclass(frozen=True, slots=True)
class Step:
    """A file below the output folder, its digest before and after, and its number: its content is staged under that.

    None stands for no file: one that is new has none before, one that is removed has none after.
    """

    name: str
    before: str | None
    after: str | None
    number: int


def swap(steps: Sequence[Step], staging: Path, out: Path) -> None:
    """Put staged files in place of others; when one cannot be put there, put the former ones back and raise."""
    if len(steps) > 1:  # one file alone is moved at once
        _write_page(steps, staging)
    try:
        for step in steps:
            _forward(step, staging, out)
    except OSError:
        with suppress(OSError):
            (staging / _BACK).touch()
        _go_back(steps, staging, out)
        raise
    flush_folders({(out / step.name).parent for step in steps})
    (staging / PAGE).unlink(missing_ok=True)


def is_under_way(staging: Path) -> bool:
    """Whether a swap has begun and has neither ended nor been undone."""
    return (staging / PAGE).exists()


def finish(staging: Path, out: Path) -> None:
    """Finish or undo what a killed run began in a folder, and remove what it staged.

    Raises `BriefingError` when it has left files of two states and they cannot be brought to one.
    """
    steps = _read_page(staging)
    try:
        _finish(steps, staging, out)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BriefingError(
            f"a run that was killed has left `{out}` half written, and it cannot be finished: {reason}",
            "make the folder writable, then build again",
        ) from error
    remove_staging(staging)


def remove_staging(staging: Path) -> None:
    """Remove a folder where files were staged, with what is ours in it; what somebody put there stays."""
    with suppress(OSError):
        names = [entry.name for entry in os.scandir(staging) if _is_ours(entry)]
        for name in sorted(names, key=_SEAL.__eq__):  # the page goes before what proves it
            with suppress(OSError):
                (staging / name).unlink()
        staging.rmdir()


def flush_folders(folders: set[Path]) -> None:
    """Have the system write down what the entries of some folders are."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def write_flushed(content: bytes, path: Path) -> None:
    """Write a new file, and have the system write it down."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _write_page(steps: Sequence[Step], staging: Path) -> None:
    seal = staging / _SEAL
    seal.touch(exist_ok=False)
    told = json.dumps([astuple(step) for step in steps])
    page = {"format": _FORMAT, "seal": _looks(seal), "digest": _digest(told), "steps": told}
    new = staging / f"{PAGE}.new"
    write_flushed(json.dumps(page).encode(), new)
    new.replace(staging / PAGE)
    flush_folders({staging, staging.parent})


def _read_page(staging: Path) -> tuple[Step, ...]:
    """Read what a run had to move; nothing where it had not begun, or where the page is not one of this machine."""
    with suppress(OSError, ValueError, LookupError, TypeError, RecursionError):
        page: dict[str, Any] = json.loads(content_of(staging / PAGE) or b"{}")
        told = page["steps"]
        if (page["format"], page["digest"], page["seal"]) == (
            _FORMAT,
            _digest(told),
            _looks(staging / _SEAL),
        ):
            steps = tuple(Step(*step) for step in json.loads(told))
            return steps if all(map(_is_sound, steps)) else ()
    return ()


def _is_sound(step: Step) -> bool:
    digests = (step.before, step.after)
    return (
        is_plain(step.name)
        and type(step.number) is int
        and all(type(d) in (str, type(None)) for d in digests)
    )


def _looks(path: Path) -> list[int]:
    """Give what only the system writes about a file."""
    status = path.lstat()
    return [status.st_dev, status.st_ino, status.st_ctime_ns]


def _finish(steps: Sequence[Step], staging: Path, out: Path) -> None:
    left = [step for step in steps if not is_reached_by_link(out, step.name)]
    if (staging / _BACK).exists() or not any(_is_begun(step, staging) for step in left):
        _go_back(left, staging, out)
        return
    for step in left:
        new, path = _new(step, staging), out / step.name
        is_ready = step.after is None or digest_of_file(new) == step.after
        if is_ready and digest_of_file(path) == step.before:
            path.parent.mkdir(parents=True, exist_ok=True)
            _forward(step, staging, out)
    flush_folders({(out / step.name).parent for step in left})
    (staging / PAGE).unlink(missing_ok=True)


def _is_begun(step: Step, staging: Path) -> bool:
    """Whether a file was moved: a staged one that is gone, or a former one that was to be removed."""
    return _former(step, staging).exists() if step.after is None else not _new(step, staging).exists()


def _forward(step: Step, staging: Path, out: Path) -> None:
    path, former = out / step.name, _former(step, staging)
    if step.after is None:
        if path.exists():
            path.replace(former)
        return
    if step.before is not None and path.is_file():
        former.unlink(missing_ok=True)
        _link(path, former)
    _new(step, staging).replace(path)


def _go_back(steps: Sequence[Step], staging: Path, out: Path) -> None:
    """Put former files back, and remove new ones that are in place."""
    for step in steps:
        path, former = out / step.name, _former(step, staging)
        if former.exists():
            former.replace(path)
        elif step.before is None and not _new(step, staging).exists() and digest_of_file(path) == step.after:
            path.unlink()
    flush_folders({(out / step.name).parent for step in steps})
    (staging / PAGE).unlink(missing_ok=True)


def _new(step: Step, staging: Path) -> Path:
    return staging / f"{step.number}.new"


def _former(step: Step, staging: Path) -> Path:
    return staging / f"{step.number}.old"


def _link(path: Path, other: Path) -> None:
    try:
        os.link(path, other)
    except OSError:  # a file system without links
        shutil.copy2(path, other)


def _is_ours(entry: "os.DirEntry[str]") -> bool:
    stem, _, ending = entry.name.partition(".")
    is_staged = stem.isdecimal() and ending in ("new", "old")
    is_known = is_staged or entry.name in (PAGE, f"{PAGE}.new", _SEAL, _BACK)
    return is_known and not entry.is_dir(follow_symlinks=False)


def _digest(told: str) -> str:
    return sha256(told.encode()).hexdigest()
