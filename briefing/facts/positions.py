"""Rules of positions: a mark on a map is a statement, so it has a source, and is a place on this Earth.

Each gives the code, the message, the path it is about and what to type.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from briefing.diagnostics import one_of
from briefing.facts.model import Place, Source

Fault = tuple[str, str, tuple[str | int, ...], str]
_MOST: Final = {"latitude": 90, "longitude": 180}


def position_faults(id_: str, place: Place, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Hold the position of a place against the sources and against the globe."""
    if place.position is None:
        return
    at = ("places", id_, "position")
    if not place.position.sources:
        hint = "add `sources: [{source: …, at: p. 1}]`, or take the position out"
        yield "BR204", f"the position of `{id_}` names no source", (*at, "sources"), hint
    for index, citation in enumerate(place.position.sources):
        if citation.source not in sources:
            message = f"there is no source `{citation.source}`"
            yield "BR205", message, (*at, "sources", index), one_of(citation.source, sources)
    for name, most in _MOST.items():
        number = getattr(place.position, name)
        if abs(number) > most:
            message = f"there is no {name} of {number:f} degrees"
            hint = f"write decimal degrees from -{most} to {most}; latitude and longitude may be swapped"
            yield "BR247", message, (*at, name), hint
