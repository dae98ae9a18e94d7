"""What a fact file names by id: every field of its types is known, and only what public facts reach is shown."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest

from briefing.facts import FactBook, FactFile, public_facts, read_facts, references_of, withheld_of
from briefing.facts.model import Correction, Fact
from briefing.facts.references import FIELDS
from briefing.project import open_inputs

NAME = "facts/sample.yaml"


def types_below(kind: type) -> Iterator[type]:
    """Give the types of a fact file, each once."""
    left: list[Any] = [kind]
    seen: set[Any] = {kind}
    while left:
        here = left.pop()
        yield here
        for hint in get_type_hints(here, include_extras=True).values():
            fresh = {t for t in leaves_of(hint) if is_dataclass(t)} - seen
            seen |= fresh
            left += sorted(fresh, key=lambda t: t.__name__)


def leaves_of(hint: Any) -> Iterator[Any]:
    """Give the types that a hint is made of; a date, a number or a choice between words holds no id."""
    origin = get_origin(hint)
    if origin is Literal or hint in (NoneType, Ellipsis):
        return
    if origin is Annotated:
        yield from leaves_of(get_args(hint)[0])
    elif origin in (Union, UnionType, tuple, Mapping) or isinstance(origin, type):
        for inner in get_args(hint):
            yield from leaves_of(inner)
    else:
        yield hint


def can_name(hint: Any) -> bool:
    """Whether a value may hold a text, itself or in a part of it."""
    return any(
        leaf is str or (is_dataclass(leaf) and leaf.__module__ == Fact.__module__ and bool(texts_of(leaf)))
        for leaf in leaves_of(hint)
    )


def texts_of(kind: Any) -> set[str]:
    """Give the fields of a type that may hold a text."""
    hints = get_type_hints(kind, include_extras=True)
    return {f.name for f in fields(kind) if can_name(hints[f.name])}


def test_every_field_that_can_hold_an_id_is_known() -> None:
    """A new field of a fact, source, place … that may name something must be put into `FIELDS`, or this fails."""
    found = {kind: texts_of(kind) for kind in types_below(FactFile) if kind.__module__ == Fact.__module__}
    assert Correction in found
    assert {kind: names for kind, names in found.items() if names} == {
        kind: set(names) for kind, names in FIELDS.items()
    }


def test_an_id_type_is_never_called_plain() -> None:
    """A field whose type is an id, or a list of ids, names something; keys of mappings and a brief's own id do not."""
    plain = [
        (kind.__name__, name)
        for kind, names in FIELDS.items()
        for name, how in names.items()
        if how == "plain" and _is_of_ids(get_type_hints(kind, include_extras=True)[name])
    ]
    assert plain == [("Brief", "id")]


def _is_of_ids(hint: Any) -> bool:
    if get_origin(hint) is Annotated:
        return any(getattr(m, "pattern", None) == "^[a-z][a-z0-9]*(-[a-z0-9]+)*$" for m in get_args(hint)[1:])
    return get_origin(hint) is not Mapping and any(_is_of_ids(inner) for inner in get_args(hint))


def book(root: Path) -> FactBook:
    found = read_facts(open_inputs(root), NAME, today=date(2026, 3, 10))
    assert found.value is not None
    assert not found.has_errors, found.diagnostics
    return found.value


def change(root: Path, old: str, new: str) -> None:
    path = root / NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


FACT = """\
  shelter:
    section: current-crisis
    kind: forecast
    text: "{guard:start} keeps the door."
    said_by: guard
    sensitivity: SENSITIVITY
    sources: [seed]
    history: [{value: 1, sources: [hist]}]
    outcome: {state: happened, sources: [late]}
  rain:
"""
SOURCES = "sources:\n" + "".join(
    f"  {id_}: {{kind: interview, label: Words of {id_}{more}}}\n"
    for id_, more in {
        "seed": ", depends_on: [deep]",
        "deep": "",
        "hist": "",
        "late": "",
        "mapped": "",
        "nobody": "",
    }.items()
)
ACTORS = """\
actors:
  guard: {kind: person, party: gang, names: {en: Otto, hy: Օտտո}}
  gang: {kind: group, names: {en: Gang, hy: Խումբ}}
"""
PLACES = """\
places:
  mill: {names: {en: Mill, hy: Ա}, position: {latitude: 1, longitude: 2, sources: [mapped]}}
"""


