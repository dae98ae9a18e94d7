"""Page: the HTML of a rendition in a layout, with what a PDF of it and the checks of it need to know."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefing.diagnostics import Span
from briefing.formats import SCREEN
from briefing.limits import USUAL_LIMITS, Limits
from briefing.renditions.model import Hyphenation


@dataclass(frozen=True, slots=True, kw_only=True)
class WebPiece:
    """A WOFF2 file with some characters of a face: inclusive ranges of code points."""

    name: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFace:
    """A font file of the theme: its input name and digest, and the family, weight and style it is used for.

    `stands_for` is a family of the theme whose missing characters this face has: a script of its own.
    """

    name: str
    digest: str
    family: str
    weight: int
    style: Literal["normal", "italic"] = "normal"
    pieces: tuple[WebPiece, ...] = ()
    stands_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stylesheet:
    """A stylesheet inside the page: its input name, and the line inside the `<style>` element it begins on."""

    name: str
    first_line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that a PDF carries: name, description in English, relationship (ISO 32000-2, 7.11.3), its day or empty."""

    name: str
    description: str
    relationship: str
    content: bytes
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A finished page. `layout` is `SCREEN` for the web page, else the print layout it was made for.

    `fonts` are the faces it may use, `stylesheets` the parts of its `<style>`, `places` where in the fact file each
    fact's text stands, `hyphenation` how words of its language are broken, `ink` the ink it is printed in, `assets` the
    pictures it could ask for, by name and digest, `attachments` the files its PDF carries, `templates` those it was
    filled from, `limits` what its PDF may cost.
    """

    brief: str
    locale: str
    layout: str
    html: str
    fonts: tuple[FontFace, ...]
    stylesheets: tuple[Stylesheet, ...]
    places: Mapping[str, Span]
    hyphenation: Hyphenation | None = None
    ink: str = ""
    assets: tuple[tuple[str, str], ...] = ()
    attachments: tuple[Attachment, ...] = ()
    templates: tuple[str, ...] = ()
    limits: Limits = USUAL_LIMITS

    @property
    def is_paper(self) -> bool:
        """Whether it is laid out on sheets."""
        return self.layout != SCREEN
