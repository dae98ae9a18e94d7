"""The fonts of a theme: its table `fonts.toml`, and the `@font-face` rules of a page on the web."""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath
from typing import Any, Final

from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, Inputs
from briefing.pages.model import FontFace, WebPiece
from briefing.tables import read_table

BASE_THEME: Final = "plain"
_TABLE: Final = "fonts.toml"
_REGULAR: Final = 400
_NAVIGATION: Final = re.compile(r"<nav\b.*?</nav>", re.S)
_FAMILY: Final = re.compile(r"\w[\w -]{0,79}")
_RANGE: Final = re.compile(r"U\+([0-9A-F]{1,6})(?:-([0-9A-F]{1,6}))?")
_MAGIC: Final = (b"\0\1\0\0", b"OTTO", b"true")
_NEEDED: Final = frozenset({b"cmap", b"head", b"hhea", b"hmtx", b"maxp"})
_WORDLESS: Final = re.compile(r"<style>.*?</style>|<[^>]*>", re.S)


def read_faces(inputs: Inputs, theme: str) -> Outcome[tuple[FontFace, ...]]:
    """Read the faces that a theme lists, else those of the plain one; a file that is not there is a finding."""
    folder = f"templates/themes/{theme}/fonts"
    table = inputs.read(f"{folder}/{_TABLE}")
    if table.value is None and not table.diagnostics and theme != BASE_THEME:
        return read_faces(inputs, BASE_THEME)
    if table.value is None:
        return Outcome(value=(), diagnostics=table.diagnostics)
    read = read_table(table.value, "BR603")
    if read.diagnostics:
        return Outcome(value=(), diagnostics=read.diagnostics)
    try:
        faces = [_face(entry, folder, inputs) for entry in _entries(read.value)]
    except (LookupError, TypeError, ValueError) as error:
        return _refused(f"the table of fonts cannot be read: {error}", table.value)
    if not faces:
        return _refused("the table of fonts names no face", table.value)
    findings = [d for face in faces for d in _unfit(face, inputs, table.value)]
    findings += _rivals(faces, table.value)
    return Outcome(value=() if findings else tuple(faces), diagnostics=tuple(findings))


def _refused(message: str, table: InputFile) -> Outcome[tuple[FontFace, ...]]:
    hint = "each `[[face]]` has family, weight, style, file, sha256 and its `[[face.web]]` pieces"
    return Outcome(value=(), diagnostics=(diagnose("BR603", message, Span(file=table.name), hint=hint),))


