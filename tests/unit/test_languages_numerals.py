"""What follows a numeral: Azerbaijani endings by vowel harmony, ordinals, plural categories."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from briefing.inputs import Inputs
from briefing.languages import Language, ordinal, plural_index, read_language
from briefing.languages.numerals import ending_of, plural_category_of

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "hy", "az", "ru")


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


# Read aloud, each ends in a word; the vowels of that word decide every ending.
WORDS = {
    **dict(enumerate(["sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz"])),
    **dict(
        zip(
            range(10, 100, 10),
            ["on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan"],
            strict=True,
        )
    ),
    100: "yüz",
    1000: "min",
    10**6: "milyon",
    10**9: "milyard",
}
NARROW = {"a": "ı", "ı": "ı", "e": "i", "ə": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}


def last_word(number: int) -> str:
    """Give the last word of a number as an Azerbaijani reads it."""
    for size in (10**9, 10**6, 1000, 100):
        if number and number % size == 0:
            return WORDS[size]
    return WORDS[number % 100 if number % 10 == 0 else number % 10]


def harmonic(number: int) -> dict[str, str]:
    """Work out the endings of a number by vowel harmony, with no table."""
    word = last_word(number)
    vowel = next(letter for letter in reversed(word) if letter in NARROW)
    narrow, wide = NARROW[vowel], "a" if vowel in "aıou" else "ə"
    ends_open = word[-1] in NARROW
    return {
        "ordinal": f"-c{narrow}",
        "gen": f"-{'n' if ends_open else ''}{narrow}n",
        "dat": f"-{'y' if ends_open else ''}{wide}",
        "acc": f"-{'n' if ends_open else ''}{narrow}",
        "loc": f"-d{wide}",
        "abl": f"-d{wide}n",
        "part": f"-{'s' if ends_open else ''}{narrow}",
        "part-dat": f"-{'s' if ends_open else ''}{narrow}n{wide}",
    }


@pytest.mark.parametrize("numbers", [range(101), range(1900, 2101), (1000, 10_000, 25_000, 10**6, 10**9)])
def test_azerbaijani_endings_follow_the_last_spoken_word(numbers: tuple[int, ...]) -> None:
    """The table of endings agrees with vowel harmony for every number and form."""
    for number in numbers:
        expected = harmonic(number)
        assert expected == {f: ending_of(language("az"), Decimal(number), f) for f in expected}, number


def test_ordinals() -> None:
    """1st 2nd 3rd 11th; 1-ին then -րդ; az by the last word, years ungrouped; ru -й."""
    numbers = (1, 2, 3, 4, 11, 12, 13, 21, 112, 2000, 2023)
    written = {locale: [ordinal(language(locale), n) for n in numbers] for locale in LOCALES}
    assert written == {
        "en-GB": ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "2000th", "2023rd"],
        "hy": [
            "1-ին",
            "2-րդ",
            "3-րդ",
            "4-րդ",
            "11-րդ",
            "12-րդ",
            "13-րդ",
            "21-րդ",
            "112-րդ",
            "2000-րդ",
            "2023-րդ",
        ],
        "az": [
            "1-ci",
            "2-ci",
            "3-cü",
            "4-cü",
            "11-ci",
            "12-ci",
            "13-cü",
            "21-ci",
            "112-ci",
            "2000-ci",
            "2023-cü",
        ],
        "ru": ["1-й", "2-й", "3-й", "4-й", "11-й", "12-й", "13-й", "21-й", "112-й", "2000-й", "2023-й"],
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_the_plural_header_agrees_with_cldr(locale: str) -> None:
    """The PO formula and CLDR part the counts alike: one index for one category, below the declared count."""
    its = language(locale)
    pairs = {(plural_category_of(its, Decimal(n)), plural_index(its, n)) for n in range(1001)}
    assert its.plural_count == len(pairs)
    assert set(range(its.plural_count)) == {index for _, index in pairs}
