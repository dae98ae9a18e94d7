"""The table of findings, 4xx: renditions."""

from briefing.codes.model import Code

RENDITIONS: tuple[Code, ...] = (
    Code(
        id="BR401",
        name="unknown-unit",
        severity="error",
        what="a unit has no word in a language",
        why="A number without its unit, or with an English one, cannot be understood on the page.",
        example="unit: persons",
        instead="unit: person        # or give the brief a unit of its own under `units:` and translate it",
    ),
    Code(
        id="BR402",
        name="unknown-reference",
        severity="error",
        what="a placeholder names no fact, place or actor",
        why="The sentence would print with a hole where a number, date or name belongs.",
        example='text: "{dispalced:start} have been displaced."',
        instead='text: "{displaced:start} have been displaced."',
    ),
    Code(
        id="BR403",
        name="unknown-form",
        severity="error",
        what="a placeholder asks for a form that the locale does not offer",
        why="The number, date or name would stand in the wrong case, or in none.",
        example='msgstr "из {nagorno-karabakh:genitive}"',
        instead='msgstr "из {nagorno-karabakh:gen}"',
    ),
    Code(
        id="BR404",
        name="missing-name",
        severity="error",
        what="a place or actor has no name in a locale",
        why="A name in another script stops the reader, and a name chosen by chance takes a side.",
        example="names: {en: Rivertown}",
        instead="names: {en: Rivertown, hy: Գետաքաղաք}",
    ),
    Code(
        id="BR405",
        name="missing-name-form",
        severity="error",
        what="a name lacks the case form that a message asks for",
        why="Names cannot be inflected by rule without mistakes, so a missing form is never guessed.",
        example="names: {ru: {nom: Заречье}}        # a message asks for {river-town:loc}",
        instead="names: {ru: {nom: Заречье, loc: Заречье}}",
    ),
    Code(
        id="BR406",
        name="valueless-reference",
        severity="error",
        what="a placeholder asks a fact for a value or date that it has not",
        why="There is nothing to print in its place.",
        example='text: "{meeting:on,start} officials met."        # `meeting` has no `when`',
        instead='text: "Officials met."',
    ),
    Code(
        id="BR407",
        name="restricted-reference",
        severity="error",
        what="a text names a fact that is not public",
        why="What is kept back for somebody's safety must not reach a page through another sentence.",
        example='text: "The shelter holds {shelter-places}."        # `shelter-places` is restricted',
        instead='text: "There is a shelter."',
    ),
)
