"""Integrity: whether all that is kept of editions is there, is what it was, and is what the ledger tells of.

Only a digest that does not match its content is called altered. What is gone is lost, unless it was removed for safety;
what cannot be read is unusable; and a record and a line of the ledger that do not find each other are unmatched.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.acts import Entry
from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.editions.objects import FOLDER, OBJECTS, altered, find_object, lost, object_name
from briefing.editions.record import Record, find_forgotten, find_record, followed, numbers_of, record_name
from briefing.ledger import FIRST, LEDGER

_ABSENT: Final = "absent"
_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What the ledger says of an edition: the digest of its record, and the line that says so."""

    number: int
    record: str
    entry: Entry


def edition_findings(root: Path, briefs: Iterable[str], ledger: Sequence[Entry]) -> tuple[Diagnostic, ...]:
    """Hold records, kept contents and ledger against each other: of some briefs, and of those that have gone."""
    seen: set[str] = set()
    found: list[Diagnostic] = []
    for brief in dict.fromkeys((*briefs, *_folders(root))):
        found += _strays(root, brief)
        records: dict[int, Record] = {}
        for number in numbers_of(root, brief):
            read = find_record(root, brief, number)
            found += read.diagnostics
            if read.value is not None:
                records[number] = read.value
        found += _of_records(root, brief, records, ledger)
        for record in records.values():
            found += kept_findings(root, record, seen)
    return tuple(found)


def kept_findings(root: Path, record: Record, seen: set[str] | None = None) -> Iterator[Diagnostic]:
    """Find what is kept of an edition and is gone, though nobody removed it for safety, or is not what it was."""
    seen = set() if seen is None else seen
    gone = find_forgotten(root, record.brief).value or {}
    for digest, name in _kept(record, gone).items():
        if digest in seen:
            continue
        seen.add(digest)
        is_removed = record.facts in gone and may_be_removed(record, digest)
        if is_removed and not (root / object_name(digest)).exists():
            continue
        yield from find_object(root, digest, f"`{name}` of edition {record.number}").diagnostics


def last_findings(root: Path, brief: str) -> tuple[Diagnostic, ...]:
    """Find what keeps a brief from being compared with its last edition."""
    numbers = numbers_of(root, brief)
    read = find_record(root, brief, numbers[-1]) if numbers else None
    if read is None or read.value is None:
        return read.diagnostics if read is not None else ()
    gone = find_forgotten(root, brief).value or {}
    facts = followed(gone, read.value.facts)
    return find_object(root, facts, f"the facts of edition {read.value.number}").diagnostics


def removed_for_safety(root: Path, record: Record) -> bool:
    """Whether a fact was removed from an edition for safety since, so that its files are gone with good reason."""
    return record.facts in (find_forgotten(root, record.brief).value or {})


def may_be_removed(record: Record, digest: str) -> bool:
    """Whether a content goes when a fact is removed from an edition for safety: facts, their words, finished files."""
    words = {
        d for n, d in record.inputs.items() if n.startswith("facts/") or n.endswith(f"/{record.brief}.po")
    }
    return digest in words | {record.facts} | {copy.digest for copy in record.copies}


def published_in(ledger: Sequence[Entry], brief: str) -> tuple[Published, ...]:
    """Give the editions of a brief that the ledger tells of."""
    return tuple(
        Published(number=int(entry.said["number"]), record=str(entry.said["record"]), entry=entry)
        for entry in ledger
        if entry.act == "publish" and entry.brief == brief and entry.said is not None
    )


def unrecorded(root: Path, brief: str, ledger: Sequence[Entry]) -> Record | None:
    """Give the latest edition when its line alone is missing at the end of the ledger, as a kill leaves it."""
    numbers, told = numbers_of(root, brief), {one.number for one in published_in(ledger, brief)}
    if not numbers or set(numbers) - told != {numbers[-1]} or max(told, default=0) > numbers[-1]:
        return None
    record = find_record(root, brief, numbers[-1]).value
    known = {"", FIRST, *(entry.digest for entry in ledger)}
    return record if record is not None and record.ledger in known else None


