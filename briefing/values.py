"""Quantity and When: what a fact holds before any locale writes it.

Numbers are `Decimal`, never `float`, and keep the digits typed (`43.20`). Dates keep their precision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

Qualifier = Literal["exactly", "about", "at-least", "at-most", "more-than", "fewer-than", "between"]
Precision = Literal["day", "month", "year", "decade", "century"]
Part = Literal["early", "mid", "late"]

_BEGINS: Final[Mapping[Precision, tuple[int, int, int]]] = {
    "century": (0, 33, 67),
    "decade": (0, 4, 7),
    "year": (1, 5, 9),
    "month": (1, 11, 21),
    "day": (0, 0, 0),
}
"""Where the early, middle and late part of a period begin: years into it, the month, the day of the month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its qualifier and unit: one value, a range `low`-`high`, or a part `of` a whole.

    `low` is the value itself unless `high` is set. `unit` is a unit id of the languages (`person`, `day`,
    `percent`, `USD`). `of` is the whole of a part-of-whole, in the same unit.
    """

    low: Decimal
    high: Decimal | None = None
    of: Decimal | None = None
    qualifier: Qualifier = "exactly"
    unit: str | None = None

    @property
    def machine(self) -> str:
        """The value for `<data value>`: `25000`, `400..600` or `3/7`, independent of locale."""
        plain = format(self.low, "f")
        if self.high is not None:
            return f"{plain}..{self.high:f}"
        return plain if self.of is None else f"{plain}/{self.of:f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One end of a date: its fields as far as the precision goes. A decade is its first year (1990)."""

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision
    part: Part | None = None

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Order on a timeline: by the earliest possible day; a part of a period begins inside that period."""
        if self.part is None:
            return (self.year, self.month or 0, self.day or 0)
        begins = _BEGINS[self.precision][get_args(Part).index(self.part)]
        match self.precision:
            case "century" | "decade":
                return (self.year + begins, 0, 0)
            case "year":
                return (self.year, begins, 0)
            case "month" | "day":
                return (self.year, self.month or 0, begins)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date of the supported part of EDTF (ISO 8601-2:2019), read by `read_when`.

    `edtf` is the text that was typed. `start` and `end` are the two ends of an interval; a single date has
    `is_interval` false and its date in `start`. An end of None is open or unknown. `approximate` is `~`,
    `uncertain` is `?`, `%` is both.
    """

    edtf: str
    start: Moment | None
    end: Moment | None = None
    is_interval: bool = False
    approximate: bool = False
    uncertain: bool = False

    @property
    def machine(self) -> str:
        """The value for `<time datetime>` (HTML 4.12.3) where HTML can say it, else empty.

        HTML knows year, month and day, neither decades nor intervals.
        """
        moment = self.start
        if self.is_interval or moment is None or moment.precision not in ("day", "month", "year"):
            return ""
        fields = [f"{moment.year:04d}", *(f"{n:02d}" for n in (moment.month, moment.day) if n is not None)]
        return "-".join(fields)


def when_of_day(day: date) -> When:
    """Give a day of the calendar as a date of a fact."""
    moment = Moment(year=day.year, month=day.month, day=day.day, precision="day")
    return When(edtf=day.isoformat(), start=moment)
