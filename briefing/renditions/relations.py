"""How statements bear on each other, in one locale: what replaces what since when, and what settles what."""

from collections.abc import Iterator, Mapping

from briefing.facts import Fact, replaced_by
from briefing.renditions.citations import citations_of
from briefing.renditions.model import BoundFact, BoundRelation, OutcomeText
from briefing.renditions.texts import DateText
from briefing.renditions.writer import Writer

SETTLED = "settled"
"""What has come of a fact or gap that others settle, where the fact file has no `outcome` of its own for it."""


def current_of(facts: Mapping[str, BoundFact], writer: Writer) -> Mapping[str, BoundFact]:
    """Give the facts that hold: those that no other one replaces."""
    return {id_: fact for id_, fact in facts.items() if id_ not in writer.replaced}


def outcome_of(id_: str, fact: Fact, writer: Writer) -> OutcomeText | None:
    """Give what came of a fact: what the file says, or that others have settled it, since the first of them."""
    if fact.outcome is not None:
        return OutcomeText(
            state=fact.outcome.state,
            since=writer.date(fact.outcome.on, "since"),
            citations=tuple(citations_of(fact.outcome.sources, writer)),
        )
    facts = writer.binding.book.file.facts
    answers = writer.answers.get(id_, ())
    if not answers:
        return None
    first = min(answers, key=lambda answer: _sort_key(facts[answer]))
    return OutcomeText(
        state=SETTLED,
        since=since_of(facts[first], writer),
        citations=tuple(citations_of(facts[first].sources, writer)),
    )


def relations_of(facts: Mapping[str, BoundFact], writer: Writer) -> Iterator[BoundRelation]:
    """Give what each fact that holds replaces, then what facts settle: other facts, or gaps."""
    file = writer.binding.book.file
    for id_ in current_of(facts, writer):
        former = tuple(facts[o] for o in replaced_by(id_, file.facts))
        if former:
            since = since_of(file.facts[id_], writer)
            yield BoundRelation(kind="replaced", by=facts[id_], since=since, former=former, gap=None)
    for settled, answers in writer.answers.items():
        fact, gap = facts.get(settled), file.gaps.get(settled)
        for id_ in answers if fact is not None or gap is not None else ():
            text = (
                writer.text(f"gap:{settled}", gap.text, ("gaps", settled, "text"))
                if fact is None and gap is not None
                else None
            )
            former = (fact,) if fact is not None else ()
            yield BoundRelation(kind=SETTLED, by=facts[id_], since=None, former=former, gap=text)


def since_of(fact: Fact, writer: Writer) -> DateText | None:
    """Give since when a fact holds: when it happened, or as of when its data are."""
    return writer.date(fact.when or fact.as_of, "since")


def _sort_key(fact: Fact) -> tuple[bool, tuple[int, ...]]:
    when = fact.when or fact.as_of
    first = (when.start or when.end) if when is not None else None
    return (first is None, first.sort_key if first is not None else (0, 0, 0))
