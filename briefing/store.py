"""The store: what slow steps made before, found again by the content of all that went in.

Holds one file per key. A damaged, foreign or old entry is a miss, never an error, and so is one that was kept under
another key; a store that cannot be written, or lies behind a link, forgets. What a step found is kept with what it
made: a warning does not vanish on a second run.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, Final

from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Span
from briefing.inputs import read_regular
from briefing.leftovers import sweep

_HEAD: Final = 2
"""How many signs of a key name the folder of its entry."""
_FORMAT: Final = "briefing-store-2"
_TEMPORARY: Final = re.compile(r".*\.(?P<process>\d+)\.new", re.DOTALL)
_LIMIT: Final = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a step made, and what it found while making it."""

    content: bytes
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Store:
    """The memory of a project in a folder; without a folder it remembers nothing."""

    folder: Path | None
    limit: int = _LIMIT

    def is_there(self) -> bool:
        """Whether anything may be remembered."""
        return self.folder is not None and self.folder.is_dir() and not self._is_linked()

    def recall(self, key: str) -> Kept | None:
        """Give what was kept under a key, if it is still there and whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            kept = unpacked(read_regular(path), key)
        except OSError:
            return None
        with suppress(OSError):  # the time of last use orders pruning and decides nothing else
            os.utime(path)
        return kept

    def keep(self, key: str, content: bytes, diagnostics: Iterable[Diagnostic] = ()) -> None:
        """Keep what a step made under its key; a disk that refuses is no matter."""
        path = self._path(key)
        if path is None:
            return
        temporary = path.with_name(f"{path.name}.{os.getpid()}.new")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(packed(content, tuple(diagnostics), key))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def sweep(self) -> None:
        """Remove what processes that were killed had begun to keep."""
        if self.is_there():
            with suppress(OSError):
                for entry in list(os.scandir(self.folder)):
                    if len(entry.name) == _HEAD and entry.is_dir(follow_symlinks=False):
                        sweep(Path(entry.path), _TEMPORARY)

    def prune(self, *, since: int | None = None) -> None:
        """Forget the entries used least recently until the rest is within the limit.

        What was used `since` (nanoseconds of the clock) stays, however much it is: the next build will ask for it.
        """
        if self.folder is None or not self.is_there():
            return
        self.sweep()
        with suppress(OSError):
            entries = [(path, path.stat()) for path in self.folder.glob("??/*") if path.is_file()]
            entries.sort(key=lambda entry: entry[1].st_mtime_ns, reverse=True)
            total = 0
            for path, status in entries:
                total += status.st_size
                if total > self.limit and (since is None or status.st_mtime_ns < since):
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path | None:
        if self.folder is None or self._is_linked():
            return None
        return self.folder / key[:_HEAD] / key[_HEAD:]

    def _is_linked(self) -> bool:
        """Whether the folder is a link, or lies in one: what is kept there could not be cleared with the project."""
        return self.folder is not None and (self.folder.is_symlink() or self.folder.parent.is_symlink())


def key_of(fields: object) -> str:
    """Give the key of a frozen dataclass that names all that matters: the digest of its canonical JSON."""
    if not is_dataclass(fields) or isinstance(fields, type):
        raise TypeError(f"a key is made of a dataclass, not of {fields!r}")
    told = {"kind": type(fields).__qualname__, "fields": asdict(fields)}
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def packed(content: bytes, diagnostics: tuple[Diagnostic, ...], key: str = "") -> bytes:
    """Give an entry: one line of JSON, then the content. The digest covers both, and the key, where it has one."""
    told = json.dumps([_told(d) for d in diagnostics], ensure_ascii=True)
    digest = _digest(key, told, content)
    head = json.dumps({"format": _FORMAT, "digest": digest, "diagnostics": told}, ensure_ascii=True)
    return head.encode() + b"\n" + content


def unpacked(data: bytes, key: str = "") -> Kept | None:
    """Give what an entry holds, None when it is damaged, foreign, old or of another key."""
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _checked(data, key)
    return None


def _digest(key: str, told: str, content: bytes) -> str:
    return hashlib.sha256(f"{key}\n{told}\n".encode() + content).hexdigest()


def _checked(data: bytes, key: str) -> Kept | None:
    line, _, content = data.partition(b"\n")
    head = json.loads(line)
    told = head["diagnostics"]
    if head["format"] != _FORMAT or head["digest"] != _digest(key, told, content):
        return None
    return Kept(content=content, diagnostics=tuple(_diagnostic(d) for d in json.loads(told)))


def _told(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code.id,
        "message": diagnostic.message,
        "span": asdict(diagnostic.span) if diagnostic.span else None,
        "hint": diagnostic.hint,
        "note": diagnostic.note,
        "severity": diagnostic.severity,
    }


def _diagnostic(told: dict[str, Any]) -> Diagnostic:
    span = told["span"]
    return Diagnostic(
        code=CODES[told["code"]],
        message=told["message"],
        span=Span(**span) if span else None,
        hint=told["hint"],
        note=told["note"],
        severity=told["severity"],
    )
