"""Words that mix scripts: a Latin `o` in an Armenian word looks right, and is not found by any search."""

from collections.abc import Iterator, Mapping
from typing import Final

from briefing.catalogs import PlacedText
from briefing.catalogs.model import marks_of
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import FactBook
from briefing.placeholders import blank_placeholders
from briefing.scripts import mixed_words
from briefing.trees import Path, Plain

_UNPRINTED: Final = frozenset({"note", "why", "sum_differs", "hxl", "url", "kind", "id"})
"""Keys whose texts are for the desk, or are no words."""


def check_letters(text: PlacedText) -> Iterator[Diagnostic]:
    """Find words with letters of two scripts; the finding names the letters not of the script of the text."""
    for mixed in mixed_words(blank_placeholders(text.text)):
        yield diagnose("BR321", mixed.message, text.span_at(mixed.offset, len(mixed.word)), hint=mixed.hint)


def check_letters_of_file(book: FactBook) -> Iterator[Diagnostic]:
    """Find such words in every text of a fact file that is shown: names, titles and sources, in any language."""
    for path, text in _texts(book, book.places.plain, ()):
        span = book.places.span(*path)
        yield from check_letters(PlacedText(text=text, span=span, marks=marks_of(text, span)))


def _texts(book: FactBook, node: Plain, path: Path) -> Iterator[tuple[Path, str]]:
    """Give the texts below a node; those of what is withheld are passed over."""
    if len(path) == 2 and _is_withheld(book, path):
        return
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, list):
        for index, item in enumerate(node):
            yield from _texts(book, item, (*path, index))
    elif isinstance(node, dict):
        for key, item in node.items():
            if key not in _UNPRINTED:
                yield from _texts(book, item, (*path, key))


def _is_withheld(book: FactBook, path: Path) -> bool:
    shown: dict[str | int, object] = {
        "facts": book.file.facts,
        "sources": book.file.sources,
        "actors": book.file.actors,
        "places": book.file.places,
        "gaps": book.file.gaps,
    }
    group = shown.get(path[0])
    if not isinstance(group, Mapping):
        return False
    return path[1] not in group or bool(getattr(group[path[1]], "protected", False))
