"""Formats: the kinds of finished file, one entry each, and the `Output` that is asked for.

Hands on names only, so that every room may know them. What makes the bytes of a format is in `outputs`, what reads them
back in `readback`; both name every format, or mypy names what is missing.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

Format = Literal["html", "pdf", "text"]

SCREEN: Final = "screen"
"""The layout of the page that formats without paper are made of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatTraits:
    """What is true of a format: how its files end, and whether it has one for each layout of paper.

    A format without paper is made of the page for the screen. A usual one is built where nothing else is asked for.
    A marked one tells machines which values are those of facts; one without pictures has only their words.
    """

    suffix: str
    is_paged: bool = False
    is_usual: bool = False
    is_marked: bool = False
    has_pictures: bool = True


FORMATS: Final[Mapping[Format, FormatTraits]] = {
    "html": FormatTraits(suffix=".html", is_usual=True, is_marked=True),
    "pdf": FormatTraits(suffix=".pdf", is_paged=True, is_usual=True),
    "text": FormatTraits(suffix=".txt", has_pictures=False),
}
USUAL_FORMATS: Final = tuple(name for name, traits in FORMATS.items() if traits.is_usual)
SUFFIXES: Final[Mapping[str, Format]] = {traits.suffix: name for name, traits in FORMATS.items()}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Output:
    """A finished file of a brief in a locale: its format, and on paper its layout and ink."""

    layout: str = ""
    ink: str = ""
    format: Format

    @property
    def traits(self) -> FormatTraits:
        """What is true of its format."""
        return FORMATS[self.format]

    @property
    def is_paged(self) -> bool:
        """Whether it has sheets."""
        return self.traits.is_paged

    @property
    def page_layout(self) -> str:
        """The layout of the page that it is made of."""
        return self.layout if self.is_paged else SCREEN

    @property
    def label(self) -> str:
        """What people call it: `html`, or `pdf a4`."""
        return " ".join(filter(None, (self.format, self.layout, self.ink)))

    def file_name(self, brief: str, locale: str) -> str:
        """Give the plain name of its file."""
        paper = "-".join(filter(None, (self.layout, f"{self.ink}-ink" if self.ink else "")))
        return ".".join(filter(None, (brief, locale, paper))) + self.traits.suffix


def outputs_of(formats: Collection[Format], layouts: Collection[str], ink: str = "") -> tuple[Output, ...]:
    """Give all outputs of some formats: of each that is paged, one for each layout."""
    return tuple(
        output
        for name, traits in FORMATS.items()
        if name in formats
        for output in (
            [Output(format=name, layout=layout, ink=ink) for layout in layouts]
            if traits.is_paged
            else [Output(format=name)]
        )
    )


def format_of_name(name: str) -> Format | None:
    """Give the format of a file by how its name ends; None for any other file."""
    return next((found for suffix, found in SUFFIXES.items() if name.endswith(suffix)), None)


def has_paper(formats: Collection[Format]) -> bool:
    """Whether one of some formats is paged, so that the engine of PDFs is needed."""
    return any(FORMATS[name].is_paged for name in formats)
