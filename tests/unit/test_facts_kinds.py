"""Kinds of facts: the table has every kind, and the program follows it."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import briefing
from briefing.facts.kinds import Kind, rules_of


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_has_its_rules(kind: Kind) -> None:
    assert rules_of(kind).value in ("required", "allowed", "refused")


def test_every_kind_is_in_the_schema_of_open_data() -> None:
    path = Path(__file__).parents[2] / "docs" / "open-data.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    kinds = [tree["enum"] for tree in trees_of(schema, "kind") if "figure" in tree.get("enum", ())]
    assert kinds == [list(get_args(Kind))]


def trees_of(tree: Any, name: str) -> Iterator[dict[str, Any]]:
    """Give every mapping under a name, at any depth."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if key == name and isinstance(value, dict):
            yield value
        if isinstance(value, dict | list):
            yield from trees_of(value, name)


def test_only_the_table_compares_the_kind_of_a_fact() -> None:
    kinds = set(get_args(Kind))
    package = Path(briefing.__file__).parent
    found = [
        f"{path.relative_to(package)}:{node.lineno}"
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and ast.unparse(node.left) in ("fact.kind", "f.kind", "target.kind")
        if any(
            isinstance(c, ast.Constant) and c.value in kinds for o in node.comparators for c in ast.walk(o)
        )
    ]
    assert found == []
