"""Plural rules: CLDR's notation (`v = 0 and i % 10 = 2..4`) parsed, and the category of a number.

The rules stand in the data of a language, so that no release of CLDR changes a word on a page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

CATEGORIES: Final = ("zero", "one", "two", "few", "many")
"""The categories that may have a rule; every other number is `other`."""

_RELATION: Final = re.compile(
    r"([nivwftce])(?: *% *(\d{1,9}))? *(!?=) *(\d{1,9}(?:\.\.\d{1,9})?(?: *, *\d{1,9}(?:\.\.\d{1,9})?)*)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """One comparison of a rule: an operand, its modulus (0 for none), the ranges, and whether it must miss them."""

    operand: str
    modulus: int
    ranges: tuple[tuple[int, int], ...]
    negated: bool


Rule = tuple[tuple[Relation, ...], ...]
"""Alternatives, one of which must hold; each holds when all its relations do."""


def parse_rule(text: str) -> Rule:
    """Parse the condition of a plural category; ValueError says what cannot be read."""
    return tuple(
        tuple(_parse_relation(relation) for relation in re.split(r"\sand\s", alternative))
        for alternative in re.split(r"\sor\s", text)
    )


def category_of(rules: Mapping[str, Rule], number: Decimal) -> str:
    """Give the plural category of a number; the digits typed count, so 1 and 1.0 may differ."""
    operands = _operands(number)
    for category, rule in rules.items():
        if any(all(_holds(relation, operands) for relation in alternative) for alternative in rule):
            return category
    return "other"


def _parse_relation(text: str) -> Relation:
    found = _RELATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"`{text.strip()}` is no comparison")
    operand, modulus, sign, listed = found.groups()
    if modulus is not None and int(modulus) == 0:
        raise ValueError("nothing can be divided by 0")
    ends = [part.strip().partition("..") for part in listed.split(",")]
    ranges = tuple((int(first), int(last or first)) for first, _, last in ends)
    return Relation(operand, int(modulus or 0), ranges, negated=sign == "!=")


def _operands(number: Decimal) -> Mapping[str, int | None]:
    """Give the operands of CLDR: `n` is None for a fraction, which no whole number equals."""
    whole = int(abs(number))
    fraction = format(number, "f").partition(".")[2]
    stripped = fraction.rstrip("0")
    return {
        "n": None if stripped else whole,
        "i": whole,
        "v": len(fraction),
        "w": len(stripped),
        "f": int(fraction or 0),
        "t": int(stripped or 0),
        "c": 0,
        "e": 0,
    }


def _holds(relation: Relation, operands: Mapping[str, int | None]) -> bool:
    value = operands[relation.operand]
    if value is not None and relation.modulus:
        value %= relation.modulus
    is_within = value is not None and any(first <= value <= last for first, last in relation.ranges)
    return is_within is not relation.negated
