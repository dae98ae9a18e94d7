"""What pictures are drawn from, in one locale: former values, needs and responses, likelihoods, positions."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, get_args

from briefing.facts import Citation, Fact, Shortfall, quantity_of, shortfall_of
from briefing.facts.model import Likelihood, Position
from briefing.languages import format_number
from briefing.renditions.citations import citations_of
from briefing.renditions.figures import figure_of
from briefing.renditions.model import (
    BoundFact,
    BoundNeed,
    BoundPosition,
    FormerFigure,
    LikelihoodStep,
)
from briefing.renditions.writer import Writer
from briefing.values import Quantity, When

_BANDS: Final = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
"""Per cent, of the seven steps in turn: Intelligence Community Directive 203, Analytic Standards, D.6.e.2."""


def trend_of(id_: str, fact: Fact, writer: Writer) -> tuple[FormerFigure, ...]:
    """Give what editions printed of a fact before; empty unless two values, none of them an error, can be compared."""
    printed = _printed(fact)
    if fact.quantity is None or not any(not is_error for _, _, is_error in printed.values()):
        return ()
    first = min(printed)
    return tuple(
        FormerFigure(
            edition=writer.count(edition),
            is_single=edition == first == 1 or edition - 1 in printed,
            figure=figure_of(id_, quantity, writer),
            as_of=writer.date(as_of),
            is_error=is_error,
        )
        for edition, (quantity, as_of, is_error) in sorted(printed.items())
    )


_Printed = tuple[Quantity, When | None, bool]
"""A value, as of when it held, and whether it was an error."""


def _printed(fact: Fact) -> Mapping[int, _Printed]:
    """Give each former value by its last edition; of several between two editions the first was the printed one."""
    entries: list[tuple[int, str, _Printed]] = []
    for former in fact.history:
        if former.edition is not None:
            value = (quantity_of(former.value, former.qualifier, fact.unit), former.as_of, False)
            entries.append((former.edition, former.replaced.edtf if former.replaced else "~", value))
    for error in fact.corrections:
        if error.edition is not None and error.was is not None:
            value = (quantity_of(error.was, error.qualifier or fact.qualifier, fact.unit), None, True)
            entries.append((error.edition, error.on.edtf if error.on else "", value))
    printed: dict[int, _Printed] = {}
    for edition, _, value in sorted(entries, key=lambda entry: entry[:2]):
        printed.setdefault(edition, value)
    return printed


def needs_of(
    file_facts: Mapping[str, Fact], facts: Mapping[str, BoundFact], writer: Writer
) -> Iterator[BoundNeed]:
    """Hold every need against the responses to it; of several nothing is worked out, since they may overlap."""
    met: dict[str, list[str]] = {}
    for id_, fact in file_facts.items():
        if fact.meets is not None and fact.meets in facts and fact.quantity is not None:
            met.setdefault(fact.meets, []).append(id_)
    for need, responses in met.items():
        wanted = file_facts[need].quantity
        if wanted is None:
            continue
        found = _shortfall(wanted, [file_facts[o].quantity for o in responses])
        left = (
            figure_of("", found.quantity, writer)
            if found is not None and found.quantity is not None
            else None
        )
        yield BoundNeed(
            need=facts[need],
            responses=tuple(facts[o] for o in responses),
            verdict=found.verdict if found is not None else "several",
            left=left,
        )


def _shortfall(need: Quantity, responses: Sequence[Quantity | None]) -> Shortfall | None:
    only = responses[0]
    return shortfall_of(need, only) if len(responses) == 1 and only is not None else None


def likelihoods_of(facts: Mapping[str, BoundFact], writer: Writer) -> Iterator[LikelihoodStep]:
    """Give the whole scale where a forecast stands on it of which nothing has come yet."""
    if any(fact.likelihood and fact.outcome is None for fact in facts.values()):
        steps = zip(get_args(Likelihood), _BANDS, strict=True)
        for number, (step, (low, high)) in enumerate(steps, start=1):
            band = Quantity(low=Decimal(low), high=Decimal(high), qualifier="between", unit="percent")
            yield LikelihoodStep(id=step, number=writer.count(number), band=figure_of("", band, writer))


def positions_of(writer: Writer) -> Iterator[BoundPosition]:
    """Give the places that a source puts somewhere."""
    for id_, place in writer.binding.book.file.places.items():
        if place.position is not None:
            yield _position(id_, place.position, writer)


def _position(id_: str, position: Position, writer: Writer) -> BoundPosition:
    citations: tuple[Citation, ...] = position.sources
    return BoundPosition(
        id=id_,
        name=writer.name(id_, "places"),
        latitude=f"{format_number(writer.language, position.latitude)}°",
        longitude=f"{format_number(writer.language, position.longitude)}°",
        north=position.latitude,
        east=position.longitude,
        citations=tuple(citations_of(citations, writer)),
    )
