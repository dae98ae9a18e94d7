"""Pages around the briefs: the index of a website in one language, and the banner over an old edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import TemplateError

from briefing.diagnostics import Diagnostic, Outcome
from briefing.formats import SCREEN
from briefing.inputs import Inputs
from briefing.pages.fonts import read_faces
from briefing.pages.identity import NAMELESS
from briefing.pages.markup import Writer
from briefing.pages.rendering import filled, styles_of, template_finding, with_fonts
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
class Newer:
    """The page of a newer edition in another language: where it is, and the language in its own words."""

    href: str
    tag: str
    name: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the index of a website is rendered from. The rendition, of any brief, gives language and words."""

    rendition: Rendition
    entries: tuple[IndexEntry, ...]
    theme: str


def render_index(index: Index, inputs: Inputs) -> Outcome[str | None]:
    """Render the index of a website; a template that fails is a finding with its place, and gives no page."""
    _, styles = styles_of(inputs, index.theme, SCREEN, "", NAMELESS)
    html = _filled_index(index, inputs, styles)
    if html.value is None:
        return html
    return Outcome(value=with_fonts(html.value, read_faces(inputs, index.theme).value, inputs))


def find_index_faults(index: Index, inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Find what is wrong with the template of the index, without styles and fonts."""
    return _filled_index(index, inputs, "").diagnostics


def _filled_index(index: Index, inputs: Inputs, styles: str) -> Outcome[str | None]:
    base_url = index.rendition.base_url
    names = {"entries": index.entries, "has_feed": True, "site": f"{base_url}/" if base_url else ""}
    return _rendered(INDEX, Writer(rendition=index.rendition), inputs, styles, names)


def render_banner(
    rendition: Rendition,
    *,
    inputs: Inputs,
    old: str,
    latest: str,
    mended: int,
    latest_href: str,
    newer: tuple[Newer, ...] = (),
) -> Outcome[str | None]:
    """Render what stands over the web page of an edition when there is a newer one.

    `newer` are its pages in other languages, where there is none in this one.
    """
    names: dict[str, object] = {"old": old, "latest": latest, "mended": mended, "latest_href": latest_href}
    names["newer"] = newer
    writer = Writer(rendition=rendition)
    return _rendered(_BANNER, writer, inputs, "", names)


def _rendered(
    template: str, writer: Writer, inputs: Inputs, styles: str, names: Mapping[str, object]
) -> Outcome[str | None]:
    try:
        return Outcome(value=filled(template, writer, SCREEN, inputs, styles, names=names, has_english=False))
    except TemplateError as error:
        return Outcome(value=None, diagnostics=(template_finding(error, inputs),))
