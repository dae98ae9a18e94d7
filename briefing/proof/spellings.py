"""Spellings: every way in which a fact's value or date is written in the locales of a project, for finding it again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Final

from briefing.languages import (
    Language,
    date_forms,
    format_number,
    format_quantity,
    format_when,
    quantity_forms,
    unit_ids,
)
from briefing.readback import squeezed_text
from briefing.values import Quantity, When

_GROUPED: Final = 4


def key_of_spelling(text: str) -> str:
    """Give what two spellings of one thing have in common: no spaces, no hyphens, small letters, no stop at the end."""
    return squeezed_text(text).casefold().strip(".,:;։՝?!«»\"'()")


def spellings_of_value(quantity: Quantity, languages: Iterable[Language]) -> frozenset[str]:
    """Give the keys of a quantity: its machine value, its numbers, its phrase with and without unit, in all forms."""
    numbers = [number for number in (quantity.low, quantity.high, quantity.of) if number is not None]
    written = [quantity.machine, *(f"{number:f}" for number in numbers)]
    for language in (grouping for one in languages for grouping in _groupings(one)):
        written += (format_number(language, number) for number in numbers)
        written += _phrases(quantity, language)
    return frozenset(map(key_of_spelling, written))


def spellings_of_date(when: When, languages: Iterable[Language]) -> frozenset[str]:
    """Give the keys of a date: as typed, for machines, and in every form of every language."""
    written = [when.edtf, when.machine]
    for language in languages:
        written += (format_when(language, when, (form,)) for form in date_forms(language))
    return frozenset(map(key_of_spelling, written)) - {""}


def number_in(text: str) -> Decimal | None:
    """Give the digits of a text as one plain number, or None where there are none: for telling what is near."""
    digits = "".join(sign for sign in squeezed_text(text) if sign.isdecimal())
    try:
        return Decimal(digits) if digits else None
    except InvalidOperation:
        return None


def _groupings(language: Language) -> Iterator[Language]:
    """Give a language, and as it writes beside longer numbers: with a sign in 1.234 that is no space."""
    yield language
    if language.numbers.group_from > _GROUPED and not language.numbers.group.isspace():
        yield replace(language, numbers=replace(language.numbers, group_from=_GROUPED))


def _phrases(quantity: Quantity, language: Language) -> Iterator[str]:
    is_known = quantity.unit is None or quantity.unit in unit_ids(language)
    for form in quantity_forms(language) if is_known else ("number",):
        text = format_quantity(language, quantity, (form,))
        yield text.text
        yield f"{text.lead}{text.number}"
        yield f"{text.number}{text.tail}"
        yield text.number
