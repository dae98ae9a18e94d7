"""Outcomes: whether a forecast or promise stands with what came of it, and no other with anything of the kind."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from briefing.placeholders import parse_message
from briefing.proof.coverage import Item
from briefing.proof.messages import OUTCOME, SINCE, Wording
from briefing.proof.wrongs import Wrong
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact


def beside_outcomes(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find facts without their outcome, and outcomes or days that are not the fact's."""
    say = Wording(rendition=rendition)
    said = {state: say(message) for state, message in OUTCOME.items()}
    stands: set[str] = set()
    for at, item in enumerate(items):
        for id_ in (phrase.ref for phrase in item.phrases if phrase.kind == "sentence"):
            told = _told_after(items, at, said)
            if told is not None:
                stands.add(id_)
                yield from _wrong(rendition.facts[id_], item, told, rendition)
    for fact in rendition.facts.values():
        if fact.outcome is not None and fact.id not in stands:
            at = next((item.offset for item in items if item.is_of("sentence", fact.id)), -1)
            yield Wrong(fact=fact.id, what="outcome", offset=at)


def outcome_days(rendition: Rendition, items: Sequence[Item]) -> frozenset[int]:
    """Give the offsets of days since when an outcome is known: they are no dates of what follows them."""
    before, _ = _around_day(rendition)
    return frozenset(
        item.offset
        for lead, item in pairwise(items)
        if before and item.has("date") and lead.says("words", before)
    )


def _told_after(
    items: Sequence[Item], at: int, said: Mapping[str, str]
) -> tuple[tuple[str, ...], Sequence[Item]] | None:
    """Give the states that the words after a sentence may mean, and what follows up to the next sentence."""
    if at + 1 == len(items):
        return None
    states = tuple(state for state, text in said.items() if items[at + 1].says("words", text))
    rest = tuple(takewhile(lambda item: not item.has("sentence"), items[at + 2 : at + 5]))
    return (states, rest) if states else None


def _wrong(
    fact: BoundFact, item: Item, told: tuple[tuple[str, ...], Sequence[Item]], rendition: Rendition
) -> Iterator[Wrong]:
    states, rest = told
    if fact.outcome is None or fact.outcome.state not in states:
        yield Wrong(fact=fact.id, what="outcome", offset=item.offset)
        return
    before, after = _around_day(rendition)
    words = [o for o in rest if any(part and o.says("words", part) for part in (before, after))]
    days = [o for o in rest if o.has("date")] if words else []
    own = fact.outcome.since
    is_own = not words if own is None else any(day.says("date", own.text) for day in days)
    if not is_own:
        yield Wrong(fact=fact.id, what="day of the outcome", offset=item.offset)


def _around_day(rendition: Rendition) -> tuple[str, str]:
    """Give the words before and after the day since when an outcome is known."""
    text, _ = rendition.words.look_up(SINCE.context, SINCE.msgid, None, None)
    pieces = parse_message(text).pieces
    first, last = pieces[0], pieces[-1]
    return first if isinstance(first, str) else "", last if isinstance(last, str) else ""
