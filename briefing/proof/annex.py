"""Annex: what the pages after the first have to say as a whole: paragraphs, pictures, timeline, sources, names."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from briefing.facts import rules_of
from briefing.proof import messages as m
from briefing.proof.blocks import Block, Part, texts_of
from briefing.proof.front import cited, dated, origin_of
from briefing.proof.statements import beside, short_of, statement_of
from briefing.proof.strokes import top_of_need, top_of_trend
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, BoundNeed, BoundSource, FormerFigure


def annex_blocks(rendition: Rendition) -> Iterator[Block]:
    """Give the blocks of the annex."""
    say = m.Wording(rendition=rendition)
    yield from _paragraphs(rendition, say)
    trends = (fact for fact in rendition.facts.values() if fact.trend)
    yield from (_trend(fact, say) for fact in trends if top_of_trend(fact, rendition) is not None)
    yield from (_need(need, say) for need in rendition.needs if top_of_need(need) is not None)
    yield from _likelihoods(rendition, say)
    yield from _positions(rendition, say)
    if rendition.positions:
        yield _map(rendition)
    yield from _timeline(rendition, say)
    if rendition.scale is not None:
        yield _scale(rendition, say)
    yield from (_source(source, rendition, say) for source in rendition.sources)
    yield _certainties(rendition, say)
    for name in rendition.names:
        variants = rendition.words.listing(name.variants)
        line = (
            say(m.NAME_OF_SEVERAL, used=name.used, variants=variants)
            if name.variants
            else say(m.NAME, used=name.used)
        )
        yield Block(proof="names", what="the note on names", heading=m.NAMES, parts=(line,), is_single=True)


def edition_of(former: FormerFigure, say: m.Wording) -> str:
    """Give which editions printed a former value."""
    return say(m.RUNNING_EDITION if former.is_single else m.UP_TO_EDITION, number=former.edition)


def likelihood_of(step: str, say: m.Wording) -> str:
    """Give the word for a step of the scale of likelihood."""
    return say(m.LIKELIHOOD[step])


def _paragraphs(rendition: Rendition, say: m.Wording) -> Iterator[Block]:
    for section in rendition.sections:
        name = say(m.SECTION[section.id])
        for part in (part for part in section.parts if part.facts):
            lines: list[Part] = [name, str(part.heading)] if part is section.parts[0] else [str(part.heading)]
            for fact in part.facts:
                lines += [*statement_of(fact, say, is_dated=True), str(fact.sum_reason or "")]
            yield Block(
                proof="sections",
                what=f"the paragraph `{part.heading}`",
                heading=m.SECTION[section.id],
                parts=(*lines, *cited(part.citations, say)),
                facts=tuple(fact.id for fact in part.facts),
            )


def _trend(fact: BoundFact, say: m.Wording) -> Block:
    rows: list[str] = []
    for former in fact.trend:
        origin = say(m.IN_ERROR) if former.is_error else dated(former.as_of, say)
        rows += [edition_of(former, say), former.figure.text, origin]
    figure = fact.figure.text if fact.figure is not None else ""
    return Block(
        proof="figures of past editions",
        what="the list of past figures",
        heading=m.TREND,
        parts=(
            *statement_of(fact, say, is_dated=False),
            *rows,
            say(m.NOW),
            figure,
            *origin_of(fact, say),
        ),
        facts=(fact.id,),
        never_next=(
            say(m.NOW),
            *(edition_of(former, say) for former in fact.trend),
            *(() if fact.is_outdated else (say(m.MAY_BE_OLD),)),
        ),
        is_single=True,
    )


def _need(need: BoundNeed, say: m.Wording) -> Block:
    rows: list[str] = []
    for what, fact in ((m.NEED, need.need), *((m.RESPONSE, o) for o in need.responses)):
        figure = fact.figure.text if fact.figure is not None else ""
        rows += [say(what), figure, *origin_of(fact, say), *beside(fact, say)]
    verdict = m.VERDICT.get(need.verdict, m.VERDICT["open"])
    is_old = any(fact.is_outdated for fact in (need.need, *need.responses))
    old = (say(m.MAY_BE_OLD),) if is_old else ()
    left = (say(m.GAP), need.left.text, say(m.WORKED_OUT), *old) if need.left is not None else (say(verdict),)
    return Block(
        proof="needs and responses",
        what="the list of a need and its responses",
        heading=m.NEEDS,
        parts=(*statement_of(need.need, say, is_dated=False), *rows, *left),
        facts=(need.need.id, *(fact.id for fact in need.responses)),
        is_single=True,
    )


def _likelihoods(rendition: Rendition, say: m.Wording) -> Iterator[Block]:
    bands = {step.id: step.band.text for step in rendition.likelihoods}
    for fact in rendition.facts.values():
        if fact.likelihood in bands and fact.outcome is None:
            sentence = statement_of(fact, say, is_dated=True)
            parts = (*sentence, likelihood_of(fact.likelihood, say), bands[fact.likelihood])
            what = "the likelihood"
            yield Block(proof="likelihoods", what=what, heading=m.HOW_LIKELY, parts=parts, facts=(fact.id,))
    if bands:
        scale = tuple(text for step, band in bands.items() for text in (likelihood_of(step, say), band))
        what = "the scale of likelihood"
        yield Block(
            proof="likelihoods",
            what=what,
            heading=m.HOW_LIKELY,
            parts=(say(m.CHANCES), *scale),
            never_next=scale,
        )


def _positions(rendition: Rendition, say: m.Wording) -> Iterator[Block]:
    for position in rendition.positions:
        where = say(m.POSITION, latitude=position.latitude, longitude=position.longitude)
        yield Block(
            proof="places",
            what=f"the position of `{position.id}`",
            heading=m.WHERE,
            parts=(position.name, where, *cited(position.citations, say)),
            is_single=True,
        )


def _map(rendition: Rendition) -> Block:
    """Give the names on the map, from top to bottom."""
    names = tuple(o.name for o in sorted(rendition.positions, key=lambda o: -o.north))
    return Block(
        proof="the map",
        what="the row of names on the map",
        heading=m.WHERE,
        parts=names,
        unless=m.NO_MAP,
        in_picture=True,
    )


def _timeline(rendition: Rendition, say: m.Wording) -> Iterator[Block]:
    dates = groupby(rendition.timeline, key=lambda fact: fact.when.text if fact.when is not None else "")
    groups = [(text, tuple(facts)) for text, facts in dates]
    if rendition.undated:
        groups.append((say(m.NOT_DATED), rendition.undated))
    entries: list[Part] = []
    for text, facts in groups:
        entries += (text, *(part for fact in facts for part in short_of(fact, say, is_dated=True)))
    if entries:
        ids = tuple(fact.id for _, facts in groups for fact in facts)
        what = "the list of dated events"
        yield Block(
            proof="the timeline",
            what=what,
            heading=m.TIMELINE,
            parts=tuple(entries),
            facts=ids,
            never_next=texts_of(entries),
        )


def _scale(rendition: Rendition, say: m.Wording) -> Block:
    """Give the words in the picture of dated events: a row for each date, and the years at its two ends."""
    return Block(
        proof="the scale of years",
        what="the picture of dated events",
        heading=m.TIMELINE,
        parts=(
            *dict.fromkeys(text for text, _ in dates_on_scale(rendition)),
            *((say(m.NOT_DATED),) if rendition.undated else ()),
            *map(str, years_of(rendition)),
        ),
        in_picture=True,
    )


def dates_on_scale(rendition: Rendition) -> tuple[tuple[str, tuple[int, int]], ...]:
    """Give the date and days of each event that stands on the scale of years; a forecast is no event."""
    dates = [
        fact.when for fact in rendition.timeline if rules_of(fact.kind).is_event and fact.when is not None
    ]
    return tuple((when.text, when.days) for when in dates if when.days is not None)


def years_of(rendition: Rendition) -> tuple[int, int]:
    """Work out anew, from the days of the facts, the years of the first and the last day of dated events."""
    days = [days for _, days in dates_on_scale(rendition)]
    return date.fromordinal(min(o[0] for o in days)).year, date.fromordinal(max(o[1] for o in days)).year


def _source(source: BoundSource, rendition: Rendition, say: m.Wording) -> Block:
    kind = "" if source.is_protected else say(m.SOURCE_KIND[source.kind])
    published = say(m.PUBLISHED, date=source.published.text) if source.published is not None else ""
    retrieved = say(m.RETRIEVED, date=source.retrieved.text) if source.retrieved is not None else ""
    only = ""
    if source.single_count:
        is_alone = source.single_count == source.fact_count
        only = say(m.NO_OTHER) if is_alone else say(m.ONLY, source.single_count)
    return Block(
        proof="sources",
        what=f"the entry of source {source.number}",
        heading=m.SOURCES,
        parts=(
            say(m.SOURCE, number=source.number),
            say(m.PROTECTED) if source.is_protected else str(source.label),
            rendition.words.quote(source.title) if source.title else "",
            kind,
            source.author,
            source.publisher,
            published,
            retrieved,
            source.url,
            say(m.RESTS, source.fact_count),
            only,
        ),
        is_single=True,
    )


def _certainties(rendition: Rendition, say: m.Wording) -> Block:
    rows = [
        text
        for id_, count in rendition.certainties.items()
        for text in (say(m.CERTAINTY[id_]), say(m.MEANING[id_]), rendition.words.number(count))
    ]
    more = tuple(f"{say(m.CERTAINTY[o])}{say(m.MEANING[o])}" for o in m.CERTAINTY)
    what = "the table of certainties"
    return Block(proof="certainties", what=what, heading=m.CERTAINTIES, parts=tuple(rows), never_next=more)
