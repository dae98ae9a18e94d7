"""Typography on the finished page: what no line may part, and what may never be on a page."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    break_points,
    keep_day_with_month,
    keep_together,
    read_language,
    wrong_signs,
)
from briefing.pages import FontFace, Hyphenation, Page
from briefing.pages.markup import html_of_text
from briefing.pdf import render_pdf
from briefing.renditions.texts import Run, Text

ROOT = Path(__file__).parents[2]
EXPECTATIONS: list[dict[str, Any]] = json.loads(
    (ROOT / "tests/data/language-expectations.json").read_text(encoding="utf-8")
)
NO_BREAK = [(e["locale"], e["input"]) for e in EXPECTATIONS if e["kind"] == "no_break"] + [
    ("az", "2023-cü"),
    ("az", "BMT-nin"),
    ("hy", "ԱՄՆ-ում"),
    ("hy", "2020–2023-ին"),
    ("ru", "5-й"),
    ("ru", "в\u00a0доме"),
    ("hy", "25\u202f000"),
]
FORBIDDEN = "".join(s for e in EXPECTATIONS if e["kind"] == "forbidden_chars" for s in e["must_not_contain"])
FACE = FontFace(
    name="templates/themes/plain/fonts/BriefingSans-Regular.ttf",
    digest="",
    family="Briefing Sans",
    weight=400,
)


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


def lines_of(locale: str, html: str, css: str, hyphenation: Hyphenation | None = None) -> list[str]:
    """Draw a text in a narrow column and give its lines."""
    style = f"@page{{size:200pt 400pt;margin:0}}html{{font:10pt 'Briefing Sans'}}.joined{{white-space:nowrap}}{css}"
    page = Page(
        brief="b",
        locale=locale,
        layout="a4",
        html=f'<html lang="{locale}"><title>t</title><style>{style}</style><p>{html}</p></html>',
        fonts=(FACE,),
        stylesheets=(),
        places={},
        hyphenation=hyphenation,
    )
    pdf = render_pdf(page, inputs=Inputs(root=ROOT, carried=ROOT)).value
    assert pdf is not None
    text = pypdfium2.PdfDocument(pdf.content)[0].get_textpage().get_text_bounded()
    return [
        re.sub(r"\s", " ", line).strip() for line in text.replace("\x02", "-\n").splitlines() if line.strip()
    ]


@pytest.mark.pdf
@pytest.mark.parametrize(("locale", "token"), NO_BREAK)
def test_no_line_ends_inside(locale: str, token: str) -> None:
    """However narrow the column: a number with its ending, a range, an acronym with its case."""
    spaced = re.sub(r"(?<=\d) (?=\d)", "\u202f", token)  # the tool groups digits with this space
    html = html_of_text(Text(runs=(Run(text=spaced),)))
    assert lines_of(locale, html, "p{width:1pt}") == [re.sub(r"\s", " ", token)]


@pytest.mark.pdf
def test_a_narrow_measure_breaks_armenian_by_syllables_and_leaves_it_searchable() -> None:
    """Copied out of the PDF, the hyphen at the end of a line is one that programs take out (U+0002 of pdfium)."""
    rules = language("hy").typesetting.syllables
    assert rules is not None
    hyphenation = Hyphenation(tag="hy", syllables=rules, small=())
    css = "p{width:60pt;hyphens:auto;hyphenate-character:'-';hyphenate-limit-chars:6 2 2}"
    lines = lines_of("hy", "բանակցություններում", css, hyphenation)
    assert len(lines) > 1
    assert "".join(line.removesuffix("-") for line in lines) == "բանակցություններում"
    allowed = {0, *break_points(language("hy"), "բանակցություններում")}
    assert len(lines[0].removesuffix("-")) in allowed


@pytest.mark.parametrize("locale", ["en", "hy", "az", "ru"])
def test_nothing_forbidden_is_on_a_page(locale: str) -> None:
    """No look-alike of a full stop, no loose dot, no isolates, no ligature as a character."""
    html = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "locales").glob(f"{locale}/**/*.po"))
    data = (ROOT / "locales" / locale / "language.yaml").read_text(encoding="utf-8")
    assert [sign for sign in FORBIDDEN if sign in html + data] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("7 марта 2026 г.", "7\u00a0марта 2026 г."),
        ("с 12 по 15 марта", "с 12\u00a0по 15\u00a0марта"),
        ("12–15 mart 2026-cı il", "12–15\u00a0mart 2026-cı il"),
        ("2026 թ. մարտի 11-ին", "2026 թ. մարտի\u00a011-ին"),
        ("2026 թ. մարտի 12–15", "2026 թ. մարտի\u00a012–15"),
        ("30 March – 2 April 2026", "30\u00a0March – 2\u00a0April 2026"),
        ("March 2026", "March 2026"),
        ("early 1990s", "early 1990s"),
    ],
)
def test_a_day_stays_with_its_month(text: str, expected: str) -> None:
    """A line may end before the year, not between a day and its month."""
    assert keep_day_with_month(text) == expected


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("ru", "В доме и у дома — сад", "В\u00a0доме и\u00a0у\u00a0дома\u00a0— сад"),
        ("ru", "№ {n}, из {place}", "№\u00a0{n}, из\u00a0{place}"),
        ("ru", "всё ещё не", "всё ещё не"),
        ("en", "one – two", "one\u00a0– two"),
        ("hy", "և նրա մեջ", "և նրա մեջ"),
    ],
)
def test_short_words_and_dashes_stay(locale: str, text: str, expected: str) -> None:
    """A no-break space after a short Russian word and before a dash, and nowhere else."""
    assert keep_together(language(locale), text) == expected


@pytest.mark.parametrize(
    ("locale", "text", "instead"),
    [
        ("hy", "Ինչ է դա?", ["՞"]),
        ("hy", "Մի բառ.", ["։"]),
        ("hy", "“բառ”", ["«", "»"]),
        ("hy", "Զոհվել է տասը մարդ:", ["։"]),
        ("hy", "Զոհվել է մարդ: Փակ է:", ["։", "։"]),
        ("hy", "«Փակ է:»", ["։"]),
        ("hy", "Աղբյուր: զեկույց; հարցում", ["՝", "."]),
        ("hy", "Օր՝ ժամ. լավ։", []),
        ("az", "O'na", ["’"]),
        ("az", "Söz – “söz”.", []),
        ("ru", "Дом - это", [" — "]),
        ("ru", "«Дом „Сад“» — это.", []),
        ("ru", "ждём...", ["…"]),
        ("en", "It's", ["’"]),
        ("en", "“It’s” – yes…", []),
    ],
)
def test_signs_of_another_language_are_found(locale: str, text: str, instead: list[str]) -> None:
    """Each with what the language writes; its own signs are left alone."""
    assert [found[2] for found in wrong_signs(language(locale), text)] == instead


@pytest.mark.parametrize("word", ["նա", "տուն", "և", "", "ԲԱՌ", "PDF", "123", "արևելք", "İ", "ailə"])
def test_what_cannot_be_broken_is_not(word: str) -> None:
    """One syllable, no letter of the language, or a break that would not be sure."""
    assert break_points(language("hy"), word) == ()
