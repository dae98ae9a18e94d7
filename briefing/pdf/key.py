"""The key of a PDF: everything that decides its bytes, so that it is drawn again only when one of it changes."""

import ctypes
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from briefing import __version__
from briefing.pages import Page
from briefing.store import key_of

VARIANT: Final = "pdf/a-3a"
_PACKAGES: Final = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "pyphen",
    "fonttools",
    "pillow",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfKey:
    """What decides the bytes of a PDF: the page, its fonts, the variant and the versions of all that draws it."""

    html: str
    fonts: tuple[tuple[str, int, str, str], ...]
    variant: str
    hyphenation: str
    layout: str
    assets: tuple[tuple[str, str], ...]
    attachments: str
    versions: tuple[tuple[str, str], ...]


def pdf_key(page: Page) -> str:
    """Give the key under which the PDF of a page is remembered."""
    fonts = tuple((face.family, face.weight, face.style, face.digest) for face in page.fonts)
    html = sha256(page.html.encode()).hexdigest()
    return key_of(
        PdfKey(
            html=html,
            fonts=fonts,
            variant=VARIANT,
            hyphenation=repr(page.hyphenation),
            layout=page.layout,
            assets=page.assets,
            attachments=sha256(repr(page.attachments).encode()).hexdigest(),
            versions=versions(),
        )
    )


@lru_cache(maxsize=1)
def versions() -> tuple[tuple[str, str], ...]:
    """Give the versions of all that draws a PDF, by name."""
    found = [("briefing", __version__)]
    for package in _PACKAGES:
        with suppress(PackageNotFoundError):
            found.append((package, version(package)))
    found += [
        ("pango", _of_library("libpango-1.0.so.0", "pango_version_string")),
        ("harfbuzz", _of_library("libharfbuzz.so.0", "hb_version_string")),
        ("harfbuzz-subset", "there" if _library("libharfbuzz-subset.so.0") else "missing"),
    ]
    return tuple(found)


def _of_library(name: str, symbol: str) -> str:
    """Ask a C library for its version; asked without the PDF engine, which would take most of a second."""
    library = _library(name)
    if library is None:
        return ""
    asked = getattr(library, symbol)
    asked.restype = ctypes.c_char_p
    told: bytes = asked()
    return told.decode("ascii", "replace")


def _library(name: str) -> ctypes.CDLL | None:
    with suppress(OSError):
        return ctypes.CDLL(name)
    return None
