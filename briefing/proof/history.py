"""History: what a fact was before, as `history:` and `corrections:` of the fact file tell it, for the desk."""

from collections.abc import Iterator

from briefing.editions import value_in_error
from briefing.facts import Correction, Fact, Former, quantity_of
from briefing.values import Quantity


def values_before(fact: Fact) -> Iterator[Quantity]:
    """Give the values that a fact had, right or wrong: a reader may hold an old paper."""
    yield from (quantity_of(former.value, former.qualifier, fact.unit) for former in fact.history)
    wrong = (value_in_error(fact, correction) for correction in fact.corrections)
    yield from (value for value in wrong if value is not None)


def told_history(fact: Fact) -> tuple[str, ...]:
    """Word what a fact was, one line a former value: value, as of, edition, when it was replaced, sources."""
    return tuple(", ".join(_told_former(former, fact)) for former in fact.history)


def told_corrections(fact: Fact) -> tuple[str, ...]:
    """Word the corrections of a fact, one line each: whose error, the value, its last edition, when and why mended."""
    return tuple(", ".join(_told_correction(correction, fact)) for correction in fact.corrections)


def _told_former(former: Former, fact: Fact) -> Iterator[str]:
    yield _told_value(quantity_of(former.value, former.qualifier, fact.unit))
    if former.as_of is not None:
        yield f"as of {former.as_of.edtf}"
    if former.edition is not None:
        yield f"edition {former.edition}"
    if former.replaced is not None:
        yield f"replaced {former.replaced.edtf}"
    yield from (f"{o.source} {o.at or ''}".strip() for o in former.sources)


def _told_correction(correction: Correction, fact: Fact) -> Iterator[str]:
    wrong = value_in_error(fact, correction)
    yield f"was {_told_value(wrong)}" if wrong is not None else "in its words"
    if correction.edition is not None:
        yield f"edition {correction.edition}"
    yield "our error" if correction.by == "us" else "error of the source"
    if correction.on is not None:
        yield f"mended {correction.on.edtf}"
    if correction.why is not None:
        yield correction.why


def _told_value(quantity: Quantity) -> str:
    qualifier = "" if quantity.qualifier == "exactly" else quantity.qualifier
    return " ".join(filter(None, (qualifier, quantity.machine, quantity.unit or "")))
