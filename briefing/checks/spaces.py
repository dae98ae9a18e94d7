"""Spaces nobody sees in an editor: at the ends of a text, two in a row, tabs and line ends."""

import re
from collections.abc import Iterator
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose

_STRAY: Final = re.compile(r"\A\s+|\s+\Z|\s{2,}|[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def check_spaces(text: PlacedText) -> Iterator[Diagnostic]:
    """Find stray spaces, each at its place."""
    for match in _STRAY.finditer(text.text):
        where = "begins" if match.start() == 0 else "ends" if match.end() == len(text.text) else ""
        message = (
            f"the text {where} with a space"
            if where
            else "two spaces in a row, a tab or a line end in a text"
        )
        hint = "delete it" if where else "type one space"
        yield diagnose("BR320", message, text.span_at(match.start(), len(match[0])), hint=hint)
