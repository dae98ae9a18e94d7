"""A web page read back: its text block by block, its marks, and what is read aloud or listed but not seen.

Words in pictures come last, as they do of a PDF.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from briefing.formats import Output
from briefing.readback.finished import Finished, Mark, Stop
from briefing.readback.pictures import Picture, SvgReader

_INLINE: Final = frozenset((
    "a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup",
    "time", "u", "wbr",
))  # fmt: skip
_VOID: Final = frozenset(("br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"))
_HIDING: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SILENT: Final = frozenset(("script", "style", "template"))
_HEADINGS: Final = ("h1", "h2", "h3", "h4")
_SPOKEN: Final = ("aria-label", "alt", "title", "placeholder")
_LISTED: Final = frozenset(
    ("description", "author", "og:title", "og:description", "og:site_name", "twitter:title")
)
_TOLD: Final = frozenset(("name", "description", "headline", "alternateName", "abstract"))


def read_html(brief: str, locale: str, output: Output, path: Path) -> Finished | None:
    """Read a web page; None when it is not UTF-8 or has no root element."""
    try:
        html = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.add_words_of_pictures()
    if not reader.has_root:
        return None
    return Finished(
        brief=brief,
        locale=locale,
        output=output,
        path=path,
        language=reader.language,
        text="".join(reader.pieces),
        asides=tuple(reader.asides),
        marks=tuple(reader.marks),
        stops=tuple(reader.stops),
        pictures=tuple(reader.pictures),
        head=tuple(reader.head),
        structured=reader.structured,
    )


@dataclass(slots=True, kw_only=True)
class _Open:
    """An element that has begun and not ended."""

    tag: str
    start: int
    is_hidden: bool = False
    marks: tuple[Mark, ...] = ()
    link: tuple[str, str] | None = None


@dataclass
class _Reader(HTMLParser):
    """Gathers what a page says, in one pass."""

    has_root: bool = False
    language: str = ""
    pieces: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    head: list[tuple[str, str]] = field(default_factory=list)
    structured: dict[str, Any] = field(default_factory=dict)
    pictures: list[Picture] = field(default_factory=list)
    _svg: SvgReader | None = None
    _in_pictures: list[tuple[Stop, str]] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)
    _length: int = 0
    _heading: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element: a block begins a line; a mark begins at its first letter."""
        named = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.has_root, self.language = True, named.get("lang", "")
        self.asides += [named[name] for name in _SPOKEN if named.get(name)]
        if tag == "meta" and {named.get("name"), named.get("property")} & _LISTED:
            self.asides.append(named.get("content", ""))
        self.head += _head_of(tag, named)
        if tag == "svg":
            self._svg = SvgReader(outer=named)
        elif self._svg is not None:
            self._svg.add(tag, named)
        self._break(tag)
        if tag not in _VOID:
            marks = tuple(self._marks_of(tag, named))
            is_hidden = "hidden" in named or _HIDING.search(named.get("style", "")) is not None
            is_link = tag == "a" and "hreflang" in named
            link = (f"language {named['hreflang']}", named.get("href", "")) if is_link else None
            opened = _Open(tag=tag, start=self._length, is_hidden=is_hidden, marks=marks, link=link)
            self._open.append(opened)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those left open inside it."""
        if tag not in [element.tag for element in self._open]:
            return
        while True:
            element = self._open.pop()
            self._close(element)
            if element.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text: to be seen, to be read aloud, for machines, or for nobody."""
        tags = [element.tag for element in self._open]
        if tags and tags[-1] == "script":
            self.asides += _told(data)
            self.structured |= _structured(data)
        elif (tags and tags[-1] == "title") or any(element.is_hidden for element in self._open):
            self.asides.append(data.strip())
            if self._svg is not None:
                self._svg.words += data
            elif tags[-1] == "title":
                self.head.append(("title", data.strip()))
        elif self._svg is not None and not _SILENT.intersection(tags):
            self._in_pictures.append((Stop(offset=0, line=self.getpos()[0], heading=self._heading), data))
        elif not _SILENT.intersection(tags):
            self.stops.append(Stop(offset=self._length, line=self.getpos()[0], heading=self._heading))
            self._add(data)

    def add_words_of_pictures(self) -> None:
        """Put the words that stand in pictures after all others."""
        for stop, text in self._in_pictures:
            self.stops.append(replace(stop, offset=self._length))
            self._add(f"{text}\n" if text.strip() else text)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def _break(self, tag: str) -> None:
        if tag not in _INLINE and self.pieces and not self.pieces[-1].endswith("\n"):
            self._add("\n")

    def _close(self, element: _Open) -> None:
        text = _since(self.pieces, self._length - element.start).strip()
        self.marks += [replace(mark, text=text) for mark in element.marks]
        if element.tag in _HEADINGS:
            self._heading = " ".join(text.split())
        if element.link:
            self.head.append((element.link[0], f"{element.link[1]} {' '.join(text.split())}"))
        if element.tag == "svg" and self._svg is not None:
            self.pictures.append(self._svg.finish())
            self._svg = None
        self._break(element.tag)

    def _marks_of(self, tag: str, named: dict[str, str]) -> Iterator[Mark]:
        def mark(**fields: Any) -> Mark:
            return Mark(text="", offset=self._length, line=self.getpos()[0], **fields)

        if "data-sentence" in named:
            yield mark(kind="sentence", fact=named["data-sentence"], machine="")
        inside = [m.fact for e in self._open for m in e.marks if m.kind == "sentence"]
        within = inside[-1] if inside else ""
        if tag == "data":
            machine = named.get("value", "")
            yield mark(kind="value", fact=named.get("data-fact", ""), machine=machine, within=within)
        elif tag == "time" or "data-fact" in named:
            machine = named.get("datetime", "")
            yield mark(kind="time", fact=named.get("data-fact", ""), machine=machine, within=within)


def _head_of(tag: str, named: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Give what an element of the head says of the page, with the name it says it under."""
    if tag == "meta":
        name = named.get("name") or named.get("property", "")
        yield from ((name, named["content"]) for _ in (name,) if name and "content" in named)
    elif tag == "link" and named.get("rel") in ("canonical", "alternate"):
        yield f"{named['rel']} {named.get('hreflang', '')}".strip(), named.get("href", "")


def _structured(data: str) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _since(pieces: list[str], length: int) -> str:
    """Give the last so many letters of what was gathered."""
    taken: list[str] = []
    for piece in reversed(pieces):
        if length <= 0:
            break
        taken.append(piece[-length:])
        length -= len(piece)
    return "".join(reversed(taken))


def _told(data: str) -> Iterator[str]:
    """Give the texts of structured data; what cannot be parsed is given whole, so that nothing hides in it."""
    try:
        left: list[Any] = [json.loads(data)]
    except ValueError:
        yield data
        return
    while left:
        item = left.pop()
        if isinstance(item, dict):
            yield from (value for key, value in item.items() if key in _TOLD and isinstance(value, str))
            left += item.values()
        elif isinstance(item, list):
            left += item
