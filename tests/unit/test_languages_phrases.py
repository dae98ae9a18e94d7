"""Quantities in every case with every qualifier: measures, parts of a whole, the brief's own units, below zero."""

from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    format_quantity,
    format_when,
    keep_date,
    quantity_forms,
    read_language,
)
from briefing.values import Moment, Precision, Qualifier, Quantity, When

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "hy", "az", "ru")


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


def said(locale: str, quantity: Quantity, *forms: str, words: tuple[str, ...] | None = None) -> str:
    """Write a quantity, no-break spaces shown as plain ones."""
    text = format_quantity(language(locale), quantity, forms, words).text
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def cases_of(locale: str, quantity: Quantity) -> str:
    """Write a quantity in all cases of a language, in their order."""
    cases = [form for form in quantity_forms(language(locale)) if form not in ("number", "compact", "start")]
    return " | ".join(said(locale, quantity, case) for case in cases)


@pytest.mark.parametrize(
    ("locale", "qualifier", "unit", "expected"),
    [
        ("hy", "fewer-than", "percent", "5%-ից պակաս | 5%-ից պակասի | 5%-ից պակասի | 5%-ից պակասից | 5%-ից պակասով"),
        (
            "hy", "fewer-than", "month",
            "5 ամսից պակաս | 5 ամսից պակասի | 5 ամսից պակասի | 5 ամսից պակասից | 5 ամսից պակասով",
        ),
        ("hy", "fewer-than", None, "5-ից պակաս | 5-ից պակասի | 5-ից պակասի | 5-ից պակասից | 5-ից պակասով"),
        (
            "hy", "more-than", "percent",
            "ավելի քան 5% | ավելի քան 5%-ի | ավելի քան 5%-ի | ավելի քան 5%-ից | ավելի քան 5%-ով",
        ),
        (
            "az", "fewer-than", "percent",
            "5%-dən az | 5%-dən azının | 5%-dən azına | 5%-dən azını | 5%-dən azında | 5%-dən azından",
        ),
        (
            "az", "more-than", "month",
            "5 aydan çox | 5 aydan çoxunun | 5 aydan çoxuna | 5 aydan çoxunu | 5 aydan çoxunda | 5 aydan çoxundan",
        ),
        (
            "az", "more-than", "person",
            "5 nəfərdən çox | 5 nəfərdən çoxunun | 5 nəfərdən çoxuna | 5 nəfərdən çoxunu | 5 nəfərdən çoxunda | "
            "5 nəfərdən çoxundan",
        ),
        (
            "az", "more-than", "house",
            "5-dən çox ev | 5-dən çox evin | 5-dən çox evə | 5-dən çox evi | 5-dən çox evdə | 5-dən çox evdən",
        ),
    ],
)  # fmt: skip
def test_more_and_fewer_take_the_case_at_their_end(
    locale: str, qualifier: Qualifier, unit: str | None, expected: str
) -> None:
    """`5-dən az %-in` is no word: of a measure, the word for less or more is what declines."""
    assert expected == cases_of(locale, Quantity(low=Decimal(5), unit=unit, qualifier=qualifier))


@pytest.mark.parametrize(
    ("locale", "qualifier", "expected"),
    [
        (
            "hy", "at-least",
            "7 գյուղից առնվազն 3-ը | 7 գյուղից առնվազն 3-ի | 7 գյուղից առնվազն 3-ի | 7 գյուղից առնվազն 3-ից | "
            "7 գյուղից առնվազն 3-ով",
        ),
        (
            "hy", "fewer-than",
            "7 գյուղից 3-ից պակասը | 7 գյուղից 3-ից պակասի | 7 գյուղից 3-ից պակասին | 7 գյուղից 3-ից պակասից | "
            "7 գյուղից 3-ից պակասով",
        ),
        (
            "az", "at-least",
            "7 kənddən ən azı 3-ü | 7 kənddən ən azı 3-ünün | 7 kənddən ən azı 3-ünə | 7 kənddən ən azı 3-ünü | "
            "7 kənddən ən azı 3-ündə | 7 kənddən ən azı 3-ündən",
        ),
        (
            "az", "more-than",
            "7 kənddən 3-dən çoxu | 7 kənddən 3-dən çoxunun | 7 kənddən 3-dən çoxuna | 7 kənddən 3-dən çoxunu | "
            "7 kənddən 3-dən çoxunda | 7 kənddən 3-dən çoxundan",
        ),
    ],
)  # fmt: skip
def test_a_qualified_part_of_a_whole_has_its_cases(locale: str, qualifier: Qualifier, expected: str) -> None:
    """A form that is offered is never the nominative in disguise."""
    quantity = Quantity(low=Decimal(3), of=Decimal(7), unit="village", qualifier=qualifier)
    assert expected == cases_of(locale, quantity)


