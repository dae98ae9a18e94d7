"""Pages: a rendition in a layout as HTML, with values in `<data>` and dates in `<time>`.

It chooses and places; every word and number was chosen before.
"""

from briefing.formats import SCREEN
from briefing.pages.coastline import Coastline, read_coastline
from briefing.pages.identity import Identity, read_identity
from briefing.pages.model import Attachment, FontFace, Page, Stylesheet
from briefing.pages.rendering import render_page
from briefing.pages.site import (
    Download,
    Earlier,
    Index,
    IndexEntry,
    Newer,
    find_index_faults,
    render_banner,
    render_index,
)
from briefing.pages.templates import check_templates
from briefing.renditions.model import Hyphenation

__all__ = [
    "SCREEN",
    "Attachment",
    "Coastline",
    "Download",
    "Earlier",
    "FontFace",
    "Hyphenation",
    "Identity",
    "Index",
    "IndexEntry",
    "Newer",
    "Page",
    "Stylesheet",
    "check_templates",
    "find_index_faults",
    "read_coastline",
    "read_identity",
    "render_banner",
    "render_index",
    "render_page",
]
