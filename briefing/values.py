"""Quantity and When: what a fact holds before any locale writes it.

Numbers are `Decimal`, never `float`, and keep the digits typed (`43.20`). Dates keep their precision.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

Qualifier = Literal["exactly", "about", "at-least", "at-most", "more-than", "fewer-than", "between"]
Precision = Literal["day", "month", "season", "year", "decade", "century"]
Part = Literal["early", "mid", "late"]

_BEGINS: Final[Mapping[Precision, tuple[int, int, int]]] = {
    "century": (0, 33, 67),
    "decade": (0, 4, 7),
    "year": (1, 5, 9),
    "month": (1, 11, 21),
    "season": (0, 0, 0),
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
    """One end of a date: its fields as far as the precision goes. A decade is its first year (1990).

    `season` is that of EDTF, 21 (spring) to 24 (winter). A day may have a `time`, `04:17` or `04:17:30`, with its
    `zone` in minutes east of UTC, None where it is not said. `approximate` and `uncertain` are of this end alone.
    """

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision
    part: Part | None = None
    season: int | None = None
    time: str = ""
    zone: int | None = None
    approximate: bool = False
    uncertain: bool = False

    @property
    def sort_key(self) -> tuple[int, ...]:
        """Order on a timeline: by the earliest possible moment; a part of a period begins inside that period."""
        if self.season is not None:
            return (self.year, 3 * (self.season - 20), 0)
        if self.time:
            return (self.year, self.month or 0, self.day or 0, self.minutes)
        if self.part is None:
            return (self.year, self.month or 0, self.day or 0)
        begins = _BEGINS[self.precision][get_args(Part).index(self.part)]
        match self.precision:
            case "century" | "decade":
                return (self.year + begins, 0, 0)
            case "year":
                return (self.year, begins, 0)
            case "month" | "day" | "season":
                return (self.year, self.month or 0, begins)

    @property
    def minutes(self) -> int:
        """The time of day in minutes, in UTC where the zone is said: less than nothing is of the day before there."""
        hours, minutes = (int(number) for number in self.time.split(":")[:2]) if self.time else (0, 0)
        return 60 * hours + minutes - (self.zone or 0)

    @property
    def machine(self) -> str:
        """The value for `<time datetime>` (HTML 4.12.3), which knows no seasons, decades or centuries."""
        if self.precision not in ("day", "month", "year"):
            return ""
        fields = [f"{self.year:04d}", *(f"{n:02d}" for n in (self.month, self.day) if n is not None)]
        if not self.time:
            return "-".join(fields)
        zone = "" if self.zone is None else "Z" if self.zone == 0 else _offset(self.zone)
        return f"{'-'.join(fields)}T{self.time}{zone}"


def _offset(zone: int) -> str:
    hours, minutes = divmod(abs(zone), 60)
    return f"{'-' if zone < 0 else '+'}{hours:02d}:{minutes:02d}"


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
        """The value for `<time datetime>` where HTML can say it, else empty: it knows no intervals."""
        return "" if self.is_interval or self.start is None else self.start.machine

    @property
    def is_in_doubt(self) -> bool:
        """Whether the date or one of its ends is approximate or uncertain."""
        ends = [end for end in (self.start, self.end) if end is not None]
        return self.approximate or self.uncertain or any(end.approximate or end.uncertain for end in ends)


def when_of_day(day: date) -> When:
    """Give a day of the calendar as a date of a fact."""
    moment = Moment(year=day.year, month=day.month, day=day.day, precision="day")
    return When(edtf=day.isoformat(), start=moment)
