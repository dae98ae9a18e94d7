"""Where CLDR, Unicode or Python is wrong for a language, and its file or a rule of the room mends it.

Whether they are still wrong is asked by `test_languages_upstream.py`, at `make newest`.
"""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

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
    wrong_signs,
)
from briefing.values import Moment, Quantity, When

ROOT = Path(__file__).parents[2]


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
    """And cases, which CLDR has none of."""
    assert [written("az", "9", "month"), written("az", "44", "day")] == ["9\u00a0ay", "44\u00a0gün"]


def test_azerbaijani_intervals_begin_with_the_day() -> None:
    """The month is written out, the dash is closed up."""
    september = When(edtf="", start=day("2023-09-19"), end=day("2023-09-20"), is_interval=True)
    assert format_when(language("az"), september) == "19–20 sentyabr 2023"


def test_azerbaijani_weekdays_are_small_inside_a_sentence() -> None:
    """Also where the date begins the sentence, whose first word alone has a capital."""
    sure = When(edtf="", start=day("2023-09-19"))
    unsure = When(edtf="", start=day("2023-09-19"), uncertain=True)
    assert format_when(language("az"), sure, ("full",)) == "19 sentyabr 2023, çərşənbə axşamı"
    assert (
        format_when(language("az"), unsure, ("full", "start"))
        == "Ehtimalən 19 sentyabr 2023, çərşənbə axşamı"
    )


def test_armenian_year_has_a_full_stop() -> None:
    """No U+2024 ONE DOT LEADER, which few fonts have."""
    month = When(edtf="2023-09", start=Moment(year=2023, month=9, precision="month"))
    assert format_when(language("hy"), month) == "2023 թ. սեպտեմբեր"


def test_armenian_days_have_no_zero_before() -> None:
    """The fifth of May is `մայիսի 5`."""
    assert format_when(language("hy"), When(edtf="", start=day("2023-05-05"))) == "2023 թ. մայիսի 5"


def test_four_digits_stay_together() -> None:
    """In Armenian and in Russian."""
    assert [format_number(language(locale), Decimal(1234)) for locale in ("hy", "ru")] == ["1234", "1234"]


def test_codes_stand_apart_from_their_number() -> None:
    """A code of a currency is a word."""
    assert written("en-GB", "1500000", "AMD") == "AMD\u00a01,500,000"


@pytest.mark.parametrize("number", [1000, 2000, 3000])
def test_azerbaijani_thousands_end_in_min(number: int) -> None:
    """Read aloud they end in "min", so the ordinal is -ci."""
    assert f"{number}-ci" == ordinal(language("az"), number)


def test_azerbaijani_or_has_no_comma() -> None:
    """A conjunction that is not repeated has no comma before it."""
    assert format_list(language("az"), ["A", "B", "C"], "or") == "A, B yaxud C"


def test_armenian_capitals_follow_the_reformed_spelling() -> None:
    """Inside a word, too: ԵՐԵՎԱՆ."""
    assert [upper(language("hy"), word) for word in ("և", "Երևան")] == ["ԵՎ", "ԵՐԵՎԱՆ"]


def test_azerbaijani_i_keeps_its_dot() -> None:
    """And ı has none, as a capital either."""
    assert (
        upper(language("az"), "iran"),
        lower(language("az"), "İRAN"),
        lower(language("az"), "IŞIQ"),
    ) == ("İRAN", "iran", "ışıq")


def test_own_names_are_names() -> None:
    """As a switcher of languages shows them."""
    names = [language(locale).own_name for locale in ("en-GB", "hy", "az", "ru")]
    assert names == ["English", "Հայերեն", "Azərbaycanca", "Русский"]


@pytest.mark.parametrize("locale", ["en-GB", "en", "hy", "az", "ru"])
def test_an_interval_has_no_sign_that_the_language_calls_wrong(locale: str) -> None:
    """What `wrong_signs` finds in the text of a translator stands in no date that is written for him, either."""
    ends = [
        (day("2020-09-27"), day("2020-11-10")),
        (day("2022-12-12"), day("2023-09-20")),
        (Moment(year=2020, precision="year"), Moment(year=2023, month=9, precision="month")),
        (Moment(year=1980, precision="decade"), Moment(year=1990, precision="decade")),
    ]
    intervals = [When(edtf="", start=start, end=end, is_interval=True) for start, end in ends]
    texts = [
        format_when(language(locale), interval, (form,)) for interval in intervals for form in ("date", "on")
    ]
    plain = [text.replace("\u00a0", " ").replace("\u202f", " ") for text in texts]
    assert [(text, signs) for text in plain if (signs := wrong_signs(language(locale), text))] == []
    assert not any("– " in text and "\u00a0– " not in text for text in texts if locale == "ru")
