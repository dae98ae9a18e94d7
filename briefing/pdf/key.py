"""The key of a PDF: everything that decides its bytes, so that it is drawn again only when one of it changes."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from briefing.pages import Page
from briefing.store import key_of
from briefing.toolchain import toolchain

VARIANT: Final = "pdf/a-3a"


@dataclass(frozen=True, slots=True, kw_only=True)
class PdfKey:
    """What decides the bytes of a PDF: the page, its fonts, the variant and the toolchain."""

    html: str
    fonts: tuple[tuple[str, int, str, str], ...]
    variant: str
    hyphenation: str
    layout: str
    assets: tuple[tuple[str, str], ...]
    attachments: str
    toolchain: tuple[tuple[str, str], ...]


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
            toolchain=toolchain(has_pdf=True),
        )
    )
