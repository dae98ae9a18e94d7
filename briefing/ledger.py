"""Ledger: who did what to which fact, and when. One JSON line an act, appended and never changed.

Each line holds the SHA-256 of the line before, so that a line changed, dropped or put between shows. What an act
says about a fact hangs on its line by a digest: it can be taken out for safety, and the chain still holds.
"""

import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose
from briefing.inputs import is_in_the_way, read_regular
from briefing.leftovers import sweep

LEDGER: Final = "editions/ledger.jsonl"
_STAGED: Final = re.compile(re.escape(f".{LEDGER.rpartition('/')[2]}.") + r"(?P<process>\d+)")
FIRST: Final = "0" * 64
Act = Literal["set", "correct", "retract", "remove", "resolve", "approve", "publish", "redact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act. `at` is UTC (ISO 8601), `by` a person, `said` what is said about the fact; None: taken out."""

    number: int
    at: str
    by: str
    act: Act
    brief: str
    said: Mapping[str, Any] | None
    seal: str
    before: str

    @property
    def digest(self) -> str:
        """What the next line holds of this one: everything but what can be taken out, of which its seal."""
        return sha256(_line(self, with_said=False).encode()).hexdigest()

    @property
    def fact(self) -> str:
        """The id of the fact, or empty where the act is about the whole brief or was taken out."""
        return str((self.said or {}).get("fact", ""))

    def is_about(self, facts: Sequence[str]) -> bool:
        """Whether the act names one of some facts."""
        approved: Mapping[str, str] = (self.said or {}).get("facts", {})
        return any(fact == self.fact or fact in approved or fact in self.values for fact in facts)

    @property
    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """What an act on several facts says of each, by id; empty for every other act."""
        found: Mapping[str, Mapping[str, Any]] = (self.said or {}).get("values", {})
        return found


def read_ledger(root: Path) -> Outcome[tuple[Entry, ...]]:
    """Read the ledger of a project. A line that is none, or does not follow from the one before, is a finding."""
    if (wrong := _in_the_way(root)) is not None:
        return Outcome(value=(), diagnostics=(wrong,))
    entries: list[Entry] = []
    findings: list[Diagnostic] = []
    before = FIRST
    for line, text in enumerate(_lines(root), start=1):
        entry = _entry(text)
        span = Span(file=LEDGER, line=line)
        if entry is None:
            message, hint = "the line is no entry", "bring the file back from your backup or from git"
            findings.append(diagnose("BR707", message, span, hint=hint))
            continue
        if (why := _break(entry, line, before)) is not None:
            hint = "look at the file's history in git, and bring back the line as it was"
            findings.append(diagnose("BR707", why, span, hint=hint))
        before = entry.digest
        entries.append(entry)
    return Outcome(value=tuple(entries), diagnostics=tuple(findings))


def record(root: Path, act: Act, *, brief: str, by: str, at: datetime, said: Mapping[str, Any]) -> Entry:
    """Append an act; two processes that do so at the same time wait for one another."""
    with _held(root) as path:
        entries = read_ledger(root).value
        salted = {**said, "salt": secrets.token_hex(8)}
        entry = Entry(
            number=len(entries) + 1,
            at=at.isoformat(timespec="seconds"),
            by=by,
            act=act,
            brief=brief,
            said=salted,
            seal=_seal(salted),
            before=entries[-1].digest if entries else FIRST,
        )
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(_line(entry) + "\n")
            file.flush()
            os.fsync(file.fileno())
    return entry


def redact(root: Path, facts: Sequence[str]) -> int:
    """Take out what was said about some facts; give how many lines were. Who acted and when stays.

    An approval that names one of them goes whole: the other facts it names have to be approved again.
    """
    with _held(root) as path:
        entries = read_ledger(root).value
        told = {entry.number for entry in entries if entry.is_about(facts)}
        if told:
            kept = (_line(e, with_said=e.number not in told) for e in entries)
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
        return read_regular(root / LEDGER).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []


def _line(entry: Entry, *, with_said: bool = True) -> str:
    tree = {
        "n": entry.number,
        "at": entry.at,
        "by": entry.by,
        "act": entry.act,
        "brief": entry.brief,
        "seal": entry.seal,
        "before": entry.before,
    }
    if with_said and entry.said is not None:
        tree["said"] = dict(entry.said)
    return json.dumps(tree, ensure_ascii=False, separators=(", ", ": "))


def _entry(text: str) -> Entry | None:
    with suppress(ValueError, KeyError, TypeError):
        tree = json.loads(text)
        return Entry(
            number=int(tree["n"]),
            at=str(tree["at"]),
            by=str(tree["by"]),
            act=tree["act"],
            brief=str(tree["brief"]),
            said=dict(tree["said"]) if "said" in tree else None,
            seal=str(tree["seal"]),
            before=str(tree["before"]),
        )
    return None


def _break(entry: Entry, line: int, before: str) -> str | None:
    if entry.before != before:
        return "the chain is broken: a line before this one was changed, dropped or put in"
    if entry.number != line:
        return f"the entry calls itself number {entry.number} and stands in line {line}"
    if entry.said is not None and _seal(entry.said) != entry.seal:
        return "what the entry says was changed after it was written"
    return None


def _seal(said: Mapping[str, Any]) -> str:
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


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
        sweep(path.parent, _STAGED)
        yield path
    finally:
        os.close(lock)
