"""Syntax: a template as the tree of its parts, parsed once for all who look at it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

__all__ = ["OPTIONS", "Parsed", "TemplateSyntaxError", "nodes", "parse_template"]

N = TypeVar("N", bound=nodes.Node)
OPTIONS = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""How templates are read: whoever compiles a tree has an environment of the same options."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parsed:
    """A template: its tree, and all nodes of it in the order in which they are typed."""

    tree: nodes.Template
    nodes: tuple[nodes.Node, ...]

    def every(self, *types: type[N]) -> tuple[N, ...]:
        """Give the nodes of some types, in order."""
        return tuple(node for node in self.nodes if isinstance(node, types))


@lru_cache(maxsize=512)
def parse_template(text: str, path: str) -> Parsed:
    """Parse a template; raises `TemplateSyntaxError`, and `RecursionError` where it is nested too deeply."""
    tree = _environment().parse(text, filename=path)
    return Parsed(tree=tree, nodes=tuple(tree.find_all(nodes.Node)))


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(**OPTIONS)  # type: ignore[arg-type]  # noqa: S701  # escapes: it is among the options
