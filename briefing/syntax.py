"""Syntax: a template as the tree of its parts, parsed once for all who look at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import Final, TypeVar

from jinja2 import Environment, TemplateSyntaxError, nodes

__all__ = ["OPTIONS", "TOO_DEEP", "Parsed", "TemplateSyntaxError", "nodes", "parse_template"]

MAX_DEPTH: Final = 18
"""How deep blocks of a template may nest: Python, which they are compiled to, has a limit of 20."""

MAX_DIGITS: Final = 18
TOO_DEEP: Final = "the template is nested too deeply to be read"
_LONG_NUMBER: Final = re.compile(rf"(?<![\w.])[0-9][0-9_]{{{MAX_DIGITS},}}+")
_BLOCKS: Final = (
    *(nodes.If, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block, nodes.With, nodes.FilterBlock),
    *(nodes.ScopedEvalContextModifier, nodes.AssignBlock),
)

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
    """Parse a template; raises `TemplateSyntaxError`, also where it is nested too deeply or a number is too long."""
    if (long := _LONG_NUMBER.search(text)) is not None and _is_code(text, long.start()):
        line = text.count("\n", 0, long.start()) + 1
        raise TemplateSyntaxError(f"a number has more than {MAX_DIGITS} digits", line, path, path)
    try:
        tree = _environment().parse(text, filename=path)
        return Parsed(tree=tree, nodes=tuple(_all(tree, path)))
    except RecursionError:
        raise TemplateSyntaxError(TOO_DEEP, 1, path, path) from None


def _is_code(text: str, offset: int) -> bool:
    """Whether a place of a template stands between the signs that open and close an expression or a statement."""
    opened = max(text.rfind("{{", 0, offset), text.rfind("{%", 0, offset))
    closed = max(text.rfind("}}", 0, offset), text.rfind("%}", 0, offset))
    return opened > closed


def _all(tree: nodes.Template, path: str) -> Iterator[nodes.Node]:
    """Give all nodes below a tree in the order in which they are typed; blocks within blocks are counted."""
    left: list[tuple[nodes.Node, int]] = [(child, 0) for child in tree.iter_child_nodes()][::-1]
    while left:
        node, depth = left.pop()
        depth += isinstance(node, _BLOCKS)
        if depth > MAX_DEPTH:
            raise TemplateSyntaxError(TOO_DEEP, node.lineno, path, path)
        if isinstance(node, nodes.Const) and isinstance(node.value, float) and not isfinite(node.value):
            raise TemplateSyntaxError("a number is too large", node.lineno, path, path)
        yield node
        left += [(child, depth) for child in node.iter_child_nodes()][::-1]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(**OPTIONS)  # type: ignore[arg-type]  # noqa: S701  # escapes: it is among the options
