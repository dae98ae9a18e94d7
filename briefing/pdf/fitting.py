"""Copyfitting: a sheet of paper with three lines on it is set a little smaller, or larger, until it is worth it."""

from collections.abc import Callable
from typing import Any, Final

SMALLER: Final = (0.98, 0.96, 0.94)
LARGER: Final = (1.03, 1.06)
"""Sizes of the text that are tried, as parts of the theme's own; a theme takes them as `--fit`."""

FULL_ENOUGH: Final = 0.6
NEARLY_EMPTY: Final = 0.35
_GROWTH: Final = 1.6
"""How text grows on paper with its size: larger letters make more lines, and lines that are higher."""


def fitted(lay_out: Callable[[float], Any]) -> tuple[Any, float]:
    """Give a layout whose last page is full enough, or that has one page, and its size; plain size where none is.

    The first layout tells which sizes are worth a try before others; mostly the first of them is right. A stylesheet
    that does not take `--fit` is laid out twice at most.
    """
    plain = lay_out(1)
    if _is_full_enough(plain):
        return plain, 1
    extent = len(plain.pages) - 1 + fill_of(plain.pages[-1])
    for fit in sizes_for(extent):
        document = lay_out(fit)
        if _is_full_enough(document):
            return document, fit
        if len(document.pages) - 1 + fill_of(document.pages[-1]) == extent:
            return plain, 1  # a layout of fixed size: no other would differ
    return plain, 1


def sizes_for(extent: float) -> tuple[float, ...]:
    """Order the sizes for a text of so many pages: those reckoned to be full enough, then the others.

    A page that is nearly empty is rather saved than filled.
    """
    nearest = (*SMALLER, *LARGER) if extent % 1 < NEARLY_EMPTY else (*LARGER, *SMALLER)
    return tuple(sorted(nearest, key=lambda fit: extent * fit**_GROWTH % 1 < FULL_ENOUGH))


def _is_full_enough(document: Any) -> bool:
    return len(document.pages) == 1 or fill_of(document.pages[-1]) >= FULL_ENOUGH


def fill_of(page: Any) -> float:
    """Measure how far down the content of a page reaches: 0 is its top, 1 its bottom margin.

    The engine shows no geometry in public: its box tree is walked, from the page down to lines of text.
    """
    box = page._page_box  # noqa: SLF001
    top, height = box.content_box_y(), box.height
    body = next(child for child in box.children if child.element_tag == "html")
    ends = (line.position_y + line.height for line in body.descendants() if type(line).__name__ == "LineBox")
    return (max(ends, default=top) - top) / height if height else 1
