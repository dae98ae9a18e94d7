"""The JSON Schema of the types of a fact file, as pydantic sees them."""

from typing import Any

from pydantic import TypeAdapter

from briefing.facts.model import FactFile


def schema_of_types() -> dict[str, Any]:
    """Give the schema by which a tree that was read becomes a `FactFile`; `briefing.schemas` makes that of editors."""
    return TypeAdapter(FactFile).json_schema(by_alias=True, mode="validation")
