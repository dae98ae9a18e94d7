"""Timescale: the dated events of a brief on one scale of years, a row for each date, for the picture of them."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from briefing.renditions.model import BoundFact, Rendition

WIDTH: Final = 300
_LEFT, _RIGHT = 6, 294
_ROW: Final = 25
_FOOT: Final = 18
_MAX_ROWS: Final = 12
_NARROW: Final = 7
"""A date that would be shorter than this on the scale is a mark, not a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A date of one or more events: where its words and its line stand, and where on the line it is.

    `marks` are the middles of one dot an event, empty for a bar of `x` and `width`.
    """

    label: str
    baseline: int
    line: int
    x: float
    width: float
    marks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """A picture: its height, its rows with their words, the lane of undated events, and the years at its two ends."""

    height: int
    rows: tuple[Row, ...]
    undated: Row | None
    first: str
    last: str
    foot: int
    labels: tuple[str, ...]


def timescale_of(rendition: Rendition) -> Timescale | None:
    """Lay out the dated events; None where there are fewer than two dates to put on a scale, or too many."""
    dated = [f for f in rendition.timeline if f.when is not None and f.when.days is not None]
    groups = [(text, tuple(facts)) for text, facts in groupby(dated, key=_words)]
    if not 1 < len(groups) <= _MAX_ROWS:
        return None
    days = [f.when.days for f in dated if f.when is not None and f.when.days is not None]
    years = [date.fromordinal(day).year for day in (min(d[0] for d in days), max(d[1] for d in days))]
    ends = (date(years[0], 1, 1).toordinal(), date(years[1], 12, 31).toordinal())
    rows = tuple(_row(at, text, facts, ends) for at, (text, facts) in enumerate(groups))
    undated = _undated(len(rows), len(rendition.undated)) if rendition.undated else None
    return Timescale(
        height=len(rows) * _ROW + (_FOOT + _ROW if undated is not None else _FOOT),
        rows=rows,
        undated=undated,
        first=str(years[0]),
        last=str(years[1]),
        foot=len(rows) * _ROW + _FOOT - 7,
        labels=tuple(row.label for row in rows),
    )


def _words(fact: BoundFact) -> str:
    return fact.when.text if fact.when is not None else ""


def _row(at: int, text: str, facts: tuple[BoundFact, ...], ends: tuple[int, int]) -> Row:
    days = facts[0].when.days if facts[0].when is not None else None
    assert days is not None
    scale = (_RIGHT - _LEFT) / (ends[1] - ends[0] + 1)
    x, width = _LEFT + (days[0] - ends[0]) * scale, (days[1] - days[0] + 1) * scale
    if width >= _NARROW:
        return _placed(at, text, x=x, width=width)
    # Events of one date stand side by side, and inside the picture.
    middle = min(max(x + width / 2, _LEFT), _RIGHT - (len(facts) - 1) * 9)
    return _placed(at, text, marks=tuple(round(middle + 9 * n, 1) for n in range(len(facts))))


def _undated(at: int, count: int) -> Row:
    step = min(14.0, (_RIGHT - _LEFT) / max(count, 1))
    return _placed(at, "", below=_FOOT, marks=tuple(round(_LEFT + step * n, 1) for n in range(count)))


def _placed(
    at: int, text: str, *, x: float = 0, width: float = 0, marks: tuple[float, ...] = (), below: int = 0
) -> Row:
    top = at * _ROW + below
    return Row(
        label=text, baseline=top + 10, line=top + 18, x=round(x, 1), width=round(width, 1), marks=marks
    )
