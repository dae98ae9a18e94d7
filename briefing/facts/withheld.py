"""Withheld: what of a fact file is not public, for looking whether it has got out, and for nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.facts.book import FactBook
from briefing.facts.model import Actor, Fact, Place, Source
from briefing.facts.reader import whole_file
from briefing.facts.shown import reach_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The facts that are not public, and what they reach and nothing public does. Protected sources are among these.

    What was taken back was public once and is not among them; what was taken out for safety is. `headings` are the
    parts of sections of which nothing is shown, as section and part.
    """

    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    units: Mapping[str, Mapping[str, str]]
    headings: Mapping[tuple[str, str], str]

    def has_message(self, context: str) -> bool:
        """Whether a message of a catalogue is about something withheld, by its context."""
        head, _, rest = context.partition(":")
        match head:
            case "source":
                return rest.removesuffix(":label") in self.sources
            case "unit":
                return rest in self.units
            case "part":
                section, _, part = rest.partition(":")
                return (section, part) in self.headings
            case _:
                return head in self.facts


def withheld_of(book: FactBook) -> Withheld:
    """Give what a book leaves out because it is not public."""
    whole, shown = whole_file(book), book.file
    facts = {id_: fact for id_, fact in whole.facts.items() if fact.sensitivity != "public" or fact.removed}
    reach = reach_of(whole, facts.values())
    sources = {
        id_: source
        for id_, source in whole.sources.items()
        if id_ not in shown.sources and (source.protected or id_ in reach.sources)
    }
    return Withheld(
        facts=facts,
        sources=sources,
        actors={id_: whole.actors[id_] for id_ in reach.actors - shown.actors.keys()},
        places={id_: whole.places[id_] for id_ in reach.places - shown.places.keys()},
        units={id_: whole.units[id_] for id_ in reach.units & whole.units.keys() - shown.units.keys()},
        headings={
            (section_id, part_id): part.heading
            for section_id, section in whole.sections.items()
            for part_id, part in section.parts.items()
            if part_id not in shown.sections[section_id].parts
        },
    )
