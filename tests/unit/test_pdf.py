"""PDF: what may get in, what must be said, and when a layout is set again."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefing.diagnostics import Outcome
from briefing.inputs import Inputs
from briefing.pages import FontFace, Page, Stylesheet
from briefing.pdf import Pdf, pdf_key, render_pdf, render_pdfs
from briefing.pdf.engine import FontFile, fonts_of, load_engine
from briefing.pdf.fitting import FULL_ENOUGH, fill_of, fitted, sizes_for

ROOT = Path(__file__).parents[2]
FACE = FontFace(
    name="templates/themes/plain/fonts/BriefingSans-Regular.ttf",
    digest="",
    family="Briefing Sans",
    weight=400,
)
STYLE = "html { font-family: 'Briefing Sans'; font-size: calc(12pt * var(--fit, 1)) }\n"

pytestmark = pytest.mark.pdf


def page_of(body: str, css: str = STYLE) -> Page:
    """Make a page of some HTML."""
    head = f"<title>T</title><style>\n{css}</style>"
    html = f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'
    sheet = Stylesheet(name="templates/layouts/a4.css", first_line=2)
    return Page(
        brief="b", locale="en", layout="a4", html=html, fonts=(FACE,), stylesheets=(sheet,), places={}
    )


def drawn(page: Page) -> Outcome[Pdf | None]:
    """Draw a page with the inputs of the shipped project."""
    return render_pdf(page, inputs=Inputs(root=ROOT, carried=ROOT))


def codes(outcome: Outcome[Pdf | None]) -> list[str]:
    """Give the codes of what was found."""
    return [finding.code.id for finding in outcome.diagnostics]


def test_a_page_becomes_a_tagged_pdf_with_its_language() -> None:
    """PDF/UA-1: tags, title, language."""
    pdf = drawn(page_of("<h1>Title</h1><p>Text</p>")).value
    assert pdf is not None
    assert pdf.pages == 1
    assert b"/MarkInfo" in pdf.content or b"/ObjStm" in pdf.content
    document = pypdfium2.PdfDocument(pdf.content)
    assert document.get_metadata_dict()["Title"] == "T"
    assert document.is_tagged()


def test_a_stylesheet_is_parsed_once_for_all_pages_and_its_faults_are_told_of_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What means something else apart from its page stays in it."""
    css = load_engine().CSS
    parsed: list[str] = []

    def noted(**given: Any) -> Any:
        parsed.append(given["string"])
        return css(**given)

    monkeypatch.setattr("weasyprint.CSS", noted)
    style = f"{STYLE}p {{ colour: red }}\nh1 {{ color: #036 }}\n"
    first, second = (drawn(page_of(f"<h1>Title</h1><p>{words}</p>", style)) for words in ("one", "two"))
    assert first.value is not None
    assert second.value is not None
    assert first.value.content != second.value.content
    assert first.diagnostics == second.diagnostics
    assert [(d.code.id, d.span and d.span.line) for d in second.diagnostics] == [("BR606", 2)]
    assert len([text for text in parsed if "colour" in text]) == 1
    for word in ("p { color: red !important }", "@counter-style own { system: fixed; symbols: a }"):
        drawn(page_of("<p>Text</p>", f"{STYLE}{word}"))
        assert not any(word in text for text in parsed)


def test_no_stylesheet_of_paper_asks_a_font_for_anything() -> None:
    """For each line of text that does, the engine takes memory which it never gives back: see `fonts_of`."""
    fonts, _ = fonts_of((FontFile(face=FACE, data=(ROOT / FACE.name).read_bytes()),))
    sheets = [path for path in (ROOT / "templates").rglob("*.css") if path.name != "screen.css"]
    fonts.font_features.clear()
    for path in sheets:
        assert drawn(page_of("<h1>Title</h1><p>Text</p>", path.read_text(encoding="utf-8"))).value is not None
    assert (len(sheets) >= 9, fonts.font_features) == (True, {})
    drawn(page_of("<p>Text</p>", f"{STYLE}p {{ font-variant-ligatures: no-common-ligatures }}"))
    assert fonts.font_features != {}


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:9/x.png", "https://example.org/x.png", "file:///etc/passwd", "ftp://h/x", "//h/x.png"],
)
def test_no_address_outside_the_project_is_read(address: str) -> None:
    """Pictures, stylesheets and imports alike; there is no PDF."""
    for body, css in (
        (f'<img alt="x" src="{address}">', STYLE),
        (f'<link rel="stylesheet" href="{address}">', STYLE),
        ("<p>x</p>", f'{STYLE}body {{ background: url("{address}") }}'),
    ):
        found = drawn(page_of(body, css))
        assert found.value is None
        assert set(codes(found)) == {"BR604"}


@pytest.mark.parametrize("name", ["../../etc/passwd", "briefing:///../../etc/passwd", "templates/none.svg"])
def test_no_path_leads_out(name: str) -> None:
    """Not by dots either; what is not there is told."""
    found = drawn(page_of(f'<img alt="x" src="{name}">'))
    assert found.value is None
    assert set(codes(found)) <= {"BR603", "BR604", "BR105"}
    assert codes(found) != []


def test_a_character_without_glyph_stops_the_pdf() -> None:
    """Should a check before not have seen it."""
    found = drawn(page_of("<p>☂</p>"))
    assert found.value is None
    assert codes(found) == ["BR601"]
    assert "U+2602" in found.diagnostics[0].message


