"""Dates as words, by their precision: days, months, years, decades, centuries, their parts and intervals.

A date is never made more precise than the fact says, and an approximate or uncertain one says so.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial

from briefing.languages.letters import capitalize_first
from briefing.languages.model import Forms, Language
from briefing.languages.numerals import with_ending
from briefing.languages.patterns import Filler, Fillers, fill
from briefing.values import Moment, When

DATE_FORMS = ("date", "on", "in", "since", "until", "year", "full", "start")


def date_forms(language: Language) -> tuple[str, ...]:  # noqa: ARG001  # every language offers the same
    """List the forms a date has. `on` and `in` are one; `full` names the weekday of a day."""
    return DATE_FORMS


def format_when(language: Language, when: When, forms: Sequence[str] = ()) -> str:
    """Write a date in the form asked for, `date` when none is."""
    asked = next((form for form in forms if form in DATE_FORMS and form != "start"), "date")
    text = _doubted(language, when, "on" if asked == "in" else asked)
    return capitalize_first(language, text) if "start" in forms else text


def _doubted(language: Language, when: When, form: str) -> str:
    def plain(name: str) -> str:
        return _plain(language, when, form if name == "date" and form in ("year", "full") else name)

    def about(name: str) -> str:
        return _in_doubt(language, "approximate", name, plain)

    if when.uncertain:
        return _in_doubt(language, "uncertain", form, about if when.approximate else plain)
    return about(form) if when.approximate else plain(form)


def _in_doubt(language: Language, doubt: str, form: str, write: Filler) -> str:
    patterns = language.dates.patterns[doubt]
    names = ("date", "on", "since", "until", "from", "to", "of", "article")
    fillers = {name: (lambda _, name=name: write(name)) for name in names}
    return fill(_form_of(patterns, form), fillers)


def _plain(language: Language, when: When, form: str) -> str:
    if not when.is_interval:
        return _moment(language, when.start, form)
    if when.start is None or when.end is None:
        return _open_interval(language, when, form)
    if form == "since":
        return _moment(language, when.start, "since")
    if form == "until":
        return _moment(language, when.end, "until")
    if form == "year" and not {when.start.precision, when.end.precision} & {"decade", "century"}:
        if not (_is_in_doubt(when.start) or _is_in_doubt(when.end)):
            return _years(language, when.start.year, when.end.year)
        return _interval(language, _year_of(when.start), _year_of(when.end), "date")
    return _interval(language, when.start, when.end, form)


def _is_in_doubt(moment: Moment) -> bool:
    return moment.approximate or moment.uncertain


def _year_of(moment: Moment) -> Moment:
    return Moment(
        year=moment.year, precision="year", approximate=moment.approximate, uncertain=moment.uncertain
    )


def _open_interval(language: Language, when: When, form: str) -> str:
    """Write an interval with one end: "since …" or "until …", in whatever form it is asked for."""
    moment, side = (when.start, "since") if when.start else (when.end, "until")
    if moment is not None and form == "year":
        moment = _year_of(moment)
    return _moment(language, moment, side)


def _years(language: Language, first: int, last: int) -> str:
    return str(first) if first == last else f"{first}{language.numbers.dash}{last}"


def _moment(language: Language, moment: Moment | None, form: str) -> str:
    if moment is None:
        return ""
    if _is_in_doubt(moment):
        return _of_doubtful_end(language, moment, form)
    if form == "year" and moment.precision in ("day", "month", "season", "year"):
        return str(moment.year)
    if moment.time:
        return _with_time(language, moment, form)
    block = language.dates.patterns.get(moment.precision) or language.dates.patterns["year"]
    fields = _fields(language, moment)
    if moment.part is None:
        return fill(_form_of(block, form), fields)
    parts = language.dates.patterns
    part = parts.get(f"{moment.part}-{moment.precision}") or parts[moment.part]
    whole = {name: (lambda _, text=text: fill(text, fields)) for name, text in _with_article(block).items()}
    return fill(_form_of(part, form), whole)


def _of_doubtful_end(language: Language, moment: Moment, form: str) -> str:
    """Write one end of an interval with its own doubt, as a whole date has it."""
    plain = replace(moment, approximate=False, uncertain=False)
    when = When(edtf="", start=plain, approximate=moment.approximate, uncertain=moment.uncertain)
    return "" if form == "article" else _doubted(language, when, form)


def _with_time(language: Language, moment: Moment, form: str) -> str:
    """Write a day with its time and zone; a language without a phrase for it has the time after the day."""
    day = replace(moment, time="", zone=None)
    if form == "article":
        return ""
    block = language.dates.patterns.get("time")
    if block is None:
        return f"{_moment(language, day, form)}, {moment.time}{_zone(language, moment)}"
    fields: dict[str, Filler] = {
        name: partial(_of_day, language, day, name)
        for name in ("date", "on", "since", "until", "from", "to", "of", "full")
    }
    last = Decimal(moment.time.rsplit(":", 1)[1])
    fields["time"] = lambda ending: with_ending(language, last, ending, moment.time)
    fields["zone"] = lambda _: _zone(language, moment)
    return fill(_form_of(block, form), fields)


def _of_day(language: Language, day: Moment, name: str, _: str) -> str:
    return _moment(language, day, name)


def _zone(language: Language, moment: Moment) -> str:
    """Write the zone of a time as an offset from UTC, in brackets; nothing where it is not said."""
    if moment.zone is None:
        return ""
    hours, minutes = divmod(abs(moment.zone), 60)
    sign = language.numbers.minus if moment.zone < 0 else "+"
    offset = f"{sign}{hours}{f':{minutes:02d}' if minutes else ''}" if moment.zone else ""
    return f"\u00a0(UTC{offset})"


def _interval(language: Language, start: Moment, end: Moment, form: str) -> str:
    kind = _kind(start, end)
    second = {f"{name}2": filler for name, filler in _fields(language, end).items()}
    ends: Fillers = {
        "start": lambda inner: _moment(language, start, inner),
        "end": lambda inner: _moment(language, end, inner),
    }
    if form == "article":
        return ""
    pattern = language.dates.patterns[kind].get(form) or language.dates.patterns[kind]["date"]
    return fill(pattern, {**_fields(language, start), **second, **ends})


def _kind(start: Moment, end: Moment) -> str:
    """Name the pattern of an interval: by the fields its ends share, `mixed` when they are not alike."""
    if start.precision != end.precision or any(o.part or o.time or _is_in_doubt(o) for o in (start, end)):
        return "mixed"
    same_year = start.year == end.year
    match start.precision:
        case "day" if same_year and start.month == end.month:
            return "days-of-month"
        case "day" if same_year:
            return "days-of-year"
        case "month" if same_year:
            return "months-of-year"
        case "year":
            return "years"
        case _:
            return "mixed"


def _form_of(block: Forms, form: str) -> str:
    """Give a pattern of a block; `from` falls back to `since`, `to` to `until`, others to `date`."""
    fallback = {"from": "since", "to": "until"}.get(form, "date")
    if form == "article":
        return block.get("article", "")
    return block.get(form) or block.get(fallback) or block["date"]


def _with_article(block: Forms) -> Forms:
    return {"article": "", "of": block["date"], **block}


def _fields(language: Language, moment: Moment) -> Fillers:
    def numeral(number: int) -> Filler:
        return lambda form: with_ending(language, Decimal(number), form, str(number))

    month, day = moment.month or 1, moment.day or 1
    return {
        "y": numeral(moment.year),
        "c": numeral(moment.year // 100 + 1),
        "d": numeral(day),
        "month": lambda form: _month(language, form, month),
        "season": lambda form: language.dates.seasons[form or "nom"][(moment.season or 21) - 21],
        "weekday": lambda form: _weekday(language, form, date(moment.year, month, day)),
    }


def _month(language: Language, form: str, month: int) -> str:
    return language.dates.months[form or "nom"][month - 1]


def _weekday(language: Language, form: str, day: date) -> str:
    return language.dates.weekdays[form or "nom"][day.weekday()]
