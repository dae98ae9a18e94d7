"""Attributions: whether each figure and statement stands with its own speaker, date, certainty and source.

They are found around the figure or sentence, in whatever order a template puts them: between it and what comes next.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from briefing.proof.coverage import Item
from briefing.proof.messages import CERTAINTY, DATA_AS_OF, ISSUED, MEANING, Wording
from briefing.proof.riders import Statements, statements_in
from briefing.proof.statements import AS_OF
from briefing.proof.wrongs import Wrong
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, CitationText


def wrong_attributions(rendition: Rendition, items: Sequence[Item]) -> tuple[Wrong, ...]:
    """Find what stands with another speaker, date, certainty or place than the fact's."""
    statements = statements_in(rendition, items)
    found = (
        *_on_cards(rendition, items),
        *_in_rows(statements),
        *_after_parts(rendition, items),
        *_before_dates(rendition, items),
        *_beside_certainties(rendition, items),
        *statements.wrongs(),
        *_in_title(rendition, items),
    )
    return tuple(dict.fromkeys(found))


def has_rows(rendition: Rendition, items: Sequence[Item]) -> bool:
    """Whether a file shows statements beside the names of their speakers."""
    return any(_row_of(fact, items) is not None for fact in _spoken(rendition))


def missing_rows(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find statements of named speakers that stand nowhere beside the name, where a file has such rows."""
    for fact in _spoken(rendition):
        at = next((item.offset for item in items if item.is_of("sentence", fact.id)), None)
        if at is not None and _row_of(fact, items) is None:
            yield Wrong(fact=fact.id, what="speaker", offset=at)


def _spoken(rendition: Rendition) -> tuple[BoundFact, ...]:
    return tuple(fact for fact in rendition.statements if fact.speaker != "narrator")


def _row_of(fact: BoundFact, items: Sequence[Item]) -> int | None:
    for at in range(1, len(items)):
        is_sentence = items[at].is_of("sentence", fact.id)
        if is_sentence and items[at - 1].is_of("name", fact.speaker):
            return at
    return None


# ---- cards: figure, label, then speaker or source, then date


def _on_cards(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    facts = [fact for group in rendition.figures for fact in group]
    found = {fact.id: dict(_found_on_cards(fact, items)) for fact in facts}
    for fact in facts:
        twins = [o.id for o in facts if o is not fact and _as_it_reads(o) == _as_it_reads(fact)]
        are_twins = {at for o in twins for at, fault in found[o].items() if fault is None}
        faults = {at: fault for at, fault in found[fact.id].items() if fault is not None}
        is_sound = len(faults) < len(found[fact.id])
        yield from (fault for at, fault in faults.items() if not (is_sound and at in are_twins))


def _as_it_reads(fact: BoundFact) -> tuple[str, str]:
    return (fact.figure.text if fact.figure is not None else "", str(fact.label or ""))


def _found_on_cards(fact: BoundFact, items: Sequence[Item]) -> Iterator[tuple[int, Wrong | None]]:
    """Give each card that may be the fact's, with what is wrong on it; bare figures, where one of them is right."""
    cards = [at for at, item in enumerate(items) if item.is_of("figure", fact.id)]
    labelled = [at for at in cards if _is_labelled(fact, items, at)]
    faults = [(at, _wrong_on_card(fact, items, at)) for at in labelled or cards]
    if labelled or all(fault is not None for _, fault in faults):
        yield from faults


def _is_labelled(fact: BoundFact, items: Sequence[Item], at: int) -> bool:
    return fact.label is not None and at + 1 < len(items) and items[at + 1].is_of("label", fact.id)


def _wrong_on_card(fact: BoundFact, items: Sequence[Item], at: int) -> Wrong | None:
    is_former = fact.figure is not None and not items[at].says("figure", fact.figure.text)
    if is_former and _is_labelled(fact, items, at):
        return Wrong(fact=fact.id, what="value", offset=items[at].offset)
    around = tuple(_until_next(items, at + 1))
    named = [item for item in around if item.has("name")]
    dated = [item for item in around if item.has("date") and not item.has("count")]
    is_own = any(item.is_of("name", fact.speaker) for item in named)
    if bool(named) if fact.speaker == "narrator" else not is_own:
        return Wrong(fact=fact.id, what="speaker", offset=items[at].offset)
    numbers = [item for item in around if item.has("count") and not item.has("place", "date")]
    are_own = all(any(n.says("count", citation.number) for n in numbers) for citation in fact.citations)
    if fact.speaker == "narrator" and numbers and not are_own:
        return Wrong(fact=fact.id, what="source", offset=items[at].offset)
    as_of = fact.as_of
    is_dated = not dated if as_of is None else any(item.says("date", as_of.text) for item in dated)
    return None if is_dated else Wrong(fact=fact.id, what="date of the data", offset=items[at].offset)


def _until_next(items: Sequence[Item], start: int) -> Iterator[Item]:
    """Give what follows up to the next sentence, figure or heading, or to what nothing accounts for."""
    for item in items[start:]:
        is_next = item.has("sentence", "figure", "text") and not item.has("label", "name", "count", "date")
        if is_next or item.is_stray:
            return
        yield item


# ---- rows: speaker, statement, certainty, place


def _in_rows(statements: Statements) -> Iterator[Wrong]:
    rendition, items = statements.rendition, statements.items
    numbered: dict[int, tuple[str, bool]] = {}
    for fact in rendition.statements:
        for at in (at for at, item in enumerate(items) if at and item.is_of("sentence", fact.id)):
            end = statements.end(at)
            before, after = items[at - 1], items[end] if end < len(items) else None
            if before.has("name") and not before.is_of("name", fact.speaker):
                yield Wrong(fact=fact.id, what="speaker", offset=items[at].offset)
            told = _certainty_of(rendition, after) if after is not None else ()
            if told and fact.certainty not in told:
                yield Wrong(fact=fact.id, what="certainty", offset=items[at].offset)
            if told and not _are_cited(fact.citations, items, end + 1):
                yield Wrong(fact=fact.id, what="place in the source", offset=items[at].offset)
            is_dated = any(rider.what == AS_OF for rider in statements.riders(at))
            if told and fact.as_of is not None and not is_dated:
                yield Wrong(fact=fact.id, what=AS_OF, offset=items[at].offset, is_missing=True)
            if told and fact.citations:
                has_number = any(item.has("count") for item in _until_next(items, end + 1))
                numbered[items[at].offset] = (fact.id, has_number)
    if any(has_number for _, has_number in numbered.values()):
        bare = ((offset, fact) for offset, (fact, has_number) in numbered.items() if not has_number)
        yield from (Wrong(fact=fact, what="source", offset=offset) for offset, fact in bare)


def _certainty_of(rendition: Rendition, item: Item) -> tuple[str, ...]:
    """Give the certainties that an item may be the word for."""
    if not item.has("words"):
        return ()
    words = {o: Wording(rendition=rendition)(message) for o, message in CERTAINTY.items()}
    return tuple(o for o, word in words.items() if item.says("words", word))


def _are_cited(citations: Sequence[CitationText], items: Sequence[Item], start: int) -> bool:
    """Whether places, and numbers of sources where there are any, follow as cited."""
    around = tuple(_until_next(items, start))
    wanted = [citation.at for citation in citations if citation.at]
    places = [item for item in around if item.has("place")][: len(wanted)]
    numbers = [item for item in around if item.has("count") and not item.has("place")][: len(citations)]
    are_right = all(any(place.says("place", at) for place in places) for at in wanted)
    return are_right and (
        not numbers or all(any(n.says("count", c.number) for n in numbers) for c in citations)
    )


# ---- paragraphs and their citations; the timeline


def _after_parts(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find paragraphs without their citations, where a file has them under others."""
    parts = [
        part for section in rendition.sections for part in section.parts if part.facts and part.citations
    ]
    cited = {part.id: False for part in parts}
    for part in parts:
        last = part.facts[-1].id
        ends = [at for at, item in enumerate(items) if item.is_of("sentence", last)]
        cited[part.id] = any(_are_cited(part.citations, items, at + 1) for at in ends)
    for part in parts if any(cited.values()) else ():
        at = next((o.offset for o in reversed(items) if o.is_of("sentence", part.facts[-1].id)), None)
        if not cited[part.id] and at is not None:
            yield Wrong(fact=part.facts[-1].id, what="place in the source", offset=at)


def _before_dates(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find sentences that stand under a date which is not theirs."""
    for before, item in pairwise(items):
        is_date = before.has("date") and not before.has("count", "words")
        if not is_date or not item.has("sentence"):
            continue
        for fact in (rendition.facts[p.ref] for p in item.phrases if p.kind == "sentence"):
            if fact.when is None or not before.says("date", fact.when.text):
                yield Wrong(fact=fact.id, what="date", offset=item.offset)


def _beside_certainties(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find a count of statements that is not the count of their certainty, or is missing: word, meaning, count."""
    meanings = [Wording(rendition=rendition)(message) for message in MEANING.values()]
    rows = [
        (told, count)
        for item, meaning, count in zip(items, items[1:], items[2:], strict=False)
        if any(meaning.says("words", words) for words in meanings)
        and (told := _certainty_of(rendition, item))
    ]
    for told, count in rows if any(count.has("count") for _, count in rows) else ():
        numbers = [rendition.words.number(n) for o in told if (n := rendition.certainties.get(o)) is not None]
        if not any(count.says("count", number) for number in numbers):
            yield Wrong(fact="", what=f"number of statements that are {told[0]}", offset=count.offset)


def _in_title(rendition: Rendition, items: Sequence[Item]) -> Iterator[Wrong]:
    """Find another day in the title block than that of the data or of the edition."""
    for message, day in ((DATA_AS_OF, rendition.data_as_of), (ISSUED, rendition.issued)):
        word = Wording(rendition=rendition)(message)
        for before, item in pairwise(items):
            if not (before.is_of("words", message.context) and before.says("words", word)):
                continue
            is_dated = item.has("date") and not item.has("count")
            if is_dated if day is None else not item.says("date", day.text):
                yield Wrong(fact="", what=f"day under `{word}`", offset=item.offset)
