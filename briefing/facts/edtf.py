"""Dates of the fact file: EDTF (ISO 8601-2:2019), levels 0 and 1, of the years 1 to 9999.

Year, month, day (`2023`, `2023-09`, `2023-09-19`), time of day (`2023-09-19T13:00+04:00`), season (`2023-21`), decade
and century (`199X`, `19XX`), `XX` for a month or day that is not said, intervals (`a/b`, open `..` or unknown as
nothing), and `~` approximate, `?` uncertain, `%` both, at either end. A part (`early`, `mid`, `late`) is our own.
Written here because a faulty date needs a hint of what to type, and because only this part of EDTF can be put into
words in every language. What is EDTF and is not read is told as that, and not as a fault.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Final, cast

from briefing.values import Moment, Part, Precision, When

_MOMENT: Final = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX)(?:T(?P<time>[^T]+))?)?)?"
    r"|(?P<decade>\d{3})X|(?P<century>\d{2})XX"
)
_TIME: Final = re.compile(
    r"((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d))?(?:(Z)|([+-])(0\d|1[0-4])(?::?([0-5]\d))?)?"
)
_BEFORE: Final = re.compile(r"-\d{4}(-.*)?|0000(-.*)?|000X|00XX|Y-\d{5,}")
_BEYOND: Final = re.compile(r"Y\d{5,}")
_LEVEL_2: Final = re.compile(
    r"[\[{].*[\]}]|Y?-?\d+E\d+(S\d+)?|Y?-?\d+S\d+|\d{4}-(2[5-9]|3\d|4[01])|[?~%]?[\dX]{4}[?~%]?(-[?~%]?[\dX]{2}[?~%]?){0,2}"
)
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
PARTS: Final = ("early", "mid", "late")
YEARS: Final = range(1, 10_000)
SEASONS: Final = range(21, 25)
"""Spring to winter, as EDTF numbers them."""


_FIRST_MONTH: Final[Mapping[int, int]] = {21: 3, 22: 6, 23: 9}
"""The month that a season begins with in the north; a winter may be at either end of its year."""


class DateFaultError(ValueError):
    """A date that cannot be read: what is wrong, and what to type."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_when(text: str, part: str | None = None) -> When:
    """Read a date; raises `DateFaultError` with a hint."""
    if part is not None and part not in PARTS:
        raise DateFaultError(f"`{part}` is no part of a period", "write `early`, `mid` or `late`")
    if text.count("/") != 1:
        body, approximate, uncertain = _qualified(text)
        return When(edtf=text, start=_moment(body, text, part), approximate=approximate, uncertain=uncertain)
    first, last = text.split("/")
    start, end = _end(first, text, part), _end(last, text, part)
    if start is None and end is None:
        raise DateFaultError(f"`{text}` has neither beginning nor end", "give at least one of the two")
    if start and end and _ends_before(start, end):
        raise DateFaultError(f"`{text}` ends before it begins", f"type `{last}/{first}`")
    return When(edtf=text, start=start, end=end, is_interval=True)


def _ends_before(start: Moment, end: Moment) -> bool:
    if start.time and end.time:
        return start.sort_key > end.sort_key
    if start.part or end.part:
        return start.sort_key > end.sort_key
    return first_day(start) > last_day(end)


def first_day(moment: Moment) -> date:
    """Give the first day that a moment may mean; of a winter, which two years share, in the year that names it."""
    month = _FIRST_MONTH.get(moment.season or 0) or moment.month or 1
    return date(moment.year, month, moment.day or 1)


def last_day(moment: Moment) -> date:
    """Give the last day that a moment may mean."""
    match moment.precision:
        case "day":
            return first_day(moment)
        case "month":
            return _end_of_month(moment.year, moment.month or 1)
        case "season" if moment.season is not None and moment.season in _FIRST_MONTH:
            return _end_of_month(moment.year, _FIRST_MONTH[moment.season] + 2)
        case "season":
            following = moment.year + 1
            return _end_of_month(following, 2) if following in YEARS else date(moment.year, 12, 31)
        case "year":
            return date(moment.year, 12, 31)
        case "decade":
            return date(moment.year + 9, 12, 31)
        case "century":
            return date(moment.year + 99, 12, 31)


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def days_of(when: When) -> tuple[int, int] | None:
    """Give the first and the last day that a date may mean, as ordinals; None where an end is open.

    A part of a period is a third of it.
    """
    end = when.end if when.is_interval else when.start
    if when.start is None or end is None:
        return None
    first, last = _third(when.start)[0], _third(end)[1]
    return first, max(first, last)


def _third(moment: Moment) -> tuple[int, int]:
    first, last = first_day(moment).toordinal(), last_day(moment).toordinal()
    if moment.part is None:
        return first, last
    at, third = PARTS.index(moment.part), (last - first + 1) // 3
    return first + at * third, last if moment.part == PARTS[-1] else first + (at + 1) * third - 1


