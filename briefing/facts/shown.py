"""What of a fact file may be shown: what its public facts reach, and nothing else.

Source, actor, place, unit: each is shown because something public names it, never because nothing withheld does. A
protected source keeps its place and loses its id, label and all that could tell who it is.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefing.facts.book import FactBook, Withdrawn
from briefing.facts.differences import values_of_sum
from briefing.facts.model import Difference, Fact, FactFile, Retraction, Section, SectionId, Source
from briefing.facts.references import Kind, ids_named, with_ids
from briefing.placeholders import ids_of
from briefing.trees import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The ids that some parts of a fact file lead to: those they name, and those that these name in turn."""

    sources: frozenset[str]
    actors: frozenset[str]
    places: frozenset[str]
    units: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """What of a file is shown: ids of facts, sections, what is told of facts taken back, and what all reach."""

    file: FactFile
    ids: frozenset[str]
    sections: Mapping[SectionId, Section]
    retractions: Mapping[str, Retraction]
    reach: Reach
    aliases: Mapping[str, str]

    def new(self, kind: Kind, id_: str) -> str | None:
        """Give the id that something has where it is shown, or None where it is not."""
        match kind:
            case "fact":
                is_gap = id_ in self.file.gaps and id_ not in self.file.facts
                return id_ if id_ in self.ids or is_gap else None
            case "source":
                is_shown = id_ in self.reach.sources or id_ not in self.file.sources
                return self.aliases.get(id_, id_) if is_shown else None
            case _:
                return id_


def book_of(file: FactFile, name: str, tree: Tree) -> FactBook:
    """Give the book of a read file: what may be shown of it."""
    shown = {id_: fact for id_, fact in file.facts.items() if fact.is_shown}
    view = _view(file, shown.keys(), (id_ for id_, _, _ in _taken_back(file)))
    hidden = reach_of(file, (fact for id_, fact in file.facts.items() if id_ not in shown))
    return FactBook(
        file=_file_of(view),
        name=name,
        withheld=frozenset(file.facts.keys() - shown.keys()),
        withdrawn={w.fact: w for w in _withdrawn(view)},
        removed={id_: fact.removed.edition for id_, fact in file.facts.items() if fact.removed is not None},
        places=tree,
        all_actors={
            o: actor for o, actor in file.actors.items() if o not in hidden.actors - view.reach.actors
        },
        all_places={
            o: place for o, place in file.places.items() if o not in hidden.places - view.reach.places
        },
    )


def shown_file(file: FactFile, shown: Iterable[str]) -> FactFile:
    """Give a fact file with some of its facts and what they reach."""
    return _file_of(_view(file, shown))


def _view(file: FactFile, shown: Iterable[str], withdrawn: Iterable[str] = ()) -> _View:
    ids, told = frozenset(shown), frozenset(withdrawn)
    sections = {id_: _section(section, ids, told) for id_, section in file.sections.items()}
    facts = [fact for id_, fact in file.facts.items() if id_ in ids]
    hidden = [fact for id_, fact in file.facts.items() if id_ not in ids]
    cited = frozenset[str]().union(*(ids_named(fact, "source") for fact in hidden))
    retractions = _retractions(file, told)
    parts = (file.brief, *file.gaps.values(), *sections.values(), *facts, *retractions.values())
    reach = reach_of(file, parts, but=cited)
    return _View(
        file=file,
        ids=ids,
        sections=sections,
        retractions=retractions,
        reach=reach,
        aliases=_aliases(file, reach),
    )


def _file_of(view: _View) -> FactFile:
    file, ids, reach, aliases, new = view.file, view.ids, view.reach, view.aliases, view.new
    facts = {id_: fact for id_, fact in file.facts.items() if id_ in ids}
    return replace(
        file,
        facts={id_: _fact(id_, facts, with_ids(fact, new)) for id_, fact in facts.items()},
        sections=view.sections,
        sources={
            aliases.get(id_, id_): _source(with_ids(source, new))
            for id_, source in file.sources.items()
            if id_ in reach.sources
        },
        places={id_: with_ids(place, new) for id_, place in file.places.items() if id_ in reach.places},
        actors={id_: actor for id_, actor in file.actors.items() if id_ in reach.actors},
        units={id_: words for id_, words in file.units.items() if id_ in reach.units},
        withdrawn={id_: with_ids(o, new) for id_, o in view.retractions.items()},
    )


