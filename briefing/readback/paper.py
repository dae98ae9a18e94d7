"""A PDF read back: its text in reading order over all pages, and what stands in the margins of every sheet.

PDFium reads the letters, as most programs that copy from PDFs do; pikepdf the words for pictures. What a page marks as
an artifact (ISO 32000-1, 14.8.2.2: running titles, page numbers, repeated heads of tables) is kept apart, and words in
pictures come last, so that a sentence or list which runs over to the next page is whole.
"""

import ctypes
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from briefing.formats import Output
from briefing.readback.finished import Finished, Stop
from briefing.readback.pictures import pictures_of_pdf
from briefing.readback.spelling import LINE_END_HYPHEN

_BOOKLET: Final = "-booklet"
Kind = Literal["text", "picture", "artifact", "unseen", "unmarked"]
_LAST_MARKERS: Final = re.compile(r"(?:\s+•)+\s*\Z")
"""The engine draws the markers of lists after all else on a page: between both halves of a sentence that runs over."""
_MOST_OBJECTS: Final = 200_000


def read_pdf(brief: str, locale: str, output: Output, path: Path) -> Finished | None:
    """Read a PDF; None when it cannot be opened."""
    try:
        with open_structure(path) as structure:
            language = str(structure.Root.get("/Lang", ""))
            asides = tuple(dict.fromkeys(_asides(structure)))
            pictures = tuple(pictures_of_pdf(structure))
            head, attachments = tuple(_head(structure)), dict(_attachments(structure))
        sides = sides_of(path, is_booklet=_BOOKLET in output.layout)
    except faults_of_pdf():
        return None
    text, stops = "", []
    for number, side in enumerate(sides, start=1):
        stops.append(Stop(offset=len(text), page=number))
        text += side.text
    for number, side in enumerate(sides, start=1):
        if side.picture:
            stops.append(Stop(offset=len(text), page=number))
            text += f"{side.picture}\n"
    margins = tuple(side.margin for side in sides)
    asides = (*asides, *(side.unseen for side in sides if side.unseen))
    return Finished(
        brief=brief,
        locale=locale,
        output=output,
        path=path,
        language=language,
        text=text,
        margins=margins,
        asides=asides,
        stops=tuple(stops),
        pictures=pictures,
        head=head,
        attachments=attachments,
    )


def faults_of_pdf() -> tuple[type[Exception], ...]:
    """Give what is raised where a PDF is damaged: names that are no text, numbers where a table belongs, no page."""
    import pikepdf

    return (
        pikepdf.PdfError,
        RuntimeError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ArithmeticError,
    )


