"""Loaded words: those that the terms of a brief replace, drop or want attributed, outside quotation marks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.facts import FactBook, Term
from briefing.placeholders import blank_placeholders

_QUOTED: Final = re.compile('"[^"]*"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]')

_DOTTED: Final = {ord("I"): "ı", ord("İ"): "i"}
_SHORTEST_STEM: Final = 4


def check_terms(text: PlacedText, book: FactBook) -> Iterator[Diagnostic]:
    """Find loaded words. A term matches from the beginning of a word, so that inflected forms are found too."""
    language = text.locale.split("-", maxsplit=1)[0]
    words = blank_placeholders(text.text)
    spoken = _folded(_QUOTED.sub(lambda quoted: " " * len(quoted[0]), words), language)
    for id_, term in book.file.terms.items():
        if term.rule == "allow" or (term.rule == "attribute" and not _is_bare(text, book)):
            continue
        for word in term.words.get(language, ()):
            for match in _pattern(word, language).finditer(spoken):
                found = text.text[match.start() : match.end()]
                span = text.span_at(match.start(), len(found))
                message = f"`{found}` is a loaded word (`{id_}`{f': {term.why}' if term.why else ''})"
                yield diagnose("BR318", message, span, hint=_hint(term, language))


def _is_bare(text: PlacedText, book: FactBook) -> bool:
    """Whether a text says something as the narrator's own and as confirmed: nobody is named as its speaker."""
    fact = book.file.facts.get(text.context.split(":", 1)[0])
    return fact is not None and fact.said_by == "narrator" and fact.certainty == "confirmed"


def _hint(term: Term, language: str) -> str:
    if term.rule == "attribute":
        return "say who uses the word: give the fact `said_by:`"
    use = term.use.get(language)
    if term.rule == "substitute" and use is not None:
        return f"write `{use}`"
    return "leave it out"


def _folded(text: str, language: str) -> str:
    """Fold the case letter for letter, so that every place stays: `İ` is two letters when folded, `և` too."""
    if language == "az":
        text = text.translate(_DOTTED)
    folded = (letter.casefold() for letter in text)
    return "".join(f if len(f) == 1 else letter for f, letter in zip(folded, text, strict=True))


@lru_cache(maxsize=2048)
def _pattern(word: str, language: str) -> re.Pattern[str]:
    """Match a word, folded, and its inflections. A very short one stands alone: hy `իբր` is not `իբրև`."""
    words = r"\s+".join(re.escape(part) for part in _folded(word, language).split())
    return re.compile(rf"\b{words}" + (r"\b" if len(word) < _SHORTEST_STEM else ""))
