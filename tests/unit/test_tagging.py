"""Tags: what somebody hears who cannot see the page, read back from finished PDFs."""

import inspect
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pytest

from briefing.inputs import Inputs
from briefing.pages import FontFace, Page
from briefing.pdf import render_pdf

ROOT = Path(__file__).parents[2]
FACES = tuple(
    FontFace(
        name=f"templates/themes/plain/fonts/{file}.ttf", digest="", family="Briefing Sans", weight=weight
    )
    for file, weight in (("BriefingSans-Regular", 400), ("BriefingSans-SemiBold", 600))
)
CSS = (
    "@page{size:A4;margin:20mm;@bottom-left{content:element(foot)}}html{font-family:'Briefing Sans'}"
    ".foot{position:running(foot)}b,th,h1{font-weight:600}"
)

pytestmark = pytest.mark.pdf


def drawn(body: str, css: str = "") -> bytes:
    """Draw a page of some HTML."""
    html = (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title><style>{CSS}{css}</style></head>'
        f'<body><div class="foot">Running foot</div><h1>Title</h1>{body}</body></html>'
    )
    page = Page(brief="b", locale="en", layout="a4", html=html, fonts=FACES, stylesheets=(), places={})
    outcome = render_pdf(page, inputs=Inputs(root=ROOT, carried=ROOT))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    content = outcome.value.content
    reports = [validation.validate_pdf_bytes(content, profile=profile) for profile in ("ua1", "3a")]
    assert [
        f.rule_id for report in reports for f in report.failures if "STREAM-LENGTH" not in f.rule_id
    ] == []
    return content


@lru_cache(maxsize=8)
def opened(content: bytes) -> pikepdf.Pdf:
    """Open a PDF, and keep it open: what is taken out of it lives no longer than it does."""
    return pikepdf.open(BytesIO(content))


def elements(content: bytes) -> list[tuple[str, Any]]:
    """Give the structure elements of a PDF in reading order, with their types."""
    return list(_below(opened(content).Root.StructTreeRoot))


def _below(node: Any) -> Iterator[tuple[str, Any]]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S), kid
            yield from _below(kid)


def types(content: bytes, *wanted: str) -> list[str]:
    """Give the types of the elements that are asked for, in order."""
    return [kind for kind, _ in elements(content) if kind in wanted]


def test_the_hook_into_the_engine_is_where_it_was() -> None:
    """The one private function that is listened to, and what it is called with. See `briefing/pdf/tagging.py`."""
    from weasyprint.pdf import tags

    names = list(inspect.signature(tags._build_box_tree).parameters)
    assert names == ["box", "parent", "pdf", "page_number", "nums", "annotations", "tags"]


def test_a_table_of_sixty_rows_is_one_table() -> None:
    """Over three sheets: one table, one head, sixty rows and that of the head; each header says what it heads."""
    rows = "".join(f'<tr><th scope="row">Row {n}</th><td style="height:30pt">x</td></tr>' for n in range(60))
    content = drawn(
        f'<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead><tbody>{rows}</tbody></table>'
    )
    assert len(opened(content).pages) >= 3
    assert types(content, "/Table", "/THead", "/TBody") == ["/Table", "/THead", "/TBody"]
    assert len(types(content, "/TR")) == 61
    scopes = [str(e.A.Scope) for kind, e in elements(content) if kind == "/TH"]
    assert scopes == ["/Column", "/Column", *["/Row"] * 60]


def test_a_paragraph_over_two_sheets_is_one() -> None:
    """Nobody hears a new paragraph where the paper ended."""
    content = drawn(f"<p>{'word ' * 1500}</p><p>Second.</p>")
    assert len(opened(content).pages) >= 2
    assert types(content, "/P") == ["/P", "/P"]


def test_running_feet_are_no_content() -> None:
    """They are artifacts, and no element holds their words."""
    content = drawn("<p>Text</p>")
    pdf = opened(content)
    stream = pdf.pages[0].Contents.read_bytes()
    assert b"/Artifact" in stream
    assert b"/Pagination" in stream
    held = [e for _, e in elements(content) if isinstance(e.get("/K"), pikepdf.Array)]
    numbers = [int(kid) for e in held for kid in e.K if not isinstance(kid, pikepdf.Object)]
    assert sorted(numbers) == [0, 1]
    assert stream.count(b"/MCID") == 2


def test_the_language_of_a_part_is_said() -> None:
    """A name in another language, and English that stands in."""
    content = drawn('<p>One <span lang="hy">Հայերեն</span> word</p>')
    assert [str(e.Lang) for _, e in elements(content) if "/Lang" in e] == ["hy"]


def test_terms_in_groups_are_items_of_their_list() -> None:
    """HTML lets `div` stand in `dl`; a list of a PDF holds items alone."""
    content = drawn("<dl><div><dt>A</dt><dd>B</dd></div><div><dt>C</dt><dd>D</dd></div></dl>")
    lists = [e for kind, e in elements(content) if kind == "/L"]
    assert [[str(kid.S) for kid in e.K] for e in lists] == [["/LI"] * 4]


def test_cells_below_one_another_are_the_cells_of_their_row() -> None:
    """Large print has no room for columns: what is one cell to the engine is a head and its cells to a reader."""
    css = "th,td{display:block}td{height:60pt}"
    rows = "".join(f'<tr><th scope="row">Row {n}</th> <td>x</td> <td>y</td></tr>' for n in range(20))
    heads = "".join(f'<th scope="col">{name}</th> ' for name in "ABC")
    content = drawn(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>", css)
    assert len(opened(content).pages) >= 3
    assert types(content, "/Table", "/THead", "/TBody") == ["/Table", "/THead", "/TBody"]
    held = [[str(kid.S) for kid in e.K] for kind, e in elements(content) if kind == "/TR"]
    assert held == [["/TH"] * 3, *[["/TH", "/TD", "/TD"]] * 20]
    scopes = [str(e.A.Scope) for kind, e in elements(content) if kind == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 20


def test_a_link_says_where_it_leads() -> None:
    """In its own words, and it is printed."""
    content = drawn('<p><a href="https://example.org/">The survey</a></p>')
    note = opened(content).pages[0].Annots[0]
    assert (str(note.Contents), int(note.F)) == ("The survey", 4)
