"""Borders: whether outlines of land run along each other, as states do and coasts do not.

Rounding lays the two banks of a river on each other, and a speck of land in it on its banks. That is no border: it is
short and of one and the same outline, or one of two outlines is a speck. Any other common edge is one.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

Point = tuple[float, float]
"""Degrees east and north."""
Edge = tuple[Point, Point]

_WORLD: Final = (180, 90)
_KILOMETRES: Final = 111.2
"""The length of a degree of latitude."""
_MOUTH: Final = 50
"""So many kilometres may an outline run along itself at a place: what rounding makes of a river mouth."""
_SPECK: Final = 25
"""An outline of fewer kilometres may touch others: at the scale of a locator map it is a point."""
_SHARE: Final = 0.005
"""The most of all outlines that may coincide; of land as it is published at any scale it is 0.0007."""


def has_border(lines: Sequence[tuple[Point, ...]]) -> bool:
    """Whether lines, or parts of one, run along each other for longer than rounding explains."""
    lengths = [sum(map(_length, _edges(line))) for line in lines]
    seen: dict[Edge, int] = {}
    shared: set[Edge] = set()
    for index, line in enumerate(lines):
        for edge in _edges(line):
            if edge in seen:
                if seen[edge] != index and min(lengths[seen[edge]], lengths[index]) > _SPECK:
                    return True
                shared.add(edge)
            seen.setdefault(edge, index)
    is_much = sum(map(_length, shared)) > sum(lengths) * _SHARE
    return is_much or any(length > _MOUTH for length in _chains(shared))


def _edges(line: tuple[Point, ...]) -> Iterator[Edge]:
    """Give the edges of a line, each the same in both directions; those of the world are none."""
    for one, other in pairwise(line):
        if one != other and not any(abs(one[i]) == abs(other[i]) == _WORLD[i] for i in (0, 1)):
            yield (one, other) if one < other else (other, one)


def _length(edge: Edge) -> float:
    (west, south), (east, north) = edge
    wide = (east - west) * math.cos(math.radians((south + north) / 2))
    return _KILOMETRES * math.hypot(wide, north - south)


def _chains(shared: set[Edge]) -> Iterator[float]:
    """Give the length of each run of edges that hang together."""
    ends: dict[Point, list[Edge]] = {}
    for edge in shared:
        for point in edge:
            ends.setdefault(point, []).append(edge)
    left = set(shared)
    while left:
        waiting, length = [left.pop()], 0.0
        while waiting:
            edge = waiting.pop()
            length += _length(edge)
            joined = {other for point in edge for other in ends[point]} & left
            left -= joined
            waiting += joined
        yield length
