"""Booklet: the pages of a PDF two to a sheet, in the order that folding in the middle puts right.

For printing alone: the tag tree does not survive, so the file claims nothing of PDF/UA or PDF/A.
"""

from io import BytesIO
from typing import Any, Final

SUFFIX: Final = "-booklet"
"""What the name of a layout ends in that is printed as a booklet."""


def order_of(pages: int) -> tuple[tuple[int | None, int | None], ...]:
    """Give the left and right page of every side, front and back in turn; None is a blank.

    Four pages fill a sheet: of eight, the first side has 8 and 1, its back 2 and 7. Blanks come at the end.
    """
    whole = -(-pages // 4) * 4
    sides = []
    for side in range(whole // 2):
        outer, inner = whole - 1 - side, side
        left, right = (outer, inner) if side % 2 == 0 else (inner, outer)
        sides.append((left if left < pages else None, right if right < pages else None))
    return tuple(sides)


def impose(content: bytes) -> bytes:
    """Put the pages of a PDF on the sheets of a booklet; the same bytes for the same PDF."""
    import pikepdf

    source = pikepdf.open(BytesIO(content))
    target = pikepdf.new()
    width, height = (
        float(source.pages[0].trimbox[i]) - float(source.pages[0].trimbox[i - 2]) for i in (2, 3)
    )
    for sides in order_of(len(source.pages)):
        target.add_blank_page(page_size=(2 * width, height))
        forms = pikepdf.Dictionary()
        drawn = b""
        for place, index in enumerate(sides):
            if index is not None:
                forms[f"/P{index}"] = target.copy_foreign(pikepdf.Page(source.pages[index]).as_form_xobject())
                drawn += f"q 1 0 0 1 {place * width:.4f} 0 cm /P{index} Do Q\n".encode()
        sheet = target.pages[-1]
        sheet.Resources = pikepdf.Dictionary(XObject=forms)
        sheet.Contents = target.make_stream(drawn)
    target.Root.ViewerPreferences = pikepdf.Dictionary(
        Duplex=pikepdf.Name.DuplexFlipShortEdge, PrintScaling=pikepdf.Name("/None")
    )
    target.docinfo["/Title"] = source.docinfo.get("/Title", "")
    return _saved(target)


def _saved(pdf: Any) -> bytes:
    written = BytesIO()
    pdf.save(written, min_version="1.7", deterministic_id=True)
    return written.getvalue()
