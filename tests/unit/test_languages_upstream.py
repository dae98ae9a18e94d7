"""Canaries: what CLDR, Babel and Python say today, where our language files say the same or, on purpose, not.

Not part of `make test`: a canary that fails says nothing of the product, but that upstream has changed. `make newest`
runs them and prints a line for each; then a comment of `locales/*/language.yaml`, or a rule there, wants a second look.
"""

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list as babel_list
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, format_currency, format_decimal

from briefing.inputs import Inputs
from briefing.languages import Language, read_language
from briefing.languages.numerals import format_compact
from briefing.languages.plurals import category_of, parse_rule

pytestmark = pytest.mark.upstream

ROOT = Path(__file__).parents[2]
DAY = date(2023, 9, 19)
LOCALES = ("en-GB", "en-US", "hy", "az", "ru", "uk", "ka")
NUMBERS = (*range(130), 1000, 25000, 1000000, "0.5", "1.0", "1.5", "2.0", "21.1", "0.01")
COMPACT = (1000, 1200, 2000, 5000, 21000, 1500000, 3000000, 5000000000, 7000000000000, "1000000.5")
MENDED = "upstream has mended this: the comment in the language file can go, perhaps the rule, too"
CHANGED = "upstream has changed this: compare it with the comment in the language file"

DIFFERENCES = {
    ("az", "months gen"): "the form inside a date is no genitive in CLDR; ours is asked for by name",
    ("ka", "months gen"): "as in Azerbaijani",
    ("az", "weekdays nom"): "small letters inside a sentence; CLDR 49 has them for the beginning of a date",
    ("az", "lists or"): "a conjunction that is not repeated has no comma before it: A, B yaxud C",
}
"""Where a language file differs from CLDR on purpose, by locale and key, and why."""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Language]:
    """Read all languages, those that are shipped and those of the tests."""
    root = tmp_path_factory.mktemp("languages")
    for path in (*ROOT.glob("locales/*/language.yaml"), *ROOT.glob("tests/languages/*/language.yaml")):
        target = root / "locales" / path.parent.name / path.name
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    inputs = Inputs(root=root, carried=root)
    found = {locale: read_language(inputs, locale).value for locale in LOCALES}
    return {locale: its for locale, its in found.items() if its is not None}


def words(its: Language) -> Iterator[tuple[str, object, object]]:
    """Give the words of a language that CLDR has, too: by what they are, as the file and as CLDR has them."""
    theirs = Locale.parse(its.cldr)
    for form, width in (("nom", "stand-alone"), ("gen", "format")):
        if form in its.dates.months:
            months = [str(theirs.months[width]["wide"][month]) for month in range(1, 13)]
            yield f"months {form}", list(its.dates.months[form]), months
    weekdays = [str(theirs.days["format"]["wide"][day]) for day in range(7)]
    yield "weekdays nom", list(its.dates.weekdays["nom"]), weekdays
    for kind, style in (("and", "standard"), ("or", "or")):
        yield (
            f"lists {kind}",
            dict(its.lists[kind]),
            {k: str(p) for k, p in theirs.list_patterns[style].items()},
        )
    for number in (Decimal(number) for number in NUMBERS):
        yield f"plural of {number}", category_of(its.plural_rules, number), theirs.plural_form(number)
    for number in (Decimal(number) for number in COMPACT):
        digits = len(str(number))
        compact = format_compact_decimal(number, format_type="long", locale=its.cldr, fraction_digits=digits)
        ours = format_compact(its, number).replace("\u00a0", " ").replace("\u202f", " ")
        yield f"compact {number}", ours, compact.replace("\u00a0", " ")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_of_a_language_are_those_of_cldr(languages: Mapping[str, Language], locale: str) -> None:
    """But for the differences that are named, each with its reason."""
    found = {key: (ours, theirs) for key, ours, theirs in words(languages[locale]) if ours != theirs}
    intended = {key for of, key in DIFFERENCES if of == locale}
    assert {k: v for k, v in found.items() if k not in intended} == {}, CHANGED
    assert intended - set(found) == set(), MENDED


def test_no_region_has_other_words() -> None:
    """Months, weekdays and lists are the same in every region of a language, but for the English lists below."""
    lists: dict[str, set[str]] = {}
    for name in locale_identifiers():
        language, _, region = name.partition("_")
        if language in ("en", "hy", "az", "ru") and len(region) == 2 and region.isupper():
            theirs = Locale.parse(name)
            base = Locale.parse(language)
            assert dict(theirs.days["format"]["wide"]) == dict(base.days["format"]["wide"]), CHANGED
            assert dict(theirs.months["format"]["wide"]) == dict(base.months["format"]["wide"]), CHANGED
            lists.setdefault(f"{language} {theirs.list_patterns['standard']['end']}", set()).add(region)
    # Of these only the US has an overlay in our file; the others take the comma from it in CLDR by descent.
    assert lists["en {0}, and {1}"] == {
        *("AE", "AS", "BI", "GU", "JP", "MH", "MP", "PH", "PR", "UM", "US", "VI")
    }, CHANGED
    assert len(lists) == 4, CHANGED


