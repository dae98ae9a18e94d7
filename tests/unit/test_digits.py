"""Digits that are alike: which fonts have them, and that a size which is known is the size that would be found."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefing.inputs import Inputs
from briefing.pages import FontFace, Page
from briefing.pdf import drawing, render_pdf
from briefing.pdf.digits import are_alike, shape_of
from briefing.pdf.engine import FontFile
from briefing.pdf.fitting import fitted

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates/themes/plain/fonts"
NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FACE = FontFace(
    name="templates/themes/plain/fonts/BriefingSans-Regular.ttf",
    digest="",
    family="Briefing Sans",
    weight=400,
)


def font(rules: str = "", *, widths: tuple[int, ...] = (500,) * 10) -> FontFile:
    """Make a font of ten digits and a comma."""
    builder = FontBuilder(1000, isTTF=True)
    glyphs = [".notdef", *NAMES, "comma", "one.old"]
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord("0") + n: name for n, name in enumerate(NAMES)} | {ord(","): "comma"})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in glyphs})
    by_name = dict(zip(NAMES, widths, strict=True))
    builder.setupHorizontalMetrics({name: (by_name.get(name, 400), 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupOS2()
    builder.setupPost()
    if rules:
        builder.addOpenTypeFeatures(rules)
    path = Path("made.ttf")
    builder.save(path)
    return FontFile(face=FACE, data=path.read_bytes())


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("", True),
        ("feature kern { pos comma -20 comma; } kern;", True),
        ("feature pnum { sub one by one.old; } pnum;", True),
        ("feature kern { pos one comma -20; } kern;", False),
        ("feature kern { pos comma [seven four] -20; } kern;", False),
        ("feature liga { sub one by one.old; } liga;", False),
        (
            "lookup old { sub one by one.old; } old; feature pnum { lookup old; } pnum;"
            "feature calt { sub comma' lookup old comma; } calt;",
            False,
        ),
    ],
)
def test_a_rule_that_names_a_digit_tells_it_apart(
    rules: str, *, expected: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless it has to be asked for; one that is called by another is always on."""
    monkeypatch.chdir(tmp_path)
    assert are_alike((font(rules),)) is expected


def test_digits_of_two_widths_are_not_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One narrow figure is enough."""
    monkeypatch.chdir(tmp_path)
    assert are_alike((font(widths=(500, 300, *(500,) * 8)),)) is False


def test_the_fonts_of_the_plain_theme_have_digits_that_are_alike() -> None:
    """Else every save would search the size anew."""
    files = tuple(FontFile(face=FACE, data=path.read_bytes()) for path in sorted(FOLDER.glob("*.ttf")))
    assert len(files) == 3
    assert are_alike(files)


def test_a_shape_is_a_page_but_for_its_digits() -> None:
    """In words and in values; not in addresses, sizes, references, styles, or where a style looks at a value."""
    one = '<style>p{top:1px}</style><p id="a1"><data value="12">12</data>&#49; <b title="a>1">1</b></p>'
    same = one.replace('value="12">12', 'value="305">47').replace(">1</b>", ">9</b>")
    assert shape_of(same) == shape_of(one)
    others = (
        *(one.replace(a, b) for a, b in (("1px", "2px"), ("a1", "a2"), ("&#49", "&#50"), ("a>1", "a>2"))),
        one.replace(">12<", ">120<"),
        one.replace("</b>", " </b>"),
    )
    assert len({shape_of(one), *map(shape_of, others)}) == len(others) + 1
    told = one.replace("p{", "p::before{content:attr(value)}p{")
    assert shape_of(told) != shape_of(told.replace('value="12"', 'value="13"'))


@pytest.mark.pdf
def test_a_known_size_is_the_one_that_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages with other digits, drawn after one another and each for itself: the same bytes, from fewer layouts."""
    monkeypatch.setattr(drawing, "fitted", counted := _Counted())
    chance = random.Random(7)  # noqa: S311
    words = " ".join(f"{n * 37 % 1000:03},{n * 91 % 1000:03} of words" for n in range(700))
    css = "html{font-family:'Briefing Sans';font-size:calc(10pt*var(--fit,1))}@page{size:A4;margin:20mm}"
    html = (
        f'<html lang="en"><head><title>T</title><style>{css}</style></head><body><p>{words}</p></body></html>'
    )
    page = Page(brief="b", locale="en", layout="a4", html=html, fonts=(FACE,), stylesheets=(), places={})
    pages = [
        replace(page, html=re.sub(r"\d(?=[^<>]*</p>)", lambda _: str(chance.randrange(10)), html))
        for _ in range(3)
    ]
    inputs = Inputs(root=ROOT, carried=ROOT)
    drawing._sizes.cache_clear()
    after = [render_pdf(one, inputs=inputs).value for one in pages]
    assert counted.searches == 1
    for one, made in zip(pages, after, strict=True):
        drawing._sizes.cache_clear()
        assert render_pdf(one, inputs=inputs).value == made
    assert counted.searches == 1 + len(pages)
    assert counted.sizes[0] != 1
    drawing._sizes.cache_clear()
    assert after[0] is not None
    assert render_pdf(pages[1], inputs=inputs, size=after[0].size).value == after[1]
    assert counted.searches == 1 + len(pages)  # another process has searched
    longer = replace(page, html=html.replace("of words", "of other words"))
    render_pdf(longer, inputs=inputs, size=after[0].size)
    assert counted.searches == 2 + len(pages)


class _Counted:
    """The search for a size, counted."""

    def __init__(self) -> None:
        self.searches = 0
        self.sizes: list[float] = []

    def __call__(self, lay_out: Callable[[float], Any]) -> tuple[Any, float]:
        self.searches += 1
        found = fitted(lay_out)
        self.sizes.append(found[1])
        return found