@pytest.mark.parametrize(("locale", "qualifier"), list(product(LOCALES, get_args(Qualifier))))
def test_a_part_of_the_briefs_own_units_keeps_its_qualifier(locale: str, qualifier: Qualifier) -> None:
    """`At least 3 of 7 ferries` loses neither its qualifier nor its whole, whatever the words are."""
    words = ("ferry",) * language(locale).plural_count
    part = Quantity(low=Decimal(3), of=Decimal(7), unit="ferry", qualifier=qualifier)
    text = said(locale, part, words=words)
    assert "7" in text
    plain = said(
        locale, Quantity(low=Decimal(3), of=Decimal(7), unit="ferry", qualifier="exactly"), words=words
    )
    assert (text != plain) is (qualifier not in ("exactly", "between"))


def test_a_part_of_the_briefs_own_units_in_words() -> None:
    """The qualifier stands at the part, after the whole."""
    at_least = Quantity(low=Decimal(3), of=Decimal(7), unit="ferry", qualifier="at-least")
    more = Quantity(low=Decimal(3), of=Decimal(7), unit="ferry", qualifier="more-than")
    assert [said("hy", q, words=("լաստանավ",) * 2) for q in (at_least, more)] == [
        "7-ից առնվազն 3 լաստանավ",
        "7-ից ավելի քան 3 լաստանավ",
    ]
    assert [said("az", q, words=("bərə",) * 2) for q in (at_least, more)] == [
        "7-dən ən azı 3 bərə",
        "7-dən 3-dən çox bərə",
    ]


def test_a_range_below_zero_has_no_dash() -> None:
    """A dash before 3 would be read as a minus."""
    change = Quantity(low=Decimal(-5), high=Decimal(3), unit="percent", qualifier="between")
    points = Quantity(low=Decimal(-5), high=Decimal(-3), unit="percentage-point", qualifier="about")
    assert [said(locale, change) for locale in LOCALES] == [
        "−5 to 3%", "−5-ից մինչև 3%", "−5-dən 3%-ə qədər", "от −5 до 3 %",
    ]  # fmt: skip
    assert [said(locale, points) for locale in LOCALES] == [
        "about −5…−3 percentage points",
        "շուրջ −5…−3 տոկոսային կետ",
        "təxminən −5…−3 faiz bəndi",
        "около −5…−3 процентных пунктов",
    ]
    parts = format_quantity(language("az"), change)
    assert (parts.lead, parts.number, parts.tail) == ("", "−5-dən 3", "%-ə qədər")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_minus_is_the_same_sign_in_every_form(locale: str) -> None:
    """The hyphen of a keyboard is a dash to the reader, and breaks from its number."""
    quantity = Quantity(low=Decimal(-1500000), unit="USD", qualifier="exactly")
    for form in quantity_forms(language(locale)):
        text = format_quantity(language(locale), quantity, (form,)).text
        assert "\u2212" in text, form
        assert "-1" not in text, form


@pytest.mark.parametrize(
    ("precision", "first", "last", "expected"),
    [
        ("decade", 1980, 1990, ["1980s – 1990s", "1980-ական թվականներ – 1990-ական թվականներ"]),
        ("century", 1900, 2000, ["20th century – 21st century", "20-րդ դար – 21-րդ դար"]),
        ("year", 2020, 2023, ["2020–2023", "2020–2023"]),
    ],
)
def test_the_years_of_decades_are_not_cut_off(
    precision: Precision, first: int, last: int, expected: list[str]
) -> None:
    """The decade after 1990 ends in 1999: `1980–1990` would lose nine years of it."""
    start, end = (Moment(year=year, precision=precision) for year in (first, last))
    when = When(edtf="", start=start, end=end, is_interval=True)
    written = [format_when(language(locale), when, ("year",)) for locale in ("en-GB", "hy")]
    assert written == expected


def test_the_word_for_the_year_stays_on_its_line() -> None:
    """`թ.` alone at the beginning of a line is nothing."""
    day = When(edtf="2026-03-02", start=Moment(year=2026, month=3, day=2, precision="day"))
    years = When(
        edtf="2020/2023",
        start=Moment(year=2020, precision="year"),
        end=Moment(year=2023, precision="year"),
        is_interval=True,
    )
    written = [keep_date(language("hy"), format_when(language("hy"), when, ())) for when in (day, years)]
    assert written == ["2026\u00a0թ. մարտի\u00a02", "2020–2023\u00a0թթ."]
