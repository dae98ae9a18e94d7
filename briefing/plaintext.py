"""Plain text: the words of a web page in reading order, in lines of 72 columns.

Knows HTML and nothing of briefs: headings are underlined, lists have dashes, a row of a table is its first cell and the
others below it. No word is added. A picture is left out; where it has words in it, its title is written in brackets.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

COLUMNS: Final = 72
UNDERLINES: Final = {"h1": "=", "h2": "-", "h3": "~", "h4": "."}
"""The sign that each heading is underlined with."""

_VOID: Final = frozenset(("br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"))
_LEFT_OUT: Final = frozenset(("head", "script", "style", "template"))
_BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "div", "figure", "footer", "header", "main", "nav", "section",
))  # fmt: skip
_ASIDE: Final = frozenset(("skip",))
"""Classes of what only helps to move about in a page."""
_OWN_LINE: Final = frozenset(("publisher", "contrary"))
"""Classes of what begins a line of its own, though its element does not."""
_FOREIGN: Final = "untranslated"
_UNSEEN: Final = re.compile("[\u00ad\u200b\u2060\ufeff]")
_SPACES: Final = re.compile("[ \t\n\r\f]+")
_NEVER_FIRST: Final = frozenset("·–—-")
"""Signs that stay at the end of a line."""


@dataclass(slots=True, kw_only=True)
class _Element:
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[_Element | str]" = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attributes.get("class", "").split())

    def elements(self, *tags: str) -> "Iterator[_Element]":
        """Give those below with a tag, in order, none inside another."""
        for child in self.children:
            if isinstance(child, _Element):
                if child.tag in tags:
                    yield child
                else:
                    yield from child.elements(*tags)


def plain_text(html: str) -> str:
    """Give the text of a web page."""
    parser = _Parser()
    parser.feed(html[max(html.find("<body"), 0) :])
    parser.close()
    writer = _Writer()
    writer.add_children(parser.root)
    writer.end_paragraph()
    return "\n".join(writer.lines).strip("\n") + "\n"


def width_of(text: str) -> int:
    """Give the columns that a text takes: two for a wide letter, none for what is put on a letter."""
    return sum(map(_width, text))


def _width(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrapped(text: str, indent: str = "", hanging: str = "", columns: int = COLUMNS) -> Iterator[str]:
    """Break a text into lines, at plain spaces alone: a longer word stays whole, and so does a number with its unit."""
    line, used = indent, width_of(indent)
    is_empty = True
    for word in _words(text):
        width = width_of(word)
        if not is_empty and used + 1 + width > columns:
            yield line
            line, used, is_empty = hanging, width_of(hanging), True
        line += word if is_empty else f" {word}"
        used += width + (not is_empty)
        is_empty = False
    if not is_empty:
        yield line


def _words(text: str) -> Iterator[str]:
    """Give the words of a text, a sign that never begins a line with the word before it."""
    held = ""
    for word in _SPACES.split(text.strip(" \t\n\r\f")):
        if held and word in _NEVER_FIRST:
            held += f" {word}"
            continue
        if held:
            yield held
        held = word
    if held:
        yield held


@dataclass
class _Parser(HTMLParser):
    """Reads a page into elements; one that is not closed ends with the one around it."""

    root: _Element = field(default_factory=lambda: _Element(tag=""))
    _open: list[_Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        element = _Element(tag=tag, attributes={name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that has no content."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those left open inside it."""
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                return

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._open[-1].children.append(_UNSEEN.sub("", data))


