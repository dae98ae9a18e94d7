"""Make the fonts of the plain theme from Debian's static Noto fonts.

Run: ``python templates/themes/plain/fonts/make_fonts.py --sources /usr/share/fonts/truetype/noto``

Takes the files of ``SOURCES`` and writes, in this folder: one TTF per face with Latin, Cyrillic and Armenian
together, for the PDF; the same face cut by script into WOFF2 pieces, for HTML; ``fonts.toml``, the table of
both. The same sources and library versions give the same bytes. Needs fontTools and brotli.
"""

import argparse
import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from fontTools.merge import Merger
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen, replayRecording
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable

HERE = Path(__file__).parent
VERSION = "1.000"
DEBIAN_VERSION = "20201225-1"
CORE, EXTRA = "fonts-noto-core", "fonts-noto-extra"

# file name: (Debian package, SHA-256). Other bytes are refused: fonts.toml would no longer be true.
SOURCES = {
    "NotoSans-Regular.ttf": (CORE, "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d"),
    "NotoSans-SemiBold.ttf": (EXTRA, "68543590a7c3185d69ad16664c46df28832beeb72621d2470e86b04099eb4efb"),
    "NotoSansArmenian-Regular.ttf": (
        CORE,
        "9636c32c121f4fc1fc6963dfad60ea32c41889507118a46f83a818eacf40348e",
    ),
    "NotoSansArmenian-SemiBold.ttf": (
        EXTRA,
        "3c2f828d53eec3b0f34af51ff9c6e8c213018cd15da89aacb1f5855e757ec357",
    ),
    "NotoSerif-SemiBold.ttf": (EXTRA, "357f81d5f37346a3952bf7e223ac4e01778ce6c8e8e33206e579f9f5ec63268e"),
    "NotoSerifArmenian-SemiBold.ttf": (
        EXTRA,
        "580d65fbcebdd4199aacc3137bb0e961dcc587e0c30a073a6d6603f6cd5d6a42",
    ),
    "NotoSansSymbols-Regular.ttf": (CORE, "24b615ceb7d50a2c09060664ca9e24a160c9beb6bfca0563e8359369a4bc0993"),
    "NotoSansSymbols-SemiBold.ttf": (
        EXTRA,
        "d2c8cfeb078329d2f755d7edb653278cd999d448f1aa5556ad411896855f19c8",
    ),
    "NotoSansSymbols2-Regular.ttf": (
        CORE,
        "876598db5f1e3bef2bc77c4d94c5b0d5d2c1620be4878a06f18fb5434e331688",
    ),
}


def _code_points(ranges: str) -> frozenset[int]:
    """Take ranges as CSS writes them (``U+20-7E U+A0``); give the code points."""
    points: set[int] = set()
    for item in ranges.split():
        first, _, last = item.removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


LATIN = _code_points(
    "U+20-7E U+A0-17F U+18F U+218-21B U+259 U+1E9E "  # ə Ə of Azerbaijani, ș ț of Romanian
    "U+2B9-2BF U+2C6-2C7 U+2D8-2DD U+302-304 U+307 U+30A-30C U+327-328 "  # romanised names
    "U+2002-200B U+200D U+2010-2015 U+2018-2022 U+2024 U+2026 U+202F U+2030 U+2032-2033 U+2039-203A "
    "U+2044 U+2060 "
    "U+2070 U+2074-2079 U+207B U+2080-2089 U+20AC U+20B4 U+20BA U+20BC-20BE U+2116 U+2122 U+25CC"
)
CYRILLIC = _code_points(
    "U+400-45F U+490-493 U+49C-49D U+4AE-4AF U+4B8-4BB U+4D8-4D9 U+4E8-4E9 "  # with Azerbaijani Cyrillic
    "U+300-301 U+306 U+308"  # marks that stand on Cyrillic letters: stress, й ё ї taken apart
)
ARMENIAN = _code_points("U+531-556 U+559-58A U+58F U+FB13-FB17")
DRAWN = _code_points("U+2212 U+2248 U+2264-2265")  # − ≈ ≤ ≥: not in Noto Sans and Serif
ARROWS = _code_points("U+2190-2193")
SHAPES = _code_points("U+25A0-25A1 U+25AA U+25B2 U+25BC U+25CB U+25CF U+25E6 U+2713")  # bullets, ticks
SCRIPTS = {"latin": LATIN | DRAWN | ARROWS | SHAPES, "cyrillic": CYRILLIC, "armenian": ARMENIAN}

