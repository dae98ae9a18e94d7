"""Names of actors typed into a sentence that has a speaker: it is `said_by` that says who speaks, in every language.

A name with a capital is found in any text by another check; here it is also found in small letters and
in forms that the register does not list.
"""

from collections.abc import Iterator
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import NARRATOR, FactBook, typed_names
from briefing.placeholders import blank_quotations, ids_of, instead_of_name

_SENTENCES: Final = ("", "summary")


def check_speakers(
    text: PlacedText, book: FactBook, english: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Find names of actors in the sentence or the summary of a fact that somebody is the speaker of.

    `english` are the ids that the English of a translation names.
    """
    owner, _, part = text.context.partition(":")
    fact = book.file.facts.get(owner)
    if fact is None or fact.said_by == NARRATOR or part not in _SENTENCES:
        return
    language = text.locale.split("-", maxsplit=1)[0]
    words = text.text
    if fact.said_by in ids_of(words):  # what the speaker is quoted with stays word for word
        words = blank_quotations(words)
    for name in typed_names(words, book.all_actors, language):
        message = f"`{name.text}` is typed: the name of `{name.actor}`"
        hint = instead_of_name(name.actor, english)
        if name.actor != fact.said_by and (english is None or {name.actor, fact.said_by} <= english):
            hint = f"type `{{{fact.said_by}}}` where it says who speaks, `{{{name.actor}}}` where that one is meant"
        yield diagnose("BR323", message, text.span_at(name.offset, len(name.text)), hint=hint)
