"""History: what a fact was before, as `history:` and `corrections:` of the fact file tell it, where there are any."""

from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal
from typing import Any

from briefing.facts import Fact
from briefing.values import Quantity, When


def values_before(fact: Fact) -> Iterator[Quantity]:
    """Give the values that a fact had."""
    for entry in _entries(fact, "history"):
        quantity = _quantity(_field(entry, "value"), _field(entry, "qualifier") or "exactly", fact.unit)
        if quantity is not None:
            yield quantity


def told_history(fact: Fact) -> tuple[str, ...]:
    """Word what a fact was, one line a former value: value, as of, edition, when it was replaced, sources."""
    return tuple(_told_former(entry, fact) for entry in _entries(fact, "history"))


def told_corrections(fact: Fact) -> tuple[str, ...]:
    """Word the corrections of a fact, one line each."""
    return tuple(
        ", ".join(f"{f.name} {_plain(_field(entry, f.name))}" for f in fields(entry) if _field(entry, f.name))
        for entry in _entries(fact, "corrections")
    )


def _told_former(entry: Any, fact: Fact) -> str:
    qualifier = _field(entry, "qualifier") or "exactly"
    quantity = _quantity(_field(entry, "value"), qualifier, fact.unit)
    value = quantity.machine if quantity is not None else _plain(_field(entry, "value"))
    parts = [" ".join(filter(None, ("" if qualifier == "exactly" else qualifier, value, fact.unit or "")))]
    for name, word in (("as_of", "as of"), ("edition", "edition"), ("replaced", "replaced")):
        if _field(entry, name) is not None:
            parts.append(f"{word} {_plain(_field(entry, name))}")
    sources = _field(entry, "sources") or ()
    parts += [f"{o.source} {o.at or ''}".strip() if hasattr(o, "source") else str(o) for o in sources]
    return ", ".join(parts)


def _entries(fact: Fact, name: str) -> tuple[Any, ...]:
    return tuple(getattr(fact, name, None) or ())


def _field(entry: Any, name: str) -> Any:
    return getattr(entry, name, None)


def _quantity(value: Any, qualifier: Any, unit: str | None) -> Quantity | None:
    """Give a former value in whichever of the three shapes of a value it has."""
    if isinstance(value, Decimal):
        return Quantity(low=value, qualifier=qualifier, unit=unit)
    if hasattr(value, "low"):
        return Quantity(low=value.low, high=value.high, qualifier=qualifier, unit=unit)
    if hasattr(value, "part"):
        return Quantity(low=value.part, of=value.of, qualifier=qualifier, unit=unit)
    return None


def _plain(value: Any) -> str:
    if isinstance(value, When):
        return value.edtf
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