# No `liga`: an fi ligature hides the dot that tells i from ı in Azerbaijani; մն ones blur extracted text.
# No `lnum`: figures are lining and tabular from the start; `pnum` gives proportional ones.
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "tnum", "pnum"]
GAP = 48  # between the two strokes of ≤ and ≥, as Noto Sans Math has it

# One set for all faces, that of Noto Sans and Serif; Armenian differs by one unit and would shift its lines.
ASCENT, DESCENT = 1069, -293
UNDERLINE_POSITION, UNDERLINE_THICKNESS = -100, 50
DATE = 3691699200  # 2020-12-25 in seconds since 1904, the day of the sources
IS_BOLD, IS_REGULAR, USE_TYPO_METRICS = 1 << 5, 1 << 6, 1 << 7  # bits of OS/2 fsSelection
NAMES_IN_PIECES = (0, 1, 2, 4, 6, 13, 14, 16, 17)

Contour = list[tuple[str, tuple[object, ...]]]  # the pen calls that draw it


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """One font to be: its name and the Noto files it is merged from, the first giving Latin and Cyrillic."""

    family: str
    style_name: str
    weight: int
    sources: tuple[str, ...]

    @property
    def file_stem(self) -> str:
        """``BriefingSans-Regular``, also the PostScript name."""
        return f"{self.family.replace(' ', '')}-{self.style_name}"


def _face(kind: str, style_name: str, weight: int) -> Face:
    letters = (f"Noto{kind}-{style_name}.ttf", f"Noto{kind}Armenian-{style_name}.ttf")
    signs = (f"NotoSansSymbols-{style_name}.ttf", "NotoSansSymbols2-Regular.ttf")
    return Face(family=f"Briefing {kind}", style_name=style_name, weight=weight, sources=letters + signs)


FACES = (
    _face("Sans", "Regular", 400),
    _face("Sans", "SemiBold", 600),
    _face("Serif", "SemiBold", 600),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take command-line arguments; write the fonts and their table; give the exit code."""
    parser = argparse.ArgumentParser(description="Make the fonts of the plain theme.")
    parser.add_argument("--sources", type=Path, action="append", required=True, help="folder of Noto TTFs")
    parser.add_argument(
        "--out", type=Path, default=HERE, help="folder to write to (default: beside this file)"
    )
    options = parser.parse_args(arguments)
    try:
        sources = {name: _read_source(options.sources, name) for name in SOURCES}
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    (options.out / "web").mkdir(parents=True, exist_ok=True)
    table = "".join(_make_face(face, sources, options.out) for face in FACES)
    (options.out / "fonts.toml").write_text(_table_head() + table, encoding="utf-8")
    return 0


def _read_source(folders: Iterable[Path], name: str) -> bytes:
    """Give the bytes of a source found in one of the folders, if they are the ones of ``SOURCES``."""
    package, digest = SOURCES[name]
    path = next((folder / name for folder in folders if (folder / name).is_file()), None)
    if path is None:
        raise ValueError(f"{name} not found; it comes with Debian's {package} {DEBIAN_VERSION}")
    data = path.read_bytes()
    if _sha256(data) != digest:
        raise ValueError(f"{path} is not the file of {package} {DEBIAN_VERSION}")
    return data


def _make_face(face: Face, sources: dict[str, bytes], out: Path) -> str:
    """Write a face's TTF and its web pieces; give its part of the table."""
    data = _merged(face, [sources[name] for name in face.sources])
    file = f"{face.file_stem}.ttf"
    (out / file).write_bytes(data)
    sys.stdout.write(f"{len(data):7} {file}\n")
    return _face_entry(face, file, data) + "".join(_make_pieces(face, data, out))


def _merged(face: Face, sources: Sequence[bytes]) -> bytes:
    """Merge what the face needs of each of its sources into one TTF."""
    letters, armenian, arrows, shapes = (TTFont(io.BytesIO(data), recalcTimestamp=False) for data in sources)
    _draw_missing_signs(letters)
    parts = [
        _subset(letters, LATIN | CYRILLIC | DRAWN),
        _subset(armenian, ARMENIAN),
        _subset(arrows, ARROWS),
        _subset(shapes, SHAPES),
    ]
    copyrights = list(dict.fromkeys(str(part["name"].getDebugName(0)) for part in parts))
    merged = Merger().merge([io.BytesIO(_saved(part)) for part in parts])
    merged.recalcTimestamp = False
    _give_every_script_all_features(merged)
    _set_metrics(merged, letters)
    _set_style(merged, face)
    _set_names(merged, face, copyrights)
    return _saved(merged)


def _draw_missing_signs(font: TTFont) -> None:
    """Add − ≈ ≤ ≥, put together from the font's own + ~ < > = ±, so that they have its weight and width."""
    plus, tilde, less, greater = (_contours(font, sign) for sign in "+~<>")
    bar = min(_contours(font, "±"), key=_heights)
    bar_bottom, bar_top = _heights(bar)
    lower, upper = sorted(_heights(contour)[0] for contour in _contours(font, "="))
    to_middle = round((sum(_heights(plus[0])) - bar_bottom - bar_top) / 2)
    apart = (upper - lower) // 2
    above_bar = bar_top + GAP - _heights(less[0])[0]
    _add_glyph(font, "−", "+", [(bar, to_middle)])
    _add_glyph(font, "≈", "~", [(tilde[0], apart), (tilde[0], -apart)])
    _add_glyph(font, "≤", "<", [(less[0], above_bar), (bar, 0)])
    _add_glyph(font, "≥", ">", [(greater[0], above_bar), (bar, 0)])


def _contours(font: TTFont, sign: str) -> list[Contour]:
    """Give the contours of a sign's glyph, each as the pen calls that draw it."""
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(sign)]].draw(pen)
    contours: list[Contour] = []
    for call in pen.value:
        if call[0] == "moveTo":
            contours.append([])
        contours[-1].append(call)
    return contours


