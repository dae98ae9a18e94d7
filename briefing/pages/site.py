"""Pages around the briefs: the index of a website in one language, and the banner over an old edition."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from briefing.inputs import Inputs
from briefing.pages.fonts import read_faces
from briefing.pages.identity import NAMELESS
from briefing.pages.markup import Writer
from briefing.pages.model import SCREEN
from briefing.pages.rendering import filled, styles_of, with_fonts
from briefing.renditions.model import Rendition
from briefing.renditions.texts import DateText

INDEX: Final = "index.html"
_BANNER: Final = "partials/superseded.html"
_PAPERS: Final = {"a4": "A4", "letter": "Letter", "a5": "A5", "a5-booklet": "A5", "large-print": "A4"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to take along: where it is, its format and layout, and the paper it is for."""

    href: str
    format: str
    layout: str

    @property
    def paper(self) -> str:
        """The format of the paper, which is no word of any language."""
        return _PAPERS.get(self.layout, self.layout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """An edition before the latest: where its page is, its number as it prints, its day."""

    href: str
    number: str
    issued: DateText


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A brief in the index, in words of the locale. `edition` is empty for a draft."""

    id: str
    title: str
    standfirst: str
    edition: str
    issued: DateText | None
    data_as_of: DateText | None
    data_undated: int
    page: str
    files: tuple[Download, ...]
    earlier: tuple[Earlier, ...]


def render_index(
    rendition: Rendition, entries: Sequence[IndexEntry], *, inputs: Inputs, theme: str, has_feed: bool
) -> str:
    """Render the index of a website. The rendition gives language and words, whichever brief it is of."""
    faces = read_faces(inputs, theme).value
    _, styles = styles_of(inputs, theme, SCREEN, "", NAMELESS)
    site = f"{rendition.base_url}/" if rendition.base_url else ""
    names: dict[str, object] = {"entries": tuple(entries), "has_feed": has_feed, "site": site}
    writer = Writer(rendition=rendition)
    html = filled(INDEX, writer, SCREEN, inputs, styles, names=names, has_english=False)
    return with_fonts(html, faces, inputs)


def render_banner(
    rendition: Rendition, *, inputs: Inputs, old: str, latest: str, mended: int, latest_href: str
) -> str:
    """Render what stands over the web page of an edition when there is a newer one."""
    names: dict[str, object] = {"old": old, "latest": latest, "mended": mended, "latest_href": latest_href}
    writer = Writer(rendition=rendition)
    return str(Markup(filled(_BANNER, writer, SCREEN, inputs, "", names=names, has_english=False)))
