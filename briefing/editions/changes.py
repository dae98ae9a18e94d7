"""Changes: what is different between the facts of two editions. Facts only: words that were polished never show.

The order is the one they are printed in: corrections, what was taken back, figures, events, what came of forecasts,
rivals that agree, certainty, new, closed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from briefing.facts import Correction, Fact, FactBook, FactFile, quantity_of
from briefing.values import Quantity

Kind = Literal[
    "correction",
    "retraction",
    "removal",
    "figure",
    "event",
    "resolution",
    "agreement",
    "certainty",
    "new",
    "closed",
]
ORDER: Final[tuple[Kind, ...]] = (
    "correction",
    "retraction",
    "removal",
    "figure",
    "event",
    "resolution",
    "agreement",
    "certainty",
    "new",
    "closed",
)
REPEATED: Final = 2
"""In how many editions after the error a correction is printed: a reader may skip one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `edition` is the last one that had the former state; `was` its value, where that is a value.

    `section` and `part` name what is not shown any more; `count` is the number of items taken out for safety, of
    which nothing else is told. `state` is the former certainty, or what came of a forecast.
    """

    kind: Kind
    fact: str = ""
    edition: int | None = None
    was: Quantity | None = None
    by: str = ""
    state: str = ""
    section: str = ""
    part: str = ""
    count: int = 0


def changes_between(
    former: FactFile | None, edition: int | None, book: FactBook, *, told_before: int = REPEATED - 1
) -> tuple[Change, ...]:
    """Compare the public facts of an edition with later ones; nothing has changed since no edition.

    Corrections and withdrawals are given again when they were told in one of so many editions before.
    """
    if former is None:
        return ()
    since = (edition or 0) - told_before
    found = [
        *_corrections(book.file, since),
        *_retractions(book, since),
        *_removals(book, edition),
        *_of_facts(former, edition, book),
        *_agreements(former, edition, book.file),
        *_closed(former, edition, book),
    ]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.kind)))


def _corrections(file: FactFile, since: int) -> Iterator[Change]:
    for id_, fact in file.facts.items():
        for correction in fact.corrections:
            if correction.edition is None or correction.edition < since:
                continue
            was = value_in_error(fact, correction)
            yield Change(kind="correction", fact=id_, edition=correction.edition, was=was, by=correction.by)


def value_in_error(fact: Fact, correction: Correction) -> Quantity | None:
    """Give the value that a correction has mended; None where it was the words."""
    if correction.was is None:
        return None
    return quantity_of(correction.was, correction.qualifier or fact.qualifier, fact.unit)


def _retractions(book: FactBook, since: int) -> Iterator[Change]:
    for withdrawn in book.withdrawn.values():
        if withdrawn.edition is not None and withdrawn.edition >= since:
            yield Change(
                kind="retraction",
                fact=withdrawn.fact,
                edition=withdrawn.edition,
                by=withdrawn.by,
                section=withdrawn.section,
                part=withdrawn.part,
            )


def _removals(book: FactBook, edition: int | None) -> Iterator[Change]:
    gone = sum(1 for number in book.removed.values() if number is not None and number == edition)
    if gone:
        yield Change(kind="removal", count=gone)


def _of_facts(former: FactFile, edition: int | None, book: FactBook) -> Iterator[Change]:
    for id_, fact in book.file.facts.items():
        old = former.facts.get(id_)
        if old is None:
            kind: Kind = "event" if fact.kind == "event" else "new"
            yield Change(kind=kind, fact=id_)
            continue
        if fact.outcome is not None and (old.outcome is None or old.outcome.state != fact.outcome.state):
            yield Change(kind="resolution", fact=id_, edition=edition, state=fact.outcome.state)
        mended = [c for c in fact.corrections if c.edition is not None and c.edition == edition]
        if _is_other(old, fact) and not any(c.was is not None for c in mended):
            yield Change(kind="figure", fact=id_, edition=edition, was=old.quantity)
        if old.certainty != fact.certainty and not mended:
            yield Change(kind="certainty", fact=id_, edition=edition, state=old.certainty)


def _is_other(old: Fact, fact: Fact) -> bool:
    """Whether the value is another one: 43.2 and 43.20 are the same."""
    return fact.quantity is not None and old.quantity != fact.quantity


def _agreements(former: FactFile, edition: int | None, file: FactFile) -> Iterator[Change]:
    told: set[str] = set()
    for id_, fact in file.facts.items():
        group = {id_, *fact.competes_with}
        if len(group) < 2 or group & told or not group <= former.facts.keys():
            continue
        before = {former.facts[g].quantity for g in group}
        now = {file.facts[g].quantity for g in group}
        if len(before) > 1 and len(now) == 1:
            told |= group
            yield Change(kind="agreement", fact=id_, edition=edition)


def _closed(former: FactFile, edition: int | None, book: FactBook) -> Iterator[Change]:
    """Give what is no longer there, taken back neither by us nor for safety; withheld ones are not spoken of."""
    for id_ in former.facts:
        if id_ in book.file.facts or id_ in book.withdrawn or id_ in book.withheld:
            continue
        section, part = _home(former, id_)
        yield Change(kind="closed", fact=id_, edition=edition, section=section, part=part)


def _home(file: FactFile, id_: str) -> tuple[str, str]:
    for section_id, section in file.sections.items():
        for part_id, part in section.parts.items():
            if id_ in part.facts:
                return section_id, part_id
    return "", ""


def tree_of_change(change: Change) -> dict[str, Any]:
    """Give a change as plain values, what says nothing left out."""
    tree: dict[str, Any] = {"kind": change.kind}
    for name in ("fact", "edition", "by", "state", "section", "part", "count"):
        if getattr(change, name):
            tree[name] = getattr(change, name)
    if change.was is not None:
        tree["was"] = _tree_of_quantity(change.was)
    return tree


def change_of_tree(tree: Mapping[str, Any]) -> Change:
    """Read a change that `tree_of_change` has written."""
    was = tree.get("was")
    return Change(**{**tree, "was": None if was is None else _quantity_of_tree(was)})


def _tree_of_quantity(quantity: Quantity) -> dict[str, str]:
    numbers = {"low": quantity.low, "high": quantity.high, "of": quantity.of}
    tree = {name: format(number, "f") for name, number in numbers.items() if number is not None}
    return {**tree, "qualifier": quantity.qualifier, **({"unit": quantity.unit} if quantity.unit else {})}


def _quantity_of_tree(tree: Mapping[str, Any]) -> Quantity:
    low, high, of = (Decimal(tree[name]) if name in tree else None for name in ("low", "high", "of"))
    assert low is not None
    return Quantity(low=low, high=high, of=of, qualifier=tree["qualifier"], unit=tree.get("unit"))
