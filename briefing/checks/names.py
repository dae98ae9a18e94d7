"""Names typed into a text: places and bodies are named through the register, so that one policy reaches them all."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import FactBook, forms_of
from briefing.placeholders import blank_quotations, instead_of_name, parse_message


def check_names(
    text: PlacedText, book: FactBook, english: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Find names, in any of their forms, and variants of places that stand in a text as typed, outside quotations.

    `english` are the ids that the English of a translation names.
    """
    language = text.locale.split("-", maxsplit=1)[0]
    forms = _forms(book, language)
    if not forms:
        return
    spoken = blank_quotations(text.text)
    for placeholder in parse_message(text.text).placeholders:
        end = placeholder.offset + placeholder.length
        spoken = f"{spoken[: placeholder.offset]}{' ' * placeholder.length}{spoken[end:]}"
    for match in _pattern(tuple(forms)).finditer(spoken):
        id_, is_variant = forms[match[1]]
        kind = "a variant of" if is_variant else "the name of"
        message = f"`{match[1]}` is typed: {kind} `{id_}`"
        hint = instead_of_name(id_, english)
        yield diagnose("BR323", message, text.span_at(match.start(1), len(match[1])), hint=hint)


def _forms(book: FactBook, language: str) -> Mapping[str, tuple[str, bool]]:
    """Give every registered form of a name by its text: whose it is, and whether it is a variant."""
    found: dict[str, tuple[str, bool]] = {}
    for id_, place in book.all_places.items():
        for variant in place.variants.get(language, ()):
            found[variant] = (id_, True)
    for holders in (book.all_places, book.all_actors):
        for id_, holder in holders.items():
            for form in forms_of(holder.names, language):
                if form[:1].isupper():
                    found[form] = (id_, False)
    return found


@lru_cache(maxsize=64)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])")
