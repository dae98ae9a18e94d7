"""The JSON Schema of `language.yaml`: of the shape that the reader checks such a file against.

What a language names itself (cases, endings, forms of months) is open here; the reader knows which it has.
"""

from collections.abc import Mapping
from typing import Any, Final

from briefing.languages.schema import schema
from briefing.languages.shape import Either, Free, Partial, Pattern, Shape, Table, Whole, Word, Words
from briefing.schemas.dialect import DIALECT

_OWN: Final = "*"
"""Stands for every name that a language chooses itself."""

_ANY: Final = {
    "nouns": {"agreement": {_OWN: {"other": _OWN}}},
    "endings": {"forms": {_OWN: {_OWN: _OWN}}},
    "dates": {"months": {_OWN: []}, "weekdays": {_OWN: []}, "seasons": {_OWN: []}},
}
_WORDS: Final[Mapping[str, str]] = {
    "name": "What the language calls itself.",
    "direction": "Which way it is written: left to right, or right to left.",
    "cldr": "Its id in CLDR.",
    "region": "The region that a locale without one means.",
    "plural": "The header of PO files: `nplurals=…; plural=…;`.",
    "plural_rules": "Which numbers are zero, one, two, few or many, as CLDR writes it; the others are `other`.",
    "name_cases": "The cases that names of places and actors may be asked in.",
    "numbers": "How numbers are written.",
    "numbers.group": "The sign between groups of three digits.",
    "numbers.decimal": "The decimal sign.",
    "numbers.minus": "The sign before a number below zero.",
    "numbers.dash": "The dash of ranges.",
    "numbers.group_from": "The least count of digits that is grouped.",
    "numbers.compact": "The words of 1000, 1000000 …, with `{n}` for the number before them.",
    "endings": "What follows a numeral.",
    "endings.groups": "Last spoken words of numbers, by group: `7`; `=2` for 2 itself; `*` for all others.",
    "endings.forms": "The endings by group and form; one with `{n}` stands around the numeral.",
    "nouns": "Which form of a noun follows a number.",
    "nouns.agreement": "By case and plural category (or `=2`, `*000`): the forms to take, the first that there is.",
    "nouns.own": "What the plural forms of a PO message stand for.",
    "nouns.ranges": "The plural category of a range, or `end` when its last number decides.",
    "quantities": "How number and unit stand together.",
    "quantities.phrase": "The number and its unit.",
    "quantities.qualifiers": "The pattern of each qualifier; by case where they differ.",
    "quantities.measured": "Other patterns for what is measured and not counted.",
    "quantities.measured.units": "The units that are measured.",
    "quantities.measured.qualifiers": "The patterns of qualifiers for these.",
    "quantities.part_of": "A part of a whole: `{part}`, `{whole:case}` with its unit, `{of}` without.",
    "quantities.below_zero": "How the ends of a range are joined where one is negative.",
    "units": "The noun of every unit in its forms; `all` for one that does not change.",
    "dates": "Names and patterns of dates.",
    "dates.months": "The names of the twelve months, by form.",
    "dates.weekdays": "The names of the days, Monday first, by form, as they stand inside a sentence.",
    "dates.seasons": "The names of the seasons, spring first, by form.",
    "dates.season": "The season of a year.",
    "dates.time": "A time of day: `{time}` and `{zone}` beside the forms of its day.",
    "dates.day": "Patterns of a day.",
    "dates.month": "Patterns of a month.",
    "dates.year": "Patterns of a year.",
    "dates.decade": "Patterns of a decade.",
    "dates.century": "Patterns of a century.",
    "dates.early": "The first part of a period.",
    "dates.mid": "The middle of a period.",
    "dates.late": "The last part of a period.",
    "dates.days-of-month": "From a day to another of the same month.",
    "dates.days-of-year": "From a day to another of the same year.",
    "dates.months-of-year": "From a month to another of the same year.",
    "dates.years": "From a year to another.",
    "dates.mixed": "From any date to any other.",
    "dates.approximate": "A date that is not exact.",
    "dates.uncertain": "A date that is not sure.",
    "lists": "How items are joined: `{0}` and `{1}`.",
    "lists.and": "With `and`.",
    "lists.or": "With `or`.",
    "quotes": "The quotation marks.",
    "quotes.outer": "The pair around a quotation.",
    "quotes.inner": "The pair inside another.",
    "letters": "The alphabet.",
    "letters.alphabet": "The letters in order.",
    "letters.sorts_as": "Letters that sort as others.",
    "letters.upper": "Capitals that Unicode does not give.",
    "letters.lower": "Small letters that Unicode does not give.",
    "letters.title": "First letters of titles that Unicode does not give.",
    "places": "Words for places in a source, as `p. 7`.",
    "typesetting": "What a line does not part, and signs that the language does not use.",
    "typesetting.no_break_after": "Short words that a line does not part from the next word.",
    "typesetting.no_break_before": "Signs that a line does not part from the word before.",
    "typesetting.wrong_signs": "Signs that the language does not use, each with what it writes.",
    "typesetting.wrong_ends": "Signs that it does not use at the end of a text, each with what it writes.",
    "typesetting.syllables": "How words are broken, by syllables.",
    "typesetting.syllables.vowels": "The vowels.",
    "typesetting.syllables.consonants": "The consonants.",
    "typesetting.syllables.closed": "Vowels that a consonant closes.",
    "typesetting.syllables.glides": "Consonants that glide between vowels.",
    "typesetting.syllables.onsets": "What glides may stand in at the start of a syllable.",
    "typesetting.syllables.codas": "The only pairs that end a syllable.",
    "typesetting.syllables.hiatus": "Whether two vowels in a row are parted.",
    "typesetting.dictionary": "The dictionary of pyphen by which words are broken.",
    "regions": "The same keys again, for a locale of that region.",
}
"""What each key is for; of keys that are not here, `_PARTS` says it by their last name."""

