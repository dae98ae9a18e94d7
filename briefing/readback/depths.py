r"""Every text that a file holds at any depth, seen or not: for looking whether something is in it that should not be.

A PDF gives what it shows, and all its strings and streams: information, XMP, tags, alternative texts, attachments.
Archives are opened. Escapes are undone: `&#1234;`, `\u0531`, `%D4%B1`.
"""

import gzip
import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from briefing.readback.paper import faults_of_pdf, open_structure, sides_of
from briefing.readback.spelling import LINE_END_HYPHEN

_DEEPEST: Final = 4
_MOST_BYTES: Final = 256 * 1024 * 1024
_PDF: Final = b"%PDF-"
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_TAG: Final = re.compile(r"<[^<>]*>")
_DATA_URI: Final = re.compile(r"data:font/[^\"')]*")


def texts_in(path: Path) -> Iterator[str]:
    """Give all texts in a file, the same text more than once where it may be read in several ways."""
    yield from texts_of(path.name, path.read_bytes())


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """Give all texts in the content of a file, its name first."""
    yield name
    yield from _texts_of(data, 0)


def _texts_of(data: bytes, depth: int) -> Iterator[str]:
    start = data.find(_PDF)
    if depth > _DEEPEST or len(data) > _MOST_BYTES:
        yield from _decoded(data[:_MOST_BYTES])
    elif start >= 0 and (
        start == 0 or data[:1] == b"{"
    ):  # a PDF, or one that the store keeps after a line of JSON
        yield from _decoded(data[:start])
        yield from _of_pdf(data[start:], depth)
    elif data[:2] == b"\x1f\x8b" or data[:4] == b"PK\x03\x04":
        yield from _of_archive(data, depth)
    else:
        yield from _decoded(data)


def _decoded(data: bytes) -> Iterator[str]:
    """Decode as UTF-8, and as UTF-16 where there are zero bytes; then undo escapes and markup."""
    texts = [data.decode("utf-8", "replace")]
    if b"\x00" in data:
        texts += [data.decode("utf-16-be", "replace"), data.decode("utf-16-le", "replace")]
    for text in texts:
        bare = _DATA_URI.sub(" ", text)
        yield bare
        plain = html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), bare))
        if "%" in plain:
            yield unquote(plain)
        if plain != bare:
            yield plain
        if "<" in plain:
            yield _TAG.sub("", plain)


def _of_archive(data: bytes, depth: int) -> Iterator[str]:
    try:
        if data[:2] == b"\x1f\x8b":
            with gzip.open(BytesIO(data)) as file:
                yield from _texts_of(file.read(_MOST_BYTES), depth + 1)
            return
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename
                if member.file_size <= _MOST_BYTES:
                    yield from _texts_of(archive.read(member), depth + 1)
    except (OSError, EOFError, zipfile.BadZipFile, zlib.error, RuntimeError):
        yield from _decoded(data)


def _of_pdf(data: bytes, depth: int) -> Iterator[str]:
    """Give what a PDF shows, then what it holds; one that cannot be opened is searched as it lies."""
    try:
        pdf = open_structure(BytesIO(data))
    except faults_of_pdf():
        yield from _decoded(data)
        return
    try:
        sides = sides_of(data, is_booklet=False)
    except faults_of_pdf():  # its objects are looked through all the same
        sides = []
    around = "\n".join(f"{side.picture}\n{side.margin}\n{side.unseen}" for side in sides)
    for text in ("".join(side.text for side in sides), around):
        yield text
        yield text.replace(LINE_END_HYPHEN, " ")
    with pdf:
        for item in (pdf.trailer, *pdf.objects):
            yield from _of_object(item, depth)


def _of_object(item: Any, depth: int) -> Iterator[str]:
    """Give the strings and names below an object, without following references, and what its stream holds.

    An object that is damaged is given as it is written, so that nothing hides in it.
    """
    import pikepdf

    try:
        yield from tuple(_words_of(item))
    except faults_of_pdf():
        yield item.unparse().decode("utf-8", "replace")
    if isinstance(item, pikepdf.Stream):
        try:
            # The head of an object stream is a table of offsets (ISO 32000-1, 7.5.7): any number may be one by chance.
            head = int(item.First) if item.get("/Type") == "/ObjStm" else 0
            content = item.read_bytes()[head:]
        except faults_of_pdf():
            yield from _decoded(item.read_raw_bytes())
            return
        yield from _texts_of(content, depth + 1)


def _words_of(item: Any) -> Iterator[str]:
    import pikepdf

    left = [item]
    while left:
        part = left.pop()
        if isinstance(part, pikepdf.String | pikepdf.Name):
            yield str(part)
        elif isinstance(part, pikepdf.Array):
            left += [o for o in part if not getattr(o, "is_indirect", False)]
        elif isinstance(part, pikepdf.Stream | pikepdf.Dictionary):
            values = part.stream_dict.values() if isinstance(part, pikepdf.Stream) else part.values()
            left += [o for o in values if not getattr(o, "is_indirect", False)]
