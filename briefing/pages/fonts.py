"""The fonts of a theme: its table `fonts.toml`, and the `@font-face` rules of a page on the web."""

import base64
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import PurePosixPath
from typing import Any, Final

from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, Inputs
from briefing.pages.model import FontFace, WebPiece

BASE_THEME: Final = "plain"
_TABLE: Final = "fonts.toml"
_REGULAR: Final = 400
_NAVIGATION: Final = re.compile(r"<nav\b.*?</nav>", re.S)
_WORDLESS: Final = re.compile(r"<style>.*?</style>|<[^>]*>", re.S)


def read_faces(inputs: Inputs, theme: str) -> Outcome[tuple[FontFace, ...]]:
    """Read the faces that a theme lists, else those of the plain one; a file that is not there is a finding."""
    folder = f"templates/themes/{theme}/fonts"
    table = inputs.read(f"{folder}/{_TABLE}")
    if table.value is None and not table.diagnostics and theme != BASE_THEME:
        return read_faces(inputs, BASE_THEME)
    if table.value is None:
        return Outcome(value=(), diagnostics=table.diagnostics)
    try:
        entries: list[Mapping[str, Any]] = tomllib.loads(table.value.text).get("face", [])
        faces = [_face(entry, folder, inputs) for entry in entries]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"the table of fonts cannot be read: {error}"
        hint = "each `[[face]]` has family, weight, style, file, sha256 and its `[[face.web]]` pieces"
        return Outcome(
            value=(), diagnostics=(diagnose("BR603", message, Span(file=table.value.name), hint=hint),)
        )
    names = [name for face in faces for name in (face.name, *(p.name for p in face.pieces))]
    findings = [_missing(name, table.value.name) for name in names if inputs.locate(name) is None]
    findings += _rivals(faces, table.value)
    return Outcome(value=() if findings else tuple(faces), diagnostics=tuple(findings))


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
    name = f"{folder}/{entry['file']}"
    file = inputs.read(name, text=False).value
    return FontFace(
        name=name,
        digest=file.digest if file is not None else "",
        family=str(entry["family"]),
        weight=int(entry["weight"]),
        style=entry["style"],
        stands_for=str(entry.get("for", "")),
        pieces=tuple(
            WebPiece(name=f"{folder}/{web['file']}", ranges=tuple(_ranges(web["unicode_range"])))
            for web in entry.get("web", ())
        ),
    )


def _ranges(text: str) -> Iterator[tuple[int, int]]:
    """Read `U+20-7E, U+A0` (CSS Fonts 4, 4.5) into inclusive ranges."""
    for part in text.split(","):
        first, _, last = part.strip().upper().removeprefix("U+").partition("-")
        yield int(first, 16), int(last or first, 16)


def _missing(name: str, table: str) -> Diagnostic:
    message = f"there is no font file `{name}`"
    return diagnose(
        "BR603", message, Span(file=table), hint="put it there, or take its entry out of the table"
    )


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
