"""Forecasts: whether what is only expected is said elsewhere as if it were so."""

from collections.abc import Iterator
from typing import Final

from briefing.facts.kinds import rules_of
from briefing.facts.model import Fact, FactFile
from briefing.facts.references import references_of

Fault = tuple[str, str, tuple[str | int, ...], str]
_FAILED: Final = {
    "did-not-happen": "did not happen",
    "overtaken": "was overtaken",
    "withdrawn": "was withdrawn",
}


def forecast_faults(file: FactFile) -> Iterator[Fault]:
    """Find words elsewhere that print the value or date of a forecast: without its likelihood and condition.

    These are printed with its own sentences alone. Other forecasts may build on it, and what settles it may name it.
    """
    for reference in references_of(file):
        fact = file.facts.get(reference.id)
        if reference.kind != "name" or fact is None or rules_of(fact.kind).outcome != "forecast":
            continue
        owner = file.facts.get(str(reference.path[1])) if reference.path[0] == "facts" else None
        if fact.is_shown and not _may_use(owner, reference.id, fact):
            yield "BR271", _message(reference.id, fact), reference.path, _hint(reference.id, fact)


def _may_use(owner: Fact | None, id_: str, fact: Fact) -> bool:
    """Whether a fact may print what a forecast says: itself, one that settles it, or another forecast."""
    if owner is None:
        return False
    is_open = fact.outcome is None or fact.outcome.state not in _FAILED
    is_forecast = rules_of(owner.kind).outcome == "forecast"
    return owner is fact or id_ in owner.resolves or (is_forecast and is_open) or not owner.is_shown


def _message(id_: str, fact: Fact) -> str:
    failed = _FAILED.get(fact.outcome.state) if fact.outcome is not None else None
    if failed is not None:
        return f"the forecast `{id_}` {failed}, and its words are used here"
    return f"`{id_}` is a forecast, and nothing here says how likely it is, or on what condition"


def _hint(id_: str, fact: Fact) -> str:
    where = (
        "its own sentence says what came of it" if fact.outcome is not None else "its own sentence says that"
    )
    return f"take `{{{id_}}}` out: {where}"