def _qualified(text: str) -> tuple[str, bool, bool]:
    """Take the qualifier off the end: body, approximate, uncertain."""
    match text[-1:]:
        case "~":
            return text[:-1], True, False
        case "?":
            return text[:-1], False, True
        case "%":
            return text[:-1], True, True
        case _:
            return text, False, False


def _end(text: str, whole: str, part: str | None) -> Moment | None:
    if text in ("", ".."):
        return None
    body, approximate, uncertain = _qualified(text)
    return replace(_moment(body, whole, part), approximate=approximate, uncertain=uncertain)


def _moment(text: str, whole: str, part: str | None) -> Moment:
    found = _MOMENT.fullmatch(text) if text.isascii() else None
    _refuse_unprintable(text, whole, is_read=found is not None)
    assert found is not None
    year, decade = found["year"], found["decade"]
    number = int(year or (f"{decade}0" if decade else f"{found['century']}00"))
    month, day = _numbered(found["month"]), _numbered(found["day"])
    if found["month"] == "XX" and day is not None:
        raise DateFaultError(f"`{whole}` is EDTF level 2, which briefs cannot print", f"type `{year}`")
    _refuse_impossible(number, month, day, whole)
    season = month if month in SEASONS else None
    precision = "season" if season else "day" if day else "month" if month else "year" if year else ""
    if part is not None and precision in ("day", "season"):
        raise DateFaultError(f"a {precision} has no `{part}` part", f"take `part` out, or the {precision}")
    time, zone = _time(found["time"], whole) if found["time"] else ("", None)
    return Moment(
        year=number,
        month=None if season else month,
        day=day,
        precision=cast("Precision", precision or ("decade" if decade else "century")),
        part=cast("Part | None", part),
        season=season,
        time=time,
        zone=zone,
    )


def _numbered(field: str | None) -> int | None:
    return int(field) if field is not None and field != "XX" else None


def _refuse_unprintable(text: str, whole: str, *, is_read: bool) -> None:
    """Refuse what is EDTF and has no words here, by its name, and what is no date at all."""
    hint = "give a year from 0001 to 9999, or say it in the words of the sentence"
    if _BEFORE.fullmatch(text):
        level = "EDTF level 0" if text.startswith("0000") else "EDTF level 1"
        raise DateFaultError(
            f"`{whole}` has a year before the year 1 ({level}), which briefs cannot print", hint
        )
    if _BEYOND.fullmatch(text):
        raise DateFaultError(
            f"`{whole}` has a year beyond 9999 (EDTF level 1), which briefs cannot print", hint
        )
    if is_read:
        return
    if _LEVEL_2.fullmatch(text) and re.search(r"\d", text):
        raise DateFaultError(f"`{whole}` is EDTF level 2, which briefs cannot print", _guess(text))
    raise DateFaultError(f"`{whole}` is not a date of EDTF", _guess(text))


def _refuse_impossible(year: int, month: int | None, day: int | None, whole: str) -> None:
    is_season = month in SEASONS and day is None
    if month is not None and month not in range(1, 13) and not is_season:
        if day is None and month in range(25, 42):
            raise DateFaultError(
                f"`{whole}` is EDTF level 2, which briefs cannot print", "take a season from 21 to 24"
            )
        raise DateFaultError(f"`{whole}` is not in the calendar", "check year and month")
    if day is not None and not 1 <= day <= monthrange(year, month or 1)[1]:
        raise DateFaultError(f"`{whole}` is not in the calendar", "check the day of the month")


def _time(text: str, whole: str) -> tuple[str, int | None]:
    """Read a time of day and its zone in minutes east of UTC, None where it is not said."""
    found = _TIME.fullmatch(text)
    if found is None:
        hint = "type hours and minutes and the zone: `2023-09-19T13:00+04:00`, or `Z` for UTC"
        raise DateFaultError(f"`{whole}` has no time of day of EDTF", hint)
    clock, seconds, utc, sign, hours, minutes = found.groups()
    zone = None if hours is None else (60 * int(hours) + int(minutes or 0)) * (-1 if sign == "-" else 1)
    return clock if seconds in (None, "00") else f"{clock}:{seconds}", 0 if utc else zone


def _guess(text: str) -> str:
    """Guess what was meant, for the hint."""
    if found := _DAY_FIRST.fullmatch(text):
        return f"type `{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}` (year, month, day)"
    if found := _YEAR_FIRST.fullmatch(text):
        return f"type `{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}`"
    if found := re.fullmatch(r"(\d{3})0s", text):
        return f"type `{found[1]}X` for the decade"
    return "type a year, `2023-09`, `2023-09-19`, a decade `199X`, or two of them with `/` between"
