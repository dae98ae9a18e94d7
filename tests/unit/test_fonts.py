"""The fonts of the plain theme: all the letters, nothing foreign, and the table that says so is true."""

import hashlib
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parents[2] / "templates" / "themes" / "plain" / "fonts"
FACES: list[dict[str, Any]] = tomllib.loads((FOLDER / "fonts.toml").read_text(encoding="utf-8"))["face"]
IS_ITALIC = 1  # of OS/2 fsSelection
IDS = [f"{face['family']} {face['weight']}" for face in FACES]
LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "hy": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖ՚՛՜՝՞։֊",
    "az": "abcçdeəfgğhxıijkqlmnoöprsştuüvyzABCÇDEƏFGĞHXIİJKQLMNOÖPRSŞTUÜVYZ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "signs": "«»“”„‘’–—…·•№§%≈≤≥←→↑↓−\u00a0\u202f\u2011₽₼€$",
}


@lru_cache(maxsize=32)
def font_of(name: str) -> TTFont:
    """Open a font of the folder, once."""
    return TTFont(FOLDER / name)


def points_of(name: str) -> frozenset[int]:
    """Give the code points that a font has glyphs for."""
    return frozenset(font_of(name).getBestCmap())


def test_the_table_names_every_font_and_its_bytes() -> None:
    """A file that was changed, or that nobody uses, is found."""
    files = [face["file"] for face in FACES] + [web["file"] for face in FACES for web in face["web"]]
    there = {p.relative_to(FOLDER).as_posix() for p in FOLDER.rglob("*") if p.suffix in (".ttf", ".woff2")}
    assert set(files) == there
    told = {e["file"]: e["sha256"] for face in FACES for e in (face, *face["web"])}
    assert {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in files} == told


@pytest.mark.parametrize("face", FACES, ids=IDS)
def test_a_font_says_of_itself_what_the_table_says(face: dict[str, Any]) -> None:
    """Family, weight, upright style, permission to embed, licence; and the name of no other font."""
    font = font_of(face["file"])
    names, os2 = font["name"], font["OS/2"]
    family = names.getDebugName(16) or names.getDebugName(1)
    style = "italic" if os2.fsSelection & IS_ITALIC or font["head"].macStyle & 2 else "normal"
    assert (family, os2.usWeightClass, style) == (face["family"], face["weight"], face["style"])
    assert os2.fsType == 0
    assert "Open Font License" in (names.getDebugName(13) or "")
    assert "Noto" not in " ".join(str(names.getDebugName(n)) for n in (1, 4, 6, 16))


def test_the_licence_lies_beside_the_fonts() -> None:
    """Its text goes wherever the fonts go, with the copyright line of every source."""
    licence = (FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    copyrights = {str(font_of(face["file"])["name"].getDebugName(0)) for face in FACES}
    lines = {line for text in copyrights for line in text.replace("Reserved. ", "Reserved.\n").split("\n")}
    assert [line for line in sorted(lines) if line not in licence] == []


@pytest.mark.parametrize("face", FACES, ids=IDS)
def test_each_character_has_a_glyph_of_its_own(face: dict[str, Any]) -> None:
    """Text copied out of a PDF is what was put in: no two characters share a glyph, no two join in one."""
    font = font_of(face["file"])
    glyphs = list(font.getBestCmap().values())
    assert len(set(glyphs)) == len(glyphs)
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert features & {"liga", "clig", "dlig", "hlig", "rlig"} == set()


@pytest.mark.parametrize("language", LETTERS)
@pytest.mark.parametrize("face", FACES, ids=IDS)
def test_a_face_has_every_letter(face: dict[str, Any], language: str) -> None:
    """Both cases, the signs of punctuation, the spaces that hold a number together."""
    assert [c for c in LETTERS[language] if ord(c) not in points_of(face["file"])] == []


@pytest.mark.parametrize("face", FACES, ids=IDS)
def test_the_web_pieces_are_the_face_in_parts(face: dict[str, Any]) -> None:
    """No character lost, none told that is not there."""
    pieces = {web["file"]: points_of(web["file"]) for web in face["web"]}
    assert frozenset().union(*pieces.values()) == points_of(face["file"])
    for web in face["web"]:
        assert points_told(web["unicode_range"]) == pieces[web["file"]]


def points_told(text: str) -> frozenset[int]:
    """Read a `unicode-range`."""
    points: set[int] = set()
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)