def _entries(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    entries = table.get("face", [])
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise TypeError("`face` is no list of tables")
    return entries


def web_rules(html: str, faces: Iterable[FontFace], inputs: Inputs) -> str:
    """Write `@font-face` rules with the pieces that the text of a page needs, as `data:` addresses.

    The names of other languages stand in navigation, in regular weight: no other face carries their scripts.
    """
    everywhere, outside = _points(html), _points(_NAVIGATION.sub("", html))
    rules = [
        _rule(face, piece, inputs)
        for face in faces
        for piece in face.pieces
        if _holds_any(piece, everywhere if face.weight == _REGULAR else outside)
    ]
    return "\n".join(rules)


def _points(html: str) -> frozenset[int]:
    return frozenset(map(ord, unescape(_WORDLESS.sub("", html))))


def _holds_any(piece: WebPiece, points: frozenset[int]) -> bool:
    return any(first <= point <= last for first, last in piece.ranges for point in points)


def _face(entry: Mapping[str, Any], folder: str, inputs: Inputs) -> FontFace:
    if entry["style"] not in ("normal", "italic"):
        raise ValueError(f"the style is `normal` or `italic`, not `{entry['style']}`")
    weight = entry["weight"]
    if not isinstance(weight, int) or not 1 <= weight <= 1000:
        raise ValueError("a weight is a whole number from 1 to 1000, such as 400")
    name = f"{folder}/{entry['file']}"
    file = inputs.read(name, text=False).value
    return FontFace(
        name=name,
        digest=file.digest if file is not None else "",
        family=_family(entry["family"]),
        weight=weight,
        style=entry["style"],
        stands_for=_family(entry["for"]) if "for" in entry else "",
        pieces=tuple(
            WebPiece(name=f"{folder}/{web['file']}", ranges=tuple(_ranges(web["unicode_range"])))
            for web in entry.get("web", ())
        ),
    )


def _family(name: object) -> str:
    """Take the name of a family; it stands between quotes in stylesheets, so that no sign of theirs may be in it."""
    if not isinstance(name, str) or _FAMILY.fullmatch(name) is None:
        raise ValueError("a family is a name of letters, digits, spaces and hyphens")
    return name


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Read `U+20-7E, U+A0` (CSS Fonts 4, 4.5) into inclusive ranges."""
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip().upper())
        if found is None:
            raise ValueError("a `unicode_range` is written as `U+20-7E, U+A0`")
        yield int(found[1], 16), int(found[2] or found[1], 16)


def _unfit(face: FontFace, inputs: Inputs, table: InputFile) -> Iterator[Diagnostic]:
    """Find files of a face that are not there, may not be read, or are no fonts: the engine would not survive them."""
    for name, is_font in ((face.name, _is_font), *((piece.name, _is_web_font) for piece in face.pieces)):
        read = inputs.read(name, text=False)
        yield from read.diagnostics
        typed = f'"{PurePosixPath(name).name}"'
        at = table.text.find(typed)
        span = table.span_of_offset(at, len(typed)) if at >= 0 else Span(file=table.name)
        if read.value is None and not read.diagnostics:
            hint = "put it there, or take its entry out of the table"
            yield diagnose("BR603", f"there is no font file `{name}`", span, hint=hint)
        elif read.value is not None and not is_font(read.value.data):
            kind = "TrueType or OpenType" if is_font is _is_font else "WOFF2"
            hint = "put the font there once more: it was cut short, or is something else"
            yield diagnose("BR603", f"`{name}` is no whole {kind} font", span, hint=hint)


def _is_font(data: bytes) -> bool:
    """Whether bytes are a font whose tables are whole (OpenType, font file); what is in them is not looked at."""
    count = int.from_bytes(data[4:6])
    entries = [data[at : at + 16] for at in range(12, 12 + 16 * count, 16)]
    return (
        data[:4] in _MAGIC
        and len(data) >= 12 + 16 * count
        and {entry[:4] for entry in entries} >= _NEEDED
        and all(int.from_bytes(e[8:12]) + int.from_bytes(e[12:16]) <= len(data) for e in entries)
    )


def _is_web_font(data: bytes) -> bool:
    """Whether bytes begin as a WOFF2 of their length (WOFF 2.0, 4.1)."""
    return data[:4] == b"wOF2" and int.from_bytes(data[8:12]) == len(data)


def _rivals(faces: Iterable[FontFace], table: InputFile) -> Iterator[Diagnostic]:
    """Find two files for one face: which of them is taken would be chance."""
    first: dict[tuple[str, int, str], FontFace] = {}
    for face in faces:
        other = first.setdefault((face.family, face.weight, face.style), face)
        if other is not face:
            typed = PurePosixPath(face.name).name
            message = f"`{face.family}` {face.weight} {face.style} has two files, `{typed}` and another"
            span = table.span_of_offset(table.text.rfind(f'"{typed}"'), len(typed) + 2)
            note = f"the other is `{PurePosixPath(other.name).name}`"
            yield diagnose("BR605", message, span, hint="take one of the two entries out", note=note)


def _rule(face: FontFace, piece: WebPiece, inputs: Inputs) -> str:
    found = inputs.read(piece.name, text=False).value
    if found is None:
        raise BriefingError(f"cannot read the font `{piece.name}`")
    data = base64.b64encode(found.data).decode("ascii")
    ranges = ",".join(f"U+{a:X}-{b:X}" if b > a else f"U+{a:X}" for a, b in piece.ranges)
    return (
        f'@font-face{{font-family:"{face.stands_for or face.family}";font-weight:{face.weight};font-style:{face.style};'
        f"font-display:block;unicode-range:{ranges};"
        f'src:url("data:font/woff2;base64,{data}") format("woff2")}}'
    )