_PARTS: Final[Mapping[str, str]] = {
    "date": "Standing alone.",
    "on": "When: on the day, in the year.",
    "since": "Since when.",
    "until": "Until when.",
    "from": "The start of a range.",
    "to": "The end of a range.",
    "of": "As what belongs to it.",
    "article": "With its article.",
    "full": "With the day of the week.",
    "2": "Two items.",
    "start": "The first two of three or more.",
    "middle": "Two between.",
    "end": "The last two.",
    "one": "One of them.",
    "many": "Several: `{n}` the last number, `{each}` each of them.",
    "other": "Where nothing else fits.",
    "own": "For a unit of the brief's own.",
    "pattern": "How this unit stands with its number, where that is not `phrase`.",
    "zero": "The plural category zero.",
    "two": "The plural category two.",
    "few": "The plural category few.",
}


def language_schema() -> dict[str, Any]:
    """Give the schema of a language file."""
    whole = _converted(schema(_ANY), ())
    return {"$schema": DIALECT, "title": "How a language writes", **whole}


def _converted(shape: Shape, path: tuple[str, ...], *, is_partial: bool = False) -> dict[str, Any]:
    match shape:
        case Word(choices=choices):
            return (
                {"type": "string", "enum": list(choices)}
                if choices
                else {"type": ["string", "number", "boolean"]}
            )
        case Whole():
            return {"type": ["integer", "string"], "pattern": "^[1-9][0-9]{0,8}$"}
        case Pattern():
            return {"type": "string"}
        case Words(count=count):
            size = {"minItems": count, "maxItems": count} if count else {}
            return {"type": "array", "items": {"type": ["string", "number", "boolean"]}, **size}
        case Either(text=text, more=more):
            inner = (_converted(o, path, is_partial=is_partial) for o in (text, more))
            return {"anyOf": list(inner)}
        case Partial(shape=inner):
            return _converted(inner, (), is_partial=True)
        case Free(value=value, keys=keys):
            names = {"propertyNames": {"enum": list(keys)}} if keys else {}
            return {
                "type": "object",
                "additionalProperties": _converted(value, (*path, _OWN), is_partial=is_partial),
                **names,
            }
        case Table():
            return _table(shape, path, is_partial=is_partial)


def _table(shape: Table, path: tuple[str, ...], *, is_partial: bool) -> dict[str, Any]:
    known = {**shape.required, **shape.optional}
    own = known.pop(_OWN, None)
    properties = {
        key: {"description": _words(path, key), **_converted(value, (*path, key), is_partial=is_partial)}
        for key, value in known.items()
    }
    required = [] if is_partial else [key for key in shape.required if key != _OWN]
    rest = _converted(own, (*path, _OWN), is_partial=is_partial) if own is not None else False
    table = {"type": "object", "properties": properties, "additionalProperties": rest}
    return {**table, "required": required} if required else table


def _words(path: tuple[str, ...], key: str) -> str:
    """Say what a key is for."""
    return _WORDS.get(".".join((*path, key))) or _PARTS.get(key) or f"The words for `{key}`."
