"""Pages without a word: an empty template gives a blank sheet, and nothing else would say so."""

import re
from collections.abc import Iterator
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.pages import Page

_TEMPLATE: Final = "templates/brief.html"
_HEAD: Final = re.compile(r"<head\b.*?</head\s*>|<(style|script)\b.*?</\1\s*>", re.S)
_WORD: Final = re.compile(r"(?:>|\A)[^<>]*[^\s<>]")


def check_blank(page: Page) -> Iterator[Diagnostic]:
    """Find a page that shows nothing that can be read."""
    body = page.html.rfind("<body")
    if body >= 0 and _WORD.search(page.html, page.html.find(">", body)):
        return
    if _WORD.search(_HEAD.sub("", page.html)) is None:
        hint = f"write the template, or take `{_TEMPLATE}` out of the project to use the tool's own"
        yield diagnose(
            "BR511", f"the page of `{page.locale}` has no word on it", Span(file=_TEMPLATE, line=0), hint=hint
        )
