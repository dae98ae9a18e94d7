"""Message and Catalog: translations of one locale and domain, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefing.diagnostics import Span

MessageKey = tuple[str, str]
State = Literal["translated", "missing", "fuzzy", "stale"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An entry of a PO file. `context` is "" when there is no msgctxt; `plural` None when there is one form.

    `translations` has one text per plural form ("" where empty). `previous` is the msgid that was translated
    (`#| msgid`). `span` is the entry's first line, `text_spans` the msgstr of each form.
    """

    msgid: str
    context: str = ""
    plural: str | None = None
    translations: tuple[str, ...] = ("",)
    is_fuzzy: bool = False
    previous: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    span: Span
    text_spans: tuple[Span, ...] = ()

    @property
    def key(self) -> MessageKey:
        """Context and msgid: what makes a message one of its kind."""
        return (self.context, self.msgid)

    @property
    def is_translated(self) -> bool:
        """Whether every form has text and a translator stands behind it."""
        return all(self.translations) and not self.is_fuzzy


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All messages of one PO file, by key, in file order, with the obsolete ones apart."""

    locale: str
    domain: str
    name: str
    messages: Mapping[MessageKey, Message]
    obsolete: tuple[Message, ...] = ()
    header_span: Span
    language_header: str = ""
    plural_header: str = ""

    def in_context(self, context: str) -> tuple[Message, ...]:
        """Give the messages of one msgctxt: normally one; after a rewording, the old one."""
        return tuple(m for m in self.messages.values() if m.context == context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message that facts or templates ask for: the POT entry, with where it is asked for.

    `domain` is the brief's id, or `templates`. `note` is the extracted comment for the translator.
    """

    domain: str
    msgid: str
    context: str = ""
    plural: str | None = None
    note: str = ""
    span: Span

    @property
    def key(self) -> MessageKey:
        """Context and msgid, as in `Message.key`."""
        return (self.context, self.msgid)
