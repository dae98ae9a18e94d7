"""Message and Catalog: translations of one locale and domain, each character with its place."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from briefing.diagnostics import Span

MessageKey = tuple[str, str]
State = Literal["translated", "missing", "fuzzy", "stale"]

TEMPLATES: Final = "templates"
"""The domain of the words of templates. Only there may several messages share a context."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """From this offset of a text on, its characters stand one for one in the file at this line and column."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text for checks: where it stands, character by character where `marks` know it, and whose it is.

    `locale` is a short locale; English texts of the fact file have `en`. `context` is that of the message.
    """

    text: str
    span: Span
    marks: tuple[Mark, ...] = ()
    locale: str = "en"
    context: str = ""

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Give the place of some characters of the text; the whole text where that is all that is known."""
        index = bisect_right(self.marks, offset, key=lambda mark: mark.offset) - 1
        if index < 0:
            return self.span
        mark = self.marks[index]
        following = self.marks[index + 1].offset if index + 1 < len(self.marks) else len(self.text)
        column = mark.column + offset - mark.offset
        end = column + max(1, min(length, following - offset))
        return Span(file=self.span.file, line=mark.line, column=column, end_line=mark.line, end_column=end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An entry of a PO file. `context` is "" when there is no msgctxt; `plural` None when there is one form.

    `translations` has one text per plural form ("" where empty). `previous` is the msgid that was translated
    (`#| msgid`). `span` is the entry's first line, `msgid_span` and `text_spans` the quoted msgid and msgstr
    of each form; `text_marks` the places of their characters; `written` the lines of the whole entry. Two messages
    that say the same are equal wherever they stand and however they are wrapped.
    """

    msgid: str
    context: str = ""
    plural: str | None = None
    translations: tuple[str, ...] = ("",)
    is_fuzzy: bool = False
    previous: str | None = None
    previous_plural: str | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    span: Span = field(compare=False)
    msgid_span: Span | None = field(default=None, compare=False)
    text_spans: tuple[Span, ...] = field(default=(), compare=False)
    text_marks: tuple[tuple[Mark, ...], ...] = field(default=(), compare=False)
    written: str = field(default="", compare=False)

    @property
    def key(self) -> MessageKey:
        """Context and msgid: what makes a message one of its kind."""
        return (self.context, self.msgid)

    @property
    def is_translated(self) -> bool:
        """Whether every form has text and a translator stands behind it."""
        return all(self.translations) and not self.is_fuzzy

    @property
    def name(self) -> str:
        """What findings call the message: its context, or its English."""
        return self.context or self.msgid

    def placed(self, locale: str) -> tuple[PlacedText, ...]:
        """Give the translations that have text, with their places."""
        found = []
        for index, text in enumerate(self.translations):
            span = self.text_spans[index] if index < len(self.text_spans) else self.span
            marks = self.text_marks[index] if index < len(self.text_marks) else ()
            if text:
                found.append(
                    PlacedText(text=text, span=span, marks=marks, locale=locale, context=self.context)
                )
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All messages of one PO file, by key, in file order, with the obsolete ones apart.

    `headers` are the fields of the header as the file has them; `comments` the translators' comments above it;
    `written_header` its lines.
    """

    locale: str
    domain: str
    name: str
    messages: Mapping[MessageKey, Message]
    obsolete: tuple[Message, ...] = ()
    header_span: Span = field(compare=False)
    headers: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    written_header: str = field(default="", compare=False)

    def says_the_same_as(self, other: "Catalog") -> bool:
        """Whether two catalogues hold the same entries in the same order, however their lines are wrapped."""
        return self == other and list(self.messages) == list(other.messages)

    def in_context(self, context: str) -> tuple[Message, ...]:
        """Give the messages of one msgctxt: normally one; after a rewording, the old one."""
        return tuple(m for m in self.messages.values() if m.context == context)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A message that facts or templates ask for: the POT entry, with where it is asked for.

    `domain` is the brief's id, or `templates`. `note` is the extracted comment for the translator; `places`
    are all files that ask for it, when there are several. `plural_span` is where the plural stands, if elsewhere.
    """

    domain: str
    msgid: str
    context: str = ""
    plural: str | None = None
    note: str = ""
    span: Span
    plural_span: Span | None = None
    places: tuple[str, ...] = ()

    @property
    def key(self) -> MessageKey:
        """Context and msgid, as in `Message.key`."""
        return (self.context, self.msgid)

    @property
    def name(self) -> str:
        """What findings call the message: its context, or its English."""
        return self.context or self.msgid

    @property
    def has_id(self) -> bool:
        """Whether the context alone says which message it is, however its English changes."""
        return bool(self.context) and self.domain != TEMPLATES

    def placed(self) -> tuple[PlacedText, ...]:
        """Give the English text, or both forms of it, with the places."""
        marks = marks_of(self.msgid, self.span)
        one = PlacedText(text=self.msgid, span=self.span, marks=marks, context=self.context)
        if self.plural is None:
            return (one,)
        if self.plural_span is None:
            return (one, PlacedText(text=self.plural, span=self.span, context=self.context))
        marks = marks_of(self.plural, self.plural_span)
        return (one, PlacedText(text=self.plural, span=self.plural_span, marks=marks, context=self.context))


def marks_of(text: str, span: Span) -> tuple[Mark, ...]:
    """Place the characters of a scalar that stands on one line as it reads, quoted or not; else none."""
    width = span.end_column - span.column
    if span.line != span.end_line or width not in (len(text), len(text) + 2):
        return ()
    return (Mark(offset=0, line=span.line, column=span.column + (width - len(text)) // 2),)
