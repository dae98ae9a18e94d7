"""Markup in a text: messages are plain words, and what looks like HTML would be printed as typed."""

import re
from collections.abc import Iterator
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose

_TAG: Final = r"</?[a-zA-Z](?:[^<>]{0,200}>|[\w-]{0,30})|<!--"
_ENTITY: Final = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,30});"
_MARKUP: Final = re.compile(f"{_TAG}|{_ENTITY}")


def check_markup(text: PlacedText) -> Iterator[Diagnostic]:
    """Find tags, closed or not, comments and entities, each at its place."""
    for match in _MARKUP.finditer(text.text):
        kind = "an entity" if match[0].startswith("&") else "a tag"
        hint = (
            "type the character itself"
            if match[0].startswith("&")
            else "take it out; how a text looks is the theme’s"
        )
        yield diagnose(
            "BR319", f"`{match[0]}` is {kind}", text.span_at(match.start(), len(match[0])), hint=hint
        )
