"""Digits that are alike: a page whose numbers have other digits, as many, is broken into the same lines and pages.

That is so when every font gives all ten digits one width and its tables name none of them, so that no rule can tell
one from another. Then the size that suited a page suits it again. A theme whose digits differ has every page searched.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any, Final

from briefing.pdf.engine import FontFile

_DIGIT: Final = re.compile(r"(&#?\w+;)|[0-9]")
_PARTS: Final = re.compile(
    r"(?P<kept><style\b.*?</style>|<script\b.*?</script>)"
    r"|(?P<tag><(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)|(?P<words>[^<]+)",
    re.S,
)
_CALL: Final = "\0"
_VALUE: Final = re.compile(r'(<data\b[^>]*?\bvalue=)"[^"]*"')
_TELLING: Final = (
    "attr(",
    "[value",
    "font-variant-numeric",
    "font-feature-settings",
    "font-variant:",
    "font:",
)
"""What lets a stylesheet look at a value, or ask a font for digits of another kind."""

_ASKED_FOR: Final = frozenset(
    ("pnum", "tnum", "lnum", "onum", "numr", "dnom", "frac", "sups", "subs", "sinf", "zero")
)
"""Features of fonts that do nothing unless a stylesheet asks for them."""


def shape_of(html: str) -> str:
    """Give what names a page but for its digits: the digest of it with all of them alike."""
    return sha256(_folded(html).encode()).hexdigest()


def _folded(html: str) -> str:
    if any(word in html for word in _TELLING):
        return html
    return _PARTS.sub(_alike, html)


def _alike(part: re.Match[str]) -> str:
    if part["words"] is not None:
        return _DIGIT.sub(lambda found: found[1] or "0", part["words"])
    return _VALUE.sub(r'\1""', part["tag"]) if part["tag"] is not None else part["kept"]


@lru_cache(maxsize=4)
def are_alike(files: tuple[FontFile, ...]) -> bool:
    """Whether all digits of each font have one width, and no rule of it that is always on can tell them apart."""
    return all(_has_alike(file.data) for file in files)


def _has_alike(data: bytes) -> bool:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data))
    points = font.getBestCmap() or {}
    digits = {points[point] for point in range(ord("0"), ord("9") + 1) if point in points}
    if not digits:
        return True
    widths = {font["hmtx"][glyph][0] for glyph in digits}
    tables = [font[tag].table for tag in ("GSUB", "GPOS") if tag in font]
    odd = {"kern", "morx", "mort", "kerx", "fvar"} & set(font.keys())  # rules that are not read here
    return len(digits) == 10 and len(widths) == 1 and not odd and not any(digits & _named(o) for o in tables)


def _named(table: Any) -> frozenset[str]:
    """Give the glyphs that the rules of a table name, but for those of features that have to be asked for."""
    lookups = table.LookupList.Lookup if table.LookupList else []
    busy = {
        at
        for record in (table.FeatureList.FeatureRecord if table.FeatureList else ())
        if record.FeatureTag not in _ASKED_FOR
        for at in record.Feature.LookupListIndex
    }
    named: set[str] = set()
    done: set[int] = set()
    while busy - done:  # a rule may call others
        at = min(busy - done)
        done.add(at)
        names = set(_names(lookups[at]))
        busy |= {int(name[1:]) for name in names if name.startswith(_CALL)}
        named |= names
    return frozenset(named)


def _names(part: Any) -> Iterator[str]:
    """Give every name in a part of a table, and the number of each rule that it calls."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _names(key)
            yield from _names(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _names(value)
    elif hasattr(part, "__dict__"):
        if hasattr(part, "ensureDecompiled"):
            part.ensureDecompiled()
        for name, value in vars(part).items():
            if name == "LookupListIndex":
                yield f"{_CALL}{value}"
            yield from _names(value)
