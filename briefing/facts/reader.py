"""A fact file into a FactBook: YAML to types, every error at its place, then the rules that span facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, one_of
from briefing.facts import model
from briefing.facts.book import FactBook
from briefing.facts.model import FactFile
from briefing.facts.rules import rule_findings
from briefing.facts.shapes import shape_hint
from briefing.facts.shown import book_of
from briefing.inputs import InputFile, Inputs
from briefing.trees import Tree, read_tree

_WANTED: Final[Mapping[str, str]] = {
    "string_type": "a text",
    "dict_type": "a mapping",
    "mapping_type": "a mapping",
    "tuple_type": "a list",
    "list_type": "a list",
    "dataclass_type": "a mapping",
}


_MISSING: Final = frozenset({"missing", "missing_keyword_only_argument", "missing_argument"})

MAX_FAULTS: Final = 1000
"""After so many errors of shape a file is no fact file, and the rest of it is left unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A whole fact file as the desk has it, what is withheld included, and where everything stands.

    It is for the desk's own acts on the file. What is shown to anybody is made from the book.
    """

    file: FactFile
    input: InputFile
    tree: Tree


def read_facts(
    inputs: Inputs, name: str, *, today: date, stale_after_days: int = 30
) -> Outcome[FactBook | None]:
    """Read `facts/<brief>.yaml`; the value is None when the file is absent or has an error of shape."""
    found = inputs.read(name)
    if found.value is None:
        return Outcome(value=None, diagnostics=found.diagnostics)
    read = read_desk(found.value, today=today, stale_after_days=stale_after_days)
    book = book_of(read.value.file, name, read.value.tree) if read.value is not None else None
    return Outcome(value=book, diagnostics=(*found.diagnostics, *read.diagnostics))


def read_desk(file: InputFile, *, today: date, stale_after_days: int = 30) -> Outcome[Desk | None]:
    """Read the whole of a fact file; the value is None when it has an error of shape."""
    read = read_tree(file)
    findings = list(read.diagnostics)
    if read.value is None:
        return Outcome(value=None, diagnostics=tuple(findings))
    try:
        facts = _adapter().validate_python(read.value.plain)
    except ValidationError as error:
        findings += _faults(error, read.value)
        return Outcome(value=None, diagnostics=tuple(findings))
    stem = PurePosixPath(file.name).stem
    findings += rule_findings(facts, read.value, stem=stem, today=today, stale_after_days=stale_after_days)
    desk = Desk(file=facts, input=file, tree=read.value)
    return Outcome(value=desk, diagnostics=tuple(findings))


def book_of_desk(desk: Desk) -> FactBook:
    """Give what may be shown of a whole fact file."""
    return book_of(desk.file, desk.input.name, desk.tree)


def read_public_facts(data: bytes, name: str) -> FactFile | None:
    """Read what `public_facts` has written; None when it is no fact file of this version of the tool."""
    file = InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())
    desk = read_desk(file, today=date.max).value
    return desk.file if desk is not None else None


def whole_file(book: FactBook) -> FactFile:
    """Give all of the file that a book was made from: for looking whether what it withholds has got out."""
    return _adapter().validate_python(book.places.plain)


@cache
def _adapter() -> TypeAdapter[FactFile]:
    return TypeAdapter(FactFile)


def _faults(error: ValidationError, tree: Tree) -> Iterator[Diagnostic]:
    """Turn each of pydantic's errors into a finding in the user's words, the deepest of a union's only."""
    details = [(_path(d["loc"], tree), d) for d in error.errors(include_url=False)]
    lacking = _lacking(details)
    holders = {path[:length] for path, _ in details for length in range(len(path))}
    told = {path for path, detail in details if detail["type"] in CODES}
    seen: set[tuple[Sequence[str | int], str]] = set()
    for path, detail in details:
        is_shadowed = path in holders or (path in told and detail["type"] not in CODES)
        finding = None if is_shadowed else _fault(path, detail, tree, lacking)
        if finding is not None and (path, finding.code.id) not in seen:
            seen.add((path, finding.code.id))
            yield finding
        if len(seen) == MAX_FAULTS:
            return


def _path(loc: tuple[str | int, ...], tree: Tree) -> tuple[str | int, ...]:
    """Keep of pydantic's path what stands in the file: it also names types of unions, and `[key]`."""
    path: tuple[str | int, ...] = ()
    at: object = tree.plain
    for step in loc:
        if isinstance(at, dict) and step in at:
            path, at = (*path, step), at[str(step)]
        elif isinstance(at, list) and isinstance(step, int) and step < len(at):
            path, at = (*path, step), at[step]
    return path


def _lacking(details: Sequence[tuple[tuple[str | int, ...], Any]]) -> Mapping[Sequence[str | int], list[str]]:
    """Give the keys that each mapping lacks, all of them, so that one finding names them."""
    lacking: dict[Sequence[str | int], list[str]] = {}
    for path, detail in details:
        if detail["type"] in _MISSING:
            lacking.setdefault(path, []).append(str(detail["loc"][-1]))
    return lacking


