"""One way of grouping digits for all of a brief: `1234` beside `12 345` looks like a number of another kind."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from briefing.facts import Fact, quantity_of
from briefing.languages import Language
from briefing.renditions.writer import Binding
from briefing.values import Quantity

_GROUPED: Final = 4
"""The fewest digits that any language groups."""


def group_evenly(binding: Binding) -> Binding:
    """Give a binding whose languages group four digits, too, where the brief has a number that they group anyway."""
    longest = max((len(str(abs(int(number)))) for number in _numbers(binding)), default=0)
    languages = {id(one): _grouping(one, longest) for one in (binding.language, binding.english)}
    languages |= {id(one): _grouping(one, longest) for _, one in binding.siblings if id(one) not in languages}
    return replace(
        binding,
        language=languages[id(binding.language)],
        english=languages[id(binding.english)],
        siblings=tuple((short, languages[id(one)]) for short, one in binding.siblings),
    )


def _grouping(language: Language, longest: int) -> Language:
    numbers = language.numbers
    if not _GROUPED < numbers.group_from <= longest:
        return language
    return replace(language, numbers=replace(numbers, group_from=_GROUPED))


def _numbers(binding: Binding) -> Iterator[Decimal]:
    for fact in binding.book.file.facts.values():
        for quantity in _quantities(fact):
            yield from _of(quantity)
    for change in binding.plan.changes:
        yield from _of(change.was) if change.was is not None else ()


def _of(quantity: Quantity) -> Iterator[Decimal]:
    yield from (number for number in (quantity.low, quantity.high, quantity.of) if number is not None)


def _quantities(fact: Fact) -> Iterator[Quantity]:
    """Give the value of a fact and those that editions before printed, which stand beside it."""
    if fact.quantity is not None:
        yield fact.quantity
    yield from (quantity_of(former.value, former.qualifier, fact.unit) for former in fact.history)
    for error in fact.corrections:
        if error.was is not None:
            yield quantity_of(error.was, error.qualifier or fact.qualifier, fact.unit)
