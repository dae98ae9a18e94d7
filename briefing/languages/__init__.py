"""Languages: how each locale writes numbers, dates, quantities, lists, quotes and capitals.

Hands on a `Language`, read from the data file of a locale, and the functions that write with it. A language
is data: no function here knows one by name. Nothing is rounded, compacted or made more precise than it is.
"""

from briefing.languages.cldr import territory_name, territory_named
from briefing.languages.dates import date_forms, format_when
from briefing.languages.letters import capitalize_first, lower, quote, sort_key, upper
from briefing.languages.lists import format_list, merge_places, place_in_source
from briefing.languages.model import Language, QuantityText, Syllables
from briefing.languages.numerals import format_number, ordinal, plural_index
from briefing.languages.quantities import format_quantity, quantity_forms, unit_ids
from briefing.languages.reader import read_language
from briefing.languages.typesetting import (
    break_points,
    breaks_by_syllable,
    ends_sentence,
    keep_date,
    keep_day_with_month,
    keep_together,
    wrong_signs,
)


def known_name(language: Language, english_name: str) -> str | None:
    """Give the name that CLDR has for a country or region, by its English name: a suggestion, for hints alone.

    Where CLDR has an explanation in brackets that English does without, or a common noun, it has no name.
    """
    code = territory_named("en", english_name)
    name = territory_name(language.cldr, code) if code is not None else None
    if name is None or name[:1].islower() or ("(" in name and "(" not in english_name):
        return None
    return name


def name_cases(language: Language) -> tuple[str, ...]:
    """List the cases in which a name of a place or actor may be asked for."""
    return language.name_cases


__all__ = [
    "Language",
    "QuantityText",
    "Syllables",
    "break_points",
    "breaks_by_syllable",
    "capitalize_first",
    "date_forms",
    "ends_sentence",
    "format_list",
    "format_number",
    "format_quantity",
    "format_when",
    "keep_date",
    "keep_day_with_month",
    "keep_together",
    "known_name",
    "lower",
    "merge_places",
    "name_cases",
    "ordinal",
    "place_in_source",
    "plural_index",
    "quantity_forms",
    "quote",
    "read_language",
    "sort_key",
    "unit_ids",
    "upper",
    "wrong_signs",
]
