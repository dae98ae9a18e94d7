"""What belongs to a statement wherever it stands: its condition, the sign of old data, and whether it is an event."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from briefing.facts import Fact, rules_of
from briefing.renditions.messages import mark_of
from briefing.renditions.model import BoundFact, Words
from briefing.renditions.texts import OUTDATED, Text
from briefing.renditions.writer import Writer

LEGEND: Final = "{sign} Not dated, or may be out of date"
"""The words of the templates that explain the sign."""

_FAILED: Final = frozenset(("did-not-happen", "overtaken", "withdrawn"))
STOPS: Final = ".։\N{IDEOGRAPHIC FULL STOP} "
"""Signs that end a sentence, and not a clause that stands inside one."""


def sentence_of(id_: str, text: Text, writer: Writer) -> Text:
    """Give the sentence of a fact; the sign stands at its end where the fact is outdated and has no value in it."""
    if id_ not in writer.outdated or any(run.kind == "mark" and run.ref == id_ for run in text.runs):
        return text
    return replace(text, runs=(*text.runs, mark_of(id_)))


def condition_of(id_: str, fact: Fact, writer: Writer) -> Text | None:
    """Write what a fact depends on, without a stop: it stands inside a sentence of the templates."""
    if fact.condition is None:
        return None
    text = writer.text(f"{id_}:condition", fact.condition, ("facts", id_, "condition"))
    *first, last = text.runs
    if last.kind == "text":
        last = replace(last, text=last.text.rstrip(STOPS))
    return replace(text, runs=(*first, last))


def timeline_of(facts: Mapping[str, BoundFact]) -> tuple[BoundFact, ...]:
    """Give the dated events in order, and the forecasts among them that have not failed."""
    dated = [
        fact
        for fact in facts.values()
        if rules_of(fact.kind).date != "plain"
        and fact.when is not None
        and (fact.outcome is None or fact.outcome.state not in _FAILED)
    ]
    return tuple(sorted(dated, key=lambda fact: fact.when.sort_key if fact.when else (0, 0, 0)))


def description_of(standfirst: Text, words: Words) -> str:
    """Give the standfirst for where it stands alone; what its sign means follows, where it has one."""
    if not any(run.kind == "mark" for run in standfirst.runs):
        return str(standfirst)
    legend, _ = words.look_up("", LEGEND, None, None)
    return f"{standfirst} {legend.replace('{sign}', OUTDATED)}"
