"""Entry: what stands in a PO file, each text with the place of every character.

A reader of our own: gettext's and Babel's tell the line of an entry at most, forgive what they do not
understand, and lose what was the English before (`#|`). Faulty lines are found and the rest is still read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from briefing.catalogs.model import Mark
from briefing.characters import Hidden, hidden_characters
from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.inputs import InputFile, character_findings, forbidden

MAX_TEXT: Final = 10_000
"""The most characters of one text; the longest fact has 2,000."""
MAX_FAULTS: Final = 50
"""After so many faults a file is no PO file, and the rest of it is left unread."""

MAX_ENTRIES: Final = 10_000
"""The most messages of a file; the longest brief has some hundreds."""

ESCAPES: Final = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    '"': '"',
    "\\": "\\",
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "v": "\v",
}

_SPACE: Final = " \t\f\v"
_KEYWORD: Final = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[([0-9]{1,3})\])?)(?=[\s\"]|$)[ \t]*")
_STRING: Final = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPE: Final = re.compile(r"\\(.)")
_REFERENCE: Final = re.compile("\u2068([^\u2069]*)\u2069|(\\S+)")
_KINDS: Final = "write `msgctxt`, `msgid` or `msgstr` and a text in quotes, or begin the line with `#`"


@dataclass(slots=True, kw_only=True)
class PlacedString:
    """A quoted text as it grows line by line: its characters, their marks, and the span of its first line."""

    span: Span
    marks: list[Mark] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def add(self, text: str, line: int, column: int) -> None:
        """Append characters that stand one for one at a place."""
        if text:
            self.marks.append(Mark(offset=self.length, line=line, column=column))
            self.pieces.append(text)
            self.length += len(text)


@dataclass(slots=True, kw_only=True)
class Entry:
    """An entry as it stands in the file, whole or not, from the first line of its comments to its last."""

    line: int
    first_line: int
    last_line: int
    is_obsolete: bool = False
    comments: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    previous: dict[str, PlacedString] = field(default_factory=dict)
    texts: dict[str, PlacedString] = field(default_factory=dict)
    strings: dict[int, PlacedString] = field(default_factory=dict)


def scan_entries(file: InputFile) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
    """Read the entries of a PO file and the faults of its lines. It never raises, whatever the text."""
    scanner = _Scanner(file=file)
    for number, line in enumerate(file.lines, start=1):
        scanner.take_line(number, line)
        if len(scanner.faults) >= MAX_FAULTS or scanner.is_full(number, line):
            break
    scanner.finish()
    hidden = islice(character_findings(file, is_allowed=_is_isolate_of_reference), MAX_FAULTS)
    return tuple(scanner.entries), (*hidden, *scanner.faults)


def _is_isolate_of_reference(line: str, hidden: Hidden) -> bool:
    """Whether a character sets off a file name with a space in it, as gettext does in references."""
    return line.lstrip(_SPACE).startswith("#:") and line[hidden.offset] in "\u2068\u2069"


@dataclass(slots=True, kw_only=True)
class _Scanner:
    """Walks over the lines with the entry and the text that are open."""

    file: InputFile
    entries: list[Entry] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    entry: Entry | None = None
    open: PlacedString | None = None

    def take_line(self, number: int, line: str) -> None:
        body = line.strip(_SPACE)
        column = len(line) - len(line.lstrip(_SPACE)) + 1
        if not body:
            return
        if not body.startswith("#"):
            self._take_text(body, number, column, is_obsolete=False)
        elif body.startswith(("#|", "#~|")):
            self._take_previous(body, number, column)
        elif body.startswith("#~"):
            rest = body[2:].lstrip(_SPACE)
            if rest:
                self._take_text(rest, number, column + len(body) - len(rest), is_obsolete=True)
        else:
            self._take_comment(body, number)
        if self.entry is not None:
            self.entry.last_line = number

    def is_full(self, number: int, line: str) -> bool:
        """Whether there are more messages than a catalogue may hold, which is a fault."""
        if len(self.entries) <= MAX_ENTRIES:
            return False
        self.entry = self.open = None
        message = f"the catalogue has more than {MAX_ENTRIES:,} messages".replace(",", " ")
        self._fault(
            message, self._span(number, 1, len(line)), "delete the obsolete ones, whose lines begin with `#~`"
        )
        return True

    def finish(self) -> None:
        """Close the open entry and keep it, if it has a msgid and a msgstr."""
        entry, self.entry, self.open = self.entry, None, None
        if entry is None or not (entry.texts or entry.strings):
            return
        if "msgid" not in entry.texts:
            first = next(iter((*entry.texts.values(), *entry.strings.values())))
            self._fault("an entry has no `msgid`", first.span, 'write `msgid "…"` above its `msgstr`')
            return
        for fault, hint in _shape_faults(entry):
            self._fault(fault, entry.texts["msgid"].span, hint)
        self.entries.append(entry)

    def _fault(self, message: str, span: Span, hint: str) -> None:
        self.faults.append(diagnose("BR301", message, span, hint=hint))

    def _span(self, line: int, column: int, length: int) -> Span:
        return Span(
            file=self.file.name, line=line, column=column, end_line=line, end_column=column + max(1, length)
        )

    def _entry_at(self, line: int, *, is_new: bool) -> Entry:
        if is_new or self.entry is None:
            self.finish()
            self.entry = Entry(line=line, first_line=line, last_line=line)
        return self.entry

    def _take_comment(self, body: str, number: int) -> None:
        begun = self.entry is not None and bool(self.entry.texts or self.entry.strings)
        entry = self._entry_at(number, is_new=begun)
        self.open = None
        kind, text = body[:2], body[2:].strip()
        if kind == "#.":
            entry.extracted.append(text)
        elif kind == "#:":
            entry.places += [isolated or plain for isolated, plain in _REFERENCE.findall(text)]
        elif kind in ("#,", "#="):
            entry.flags += [flag.strip() for flag in text.split(",") if flag.strip()]
        else:
            entry.comments.append(body[1:].removeprefix(" "))

    def _take_previous(self, body: str, number: int, column: int) -> None:
        begun = self.entry is not None and bool(self.entry.texts or self.entry.strings)
        entry = self._entry_at(number, is_new=begun)
        rest = body[body.index("|") + 1 :].lstrip(_SPACE)
        column += len(body) - len(rest)
        keyword = _KEYWORD.match(rest)
        if keyword is not None and keyword[1] in ("msgctxt", "msgid", "msgid_plural"):
            self.open = entry.previous[keyword[1]] = PlacedString(span=self._span(number, column, len(rest)))
            rest, column = rest[keyword.end() :], column + keyword.end()
        self._take_string(rest, number, column)

    def _take_text(self, body: str, number: int, column: int, *, is_obsolete: bool) -> None:
        keyword = _KEYWORD.match(body)
        if keyword is None:
            if not body.startswith('"'):
                word = body.split(maxsplit=1)[0][:40] if body.split() else body[:40]
                span = self._span(number, column, len(word))
                self._fault(f"`{word}` begins no part of a message", span, _KINDS)
                return
            self._take_string(body, number, column)
            return
        name = keyword[1]
        self._open_text(name, keyword[2], number, column, is_obsolete=is_obsolete)
        self._take_string(body[keyword.end() :], number, column + keyword.end())

    def _open_text(self, name: str, form: str | None, number: int, column: int, *, is_obsolete: bool) -> None:
        entry = self.entry
        has_id = entry is not None and ("msgid" in entry.texts or bool(entry.strings))
        is_new = (name == "msgctxt" and entry is not None and bool(entry.texts)) or (
            name in ("msgctxt", "msgid") and has_id
        )
        entry = self._entry_at(number, is_new=is_new)
        if not entry.texts:
            entry.line, entry.is_obsolete = number, is_obsolete
        opened = PlacedString(span=self._span(number, column, len(name)))
        self.open = opened
        index = int(form or 0)
        if name in entry.texts or (name.startswith("msgstr") and index in entry.strings):
            hint = "leave one of them" if form is None else "number the forms 0, 1, 2, …"
            self._fault(f"`{name}` stands twice in one message", opened.span, hint)
        elif name.startswith("msgstr"):
            entry.strings[index] = opened
        else:
            entry.texts[name] = opened

    def _take_string(self, raw: str, number: int, column: int) -> None:
        """Read a quoted text into the one that is open."""
        raw = raw.rstrip(_SPACE)
        if self.open is None:
            span = self._span(number, column, len(raw))
            self._fault("a text belongs to no `msgid` or `msgstr`", span, _KINDS)
            return
        if _STRING.fullmatch(raw) is None:
            self._fault_of_quotes(raw, number, column)
        inside = raw.removeprefix('"').removesuffix('"')
        if not self.open.length:
            self.open.span = self._span(number, column, len(raw))
        self._add(self.open, inside, number, column + len(raw) - len(raw.removeprefix('"')))
        if self.open.length > MAX_TEXT:
            hint = "make several messages of it"
            self._fault(f"a text is longer than {MAX_TEXT} characters", self.open.span, hint)
            self.open = None

    def _fault_of_quotes(self, raw: str, number: int, column: int) -> None:
        if not raw.startswith('"'):
            message = "a text is not in quotes" if raw else "the text is missing"
            self._fault(message, self._span(number, column, len(raw)), 'write it between `"` and `"`')
            return
        closed = _STRING.match(raw)
        if closed is None:
            span = self._span(number, column, len(raw))
            self._fault("a text is not closed by a quote", span, 'end the line with `"`')
            return
        span = self._span(number, column + closed.end() - 1, 1)
        self._fault(
            "a quote inside a text is not escaped", span, 'write `\\"`, or the quotes of the language'
        )

    def _add(self, into: PlacedString, raw: str, line: int, column: int) -> None:
        here = 0
        for found in _ESCAPE.finditer(raw):
            into.add(raw[here : found.start()], line, column + here)
            sign = ESCAPES.get(found[1])
            if sign is None:
                span = self._span(line, column + found.start(), 2)
                self._fault(f"`{found[0]}` is no escape", span, "write `\\\\` for a backslash")
            for hidden in hidden_characters(sign or ""):
                self.faults.append(forbidden(hidden, self._span(line, column + found.start(), 2)))
            into.add(found[0] if sign is None else sign, line, column + found.start())
            here = found.end()
        into.add(raw[here:], line, column + here)


def _shape_faults(entry: Entry) -> Iterator[tuple[str, str]]:
    if not entry.strings:
        yield "a `msgid` has no `msgstr`", 'write `msgstr ""` under it'
    if sorted(entry.strings) != list(range(len(entry.strings))):
        yield (
            "the forms of a translation are not numbered in order",
            "number them `msgstr[0]`, `msgstr[1]`, …",
        )
