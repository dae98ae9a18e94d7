"""Rules of what cannot be: counts below zero, references to oneself, deceptive addresses, ids too long for a file.

Each gives the code, the message, the path it is about and what to type.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from briefing.addresses import address_fault
from briefing.facts.model import Actor, Fact, FactFile, PartValue, RangeValue, Source
from briefing.values import When

Fault = tuple[str, str, tuple[str | int, ...], str]
MAX_ID: Final = 100
"""The most letters of a brief's id: it is part of the names of all its files, which systems cut at 255 bytes."""

_SIGNED: Final = frozenset(
    {"percent", "percentage-point", "metre", "centimetre", "millimetre", "kilometre", "degree-celsius"}
)
"""Units that go below zero: a change, a level, a temperature. Money does, too; persons and things do not."""

_OF_FACTS: Final = ("competes_with", "contradicts", "resolves", "supersedes")


def brief_faults(file: FactFile) -> Iterator[Fault]:
    """Find what is impossible about the file as a whole, its sources and its actors."""
    if len(file.brief.id) > MAX_ID:
        message = f"the id of the brief has {len(file.brief.id)} letters, at most {MAX_ID} go into the name of a file"
        yield "BR213", message, ("brief", "id"), "write a shorter one, and rename the fact file to it"
    for id_, source in file.sources.items():
        yield from _source_faults(id_, source, file.sources)
    for id_, actor in file.actors.items():
        yield from _actor_faults(id_, actor)


def fact_faults(id_: str, fact: Fact, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find what is impossible about a fact."""
    yield from _sign_faults(id_, fact)
    for name in _OF_FACTS:
        for index, other in enumerate(getattr(fact, name)):
            path = ("facts", id_, name, index)
            if other == id_:
                yield (
                    "BR251",
                    f"`{id_}` names itself in `{name}`",
                    path,
                    "take it out, or name the other fact",
                )
            elif name in ("supersedes", "resolves") and other in facts and id_ in getattr(facts[other], name):
                message = f"`{id_}` and `{other}` name one another in `{name}`"
                yield "BR251", message, path, "leave it at the newer of the two"


def days_of_acts(fact: Fact) -> Iterator[tuple[tuple[str | int, ...], When]]:
    """Give the dates of what was done about a fact: none of it can be done after today."""
    if fact.started is not None:
        yield ("started",), fact.started
    for name, act in (
        ("outcome", fact.outcome),
        ("review", fact.review),
        ("retracted", fact.retracted),
        ("removed", fact.removed),
    ):
        if act is not None and act.on is not None:
            yield (name, "on"), act.on
    for index, former in enumerate(fact.history):
        if former.as_of is not None:
            yield ("history", index, "as_of"), former.as_of


def _source_faults(id_: str, source: Source, sources: Mapping[str, Source]) -> Iterator[Fault]:
    fault = address_fault(source.url) if source.url is not None else None
    if fault is not None:
        message, hint = fault
        shown = f"the address of `{id_}` is not what it seems" if source.protected else message
        yield "BR253", shown, ("sources", id_, "url"), "write it anew" if source.protected else hint
    for index, other in enumerate(source.depends_on):
        path = ("sources", id_, "depends_on", index)
        if other == id_:
            yield "BR251", f"`{id_}` depends on itself", path, "take it out, or name the other source"
        elif other in sources and id_ in sources[other].depends_on:
            message = f"`{id_}` and `{other}` depend on one another"
            yield "BR251", message, path, "leave it at the one that draws on the other"


def _actor_faults(id_: str, actor: Actor) -> Iterator[Fault]:
    if actor.party == id_:
        yield "BR251", f"`{id_}` is its own party", ("actors", id_, "party"), "take `party` out"


def _sign_faults(id_: str, fact: Fact) -> Iterator[Fault]:
    """Find counts below zero, and parts of nothing."""
    path = ("facts", id_, "value")
    match fact.value:
        case PartValue(part=part, of=of):
            if part < 0:
                yield "BR252", "a part is below zero", (*path, "part"), "check the sign"
            if of <= 0:
                yield "BR252", "the whole is not above zero", (*path, "of"), "write of how many it is a part"
        case RangeValue(low=low) if low < 0 and not _is_signed(fact.unit):
            yield _below(fact.unit, (*path, "low"))
        case Decimal() as number if number < 0 and not _is_signed(fact.unit):
            yield _below(fact.unit, path)
        case _:
            pass


def _below(unit: str | None, path: tuple[str | int, ...]) -> Fault:
    hint = "write how many there are; that they became fewer is said by the words of `text`"
    return "BR252", f"a count of `{unit}` is below zero", path, hint


def _is_signed(unit: str | None) -> bool:
    """Whether values of a unit go below zero: also money, and a project's own degrees and points."""
    if unit is None or unit in _SIGNED:
        return True
    return (len(unit) == 3 and unit.isupper()) or "degree" in unit or "point" in unit
