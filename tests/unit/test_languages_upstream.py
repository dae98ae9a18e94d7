"""Where Babel and CLDR are wrong and a language file mends it: our text, and a guard on theirs.

A guard that fails is good news: the library has mended the defect, and our override and its comment can go.
"""

from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list as babel_list
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    format_list,
    format_number,
    format_quantity,
    format_when,
    lower,
    ordinal,
    read_language,
    upper,
)
from briefing.values import Moment, Quantity, When

ROOT = Path(__file__).parents[2]
DAY = date(2023, 9, 19)
GOOD_NEWS = "upstream has mended this: remove our override and this test"


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


def written(locale: str, number: str, unit: str) -> str:
    """Write a plain quantity."""
    return format_quantity(language(locale), Quantity(low=Decimal(number), unit=unit)).text


def day(text: str) -> Moment:
    """Make a day."""
    year, month, day_ = map(int, text.split("-"))
    return Moment(year=year, month=month, day=day_, precision="day")


def test_azerbaijani_units_have_words() -> None:
    """Babel 2.18 does not follow CLDR's root aliases and prints the key of the unit."""
    assert [written("az", "9", "month"), written("az", "44", "day")] == ["9\u00a0ay", "44\u00a0gün"]
    assert "duration" in format_unit(9, "duration-month", locale="az"), GOOD_NEWS


def test_azerbaijani_intervals_begin_with_the_day() -> None:
    """CLDR 47 puts the year first or in the middle, and abbreviates the month."""
    september = When(edtf="", start=day("2023-09-19"), end=day("2023-09-20"), is_interval=True)
    assert format_when(language("az"), september) == "19–20 sentyabr 2023"
    assert format_interval(DAY, date(2023, 9, 20), "yMMMMd", locale="az").startswith("2023 sen"), GOOD_NEWS


def test_armenian_year_has_a_full_stop() -> None:
    """CLDR 47 and 48 have U+2024 ONE DOT LEADER after թ in the month-and-year pattern; few fonts draw it."""
    month = When(edtf="2023-09", start=Moment(year=2023, month=9, precision="month"))
    assert format_when(language("hy"), month) == "2023 թ. սեպտեմբեր"
    assert "\u2024" in format_skeleton("yMMMM", DAY, locale="hy"), GOOD_NEWS


def test_armenian_days_have_no_zero_before() -> None:
    """CLDR's long date is `dd MMMM, y թ.`: 05 մայիսի."""
    assert format_when(language("hy"), When(edtf="", start=day("2023-05-05"))) == "2023 թ. մայիսի 5"
    assert format_date(date(2023, 5, 5), "long", locale="hy").startswith("05"), GOOD_NEWS


def test_four_digits_stay_together() -> None:
    """CLDR 48 has minimumGroupingDigits 2 for hy; Babel 2.18 does not read it. Russian typography agrees."""
    assert [format_number(language(locale), Decimal(1234)) for locale in ("hy", "ru")] == ["1234", "1234"]
    assert format_decimal(1234, locale="hy") == "1\u00a0234", GOOD_NEWS


def test_codes_stand_apart_from_their_number() -> None:
    """Babel 2.18 does not read CLDR's currencySpacing: AMD1,500,000."""
    assert written("en-GB", "1500000", "AMD") == "AMD\u00a01,500,000"
    assert "AMD1" in format_currency(1_500_000, "AMD", locale="en"), GOOD_NEWS


@pytest.mark.parametrize("number", [1000, 2000, 3000])
def test_azerbaijani_thousands_end_in_min(number: int) -> None:
    """CLDR's ordinal rule puts 1000, 2000, 3000 in the class of -cu; read aloud they end in "min"."""
    assert f"{number}-ci" == ordinal(language("az"), number)
    # 9 and 10 are -cu, and CLDR gives whole thousands the same class.
    az = Locale.parse("az")
    assert az.ordinal_form(10) == az.ordinal_form(number), GOOD_NEWS


def test_azerbaijani_or_has_no_comma() -> None:
    """A conjunction that is not repeated has no comma before it; CLDR sets one."""
    assert format_list(language("az"), ["A", "B", "C"], "or") == "A, B yaxud C"
    assert ", yaxud" in babel_list(["A", "B", "C"], style="or", locale="az"), GOOD_NEWS


def test_armenian_capitals_follow_the_reformed_spelling() -> None:
    """Unicode's default upper case of և is ԵՒ, also inside a word: ԵՐԵՒԱՆ."""
    assert [upper(language("hy"), word) for word in ("և", "Երևան")] == ["ԵՎ", "ԵՐԵՎԱՆ"]
    assert "և".upper() == "ԵՒ", GOOD_NEWS


def test_azerbaijani_i_keeps_its_dot() -> None:
    """Python's casing knows no locale: i → I, and İ → i with a combining dot."""
    assert (
        upper(language("az"), "iran"),
        lower(language("az"), "İRAN"),
        lower(language("az"), "IŞIQ"),
    ) == ("İRAN", "iran", "ışıq")
    assert "İRAN".lower() == "i\u0307ran", GOOD_NEWS


def test_own_names_are_names() -> None:
    """CLDR's own name of Azerbaijani is an adjective in small letters, no name of a language."""
    names = [language(locale).own_name for locale in ("en-GB", "hy", "az", "ru")]
    assert names == ["English", "Հայերեն", "Azərbaycanca", "Русский"]
    assert Locale.parse("az").get_language_name("az") == "azərbaycan", GOOD_NEWS


def test_the_base_is_the_cldr_we_read() -> None:
    """The overrides were written against CLDR 47 of Babel 2.18; a newer one wants a second look."""
    assert get_global("cldr")["version"] == "47", "read the comments of locales/*/language.yaml again"


@pytest.mark.parametrize("locale", ["en-GB", "hy", "az", "ru"])
def test_symbols_are_those_of_cldr_but_for_the_kind_of_space(locale: str) -> None:
    """Separators differ from CLDR only by U+202F for U+00A0, which justified lines do not stretch."""
    symbols = Locale.parse(language(locale).cldr).number_symbols["latn"]
    numbers = language(locale).numbers
    assert (symbols["group"], symbols["decimal"]) == (
        numbers.group.replace("\u202f", "\u00a0"),
        numbers.decimal,
    )
