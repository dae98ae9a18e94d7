"""Quantities as phrases: qualifier, number and unit, in the cases a language offers.

A fact is never rounded: the digits are those of the fact file. The noun form after the number comes from the
agreement table of the language, the place of the qualifier from its pattern.
"""

from collections.abc import Sequence
from decimal import Decimal

from briefing.languages.letters import capitalize_first
from briefing.languages.model import Language, QuantityText, Unit
from briefing.languages.numerals import format_number, plural_category_of, with_ending
from briefing.languages.patterns import Fillers, fill
from briefing.values import Quantity

# Stand around the digits while a phrase is put together, and never leave this module.
_OPEN, _CLOSE = "\x02", "\x03"


def quantity_forms(language: Language) -> tuple[str, ...]:
    """List the forms a quantity has: the cases of its phrase, `number` (without unit) and `start`."""
    return (*language.nouns.agreement, "number", "start")


def unit_ids(language: Language) -> tuple[str, ...]:
    """List the units that the language has words for."""
    return tuple(language.units)


def format_quantity(
    language: Language,
    quantity: Quantity,
    forms: Sequence[str] = (),
    unit_words: Sequence[str] | None = None,
) -> QuantityText:
    """Write a quantity in the forms asked for; `unit_words` are the plural forms of a unit of the brief's own."""
    case = next((form for form in forms if form in language.nouns.agreement), "nom")
    unit = None if "number" in forms else _unit(language, quantity, unit_words)
    pattern = _qualifier_pattern(language, quantity, case, has_unit=unit is not None)
    phrase = fill(pattern, _fillers(language, quantity, case, unit)).strip(" ")
    return _in_parts(language, phrase, starts="start" in forms)


def _unit(language: Language, quantity: Quantity, words: Sequence[str] | None) -> Unit | None:
    if words is not None:
        pattern = language.quantities.phrase
        return Unit(words=dict(zip(language.nouns.own, words, strict=False)), pattern=pattern)
    return None if quantity.unit is None else language.units[quantity.unit]


def _qualifier_pattern(language: Language, quantity: Quantity, case: str, *, has_unit: bool) -> str:
    phrases = language.quantities
    qualifier = quantity.qualifier
    if quantity.of is not None and has_unit and qualifier in phrases.part_of:
        return "{n}"  # the language has one phrase for the qualifier and the part together
    by_case = phrases.qualifiers[qualifier]
    if has_unit and quantity.unit in phrases.measured and qualifier in phrases.measured_qualifiers:
        by_case = phrases.measured_qualifiers[qualifier]
    return by_case.get(case, by_case["other"])


def _fillers(language: Language, quantity: Quantity, case: str, unit: Unit | None) -> Fillers:
    if quantity.of is not None:
        part = _part_fillers(language, quantity, quantity.of, unit)
        return {**part, "n": lambda form: fill(_part_pattern(language, quantity, form or case, unit), part)}
    last = quantity.low if quantity.high is None else quantity.high

    def number(form: str) -> str:
        return with_ending(language, last, form, _digits(language, quantity))

    def noun(form: str) -> str:
        return "" if unit is None else _noun(language, unit, form or case, _counted(language, quantity))

    def phrase(form: str) -> str:
        governed = form or case
        if unit is None:
            return number(governed)
        return fill(unit.pattern, {"number": lambda _: number(""), "unit": lambda _: noun(governed)})

    return {"number": number, "unit": noun, "n": phrase}


def _part_fillers(language: Language, quantity: Quantity, whole: Decimal, unit: Unit | None) -> Fillers:
    part_digits, whole_digits = _marked(format_number(language, quantity.low)), format_number(language, whole)
    counted = (whole, plural_category_of(language, whole))
    return {
        "part": lambda form: with_ending(language, quantity.low, form, part_digits),
        "whole": lambda form: with_ending(language, whole, form, whole_digits),
        "number": lambda form: with_ending(language, quantity.low, form, part_digits),
        "unit": lambda form: "" if unit is None else _noun(language, unit, form or "nom", counted),
    }


def _part_pattern(language: Language, quantity: Quantity, case: str, unit: Unit | None) -> str:
    patterns = language.quantities.part_of
    if unit is None:
        return patterns["number"]
    return patterns.get(quantity.qualifier) or patterns.get(case) or patterns["other"]


def _digits(language: Language, quantity: Quantity) -> str:
    low = format_number(language, quantity.low)
    if quantity.high is None:
        return _marked(low)
    return _marked(f"{low}{language.numbers.dash}{format_number(language, quantity.high)}")


def _counted(language: Language, quantity: Quantity) -> tuple[Decimal, str]:
    """Give the number that the noun agrees with, and its plural category."""
    if quantity.high is None:
        return quantity.low, plural_category_of(language, quantity.low)
    if language.nouns.ranges == "end":
        return quantity.high, plural_category_of(language, quantity.high)
    return quantity.high, language.nouns.ranges


def _noun(language: Language, unit: Unit, case: str, counted: tuple[Decimal, str]) -> str:
    """Give the word of a unit in a case after a number; a word without that case stays in its plain form."""
    for form in (*_agreeing(language, case, counted), "all", *_agreeing(language, "nom", counted)):
        if form in unit.words:
            return unit.words[form]
    return next(iter(unit.words.values()), "")


def _agreeing(language: Language, case: str, counted: tuple[Decimal, str]) -> tuple[str, ...]:
    number, category = counted
    by_number = language.nouns.agreement.get(case, {})
    exact = by_number.get(f"={number:f}")
    thousands = by_number.get("*000") if number and number % 1000 == 0 else None
    return exact or thousands or by_number.get(category) or by_number.get("other", ())


def _marked(digits: str) -> str:
    return f"{_OPEN}{digits}{_CLOSE}"


def _in_parts(language: Language, phrase: str, *, starts: bool) -> QuantityText:
    lead, _, rest = phrase.partition(_OPEN)
    number, _, tail = rest.partition(_CLOSE)
    if starts and lead:
        lead = capitalize_first(language, lead)
    return QuantityText(lead=lead, number=number, tail=tail, text=f"{lead}{number}{tail}")
