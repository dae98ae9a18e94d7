"""Which messages of a catalogue may be printed: missing, stale, fuzzy, obsolete, and plurals cut short."""

from collections.abc import Iterator

from briefing.catalogs import Catalog, Message, Wanted, catalog_name, translation_of
from briefing.diagnostics import Diagnostic, Span, diagnose


def check_messages(
    wanted: tuple[Wanted, ...], catalog: Catalog | None, *, locale: str, domain: str, forms: int
) -> Iterator[Diagnostic]:
    """Find messages without a translation that may be printed, and translations that nothing asks for.

    `forms` is how many plural forms the language has.
    """
    if catalog is None:
        name = catalog_name(locale, domain)
        message = f"there is no catalogue `{name}`"
        hint = f"make it with `briefing messages update --lang {locale}`, then translate it"
        yield diagnose("BR304", message, Span(file=name), hint=hint)
        return
    for one in wanted:
        yield from _of_wanted(one, catalog, forms)
    asked, contexts = {one.key for one in wanted}, {one.context for one in wanted if one.has_id}
    for entry in catalog.messages.values():
        if entry.key not in asked and entry.context not in contexts:
            message = f"nothing asks for the message `{entry.name}`"
            hint = f"take it out with `briefing messages update --lang {locale}`"
            yield diagnose("BR312", message, entry.msgid_span or entry.span, hint=hint)


def _of_wanted(wanted: Wanted, catalog: Catalog, forms: int) -> Iterator[Diagnostic]:
    found = translation_of(catalog, wanted)
    entry = found.message
    match found.state:
        case "missing" if entry is None:
            note = f"it is asked for at {wanted.span.file}:{wanted.span.line}"
            message = f"`{wanted.name}` is not in the catalogue"
            hint = f"run `briefing messages update --lang {catalog.locale}`, then translate it"
            yield diagnose("BR310", message, Span(file=catalog.name), hint=hint, note=note)
        case "missing":
            assert entry is not None
            hint = "translate it; until then `--allow-untranslated` prints the English, marked as such"
            yield diagnose("BR310", f"`{wanted.name}` has no translation", _empty(entry), hint=hint)
        case "stale":
            assert entry is not None
            message = f"translation of `{wanted.name}` is older than its English"
            hint = "translate again, then delete the `#, fuzzy` line"
            if not entry.is_fuzzy:
                hint = f"run `briefing messages update --lang {catalog.locale}`, then {hint}"
            yield diagnose(
                "BR311", message, _english(entry), hint=hint, note=f"the English now reads “{wanted.msgid}”"
            )
        case "fuzzy":
            assert entry is not None
            message = f"translation of `{wanted.name}` is marked fuzzy"
            hint = "read it against the English, mend it, then delete the `#, fuzzy` line"
            yield diagnose("BR315", message, _english(entry), hint=hint)
        case "translated":
            assert entry is not None
            yield from _of_plural(wanted, entry, forms)


def _of_plural(wanted: Wanted, entry: Message, forms: int) -> Iterator[Diagnostic]:
    if wanted.plural is not None and len(entry.translations) != forms:
        message = f"`{wanted.name}` has {len(entry.translations)} plural forms, the language has {forms}"
        hint = f"give `msgstr[0]` to `msgstr[{forms - 1}]`"
        yield diagnose("BR314", message, _english(entry), hint=hint)


def _english(entry: Message) -> Span:
    return entry.msgid_span or entry.span


def _empty(entry: Message) -> Span:
    """Give the place of the first form without text."""
    spans = zip(entry.translations, entry.text_spans, strict=False)
    return next((span for text, span in spans if not text), _english(entry))
