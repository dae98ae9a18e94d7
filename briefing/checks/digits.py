"""Digits typed into a text: a number that is no placeholder would stay when the fact changes.

In the words of a unit a number may stand, as in "cases per 100,000 people": it is part of the unit. A translation of
them has to have the same number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import Fact, FactBook
from briefing.placeholders import parse_message

UNIT: Final = "unit:"
"""How the context of a message begins that is the words of a unit."""
_OF_LABELS: Final = (
    "describe the source without it, and put its name as it stands on it, numbers included, under `title:`"
)
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,\u0020\u00a0\u202f]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?")


def check_digits(
    text: PlacedText, book: FactBook | None, english: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Find typed numbers; the hint names the fact that holds the number. No book: the words of a template.

    `english` are the ids that the English of a translation names: no other may stand in it.
    """
    for match in _NUMBER.finditer(_without_placeholders(text.text)):
        unit = text.context.removeprefix(UNIT) if text.context.startswith(UNIT) else ""
        if unit and book is not None and match.start() > 0:
            yield from _of_unit(match, text, book.file.units.get(unit, {}).values())
            continue
        span = text.span_at(match.start(), len(match[0]))
        hint = _hint(match[0], book, english) if not _is_label(text) else _OF_LABELS
        yield diagnose("BR316", f"the number `{match[0]}` is typed into a text", span, hint=hint)


def _of_unit(match: re.Match[str], text: PlacedText, words: Iterable[str]) -> Iterator[Diagnostic]:
    """Hold a number in the words of a unit against those that its English has."""
    english = [found[0] for form in words for found in _NUMBER.finditer(form)]
    if any(_readings(match[0]) & _readings(typed) for typed in english):
        return
    message = f"the number `{match[0]}` is not in the English of the unit"
    numbers = " or ".join(f"`{typed}`" for typed in dict.fromkeys(english))
    hint = f"write {numbers}, as the language does" if english else "take it out"
    yield diagnose("BR316", message, text.span_at(match.start(), len(match[0])), hint=hint)


def _is_label(text: PlacedText) -> bool:
    return text.context.startswith("source:") and text.context.endswith(":label")


def _hint(typed: str, book: FactBook | None, english: frozenset[str] | None) -> str:
    if book is None:
        return "let the template give it: a placeholder such as `{n}`"
    meant = _readings(typed)
    holders = [id_ for id_, fact in book.file.facts.items() if meant & _numbers(fact)]
    if english is not None and english.isdisjoint(holders):
        return "take it out, as the English says it without; or make it a fact that the English names, too"
    holders = [id_ for id_ in holders if english is None or id_ in english]
    if holders:
        return "type " + " or ".join(f"`{{{id_}}}`" for id_ in holders[:3])
    valued = next((id_ for id_, fact in book.file.facts.items() if fact.quantity is not None), None)
    example = f", as in `{{{valued}}}`" if valued is not None else ", its id in braces"
    return f"give the number a fact of its own and type its placeholder{example}"


def _readings(typed: str) -> frozenset[Decimal]:
    """Give the numbers that something typed can mean: `1.200` is a thousand and two hundred, or one and a bit."""
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() else "." for c in typed)
    whole, point, decimals = plain.rpartition(".")
    meant = {Decimal(f"{whole.replace('.', '')}.{decimals}" if point else plain)}
    if all(len(group) == 3 for group in plain.split(".")[1:]):
        meant.add(Decimal(plain.replace(".", "")))
    return frozenset(meant)


def _numbers(fact: Fact) -> frozenset[Decimal]:
    """Give the numbers and years that a fact holds; of a decade the first. Months and days would fit too much."""
    quantity, when = fact.quantity, fact.when
    numbers = (quantity.low, quantity.high, quantity.of) if quantity is not None else ()
    years = re.findall(r"\d{3}[\dX]", when.edtf) if when is not None else ()
    return frozenset(n for n in numbers if n is not None) | {Decimal(y.replace("X", "0")) for y in years}


def _without_placeholders(text: str) -> str:
    """Put spaces for placeholders, so that all else keeps its place."""
    for placeholder in parse_message(text).placeholders:
        end = placeholder.offset + placeholder.length
        text = f"{text[: placeholder.offset]}{' ' * placeholder.length}{text[end:]}"
    return text
