"""Locator: places with coordinates beside the nearest coast, on a plain grid of degrees; no borders, ever.

The projection is equirectangular, true along the middle latitude. Land is hatched and not filled, so that it shows on
a photocopy and spends no ink.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.pages.borders import Point
from briefing.pages.coastline import Coastline
from briefing.renditions.model import BoundPosition

WIDTH: Final = 300
HEIGHT: Final = 200
_LEAST: Final = 9.0
"""How many degrees from top to bottom there are at least: what is around a place tells where it is."""

_MOST: Final = 90.0
_ROOM: Final = 1.8
_FIRST: Final = 3
_LINES: Final = 6
_NEAR: Final = 0.5
_LABEL: Final = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place: where its mark is, and where its name begins, or ends where it would run out of the map."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    is_left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A map: path data of coast and of the hatching of land, and the marks."""

    width: int
    height: int
    coast: str
    land: str
    marks: tuple[Mark, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The part of the world that is drawn."""

    west: float
    north: float
    east_scale: float
    north_scale: float

    def place(self, point: Point) -> Point:
        """Give where a point is in the picture."""
        return (point[0] - self.west) * self.east_scale, (self.north - point[1]) * self.north_scale

    def placed(self, line: tuple[Point, ...]) -> list[Point]:
        """Give where a line is in the picture; nothing for one that is all to one side of it."""
        placed = [self.place(point) for point in line]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        is_apart = max(xs) < 0 or min(xs) > WIDTH or max(ys) < 0 or min(ys) > HEIGHT
        return [] if is_apart else placed


def locator_of(positions: tuple[BoundPosition, ...], coastline: Coastline | None) -> Locator | None:
    """Draw a map of places; None without places or coastline, or where the coast is too far to tell anything."""
    if not positions or coastline is None:
        return None
    points = [(float(p.east), float(p.north)) for p in positions]
    span = max(_LEAST, _spread(points) * _ROOM)
    while span <= _MOST:
        window = _window(points, span)
        rings = [placed for ring in coastline.rings if (placed := window.placed(ring))]
        lines = [placed for line in coastline.lines if (placed := window.placed(line))]
        coast = "".join(_coast([*rings, *lines]))
        if coast:
            land = "".join(_land(rings))
            marks = tuple(_marks(positions, points, window))
            names = tuple(position.name for position in positions)
            return Locator(width=WIDTH, height=HEIGHT, coast=coast, land=land, marks=marks, names=names)
        span *= 1.5
    return None


def _spread(points: list[Point]) -> float:
    """Give how many degrees from top to bottom hold all points."""
    shrink = _shrink(points)
    wide = (max(x for x, _ in points) - min(x for x, _ in points)) * shrink
    return max(wide * HEIGHT / WIDTH, max(y for _, y in points) - min(y for _, y in points))


def _shrink(points: list[Point]) -> float:
    """Give how much shorter a degree of longitude is than one of latitude, in the middle of the points."""
    middle = (max(y for _, y in points) + min(y for _, y in points)) / 2
    return max(math.cos(math.radians(middle)), 0.05)


def _window(points: list[Point], span: float) -> _Window:
    shrink = _shrink(points)
    middle_x = (max(x for x, _ in points) + min(x for x, _ in points)) / 2
    middle_y = (max(y for _, y in points) + min(y for _, y in points)) / 2
    scale = HEIGHT / span
    return _Window(
        west=middle_x - WIDTH / 2 / (scale * shrink),
        north=middle_y + span / 2,
        east_scale=scale * shrink,
        north_scale=scale,
    )


def _coast(lines: list[list[Point]]) -> Iterator[str]:
    """Give the path data of what of the coast lies in the frame."""
    for line in lines:
        end: Point | None = None
        for start, stop in _stretches(line):
            piece = _clipped(start, stop)
            if piece is None:
                end = None
                continue
            first, last = piece
            if end is None or math.dist(end, first) > _NEAR:
                yield f"M{first[0]:.1f} {first[1]:.1f}"
            yield f"L{last[0]:.1f} {last[1]:.1f}"
            end = last


def _stretches(line: list[Point]) -> Iterator[tuple[Point, Point]]:
    """Give the stretches of a line, without those too short to be seen."""
    start = line[0]
    for at, stop in enumerate(line[1:], start=1):
        if math.dist(start, stop) >= _NEAR or at == len(line) - 1:
            yield start, stop
            start = stop


def _clipped(start: Point, stop: Point) -> tuple[Point, Point] | None:
    """Cut a stretch at the frame (Liang and Barsky); None where none of it is inside."""
    enter, leave = 0.0, 1.0
    delta = (stop[0] - start[0], stop[1] - start[1])
    for axis, most in ((0, WIDTH), (1, HEIGHT)):
        for step, room in ((-delta[axis], start[axis]), (delta[axis], most - start[axis])):
            if step == 0:
                if room < 0:
                    return None
            elif step < 0:
                enter = max(enter, room / step)
            else:
                leave = min(leave, room / step)
    if enter >= leave:
        return None
    first, last = ((start[0] + delta[0] * t, start[1] + delta[1] * t) for t in (enter, leave))
    return first, last


def _land(rings: list[list[Point]]) -> Iterator[str]:
    """Hatch the land: on every line, from where it is entered to where it is left."""
    crossings: list[list[float]] = [[] for _ in range(_FIRST, HEIGHT, _LINES)]
    for ring in rings:
        for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
            (x1, y1), (x2, y2) = (one, other) if one[1] < other[1] else (other, one)
            last = min(math.ceil((y2 - _FIRST) / _LINES), len(crossings))
            for at in range(max(math.ceil((y1 - _FIRST) / _LINES), 0), last):
                crossings[at].append(x1 + (_FIRST + at * _LINES - y1) / (y2 - y1) * (x2 - x1))
    for at, found in enumerate(crossings):
        found.sort()
        for enter, leave in zip(found[::2], found[1::2], strict=False):
            first_x, last_x = max(enter, 0.0), min(leave, float(WIDTH))
            if last_x - first_x >= _NEAR:
                yield f"M{first_x:.1f} {_FIRST + at * _LINES}H{last_x:.1f}"


def _marks(positions: tuple[BoundPosition, ...], points: list[Point], window: _Window) -> Iterator[Mark]:
    """Place marks and names from top to bottom; a name that would lie on another goes below it."""
    below = float("-inf")
    order = sorted(range(len(points)), key=lambda at: -points[at][1])
    for at in order:
        x, y = window.place(points[at])
        is_left = x > WIDTH * 0.6
        below = max(below + _LABEL, y + 3.5)
        yield Mark(
            name=positions[at].name,
            x=round(x, 1),
            y=round(y, 1),
            label_x=round(x - 7 if is_left else x + 7, 1),
            label_y=round(below, 1),
            is_left=is_left,
        )
