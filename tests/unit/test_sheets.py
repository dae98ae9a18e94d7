"""Sheets of paper: what is laid out fits them in every layout, theme, ink and language, and survives a photocopier.

One test measures the boxes of the engine, another reads finished files. Every combination is laid out with one of two
briefs; the two take turns, so that each meets every layout in every language.
"""

import ctypes
import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from briefing.build import Request, bind_briefs
from briefing.inputs import Inputs
from briefing.pages import Page, render_page
from briefing.pdf import drawing, render_pdf
from briefing.project import read_project

ROOT = Path(__file__).parents[2]
BRIEFS = {"nagorno-karabakh-2023": ROOT, "velora-flood-2026": ROOT / "tests/flood"}
LOCALES = ("en", "hy", "az", "ru")
LAYOUTS = ("a4", "letter", "a5", "large-print")
DRESSES = tuple(itertools.product(("plain", "clay"), ("", "low")))
DRAWN = [
    (tuple(BRIEFS)[row % 2], place, layout, *DRESSES[(row + place) % 4])
    for row, layout in enumerate((*LAYOUTS, "a5-booklet"))
    for place in range(4)
]
"""Each layout in each language, and in every theme and ink."""
LAID_OUT = [
    (tuple(BRIEFS)[(row + place + dress) % 2], place, layout, *DRESSES[dress])
    for row, layout in enumerate(LAYOUTS)
    for place, dress in itertools.product(range(4), range(4))
    if dress != (row + place) % 4
]
"""All other combinations."""

HEADINGS = ("h1", "h2", "h3", "h4", "dt", "caption", "thead")
SLACK = 0.8
UNPRINTABLE = 12.0
BLACKER = 118
"""What a copier in black and white makes black. On white such a grey has a contrast of 4.5, what text asks for."""

pytestmark = pytest.mark.pdf


@cache
def renditions(brief: str) -> tuple[Inputs, tuple[Any, ...]]:
    """Bind a brief in its four languages."""
    inputs = Inputs(root=BRIEFS[brief], carried=ROOT)
    project = read_project(inputs).value
    assert project is not None
    request = Request(
        briefs=(brief,),
        locales=project.locales,
        formats=("pdf",),
        layouts=("a4",),
        out=ROOT,
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
    )
    bound = tuple(rendition for _, rendition in bind_briefs(inputs, project, request).value)
    assert [rendition.locale.split("-")[0] for rendition in bound] == list(LOCALES)
    return inputs, bound


def page_of(brief: str, place: int, layout: str, theme: str, ink: str) -> Page:
    """Render the page of a combination."""
    inputs, bound = renditions(brief)
    page = render_page(bound[place], layout, inputs=inputs, theme=theme, ink=ink).value
    assert page is not None
    return page


class LaidOutError(BaseException):
    """Stops a drawing when its boxes are known."""


def boxes_of(page: Page, inputs: Inputs) -> Any:
    """Give the document as the engine has laid it out, in the size that it would be drawn in."""
    with pytest.MonkeyPatch.context() as patch:
        kept = keep(patch)
        patch.setattr(drawing, "listening", stop)
        with pytest.raises(LaidOutError):
            render_pdf(page, inputs=inputs)
    return kept[0]


def boxes_and_bytes_of(page: Page, inputs: Inputs) -> tuple[Any, bytes]:
    """Draw a page, and give its boxes besides."""
    with pytest.MonkeyPatch.context() as patch:
        kept = keep(patch)
        pdf = render_pdf(page, inputs=inputs)
    assert pdf.value is not None, pdf.diagnostics
    return kept[0], pdf.value.content


def keep(patch: pytest.MonkeyPatch) -> list[Any]:
    """Keep what is laid out from now on."""
    kept: list[Any] = []
    fitted = drawing._fitted

    def keeping(*arguments: Any) -> Any:
        document, size = fitted(*arguments)
        kept.append(document)
        return document, size

    patch.setattr(drawing, "_fitted", keeping)
    return kept


def stop() -> None:
    """Go no further."""
    raise LaidOutError


# ---- boxes


Frame = tuple[float, float, float, float]


def faults_of_boxes(document: Any) -> list[str]:
    """Find text that is cut off, wider than its place or below its page; headings with nothing after them."""
    found = []
    for number, page in enumerate(document.pages, 1):
        sheet = page._page_box  # the engine shows no geometry in public
        body = next(child for child in sheet.children if child.element_tag == "html")
        paper = frame_of(sheet)
        found += [f"page {number}: {fault}" for fault in misplaced(body, paper, paper, paper)]
        bottoms = [line.position_y + line.height for line in text_and_pictures(body)]
        if not bottoms:
            found.append(f"page {number}: nothing on it")
        elif number < len(document.pages) and ends_in_heading(body):
            found.append(f"page {number}: ends in a heading")
    return found


