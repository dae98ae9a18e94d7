"""The table of findings, 6xx: PDF and fonts."""

from briefing.codes.model import Code

PDF: tuple[Code, ...] = (
    Code(
        id="BR601",
        name="missing-glyph",
        severity="error",
        what="a character is in no font of the theme",
        why="The reader would see an empty box in place of the character.",
        example="text: The price is ₾.    # no font of the theme has it",
        instead="text: The price is in lari.",
    ),
    Code(
        id="BR602",
        name="foreign-font",
        severity="error",
        what="a stylesheet asks for a font, or a page took one, that is not of the theme",
        why="The page would look different on every machine, and letters could be missing on some.",
        example="h1 { font-family: Georgia }",
        instead='h1 { font-family: "Briefing Serif" }',
    ),
    Code(
        id="BR603",
        name="missing-asset",
        severity="error",
        what="a page names a file that cannot be read",
        why="A picture or a font would be missing from the page.",
        example="background: url(briefing:///templates/logo.svg)    /* no such file */",
        instead="the file put there, or the line taken out",
    ),
    Code(
        id="BR604",
        name="refused-address",
        severity="error",
        what="a page asks for an address outside the project",
        why="The page could send for a file on the network, and so tell others who builds what and when.",
        example="background: url(https://example.org/logo.svg)",
        instead="background: url(briefing:///templates/logo.svg)",
    ),
    Code(
        id="BR605",
        name="rival-font-files",
        severity="error",
        what="two font files share family, weight and style",
        why="Which of the two files is used would be chance.",
        example="[[face]]    # twice with family, weight and style alike",
        instead="[[face]]    # once",
    ),
    Code(
        id="BR606",
        name="ignored-css",
        severity="warning",
        what="the PDF engine did not understand a declaration",
        why="The page looks otherwise than the stylesheet says.",
        example="colour: black",
        instead="color: black",
    ),
)
