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
from briefing.editions.former import Former, grown_old, read_former
from briefing.editions.plan import limit_of
from briefing.editions.printed import book_as_printed
from briefing.editions.record import Record, read_records
from briefing.facts import FactBook, book_of_desk, read_desk
from briefing.inputs import InputFile, Inputs

NOW: Final = "now"
_EVER: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A brief at some time: its public facts, and its edition where it was one.

    `day` is the day that the age of its data is counted to, None where nobody knows; `limit` the days they may have.
    `record` and `commit` say where its translations are.
    """

    book: FactBook
    edition: int | None
    day: date | None = None
    limit: int = 0
    record: Record | None = None
    commit: str = ""


def state_of(inputs: Inputs, brief: str, typed: str, today: date, limit: int) -> State:
    """Give a state: an edition by its number, `now`, or a commit by any name that git knows.

    `limit` is after how many days the project calls a figure too old today.
    """
    if typed.isdecimal():
        record = next((r for r in read_records(inputs.root, brief) if str(r.number) == typed), None)
        if record is None:
            raise UsageError(f"`{brief}` has no edition {typed[:20]}", _known(inputs.root, brief))
        return State(
            book=_book(inputs, brief, facts_data(inputs.root, record), today),
            edition=record.number,
            day=record.issued,
            limit=limit_of(record),
            record=record,
        )
    if typed == NOW:
        found = inputs.read(f"facts/{brief}.yaml").value
        if found is None:
            raise UsageError(f"there is no `facts/{brief}.yaml`", "see `briefing status`")
        book = _book(inputs, brief, found.data, today)
        return State(book=book, edition=None, day=today, limit=limit)
    data = _at_commit(inputs.root, f"facts/{brief}.yaml", typed)
    if data is None:
        hint = f"{_known(inputs.root, brief)}; or `now`, or a commit that has the file"
        raise UsageError(f"`{typed}` is neither an edition nor a commit with `facts/{brief}.yaml`", hint)
    return State(book=_book(inputs, brief, data, today), edition=None, commit=typed)


def compared(inputs: Inputs, brief: str, old: State, new: State) -> tuple[Change, ...]:
    """Give all that has changed from one state to another, told before or not."""
    former = old.book.file
    aged = (
        grown_old(former, (old.day, old.limit), new.book, (new.day, new.limit)) if old.day and new.day else ()
    )
    told_before = 0 if old.edition else _EVER
    found = changes_between(former, old.edition, new.book, grown_old=aged, told_before=told_before)
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


def said_in(inputs: Inputs, state: State, catalog: str, changes: tuple[Change, ...]) -> Former | None:
    """Give what a state said, with its translations of the catalogue that is named, where it has them."""
    if state.record is not None:
        return read_former(inputs.root, state.record, changes)
    if state.commit:
        data = _at_commit(inputs.root, catalog, state.commit)
    else:
        found = inputs.read(catalog).value
        data = found.data if found is not None else None
    return Former(file=state.book.file, catalogs={catalog: data} if data is not None else {})


def _book(inputs: Inputs, brief: str, data: bytes, today: date) -> FactBook:
    name = f"facts/{brief}.yaml"
    file = InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())
    desk = read_desk(file, today=today).value
    if desk is None:
        raise BriefingError(
            f"`{name}` cannot be read in that state", "its shape was another then, or is wrong"
        )
    return book_as_printed(inputs, book_of_desk(desk))


def _at_commit(root: Path, name: str, revision: str) -> bytes | None:
    """Give a file as a commit has it, None where it has none."""
    if revision.startswith("-"):
        raise UsageError(f"`{revision}` is no commit", "name an edition, `now` or a commit")
    try:
        found = subprocess.run(  # noqa: S603  # no shell, and the name of a commit cannot be an option
            ["git", "-C", str(root), "show", f"{revision}:./{name}"],  # noqa: S607
            capture_output=True,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise BriefingError("cannot ask git", "install git, or name two editions") from error
    return found.stdout if not found.returncode else None


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
