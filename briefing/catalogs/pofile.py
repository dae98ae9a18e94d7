"""Catalog from a PO file, with the place of everything in it; and the findings of the file and its header."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from briefing.catalogs.entries import Entry, scan_entries
from briefing.catalogs.headers import minimal_headers
from briefing.catalogs.model import Catalog, Message, MessageKey, PlacedText
from briefing.catalogs.plurals import is_same_rule
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, Inputs


def catalog_name(locale: str, domain: str) -> str:
    """Give the name of the PO file of a locale and domain."""
    return f"locales/{locale}/LC_MESSAGES/{domain}.po"


def empty_catalog(locale: str, domain: str) -> Catalog:
    """Give a catalogue without messages, for a file that is not there yet."""
    name = catalog_name(locale, domain)
    return Catalog(
        locale=locale,
        domain=domain,
        name=name,
        messages={},
        header_span=Span(file=name),
        headers=minimal_headers(domain, locale.replace("-", "_")),
    )


def read_catalog(
    inputs: Inputs, locale: str, domain: str, *, expected_plurals: str | None = None
) -> Outcome[Catalog | None]:
    """Read the PO file of a locale and domain; None when it is not there or not text.

    A file with faults gives what could be read of it: who writes it back must look at the findings first, or
    the rest is lost. `expected_plurals` is the Plural-Forms header of the language.
    """
    found = inputs.read(catalog_name(locale, domain))
    if found.value is None:
        return Outcome(value=None, diagnostics=found.diagnostics)
    return _of_file(found.value, locale, domain, expected_plurals)


def catalog_of(data: bytes, locale: str, domain: str) -> Catalog | None:
    """Give the catalogue in the bytes of a PO file that was kept; None where it has faults or is no text."""
    name = catalog_name(locale, domain)
    try:
        data.decode()
    except UnicodeDecodeError:
        return None
    file = InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())
    read = _of_file(file, locale, domain, None)
    return read.value if not read.has_errors else None


@lru_cache(maxsize=64)
def _of_file(
    file: InputFile, locale: str, domain: str, expected_plurals: str | None
) -> Outcome[Catalog | None]:
    """Give what a PO file holds, once for each content: a process that stays meets the same again on every save."""
    entries, faults = scan_entries(file)
    read = _read_entries(entries, file)
    header = _Header.of(read.header, file)
    catalog = Catalog(
        locale=locale,
        domain=domain,
        name=file.name,
        messages=read.messages,
        obsolete=read.obsolete,
        header_span=header.placed.span,
        headers=header.fields,
        comments=read.header.comments if read.header else (),
        written_header=read.header.written if read.header else "",
    )
    findings = (*faults, *read.findings, *_header_faults(header, locale, expected_plurals))
    return Outcome(value=catalog, diagnostics=findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    header: Message | None
    messages: Mapping[MessageKey, Message]
    obsolete: tuple[Message, ...]
    findings: tuple[Diagnostic, ...]


def _read_entries(entries: tuple[Entry, ...], file: InputFile) -> _Read:
    """Sort entries into header, messages and obsolete ones. Of two with one key the first counts."""
    header: Message | None = None
    messages: dict[MessageKey, Message] = {}
    obsolete: list[Message] = []
    findings: list[Diagnostic] = []
    for entry in entries:
        message = _message_of(entry, file)
        if entry.is_obsolete:
            obsolete.append(message)
        elif message.key in messages or (message.key == ("", "") and header is not None):
            first = header if message.key == ("", "") else messages[message.key]
            findings.append(_duplicate(message, first))
        elif message.key == ("", ""):
            header = message
        else:
            messages[message.key] = message
    return _Read(header=header, messages=messages, obsolete=tuple(obsolete), findings=tuple(findings))


def _message_of(entry: Entry, file: InputFile) -> Message:
    texts = {name: text.text for name, text in entry.texts.items()}
    previous = {name: text.text for name, text in entry.previous.items()}
    strings = [entry.strings[index] for index in sorted(entry.strings)]
    return Message(
        msgid=texts["msgid"],
        context=texts.get("msgctxt", ""),
        plural=texts.get("msgid_plural"),
        translations=tuple(s.text for s in strings) or ("",),
        is_fuzzy="fuzzy" in entry.flags,
        previous=previous.get("msgid"),
        previous_plural=previous.get("msgid_plural"),
        comments=tuple(entry.comments),
        extracted=tuple(entry.extracted),
        places=tuple(entry.places),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        written="\n".join(file.lines[entry.first_line - 1 : entry.last_line]),
        span=file_line(file, entry.line),
        msgid_span=entry.texts["msgid"].span,
        text_spans=tuple(s.span for s in strings),
        text_marks=tuple(tuple(s.marks) for s in strings),
    )


def file_line(file: InputFile, line: int) -> Span:
    """Give the span of a whole line, without the space around it."""
    text = file.lines[line - 1]
    begin = len(text) - len(text.lstrip()) + 1
    return Span(file=file.name, line=line, column=begin, end_line=line, end_column=len(text.rstrip()) + 1)


def _duplicate(message: Message, first: Message | None) -> Diagnostic:
    name = f"`{message.name}`" if message.name else "the header"
    note = f"it stands first in line {first.span.line}" if first else None
    hint = "delete one of the two entries"
    return diagnose(
        "BR303", f"{name} stands twice in the catalogue", message.msgid_span, hint=hint, note=note
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Header:
    """The header entry: its text with its place, and its fields."""

    placed: PlacedText
    fields: Mapping[str, str]

    @classmethod
    def of(cls, message: Message | None, file: InputFile) -> "_Header":
        if message is None:
            return cls(placed=PlacedText(text="", span=file_line(file, 1)), fields={})
        placed = next(iter(message.placed("")), PlacedText(text="", span=message.span))
        pairs = (line.partition(":") for line in placed.text.split("\n") if ":" in line)
        return cls(placed=placed, fields={key.strip(): value.strip() for key, _, value in pairs})

    def span_of(self, field: str) -> Span:
        """Give the place of a field, or of the header when it has no such field."""
        for found in re.finditer(r"[^\n]+", self.placed.text):
            if found[0].partition(":")[0].strip() == field:
                return self.placed.span_at(found.start(), len(found[0]))
        return self.placed.span


def _header_faults(header: _Header, locale: str, expected_plurals: str | None) -> Iterator[Diagnostic]:
    yield from _language_faults(header, locale)
    found = header.fields.get("Plural-Forms", "")
    if expected_plurals is not None and not is_same_rule(found, expected_plurals):
        message = (
            "`Plural-Forms` is not the rule of the language" if found else "the header has no `Plural-Forms`"
        )
        hint = f'write `"Plural-Forms: {expected_plurals}\\n"`'
        yield diagnose("BR302", message, header.span_of("Plural-Forms"), hint=hint)
    charset = re.search(r"charset=([^\s;]+)", header.fields.get("Content-Type", ""), re.IGNORECASE)
    if charset and charset[1].upper() not in ("UTF-8", "UTF8", "ASCII", "US-ASCII", "CHARSET"):
        message = f"the header says the file is in `{charset[1]}`, and it is in UTF-8"
        hint = 'write `"Content-Type: text/plain; charset=UTF-8\\n"`'
        yield diagnose("BR301", message, header.span_of("Content-Type"), hint=hint)


def _language_faults(header: _Header, locale: str) -> Iterator[Diagnostic]:
    found = header.fields.get("Language", "")
    language = re.split(r"[-_@.]", found, maxsplit=1)[0].lower()
    if language != locale.split("-", maxsplit=1)[0].lower():
        said = (
            f"`Language` is `{found}`, and the folder `{locale}`" if found else "the header has no `Language`"
        )
        hint = f'write `"Language: {locale.replace("-", "_")}\\n"`'
        yield diagnose("BR305", said, header.span_of("Language"), hint=hint)
