"""Copyfitting: a sheet of paper with three lines on it is set a little smaller, or larger, until it is worth it."""

from collections.abc import Callable
from typing import Any, Final

SMALLER: Final = (0.98, 0.96, 0.94)
LARGER: Final = (1.03, 1.06)
"""Sizes of the text that are tried, as parts of the theme's own; a theme takes them as `--fit`."""

FULL_ENOUGH: Final = 0.6
NEARLY_EMPTY: Final = 0.35


def fitted(lay_out: Callable[[float], Any]) -> Any:
    """Give the first layout whose last page is full enough, or that has one page; else that of plain size.

    A stylesheet that does not take `--fit` is laid out twice at most.
    """
    plain = lay_out(1)
    if _is_full_enough(plain):
        return plain
    nearest = (*SMALLER, *LARGER) if fill_of(plain.pages[-1]) < NEARLY_EMPTY else (*LARGER, *SMALLER)
    for fit in nearest:
        document = lay_out(fit)
        if _is_full_enough(document):
            return document
        if len(document.pages) == len(plain.pages) and fill_of(document.pages[-1]) == fill_of(
            plain.pages[-1]
        ):
            return plain  # a layout of fixed size: no other would differ
    return plain


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
