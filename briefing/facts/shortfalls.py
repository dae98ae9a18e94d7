"""Shortfalls: what is left of a need after the response to it, worked out with the qualifiers of both, or not at all.

No source states it, so it may claim no more than the two figures allow. Of `at-least 500` needed and `at-least 300`
given nothing follows; of `at-least 500` needed and 300 given there is `at-least 200` left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from briefing.facts.intervals import INFINITE, Interval, interval_of
from briefing.facts.model import Fact
from briefing.values import Qualifier, Quantity

Fault = tuple[str, str, tuple[str | int, ...], str]
Verdict = Literal["left", "met", "open"]
_NONE: Final = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """What follows of a need and the response to it: something is left, nothing is, or it cannot be told."""

    verdict: Verdict
    quantity: Quantity | None = None


def shortfall_of(need: Quantity, response: Quantity) -> Shortfall:
    """Work out what is left of a need after a response in the same unit."""
    is_about = "about" in (need.qualifier, response.qualifier)
    sure = _between(interval_of(need, _NONE), interval_of(response, _NONE))
    typed = _between(
        interval_of(need, _NONE, is_rounded=False), interval_of(response, _NONE, is_rounded=False)
    )
    if sure.high <= 0:
        return Shortfall(verdict="met")
    quantity = _about(sure, typed, need.unit) if is_about else _told(typed, need.unit)
    return Shortfall(verdict="open" if quantity is None else "left", quantity=quantity)


def response_faults(id_: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find a response that cannot be held against its need; a need that is no fact is left to another rule."""
    fact = facts[id_]
    need = facts.get(fact.meets) if fact.meets is not None else None
    path = ("facts", id_, "meets")
    if fact.meets == id_:
        yield "BR245", f"`{id_}` meets itself", path, "name the fact that says what is needed"
    elif need is not None and (fact.quantity is None or need.quantity is None):
        bare = id_ if fact.quantity is None else fact.meets
        yield "BR245", f"`{bare}` has no value to compare", path, "add its `value:`, or take `meets` out"
    elif need is not None and need.unit != fact.unit:
        message = f"`{id_}` counts another unit than the need `{fact.meets}`"
        yield "BR245", message, path, "give both the same unit, or take `meets` out"


def _between(need: Interval, response: Interval) -> Interval:
    return Interval(
        low=need.low - response.high,
        high=need.high - response.low,
        is_low_open=need.is_low_open or response.is_high_open,
        is_high_open=need.is_high_open or response.is_low_open,
    )


def _told(left: Interval, unit: str | None) -> Quantity | None:
    """Say what is left in the words of a qualifier; None where it may be anything."""
    if left.low > 0 and left.high == INFINITE:
        return _quantity(left.low, "more-than" if left.is_low_open else "at-least", unit)
    if left.low <= 0:
        if left.high == INFINITE:
            return None
        return _quantity(left.high, "fewer-than" if left.is_high_open else "at-most", unit)
    if left.low == left.high:
        return _quantity(left.low, "exactly", unit)
    return Quantity(low=left.low, high=left.high, qualifier="between", unit=unit)


def _about(sure: Interval, typed: Interval, unit: str | None) -> Quantity | None:
    """Say about what is left; None where rounding alone could have made it, or a bound makes it looser still."""
    if sure.low <= 0 or INFINITE in (sure.high, typed.high):
        return None
    high = typed.high if typed.high != typed.low else None
    return Quantity(low=typed.low, high=high, qualifier="about", unit=unit)


def _quantity(number: Decimal, qualifier: Qualifier, unit: str | None) -> Quantity:
    return Quantity(low=number, qualifier=qualifier, unit=unit)
