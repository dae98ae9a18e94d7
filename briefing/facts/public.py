"""The public facts of a brief as one JSON text, which is a fact file again: JSON is YAML (YAML 1.2.2, 1.1).

It is what an edition keeps, what a PDF carries, and what two editions are compared by. Notes, reasons, terms and
reviews are the desk's and are left out, as is an embargo; so is everything that says nothing (null, empty, the
default). Of what a fact was before only that is public which an edition has printed.
"""

import json
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from briefing.facts.book import FactBook
from briefing.facts.model import Fact, FactFile
from briefing.values import When

_PRIVATE: Final = frozenset({"note", "review", "why", "terms", "called", "sensitivity"})


def public_facts(book: FactBook) -> bytes:
    """Give the public facts as canonical JSON, UTF-8, one line end at the end: the same book, the same bytes."""
    return public_text(book.file)


def public_text(file: FactFile) -> bytes:
    """Give a fact file that has nothing but what is shown as canonical JSON."""
    tree = _tree_of_file(file)
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def tree_of_value(value: Any) -> Any:
    """Give the value of a fact as the reader of fact files reads it: a text, or a mapping of texts."""
    return _tree(value)


def _tree_of_file(file: FactFile) -> dict[str, Any]:
    tree: dict[str, Any] = _tree(file)
    tree.pop("edition", None)
    if file.edition.next is not None:
        tree["edition"] = {"next": _tree(file.edition.next)}
    return {"schema": file.schema, **tree}


def _tree(value: Any) -> Any:
    """Turn types into what the reader of fact files reads: every scalar a text."""
    match value:
        case When():
            part = value.start.part if value.start is not None else None
            return {"edtf": value.edtf, "part": part} if part else value.edtf
        case Decimal():
            return format(value, "f")
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case datetime():
            return value.isoformat()
        case tuple():
            return [_tree(item) for item in value]
        case _ if is_dataclass(value):
            value = _without_unprinted(value)
            shown = (f for f in fields(value) if f.name not in _PRIVATE and not _is_default(f, value))
            return {f.name: _tree(getattr(value, f.name)) for f in shown}
        case _ if hasattr(value, "items"):
            return {key: _tree(item) for key, item in value.items()}
        case _:
            return value


def _without_unprinted(value: Any) -> Any:
    """Leave out former values that no edition has printed: they are the desk's."""
    if not isinstance(value, Fact):
        return value
    return replace(
        value,
        history=tuple(former for former in value.history if former.edition is not None),
        corrections=tuple(error for error in value.corrections if error.edition is not None),
    )


def _is_default(field: Any, holder: Any) -> bool:
    """Whether a field says nothing. What must be said stays: a figure whose date is unknown says so."""
    value = getattr(holder, field.name)
    if field.name == "as_of" and getattr(holder, "value", None) is not None:
        return False
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and bool(value == field.default_factory())
