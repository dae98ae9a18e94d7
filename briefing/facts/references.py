"""References: everything that a part of a fact file names by its id, by kind, and the same part with other ids.

`FIELDS` has every field that holds a text, or a part that holds one. A test walks the types and fails when a field
is missing, so that nothing can be named in a new field and be overlooked.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, TypeVar

from briefing.facts import model
from briefing.placeholders import ids_of

Kind = Literal["fact", "source", "actor", "unit", "name"]
"""What an id is of. A `name` stands in a sentence, as `{velora:loc}`: it is of a fact, an actor or a place."""

FIELDS: Final[Mapping[type, Mapping[str, Kind | Literal["words", "inner", "plain"]]]] = {
    model.Citation: {"source": "source", "at": "plain"},
    model.Review: {"by": "plain"},
    model.Former: {"sources": "inner"},
    model.Correction: {"reason": "words", "why": "plain"},
    model.Retraction: {"sources": "inner", "reason": "words", "why": "plain"},
    model.Difference: {"of": "plain", "reason": "words", "why": "plain"},
    model.Resolution: {"sources": "inner"},
    model.Fact: {
        "said_by": "actor",
        "unit": "unit",
        "competes_with": "fact",
        "contradicts": "fact",
        "resolves": "fact",
        "supersedes": "fact",
        "sum_of": "fact",
        "meets": "fact",
        "text": "words",
        "summary": "words",
        "label": "words",
        "condition": "words",
        "sources": "inner",
        "history": "inner",
        "outcome": "inner",
        "corrections": "inner",
        "retracted": "inner",
        "review": "inner",
        "sum_differs": "inner",
        "hxl": "plain",
        "note": "plain",
    },
    model.Source: {
        "called": "plain",
        "depends_on": "source",
        "label": "words",
        "title": "plain",
        "publisher": "plain",
        "author": "plain",
        "language": "plain",
        "url": "plain",
        "note": "plain",
    },
    model.Actor: {"party": "actor", "names": "plain", "note": "plain"},
    model.Position: {"sources": "inner"},
    model.Place: {
        "position": "inner",
        "names": "plain",
        "local": "plain",
        "variants": "plain",
        "note": "plain",
    },
    model.Term: {"words": "plain", "use": "plain", "why": "plain"},
    model.Gap: {"text": "words"},
    model.SectionPart: {"facts": "fact", "heading": "words"},
    model.Section: {"key": "fact", "parts": "inner"},
    model.Brief: {"title": "words", "standfirst": "words", "id": "plain", "countries": "plain"},
    model.FactFile: {
        "brief": "inner",
        "sources": "inner",
        "sections": "inner",
        "facts": "inner",
        "actors": "inner",
        "places": "inner",
        "terms": "inner",
        "gaps": "inner",
        "units": "plain",
        "withdrawn": "inner",
    },
}

T = TypeVar("T")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An id that a part of a fact file names, of what it is the id, and the path to it from that part."""

    kind: Kind
    id: str
    path: Path


def references_of(part: object, *path: str | int) -> Iterator[Reference]:
    """Give everything that a part of a fact file names: a fact, a source, an actor, a place, a section."""
    for name, kind in FIELDS.get(type(part), {}).items():
        value = getattr(part, name)
        if kind == "plain" or value is None:
            continue
        at = (*path, name)
        if kind == "words":
            yield from (Reference(kind="name", id=id_, path=at) for id_ in ids_of(value))
        elif kind == "inner":
            for step, inner in _parts(value):
                yield from references_of(inner, *at, *step)
        elif isinstance(value, str):
            yield Reference(kind=kind, id=value, path=at)
        else:
            yield from (Reference(kind=kind, id=id_, path=(*at, n)) for n, id_ in enumerate(value))


def ids_named(part: object, *kinds: Kind) -> frozenset[str]:
    """Give the ids of some kinds that a part of a fact file names."""
    return frozenset(reference.id for reference in references_of(part) if reference.kind in kinds)


def with_ids(part: T, new: Callable[[Kind, str], str | None]) -> T:
    """Give a part with the ids that `new` gives for them; None takes the id out, and a citation with its source.

    A citation of a source by another id loses the place in it. Sentences stay as they are.
    """
    changed: dict[str, Any] = {}
    for name, kind in FIELDS.get(type(part), {}).items():
        value = getattr(part, name)
        if kind in ("plain", "words") or value is None:
            continue
        other = _with_ids(value, new) if kind == "inner" else _other(value, kind, new)  # type: ignore[arg-type]
        if other != value:
            changed[name] = other
    return replace(part, **changed) if changed else part  # type: ignore[type-var]


def _with_ids(value: Any, new: Callable[[Kind, str], str | None]) -> Any:
    if isinstance(value, tuple):
        return tuple(other for item in value if (other := _with_ids(item, new)) is not None)
    if isinstance(value, Mapping):
        return {key: _with_ids(item, new) for key, item in value.items()}
    if isinstance(value, model.Citation):
        source = new("source", value.source)
        if source is None or source == value.source:
            return None if source is None else value
        return model.Citation(source=source)
    return with_ids(value, new)


def _other(value: Any, kind: Kind, new: Callable[[Kind, str], str | None]) -> Any:
    if isinstance(value, str):
        return new(kind, value)
    return tuple(other for id_ in value if (other := new(kind, id_)) is not None)


def _parts(value: Any) -> Iterator[tuple[Path, Any]]:
    """Give the parts that a field holds, each with the step to it."""
    if isinstance(value, tuple):
        yield from (((number,), item) for number, item in enumerate(value))
    elif isinstance(value, Mapping):
        yield from (((key,), item) for key, item in value.items())
    else:
        yield (), value
