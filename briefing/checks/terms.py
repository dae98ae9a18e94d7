"""Loaded words: those that the terms of a brief replace, drop or want attributed, outside quotation marks.

A word that wants attribution may stand in a text of a speaker's, and in one that names its source by a word under
`called:`. Everywhere else the brief itself would be saying it: a narrator's sentence, a title, a heading, an open
question, the words of templates.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import FactBook, Term, folded
from briefing.placeholders import blank_placeholders, blank_quotations

_SHORTEST_STEM: Final = 4
_SOURCE: Final = "source"
"""The first part of the context of a label of a source, which is the words of the source."""


def check_terms(text: PlacedText, book: FactBook) -> Iterator[Diagnostic]:
    """Find loaded words. A term matches from the beginning of a word, so that inflected forms are found too."""
    for id_, term in book.file.terms.items():
        if term.rule != "allow" and not (term.rule == "attribute" and _is_attributed(text, book)):
            yield from _of_term(id_, term, text, _hint(term, text, book))


def check_template_terms(
    texts: Sequence[PlacedText], book: FactBook, is_own: Callable[[str], bool]
) -> Iterator[Diagnostic]:
    """Find loaded words among the words of templates in one language, which are in nobody's mouth.

    `is_own` tells the files of the project from those of the tool, which are mended in a copy.
    """
    if not texts or not book.file.terms:
        return
    language = _language_of(texts[0])
    all_words = "\n".join(_spoken(text.text, language) for text in texts)
    for id_, term in book.file.terms.items():
        is_used = any(_pattern(word, language).search(all_words) for word in term.words.get(language, ()))
        if term.rule == "allow" or not is_used:
            continue
        for text in texts:
            hint = _template_hint(term, language)
            if not is_own(text.span.file):
                hint = f"put a copy of `{text.span.file}` into the project, and there {hint}"
            yield from _of_term(id_, term, text, hint)


def _of_term(id_: str, term: Term, text: PlacedText, hint: str) -> Iterator[Diagnostic]:
    language = _language_of(text)
    spoken = _spoken(text.text, language)
    for word in term.words.get(language, ()):
        for match in _pattern(word, language).finditer(spoken):
            found = text.text[match.start() : match.end()]
            span = text.span_at(match.start(), len(found))
            message = f"`{found}` is a loaded word (`{id_}`{f': {term.why}' if term.why else ''})"
            yield diagnose("BR318", message, span, hint=hint)


def _is_attributed(text: PlacedText, book: FactBook) -> bool:
    """Whether somebody is named who says it: the speaker of the fact, or one of its sources."""
    owner = text.context.split(":", 1)[0]
    if owner == _SOURCE and text.context != _SOURCE:
        return True
    fact = book.file.facts.get(owner)
    if fact is not None and fact.said_by != "narrator":
        return True
    cited = {citation.source for citation in fact.sources} if fact is not None else set(book.file.sources)
    language = _language_of(text)
    spoken = _spoken(text.text, language)
    return any(
        _pattern(word, language).search(spoken)
        for id_, source in book.file.sources.items()
        if id_ in cited
        for word in source.called.get(language, ())
    )


def _hint(term: Term, text: PlacedText, book: FactBook) -> str:
    language = _language_of(text)
    if term.rule != "attribute":
        return _template_hint(term, language)
    words = [word for source in book.file.sources.values() for word in source.called.get(language, ())]
    named = (
        f"name the source (`{words[0]}`)"
        if words
        else f"name a source that has `called: {{{language}: […]}}`"
    )
    is_fact = text.context.split(":", 1)[0] in book.file.facts
    return f"say who uses the word: {named}{', or give the fact `said_by:`' if is_fact else ''}"


def _template_hint(term: Term, language: str) -> str:
    use = term.use.get(language)
    if term.rule == "substitute" and use is not None:
        return f"write `{use}`"
    return "leave it out"


def _language_of(text: PlacedText) -> str:
    return text.locale.split("-", maxsplit=1)[0]


@lru_cache(maxsize=2048)
def _spoken(text: str, language: str) -> str:
    """Fold a text, its placeholders and what it quotes blanked. Words of templates are the same for every brief."""
    words = blank_placeholders(text)
    return folded(blank_quotations(words), language)


@lru_cache(maxsize=2048)
def _pattern(word: str, language: str) -> re.Pattern[str]:
    """Match a word, folded, and its inflections. A very short one stands alone: hy `իբր` is not `իբրև`."""
    words = r"\s+".join(re.escape(part) for part in folded(word, language).split())
    return re.compile(rf"\b{words}" + (r"\b" if len(word) < _SHORTEST_STEM else ""))
