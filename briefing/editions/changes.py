"""Changes: what is different between the facts of two editions. Facts only: words that were polished never show.

The order is the one they are printed in: corrections, what was taken back, sentences that say something else, figures,
events, what came of forecasts, disputes that end or begin, then all that is other beside a sentence, new, closed.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from briefing.editions.updates import Update, disputes_of, has_other_sources, updates_of
from briefing.facts import Citation, Correction, Fact, FactBook, FactFile, quantity_of, rules_of
from briefing.values import Quantity

Kind = Literal[
    "correction",
    "retraction",
    "removal",
    "figure",
    "event",
    "resolution",
    "reopening",
    "agreement",
    "settlement",
    "dispute",
    "answer",
    "certainty",
    "source",
    "stale",
    "new",
    "closed",
    Update,
]
ORDER: Final[tuple[Kind, ...]] = (
    "correction",
    "retraction",
    "removal",
    "wording",
    "figure",
    "event",
    "resolution",
    "reopening",
    "agreement",
    "settlement",
    "dispute",
    "answer",
    "ended",
    "likelihood",
    "condition",
    "date",
    "speaker",
    "certainty",
    "source",
    "stale",
    "new",
    "closed",
)
PLAIN: Final[frozenset[Kind]] = frozenset(
    ("wording", "figure", "event", "condition", "date", "speaker", "source", "stale", "new")
)
"""The kinds that page one may leave to a list further on: what is told of them takes nothing back and ends nothing."""
_OF_WORDS: Final[frozenset[Kind]] = frozenset(
    ("wording", "condition", "date", "speaker", "certainty", "source")
)
"""What the correction of the words of a fact tells, too."""
REPEATED: Final = 2
"""In how many editions after the error a correction is printed: a reader may skip one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `edition` is the last one that had the former state; `was` its value, where that is a value.

    `section` and `part` name what is not shown any more; `count` is the number of items taken out for safety, of
    which nothing else is told. `state` is the former certainty or likelihood, or what came of a forecast. `other` is
    the fact that stands against this one, or answers it. `reason` is what readers are told of a correction or a
    withdrawal, in English; of a withdrawal `subject` is what it was about, `on` its day (EDTF), and `sources` say so.
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
    other: str = ""
    reason: str = ""
    subject: str = ""
    on: str = ""
    sources: tuple[Citation, ...] = ()