def with_shelter(root: Path, sensitivity: str) -> FactBook:
    change(root, "sources:\n", SOURCES)
    change(root, "actors:\n", ACTORS)
    change(root, "places:\n", PLACES)
    change(root, "facts: [flood, road]", "facts: [flood, road, shelter]")
    change(root, "  rain:\n", FACT.replace("SENSITIVITY", sensitivity))
    change(root, "keeps the door", "keeps the door of {mill}")
    return book(root)


REACHED = {"seed", "deep", "hist", "late", "mapped"}


def test_what_only_a_withheld_fact_leads_to_is_shown_nowhere(sample: Path) -> None:
    """Sources of its history and outcome, what its source draws on, the party of its speaker, its place."""
    found = with_shelter(sample, "restricted")
    assert set(found.file.sources) == {"report", "survey"}
    assert set(found.file.actors) == {"council"}
    assert set(found.file.places) == {"velora"}
    data = public_facts(found).decode()
    for word in (*REACHED, "guard", "gang", "mill", "shelter", "nobody"):
        assert f'"{word}"' not in data
    withheld = withheld_of(found)
    assert set(withheld.sources) == REACHED
    assert set(withheld.actors) == {"guard", "gang"}
    assert set(withheld.places) == {"mill"}


def test_what_a_public_fact_leads_to_is_shown_and_nothing_else(sample: Path) -> None:
    """Also what it said before and what came of it rest on sources; a source that nothing names is not listed."""
    found = with_shelter(sample, "public")
    assert set(found.file.sources) == {"report", "survey", *REACHED}
    assert set(found.file.actors) == {"council", "guard", "gang"}
    assert set(found.file.places) == {"velora", "mill"}
    assert withheld_of(found).sources == {}


def test_a_public_source_does_not_betray_what_a_withheld_fact_rests_on(sample: Path) -> None:
    """What a withheld fact cites is not shown because a public report draws on it."""
    change(sample, "  report:\n", "  report:\n    depends_on: [seed]\n")
    found = with_shelter(sample, "restricted")
    assert found.file.sources["report"].depends_on == ()
    assert "seed" not in found.file.sources


@pytest.mark.parametrize("field", ["competes_with", "contradicts", "resolves", "supersedes", "sum_of"])
def test_no_list_of_a_public_fact_names_a_withheld_one(sample: Path, field: str) -> None:
    change(sample, "  households:\n", f"  households:\n    {field}: [sandbags]\n")
    change(sample, "  sandbags:\n", f"  sandbags:\n    {field}: [households]\n    sensitivity: internal\n")
    found = read_facts(open_inputs(sample), NAME, today=date(2026, 3, 10)).value
    assert found is not None
    assert getattr(found.file.facts["households"], field) == ()
    assert b"sandbags" not in public_facts(found)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("sources: [hist]", "sources: [nowhere]", "BR205"),
        ("sources: [late]", "sources: [nowhere]", "BR205"),
        ("depends_on: [deep]", "depends_on: [nowhere]", "BR205"),
        ("party: gang", "party: nowhere", "BR214"),
    ],
)
def test_an_id_of_nothing_is_found_wherever_it_is_named(sample: Path, old: str, new: str, code: str) -> None:
    with_shelter(sample, "public")
    change(sample, old, new)
    found = read_facts(open_inputs(sample), NAME, today=date(2026, 3, 10)).diagnostics
    lines = (sample / NAME).read_text(encoding="utf-8").splitlines()
    wrong = [(d.code.id, "nowhere" in lines[d.span.line - 1]) for d in found if d.is_error and d.span]
    assert wrong == [(code, True)]


def test_references_say_where_they_stand(sample: Path) -> None:
    found = with_shelter(sample, "public").file.facts["shelter"]
    assert {(r.kind, r.id, r.path) for r in references_of(found)} == {
        ("actor", "guard", ("said_by",)),
        ("name", "guard", ("text",)),
        ("name", "mill", ("text",)),
        ("source", "seed", ("sources", 0, "source")),
        ("source", "hist", ("history", 0, "sources", 0, "source")),
        ("source", "late", ("outcome", "sources", 0, "source")),
    }
