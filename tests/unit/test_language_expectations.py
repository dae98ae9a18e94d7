"""The expectations of linguists, exact to the code point, held against the shipped languages.

`tests/data/language-expectations.json` lists what a locale must print and what it may print instead. Kinds of
other rooms are in `ELSEWHERE`, each with where it is held.
"""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest

from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    break_points,
    capitalize_first,
    format_list,
    format_number,
    format_quantity,
    format_when,
    lower,
    ordinal,
    quote,
    read_language,
    sort_key,
    upper,
)
from briefing.languages.cldr import territory_name
from briefing.languages.numerals import ending_of, plural_category_of
from briefing.values import Moment, Precision, Qualifier, Quantity, When

ROOT: Final = Path(__file__).parents[2]
EXPECTATIONS: Final[list[dict[str, Any]]] = json.loads(
    (ROOT / "tests/data/language-expectations.json").read_text(encoding="utf-8")
)
ELSEWHERE: Final[Mapping[str, str]] = {
    "no_break": "test_typography: lines are broken where pages are drawn",
    "forbidden_chars": "test_typography: the finished page is checked for them",
}


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def moment(text: str) -> Moment:
    """Make the moment of an ISO date, month or year."""
    fields = [int(number) for number in text.split("-")]
    precisions: tuple[Precision, ...] = ("year", "month", "day")
    year, month, day = (*fields, None, None)[:3]
    return Moment(year=year or 0, month=month, day=day, precision=precisions[len(fields) - 1])


def when(text: str, form: str) -> Callable[[Language], str]:
    """Write a date or an interval `a..b` in a form."""
    start, _, end = text.partition("..")
    value = When(edtf=text, start=moment(start), end=moment(end) if end else None, is_interval=bool(end))
    return lambda its: format_when(its, value, (form,))


def quantity(text: str, unit: str, qualifier: Qualifier = "exactly") -> Callable[[Language], str]:
    """Write a quantity whole."""
    value = Quantity(low=Decimal(text), unit=unit, qualifier=qualifier)
    return lambda its: format_quantity(its, value).text


def quantity_in(form: str, number: int) -> Callable[[Language], str]:
    """Write a number without a unit in a form."""
    return lambda its: plain(format_quantity(its, Quantity(low=Decimal(number)), (form,)).text)


def plain(text: str) -> str:
    """Take a no-break space for a space: which of them stands there is the typesetter's choice."""
    return text.replace("\u00a0", " ")


GENITIVE_QUALIFIERS: Final[Mapping[str, Qualifier]] = {
    "не менее": "at-least",
    "не более": "at-most",
    "более": "more-than",
    "менее": "fewer-than",
    "около": "about",
    "свыше": "more-than",
}


def governed(text: str) -> Callable[[Language], str]:
    """Write `более 22 person`."""
    word, number, unit = text.rsplit(" ", 2)
    return quantity(number, unit, GENITIVE_QUALIFIERS[word])


def parts_of(its: Language, word: str) -> str:
    """Write a word with a hyphen wherever it may be broken."""
    points = (0, *break_points(its, word), len(word))
    return "-".join(word[a:b] for a, b in pairwise(points))


def percent_of(share: float) -> str:
    """Give a share as a count of percent."""
    return f"{Decimal(str(share)) * 100:.0f}"


WRITERS: Final[Mapping[str, Callable[[Any], Callable[[Language], object]]]] = {
    "date_long": lambda text: when(text, "date"),
    "date_full": lambda text: when(text, "full"),
    "date_on": lambda text: when(text, "on"),
    "date_range": lambda text: when(text, "date"),
    "month_year": lambda text: when(text, "date"),
    "years_phrase": lambda text: when(text, "date"),
    "number": lambda number: lambda its: format_number(its, Decimal(str(number))),
    "percent": lambda share: quantity(percent_of(share), "percent"),
    "unit": lambda text: quantity(*text.split(" ")),
    "plural_noun": lambda text: quantity(*text.split(" ")),
    "quantity_genitive": governed,
    "plural_category": lambda number: lambda its: plural_category_of(its, Decimal(str(number))),
    "ordinal": lambda number: lambda its: ordinal(its, number),
    "ordinal_suffix": lambda number: lambda its: ending_of(its, Decimal(number), "ordinal"),
    "suffix_ablative": lambda number: lambda its: ending_of(its, Decimal(number), "abl"),
    "list_and": lambda items: lambda its: format_list(its, items, "and"),
    "list_or": lambda items: lambda its: format_list(its, items, "or"),
    "uppercase": lambda text: lambda its: upper(its, text),
    "lowercase": lambda text: lambda its: lower(its, text),
    "capitalize_first": lambda text: lambda its: capitalize_first(its, text),
    "hyphenate": lambda word: lambda its: parts_of(its, word),
    "compact_long": lambda number: quantity_in("compact", number),
    "territory": lambda code: lambda its: territory_name(its.cldr, code),
    "quote": lambda text: lambda its: quote(its, text),
    "quote_nested": lambda text: lambda its: quote(its, text),
    "sort": lambda items: lambda its: sorted(items, key=lambda item: sort_key(its, item)),
}
OURS: Final = [e for e in EXPECTATIONS if e["kind"] not in ELSEWHERE]


def test_every_kind_has_a_home() -> None:
    """No expectation is passed over: each kind is written here or held in a named other place."""
    assert {e["kind"] for e in EXPECTATIONS} == WRITERS.keys() | ELSEWHERE.keys()


@pytest.mark.parametrize("expectation", OURS, ids=[e["id"] for e in OURS])
def test_the_locale_prints_what_is_expected(expectation: dict[str, Any]) -> None:
    """The shipped language prints the expected text, or one that the linguists accept beside it."""
    actual = WRITERS[expectation["kind"]](expectation["input"])(language(expectation["locale"]))
    accepted = [expectation["expected"], *expectation.get("accept", [])]
    if expectation["check"] == "breaks_subset_nonempty":  # no wrong break; it need not be all the right ones
        accepted = [text for text in accepted if breaks_of(str(actual)) <= breaks_of(text)]
        assert "-" in str(actual)
        assert accepted
    else:
        assert actual in accepted
    assert not any(sign in str(actual) for sign in expectation.get("must_not_contain", []))


def breaks_of(text: str) -> frozenset[int]:
    """Give the places of the hyphens in the word without them."""
    return frozenset(len(text[:at].replace("-", "")) for at, letter in enumerate(text) if letter == "-")