def _fault(
    path: tuple[str | int, ...], detail: Any, tree: Tree, lacking: Mapping[Sequence[str | int], list[str]]
) -> Diagnostic | None:
    kind, name = detail["type"], str(detail["loc"][-1] if detail["loc"] else "")
    if kind in CODES:
        context = detail["ctx"]
        return diagnose(kind, context["message"], tree.span(*path), hint=context["hint"])
    match kind:
        case "unexpected_keyword_argument" | "extra_forbidden":
            message = f"there is no key `{name}` here"
            return diagnose("BR202", message, tree.key_span(*path), hint=_known_keys(path[:-1], name))
        case _ if kind in _MISSING:
            return _missing(path, lacking[path], tree)
        case "literal_error":
            value = _value(path, tree)
            is_key = detail["loc"][-1] == "[key]"
            span = tree.key_span(*path) if is_key else tree.span(*path)
            shown = path[-1] if is_key and path else value
            return diagnose("BR212", f"`{shown}` is not one of the choices", span, hint=_choices(detail))
        case "string_pattern_mismatch":
            return _pattern(path, detail, tree)
        case "string_too_short" | "string_too_long":
            size = "empty" if kind == "string_too_short" else "too long"
            return diagnose(
                "BR224", f"the text is {size}", tree.span(*path), hint="write a text of a sensible length"
            )
        case _ if kind in _WANTED:
            shape = _shape(_value(path, tree))
            message = f"{shape} stands where {_WANTED[kind]} is wanted"
            return diagnose("BR224", message, tree.span(*path), hint=_wanted(path, kind, tree))
        case _:
            return diagnose(
                "BR224",
                "the value has the wrong shape",
                tree.span(*path),
                hint=shape_hint(path, tree) or "write it as the files that `briefing new DIR` writes have it",
            )


def _missing(path: tuple[str | int, ...], keys: Sequence[str], tree: Tree) -> Diagnostic:
    where = f"`{path[-1]}`" if path else "the file"
    named, added = (", ".join(f"`{key}{colon}`" for key in keys) for colon in ("", ":"))
    shape = shape_hint(path, tree)
    hint = f"add {added}" + (f"; {shape}" if shape else "")
    return diagnose("BR203", f"{where} has no {named}", _head(path, tree), hint=hint)


def _wanted(path: tuple[str | int, ...], kind: str, tree: Tree) -> str:
    """Say how to write what is wanted: a text that begins with a placeholder reads as a mapping without quotes."""
    value = _value(path, tree)
    if kind == "string_type" and isinstance(value, dict) and all(o is None for o in value.values()):
        return f'put a text that begins with `{{` in quotes: `{path[-1]}: "{{{", ".join(value)}}}"`'
    return shape_hint(path, tree) or f"write {_WANTED[kind]}"


def _pattern(path: tuple[str | int, ...], detail: Any, tree: Tree) -> Diagnostic:
    is_key = detail["loc"][-1] == "[key]"
    span = tree.key_span(*path) if is_key else tree.span(*path)
    text = str(path[-1] if is_key else _value(path, tree))
    if "A-Z" in detail["ctx"]["pattern"]:
        return diagnose("BR212", f"`{text}` is not a country code", span, hint="write two capitals, as `AM`")
    if "http" in detail["ctx"]["pattern"]:
        return diagnose(
            "BR224", f"`{text}` is not an address", span, hint="write it whole, from `https://` on"
        )
    kebab = "-".join(w for w in "".join(c if c.isalnum() else " " for c in text.lower()).split())
    return diagnose(
        "BR213", f"`{text}` is not an id", span, hint=f"write it in kebab case, as `{kebab or 'an-id'}`"
    )


def _head(path: tuple[str | int, ...], tree: Tree) -> Span:
    """Point at the key of a mapping rather than at its first line of content."""
    return tree.key_span(*path) if path and isinstance(path[-1], str) else tree.span(*path)


def _value(path: tuple[str | int, ...], tree: Tree) -> object:
    at: Any = tree.plain
    for step in path:
        at = at[step]
    return at


def _shape(value: object) -> str:
    if value is None:
        return "nothing"
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"


def _choices(detail: Any) -> str:
    words = [w.strip(" '") for w in str(detail["ctx"]["expected"]).replace(" or ", ", ").split(",")]
    return one_of(str(detail["input"]), words)


def _known_keys(path: tuple[str | int, ...], typed: str) -> str:
    """Name the keys of the mapping at a path, the nearest to the typed one first."""
    names = [str(p) for p in path if isinstance(p, str)]
    kinds = {
        "brief": model.Brief,
        "edition": model.Edition,
        "sources": model.Source,
        "actors": model.Actor,
        "places": model.Place,
        "terms": model.Term,
        "gaps": model.Gap,
        "facts": model.Fact,
        "sections": model.Section,
    }
    kind: type = kinds.get(names[0], FactFile) if names else FactFile
    if names[:1] == ["sections"] and "parts" in names:
        kind = model.SectionPart
    elif names[:1] == ["facts"] and len(names) > 2:
        inner = {"sources": model.Citation, "review": model.Review, "value": model.RangeValue}
        kind = inner.get(names[2], model.Fact)
    known = [f.name for f in fields(kind)] if is_dataclass(kind) else []
    return one_of(typed, known)
