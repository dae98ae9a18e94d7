"""Characters without a shape: found before a page is drawn, so that no reader meets an empty box."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.inputs import Inputs
from briefing.pages import Page

_SILENT: Final = frozenset({"style", "script"})
_VOID: Final = frozenset({"meta", "link", "br", "hr", "img", "input", "col", "source", "wbr"})


def check_glyphs(page: Page, inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Find characters that a face of the theme lacks, and faces whose characters cannot be read."""
    torn = tuple(_torn(page, inputs))
    if torn:
        return torn
    if not _lacking(frozenset(unescape(page.html)), page, inputs):
        return ()  # nothing of it is lacking, wherever it stands
    reader = _Reader()
    reader.feed(page.html)
    reader.close()
    findings: list[Diagnostic] = []
    lacking = _lacking(frozenset(reader.found), page, inputs)
    for character, fact in reader.found.items():
        if character in lacking:
            name = unicodedata.name(character, "no name")
            message = f"no font of the theme has `{character}` (U+{ord(character):04X}, {name})"
            hint = "type another character, or add a font that has it to the theme"
            span = page.places.get(fact)
            findings.append(diagnose("BR601", message, span, hint=hint, note=f"in `{page.locale}`"))
    return tuple(findings)


def _torn(page: Page, inputs: Inputs) -> Iterator[Diagnostic]:
    for face in page.fonts:
        file = inputs.read(face.name, text=False).value
        if file is not None and _points(file.data) is None:
            message = f"the characters of the font `{face.name}` cannot be read"
            hint = "put the font there once more: it was cut short, or is something else"
            yield diagnose("BR603", message, Span(file=face.name, line=0), hint=hint)


def _lacking(characters: frozenset[str], page: Page, inputs: Inputs) -> frozenset[str]:
    """Give the characters that a face of a page has no glyph for, nor a face of that weight that stands in for it."""
    wanted = {c for c in characters if ord(c) >= 0x20 and c not in "\u00ad\u200b\u2060"}
    lacking: set[str] = set()
    for face in (f for f in page.fonts if not f.stands_for):
        helping = [f for f in page.fonts if f.stands_for == face.family and f.weight == face.weight]
        read = [inputs.read(f.name, text=False).value for f in (face, *helping)]
        points = frozenset().union(*(_points(file.data) or () for file in read if file is not None))
        lacking |= {c for c in wanted if ord(c) not in points}
    return frozenset(lacking)


@lru_cache(maxsize=16)
def _points(data: bytes) -> frozenset[int] | None:
    """Give the code points that a font has glyphs for; None when its table of them cannot be read."""
    from fontTools.ttLib import TTFont

    try:
        return frozenset(TTFont(BytesIO(data), lazy=True).getBestCmap() or ())
    except Exception:  # noqa: BLE001 - the library raises whatever the bytes of a torn font make it stumble over
        return None


class _Reader(HTMLParser):
    """Reads the words of a page, character references too; keeps for each character the fact it first stands in."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            given = dict(attrs)
            self._open.append((tag, given.get("data-sentence") or given.get("data-fact") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out what closes itself: it holds no text."""

    def handle_endtag(self, tag: str) -> None:
        if any(tag == opened for opened, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if any(tag in _SILENT for tag, _ in self._open):
            return
        fact = next((fact for _, fact in reversed(self._open) if fact), "")
        for character in dict.fromkeys(data):
            if not self.found.get(character):
                self.found[character] = fact
