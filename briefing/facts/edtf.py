"""Dates of the fact file: the part of EDTF (ISO 8601-2:2019, levels 0 and 1) that briefs need.

Year, month, day (`2023`, `2023-09`, `2023-09-19`), decade and century (`199X`, `19XX`), intervals
(`a/b`, open `..` or unknown as nothing), and `~` approximate, `?` uncertain, `%` both. A part (`early`,
`mid`, `late`) is our own addition, for all but days. Written here because a faulty date needs a hint
of what to type, and because only this part of EDTF can be put into words in every language.
"""

import re
from datetime import date
from typing import Final, cast

from briefing.values import Moment, Part, Precision, When

_MOMENT: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|(\d{3})X|(\d{2})XX")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
PARTS: Final = ("early", "mid", "late")
YEARS: Final = range(1000, 3000)


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
    body, approximate, uncertain = _qualified(text)
    if body.count("/") == 1:
        first, last = body.split("/")
        start, end = _end(first, text, part), _end(last, text, part)
        if start is None and end is None:
            raise DateFaultError(f"`{text}` has neither beginning nor end", "give at least one of the two")
        if start and end and start.sort_key > end.sort_key:
            raise DateFaultError(f"`{text}` ends before it begins", f"type `{last}/{first}`")
        return When(
            edtf=text, start=start, end=end, is_interval=True, approximate=approximate, uncertain=uncertain
        )
    moment = _moment(body, text, part)
    return When(edtf=text, start=moment, approximate=approximate, uncertain=uncertain)


def first_day(moment: Moment) -> date:
    """Give the first day that a moment may mean."""
    return date(moment.year, moment.month or 1, moment.day or 1)


def last_day(moment: Moment) -> date:
    """Give the last day that a moment may mean."""
    match moment.precision:
        case "day":
            return first_day(moment)
        case "month":
            following = date(moment.year + (moment.month == 12), (moment.month or 0) % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1)
        case "year":
            return date(moment.year, 12, 31)
        case "decade":
            return date(moment.year + 9, 12, 31)
        case "century":
            return date(moment.year + 99, 12, 31)


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
    return None if text in ("", "..") else _moment(text, whole, part)


def _moment(text: str, whole: str, part: str | None) -> Moment:
    found = _MOMENT.fullmatch(text)
    if found is None or not text.isascii():
        raise DateFaultError(f"`{whole}` is not a date of EDTF", _guess(text))
    year, month, day, decade, century = found.groups()
    fields = [int(f) if f else None for f in (month, day)]
    number = int(year or (f"{decade}0" if decade else f"{century}00"))
    precision = "day" if day else "month" if month else "year" if year else "decade" if decade else "century"
    if number not in YEARS or (fields[0] is not None and not 1 <= fields[0] <= 12):
        raise DateFaultError(f"`{whole}` is not in the calendar", "check year and month")
    if part is not None and precision == "day":
        raise DateFaultError(f"a day has no `{part}` part", "take `part` out, or the day")
    if fields[1] is not None:
        try:
            date(number, fields[0] or 1, fields[1])
        except ValueError as error:
            raise DateFaultError(f"`{whole}` is not in the calendar", "check the day of the month") from error
    return Moment(
        year=number,
        month=fields[0],
        day=fields[1],
        precision=cast("Precision", precision),
        part=cast("Part | None", part),
    )


def _guess(text: str) -> str:
    """Guess what was meant, for the hint."""
    if found := _DAY_FIRST.fullmatch(text):
        return f"type `{found[3]}-{int(found[2]):02d}-{int(found[1]):02d}` (year, month, day)"
    if found := _YEAR_FIRST.fullmatch(text):
        return f"type `{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}`"
    if found := re.fullmatch(r"(\d{3})0s", text):
        return f"type `{found[1]}X` for the decade"
    return "type a year, `2023-09`, `2023-09-19`, a decade `199X`, or two of them with `/` between"
