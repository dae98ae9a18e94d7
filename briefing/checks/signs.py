"""Signs that a language does not use: English quotes in Russian, a question mark in Armenian, three dots for one."""

from collections.abc import Iterator

from briefing.catalogs import PlacedText, Wanted
from briefing.diagnostics import Diagnostic, diagnose
from briefing.languages import Language, ends_sentence, wrong_signs
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


def check_end(wanted: Wanted, text: PlacedText, language: Language) -> Iterator[Diagnostic]:
    """Find a sentence without its end: the English has one, the translation neither that nor a wrong sign for it."""
    if not ends_sentence(wanted.msgid) or ends_sentence(text.text):
        return
    ends = language.typesetting.wrong_ends
    if text.text.endswith(tuple(ends)) or "՞" in text.text:  # a question may have its only sign on a word
        return
    end = ends.get(".", ".")
    span = text.span_at(max(0, len(text.text) - 1))
    yield diagnose("BR324", "the sentence has no sign at its end", span, hint=f"type `{end}` after it")
