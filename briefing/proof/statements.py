"""Statements: what has to stand beside a sentence wherever it stands.

Of a forecast that is how likely it is, what it depends on, and what came of it.
"""

from collections.abc import Iterator
from typing import Final

from briefing.facts import rules_of
from briefing.proof import messages as m
from briefing.proof.blocks import Part
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact

AS_OF: Final = "date of the data"


def beside(fact: BoundFact, say: m.Wording) -> Iterator[str]:
    """Give what has to stand beside every sentence of a fact, in order."""
    yield from (text for _, text in named_beside(fact, say))


def statement_of(fact: BoundFact, say: m.Wording, *, is_dated: bool) -> Iterator[Part]:
    """Give the sentence of a fact with all beside it, and with the date of its data where that belongs there."""
    yield str(fact.text)
    yield from beside(fact, say)
    yield from dated(fact, say) if is_dated else ()


def short_of(fact: BoundFact, say: m.Wording, *, is_dated: bool) -> Iterator[Part]:
    """Give the same for a list, which may have the summary instead of the sentence."""
    sentence, *rest = statement_of(fact, say, is_dated=is_dated)
    yield (str(fact.summary), str(fact.text)) if fact.summary is not None else sentence
    yield from rest


def dated(fact: BoundFact, say: m.Wording) -> Iterator[str]:
    """Give the date of the data of a statement, as it stands beside a sentence."""
    if fact.as_of is not None:
        yield say(m.DATED, date=fact.as_of.text)


def fillings_beside(rendition: Rendition, say: m.Wording) -> Iterator[tuple[m.Message, str]]:
    """Give all that may stand beside a sentence of a rendition, with every step of the scale of likelihood."""
    for word in m.LIKELIHOOD.values():
        yield m.FORECAST, say(m.FORECAST, likelihood=say(word))
    for fact in rendition.facts.values():
        if fact.condition is not None:
            yield m.CONDITION, say(m.CONDITION, condition=str(fact.condition))
        if fact.expected is not None:
            yield m.EXPECTED, say(m.EXPECTED, date=fact.expected.text)
        if fact.outcome is not None and fact.outcome.since is not None:
            yield m.SINCE, say(m.SINCE, since=fact.outcome.since.text)
        yield from ((m.DATED, text) for text in dated(fact, say))


def named_beside(fact: BoundFact, say: m.Wording) -> Iterator[tuple[str, str]]:
    """Give what has to stand beside a sentence of a fact, each with what it is."""
    is_forecast = rules_of(fact.kind).outcome == "forecast"
    if is_forecast and fact.likelihood:
        yield WHAT[m.FORECAST], say(m.FORECAST, likelihood=say(m.LIKELIHOOD[fact.likelihood]))
    elif is_forecast and fact.outcome is None and fact.expected is None:
        yield WHAT[m.IS_FORECAST], say(m.IS_FORECAST)
    if fact.condition is not None:
        yield WHAT[m.CONDITION], say(m.CONDITION, condition=str(fact.condition))
    if fact.outcome is not None:
        yield "outcome", say(m.OUTCOME[fact.outcome.state])
        if fact.outcome.since is not None:
            yield WHAT[m.SINCE], say(m.SINCE, since=fact.outcome.since.text)
    elif fact.expected is not None:
        yield WHAT[m.EXPECTED], say(m.EXPECTED, date=fact.expected.text)


WHAT: Final = {
    m.FORECAST: "likelihood",
    m.IS_FORECAST: "word that it is a forecast",
    m.CONDITION: "condition",
    m.EXPECTED: "word that its outcome is not known",
    m.SINCE: "day of the outcome",
    m.DATED: AS_OF,
}
