"""The JSON Schema of a fact file, for editors: generated from the types that read it.

Editors see YAML's own types, so a number may stand as a number or as a text.
"""

import json
from typing import Any, Final

from pydantic import TypeAdapter

from briefing.facts.model import FactFile

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_NUMBER: Final = {"type": ["number", "string"], "pattern": r"^-?(0|[1-9]\d*)(\.\d+)?$"}
_DATE: Final = {
    "description": "EDTF: 2023, 2023-09, 2023-09-19, 2023-09-19T13:00Z, 2023-21 (spring), 199X, a/b; or with a part.",
    "anyOf": [
        {"type": ["string", "integer"]},
        {
            "type": "object",
            "properties": {"edtf": {"type": "string"}, "part": {"enum": ["early", "mid", "late"]}},
            "required": ["edtf"],
            "additionalProperties": False,
        },
    ],
}


def json_schema() -> dict[str, Any]:
    """Give the schema of a fact file."""
    made = TypeAdapter(FactFile).json_schema(by_alias=True, mode="validation")
    schema = _for_editors(made)
    schema["properties"]["schema"] = {"type": ["integer", "string"], "enum": [1, "1"]}
    sources = schema["$defs"]["Fact"]["properties"]["sources"]
    sources["items"] = {"anyOf": [{"type": "string"}, sources["items"]]}
    return {"$schema": DIALECT, "$id": "schema.json", **schema}


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


def text_of_schema() -> bytes:
    """Give the schema of a fact file as JSON, UTF-8: what `facts/schema.json` holds."""
    return (json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n").encode()
