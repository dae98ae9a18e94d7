"""Contrast of the colours of a theme: text has to be read by old eyes, on grey paper, in the sun."""

import re
from collections.abc import Iterator
from typing import Final

from briefing.diagnostics import Diagnostic, diagnose
from briefing.inputs import InputFile

ENOUGH: Final = 4.5
"""The least contrast of text to its ground (WCAG 2.2, 1.4.3, level AA)."""

_BLOCK: Final = re.compile(r"\{([^{}]*)\}")
_COLOUR: Final = re.compile(r"--(ink|soft|accent|paper)\s*:\s*(#[0-9a-fA-F]{6})\b")


def check_contrast(file: InputFile) -> Iterator[Diagnostic]:
    """Find colours of text that are too near to the paper they are set on; paper not named is white."""
    for block in _BLOCK.finditer(file.text):
        colours = {match[1]: match for match in _COLOUR.finditer(block[1])}
        paper = colours["paper"][2] if "paper" in colours else "#ffffff"
        for name, match in colours.items():
            contrast = contrast_of(match[2], paper)
            if name != "paper" and contrast < ENOUGH:
                message = f"`{match[2]}` on `{paper}` has a contrast of {contrast:.1f} to 1"
                span = file.span_of_offset(block.start(1) + match.start(2), len(match[2]))
                hint = f"take a {'darker' if _light(paper) > 0.5 else 'lighter'} colour; text needs {ENOUGH} to 1"
                yield diagnose("BR510", message, span, hint=hint)


def contrast_of(one: str, other: str) -> float:
    """Give the contrast of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lights = sorted((_light(one), _light(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour: str) -> float:
    """Give the relative luminance of a colour, from 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
