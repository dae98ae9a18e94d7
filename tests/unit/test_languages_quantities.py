"""Quantities as each language says them: digits, noun after the number, qualifier, range, part, case."""

from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    format_number,
    format_quantity,
    quantity_forms,
    read_language,
    unit_ids,
)
from briefing.values import Qualifier, Quantity

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "hy", "az", "ru")
QUALIFIERS: tuple[Qualifier, ...] = ("exactly", "about", "at-least", "at-most", "more-than", "fewer-than")
NUMBERS = ("0", "1", "2", "5", "11", "21", "101", "1.5")


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


def spaced(text: str) -> str:
    """Show no-break spaces as plain ones, so that expected texts can be typed."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def said(locale: str, number: str, unit: str | None, qualifier: Qualifier = "exactly", *forms: str) -> str:
    """Write a quantity, no-break spaces shown as plain ones."""
    quantity = Quantity(low=Decimal(number), unit=unit, qualifier=qualifier)
    return spaced(format_quantity(language(locale), quantity, forms).text)


NOUNS = {
    ("en-GB", "person"): "0 people|1 person|2 people|5 people|11 people|21 people|101 people|1.5 people",
    (
        "en-GB",
        "child",
    ): "0 children|1 child|2 children|5 children|11 children|21 children|101 children|1.5 children",
    ("en-GB", "day"): "0 days|1 day|2 days|5 days|11 days|21 days|101 days|1.5 days",
    ("hy", "person"): "0 մարդ|1 մարդ|2 մարդ|5 մարդ|11 մարդ|21 մարդ|101 մարդ|1,5 մարդ",
    ("hy", "day"): "0 օր|1 օր|2 օր|5 օր|11 օր|21 օր|101 օր|1,5 օր",
    (
        "hy",
        "household",
    ): "0 տնային տնտեսություն|1 տնային տնտեսություն|2 տնային տնտեսություն|5 տնային տնտեսություն|"
    "11 տնային տնտեսություն|21 տնային տնտեսություն|101 տնային տնտեսություն|1,5 տնային տնտեսություն",
    ("az", "person"): "0 nəfər|1 nəfər|2 nəfər|5 nəfər|11 nəfər|21 nəfər|101 nəfər|1,5 nəfər",
    ("az", "day"): "0 gün|1 gün|2 gün|5 gün|11 gün|21 gün|101 gün|1,5 gün",
    (
        "ru",
        "person",
    ): "0 человек|1 человек|2 человека|5 человек|11 человек|21 человек|101 человек|1,5 человека",
    ("ru", "child"): "0 детей|1 ребёнок|2 ребёнка|5 детей|11 детей|21 ребёнок|101 ребёнок|1,5 ребёнка",
    ("ru", "day"): "0 дней|1 день|2 дня|5 дней|11 дней|21 день|101 день|1,5 дня",
    ("ru", "year"): "0 лет|1 год|2 года|5 лет|11 лет|21 год|101 год|1,5 года",
    ("ru", "time"): "0 раз|1 раз|2 раза|5 раз|11 раз|21 раз|101 раз|1,5 раза",
    ("ru", "settlement"): "0 населённых пунктов|1 населённый пункт|2 населённых пункта|5 населённых пунктов|"
    "11 населённых пунктов|21 населённый пункт|101 населённый пункт|1,5 населённого пункта",
    ("ru", "percent"): "0 %|1 %|2 %|5 %|11 %|21 %|101 %|1,5 %",
}


@pytest.mark.parametrize(("locale", "unit"), NOUNS)
def test_the_noun_agrees_with_the_number(locale: str, unit: str) -> None:
    """The noun takes the form its language wants after 0, 1, 2, 5, 11, 21, 101 and 1.5."""
    assert NOUNS[locale, unit].split("|") == [said(locale, number, unit) for number in NUMBERS]


GOVERNED = {
    "day": "не менее 0 дней|не менее 1 дня|не менее 2 дней|не менее 5 дней|не менее 11 дней|не менее 21 дня|"
    "не менее 101 дня|не менее 1,5 дня",
    "person": "не менее 0 человек|не менее 1 человека|не менее 2 человек|не менее 5 человек|"
    "не менее 11 человек|не менее 21 человека|не менее 101 человека|не менее 1,5 человека",
    "house": "не менее 0 домов|не менее 1 дома|не менее 2 домов|не менее 5 домов|не менее 11 домов|"
    "не менее 21 дома|не менее 101 дома|не менее 1,5 дома",
}


@pytest.mark.parametrize("unit", GOVERNED)
def test_a_russian_qualifier_governs_the_genitive(unit: str) -> None:
    """не менее takes the genitive: never `не менее 2 дня`."""
    assert GOVERNED[unit].split("|") == [said("ru", number, unit, "at-least") for number in NUMBERS]


QUALIFIED = {
    (
        "en-GB",
        "25000",
        "person",
    ): "25,000 people|about 25,000 people|at least 25,000 people|at most 25,000 people|"
    "more than 25,000 people|fewer than 25,000 people",
    ("en-GB", "1", "day"): "1 day|about 1 day|at least 1 day|at most 1 day|more than 1 day|less than 1 day",
    ("en-GB", "80", "percent"): "80%|about 80%|at least 80%|at most 80%|more than 80%|less than 80%",
    ("hy", "25000", "person"): "25 000 մարդ|շուրջ 25 000 մարդ|առնվազն 25 000 մարդ|առավելագույնը 25 000 մարդ|"
    "ավելի քան 25 000 մարդ|25 000-ից պակաս մարդ",
    ("hy", "1", "day"): "1 օր|շուրջ 1 օր|առնվազն 1 օր|առավելագույնը 1 օր|ավելի քան 1 օր|1 օրից պակաս",
    (
        "hy",
        "200",
        "house",
    ): "200 տուն|շուրջ 200 տուն|առնվազն 200 տուն|առավելագույնը 200 տուն|ավելի քան 200 տուն|200-ից պակաս տուն",
    ("az", "25000", "person"): "25.000 nəfər|təxminən 25.000 nəfər|ən azı 25.000 nəfər|ən çoxu 25.000 nəfər|"
    "25.000 nəfərdən çox|25.000 nəfərdən az",
    ("az", "1", "day"): "1 gün|təxminən 1 gün|ən azı 1 gün|ən çoxu 1 gün|1 gündən çox|1 gündən az",
    ("az", "40", "house"): "40 ev|təxminən 40 ev|ən azı 40 ev|ən çoxu 40 ev|40-dan çox ev|40-dan az ev",
    ("az", "80", "percent"): "80%|təxminən 80%|ən azı 80%|ən çoxu 80%|80%-dən çox|80%-dən az",
    (
        "ru",
        "25000",
        "person",
    ): "25 000 человек|около 25 000 человек|не менее 25 000 человек|не более 25 000 человек|"
    "более 25 000 человек|менее 25 000 человек",
    ("ru", "1", "day"): "1 день|около 1 дня|не менее 1 дня|не более 1 дня|более 1 дня|менее 1 дня",
    (
        "ru",
        "22",
        "settlement",
    ): "22 населённых пункта|около 22 населённых пунктов|не менее 22 населённых пунктов|"
    "не более 22 населённых пунктов|более 22 населённых пунктов|менее 22 населённых пунктов",
}


@pytest.mark.parametrize(("locale", "number", "unit"), QUALIFIED)
def test_every_qualifier_stands_where_the_language_puts_it(locale: str, number: str, unit: str) -> None:
    """Before the number or after the unit, with the case it governs."""
    expected = QUALIFIED[locale, number, unit].split("|")
    assert expected == [said(locale, number, unit, qualifier) for qualifier in QUALIFIERS]


CASES = {
    ("hy", "25000", "person"): "25 000 մարդ|25 000 մարդու|25 000 մարդու|25 000 մարդուց|25 000 մարդով",
    ("hy", "9", "month"): "9 ամիս|9 ամսվա|9 ամսվան|9 ամսից|9 ամսով",
    ("az", "9", "month"): "9 ay|9 ayın|9 aya|9 ayı|9 ayda|9 aydan",
    ("az", "3", "child"): "3 uşaq|3 uşağın|3 uşağa|3 uşağı|3 uşaqda|3 uşaqdan",
    ("az", "2", "settlement"): "2 yaşayış məntəqəsi|2 yaşayış məntəqəsinin|2 yaşayış məntəqəsinə|"
    "2 yaşayış məntəqəsini|2 yaşayış məntəqəsində|2 yaşayış məntəqəsindən",
    ("ru", "9", "month"): "9 месяцев|9 месяцев|9 месяцам|9 месяцев|9 месяцами|9 месяцах",
    ("ru", "21", "family"): "21 семья|21 семьи|21 семье|21 семью|21 семьёй|21 семье",
    ("ru", "2", "person"): "2 человека|2 человек|2 человекам|2 человек|2 человеками|2 человеках",
    ("ru", "22", "person"): "22 человека|22 человек|22 человекам|22 человека|22 человеками|22 человеках",
    ("ru", "25000", "person"): "25 000 человек|25 000 человек|25 000 человек|25 000 человек|25 000 человек|"
    "25 000 человек",
}


@pytest.mark.parametrize(("locale", "number", "unit"), CASES)
def test_a_phrase_has_the_cases_of_its_language(locale: str, number: str, unit: str) -> None:
    """The cases come in the order in which `quantity_forms` offers them."""
    cases = [form for form in quantity_forms(language(locale)) if form not in ("number", "compact", "start")]
    assert CASES[locale, number, unit].split("|") == [said(locale, number, unit, "exactly", c) for c in cases]


@pytest.mark.parametrize(
    ("locale", "forms", "expected"),
    [
        ("ru", ("dat",), "не менее чем 9 месяцам"),
        ("ru", ("gen",), "не менее 9 месяцев"),
        ("hy", ("gen",), "առնվազն 9 ամսվա"),
        ("az", ("dat",), "ən azı 9 aya"),
        ("en-GB", ("number",), "at least 9"),
        ("ru", ("number",), "не менее 9"),
        ("hy", ("number", "gen"), "առնվազն 9-ի"),
        ("az", ("number", "abl"), "ən azı 9-dan"),
        ("en-GB", ("start",), "At least 9 months"),
        ("hy", ("start",), "Առնվազն 9 ամիս"),
        ("az", ("gen", "start"), "Ən azı 9 ayın"),
        ("ru", ("start",), "Не менее 9 месяцев"),
    ],
)
def test_forms_combine(locale: str, forms: tuple[str, ...], expected: str) -> None:
    """A case, `number` and `start` may be asked for together, with the qualifier kept."""
    assert expected == said(locale, "9", "month", "at-least", *forms)


def test_azerbaijani_more_than_takes_the_ending_of_the_last_word() -> None:
    """Without a unit the number takes it: 100.000-dən, 40-dan, 9-dan."""
    expected = ["100.000-dən çox", "40-dan çox", "9-dan çox", "6-dan az"]
    numbers: list[tuple[str, Qualifier]] = [
        ("100000", "more-than"),
        ("40", "more-than"),
        ("9", "more-than"),
        ("6", "fewer-than"),
    ]
    assert expected == [said("az", number, None, qualifier) for number, qualifier in numbers]


RANGES = {"en-GB": "400–600 people", "hy": "400–600 մարդ", "az": "400–600 nəfər", "ru": "400–600 человек"}
PARTS = {
    "en-GB": ("3 of 7 villages", "at least 3 of 7 villages", "3 of 7"),
    "hy": ("7 գյուղից 3-ը", "7 գյուղից առնվազն 3-ը", "7-ից 3-ը"),
    "az": ("7 kənddən 3-ü", "7 kənddən ən azı 3-ü", "7-dən 3-ü"),
    "ru": ("3 из 7 сёл", "не менее 3 из 7 сёл", "3 из 7"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_range_is_one_number(locale: str) -> None:
    """Both ends are digits joined by an en dash, and both are the number of the phrase."""
    quantity = Quantity(low=Decimal(400), high=Decimal(600), qualifier="between", unit="person")
    written = format_quantity(language(locale), quantity)
    assert (RANGES[locale], "400–600") == (spaced(written.text), written.number)


def test_a_range_agrees_as_its_language_says() -> None:
    """Russian agrees with the last number; English is plural whatever the ends."""
    day = Quantity(low=Decimal(0), high=Decimal(1), qualifier="between", unit="day")
    assert [spaced(format_quantity(language(locale), day).text) for locale in ("en-GB", "ru")] == [
        "0–1 days",
        "0–1 день",
    ]


@pytest.mark.parametrize("locale", LOCALES)
def test_a_part_of_a_whole_stands_in_the_order_of_the_language(locale: str) -> None:
    """The whole comes first in Armenian and Azerbaijani; the qualifier belongs to the part."""
    part = Quantity(low=Decimal(3), of=Decimal(7), unit="village")
    at_least = Quantity(low=Decimal(3), of=Decimal(7), unit="village", qualifier="at-least")
    its = language(locale)
    written = (
        format_quantity(its, part),
        format_quantity(its, at_least),
        format_quantity(its, part, ("number",)),
    )
    assert PARTS[locale] == tuple(spaced(text.text) for text in written)
    assert [text.number for text in written] == ["3", "3", "3"]


@pytest.mark.parametrize("locale", LOCALES)
def test_the_parts_of_a_phrase_make_the_phrase(locale: str) -> None:
    """Lead, number and tail join to the text for every unit, qualifier and form; digits are in number."""
    its = language(locale)
    for unit, qualifier, form in product(unit_ids(its), QUALIFIERS, quantity_forms(its)):
        for high, of in ((None, None), (Decimal(40_000), None), (None, Decimal(70_000))):
            quantity = Quantity(low=Decimal(25_000), high=high, of=of, unit=unit, qualifier=qualifier)
            written = format_quantity(its, quantity, (form,))
            assert written.text == written.lead + written.number + written.tail
            assert written.text == written.text.strip()
            assert "  " not in written.text
            assert not set("{}\x02\x03") & set(written.text)
            if form != "compact":
                assert written.number.startswith(format_number(its, Decimal(25_000)))


def test_numbers_keep_every_digit_typed() -> None:
    """Nothing is rounded, padded or compacted; zeros after the point were typed for a reason."""
    written = {
        locale: [
            spaced(format_number(language(locale), Decimal(n))) for n in ("43.20", "1234", "12345", "-5", "0")
        ]
        for locale in LOCALES
    }
    assert written == {
        "en-GB": ["43.20", "1,234", "12,345", "\u22125", "0"],
        "hy": ["43,20", "1234", "12 345", "\u22125", "0"],
        "az": ["43,20", "1.234", "12.345", "\u22125", "0"],
        "ru": ["43,20", "1234", "12 345", "\u22125", "0"],
    }


def test_a_number_never_ends_a_line_alone() -> None:
    """Groups are joined by U+202F, number and noun by U+00A0, number and Russian percent sign by U+202F."""
    people = Quantity(low=Decimal(25_000), unit="person")
    share = Quantity(low=Decimal(80), unit="percent")
    assert format_quantity(language("ru"), people).text == "25\u202f000\u00a0человек"
    assert format_quantity(language("ru"), share).text == "80\u202f%"
    assert format_quantity(language("en-GB"), people).text == "25,000\u00a0people"


def test_money_names_its_currency() -> None:
    """No sign that two currencies share: a code before the number in English, the name elsewhere."""
    expected = ["USD 1,500,000", "1 500 000 ԱՄՆ դոլար", "1.500.000 ABŞ dolları", "1 500 000 долларов США"]
    assert expected == [said(locale, "1500000", "USD") for locale in LOCALES]


def test_all_languages_have_the_same_units() -> None:
    """A brief that renders in one shipped language has its units in all."""
    assert [set(unit_ids(language("en-GB")))] * 3 == [
        set(unit_ids(language(locale))) for locale in ("hy", "az", "ru")
    ]


def test_a_unit_of_the_briefs_own_takes_the_words_of_its_message() -> None:
    """The plural forms of a PO message decline as far as they go: ru has its genitives from them."""
    words = {
        "en-GB": ("ferry", "ferries"),
        "hy": ("լաստանավ", "լաստանավ"),
        "az": ("bərə", "bərə"),
        "ru": ("паром", "парома", "паромов"),
    }
    numbers: list[tuple[int, Qualifier]] = [
        (1, "exactly"),
        (2, "exactly"),
        (21, "at-least"),
        (7, "more-than"),
    ]
    written = {
        locale: [
            spaced(
                format_quantity(
                    language(locale), Quantity(low=Decimal(n), qualifier=q, unit="ferry"), (), words[locale]
                ).text
            )
            for n, q in numbers
        ]
        for locale in LOCALES
    }
    assert written == {
        "en-GB": ["1 ferry", "2 ferries", "at least 21 ferries", "more than 7 ferries"],
        "hy": ["1 լաստանավ", "2 լաստանավ", "առնվազն 21 լաստանավ", "ավելի քան 7 լաստանավ"],
        "az": ["1 bərə", "2 bərə", "ən azı 21 bərə", "7-dən çox bərə"],
        "ru": ["1 паром", "2 парома", "не менее 21 парома", "более 7 паромов"],
    }


def test_forms_offered() -> None:
    """Each language offers exactly the cases it can build, then `number`, `compact` and `start`."""
    assert {locale: " ".join(quantity_forms(language(locale))) for locale in LOCALES} == {
        "en-GB": "nom number compact start",
        "hy": "nom gen dat abl ins number compact start",
        "az": "nom gen dat acc loc abl number compact start",
        "ru": "nom gen dat acc ins loc number compact start",
    }