def _heights(contour: Contour) -> tuple[int, int]:
    """Give the lowest and the highest y of a contour."""
    pen = BoundsPen(None)
    replayRecording(contour, pen)
    return round(pen.bounds[1]), round(pen.bounds[3])


def _add_glyph(font: TTFont, sign: str, model: str, parts: Iterable[tuple[Contour, int]]) -> None:
    """Add a sign as wide as its model, drawn from contours each moved up by so much."""
    pen = TTGlyphPen(None)
    for contour, up in parts:
        replayRecording(contour, TransformPen(pen, (1, 0, 0, 1, 0, up)))
    name, model_name = f"uni{ord(sign):04X}", font.getBestCmap()[ord(model)]
    font["glyf"][name] = pen.glyph()  # also appends to the glyph order
    font["hmtx"][name] = font["hmtx"][model_name]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(sign)] = name


def _subset(font: TTFont, code_points: Iterable[int], names: Sequence[int] = (0,)) -> TTFont:
    """Cut a font down, in place, to the given characters and to what shaping them needs."""
    options = Options(
        layout_features=FEATURES,
        layout_scripts=["DFLT", "latn", "cyrl", "armn"],
        hinting=False,
        notdef_outline=True,
        recalc_bounds=True,
        name_IDs=list(names),
        drop_tables=["DSIG"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points)
    subsetter.subset(font)
    return font


def _give_every_script_all_features(font: TTFont) -> None:
    """Drop Armenian's own script tables: the default ones hold its kerning and that of digits besides."""
    for tag in ("GSUB", "GPOS"):
        scripts = font[tag].table.ScriptList
        scripts.ScriptRecord = [record for record in scripts.ScriptRecord if record.ScriptTag != "armn"]
        scripts.ScriptCount = len(scripts.ScriptRecord)


def _set_metrics(font: TTFont, letters: TTFont) -> None:
    """Give the font the line height all faces share, the heights of its own letters, a fixed date."""
    head, hhea, os2, post = font["head"], font["hhea"], font["OS/2"], font["post"]
    head.created = head.modified = DATE
    head.fontRevision = float(VERSION)
    hhea.ascent, hhea.descent, hhea.lineGap = ASCENT, DESCENT, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, -DESCENT
    post.formatType, post.underlinePosition, post.underlineThickness = (
        3.0,
        UNDERLINE_POSITION,
        UNDERLINE_THICKNESS,
    )
    os2.sxHeight, os2.sCapHeight = letters["OS/2"].sxHeight, letters["OS/2"].sCapHeight
    os2.recalcUnicodeRanges(font)
    os2.recalcCodePageRanges(font)
    gasp = newTable("gasp")  # without hints, Windows smooths in both directions only if told
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0x000F}
    font["gasp"] = gasp


