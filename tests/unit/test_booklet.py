"""Booklet: sheets that come out right when they are folded."""

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from briefing.pdf.booklet import impose, order_of


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, ((None, 0), (None, None))),
        (4, ((3, 0), (1, 2))),
        (7, ((None, 0), (1, 6), (5, 2), (3, 4))),
        (8, ((7, 0), (1, 6), (5, 2), (3, 4))),
    ],
)
def test_the_order_is_that_of_folding(pages: int, sides: tuple[tuple[int | None, int | None], ...]) -> None:
    """The last page stands beside the first; blanks are at the end and never in the middle."""
    assert order_of(pages) == sides


def test_folding_gives_every_page_once_in_order() -> None:
    """Whatever the number of pages: read sheet by sheet from the outside, then back."""
    for pages in range(1, 40):
        sides = order_of(pages)
        fronts = [page for side, pair in enumerate(sides) for page in (pair[1 - side % 2],)]
        backs = [page for side, pair in enumerate(sides) for page in (pair[side % 2],)]
        assert [p for p in (*fronts, *reversed(backs)) if p is not None] == list(range(pages))


def five_pages() -> bytes:
    """Make a PDF of five A5 pages of different lines."""
    pdf = pikepdf.new()
    for number in range(5):
        pdf.add_blank_page(page_size=(420, 595))
        pdf.pages[-1].Contents = pdf.make_stream(f"0 0 {10 + number} 10 re f\n".encode())
    written = BytesIO()
    pdf.save(written, deterministic_id=True)
    return written.getvalue()


def test_pages_lie_side_by_side_and_the_file_says_how_to_print() -> None:
    """Two A5 pages fill an A4 sheet; both sides, turned on the short edge, not scaled; the same bytes each time."""
    content = impose(five_pages())
    assert content == impose(five_pages())
    document = pypdfium2.PdfDocument(content)
    assert [page.get_size() for page in document] == [(840, 595)] * 4
    pdf = pikepdf.open(BytesIO(content))
    drawn = [re.findall(rb"cm (/P\d) Do", page.Contents.read_bytes()) for page in pdf.pages]
    assert drawn == [[b"/P0"], [b"/P1"], [b"/P2"], [b"/P3", b"/P4"]]
    assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
