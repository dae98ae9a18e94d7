"""Bars: figures of one unit drawn from zero on one scale, with what their qualifiers leave open left open.

A filled stretch is what a value is at least; an outlined one is what it may be besides: the rest of a range, of a
whole, of what is below a bound. Only their words tell what they are, so nothing rests on a colour.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from briefing.renditions.model import BoundFact, BoundNeed, FormerFigure, Rendition
from briefing.renditions.texts import FigureText
from briefing.values import Quantity

_WIDTH: Final = 288
"""The rest of the 300 is for an arrow."""

_BLUR: Final = 6
_HATCH: Final = 6
_MOST_UNITS: Final = 20
_BETWEEN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Where a bar ends: `filled` and `outlined` are path data, empty for none; `arrow` is one as well."""

    filled: str
    outlined: str
    arrow: str
    hatched: str = ""
    is_dashed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """A value of a trend: the former one, or None for the present one, and its bar."""

    former: FormerFigure | None
    figure: FigureText
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """What editions printed of one fact, oldest first: one speaker, one unit, one scale."""

    fact: BoundFact
    rows: tuple[TrendRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedBars:
    """A need and the responses to it on one scale, each with its bar, and the bar of what is left."""

    of: BoundNeed
    need: Bar
    responses: tuple[tuple[BoundFact, Bar], ...]
    left: Bar | None


def trends_of(rendition: Rendition) -> tuple[Trend, ...]:
    """Lay out every fact that editions have printed with another value; rivals have one scale and are never joined."""
    return tuple(_trends(rendition))


def needs_of(rendition: Rendition) -> tuple[NeedBars, ...]:
    """Lay out every need with its responses."""
    return tuple(_needs(rendition))


def gauges_of(rendition: Rendition) -> Mapping[str, Bar]:
    """Draw the key figures that are a range, a part of a whole, or rivals, by fact; rivals of a card have one scale."""
    gauges: dict[str, Bar] = {}
    for group in rendition.figures:
        own = [(fact.id, fact.figure.quantity) for fact in group if fact.figure is not None]
        top = _top(quantity for _, quantity in own)
        is_drawn = len(own) > 1 or any(quantity.high or quantity.of for _, quantity in own)
        if top is not None and is_drawn:
            are_units = len(own) == 1
            gauges |= {id_: (_units_of(q) if are_units else None) or bar_of(q, top) for id_, q in own}
    return gauges


def _units_of(quantity: Quantity) -> Bar | None:
    """Draw a part of a whole as boxes to be counted, where it is one of few."""
    whole = quantity.of
    if whole is None or quantity.qualifier != "exactly":
        return None
    if whole > _MOST_UNITS or not (whole % 1 == quantity.low % 1 == 0):
        return None
    ends = [(_place(Decimal(n), whole), _place(Decimal(n + 1), whole) - _BETWEEN) for n in range(int(whole))]
    part = int(quantity.low)
    return Bar(
        filled="".join(_line(round(a, 1), round(b, 1)) for a, b in ends[:part]),
        outlined="".join(_box(round(a, 1), round(b, 1)) for a, b in ends[part:]),
        arrow="",
    )


def bar_of(quantity: Quantity, top: Decimal, *, is_error: bool = False) -> Bar:
    """Draw a value on a scale from zero to `top`."""
    low, high = _place(quantity.low, top), _place(_end(quantity), top)
    if is_error:
        return Bar(filled="", outlined=_box(0, high), arrow="", is_dashed=True)
    match quantity.qualifier:
        case "at-least" | "more-than":
            return Bar(filled=_line(0, low), outlined=_box(low, high), arrow=_arrow(high, quantity))
        case "at-most" | "fewer-than":
            return Bar(filled="", outlined=_box(0, high), arrow=_arrow(high, quantity))
        case "about" if high == low:
            blur = min(_BLUR, low)
            return Bar(filled=_line(0, low - blur), outlined=_box(low - blur, low + blur), arrow="")
        case _:
            return Bar(filled=_line(0, low), outlined=_box(low, high), arrow="")


def _trends(rendition: Rendition) -> Iterator[Trend]:
    for fact in rendition.facts.values():
        rivals = (rendition.facts[r] for r in fact.rivals)
        top = _top(f.quantity for o in (fact, *rivals) for f in _printed(o))
        if fact.trend and fact.figure is not None and top is not None:
            yield Trend(
                fact=fact,
                rows=(
                    *(
                        TrendRow(
                            former=former,
                            figure=former.figure,
                            bar=bar_of(former.figure.quantity, top, is_error=former.is_error),
                        )
                        for former in fact.trend
                    ),
                    TrendRow(former=None, figure=fact.figure, bar=bar_of(fact.figure.quantity, top)),
                ),
            )


def _printed(fact: BoundFact) -> Iterator[FigureText]:
    yield from (former.figure for former in fact.trend)
    if fact.figure is not None:
        yield fact.figure


def _needs(rendition: Rendition) -> Iterator[NeedBars]:
    for of in rendition.needs:
        own = [(fact, fact.figure.quantity) for fact in of.responses if fact.figure is not None]
        wanted = of.need.figure.quantity if of.need.figure is not None else None
        top = _top((wanted, *(given for _, given in own))) if wanted is not None else None
        if wanted is not None and top is not None:
            yield NeedBars(
                of=of,
                need=bar_of(wanted, top),
                responses=tuple((fact, bar_of(given, top)) for fact, given in own),
                left=_left(wanted, own[0][1], top, of.left) if of.left is not None else None,
            )


def _left(need: Quantity, response: Quantity, top: Decimal, left: FigureText) -> Bar | None:
    """Hatch what lies between the end of the response and that of the need, where there is room to see it."""
    start, end = _place(_end(response), top), _place(_end(need), top)
    if end - start < 1:
        return None
    hatches = (f"M{x:g} 10l{min(5, end - x):g}-8" for x in _steps(start, end))
    return Bar(
        filled="", outlined=_box(start, end), arrow=_arrow(end, left.quantity), hatched="".join(hatches)
    )


def _arrow(end: float, quantity: Quantity) -> str:
    """Point on from a value that may be more, and back from one that may be less."""
    match quantity.qualifier:
        case "at-least" | "more-than":
            return f"M{end:g} 6h9m-4-4l4 4l-4 4"
        case "at-most" | "fewer-than":
            return f"M{end:g} 6h-9m4-4l-4 4l4 4"
        case _:
            return ""


def _steps(start: float, end: float) -> Iterator[float]:
    for step in range(int((end - start) // _HATCH) + 1):
        yield round(start + step * _HATCH, 1)


def _end(quantity: Quantity) -> Decimal:
    """Give the last number of a value: of a range its high end, of a part its whole."""
    return quantity.high or quantity.of or quantity.low


def _top(quantities: Iterable[Quantity]) -> Decimal | None:
    """Give the largest number; None where a bar from zero would say nothing, or the wrong thing."""
    found: Sequence[Quantity] = tuple(quantities)
    top = max((_end(quantity) for quantity in found), default=Decimal(0))
    return top if top > 0 and all(quantity.low >= 0 for quantity in found) else None


def _place(number: Decimal, top: Decimal) -> float:
    return round(float(number / top) * _WIDTH, 1)


def _line(start: float, end: float) -> str:
    return f"M{start:g} 6H{end:g}" if end > start else ""


def _box(start: float, end: float) -> str:
    return f"M{start:g} 2.6H{end:g}V9.4H{start:g}Z" if end > start else ""
