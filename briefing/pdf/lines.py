"""Lines that were broken before: the same words in the same letters and width break in the same place.

The engine breaks a text into lines with Pango, again and again: cells are measured before they are set, a page that is
set smaller shares its words with nothing, but a page that is drawn once more shares nearly all of them. What decides
a line is the key; nothing else does. The engine gives no hook for this: one private function is stood in for, hence
the narrow range of its version in `pyproject.toml`, and tests that look for every property that it reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final

from briefing.pages import Hyphenation

PROPERTIES: Final = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "line_height",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""What the engine reads of a style while it breaks a text into lines."""

_MANY: Final = 6_000
_style_of = itemgetter(*PROPERTIES)


@lru_cache(maxsize=4)
def lines_of(fonts: Any, hyphenation: Hyphenation | None) -> dict[Any, Any]:
    """Give the memory of lines for some fonts and a way to break words, empty at first."""
    del fonts, hyphenation  # they name the memory
    return {}


@contextmanager
def remembering(memory: dict[Any, Any]) -> Iterator[None]:
    """Let the engine take from a memory what it broke before, and put there what it breaks."""
    from weasyprint.layout import inline, preferred

    split = inline.split_first_line

    def remembered(
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 - the engine's own signature
        minimum: bool = False,  # noqa: FBT001, FBT002
    ) -> Any:
        key = (text, max_width, justification_spacing, is_line_start, minimum, *_style_of(style))
        try:
            found = memory.get(key)
        except TypeError:  # underlines are a set
            return split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        if found is None:
            if len(memory) >= _MANY:
                memory.clear()
            found = split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
            memory[key] = found
        layout, *measures = found
        own = object.__new__(type(layout))
        own.__dict__.update(layout.__dict__)  # a line that is drawn is written into
        return own, *measures

    places = (inline, preferred)  # words of pictures have styles of another kind
    for place in places:
        place.split_first_line = remembered
    try:
        yield
    finally:
        for place in places:
            place.split_first_line = split
