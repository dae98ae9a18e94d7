"""Fillings: the messages of templates that have placeholders, filled with all that a rendition may fill them with.

What is filled here stands whole in a file or not at all: another number, day or name in it is accounted for by nothing.
"""

from collections.abc import Iterator

from briefing.proof import messages as m
from briefing.proof.annex import dates_on_scale, edition_of, likelihood_of, years_of
from briefing.proof.changes import Filling, fillings_of_changes
from briefing.proof.relations import contrary_of
from briefing.proof.statements import fillings_beside
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact
from briefing.renditions.texts import OUTDATED

FILLED = frozenset((
    m.EMBARGO, m.EMBARGO_UTC, m.PUBLISHED_BY, m.CONTACT, m.BAR,
    m.DASHED_BAR, m.HATCHED_BAR, m.STEP, m.MAP, m.MAP_CREDIT, m.POSITION, m.SCALE, m.PUBLISHED, m.RETRIEVED, m.RESTS,
    m.ONLY, m.NAME, m.NAME_OF_SEVERAL, m.CHANGED, m.SAID_IN_ERROR, m.HAD_AN_ERROR, m.SAID, m.UNDER_HEADING,
    m.IN_EDITION, m.REMOVED, m.NOW_AGREE, m.NOW_BEFORE, m.BEFORE, m.REOPENED, m.SETTLED, m.WENT_ON, m.HOLDS,
    m.CONTRARY,
    m.DIFFERENT, m.OTHER_SOURCES, m.OTHER_CHANGES, m.MORE_CHANGES, m.MORE_FIGURES,
    m.FORECAST, m.CONDITION, m.EXPECTED, m.SINCE, m.DATED, m.LEGEND,
))  # fmt: skip
"""The messages that are filled here, and stand in no file otherwise."""


def fillings_of(rendition: Rendition) -> Iterator[Filling]:
    """Give every filling of every such message."""
    say = m.Wording(rendition=rendition)
    yield from _of_document(rendition, say)
    yield from fillings_beside(rendition, say)
    yield from _of_trends(rendition, say)
    yield from _of_needs(rendition, say)
    yield from _of_places(rendition, say)
    yield from _of_sources(rendition, say)
    yield from fillings_of_changes(rendition, say)
    yield from _of_relations(rendition, say)


def scale_words(rendition: Rendition, say: m.Wording) -> str:
    """Give the words for the picture of dated events; its years are worked out anew, from the days of the facts."""
    first, last = years_of(rendition)
    count = rendition.words.number(len(rendition.undated))
    dates = rendition.words.listing(tuple(dict.fromkeys(text for text, _ in dates_on_scale(rendition))))
    return say(m.SCALE, first=str(first), last=str(last), n=count, dates=dates)


def step_words(fact: BoundFact, rendition: Rendition, say: m.Wording) -> str:
    """Give the words for the picture of a likelihood."""
    steps = rendition.likelihoods
    own = next(step for step in steps if step.id == fact.likelihood)
    return say(
        m.STEP,
        n=own.number,
        total=steps[-1].number,
        first=likelihood_of(steps[0].id, say),
        last=likelihood_of(steps[-1].id, say),
        word=likelihood_of(own.id, say),
        band=own.band.text,
    )


def map_words(rendition: Rendition, say: m.Wording) -> str:
    """Give the words for the map."""
    names = tuple(position.name for position in rendition.positions)
    return say(m.MAP, places=rendition.words.listing(names))


def _of_document(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    if (embargo := rendition.embargo) is not None:
        yield m.EMBARGO, say(m.EMBARGO, date=embargo.local.text, time=embargo.local_time)
        yield m.EMBARGO_UTC, say(m.EMBARGO_UTC, date=embargo.utc.text, time=embargo.utc_time)
    if rendition.has_outdated:
        yield m.LEGEND, say(m.LEGEND, sign=OUTDATED)
    if rendition.publisher:
        yield m.PUBLISHED_BY, say(m.PUBLISHED_BY, publisher=rendition.publisher)
    if rendition.contact:
        yield m.CONTACT, say(m.CONTACT, contact=rendition.contact)


def _of_trends(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    for fact in rendition.facts.values():
        for former in fact.trend:
            when = edition_of(former, say)
            bar = m.DASHED_BAR if former.is_error else m.BAR
            yield bar, say(bar, what=when, figure=former.figure.text)
        if fact.trend and fact.figure is not None:
            yield m.BAR, say(m.BAR, what=say(m.NOW), figure=fact.figure.text)


def _of_needs(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    for need in rendition.needs:
        for what, fact in ((m.NEED, need.need), *((m.RESPONSE, o) for o in need.responses)):
            if fact.figure is not None:
                yield m.BAR, say(m.BAR, what=say(what), figure=fact.figure.text)
        if need.left is not None:
            yield m.HATCHED_BAR, say(m.HATCHED_BAR, what=say(m.GAP), figure=need.left.text)


def _of_places(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    if rendition.scale is not None:
        yield m.SCALE, scale_words(rendition, say)
    steps = {step.id for step in rendition.likelihoods}
    for fact in rendition.facts.values():
        if fact.likelihood in steps and fact.outcome is None:
            yield m.STEP, step_words(fact, rendition, say)
    if rendition.positions:
        yield m.MAP, map_words(rendition, say)
        yield m.MAP_CREDIT, say(m.MAP_CREDIT, credit=rendition.coastline)
    for position in rendition.positions:
        yield m.POSITION, say(m.POSITION, latitude=position.latitude, longitude=position.longitude)
    for name in rendition.names:
        if name.variants:
            variants = rendition.words.listing(name.variants)
            yield m.NAME_OF_SEVERAL, say(m.NAME_OF_SEVERAL, used=name.used, variants=variants)
        else:
            yield m.NAME, say(m.NAME, used=name.used)


def _of_sources(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    for source in rendition.sources:
        if source.published is not None:
            yield m.PUBLISHED, say(m.PUBLISHED, date=source.published.text)
        if source.retrieved is not None:
            yield m.RETRIEVED, say(m.RETRIEVED, date=source.retrieved.text)
        yield m.RESTS, say(m.RESTS, source.fact_count)
        yield m.ONLY, say(m.ONLY, source.single_count)


def _of_relations(rendition: Rendition, say: m.Wording) -> Iterator[Filling]:
    for relation in rendition.relations:
        if relation.since is not None:
            yield m.HOLDS, say(m.HOLDS, since=relation.since.text)
    for fact in rendition.statements:
        yield from ((m.CONTRARY, line) for line in contrary_of(fact, rendition, say))