@dataclass(slots=True, kw_only=True)
class _Writer:
    """Writes elements as lines.

    `words` are those of the paragraph that is not ended yet; `marker` stands before its first line and moves the others
    in. `follows` says that a paragraph stands right before, in the same element.
    """

    columns: int = COLUMNS
    lines: list[str] = field(default_factory=list)
    words: str = ""
    indent: str = ""
    marker: str = ""
    follows: bool = False

    def add_children(self, element: _Element) -> None:
        """Write what is inside an element."""
        for child in element.children:
            if isinstance(child, str):
                self.words += child
            else:
                self.add(child)

    def add(self, element: _Element) -> None:
        """Write an element."""
        tag, classes = element.tag, element.classes
        if tag in _LEFT_OUT or "hidden" in element.attributes or classes & _ASIDE:
            return
        if tag in UNDERLINES:
            self._add_heading(element)
        elif tag in ("p", "caption", "figcaption"):
            self._add_paragraph(element)
        elif tag in ("li", "dt", "dd"):
            self._add_item(element)
        elif tag == "table":
            self._add_table(element)
        elif tag in ("ul", "ol", "dl"):
            self._add_list(element)
        elif tag in _BLOCKS or classes & _OWN_LINE:
            self._add_block(element)
        else:
            self._add_inline(element)

    def end_paragraph(self) -> None:
        """Put down the words that wait."""
        words, self.words = self.words, ""
        if words.strip(" \t\n\r\f"):
            hanging = self.indent + " " * len(self.marker)
            for part in words.split("\v"):
                self.lines += wrapped(part, self.indent + self.marker, hanging, self.columns)
            self.indent, self.marker = hanging, ""

    def _add_block(self, element: _Element) -> None:
        self.end_paragraph()
        self.follows = False
        self.add_children(element)
        self.end_paragraph()
        self.follows = False

    def _gap(self) -> None:
        """Leave a line empty, where one is not yet."""
        self.end_paragraph()
        if self.lines and self.lines[-1] and not self.marker:
            self.lines.append("")

    def _add_heading(self, element: _Element) -> None:
        self._gap()
        if element.tag == "h2" and self.lines:
            self.lines.append("")
        start = len(self.lines)
        self.add_children(element)
        self.end_paragraph()
        longest = max(map(width_of, self.lines[start:]), default=0)
        self.lines += [UNDERLINES[element.tag] * longest, ""] if longest else []

    def _add_paragraph(self, element: _Element) -> None:
        """Write a paragraph: one with a class belongs to the one right before it."""
        if self.follows and element.classes:
            self.end_paragraph()
        else:
            self._gap()
        self.add_children(element)
        self.end_paragraph()
        self.follows = True

    def _add_list(self, element: _Element) -> None:
        is_inside = bool(self.indent or self.marker)
        self.end_paragraph() if is_inside else self._gap()
        self.add_children(element)
        self.end_paragraph()
        if not is_inside:
            self._gap()

    def _add_item(self, element: _Element) -> None:
        """Write an item: of a list behind a dash, of terms the term and, moved in, what it stands for."""
        self.end_paragraph()
        self.indent += " " * len(self.marker)
        indent, self.marker = self.indent, {"li": "- ", "dt": "", "dd": "  "}[element.tag]
        self.add_children(element)
        self.end_paragraph()
        self.indent, self.marker, self.follows = indent, "", False

    def _add_table(self, element: _Element) -> None:
        """Write a table: its caption, its columns in one line, and each row as a term with what belongs to it."""
        for caption in element.elements("caption"):
            self._add_paragraph(caption)
        for row in element.elements("tr"):
            cells = list(row.elements("th", "td"))
            if all(cell.tag == "th" for cell in cells):
                self.lines += wrapped(" · ".join(map(_text_in, cells)), self.indent, self.indent)
                self._gap()
                continue
            first, *others = cells
            self.lines += wrapped(_text_in(first), self.indent, self.indent)
            inner = f"{self.indent}  "
            for text in _joined_cells(map(_text_in, others)):
                self.lines += wrapped(text, inner, inner)
            self._gap()

    def _add_inline(self, element: _Element) -> None:
        tag = element.tag
        if tag == "br":
            self.words += "\v"
        elif tag == "img":
            self.words += element.attributes.get("alt", "")
        elif tag == "svg":
            self._add_picture(element)
        elif tag == "sup" or _FOREIGN in element.classes:
            before, self.words = self.words, ""
            self.add_children(element)
            said = self.words.strip() if tag == "sup" else self.words
            self.words = f"{before}[{said}]" if said else before
        else:
            self.add_children(element)

    def _add_picture(self, element: _Element) -> None:
        """Put down what stands for a picture with words in it; what any other shows is beside it."""
        if any(element.elements("text")):
            self._gap()
            self.words = " ".join(f"[{_text_in(title)}]" for title in element.elements("title"))
            self._gap()


def _text_in(element: _Element) -> str:
    """Give the text of an element in one line, with a sign between its paragraphs."""
    writer = _Writer(columns=sys.maxsize)
    writer.add_children(element)
    writer.end_paragraph()
    return " · ".join(line.strip() for line in writer.lines if line.strip())


def _joined_cells(texts: Iterable[str]) -> Iterator[str]:
    """Give the first cell behind the head of a row by itself, and the short ones after it in one line."""
    first, *others = [text for text in texts if text] or [""]
    yield first
    if others:
        yield " · ".join(others)
