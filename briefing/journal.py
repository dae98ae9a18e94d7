"""The journal of a project: one line for every build that wrote a file or failed.

Two files of bounded size in `.briefing`, the older one behind the newer. A line that cannot be read is passed
over; a journal that cannot be written is no failure of the build.
"""

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from briefing.inputs import read_regular

_NEWER: Final = ".briefing/journal.jsonl"
_OLDER: Final = ".briefing/journal.1.jsonl"
_LIMIT: Final = 512 * 1024
_NAMES: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A build: when it began (UTC), its command, which files were due and why, which it wrote, and how it ended.

    `due` says by file whether it was `new` or `changed`. `codes` are those of its errors, `failure` the sentence of
    what the machine refused. Of many files the first are named, and `due_count` and `built_count` count all.
    """

    at: str
    command: str
    seconds: float
    exit: int
    due: Mapping[str, str] = field(default_factory=dict)
    due_count: int = 0
    built: tuple[str, ...] = ()
    built_count: int = 0
    codes: tuple[str, ...] = ()
    failure: str = ""


def write_entry(root: Path, entry: Entry, *, limit: int = _LIMIT) -> None:
    """Add a build to the journal of a project."""
    told = asdict(entry)
    told["due"] = dict(list(entry.due.items())[:_NAMES])
    told["built"] = list(entry.built[:_NAMES])
    line = json.dumps(told, ensure_ascii=False) + "\n"
    newer = root / _NEWER
    with suppress(OSError):
        newer.parent.mkdir(exist_ok=True)
        if newer.is_file() and newer.stat().st_size + len(line.encode()) > limit:
            newer.replace(root / _OLDER)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(newer, flags, 0o666), "r+b", buffering=0) as file:
            file.write((b"" if _ends_whole(file.fileno()) else b"\n") + line.encode())


def read_entries(root: Path) -> tuple[Entry, ...]:
    """Give the builds of a project that are still remembered, the oldest first."""
    return tuple(entry for name in (_OLDER, _NEWER) for entry in _entries(root / name))


def _ends_whole(file: int) -> bool:
    """Whether a file ends with a whole line; a build that was killed may have left half of one."""
    size = os.fstat(file).st_size
    if size == 0:
        return True
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1) == b"\n"


def _entries(path: Path) -> Iterator[Entry]:
    try:
        lines = read_regular(path).decode("utf-8", "replace").splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, TypeError, LookupError, AttributeError):
            yield _entry(json.loads(line))


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(
        at=str(told["at"]),
        command=str(told["command"]),
        seconds=float(told["seconds"]),
        exit=int(told["exit"]),
        due={str(name): str(state) for name, state in told["due"].items()},
        due_count=int(told["due_count"]),
        built=tuple(str(name) for name in told["built"]),
        built_count=int(told["built_count"]),
        codes=tuple(str(code) for code in told["codes"]),
        failure=str(told["failure"]),
    )