def frame_of(box: Any) -> Frame:
    """Give where the content of a box begins and ends: left, top, right, bottom."""
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def misplaced(box: Any, paper: Frame, room: Frame, shown: Frame) -> Iterator[str]:
    """Find texts outside the paper, the block they stand in, or what is shown of it."""
    if type(box).__name__ == "TextBox":
        left, right, bottom = box.position_x, box.position_x + box.width, box.position_y + box.height
        if not box.text.strip():
            return
        if left < room[0] - SLACK or right > min(room[2], paper[2]) + SLACK:
            yield f"wider than its place: {box.text}"
        if bottom > paper[3] + SLACK:
            yield f"below the page: {box.text}"
        if right > shown[2] + SLACK or bottom > shown[3] + SLACK:
            yield f"cut off: {box.text}"
        return
    if type(box).__name__ not in ("LineBox", "InlineBox") and all(
        isinstance(side, float | int) for side in (box.width, box.height)
    ):
        room = frame_of(box)
        if box.style["overflow"] != "visible" and box.element_tag != "html":
            shown = room
    for child in getattr(box, "children", ()):
        yield from misplaced(child, paper, room, shown)


def text_and_pictures(box: Any) -> Iterator[Any]:
    """Give the lines and the pictures in a box."""
    kinds = ("LineBox", "BlockReplacedBox", "InlineReplacedBox")
    return (inner for inner in box.descendants() if type(inner).__name__ in kinds)


def headings_of(box: Any, top: float | None = None) -> dict[int, float]:
    """Give the lines that belong to a heading, by identity, each with the top of its heading."""
    found: dict[int, float] = {}
    for child in getattr(box, "children", ()):
        start = child.position_y if top is None and child.element_tag in HEADINGS else top
        if start is not None and type(child).__name__ == "LineBox":
            found[id(child)] = start
        found |= headings_of(child, start)
    return found


def ends_in_heading(body: Any) -> bool:
    """Tell whether the lowest line is of a heading, with nothing beneath it nor beside it in another column."""
    headings, all_of_it = headings_of(body), list(text_and_pictures(body))
    last = max(all_of_it, key=lambda line: line.position_y + line.height)
    beside = (line.position_y + line.height for line in all_of_it if id(line) not in headings)
    return id(last) in headings and max(beside, default=0) <= headings[id(last)] + 1


@pytest.mark.parametrize(("brief", "place", "layout", "theme", "ink"), LAID_OUT)
def test_what_is_laid_out_fits(brief: str, place: int, layout: str, theme: str, ink: str) -> None:
    """No word leaves its column, its cell or its page; nothing is cut off; no heading ends a page."""
    document = boxes_of(page_of(brief, place, layout, theme, ink), renditions(brief)[0])
    assert faults_of_boxes(document) == []
    if ink == "low":
        assert filled(document) == set()


def filled(document: Any) -> set[str]:
    """Give the elements that have a colour or a picture behind their text."""
    boxes = (box for page in document.pages for box in page._page_box.descendants())
    return {
        f"{box.element_tag}.{box.element.get('class')}"
        for box in boxes
        if box.element is not None
        and box.element_tag != "html"
        and (box.style["background_color"].alpha or box.style["background_image"] != (("none", None),))
    }


BAD_BOXES = """
.status { background: #dddddd; } .card { background-image: linear-gradient(#ffffff, #000000); }
.label::before { content: "Donaudampfschifffahrtsgesellschaftskapitaensmuetze"; white-space: nowrap; }
.gaps { height: 8mm; overflow: hidden; }
h2 { break-after: auto; } .section .part { break-before: page; }
.names p { position: relative; top: 400mm; }
"""


def test_the_measure_of_boxes_finds_what_is_wrong() -> None:
    """A word too long for its column, a list cut off, a heading left alone, text below the page, and filled bands."""
    inputs, _ = renditions("velora-flood-2026")
    page = planted(page_of("velora-flood-2026", 0, "a4", "plain", ""), BAD_BOXES)
    document = boxes_of(page, inputs)
    found = "\n".join(faults_of_boxes(document))
    assert [
        fault
        for fault in ("wider than its place: Donau", "cut off: ", "ends in a heading", "below the page: ")
        if fault not in found
    ] == [], found
    assert filled(document) == {"aside.status", "div.card", "div.card rivals"}


def planted(page: Page, css: str) -> Page:
    """Give a page with faults of style."""
    assert page.html.count("</style>") == 1
    return replace(page, html=page.html.replace("</style>", f"{css}</style>"))


# ---- finished files