def reach_of(file: FactFile, parts: Iterable[object], *, but: frozenset[str] = frozenset()) -> Reach:
    """Give what parts of a file lead to. A source that only another source draws on is left out where it is in `but`.

    Nothing is followed from a protected source: who it draws on could tell who it is.
    """
    left = list(parts)
    sources, actors, places, units = set[str](), set[str](), set[str](), set[str]()
    while left:
        part = left.pop()
        units |= ids_named(part, "unit")
        named = ids_named(part, "actor", "name")
        cited = ids_named(part, "source") - (but if isinstance(part, Source) else frozenset())
        for ids, group, found in (
            (cited, file.sources, sources),
            (named, file.actors, actors),
            (named, file.places, places),
        ):
            fresh = (ids & group.keys()) - found
            found.update(fresh)
            left += [group[id_] for id_ in fresh if not getattr(group[id_], "protected", False)]
    return Reach(
        sources=frozenset(sources),
        actors=frozenset(actors),
        places=frozenset(places),
        units=frozenset(units),
    )


def _aliases(file: FactFile, reach: Reach) -> Mapping[str, str]:
    protected = (id_ for id_, source in file.sources.items() if source.protected and id_ in reach.sources)
    return {id_: f"protected-{number}" for number, id_ in enumerate(protected, start=1)}


def _fact(id_: str, facts: Mapping[str, Fact], public: Fact) -> Fact:
    """Give a public fact; a sum of which a part is withheld is no sum, for the difference would betray it."""
    sum_of = public.sum_of if facts.keys() >= {*facts[id_].sum_of} else ()
    return replace(public, sum_of=sum_of, sum_differs=_difference(id_, facts) if sum_of else None)


def _difference(id_: str, facts: Mapping[str, Fact]) -> Difference | None:
    """Give why a total is not the sum of its parts as readers may know it, of the values that are shown."""
    differs = facts[id_].sum_differs
    if differs is None:
        return None
    return Difference(
        of=values_of_sum(id_, facts), reason=differs.reason if isinstance(differs, Difference) else None
    )


def _section(section: Section, shown: frozenset[str], withdrawn: frozenset[str]) -> Section:
    """Keep the parts that show something, or of which it must be told that something was taken back."""
    parts = {}
    for id_, part in section.parts.items():
        kept = tuple(fact for fact in part.facts if fact in shown)
        if kept or not part.facts or not withdrawn.isdisjoint(part.facts):
            parts[id_] = replace(part, facts=kept)
    return replace(section, key=tuple(fact for fact in section.key if fact in shown), parts=parts)


def _source(source: Source) -> Source:
    if not source.protected:
        return source
    return Source(kind="other", label="withheld", protected=True)


def _taken_back(file: FactFile) -> Iterator[tuple[str, str, str]]:
    """Give what was taken back and may be spoken of, as its id, and the section and part it stood in."""
    for section_id, section in file.sections.items():
        for part_id, part in section.parts.items():
            for id_ in part.facts:
                fact = file.facts.get(id_)
                if fact is None or fact.retracted is None or fact.removed or fact.sensitivity != "public":
                    continue
                yield id_, section_id, part_id


def _retractions(file: FactFile, told: Iterable[str]) -> Mapping[str, Retraction]:
    """Give what readers are told of facts taken back, by id: nothing of those that no edition has printed."""
    found = {id_: file.facts[id_].retracted for id_ in told}
    own = {id_: replace(o, why=None) for id_, o in found.items() if o is not None and o.edition is not None}
    return {**file.withdrawn, **own}


def _withdrawn(view: _View) -> Iterator[Withdrawn]:
    for id_, section_id, part_id in _taken_back(view.file):
        fact = view.file.facts[id_]
        assert fact.retracted is not None
        retracted = with_ids(fact.retracted, view.new)
        is_told = retracted.edition is not None
        yield Withdrawn(
            fact=id_,
            section=section_id,
            part=part_id,
            by=retracted.by,
            edition=retracted.edition,
            on=retracted.on,
            sources=retracted.sources if is_told else (),
            reason=(retracted.reason or "") if is_told else "",
            subject=_subject(fact, view) if is_told else "",
        )


def _subject(fact: Fact, view: _View) -> str:
    """Give the label of a fact taken back, where everything that it names is shown."""
    named = ids_of(fact.label or "")
    is_shown = all(id_ in view.ids | view.reach.places | view.reach.actors for id_ in named)
    return (fact.label or "") if is_shown else ""
