"""Digits typed into a text: a number that is no placeholder would stay when the fact changes."""

import re
from collections.abc import Iterator
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import Fact, FactBook
from briefing.placeholders import parse_message

_NUMBER: Final = re.compile(r"\d+(?:[.,\u0020\u00a0\u202f]\d{3}\b)*(?:[.,]\d+)?")


def check_digits(text: PlacedText, book: FactBook | None) -> Iterator[Diagnostic]:
    """Find typed numbers; the hint names the fact that holds the number. No book: the words of a template."""
    for match in _NUMBER.finditer(_without_placeholders(text.text)):
        span = text.span_at(match.start(), len(match[0]))
        yield diagnose(
            "BR316", f"the number `{match[0]}` is typed into a text", span, hint=_hint(match[0], book)
        )


def _hint(typed: str, book: FactBook | None) -> str:
    if book is None:
        return "let the template give it: a placeholder such as `{n}`"
    digits = re.sub(r"\D", "", typed)
    holders = [id_ for id_, fact in book.file.facts.items() if digits in _numbers(fact)]
    if holders:
        return "type " + " or ".join(f"`{{{id_}}}`" for id_ in holders[:3])
    return "give the number a fact of its own and type its placeholder, as in `{displaced}`"


def _numbers(fact: Fact) -> frozenset[str]:
    """Give the digits of all numbers and years that a fact holds."""
    quantity, when = fact.quantity, fact.when
    numbers = (quantity.low, quantity.high, quantity.of) if quantity is not None else ()
    digits = {re.sub(r"\D", "", format(n, "f")) for n in numbers if n is not None}
    return frozenset(digits | set(re.findall(r"\d+", when.edtf if when is not None else "")))


def _without_placeholders(text: str) -> str:
    """Put spaces for placeholders, so that all else keeps its place."""
    for placeholder in parse_message(text).placeholders:
        end = placeholder.offset + placeholder.length
        text = f"{text[: placeholder.offset]}{' ' * placeholder.length}{text[end:]}"
    return text
