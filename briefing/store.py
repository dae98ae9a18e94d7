"""The store: what slow steps made before, found again by the content of all that went in.

Holds one file per key. A damaged, foreign or old entry is a miss, never an error, and a store that cannot be
written forgets. What a step found is kept with what it made: a warning does not vanish on a second run.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, is_dataclass
from pathlib import Path
from typing import Any, Final

from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Span

_FORMAT: Final = "briefing-store-1"
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
        return self.folder is not None and self.folder.is_dir()

    def recall(self, key: str) -> Kept | None:
        """Give what was kept under a key, if it is still there and whole."""
        path = self._path(key)
        if path is None:
            return None
        try:
            kept = unpacked(path.read_bytes())
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
                temporary.write_bytes(packed(content, tuple(diagnostics)))
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)

    def prune(self, *, since: int | None = None) -> None:
        """Forget the entries used least recently until the rest is within the limit.

        What was used `since` (nanoseconds of the clock) stays, however much it is: the next build will ask for it.
        """
        if self.folder is None:
            return
        with suppress(OSError):
            entries = [(path, path.stat()) for path in self.folder.glob("??/*") if path.is_file()]
            entries.sort(key=lambda entry: entry[1].st_mtime_ns, reverse=True)
            total = 0
            for path, status in entries:
                total += status.st_size
                if total > self.limit and (since is None or status.st_mtime_ns < since):
                    path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path | None:
        return None if self.folder is None else self.folder / key[:2] / key[2:]


def key_of(fields: object) -> str:
    """Give the key of a frozen dataclass that names all that matters: the digest of its canonical JSON."""
    if not is_dataclass(fields) or isinstance(fields, type):
        raise TypeError(f"a key is made of a dataclass, not of {fields!r}")
    told = {"kind": type(fields).__qualname__, "fields": asdict(fields)}
    text = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def packed(content: bytes, diagnostics: tuple[Diagnostic, ...]) -> bytes:
    """Give an entry: one line of JSON, then the content. The digest covers both."""
    told = json.dumps([_told(d) for d in diagnostics], ensure_ascii=True)
    digest = hashlib.sha256(told.encode() + b"\n" + content).hexdigest()
    head = json.dumps({"format": _FORMAT, "digest": digest, "diagnostics": told}, ensure_ascii=True)
    return head.encode() + b"\n" + content


def unpacked(data: bytes) -> Kept | None:
    """Give what an entry holds, None when it is damaged, foreign or old."""
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return _checked(data)
    return None


def _checked(data: bytes) -> Kept | None:
    line, _, content = data.partition(b"\n")
    head = json.loads(line)
    told = head["diagnostics"]
    digest = hashlib.sha256(told.encode() + b"\n" + content).hexdigest()
    if head["format"] != _FORMAT or head["digest"] != digest:
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
