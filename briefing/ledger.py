"""Ledger: who did what to which fact, and when. One JSON line an act, appended and never changed.

Each line holds the SHA-256 of the line before, so that a line changed, dropped or put between shows. What an act
says about a fact hangs on its line by a digest: it can be taken out for safety, and the chain still holds.
"""

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from briefing.acts import Act, Entry, break_of, line_of, read_entry, seal_of
from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose
from briefing.inputs import is_in_the_way, read_regular

LEDGER: Final = "editions/ledger.jsonl"
HEAD: Final = "editions/ledger.head"
"""The digest of the last line, written after it: that lines are missing at the end would not show otherwise."""
PENDING: Final = "editions/ledger.pending"
"""The note of an act while it writes its files."""
FIRST: Final = "0" * 64


def read_ledger(root: Path) -> Outcome[tuple[Entry, ...]]:
    """Read the ledger of a project. A line that is none, or does not follow from the one before, is a finding.

    So are lines that are missing at the end, and an act that was cut short.
    """
    if (wrong := _in_the_way(root)) is not None:
        return Outcome(value=(), diagnostics=(wrong,))
    lines = _lines(root)
    findings: list[Diagnostic] = []
    entries: list[Entry] = []
    before = FIRST
    for line, text in enumerate(lines, start=1):
        span = Span(file=LEDGER, line=line)
        entry, why = read_entry(text)
        if entry is None:
            is_torn = line == len(lines) and not _has_end(root)
            findings.append(_torn(root, span, before) if is_torn else _broken(why, span))
            continue
        if (broken := break_of(entry, line, before)) is not None:
            findings.append(_broken(broken, span))
        before = entry.digest
        entries.append(entry)
    findings += _of_end(root, entries)
    if (left := _pending(root)) is not None and not _is_in(left.entry, entries):
        findings.append(_unfinished(left))
    return Outcome(value=tuple(entries), diagnostics=tuple(findings))


def head_of(entries: Sequence[Entry]) -> str:
    """Give the digest of the last line, which stands for all lines before it."""
    return entries[-1].digest if entries else FIRST


def words_of_end(entries: Sequence[Entry]) -> str:
    """Say how many lines the ledger has, and the digest of the last one, which stands for all of them."""
    lines = "1 line" if len(entries) == 1 else f"{len(entries)} lines"
    return f"ledger: {lines}, the last one {head_of(entries)}"


def record(root: Path, act: Act, *, brief: str, by: str, at: datetime, said: Mapping[str, Any]) -> Entry:
    """Append an act; two processes that do so at the same time wait for one another.

    Raises `BriefingError` when the ledger is broken: a line after that would prove nothing.
    """
    with _held(root) as path:
        entry = _next(_sound(root), act, brief=brief, by=by, at=at, said=said)
        _append(path, entry)
    return entry


def record_change(
    root: Path,
    act: Act,
    *,
    brief: str,
    by: str,
    at: datetime,
    said: Mapping[str, Any],
    files: Mapping[str, bytes],
    write: Callable[[Mapping[str, bytes]], object],
) -> Entry:
    """Let `write` write the files that an act changes, and append the act: both, or none, whenever it is ended.

    What is intended is noted first. Where the act is cut short, the next one looks at the files: when they were
    written it adds the missing line, else it drops the note.
    """
    with _held(root) as path:
        entry = _next(_sound(root), act, brief=brief, by=by, at=at, said=said)
        digests = {name: sha256(content).hexdigest() for name, content in files.items()}
        note = {"line": line_of(entry), "files": digests}
        _put(root / PENDING, json.dumps(note, ensure_ascii=False) + "\n")
        try:
            write(files)
        except BaseException:
            _settle(root)
            raise
        _append(path, entry)
        (root / PENDING).unlink(missing_ok=True)
    return entry


def settle(root: Path) -> None:
    """Finish an act that was cut short, where there is one."""
    if (root / PENDING).exists():
        with _held(root):
            _settle(root)


def redact(root: Path, facts: Sequence[str], *, brief: str) -> int:
    """Take out what was said about some facts of a brief; give how many lines were. Who acted and when stays.

    An approval that names one of them goes whole: the other facts it names have to be approved again.
    """
    with _held(root) as path:
        _settle(root)
        entries = read_ledger(root).value
        told = {entry.number for entry in entries if entry.brief == brief and entry.is_about(facts)}
        if told:
            kept = (line_of(e, with_said=e.number not in told) for e in entries)
            staged = path.with_name(f".{path.name}.{os.getpid()}")
            staged.write_text("".join(line + "\n" for line in kept), encoding="utf-8", newline="\n")
            staged.replace(path)
    return len(told)


def _in_the_way(root: Path) -> Diagnostic | None:
    """Find what stands in the place of the ledger, so that nothing can be read there, or would be written elsewhere."""
    path = root / LEDGER
    is_linked = path.is_symlink() or path.parent.is_symlink()
    if not is_linked and not is_in_the_way(path):
        return None
    what = "a link, or lies behind one" if is_linked else "no file"
    hint = f"move it away, and bring the file back from your backup or from git: `mv {LEDGER} {LEDGER}.old`"
    return diagnose("BR118", f"`{LEDGER}` is {what}", Span(file=LEDGER), hint=hint)


def _lines(root: Path) -> list[str]:
    try:
        lines = read_regular(root / LEDGER).decode("utf-8", "replace").split("\n")
    except FileNotFoundError:
        return []
    return [line.removesuffix("\r") for line in (lines if lines[-1] else lines[:-1])]


def _has_end(root: Path) -> bool:
    """Whether the last line is whole: a line that was cut off has no end."""
    return (root / LEDGER).read_bytes().endswith(b"\n")


