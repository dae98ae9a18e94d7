"""Rules of sums: a fact that is the total of others must be able to be what they add up to.

A value is an interval. `at-least 10` and `at-least 20` add up to 30 or more, and a total of 25 cannot be that; a total
of `exactly 30` can, but claims more than its parts do. Each gives the code, the message, the path it is about and what
to type. Where a part is withheld no number is told: the difference would betray it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from briefing.facts.differences import expired
from briefing.facts.intervals import INFINITE, Interval, interval_of
from briefing.facts.model import Fact
from briefing.values import Quantity

Fault = tuple[str, str, tuple[str | int, ...], str]
_OPEN_ABOVE: Final = ("at-least", "more-than")
_OPEN_BELOW: Final = ("at-most", "fewer-than")


def sum_faults(id_: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Hold a total against its parts; parts that are no facts are left to another rule."""
    total = facts[id_]
    parts = {part: facts[part] for part in total.sum_of if part in facts}
    doubled = tuple(_doubled(id_, total, parts))
    unlike = tuple(_unlike(id_, total, parts))
    yield from doubled
    yield from unlike
    if parts and len(parts) == len(total.sum_of) and not doubled and not unlike:
        yield from _unequal(id_, facts, parts)


def _doubled(id_: str, total: Fact, parts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find what would be counted twice: the total itself, a part listed again, a rival of another part."""
    listed = Counter[str]()
    for index, part in enumerate(total.sum_of):
        path = ("facts", id_, "sum_of", index)
        listed[part] += 1
        rival = next(
            (o for o in total.sum_of[:index] if part in parts and o in parts[part].competes_with), None
        )
        if part == id_:
            yield "BR238", f"`{id_}` is a part of itself", path, "take it out"
        elif listed[part] == 2:
            yield "BR238", f"`{part}` is added twice", path, "take one of the two out"
        elif rival is not None:
            message = f"`{part}` counts the same as `{rival}`, its rival"
            yield "BR238", message, path, "add one of the two; a total of its own for the other"


def _unlike(id_: str, total: Fact, parts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find what cannot be added: no value, or another unit."""
    if total.sum_of and total.quantity is None:
        message = f"`{id_}` is called a sum and has no value"
        yield "BR237", message, ("facts", id_, "sum_of"), "add `value:`, or take `sum_of` out"
        return
    for index, part in enumerate(total.sum_of):
        path = ("facts", id_, "sum_of", index)
        fact = parts.get(part)
        if fact is not None and fact.quantity is None:
            yield "BR237", f"the part `{part}` has no value", path, "add its `value:`, or take it out"
        elif fact is not None and fact.unit != total.unit:
            message = f"the part `{part}` counts another unit than `{id_}`"
            yield "BR237", message, path, "give both the same unit, or take it out"


def _unequal(id_: str, facts: Mapping[str, Fact], parts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find a total that its parts cannot add up to, or that is more exact than they are."""
    total = facts[id_]
    if any(part.retracted or part.removed for part in parts.values()):
        return
    if total.sum_differs is not None:
        yield from expired(id_, facts)
        return
    whole, added = _quantity(total), [_quantity(part) for part in parts.values()]
    names = _listed(list(parts))
    if not (total.is_shown and all(part.is_shown for part in parts.values())):
        if _difference(whole, added) is not None:
            yield "BR236", f"`{id_}` is not the sum of {names}", ("facts", id_, "sum_of"), _HINT
        return
    path = ("facts", id_, "value")
    if (difference := _difference(whole, added)) is not None:
        reached, claimed, gap = difference
        yield "BR236", f"the sum of {names} is {reached}, `{id_}` is {claimed}: {gap}", path, _HINT
    elif _is_sharper(whole, added):
        message = f"`{id_}` is more exact than {names}, which it is added up from"
        hint = f"write `qualifier: {_loosest(added)}`, or say in `sum_differs:` how the total is known"
        yield "BR239", message, path, hint


_HINT: Final = "mend a value, name the part that is missing, or say why in `sum_differs:`"


def _quantity(fact: Fact) -> Quantity:
    assert fact.quantity is not None
    return fact.quantity


def _difference(whole: Quantity, added: Sequence[Quantity]) -> tuple[str, str, str] | None:
    """Word what parts add up to, what the total is, and by how much it is off; None where both may be true."""
    is_counted = all(quantity.low >= 0 for quantity in (whole, *added))
    least = Decimal(0) if is_counted else -INFINITE
    reached = _sum([interval_of(quantity, least) for quantity in added])
    if not interval_of(whole, least).meets(reached):
        typed = _sum([interval_of(quantity, least, is_rounded=False) for quantity in added])
        claimed = interval_of(whole, least, is_rounded=False)
        about = "about " if any(quantity.qualifier == "about" for quantity in added) else ""
        return f"{about}{_told(typed)}", _worded(whole), _gap(claimed, typed)
    if whole.of is not None and all(quantity.of is not None for quantity in added):
        of = sum((quantity.of or Decimal(0) for quantity in added), Decimal(0))
        if of != whole.of:
            claimed, reached = Interval(low=whole.of, high=whole.of), Interval(low=of, high=of)
            return f"a part of {of:f}", f"one of {whole.of:f}", _gap(claimed, reached)
    return None


def _sum(parts: Sequence[Interval]) -> Interval:
    return Interval(
        low=sum((part.low for part in parts), Decimal(0)),
        high=sum((part.high for part in parts), Decimal(0)),
        is_low_open=any(part.is_low_open for part in parts),
        is_high_open=any(part.is_high_open for part in parts),
    )


def _is_sharper(whole: Quantity, added: Sequence[Quantity]) -> bool:
    """Whether the typed numbers add up and the qualifier of a part got lost on the way.

    Where they do not add up, the total was counted by itself and may well be more exact.
    """
    if any(quantity.high is not None for quantity in (whole, *added)):
        return False
    if whole.low != sum((quantity.low for quantity in added), Decimal(0)):
        return False
    sides, own = {_side(quantity) for quantity in added} - {""}, _side(whole)
    return bool(sides) and (own == "" if len(sides) > 1 else own not in sides)


def _side(quantity: Quantity) -> str:
    """Say on which side a value is loose; the empty text is nowhere."""
    if quantity.qualifier in _OPEN_ABOVE:
        return "at-least"
    if quantity.qualifier in _OPEN_BELOW:
        return "at-most"
    return "about" if quantity.qualifier == "about" else ""


def _loosest(added: Sequence[Quantity]) -> str:
    sides = {_side(quantity) for quantity in added} - {""}
    return sides.pop() if len(sides) == 1 else "about"


def _worded(quantity: Quantity) -> str:
    """Word a value as the fact file has it."""
    if quantity.high is not None:
        return f"{_plain(quantity.low)} to {_plain(quantity.high)}"
    qualifier = "" if quantity.qualifier == "exactly" else f"{quantity.qualifier.replace('-', ' ')} "
    return f"{qualifier}{_plain(quantity.low)}"


def _told(interval: Interval) -> str:
    """Word an interval in the words of the fact file."""
    if interval.high == INFINITE:
        return f"{'more than' if interval.is_low_open else 'at least'} {_plain(interval.low)}"
    if interval.low == -INFINITE or (interval.low == 0 and interval.high != 0):
        return f"{'fewer than' if interval.is_high_open else 'at most'} {_plain(interval.high)}"
    if interval.low == interval.high:
        return _plain(interval.low)
    return f"{_plain(interval.low)} to {_plain(interval.high)}"


def _gap(claimed: Interval, reached: Interval) -> str:
    """Say by how much the total is too large or too small; the least there is between the two."""
    if claimed.is_below(reached):
        gap = reached.low - claimed.high
        return f"{_plain(gap)} too few" if gap else "too few"
    gap = claimed.low - reached.high
    return f"{_plain(gap)} too many" if gap else "too many"


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _listed(ids: Sequence[str]) -> str:
    named = [f"`{id_}`" for id_ in ids]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