def test_css_that_is_ignored_is_told_with_its_line() -> None:
    """The place is that in the stylesheet's own file."""
    found = drawn(page_of("<p>x</p>", f"{STYLE}p {{\n  colour: red;\n}}\n"))
    assert found.value is not None
    assert [(f.code.id, f.span.file, f.span.line, f.span.column) for f in found.diagnostics if f.span] == [
        ("BR606", "templates/layouts/a4.css", 3, 3)
    ]


def test_same_page_same_bytes_and_nothing_of_the_machine() -> None:
    """Drawn twice, and with no path of this machine in it."""
    page = page_of('<p><a href="#x">x</a></p><p id="x">y</p>')
    first, second = drawn(page).value, drawn(page).value
    assert first == second
    assert first is not None
    assert str(ROOT).encode() not in first.content


def test_workers_draw_what_one_draws() -> None:
    """In the order of the pages."""
    pages = [page_of(f"<p>{word}</p>") for word in ("one", "two", "three")]
    inputs = Inputs(root=ROOT, carried=ROOT)
    heard: list[Page] = []
    alone = list(render_pdfs(pages, inputs=inputs, jobs=1, progress=heard.append))
    together = list(render_pdfs(pages, inputs=inputs, jobs=2, progress=heard.append))
    assert together == alone
    assert heard == pages * 2


def test_the_key_names_what_matters() -> None:
    """Another word, another font file, another weight: another key; another place of facts: the same."""
    page = page_of("<p>x</p>")
    others = (
        replace(page, html=page.html + " "),
        replace(page, fonts=(replace(FACE, digest="1"),)),
        replace(page, fonts=(replace(FACE, weight=600),)),
    )
    assert len({pdf_key(page), *map(pdf_key, others)}) == 4
    assert pdf_key(replace(page, places={})) == pdf_key(page)


def test_a_nearly_empty_last_page_is_set_again() -> None:
    """Smaller until it fits; a text that is full enough is left as it is."""
    tried: list[float] = []

    def two_sheets(fit: float) -> Any:
        tried.append(fit)
        height = 20.6 * fit  # twenty of them are a little more than a sheet holds
        return laid_out(f"p{{margin:0;line-height:{height}px}}", "<p>a</p>" * 20)

    assert len(fitted(two_sheets)[0].pages) == 1
    assert tried == [1, 0.96]  # 0.98 is reckoned to be too large still
    tried.clear()

    def always_two(fit: float) -> Any:
        tried.append(fit)
        return laid_out("p{margin:0;line-height:20px}", "<p>a</p>" * 21)

    assert len(fitted(always_two)[0].pages) == 2  # a stylesheet of fixed size is not tried again and again
    assert tried == [1, 0.96]


def test_a_text_that_is_full_enough_is_left_as_it_is() -> None:
    """No second layout where the first is right."""
    tried: list[float] = []

    def nearly_two(fit: float) -> Any:
        tried.append(fit)
        return laid_out("p{margin:0;line-height:20px}", "<p>a</p>" * 38)

    chosen, size = fitted(nearly_two)
    assert tried == [size] == [1]
    assert fill_of(chosen.pages[-1]) == pytest.approx(18 / 20)
    assert FULL_ENOUGH < 0.9


def test_the_size_that_is_reckoned_to_be_right_is_tried_first() -> None:
    """A page that is nearly empty is rather saved, one that is half full rather filled; no size is left out."""
    assert sizes_for(4.3) == (0.94, 1.06, 0.98, 0.96, 1.03)
    assert sizes_for(4.17) == (0.96, 0.94, 0.98, 1.03, 1.06)
    assert sizes_for(4.51)[0] == 1.03


def laid_out(css: str, body: str) -> Any:
    """Lay out a text on sheets of 100 by 400 pixels."""
    fonts, sheet = fonts_of((FontFile(face=FACE, data=(ROOT / FACE.name).read_bytes()),))
    page = "@page{size:100px 400px;margin:0}body{margin:0;font-family:'Briefing Sans'}"
    html = load_engine().HTML(string=f"<style>{page}{css}</style>{body}")
    return html.render(font_config=fonts, stylesheets=[sheet])


_SUBSETTERS = """
import sys
from pathlib import Path
from briefing.pdf.engine import load_engine
load_engine()
from weasyprint.pdf import fonts
seen = ["fontTools.subset" in sys.modules]
if sys.argv[1] == "without":
    fonts.harfbuzz_subset = None
sys.path.insert(0, str(Path(sys.argv[2]) / "tests" / "unit"))
from test_pdf import drawn, page_of
outcome = drawn(page_of("<h1>Title</h1><p>Text</p>"))
seen += ["fontTools.subset" in sys.modules, outcome.value is not None and len(outcome.value.content) < 40_000]
print(*seen)
"""


@pytest.mark.parametrize(("library", "seen"), [("with", "False False True"), ("without", "False True True")])
def test_the_second_subsetter_is_imported_when_it_is_used(library: str, seen: str) -> None:
    """Where HarfBuzz can subset fonts nothing else is loaded for it; where it cannot, fonts are subset all the same."""
    done = subprocess.run(
        [sys.executable, "-c", _SUBSETTERS, library, str(ROOT)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == seen
