"""PO and POT bytes of messages, in one stable form: no clock, no line numbers.

A writer of our own: Babel's stamps every file with the time, breaks placeholders' neighbours differently from
other tools, and drops the comments of obsolete entries. What stands in a file is written back line for line, and
what is new is wrapped as the file is: translators' editors have widths of their own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from briefing.catalogs.entries import ESCAPES
from briefing.catalogs.headers import minimal_headers
from briefing.catalogs.model import Catalog, Message, Wanted

WIDTH: Final = 100
_GETTEXT_WIDTH: Final = 79
_UNWRAPPED: Final = 1_000_000

_SIGNS: Final = {sign: f"\\{letter}" for letter, sign in ESCAPES.items()}
_WORD: Final = re.compile(r"[^ ]+ *| +")
_TEXT: Final = re.compile(r'(?m)^(?:#~ |#~?\| )?(?P<keyword>msg[a-z_]*(?:\[\d+\])? )?"(?P<text>.*)"$')


def write_catalog(catalog: Catalog, *, standing: Catalog | None = None) -> bytes:
    """Give the bytes of a PO file: header, messages in their order, then the obsolete ones.

    `standing` is what the file holds now: its entries that have not changed keep their lines.
    """
    width = _width_of(standing) if standing is not None else WIDTH
    blocks = [_standing_header(catalog, standing) or _header(catalog, width)]
    former = standing.messages if standing is not None else {}
    blocks += [
        _as_it_stands(message, (former.get(key),)) or _block(message, width)
        for key, message in catalog.messages.items()
    ]
    gone = standing.obsolete if standing is not None else ()
    blocks += [
        _as_it_stands(message, gone) or _block(message, width, is_obsolete=True)
        for message in catalog.obsolete
    ]
    return _bytes(blocks)


def write_template(domain: str, wanted: Sequence[Wanted]) -> bytes:
    """Give the bytes of a POT file: what is wanted, with no translations and no language."""
    header = "\n".join((*_text("", "msgid", ""), *_text("", "msgstr", _fields(minimal_headers(domain, "")))))
    return _bytes([header, *(_block(message_of(w, 2 if w.plural is not None else 1), WIDTH) for w in wanted)])


def message_of(wanted: Wanted, forms: int) -> Message:
    """Give the untranslated message of what is wanted, with so many empty forms."""
    return Message(
        msgid=wanted.msgid,
        context=wanted.context,
        plural=wanted.plural,
        translations=("",) * (forms if wanted.plural is not None else 1),
        extracted=tuple(line.strip() for line in wanted.note.split("\n") if line.strip()),
        places=wanted.places or (wanted.span.file,),
        span=wanted.span,
    )


def _bytes(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _standing_header(catalog: Catalog, standing: Catalog | None) -> str:
    is_same = (
        standing is not None and standing.comments == catalog.comments and standing.headers == catalog.headers
    )
    return standing.written_header if standing is not None and is_same else ""


def _as_it_stands(message: Message, standing: Iterable[Message | None]) -> str:
    """Give the lines that a file has of a message, or nothing where it says something else."""
    return next((found.written for found in standing if found == message and found is not None), "")


def _width_of(standing: Catalog) -> int:
    """Give the width that a file is wrapped at: gettext's own, ours, or none, by its longest line with a space."""
    entries = [
        standing.written_header,
        *(m.written for m in (*standing.messages.values(), *standing.obsolete)),
    ]
    texts = [
        found for entry in entries for found in _TEXT.finditer(entry) if " " in found["text"].rstrip(" ")
    ]
    longest = max((len(found[0]) for found in texts), default=0)
    if longest > WIDTH:
        return _UNWRAPPED
    is_wrapped = any(not found["keyword"] for found in texts)
    return _GETTEXT_WIDTH if is_wrapped and longest <= _GETTEXT_WIDTH + 1 else WIDTH


def _fields(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in headers.items())


def _header(catalog: Catalog, width: int) -> str:
    texts = _text("", "msgstr", _fields(catalog.headers), width)
    return "\n".join((*_comments(catalog.comments), 'msgid ""', *texts))


def _block(message: Message, width: int, *, is_obsolete: bool = False) -> str:
    notes = _notes(message, width, is_obsolete=is_obsolete)
    return "\n".join((*notes, *_entry(message, "#~ " if is_obsolete else "", width)))


def _notes(message: Message, width: int, *, is_obsolete: bool) -> Iterator[str]:
    yield from _comments(message.comments)
    if not is_obsolete:
        yield from (f"#. {line}".rstrip() for line in message.extracted)
        yield from (f"#: {_reference(place)}" for place in message.places)
    flags = (*(("fuzzy",) if message.is_fuzzy else ()), *message.flags)
    if flags:
        yield "#, " + ", ".join(flags)
    prefix = "#~| " if is_obsolete else "#| "
    if message.previous is not None:
        yield from _text(prefix, "msgid", message.previous, width)
    if message.previous_plural is not None:
        yield from _text(prefix, "msgid_plural", message.previous_plural, width)


def _comments(comments: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in comments)


def _reference(place: str) -> str:
    return f"\u2068{place}\u2069" if any(c.isspace() for c in place) else place


def _entry(message: Message, prefix: str, width: int) -> Iterator[str]:
    if message.context:
        yield from _text(prefix, "msgctxt", message.context, width)
    yield from _text(prefix, "msgid", message.msgid, width)
    if message.plural is None:
        yield from _text(prefix, "msgstr", message.translations[0], width)
        return
    yield from _text(prefix, "msgid_plural", message.plural, width)
    for index, text in enumerate(message.translations):
        yield from _text(prefix, f"msgstr[{index}]", text, width)


def _text(prefix: str, keyword: str, text: str, width: int = WIDTH) -> Iterator[str]:
    """Write a text on one line when it fits, else as gettext does, broken after spaces and line ends."""
    escaped = _escape(text)
    one = f'{prefix}{keyword} "{escaped}"'
    if "\n" not in text[:-1] and (len(one) <= width or " " not in text.rstrip(" ")):
        yield one
        return
    yield f'{prefix}{keyword} ""'
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        for chunk in _wrapped(_escape(line), width - len(prefix) - 2):
            yield f'{prefix}"{chunk}"'


def _wrapped(escaped: str, width: int) -> Iterator[str]:
    chunk = ""
    for word in _WORD.findall(escaped):
        if chunk and len(chunk) + len(word.rstrip(" ")) > width:
            yield chunk
            chunk = ""
        chunk += word
    if chunk:
        yield chunk


def _escape(text: str) -> str:
    return "".join(_SIGNS.get(sign, sign) for sign in text)
