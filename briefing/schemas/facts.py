"""The JSON Schema of a fact file, for editors: generated from the types that read it.

Editors see YAML's own types, so a number may stand as a number or as a text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from briefing.facts import NARRATOR, NO_UNIT
from briefing.facts.schema import schema_of_types
from briefing.schemas.dialect import DIALECT
from briefing.schemas.properties import PROPERTIES

_NUMBER: Final = {"type": ["number", "string"], "pattern": r"^-?(0|[1-9]\d*)(\.\d+)?$"}
_DATE: Final = {
    "description": "EDTF: 2023, 2023-09, 2023-09-19, 2023-09-19T13:00Z, 2023-21 (spring), 199X, a/b; or with a part.",
    "anyOf": [
        {"type": ["string", "integer"]},
        {
            "type": "object",
            "properties": {
                "edtf": {"description": "The date or period (EDTF).", "type": "string"},
                "part": {"description": "The part of it that is meant.", "enum": ["early", "mid", "late"]},
            },
            "required": ["edtf"],
            "additionalProperties": False,
        },
    ],
}


_REFERENCES: Final = (
    *(
        (("Fact", name), ("facts",))
        for name in ("competes_with", "contradicts", "supersedes", "sum_of", "meets")
    ),
    (("Fact", "resolves"), ("facts", "gaps")),
    (("Fact", "said_by"), ("actors",)),
    (("Fact", "unit"), ("units",)),
    (("Section", "key"), ("facts",)),
    (("SectionPart", "facts"), ("facts",)),
    (("Citation", "source"), ("sources",)),
    (("Source", "depends_on"), ("sources",)),
    (("Actor", "party"), ("actors",)),
)
"""Properties that name something else of the file, and what it may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ids:
    """The ids that one brief has, which its schema lists: an editor completes them and marks others as wrong.

    `units` are those built in and those of the brief.
    """

    facts: tuple[str, ...]
    gaps: tuple[str, ...]
    sources: tuple[str, ...]
    actors: tuple[str, ...]
    units: tuple[str, ...]


def facts_schema(ids: Ids | None = None) -> dict[str, Any]:
    """Give the schema of a fact file; with `ids`, that of one brief, in which only these are known."""
    schema = _for_editors(schema_of_types())
    del schema["$defs"]["Moment"]  # of dates, which are typed as texts
    schema["properties"]["schema"] = {"type": ["integer", "string"], "enum": [1, "1"]}
    _describe(schema)
    if ids is not None:
        for (holder, name), groups in _REFERENCES:
            listed = [id_ for group in groups for id_ in getattr(ids, group)]
            special = {"said_by": [NARRATOR], "unit": [NO_UNIT]}.get(name, [])
            _restrict(schema["$defs"][holder]["properties"][name], [*listed, *special])
    for property_ in _lists_of_sources(schema):
        source = schema["$defs"]["Citation"]["properties"]["source"]
        plain = {key: value for key, value in source.items() if key in ("type", "enum")}
        property_["items"] = {"anyOf": [plain, property_["items"]]}
    return {"$schema": DIALECT, "$id": "schema.json", **schema}


def _describe(schema: dict[str, Any]) -> None:
    """Say of each property what it is for."""
    for holder, described in PROPERTIES.items():
        properties = (schema if holder == "FactFile" else schema["$defs"][holder])["properties"]
        for name, text in described.items():
            properties[name]["description"] = text


def _restrict(node: dict[str, Any], ids: list[str]) -> None:
    """Let a property, or each item of it, be one of some ids only."""
    if node.get("type") == "string":
        for key in ("pattern", "minLength", "maxLength"):
            node.pop(key, None)
        node["enum"] = ids
    for inner in (node.get("items"), *node.get("anyOf", ())):
        if inner is not None:
            _restrict(inner, ids)


def _lists_of_sources(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the properties that list citations: each may be a plain id, too."""
    for definition in schema["$defs"].values():
        property_ = definition.get("properties", {}).get("sources", {})
        if property_.get("items", {}).get("$ref") == "#/$defs/Citation":
            yield property_


def _for_editors(node: Any) -> Any:
    """Put what a person types in place of what the reader makes of it."""
    if isinstance(node, list):
        return [_for_editors(item) for item in node]
    if not isinstance(node, dict):
        return node
    if "properties" in node and "edtf" in node["properties"] and "is_interval" in node["properties"]:
        return dict(_DATE)
    if node.get("type") == "number" or _is_decimal(node):
        return {**_NUMBER, **{k: v for k, v in node.items() if k in ("title", "description")}}
    return {key: _for_editors(value) for key, value in node.items()}


def _is_decimal(node: dict[str, Any]) -> bool:
    kinds = {option.get("type") for option in node.get("anyOf", ()) if isinstance(option, dict)}
    return kinds == {"number", "string"}
