"""Printed: what editions said of a fact, from their records, where the fact file says what they said.

`history` and `corrections` of the fact file name the edition that printed a former value. The file is typed, and two
acts between two editions leave a value that none has printed; what an edition printed is what its record keeps.
"""

from bisect import bisect_right
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from briefing.diagnostics import BriefingError
from briefing.editions.changes import value_in_error
from briefing.editions.former import former_facts
from briefing.editions.record import last_record, read_records
from briefing.facts import Correction, Fact, FactBook, Former, quantity_of
from briefing.inputs import Inputs

_WORDS: Final = (
    "kind",
    "text",
    "summary",
    "label",
    "unit",
    "when",
    "as_of",
    "started",
    "said_by",
    "speech_act",
    "certainty",
    "likelihood",
    "condition",
    "sources",
)
"""What of a fact a reader sees besides its value; a correction of any of them is one of its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What an edition said of a fact."""

    edition: int
    fact: Fact

    def has_value_of(self, fact: Fact) -> bool:
        """Whether the edition printed the value that a fact has now."""
        return self.fact.quantity == fact.quantity


def last_printed(inputs: Inputs, brief: str, fact: str) -> Printed | None:
    """Give what the last edition said of a fact; None where nothing was published yet, or the edition had it not."""
    last = last_record(inputs.root, brief)
    former = former_facts(inputs.root, last) if last is not None else None
    if last is None or former is None or fact not in former.facts:
        return None
    return Printed(edition=last.number, fact=former.facts[fact])


def book_as_printed(inputs: Inputs, book: FactBook) -> FactBook:
    """Give the facts with `edition` in history and corrections only where the record of that edition agrees.

    An entry that no record bears out keeps its value and loses its number: no edition said so. Records that cannot be
    read change nothing. Costs nothing where no fact names an edition.
    """
    facts = book.file.facts.values()
    typed = {former.edition for fact in facts for former in fact.history}
    typed |= {error.edition for fact in facts for error in fact.corrections}
    named = {number for number in typed if number is not None}
    editions = _editions(inputs, book, named) if named else {}
    if not editions:
        return book
    printed = {id_: _as_printed(id_, fact, editions) for id_, fact in book.file.facts.items()}
    return replace(book, file=replace(book.file, facts=printed))


_Editions = Mapping[int, Mapping[str, Fact]]
"""The facts of editions by number: those that are named, and of each the one after it."""


def _editions(inputs: Inputs, book: FactBook, named: set[int]) -> _Editions:
    records = {record.number: record for record in read_records(inputs.root, book.file.brief.id)}
    numbers = sorted(records)
    after = {numbers[place] for n in named if (place := bisect_right(numbers, n)) < len(numbers)}
    found: dict[int, Mapping[str, Fact]] = {number: {} for number in named - records.keys() if records}
    for number in sorted((named | after) & records.keys()):
        with suppress(BriefingError):  # gone or altered: `verify` says so
            former = former_facts(inputs.root, records[number])
            if former is not None:
                found[number] = former.facts
    return found


def _as_printed(id_: str, fact: Fact, editions: _Editions) -> Fact:
    if not fact.history and not fact.corrections:
        return fact
    history: list[Former] = []
    for former in fact.history:
        is_told = any(h.edition == former.edition for h in history)
        keep = former.edition not in editions or (not is_told and _was_value(id_, fact, former, editions))
        history.append(former if keep else replace(former, edition=None))
    corrections: list[Correction] = []
    of_values = [c for c in fact.corrections if _mends_value(id_, fact, c, editions)]
    for correction in fact.corrections:
        number = correction.edition
        is_told = any(c.edition == number for c in corrections)
        first = next((c for c in of_values if c.edition == number), None)
        is_first = correction is first if first is not None else _mends_words(id_, fact, correction, editions)
        keep = number not in editions or (not is_told and is_first)
        corrections.append(correction if keep else replace(correction, edition=None))
    return replace(fact, history=tuple(history), corrections=tuple(corrections))


def _was_value(id_: str, fact: Fact, former: Former, editions: _Editions) -> bool:
    printed = editions[former.edition or 0].get(id_)
    value = quantity_of(former.value, former.qualifier, printed.unit if printed is not None else fact.unit)
    return printed is not None and printed.quantity == value


def _mends_value(id_: str, fact: Fact, correction: Correction, editions: _Editions) -> bool:
    """Whether the edition printed the value in error, and what came next was another."""
    printed = editions.get(correction.edition or 0, {}).get(id_)
    if printed is None or correction.was is None:
        return False
    was = value_in_error(replace(fact, unit=printed.unit), correction)
    return was == printed.quantity != _next(id_, fact, correction, editions).quantity


def _mends_words(id_: str, fact: Fact, correction: Correction, editions: _Editions) -> bool:
    """Whether the edition printed the fact, and what came next has other words, another date or speaker."""
    printed = editions.get(correction.edition or 0, {}).get(id_)
    if printed is None or correction.was is not None:
        return False
    after = _next(id_, fact, correction, editions)
    return any(getattr(printed, name) != getattr(after, name) for name in _WORDS)


def _next(id_: str, fact: Fact, correction: Correction, editions: _Editions) -> Fact:
    """Give the fact as the edition after the error has it, or as it is now."""
    later = [number for number in editions if number > (correction.edition or 0)]
    return editions[min(later)].get(id_, fact) if later else fact
