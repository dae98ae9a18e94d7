"""Placeholders: well formed, and in a translation the same as in the English."""

from collections.abc import Iterator, Sequence

from briefing.catalogs import PlacedText, Wanted
from briefing.diagnostics import Diagnostic, diagnose
from briefing.placeholders import ids_of, parse_message


def check_grammar(text: PlacedText) -> Iterator[Diagnostic]:
    """Find braces that are no placeholder, each at its place."""
    for fault in parse_message(text.text).faults:
        yield diagnose("BR317", fault.why, text.span_at(fault.offset, fault.length), hint=fault.hint)


def check_placeholders(wanted: Wanted, texts: Sequence[PlacedText]) -> Iterator[Diagnostic]:
    """Find placeholders that a translation drops or adds. A plural form may leave out what another form has."""
    asked = ids_of(wanted.msgid) | ids_of(wanted.plural or "")
    given: frozenset[str] = frozenset().union(*(ids_of(text.text) for text in texts))
    for id_ in sorted(asked - given if texts else ()):
        message = f"the translation of `{wanted.name}` leaves out `{{{id_}}}`"
        hint = f"put `{{{id_}}}` where its words belong, in the form the sentence needs"
        yield diagnose("BR313", message, texts[-1].span, hint=hint)
    for text in texts:
        for placeholder in parse_message(text.text).placeholders:
            if placeholder.id not in asked:
                message = f"`{{{placeholder.id}}}` is not in the English of `{wanted.name}`"
                listed = ", ".join(f"`{{{id_}}}`" for id_ in sorted(asked))
                hint = (
                    f"take it out; the English has {listed}" if asked else "take it out; the English has none"
                )
                span = text.span_at(placeholder.offset, placeholder.length)
                yield diagnose("BR313", message, span, hint=hint)
