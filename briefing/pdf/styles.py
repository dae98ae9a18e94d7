"""Stylesheets of pages, parsed once for all pages that share them, and what the engine had to say of each."""

import logging
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from briefing.pdf.engine import SCHEME, FontFile, fonts_of, hearing, load_engine

_STYLE: Final = re.compile(r"<style>(.*?)</style>", re.S)
_OF_ONE_PAGE: Final = ("@import", "@counter-style", "@color-profile", "url(", "!important", "</")
"""What a stylesheet hands to the page that it stands in, or asks it for, or means by standing in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A page without its stylesheets, the stylesheets as the engine takes them, and what it logged of them."""

    html: str
    sheets: tuple[Any, ...]
    said: tuple[logging.LogRecord, ...]


def parted(html: str, files: tuple[FontFile, ...]) -> Parted:
    """Part a page from the stylesheets of its head, if they mean the same apart from it; else leave it whole."""
    head, body, rest = html.partition("<body")
    texts = _STYLE.findall(head)
    if any(word in text for text in texts for word in _OF_ONE_PAGE):
        return Parted(html=html, sheets=(), said=())
    parsed = [_parsed(text, files) for text in texts]
    return Parted(
        html=_STYLE.sub("", head) + body + rest,
        sheets=tuple(sheet for sheet, _ in parsed),
        said=tuple(record for _, records in parsed for record in records),
    )


@lru_cache(maxsize=16)
def _parsed(text: str, files: tuple[FontFile, ...]) -> tuple[Any, tuple[logging.LogRecord, ...]]:
    """Parse a stylesheet; with it comes what the engine logs, which is logged once."""
    fonts, _ = fonts_of(files)
    records: list[logging.LogRecord] = []
    with hearing(records.append):
        sheet = load_engine().CSS(string=text, font_config=fonts, base_url=SCHEME)
    return sheet, tuple(records)
