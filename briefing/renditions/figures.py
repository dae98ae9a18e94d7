"""A value of a fact as it prints on a card: whole, and in its parts.

A sentence has all digits. A card is narrow: a number of more than seven digits takes the short form of its language
("4.4 billion"), which is as exact, wherever that is no longer.
"""

from typing import Final

from briefing.languages import format_quantity, unit_ids
from briefing.renditions.texts import Bound, FigureText
from briefing.renditions.writer import Writer
from briefing.values import Quantity

_SHORT_FROM: Final = 10_000_000


def figure_of(id_: str, quantity: Quantity, writer: Writer) -> FigureText:
    """Write a value of a fact in its plain form, with its qualifier, number and unit apart."""
    scope = writer.scope(in_english=writer.language is writer.binding.english)
    is_known = quantity.unit is None or quantity.unit in (*unit_ids(scope.language), *scope.unit_words)
    spoken = quantity if is_known else Quantity(low=quantity.low, qualifier=quantity.qualifier)
    words = scope.unit_words.get(quantity.unit or "")
    written = format_quantity(scope.language, spoken, (), words)
    if abs(quantity.low) >= _SHORT_FROM:
        short = format_quantity(scope.language, spoken, ("compact",), words)
        written = short if len(short.number) <= len(written.number) else written
    return FigureText(
        fact=id_,
        text=written.text,
        lead=written.lead,
        number=written.number,
        tail=written.tail,
        machine=quantity.machine,
        bound=_bound(quantity),
        quantity=quantity,
    )


def _bound(quantity: Quantity) -> Bound:
    if quantity.high is not None:
        return "range"
    if quantity.of is not None:
        return "part"
    match quantity.qualifier:
        case "at-least" | "more-than":
            return "lower"
        case "at-most" | "fewer-than":
            return "upper"
        case "about":
            return "about"
        case _:
            return "exact"
