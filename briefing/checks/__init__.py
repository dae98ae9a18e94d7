"""Checks: what is wrong with texts and pages that could be rendered all the same. Each check is a file.

A check takes what it looks at and gives findings; it changes nothing and knows no other check.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from briefing.catalogs import TEMPLATES, Catalog, PlacedText, Wanted
from briefing.checks.blank import check_blank
from briefing.checks.digits import check_digits
from briefing.checks.glyphs import check_glyphs
from briefing.checks.letters import check_letters, check_letters_of_file
from briefing.checks.markup import check_markup
from briefing.checks.messages import check_messages
from briefing.checks.names import check_names
from briefing.checks.placeholders import check_grammar, check_placeholders
from briefing.checks.signs import check_end, check_signs
from briefing.checks.spaces import check_spaces
from briefing.checks.speakers import check_speakers
from briefing.checks.terms import check_template_terms, check_terms
from briefing.diagnostics import Diagnostic
from briefing.facts import FactBook
from briefing.inputs import Inputs
from briefing.languages import Language
from briefing.pages import Page
from briefing.placeholders import ids_of


def check_english(book: FactBook, wanted: tuple[Wanted, ...], language: Language) -> tuple[Diagnostic, ...]:
    """Check the English texts of a brief, as they stand in the fact file."""
    texts = chain.from_iterable(message.placed() for message in wanted)
    found = chain.from_iterable(_of_text(text, book, language) for text in texts)
    return (*found, *check_letters_of_file(book))


def check_translations(
    book: FactBook, wanted: tuple[Wanted, ...], catalog: Catalog | None, *, language: Language, locale: str
) -> tuple[Diagnostic, ...]:
    """Check a catalogue against the messages that are wanted of it; `locale` is the short one of its folder."""
    domain = wanted[0].domain if wanted else TEMPLATES
    findings = list(
        check_messages(wanted, catalog, locale=locale, domain=domain, forms=language.plural_count)
    )
    if domain == TEMPLATES:  # their English stands in no fact file, where `check_english` would see it
        words = chain.from_iterable(message.placed() for message in wanted)
        findings += chain.from_iterable(_of_writing(text, None) for text in words)
    for message in wanted:
        found = catalog.messages.get(message.key) if catalog is not None else None
        if found is not None:
            texts = found.placed(locale)
            findings += check_placeholders(message, texts)
            english = ids_of(message.msgid) | ids_of(message.plural or "")
            for text in texts:
                findings += _of_text(text, book if domain != TEMPLATES else None, language, english)
                findings += check_end(message, text, language)
    return tuple(findings)


def check_words(
    book: FactBook,
    words: tuple[Wanted, ...],
    catalog: Catalog | None,
    locale: str,
    is_own: Callable[[str], bool],
) -> tuple[Diagnostic, ...]:
    """Check the words of templates against the terms of a brief, in English or as a catalogue has them."""
    if catalog is None:
        texts = chain.from_iterable(message.placed() for message in words)
    else:
        found = (catalog.messages.get(message.key) for message in words)
        texts = chain.from_iterable(message.placed(locale) for message in found if message is not None)
    return tuple(check_template_terms(tuple(texts), book, is_own))


def check_page(page: Page, inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Check a finished page: it has words, and every character of it has a shape in the fonts of the theme."""
    return (*check_blank(page), *check_glyphs(page, inputs))


def _of_text(
    text: PlacedText, book: FactBook | None, language: Language, english: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Check one text. `book` is None for the words of templates, which belong to no brief.

    `english` are the ids that the English of a translation names: it may name no others.
    """
    yield from _of_writing(text, book, english)
    yield from check_signs(text, language)
    if book is not None:
        names = tuple(check_names(text, book, english))
        yield from names
        spoken = check_speakers(text, book, english)
        yield from (d for d in spoken if d.span not in {name.span for name in names})
        yield from check_terms(text, book)


def _of_writing(
    text: PlacedText, book: FactBook | None, english: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Check what is wrong in any language."""
    yield from check_grammar(text)
    yield from check_digits(text, book, english)
    yield from check_markup(text)
    yield from check_spaces(text)
    yield from check_letters(text)


__all__ = ["check_english", "check_page", "check_translations", "check_words"]
