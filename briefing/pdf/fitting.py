"""Copyfitting: a sheet of paper with three lines on it is set a little smaller, or larger, until it is worth it."""

from collections.abc import Callable
from typing import Any, Final

FITS: Final = (1, 0.98, 0.96, 1.03, 0.94, 1.06)
"""Sizes of the text that are tried, in order, as parts of the theme's own; a theme takes them as `--fit`."""

FULL_ENOUGH: Final = 0.5


def fitted(lay_out: Callable[[float], Any]) -> Any:
    """Give the first layout whose last page is at least half full, or that has one page; else the first of all."""
    first = None
    for fit in FITS:
        document = lay_out(fit)
        first = document if first is None else first
        if len(document.pages) == 1 or fill_of(document.pages[-1]) >= FULL_ENOUGH:
            return document
    return first


def fill_of(page: Any) -> float:
    """Measure how far down the content of a page reaches: 0 is its top, 1 its bottom margin.

    The engine shows no geometry in public: its box tree is walked, from the page down to lines of text.
    """
    box = page._page_box  # noqa: SLF001
    top, height = box.content_box_y(), box.height
    body = next(child for child in box.children if child.element_tag == "html")
    ends = (line.position_y + line.height for line in body.descendants() if type(line).__name__ == "LineBox")
    return (max(ends, default=top) - top) / height if height else 1
