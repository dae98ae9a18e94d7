"""Signs that a language does not use: English quotes in Russian, a question mark in Armenian, three dots for one."""

from collections.abc import Iterator

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.languages import Language, wrong_signs
from briefing.placeholders import parse_message


def check_signs(text: PlacedText, language: Language) -> Iterator[Diagnostic]:
    """Find the signs that the data of the language list as wrong; those inside placeholders are grammar."""
    placeholders = parse_message(text.text).placeholders
    for offset, length, instead in wrong_signs(language, text.text):
        if any(p.offset <= offset < p.offset + p.length for p in placeholders):
            continue
        typed = text.text[offset : offset + length]
        message = f"`{typed.strip()}` is not how {language.own_name} writes it"
        yield diagnose("BR322", message, text.span_at(offset, length), hint=f"type `{instead.strip()}`")
