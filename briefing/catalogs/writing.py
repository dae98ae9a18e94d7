"""PO and POT bytes of messages, in one stable form: no clock, no line numbers, one way to wrap.

A writer of our own: Babel's stamps every file with the time, breaks placeholders' neighbours differently from
other tools, and drops the comments of obsolete entries.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefing.catalogs.entries import ESCAPES
from briefing.catalogs.model import Catalog, Message, Wanted

WIDTH: Final = 100

_SIGNS: Final = {sign: f"\\{letter}" for letter, sign in ESCAPES.items()}
_WORD: Final = re.compile(r"[^ ]+ *| +")
_FIRST_HEADERS: Final = ("PO-Revision-Date", "Last-Translator", "Language-Team")


def write_catalog(catalog: Catalog) -> bytes:
    """Give the bytes of a PO file: header, messages in their order, then the obsolete ones."""
    blocks = [_header(catalog)]
    blocks += [_block(message) for message in catalog.messages.values()]
    blocks += [_block(message, is_obsolete=True) for message in catalog.obsolete]
    return _bytes(blocks)


def write_template(domain: str, wanted: Sequence[Wanted]) -> bytes:
    """Give the bytes of a POT file: what is wanted, with no translations and no language."""
    blocks = ["\n".join(_text("", "msgid", "")) + "\n" + "\n".join(_text("", "msgstr", _fixed(domain)))]
    blocks += [_block(message_of(w, 2 if w.plural is not None else 1)) for w in wanted]
    return _bytes(blocks)


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


def _fixed(domain: str, extra: str = "") -> str:
    return (
        f"Project-Id-Version: {domain}\n{extra}MIME-Version: 1.0\n"
        "Content-Type: text/plain; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n"
    )


def _header(catalog: Catalog) -> str:
    kept = catalog.headers
    first = "".join(f"{key}: {kept[key]}\n" for key in _FIRST_HEADERS if key in kept)
    language = f"Language: {catalog.language_header}\n" if catalog.language_header else ""
    plurals = f"Plural-Forms: {catalog.plural_header}\n" if catalog.plural_header else ""
    others = "".join(f"{key}: {value}\n" for key, value in kept.items() if key not in _FIRST_HEADERS)
    text = _fixed(catalog.domain, first + language) + plurals + others
    lines = (*_comments(catalog.comments), 'msgid ""', *_text("", "msgstr", text))
    return "\n".join(lines)


def _block(message: Message, *, is_obsolete: bool = False) -> str:
    return "\n".join(
        (*_notes(message, is_obsolete=is_obsolete), *_entry(message, "#~ " if is_obsolete else ""))
    )


def _notes(message: Message, *, is_obsolete: bool) -> Iterator[str]:
    yield from _comments(message.comments)
    if not is_obsolete:
        yield from (f"#. {line}".rstrip() for line in message.extracted)
        yield from (f"#: {_reference(place)}" for place in message.places)
    flags = (*(("fuzzy",) if message.is_fuzzy else ()), *message.flags)
    if flags:
        yield "#, " + ", ".join(flags)
    prefix = "#~| " if is_obsolete else "#| "
    if message.previous is not None:
        yield from _text(prefix, "msgid", message.previous)
    if message.previous_plural is not None:
        yield from _text(prefix, "msgid_plural", message.previous_plural)


def _comments(comments: Iterable[str]) -> Iterator[str]:
    yield from (f"# {line}".rstrip() for line in comments)


def _reference(place: str) -> str:
    return f"\u2068{place}\u2069" if any(c.isspace() for c in place) else place


def _entry(message: Message, prefix: str) -> Iterator[str]:
    if message.context:
        yield from _text(prefix, "msgctxt", message.context)
    yield from _text(prefix, "msgid", message.msgid)
    if message.plural is None:
        yield from _text(prefix, "msgstr", message.translations[0])
        return
    yield from _text(prefix, "msgid_plural", message.plural)
    for index, text in enumerate(message.translations):
        yield from _text(prefix, f"msgstr[{index}]", text)


def _text(prefix: str, keyword: str, text: str) -> Iterator[str]:
    """Write a text on one line when it fits, else as gettext does, broken after spaces and line ends."""
    escaped = _escape(text)
    one = f'{prefix}{keyword} "{escaped}"'
    if "\n" not in text[:-1] and (len(one) <= WIDTH or " " not in text.rstrip(" ")):
        yield one
        return
    yield f'{prefix}{keyword} ""'
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        for chunk in _wrapped(_escape(line), WIDTH - len(prefix) - 2):
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
