"""JSON of a DataBook: one object, keys always the same and in the same order, numbers as texts with the digits typed.

`docs/open-data.schema.json` is its JSON Schema.
"""

import json
from dataclasses import asdict
from typing import Any

from briefing.opendata.model import DataBook, DataFact, DataSource


def json_of(book: DataBook) -> bytes:
    """Write the facts of a brief as JSON, UTF-8: the same book, the same bytes."""
    tree = {
        "schema": 1,
        "brief": book.brief,
        "digest": book.digest,
        "locales": list(book.locales),
        "title": dict(book.title),
        "sources": [_source(source) for source in book.sources.values()],
        "facts": [_fact(fact) for fact in book.facts],
    }
    return (json.dumps(tree, ensure_ascii=False, indent=2) + "\n").encode()


def _source(source: DataSource) -> dict[str, Any]:
    tree = asdict(source)
    tree["protected"] = tree.pop("is_protected")
    return tree


def _fact(fact: DataFact) -> dict[str, Any]:
    tree = asdict(fact)
    tree["sources"] = [{"source": source, "at": at} for source, at in fact.sources]
    return tree
