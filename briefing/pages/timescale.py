"""Timescale: the dated events of a brief on one scale of years, a row for each date, for the picture of them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from briefing.renditions.model import Rendition, ScaleRow

WIDTH: Final = 300
_LEFT, _RIGHT = 6, 294
_ROW: Final = 25
_FOOT: Final = 18
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
    """Lay out the scale of years of a rendition; None where it has none."""
    scale = rendition.scale
    if scale is None:
        return None
    ends = (date(scale.years[0], 1, 1).toordinal(), date(scale.years[1], 12, 31).toordinal())
    rows = tuple(_row(at, row, ends) for at, row in enumerate(scale.rows))
    undated = _undated(len(rows), len(rendition.undated)) if rendition.undated else None
    return Timescale(
        height=len(rows) * _ROW + (_FOOT + _ROW if undated is not None else _FOOT),
        rows=rows,
        undated=undated,
        first=scale.first,
        last=scale.last,
        foot=len(rows) * _ROW + _FOOT - 7,
        labels=tuple(row.label for row in rows),
    )


def _row(at: int, row: ScaleRow, ends: tuple[int, int]) -> Row:
    unit = (_RIGHT - _LEFT) / (ends[1] - ends[0] + 1)
    x, width = _LEFT + (row.days[0] - ends[0]) * unit, (row.days[1] - row.days[0] + 1) * unit
    if width >= _NARROW:
        return _placed(at, row.text, x=x, width=width)
    # Events of one date stand side by side, and inside the picture.
    middle = min(max(x + width / 2, _LEFT), _RIGHT - (row.events - 1) * 9)
    return _placed(at, row.text, marks=tuple(round(middle + 9 * n, 1) for n in range(row.events)))


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
