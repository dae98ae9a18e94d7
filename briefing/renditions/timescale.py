"""The scale of years that the dated events of a brief stand on, in one locale."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Final

from briefing.renditions.model import BoundFact, ScaleRow, YearScale

_MOST_ROWS: Final = 12


def scale_of(timeline: Sequence[BoundFact]) -> YearScale | None:
    """Put the events of a timeline on a scale of whole years; None for fewer than two dates, or too many to show."""
    dated = [(f.when.text, f.when.days) for f in timeline if f.when is not None and f.when.days is not None]
    groups = [tuple(group) for _, group in groupby(dated, key=lambda entry: entry[0])]
    if not 1 < len(groups) <= _MOST_ROWS:
        return None
    first = date.fromordinal(min(days[0] for _, days in dated)).year
    last = date.fromordinal(max(days[1] for _, days in dated)).year
    rows = tuple(ScaleRow(text=group[0][0], days=group[0][1], events=len(group)) for group in groups)
    return YearScale(first=str(first), last=str(last), years=(first, last), rows=rows)
