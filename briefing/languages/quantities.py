"""Quantities as phrases: qualifier, number and unit, in the cases a language offers.

A fact is never rounded: the digits are those of the fact file. The noun form after the number comes from the
agreement table of the language, the place of the qualifier from its pattern.
"""

from collections.abc import Container, Sequence
from decimal import Decimal

from briefing.languages.letters import capitalize_first
from briefing.languages.model import Forms, Language, QuantityText, Unit
from briefing.languages.numerals import format_compact, format_number, plural_category_of, with_ending
from briefing.languages.patterns import Filler, Fillers, fill
from briefing.values import Quantity

# Stand around the digits while a phrase is put together, and never leave this module.
_OPEN, _CLOSE = "\x02", "\x03"


def quantity_forms(language: Language) -> tuple[str, ...]:
    """List the forms a quantity has: the cases of its phrase, `number` (without unit), `compact` and `start`.

    `compact` writes "1.5 million" for 1500000, with all its digits; nothing else ever does.
    """
    return (*language.nouns.agreement, "number", "compact", "start")


def unit_ids(language: Language) -> tuple[str, ...]:
    """List the units that the language has words for."""
    return tuple(language.units)


def format_quantity(
    language: Language,
    quantity: Quantity,
    forms: Sequence[str] = (),
    unit_words: Sequence[str] | None = None,
) -> QuantityText:
    """Write a quantity in the forms asked for; `unit_words` are the PO plural forms of a brief's own unit."""
    case = next((form for form in forms if form in language.nouns.agreement), "nom")
    unit = None if "number" in forms else _unit(language, quantity, unit_words)
    pattern = _qualifier_pattern(language, quantity, case, unit)
    is_compact = "compact" in forms and quantity.high is None and quantity.of is None
    phrase = fill(pattern, _fillers(language, quantity, case, unit, is_compact=is_compact)).strip(" ")
    return _in_parts(language, phrase, starts="start" in forms)


def _unit(language: Language, quantity: Quantity, words: Sequence[str] | None) -> Unit | None:
    if words is not None:
        pattern = language.quantities.phrase
        return Unit(words=dict(zip(language.nouns.own, words, strict=False)), pattern=pattern)
    return None if quantity.unit is None else language.units[quantity.unit]


def _is_shipped(language: Language, quantity: Quantity, unit: Unit | None) -> bool:
    """Whether the unit is the language's, with all cases, and not words of the brief's own."""
    return unit is not None and unit is language.units.get(quantity.unit or "")


def _qualifier_pattern(language: Language, quantity: Quantity, case: str, unit: Unit | None) -> str:
    phrases = language.quantities
    qualifier = quantity.qualifier
    if quantity.of is not None and qualifier in _qualified_parts(language, quantity, unit):
        return "{n}"  # the language has one phrase for the qualifier and the part together
    by_case = phrases.qualifiers[qualifier]
    is_measured = quantity.unit in phrases.measured and (
        unit is None or _is_shipped(language, quantity, unit)
    )
    if is_measured or (unit is None and case != "nom"):  # a number that stands alone takes the ending itself
        by_case = phrases.measured_qualifiers.get(qualifier, by_case)
    return by_case.get(case, by_case["other"])


def _qualified_parts(language: Language, quantity: Quantity, unit: Unit | None) -> Container[str]:
    """Give the qualifiers for which the language writes the part of a whole in a phrase of its own."""
    phrases = language.quantities
    return phrases.part_of_own if _has_no_cases(language, quantity, unit) else phrases.part_of_qualified