def _kept(record: Record, gone: Mapping[str, str]) -> dict[str, str]:
    """Give what is kept of an edition: by digest, what it is."""
    kept = {digest: name for name, digest in record.inputs.items() if digest != _ABSENT}
    kept |= {copy.digest: copy.name for copy in record.copies}
    return kept | {record.facts: "the facts", followed(gone, record.facts): "the facts"}


def _folders(root: Path) -> Iterator[str]:
    """Name the briefs that have editions, whether or not they still have a fact file."""
    objects = Path(OBJECTS).name
    for path in sorted((root / FOLDER).glob("*/")):
        if path.is_dir() and path.name != objects and _ID.fullmatch(path.name):
            yield path.name


def _strays(root: Path, brief: str) -> Iterator[Diagnostic]:
    """Find records whose file is not named by the number of an edition."""
    known = {f"{number}.json" for number in numbers_of(root, brief)}
    for path in sorted((root / FOLDER / brief).glob("*.json")):
        if path.name not in known:
            name = f"{FOLDER}/{brief}/{path.name}"
            message = f"`{name}` is not named by the number of an edition"
            yield diagnose(
                "BR725", message, Span(file=name), hint=f"look where it came from, then: rm {name}"
            )


def _of_records(
    root: Path, brief: str, records: Mapping[int, Record], ledger: Sequence[Entry]
) -> Iterator[Diagnostic]:
    told: dict[int, list[Published]] = {}
    for one in published_in(ledger, brief):
        told.setdefault(one.number, []).append(one)
    for number, lines in told.items():
        if number not in numbers_of(root, brief):
            yield lost(
                record_name(brief, number), f"and line {lines[-1].entry.number} of the ledger tells of it"
            )
        if len(lines) > 1:
            yield _twice(brief, number, lines)
    for number, record in records.items():
        name = record_name(brief, number)
        before = _digest_before(number, records, told)
        if before is not None and record.before != before:
            yield altered(record_name(brief, number - 1), f"as edition {number} has it")
        if number not in told:
            yield _untold(record, name, root, ledger)
        elif record.digest not in {one.record for one in told[number]}:
            yield altered(name, f"as line {told[number][-1].entry.number} of the ledger has it")
        yield from _of_head(record, ledger, told.get(number, []))


def _digest_before(
    number: int, records: Mapping[int, Record], told: Mapping[int, Sequence[Published]]
) -> str | None:
    """Give the digest that a record must have of the one before; None where that cannot be said."""
    if number == 1:
        return ""
    if number - 1 in records:
        return records[number - 1].digest
    return told[number - 1][-1].record if number - 1 in told else None


def _untold(record: Record, name: str, root: Path, ledger: Sequence[Entry]) -> Diagnostic:
    message = f"no line of the ledger tells of edition {record.number} of `{record.brief}`"
    is_last = unrecorded(root, record.brief, ledger) is not None
    hint = f"briefing publish {record.brief}" if is_last else f"git checkout -- {LEDGER}"
    return diagnose("BR722", message, Span(file=name), hint=hint)


def _twice(brief: str, number: int, lines: Sequence[Published]) -> Diagnostic:
    first, last = lines[0].entry.number, lines[-1].entry.number
    message = f"two editions of `{brief}` were published with number {number}, in lines {first} and {last}"
    hint = 'tell your readers which one holds; then `unmatched-edition = "warning"` under `severity` in the settings'
    return diagnose("BR722", message, Span(file=LEDGER, line=last), hint=hint)


def _of_head(record: Record, ledger: Sequence[Entry], lines: Sequence[Published]) -> Iterator[Diagnostic]:
    """Find a ledger that has lost or changed the line that it ended with when an edition was published."""
    if record.ledger in ("", FIRST):
        return
    end = lines[-1].entry.number if lines else len(ledger) + 1
    if all(entry.digest != record.ledger for entry in ledger[: end - 1]):
        message = f"the line that the ledger ended with when edition {record.number} was published is gone"
        yield diagnose("BR707", message, Span(file=LEDGER), hint=f"git checkout -- {LEDGER}")
