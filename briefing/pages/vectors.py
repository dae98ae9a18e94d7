"""Vectors: what an SVG draws, counted where it is used and not where it stands.

Ten shapes used ten times, six times over, are a million; a browser and the PDF engine would draw them all.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

MAX_SHAPES: Final = 20_000
"""The most elements that an SVG may draw; one that fits into a logo's file has some hundreds."""

MAX_DEPTH: Final = 60
"""How deep elements may lie within, and refer to, one another."""

_REFERENCE: Final = re.compile(r"url\(\s*[\"']?#([^\"')\s]+)")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,9}(?:\.[0-9]{0,9})?|\.[0-9]{1,9})(?:[eE][+-]?[0-9]{1,2})?")


class ExcessiveDrawingError(Exception):
    """An SVG draws too much: what, and what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(slots=True, eq=False)
class _Element:
    """An element: what is in it, what it uses in its place, and what it paints with."""

    parts: "list[_Element]" = field(default_factory=list)
    used: list[str] = field(default_factory=list)
    paints: list[str] = field(default_factory=list)
    weight: int = 0


class Drawing:
    """An SVG as it is read, element by element."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._root = _Element()
        self._open = [self._root]
        self._named: dict[str, _Element] = {}

    def begin(self, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        element = _Element()
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "href" and value.startswith("#"):
                element.used.append(value[1:])
            else:
                element.paints += _REFERENCE.findall(value)
        if "id" in attributes:
            self._named.setdefault(attributes["id"], element)
        self._open[-1].parts.append(element)
        self._open.append(element)
        if len(self._open) > MAX_DEPTH:
            raise ExcessiveDrawingError(
                f"elements lie more than {MAX_DEPTH} deep in one another",
                "take groups out that group nothing",
            )

    def end(self) -> None:
        """Take the end of an element."""
        if len(self._open) > 1:
            self._open.pop()

    def weigh(self) -> int:
        """Count all that is drawn; raises `ExcessiveDrawingError` when it is too much, or goes on without end."""
        return self._weight(self._root, 0)

    def _weight(self, element: _Element, depth: int) -> int:
        if depth > 2 * MAX_DEPTH:
            raise ExcessiveDrawingError(
                "an element uses itself, or what uses it", "draw the shape itself in place of `<use>`"
            )
        if not element.weight:
            inside = 1 + sum(self._weight(one, depth + 1) for one in self._below(element))
            painted = sum(self._weight(one, depth + 1) for one in self._behind(element))
            element.weight = inside * (1 + painted)
        if element.weight > MAX_SHAPES:
            message = f"it draws more than {MAX_SHAPES:,} shapes".replace(",", " ")
            raise ExcessiveDrawingError(message, "draw fewer, and let no `<use>` repeat what holds a `<use>`")
        return element.weight

    def _below(self, element: _Element) -> Iterator[_Element]:
        yield from element.parts
        yield from (self._named[name] for name in element.used if name in self._named)

    def _behind(self, element: _Element) -> Iterator[_Element]:
        yield from (self._named[name] for name in element.paints if name in self._named)


def excess_in(html: str) -> ExcessiveDrawingError | None:
    """Find the first SVG of a page that draws too much; most pages use nothing again, and are not read for it."""
    if "<use" not in html and "url(#" not in html:
        return None
    reader = _PageReader()
    try:
        reader.feed(html)
        reader.close()
        for drawing in reader.drawings:
            drawing.weigh()
    except ExcessiveDrawingError as excess:
        return excess
    return None


class _PageReader(HTMLParser):
    """Takes the drawings out of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.drawings: list[Drawing] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "svg":
            self._within += 1
            if self._within == 1:
                self.drawings.append(Drawing())
        if self._within:
            self.drawings[-1].begin({name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself, as all may in a drawing."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element; the end of the drawing closes all that were left open in it."""
        if self._within:
            self.drawings[-1].end()
            self._within -= tag == "svg"


def is_view_box(value: str) -> bool:
    """Whether an attribute gives four numbers, the last two of which are a size (SVG 2, 8.6)."""
    words = [word for word in re.split(r"[\s,]+", value.strip()) if word]
    if len(words) != 4 or not all(_NUMBER.fullmatch(word) for word in words):
        return False
    numbers = [float(word) for word in words]
    return all(map(math.isfinite, numbers)) and numbers[2] > 0 and numbers[3] > 0
