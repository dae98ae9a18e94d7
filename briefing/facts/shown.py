"""What of a fact file may be shown: nothing that is withheld, taken back or taken out, and nobody it would betray.

A source, actor or place that only such facts mention goes with them. A protected source keeps its place and loses
its id, label and all that could tell who it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.facts.book import FactBook, Withdrawn
from briefing.facts.model import Citation, Fact, FactFile, Place, Section, Source
from briefing.placeholders import ids_of
from briefing.trees import Tree


def book_of(file: FactFile, name: str, tree: Tree) -> FactBook:
    """Give the book of a read file: what may be shown of it."""
    shown = {id_: fact for id_, fact in file.facts.items() if fact.is_shown}
    hidden = [fact for fact in file.facts.values() if not fact.is_shown]
    aliases = dict(_aliases(file))
    names = {*file.places, *file.actors}
    mentioned = set(_mentions(shown.values())) | {id_ for text in _frame(file) for id_ in ids_of(text)}
    betrayed = {id_ for id_ in _mentions(hidden) if id_ in names} - mentioned
    marked = {id_: set(_sources_of_position(place)) for id_, place in file.places.items()}
    cited = {c.source for fact in shown.values() for c in fact.sources}
    cited |= {source for id_ in marked.keys() - betrayed for source in marked[id_]}
    betraying = {c.source for fact in hidden for c in fact.sources} - cited
    betraying |= {source for id_ in betrayed & marked.keys() for source in marked[id_]} - cited
    withdrawn = {w.fact: w for w in _withdrawn(file)}
    public = replace(
        file,
        facts={id_: _public(fact, shown, aliases) for id_, fact in shown.items()},
        sections={id_: _section(section, shown, withdrawn) for id_, section in file.sections.items()},
        sources={
            aliases.get(id_, id_): _source(source, aliases, betraying)
            for id_, source in file.sources.items()
            if id_ not in betraying
        },
        places={id_: _place(place, aliases) for id_, place in file.places.items() if id_ not in betrayed},
        actors={id_: actor for id_, actor in file.actors.items() if id_ not in betrayed},
    )
    return FactBook(
        file=public,
        name=name,
        withheld=frozenset(file.facts.keys() - shown.keys()),
        withdrawn=withdrawn,
        removed={id_: fact.removed.edition for id_, fact in file.facts.items() if fact.removed is not None},
        places=tree,
    )


def _aliases(file: FactFile) -> Iterator[tuple[str, str]]:
    protected = [id_ for id_, source in file.sources.items() if source.protected]
    for number, id_ in enumerate(protected, start=1):
        yield id_, f"protected-{number}"


def _mentions(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        yield fact.said_by
        for text in (fact.text, fact.summary, fact.label, fact.condition):
            yield from ids_of(text or "")


def _frame(file: FactFile) -> Iterator[str]:
    """Give the texts around the facts."""
    yield file.brief.title
    yield file.brief.standfirst
    yield from (gap.text for gap in file.gaps.values())
    yield from (part.heading for s in file.sections.values() for part in s.parts.values())


def _public(fact: Fact, shown: Mapping[str, Fact], aliases: Mapping[str, str]) -> Fact:
    outcome = fact.outcome
    return replace(
        fact,
        competes_with=_kept(fact.competes_with, shown),
        contradicts=_kept(fact.contradicts, shown),
        resolves=_kept(fact.resolves, shown),
        supersedes=_kept(fact.supersedes, shown),
        sum_of=fact.sum_of if all(part in shown for part in fact.sum_of) else (),
        sum_differs=None,
        meets=fact.meets if fact.meets in shown else None,
        sources=_cited(fact.sources, aliases),
        history=tuple(replace(f, sources=_cited(f.sources, aliases)) for f in fact.history),
        outcome=None if outcome is None else replace(outcome, sources=_cited(outcome.sources, aliases)),
    )


def _sources_of_position(place: Place) -> Iterator[str]:
    if place.position is not None:
        yield from (citation.source for citation in place.position.sources)


def _place(place: Place, aliases: Mapping[str, str]) -> Place:
    position = place.position
    if position is None:
        return place
    return replace(place, position=replace(position, sources=_cited(position.sources, aliases)))


def _cited(citations: tuple[Citation, ...], aliases: Mapping[str, str]) -> tuple[Citation, ...]:
    """Let no citation name a protected source, nor where in it."""
    return tuple(Citation(source=aliases[c.source]) if c.source in aliases else c for c in citations)


def _kept(ids: tuple[str, ...], shown: Mapping[str, Fact]) -> tuple[str, ...]:
    return tuple(i for i in ids if i in shown)


def _section(section: Section, shown: Mapping[str, Fact], told: Mapping[str, Withdrawn]) -> Section:
    """Keep the parts that show something, or of which it must be told that something was taken back."""
    parts = {}
    for id_, part in section.parts.items():
        kept = _kept(part.facts, shown)
        if kept or not part.facts or any(f in told for f in part.facts):
            parts[id_] = replace(part, facts=kept)
    return replace(section, key=_kept(section.key, shown), parts=parts)


def _source(source: Source, aliases: Mapping[str, str], betraying: set[str]) -> Source:
    depends = tuple(aliases.get(i, i) for i in source.depends_on if i not in betraying)
    if not source.protected:
        return replace(source, depends_on=depends)
    return Source(kind="other", label="withheld", protected=True)


def _withdrawn(file: FactFile) -> Iterator[Withdrawn]:
    """Give what was taken back and may be spoken of, with the part it stood in."""
    for section_id, section in file.sections.items():
        for part_id, part in section.parts.items():
            for id_ in part.facts:
                fact = file.facts.get(id_)
                if fact is None or fact.retracted is None or fact.removed or fact.sensitivity != "public":
                    continue
                yield Withdrawn(
                    fact=id_,
                    section=section_id,
                    part=part_id,
                    by=fact.retracted.by,
                    edition=fact.retracted.edition,
                )