def _broken(why: str, span: Span) -> Diagnostic:
    hint = f"bring the file back from a backup, or from git: git checkout -- {LEDGER}"
    return diagnose("BR707", why, span, hint=hint)


def _torn(root: Path, span: Span, before: str) -> Diagnostic:
    """Find a last line that was cut off: while it was written, when the head does not know it, or later."""
    if _pending(root) is not None:
        hint = "briefing log"
    elif _head(root) in ("", before):
        hint = f"take the piece out, and do once more what was being done: sed -i '$d' {LEDGER}"
    else:
        hint = f"git checkout -- {LEDGER}"
    return diagnose("BR707", "the last line was cut off", span, hint=hint)


def _of_end(root: Path, entries: Sequence[Entry]) -> Iterator[Diagnostic]:
    """Hold the end of the ledger against its head, which is written after each line."""
    head = _head(root)
    if head and head != FIRST and all(entry.digest != head for entry in entries):
        what = "lines are missing at the end" if entries else "all lines are missing"
        span = Span(file=LEDGER, line=len(entries)) if entries else Span(file=LEDGER)
        yield _broken(f"{what}, or the last one was changed: `{HEAD}` tells of another one", span)


def _head(root: Path) -> str:
    with suppress(OSError, ValueError):
        text = (root / HEAD).read_text(encoding="ascii") if (root / HEAD).is_file() else ""
        found = re.fullmatch(r"([0-9a-f]{64})\n?", text)
        return found[1] if found is not None else ""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """An act that has begun: its line, and the digests that the files it changes will have."""

    entry: Entry
    files: Mapping[str, str]


def _pending(root: Path) -> _Pending | None:
    path = root / PENDING
    if not path.is_file() or path.is_symlink():
        return None
    with suppress(OSError, ValueError, KeyError, TypeError, RecursionError):
        tree = json.loads(path.read_bytes())
        entry, _ = read_entry(str(tree["line"]))
        files = {str(name): str(digest) for name, digest in dict(tree["files"]).items()}
        if entry is not None and files:
            return _Pending(entry=entry, files=files)
    return None


def _unfinished(left: _Pending) -> Diagnostic:
    fact = f" of `{left.entry.fact}`" if left.entry.fact else ""
    message = f"`{left.entry.act}`{fact} was ended before its line was written"
    return diagnose("BR724", message, Span(file=PENDING, line=0), hint="briefing log")


def _settle(root: Path) -> None:
    """Add the line of an act whose files were written, and take away what was cut off; then drop the note."""
    left = _pending(root)
    if left is not None:
        path, line = root / LEDGER, line_of(left.entry)
        whole, end, rest = (path.read_bytes() if path.exists() else b"").rpartition(b"\n")
        if rest and line.encode().startswith(rest):
            path.write_bytes(whole + end)
        entries = read_ledger(root).value
        is_next = left.entry.before == head_of(entries) and left.entry.number == len(entries) + 1
        if is_next and all(_digest_of(root, name) == digest for name, digest in left.files.items()):
            _append(path, left.entry)
    (root / PENDING).unlink(missing_ok=True)


def _digest_of(root: Path, name: str) -> str:
    path = root / name
    is_own = path.is_file() and path.resolve().is_relative_to(root.resolve())
    return sha256(path.read_bytes()).hexdigest() if is_own else ""


def _is_in(entry: Entry, entries: Sequence[Entry]) -> bool:
    return any(other.digest == entry.digest for other in entries)


def _sound(root: Path) -> tuple[Entry, ...]:
    """Give the entries of a ledger that can be continued."""
    _settle(root)
    read = read_ledger(root)
    errors = [d for d in read.diagnostics if d.is_error]
    if errors:
        span = errors[0].span
        place = f"{LEDGER}:{span.line}" if span is not None and span.line else LEDGER
        raise BriefingError(
            f"the ledger is broken, nothing was done: {place}: {errors[0].message}", errors[0].hint
        )
    return read.value


def _next(
    entries: Sequence[Entry], act: Act, *, brief: str, by: str, at: datetime, said: Mapping[str, Any]
) -> Entry:
    salted = {**said, "salt": secrets.token_hex(8)}
    return Entry(
        number=len(entries) + 1,
        at=at.isoformat(timespec="seconds"),
        by=by,
        act=act,
        brief=brief,
        said=salted,
        seal=seal_of(salted),
        before=head_of(entries),
    )


def _append(path: Path, entry: Entry) -> None:
    """Append a line, begun on a line of its own; when it cannot be written whole, none of it stays."""
    try:
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(size - 1, 0))
            start = b"" if file.read(1) in (b"", b"\n") else b"\n"
            try:
                file.write(start + f"{line_of(entry)}\n".encode())
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                os.ftruncate(file.fileno(), size)
                raise
    except OSError as error:
        raise BriefingError(f"cannot write `{LEDGER}`: {(error.strerror or '').lower()}") from error
    _put(path.parent.parent / HEAD, f"{entry.digest}\n")


def _put(path: Path, text: str) -> None:
    staged = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with staged.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        staged.replace(path)
    except OSError as error:
        staged.unlink(missing_ok=True)
        raise BriefingError(f"cannot write `{path.name}`: {(error.strerror or '').lower()}") from error


@contextmanager
def _held(root: Path) -> Iterator[Path]:
    """Hold the ledger against other processes while it is written."""
    path = root / LEDGER
    if (wrong := _in_the_way(root)) is not None:
        raise BriefingError(f"cannot write the ledger: {wrong.message}", wrong.hint)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise BriefingError(f"cannot write `{LEDGER}`: {(error.strerror or '').lower()}") from error
    try:
        with suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        for left in path.parent.glob(".ledger.*"):  # of one that was killed: whoever writes holds the ledger
            left.unlink(missing_ok=True)
        yield path
    finally:
        os.close(lock)
