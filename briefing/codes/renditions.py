"""The table of findings, 4xx: renditions."""

from briefing.codes.model import Code

RENDITIONS: tuple[Code, ...] = (
    Code(
        id="BR401",
        name="unknown-unit",
        severity="error",
        what="a unit has no word in a language",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR402",
        name="unknown-reference",
        severity="error",
        what="a placeholder names no fact, place or actor",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR403",
        name="unknown-form",
        severity="error",
        what="a placeholder asks for a form that the locale does not offer",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR404",
        name="missing-name",
        severity="error",
        what="a place or actor has no name in a locale",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR405",
        name="missing-name-form",
        severity="error",
        what="a name lacks the case form that a message asks for",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR406",
        name="valueless-reference",
        severity="error",
        what="a placeholder asks a fact for a value or date that it has not",
        why="",
        example="",
        instead="",
    ),
    Code(
        id="BR407",
        name="restricted-reference",
        severity="error",
        what="a text names a fact that is not public",
        why="",
        example="",
        instead="",
    ),
)