def test_every_plural_rule_of_cldr_can_be_read() -> None:
    """And gives what Babel gives, in every language there is."""
    for name in locale_identifiers():
        if "_" not in name:
            form = Locale.parse(name).plural_form
            texts = {tag: str(rule) for tag, rule in form.rules.items()}
            plain = {t: r.replace(" not in ", " != ").replace(" in ", " = ") for t, r in texts.items()}
            rules = {tag: parse_rule(rule.replace(" mod ", " % ")) for tag, rule in plain.items()}
            wrong = [n for n in NUMBERS if category_of(rules, Decimal(n)) != form(Decimal(n))]
            assert (name, wrong) == (name, []), CHANGED


def test_the_comments_of_the_language_files_name_this_cldr() -> None:
    """They say what CLDR 49 has; a newer one wants a second look at each."""
    assert get_global("cldr")["version"] == "49", "read the comments of locales/*/language.yaml again"
    for path in ROOT.glob("locales/*/language.yaml"):
        assert "Where we differ from CLDR 49" in path.read_text(encoding="utf-8"), path


def test_azerbaijani_intervals_have_spaces_round_the_dash() -> None:
    """And a short month; ours are closed up between two days, and the month is written out."""
    text = format_interval(DAY, date(2023, 9, 20), "yMMMMd", locale="az")
    assert text.replace("\u2009", " ") == "19 – 20 sen 2023", CHANGED


def test_azerbaijani_full_dates_begin_with_the_weekday() -> None:
    """Hence the capitals; ours end with it."""
    assert format_date(DAY, "full", locale="az") == "Çərşənbə axşamı, 19 sentyabr 2023", CHANGED


def test_english_intervals_have_thin_spaces() -> None:
    """Ours are closed up between two days."""
    assert "\u2009–\u2009" in format_interval(DAY, date(2023, 9, 20), "yMMMMd", locale="en_GB"), CHANGED


def test_russian_intervals_have_the_long_dash() -> None:
    """Also between two days, where ours have the short one."""
    text = format_interval(DAY, date(2023, 9, 20), "yMMMMd", locale="ru")
    assert "19—20 сент." in text.replace("\u2009", ""), CHANGED


def test_armenian_year_has_a_leader_for_a_full_stop() -> None:
    """U+2024 ONE DOT LEADER after թ; few fonts have it."""
    for skeleton in ("y", "yMMMM", "yMMMMd"):
        assert "\u2024" in format_skeleton(skeleton, DAY, locale="hy"), MENDED


def test_armenian_long_dates_are_ours() -> None:
    """The year first, no zero before the day."""
    assert format_date(date(2023, 5, 5), "long", locale="hy") == "2023 թ. մայիսի 5", CHANGED


def test_babel_groups_four_digits_in_armenian() -> None:
    """CLDR has minimumGroupingDigits 2 for hy; Babel does not read it."""
    assert format_decimal(1234, locale="hy") == "1\u00a0234", MENDED


def test_babel_sets_no_space_after_a_code() -> None:
    """It does not read CLDR's currencySpacing: AMD1,500,000."""
    assert "AMD1" in format_currency(1_500_000, "AMD", locale="en"), MENDED


def test_cldr_has_azerbaijani_thousands_end_in_on() -> None:
    """1000, 2000, 3000 in the class of -cu, with 10; read aloud they end in "min"."""
    az = Locale.parse("az")
    assert {az.ordinal_form(number) for number in (1000, 2000, 3000)} == {az.ordinal_form(10)}, MENDED


def test_cldr_sets_a_comma_before_the_azerbaijani_or() -> None:
    """Ours has none."""
    assert ", yaxud" in babel_list(["A", "B", "C"], style="or", locale="az"), MENDED


def test_the_own_name_of_azerbaijani_is_an_adjective() -> None:
    """In small letters, no name of a language."""
    assert Locale.parse("az").get_language_name("az") == "azərbaycan", MENDED


def test_unicode_has_the_classical_capital_of_armenian_yev() -> None:
    """ԵՒ, also inside a word: ԵՐԵՒԱՆ."""
    assert "և".upper() == "ԵՒ", MENDED


def test_python_knows_no_turkic_i() -> None:
    """It makes i with a combining dot of İ."""
    assert "İRAN".lower() == "i\u0307ran", MENDED


@pytest.mark.parametrize("locale", LOCALES)
def test_signs_of_numbers_are_those_of_cldr(languages: Mapping[str, Language], locale: str) -> None:
    """Separators differ only by U+202F for U+00A0, which justified lines do not stretch; the minus in English."""
    its = languages[locale]
    symbols = Locale.parse(its.cldr).number_symbols["latn"]
    group = its.numbers.group.replace("\u202f", "\u00a0")
    assert (symbols["group"], symbols["decimal"]) == (group, its.numbers.decimal), CHANGED