def faults_of_file(content: bytes, layout: str, ink: str) -> Iterator[str]:
    """Find text near or over the edge of its sheet, too small, or too pale for a copier; in low ink lines as well."""
    least = 16.0 if layout == "large-print" else 6.0
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        (width, height), text = page.get_size(), page.get_textpage()
        half = width / 2 if layout.endswith("booklet") else width
        for left, low, right, high in (text.get_rect(index) for index in range(text.count_rects())):
            start = half if left >= half else 0.0
            edge = min(left - start, low, start + half - right, height - high)
            if edge < UNPRINTABLE:
                words = text.get_text_bounded(left, low, right, high)
                yield f"page {number}: {edge:.1f} pt from the edge: {words}"
        for item in page.get_objects():
            fault = fault_of_object(item, least, ink)
            if fault:
                yield f"page {number}: {fault}"


def fault_of_object(item: Any, least: float, ink: str) -> str:
    """Say what is wrong with what is drawn at once; nothing when nothing is."""
    if item.type == pdfium.FPDF_PAGEOBJ_TEXT:
        if (size := size_of(item)) < least - 0.05:
            return f"text of {size:.1f} pt"
        return too_pale("text", item, pdfium.FPDFPageObj_GetFillColor)
    if item.type != pdfium.FPDF_PAGEOBJ_PATH or ink != "low":
        return ""
    mode, is_stroked = ctypes.c_int(), ctypes.c_int()
    assert pdfium.FPDFPath_GetDrawMode(item.raw, mode, is_stroked)
    if is_stroked.value:
        return too_pale("a line", item, pdfium.FPDFPageObj_GetStrokeColor)
    return too_pale("a surface", item, pdfium.FPDFPageObj_GetFillColor) if mode.value else ""


def too_pale(what: str, item: Any, ask: Any) -> str:
    """Say that a colour leaves too little on a copy in black and white."""
    red, green, blue = colour_of(item, ask)
    grey = 0.299 * red + 0.587 * green + 0.114 * blue
    return f"{what} of {red, green, blue} is lost on a copy" if BLACKER < grey < 255 else ""


def colour_of(item: Any, ask: Any) -> tuple[int, int, int]:
    """Give the colour that something is drawn in."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    assert ask(item.raw, red, green, blue, alpha)
    return red.value, green.value, blue.value


def size_of(text: Any) -> float:
    """Give the size of a text as it prints, in points; a picture or sheet it stands in has a scale of its own."""
    size = ctypes.c_float()
    assert pdfium.FPDFTextObj_GetFontSize(text.raw, size)
    scale = abs(text.container.get_matrix().d) if text.container is not None else 1.0
    return float(abs(text.get_matrix().d) * scale * size.value)


def colours_of(content: bytes) -> set[tuple[int, int, int]]:
    """Give every colour that is no grey among those that show on the finished pages."""
    found: set[tuple[int, int, int]] = set()
    for page in pypdfium2.PdfDocument(content):
        colours = page.render(scale=0.6).to_pil().convert("RGB").getcolors(1 << 20) or []
        found |= {colour for _, colour in colours if len(set(colour)) > 1}
    return found


@pytest.mark.parametrize(("brief", "place", "layout", "theme", "ink"), DRAWN)
def test_what_is_printed_is_on_the_paper_and_can_be_copied(
    brief: str, place: int, layout: str, theme: str, ink: str
) -> None:
    """Nothing near an edge or the fold, nothing smaller than the layout says, nothing that a copier drops."""
    document, content = boxes_and_bytes_of(page_of(brief, place, layout, theme, ink), renditions(brief)[0])
    assert faults_of_boxes(document) == []
    assert list(faults_of_file(content, layout, ink)) == []
    if ink == "low":
        assert filled(document) == set()
        assert colours_of(content) == set()


BAD_FILE = """
.cited { font-size: 15pt; } .standfirst { color: #999999; }
.title h1 { position: relative; left: -20mm; color: #0f4c5c; }
.card { border: 0; } .changes, .summary { border: 2pt solid #cccccc; }
"""


def test_the_reading_of_files_finds_what_is_wrong() -> None:
    """Text over the edge, of 15 points, and pale; pale lines, and a colour."""
    inputs, _ = renditions("velora-flood-2026")
    page = planted(page_of("velora-flood-2026", 0, "large-print", "plain", "low"), BAD_FILE)
    _, content = boxes_and_bytes_of(page, inputs)
    found = "\n".join(faults_of_file(content, "large-print", "low"))
    known = (
        "pt from the edge: Velora",
        "text of 15.0 pt",
        "text of (153, 153, 153) is lost",
        "(204, 204, 204) is lost",
    )
    assert [fault for fault in known if fault not in found] == [], found
    assert colours_of(content) != set()