def _set_style(font: TTFont, face: Face) -> None:
    """Say the weight, in OS/2 and in the older flags of head."""
    bold = face.style_name == "Bold"
    os2 = font["OS/2"]
    os2.version, os2.usWeightClass, os2.fsType, os2.achVendID = 4, face.weight, 0, "NONE"
    os2.fsSelection = USE_TYPO_METRICS | (IS_BOLD if bold else IS_REGULAR)
    font["head"].macStyle = int(bold)


def _set_names(font: TTFont, face: Face, copyrights: Iterable[str]) -> None:
    """Write the name table: the new family, where it comes from, the licence."""
    linked = face.style_name in {"Regular", "Bold"}  # older systems know only these two in one family
    full_name = f"{face.family} {face.style_name}"
    notos = ", ".join(dict.fromkeys(name.partition("-")[0] for name in face.sources))
    names = {
        0: " ".join(copyrights),
        1: face.family if linked else full_name,
        2: face.style_name if linked else "Regular",
        3: f"{VERSION};NONE;{face.file_stem}",
        4: full_name,
        5: f"Version {VERSION}",
        6: face.file_stem,
        10: f"Merged and cut down from {notos} ({DEBIAN_VERSION} of Debian). Not the original version.",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
        16: face.family,
        17: face.style_name,
    }
    font["name"].names = []
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def _make_pieces(face: Face, data: bytes, out: Path) -> Iterator[str]:
    """Write the WOFF2 pieces of a finished TTF, one per script; give their parts of the table."""
    for script, code_points in SCRIPTS.items():
        font = _subset(TTFont(io.BytesIO(data), recalcTimestamp=False), code_points, NAMES_IN_PIECES)
        font.flavor = "woff2"
        file, piece = f"web/{face.file_stem}.{script}.woff2", _saved(font)
        (out / file).write_bytes(piece)
        sys.stdout.write(f"{len(piece):7} {file}\n")
        yield _entry(
            "face.web",
            script=script,
            file=file,
            sha256=_sha256(piece),
            unicode_range=_unicode_range(font.getBestCmap()),
        )


def _saved(font: TTFont) -> bytes:
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _unicode_range(code_points: Iterable[int]) -> str:
    """Give code points as CSS `unicode-range` has them."""
    runs: list[list[int]] = []
    for point in sorted(code_points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def _table_head() -> str:
    """Give the first part of fonts.toml: what it is, the libraries that decide the bytes, the sources."""
    libraries = {name: version(name) for name in ("fonttools", "brotli")}
    sources = (
        _entry("source", file=name, package=package, version=DEBIAN_VERSION, sha256=digest)
        for name, (package, digest) in SOURCES.items()
    )
    comment = (
        "# The fonts of this theme. Written by make_fonts.py: change that, not this.\n"
        "# A face is one TTF for the PDF; its `web` pieces are the same glyphs for HTML, cut by script.\n\n"
    )
    return comment + "[made_with]\n" + _lines(libraries) + "".join(sources)


def _face_entry(face: Face, file: str, data: bytes) -> str:
    return _entry(
        "face",
        family=face.family,
        weight=face.weight,
        style="normal",
        file=file,
        sha256=_sha256(data),
        sources=list(face.sources),
    )


def _entry(table: str, **values: str | int | list[str]) -> str:
    return f"\n[[{table}]]\n" + _lines(values)


def _lines(values: Mapping[str, object]) -> str:
    """Give `key = value` lines; JSON writes plain strings, numbers and lists as TOML does."""
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items())


if __name__ == "__main__":
    raise SystemExit(main())
