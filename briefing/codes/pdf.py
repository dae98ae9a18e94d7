"""The table of findings, 6xx: PDF and fonts."""

from briefing.codes.model import Code

PDF: tuple[Code, ...] = (
    Code(
        id="BR601",
        name="missing-glyph",
        severity="error",
        what="a character is in no font of the theme",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR602",
        name="foreign-font",
        severity="error",
        what="a page took a font that is not of the theme",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR603",
        name="missing-asset",
        severity="error",
        what="a page names a file that cannot be read",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR604",
        name="refused-address",
        severity="error",
        what="a page asks for an address outside the project",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR605",
        name="rival-font-files",
        severity="error",
        what="two font files share family, weight and style",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR606",
        name="ignored-css",
        severity="warning",
        what="the PDF engine did not understand a declaration",
        why="",
        example="",
        instead="",
    ),
)