def _fillers(
    language: Language, quantity: Quantity, case: str, unit: Unit | None, *, is_compact: bool
) -> Fillers:
    if quantity.of is not None:
        part = _part_fillers(language, quantity, quantity.of, unit)
        pattern = _part_pattern(language, quantity, unit)
        return {**part, "n": lambda form: fill(pattern.get(form or case, pattern["other"]), part)}
    last = quantity.low if quantity.high is None else quantity.high
    joined = _below_zero(language, quantity)

    def number(form: str) -> str:
        digits = _digits(language, quantity)
        ended = with_ending(language, last, form, digits)
        # An ending belongs to digits; after the word for million there is none that would be right.
        is_free = is_compact and ended == digits
        return f"{_OPEN}{format_compact(language, quantity.low)}{_CLOSE}" if is_free else ended

    def noun(form: str) -> str:
        return "" if unit is None else _noun(language, unit, form or case, _counted(language, quantity))

    def low(form: str) -> str:
        return _OPEN + with_ending(language, quantity.low, form, format_number(language, quantity.low))

    def high(form: str) -> str:
        return _with_unit(
            lambda ending: with_ending(language, last, ending, f"{format_number(language, last)}{_CLOSE}"),
            noun,
            unit,
            form or case,
        )

    ends: Fillers = {"low": low, "high": high}
    return {
        "number": number,
        "unit": noun,
        "n": lambda form: fill(joined, ends) if joined else _with_unit(number, noun, unit, form or case),
    }


def _below_zero(language: Language, quantity: Quantity) -> str:
    """Give the pattern of a range that goes below zero, where a dash would be read as a minus; else nothing."""
    is_plain = quantity.qualifier in ("exactly", "between")
    return language.quantities.below_zero if _goes_below_zero(quantity) and is_plain else ""


def _goes_below_zero(quantity: Quantity) -> bool:
    return quantity.high is not None and quantity.low < 0


def _part_fillers(language: Language, quantity: Quantity, of: Decimal, unit: Unit | None) -> Fillers:
    counted = (of, plural_category_of(language, of))

    def part(form: str) -> str:
        return with_ending(language, quantity.low, form, _digits(language, quantity))

    def whole(form: str) -> str:
        return with_ending(language, of, form, format_number(language, of))

    def noun(form: str) -> str:
        return "" if unit is None else _noun(language, unit, form or "nom", counted)

    return {
        "part": part,
        "number": part,
        "of": whole,
        "unit": noun,
        "whole": lambda form: _with_unit(whole, noun, unit, form or "nom"),
    }


def _part_pattern(language: Language, quantity: Quantity, unit: Unit | None) -> Forms:
    """Give the patterns of a part of a whole, by case; a brief's own unit has no cases to choose."""
    phrases = language.quantities
    if _has_no_cases(language, quantity, unit):
        own = phrases.part_of_own
        return {"other": own.get(quantity.qualifier, own["other"])}
    return phrases.part_of_qualified.get(quantity.qualifier, phrases.part_of)


def _has_no_cases(language: Language, quantity: Quantity, unit: Unit | None) -> bool:
    """Whether the unit is of the brief's own, and the language writes parts of a whole otherwise for those."""
    is_own = unit is not None and not _is_shipped(language, quantity, unit)
    return is_own and bool(language.quantities.part_of_own)


def _with_unit(number: Filler, noun: Filler, unit: Unit | None, case: str) -> str:
    """Write number and unit with the case at the unit; without a unit the number itself takes it."""
    if unit is None:
        return number(case)
    return fill(unit.pattern, {"number": lambda _: number(""), "unit": lambda _: noun(case)})


def _digits(language: Language, quantity: Quantity) -> str:
    digits = format_number(language, quantity.low)
    if quantity.high is not None:
        dash = "…" if _goes_below_zero(quantity) else language.numbers.dash
        digits += f"{dash}{format_number(language, quantity.high)}"
    return f"{_OPEN}{digits}{_CLOSE}"


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


def _in_parts(language: Language, phrase: str, *, starts: bool) -> QuantityText:
    lead, _, rest = phrase.partition(_OPEN)
    number, _, tail = rest.partition(_CLOSE)
    if starts and lead:
        lead = capitalize_first(language, lead)
    return QuantityText(lead=lead, number=number, tail=tail, text=f"{lead}{number}{tail}")