def open_structure(source: Path | BinaryIO) -> Any:
    """Open the objects of a PDF; what the library remarks about a damaged one is not for the terminal."""
    import pikepdf

    log = logging.getLogger("pikepdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    return pikepdf.open(source)


def sides_of(source: Path | bytes, *, is_booklet: bool) -> list["Side"]:
    """Read the pages of a PDF in reading order."""
    import pypdfium2

    document = pypdfium2.PdfDocument(source)
    try:
        sheets = [_read_sheet(page, is_double=is_booklet) for page in document]
    finally:
        document.close()
    sides = [side for sheet in sheets for side in sheet]
    return [sides[at] for at in _unfolded(len(sides))] if is_booklet else sides


@dataclass(slots=True, kw_only=True)
class Side:
    """One page as a reader holds it: its text, words in pictures, what is in margins, what is there and not seen."""

    text: str = ""
    picture: str = ""
    margin: str = ""
    unseen: str = ""

    def add(self, sign: str, kind: Kind) -> None:
        """Add a sign to what it is part of."""
        match kind:
            case "text":
                self.text += sign
            case "picture":
                self.picture += sign
            case "artifact":
                self.margin += sign
            case "unseen":
                self.unseen += sign


@dataclass(slots=True, kw_only=True)
class _Objects:
    """What the text objects of a page are, each asked for once."""

    known: dict[int, Kind] = field(default_factory=dict)

    def kind_of(self, item: Any) -> Kind:
        """Give whether a text object is text, part of a picture, an artifact, or drawn so that nobody sees it."""
        address = ctypes.addressof(item.contents)
        if address not in self.known:
            self.known[address] = _kind(item)
        return self.known[address]


def _kind(item: Any) -> Kind:
    from pypdfium2 import raw

    if raw.FPDFTextObj_GetTextRenderMode(item) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return "unseen"
    names = tuple(_mark_names(item))
    if "Artifact" in names:
        return "artifact"
    if not names:
        return "unmarked"
    return "picture" if "Figure" in names else "text"


def _read_sheet(page: Any, *, is_double: bool) -> list[Side]:
    """Read a sheet sign by sign; a sheet of a booklet has two sides."""
    from pypdfium2 import raw

    middle = page.get_width() / 2
    sides = [Side(), Side()] if is_double else [Side()]
    words, objects = page.get_textpage(), _Objects()
    kind: Kind = "text"
    at = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(words.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(words, index))
        if raw.FPDFText_IsHyphen(words, index) == 1:
            sign = LINE_END_HYPHEN
        if raw.FPDFText_IsGenerated(words, index) != 1:
            item = raw.FPDFText_GetTextObject(words, index)
            found = objects.kind_of(item) if item else "text"
            if found != "unmarked":
                kind = found
            elif kind != "picture":  # the last words of a picture may have lost their mark
                kind = "text"
            if is_double and raw.FPDFText_GetCharOrigin(words, index, x, y):
                at = int(x.value >= middle)
        sides[at].add(sign, kind)
    for side in sides:
        side.text = _LAST_MARKERS.sub("", side.text)
        if side.text and not side.text.endswith(LINE_END_HYPHEN):
            side.text += "\n"
    return sides


def _mark_names(item: Any) -> Iterator[str]:
    from pypdfium2 import raw

    for number in range(max(raw.FPDFPageObj_CountMarks(item), 0)):
        name, length = (ctypes.c_ushort * 64)(), ctypes.c_ulong()
        raw.FPDFPageObjMark_GetName(raw.FPDFPageObj_GetMark(item, number), name, 128, length)
        yield bytes(name)[: max(length.value, 2) - 2].decode("utf-16-le", "replace")


def _unfolded(sides: int) -> list[int]:
    """Give the order in which the sides of a folded booklet are read: of eight, 1 2 3 4 5 6 7 8."""
    order = [0] * sides
    for sheet in range(sides // 2):
        outer, inner = sides - 1 - sheet, sheet
        left, right = (outer, inner) if sheet % 2 == 0 else (inner, outer)
        order[left], order[right] = 2 * sheet, 2 * sheet + 1
    return order


def _head(structure: Any) -> Iterator[tuple[str, str]]:
    """Give what the information of a PDF says of it, under the names that a web page has for the same."""
    for key, name in (("/Title", "title"), ("/Subject", "description"), ("/Author", "author")):
        if key in structure.docinfo:
            yield name, str(structure.docinfo[key])


def _attachments(structure: Any) -> Iterator[tuple[str, bytes]]:
    """Give the files that a PDF carries; one that cannot be taken out is empty."""
    import pikepdf

    for name, attached in structure.attachments.items():
        try:
            yield name, attached.get_file().read_bytes()
        except (pikepdf.PdfError, ValueError, KeyError):
            yield name, b""


def _asides(structure: Any) -> Iterator[str]:
    """Give the title, and the words that stand for pictures and signs in the tag tree."""
    import pikepdf

    yield str(structure.docinfo.get("/Title", ""))
    left, seen = [structure.Root.get("/StructTreeRoot")], 0
    while left and seen < _MOST_OBJECTS:
        node = left.pop()
        seen += 1
        if isinstance(node, pikepdf.Array):
            left += list(node)
        elif isinstance(node, pikepdf.Dictionary):
            yield from (str(node[key]) for key in ("/Alt", "/ActualText", "/E") if key in node)
            left.append(node.get("/K"))
