"""Comparing: two states of a brief - editions, commits, the file as it is - and what is different between them."""

import subprocess
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.diagnostics import BriefingError, UsageError
from briefing.editions.changes import ORDER, Change, changes_between
from briefing.editions.forgetting import facts_data
from briefing.editions.printed import book_as_printed
from briefing.editions.record import Record, read_records
from briefing.facts import FactBook, book_of_desk, read_desk
from briefing.inputs import InputFile, Inputs

NOW: Final = "now"
_EVER: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A brief at some time: its public facts, and its edition where it was one."""

    book: FactBook
    edition: int | None


def state_of(inputs: Inputs, brief: str, typed: str, today: date) -> State:
    """Give a state: an edition by its number, `now`, or a commit by any name that git knows."""
    if typed.isdecimal():
        record = next((r for r in read_records(inputs.root, brief) if str(r.number) == typed), None)
        if record is None:
            raise UsageError(f"`{brief}` has no edition {typed[:20]}", _known(inputs.root, brief))
        return State(book=_book(inputs, brief, facts_data(inputs.root, record), today), edition=record.number)
    if typed == NOW:
        found = inputs.read(f"facts/{brief}.yaml").value
        if found is None:
            raise UsageError(f"there is no `facts/{brief}.yaml`", "see `briefing status`")
        return State(book=_book(inputs, brief, found.data, today), edition=None)
    return State(book=_book(inputs, brief, _at_commit(inputs.root, brief, typed), today), edition=None)


def compared(inputs: Inputs, brief: str, old: State, new: State) -> tuple[Change, ...]:
    """Give all that has changed from one state to another, told before or not."""
    former = old.book.file
    found = changes_between(former, old.edition, new.book, told_before=0 if old.edition else _EVER)
    records = read_records(inputs.root, brief) if old.edition is not None else ()
    between = [
        r for r in records if old.edition is not None and old.edition < r.number <= (new.edition or _EVER)
    ]
    told = {c.fact: c for r in between for c in r.changes if c.kind in ("retraction", "closed")}
    removed = [c for r in between for c in r.changes if c.kind == "removal"]
    settled = [told.get(c.fact, c) if c.kind == "closed" else c for c in found]
    if new.edition is not None:
        settled = [c for c in settled if c.kind != "removal"] + removed
    settled.sort(key=lambda change: ORDER.index(change.kind))
    return tuple(replace(c, edition=c.edition or old.edition) for c in settled)


def _book(inputs: Inputs, brief: str, data: bytes, today: date) -> FactBook:
    name = f"facts/{brief}.yaml"
    file = InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())
    desk = read_desk(file, today=today).value
    if desk is None:
        raise BriefingError(
            f"`{name}` cannot be read in that state", "its shape was another then, or is wrong"
        )
    return book_as_printed(inputs, book_of_desk(desk))


def _at_commit(root: Path, brief: str, revision: str) -> bytes:
    if revision.startswith("-"):
        raise UsageError(f"`{revision}` is no commit", "name an edition, `now` or a commit")
    try:
        found = subprocess.run(  # noqa: S603  # no shell, and the name of a commit cannot be an option
            ["git", "-C", str(root), "show", f"{revision}:./facts/{brief}.yaml"],  # noqa: S607
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise BriefingError("cannot ask git", "install git, or name two editions") from error
    if found.returncode:
        hint = f"{_known(root, brief)}; or `now`, or a commit that has the file"
        raise UsageError(f"`{revision}` is neither an edition nor a commit with `facts/{brief}.yaml`", hint)
    return found.stdout


def _known(root: Path, brief: str) -> str:
    numbers = [str(r.number) for r in read_records(root, brief)]
    return f"editions: {', '.join(numbers)}" if numbers else "nothing was published yet"


def record_of_copy(root: Path, brief: str, data: bytes) -> tuple[Record, str] | None:
    """Give the edition that a file is a copy of, byte for byte, and its name there."""
    digest = sha256(data).hexdigest()
    for record in reversed(read_records(root, brief)):
        for copy in record.copies:
            if copy.digest == digest:
                return record, copy.name
    return None
