"""Strokes: the parts of a bar as they are measured on a picture, and as a value asks for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from briefing.readback import Picture, Shape
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, BoundNeed
from briefing.values import Quantity

_WIDTH: Final = 288
_BLUR: Final = 6
_NEAR: Final = 0.3
_FILL: Final = 5.0
"""From this width on a line fills a stretch; thinner ones are outlines, arrows and hatches."""

Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strokes:
    """What a picture of one value has: stretches filled and left open, dots, and to which side it is open."""

    filled: tuple[Stretch, ...] | None = None
    empty: tuple[Stretch, ...] | None = None
    dots: tuple[float, ...] = ()
    filled_boxes: int | None = None
    empty_boxes: int | None = None
    open_to: int = 0
    is_dashed: bool = False

    def are_of(self, picture: Picture) -> bool:
        """Whether a picture has these and no others."""
        filled, empty = fills_of(picture), boxes_of(picture)
        if self.filled_boxes is not None:
            return (len(filled), len(empty)) == (self.filled_boxes, self.empty_boxes)
        return (
            points_along(filled, self.filled or ())
            and points_along(empty, self.empty or ())
            and points_along([(x, x) for x in rounds_of(picture)], [(x, x) for x in self.dots])
            and _open_to(picture) == self.open_to
            and any(shape.is_dashed for shape in picture.shapes) == self.is_dashed
        )


def top_of(values: Iterable[Quantity]) -> Decimal | None:
    """Give the largest number of some values; None where bars from zero would say nothing, or the wrong thing."""
    found = tuple(values)
    top = max((o.high or o.of or o.low for o in found), default=Decimal(0))
    return top if top > 0 and all(o.low >= 0 for o in found) else None


def top_of_trend(fact: BoundFact, rendition: Rendition) -> Decimal | None:
    """Give the largest number that a fact or one of its rivals has or had in print."""
    beside = (fact, *(rendition.facts[rival] for rival in fact.rivals))
    figures = [former.figure for o in beside for former in o.trend]
    figures += [o.figure for o in beside if o.figure is not None]
    return top_of(figure.quantity for figure in figures)


def top_of_need(need: BoundNeed) -> Decimal | None:
    """Give the largest number of a need and the responses to it."""
    figures = (fact.figure for fact in (need.need, *need.responses))
    return top_of(figure.quantity for figure in figures if figure is not None)


def as_values(value: Quantity, top: Decimal, *, is_error: bool = False) -> Strokes:
    """Give the strokes of a value on a scale from zero to `top`."""
    low, end = (float(number / top) * _WIDTH for number in (value.low, value.high or value.of or value.low))
    if is_error:
        return Strokes(empty=_stretch(0, end), is_dashed=True)
    match value.qualifier:
        case "at-most" | "fewer-than":
            return Strokes(empty=_stretch(0, end), open_to=-1)
        case "at-least" | "more-than":
            return Strokes(filled=_stretch(0, low), empty=_stretch(low, end), open_to=1)
        case "about" if low == end:
            blur = min(_BLUR, low)
            return Strokes(filled=_stretch(0, low - blur), empty=_stretch(low - blur, low + blur))
        case _:
            return Strokes(filled=_stretch(0, low), empty=_stretch(low, end))


def between(given: Quantity, need: Quantity, top: Decimal, left: Quantity) -> Strokes | None:
    """Give the strokes of what lies between the end of a response and that of a need; None where it is too short."""
    start, end = (float((o.high or o.of or o.low) / top) * _WIDTH for o in (given, need))
    open_to = {"at-least": 1, "more-than": 1, "at-most": -1, "fewer-than": -1}.get(left.qualifier, 0)
    return Strokes(empty=_stretch(start, end), open_to=open_to) if end - start >= 1 else None


def extent_of(shape: Shape) -> Stretch:
    """Give where a shape begins and ends from left to right."""
    xs = [x for x, _ in shape.points]
    return min(xs), max(xs)


def is_filled(shape: Shape) -> bool:
    """Whether a shape fills a stretch."""
    return not shape.is_round and shape.width >= _FILL


def fills_of(picture: Picture) -> tuple[Stretch, ...]:
    """Measure the stretches that are filled."""
    return tuple(extent_of(o) for o in picture.shapes if is_filled(o))


def boxes_of(picture: Picture) -> tuple[Stretch, ...]:
    """Measure the stretches that are outlined."""
    return tuple(extent_of(o) for o in picture.shapes if _is_box(o))


def rounds_of(picture: Picture) -> tuple[float, ...]:
    """Give where round marks are, from left to right as they are drawn."""
    return tuple(shape.points[0][0] for shape in picture.shapes if shape.is_round)


def points_along(found: Sequence[Stretch], wanted: Sequence[Stretch]) -> bool:
    """Whether stretches are where they should be, in any order."""
    return len(found) == len(wanted) and all(
        is_near(f, w)
        for pair in zip(sorted(found), sorted(wanted), strict=True)
        for f, w in zip(*pair, strict=True)
    )


def is_near(one: float, other: float) -> bool:
    """Whether two lengths differ by less than can be seen: drawings are rounded to a tenth."""
    return abs(one - other) <= _NEAR


def _stretch(start: float, end: float) -> tuple[Stretch, ...]:
    return ((start, end),) if round(end, 1) > round(start, 1) else ()


def _is_box(shape: Shape) -> bool:
    """Whether a thin line goes round four corners."""
    xs, ys = ({round(point[at], 1) for point in shape.points} for at in (0, 1))
    return (
        not shape.is_round and shape.width < _FILL and (len(xs), len(ys)) == (2, 2) and len(shape.points) >= 4
    )


def _open_to(picture: Picture) -> int:
    """Give to which side the head of an arrow points: 1 to the right, -1 to the left, 0 where there is none."""
    for shape in picture.shapes:
        if len(shape.points) == 3 and not shape.is_round and shape.width < _FILL:
            first, tip, last = (x for x, _ in shape.points)
            if first == last:
                return 1 if tip > first else -1
    return 0
