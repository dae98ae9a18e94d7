"""Shapes: how each mapping of a fact file is written, in the ids that the file has itself.

Who begins a fact file is shown what is wanted and does not have to guess it from one finding after the other.
"""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final

from briefing.trees import Tree

_Path = tuple[str | int, ...]
_FILE: Final = "`schema: 1`, then the mappings `brief:`, `sources:`, `sections:` and `facts:`"
_EXAMPLE: Final = "`briefing new DIR` writes a whole example"


def shape_hint(path: _Path, tree: Tree) -> str | None:
    """Show how what belongs at a path is written; None where no shape is kept of it."""
    if not path:
        return f"the file looks like this: {_FILE}; {_EXAMPLE}"
    write = _SHAPES.get(_kind(path))
    shape = write(tree) if write is not None else None
    return f"`{path[-1]}` looks like this: `{path[-1]}: {shape}`" if shape is not None else None


def _kind(path: _Path) -> _Path:
    """Name the place of a path with `*` for what the file itself has named."""
    return tuple(step if index % 2 == 0 else "*" for index, step in enumerate(path))


def _brief(tree: Tree) -> str:
    stem = PurePosixPath(tree.name).stem
    return f"{{id: {stem}, title: What it is about, standfirst: One sentence on what it says.}}"


def _source(_: Tree) -> str:
    return "{kind: report, label: What it is}"


def _actor(_: Tree) -> str:
    return "{kind: organisation, names: {en: the organisation}}"


def _place(_: Tree) -> str:
    return "{names: {en: Name of the place}}"


def _gap(_: Tree) -> str:
    return "{text: What is not known.}"


def _fact(tree: Tree) -> str:
    cited = f"[{{source: {_first(tree, 'sources', 'report')}}}]"
    return f"{{section: current-crisis, kind: status, text: What is known., sources: {cited}}}"


def _part(tree: Tree) -> str:
    return f"{{heading: What happened, facts: [{_first(tree, 'facts', 'what-happened')}]}}"


def _parts(tree: Tree) -> str:
    return f"{{events: {_part(tree)}}}"


def _section(tree: Tree) -> str:
    return f"{{parts: {_parts(tree)}}}"


def _citations(tree: Tree) -> str:
    return f"[{{source: {_first(tree, 'sources', 'report')}, at: p. 1}}]"


def _first(tree: Tree, key: str, otherwise: str) -> str:
    """Give the first id that the file has under a key, so that what is shown can be typed as it stands."""
    group = tree.plain.get(key) if isinstance(tree.plain, dict) else None
    return next(iter(group), otherwise) if isinstance(group, dict) else otherwise


_SHAPES: Final[Mapping[_Path, Callable[[Tree], str]]] = {
    ("brief",): _brief,
    ("sources",): lambda tree: f"{{report: {_source(tree)}}}",
    ("sources", "*"): _source,
    ("actors",): lambda tree: f"{{organisation: {_actor(tree)}}}",
    ("actors", "*"): _actor,
    ("places",): lambda tree: f"{{place: {_place(tree)}}}",
    ("places", "*"): _place,
    ("sections",): lambda tree: f"{{current-crisis: {_section(tree)}}}",
    ("sections", "*"): _section,
    ("sections", "*", "parts"): _parts,
    ("sections", "*", "parts", "*"): _part,
    ("facts",): lambda tree: f"{{what-happened: {_fact(tree)}}}",
    ("facts", "*"): _fact,
    ("facts", "*", "sources"): _citations,
    ("gaps",): lambda tree: f"{{gap: {_gap(tree)}}}",
    ("gaps", "*"): _gap,
    ("units",): lambda _: "{thing: {one: thing, other: things}}",
    ("units", "*"): lambda _: "{one: thing, other: things}",
}