def changes_between(
    former: FactFile | None,
    edition: int | None,
    book: FactBook,
    *,
    grown_old: Collection[str] = (),
    told_before: int = REPEATED - 1,
) -> tuple[Change, ...]:
    """Compare the public facts of an edition with later ones; nothing has changed since no edition.

    `grown_old` are the ids of facts whose data have become too old since. Corrections and withdrawals are given again
    when they were told in one of so many editions before.
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
        *_settlements(former, edition, book),
        *_disputes(former, book.file),
        *_answers(former, book.file),
        *(Change(kind="stale", fact=id_) for id_ in book.file.facts if id_ in grown_old),
        *_closed(former, edition, book),
    ]
    told = {change.other for change in found}
    found = [change for change in found if change.kind != "new" or change.fact not in told]
    return tuple(sorted(found, key=lambda change: ORDER.index(change.kind)))


def _corrections(file: FactFile, since: int) -> Iterator[Change]:
    for id_, fact in file.facts.items():
        for correction in fact.corrections:
            if correction.edition is None or correction.edition < since:
                continue
            was = value_in_error(fact, correction)
            yield Change(
                kind="correction",
                fact=id_,
                edition=correction.edition,
                was=was,
                by=correction.by,
                reason=correction.reason or "",
            )


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
                reason=withdrawn.reason,
                subject=withdrawn.subject,
                on=withdrawn.on.edtf if withdrawn.on is not None else "",
                sources=withdrawn.sources,
            )


def _removals(book: FactBook, edition: int | None) -> Iterator[Change]:
    gone = sum(1 for number in book.removed.values() if number is not None and number == edition)
    if gone:
        yield Change(kind="removal", count=gone)


def _of_facts(former: FactFile, edition: int | None, book: FactBook) -> Iterator[Change]:
    for id_, fact in book.file.facts.items():
        old = former.facts.get(id_)
        if old is None:
            kind: Kind = "event" if rules_of(fact.kind).is_event else "new"
            yield Change(kind=kind, fact=id_)
            continue
        mended = [c for c in fact.corrections if c.edition is not None and c.edition == edition]
        told = {kind for c in mended for kind in (_OF_WORDS if c.was is None else ("figure",))}
        for change in _of_fact(id_, former, edition, book.file):
            if change.kind not in told:
                yield change


def _of_fact(id_: str, former: FactFile, edition: int | None, file: FactFile) -> Iterator[Change]:
    old, fact = former.facts[id_], file.facts[id_]
    if fact.outcome is not None and (old.outcome is None or old.outcome.state != fact.outcome.state):
        yield Change(kind="resolution", fact=id_, edition=edition, state=fact.outcome.state)
    if fact.outcome is None and old.outcome is not None:
        yield Change(kind="reopening", fact=id_, edition=edition, state=old.outcome.state)
    if _is_other(old, fact):
        yield Change(kind="figure", fact=id_, edition=edition, was=old.quantity)
    for update in updates_of(old, fact):
        state = (old.likelihood or "") if update == "likelihood" else ""
        yield Change(kind=update, fact=id_, edition=edition, state=state)
    if old.certainty != fact.certainty:
        yield Change(kind="certainty", fact=id_, edition=edition, state=old.certainty)
    if has_other_sources(id_, former, file):
        yield Change(kind="source", fact=id_, edition=edition)


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


def _settlements(former: FactFile, edition: int | None, book: FactBook) -> Iterator[Change]:
    """Give what nothing stands against any more. Where the other statement is only not public now, nothing is told."""
    before, now = disputes_of(former.facts), disputes_of(book.file.facts)
    hidden = (book.withheld - book.withdrawn.keys()) | book.removed.keys()
    disputed = {id_ for pair in now for id_ in pair}
    agreed = {id_ for c in _agreements(former, edition, book.file) for id_ in _group(c.fact, book.file)}
    told: set[str] = set(agreed)
    for id_ in book.file.facts:
        others = {other for pair in before if id_ in pair for other in pair - {id_}}
        if others and id_ not in disputed and id_ not in told and not others & hidden:
            told |= {id_, *others}
            yield Change(kind="settlement", fact=id_, edition=edition)


def _disputes(former: FactFile, file: FactFile) -> Iterator[Change]:
    """Give what a statement stands against that did not before: of the two the one that readers know."""
    before = disputes_of(former.facts)
    for pair in sorted(disputes_of(file.facts) - before, key=sorted):
        known = [id_ for id_ in file.facts if id_ in pair and id_ in former.facts]
        if known:
            (other,) = pair - {known[0]}
            yield Change(kind="dispute", fact=known[0], other=other)


def _answers(former: FactFile, file: FactFile) -> Iterator[Change]:
    for id_, fact in file.facts.items():
        before = former.facts[id_].resolves if id_ in former.facts else ()
        for answered in fact.resolves:
            if answered not in before and answered in former.facts and answered in file.facts:
                yield Change(kind="answer", fact=answered, other=id_)


def _group(id_: str, file: FactFile) -> frozenset[str]:
    return frozenset((id_, *file.facts[id_].competes_with))


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
    for name in (
        "fact", "edition", "by", "state", "section", "part", "count", "other", "reason", "subject", "on",
    ):  # fmt: skip
        if getattr(change, name):
            tree[name] = getattr(change, name)
    if change.sources:
        tree["sources"] = [{"source": c.source, **({"at": c.at} if c.at else {})} for c in change.sources]
    if change.was is not None:
        tree["was"] = _tree_of_quantity(change.was)
    return tree


def change_of_tree(tree: Mapping[str, Any]) -> Change:
    """Read a change that `tree_of_change` has written."""
    was = tree.get("was")
    cited = tuple(Citation(**citation) for citation in tree.get("sources", ()))
    return Change(**{**tree, "was": None if was is None else _quantity_of_tree(was), "sources": cited})


def _tree_of_quantity(quantity: Quantity) -> dict[str, str]:
    numbers = {"low": quantity.low, "high": quantity.high, "of": quantity.of}
    tree = {name: format(number, "f") for name, number in numbers.items() if number is not None}
    return {**tree, "qualifier": quantity.qualifier, **({"unit": quantity.unit} if quantity.unit else {})}


def _quantity_of_tree(tree: Mapping[str, Any]) -> Quantity:
    low, high, of = (Decimal(tree[name]) if name in tree else None for name in ("low", "high", "of"))
    assert low is not None
    return Quantity(low=low, high=high, of=of, qualifier=tree["qualifier"], unit=tree.get("unit"))
