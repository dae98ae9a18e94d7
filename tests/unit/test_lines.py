"""Lines that were broken before, and objects put into bytes once: nothing that is drawn is another for it."""

import inspect
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefing.inputs import Inputs
from briefing.pages import FontFace, Page
from briefing.pdf import drawing, render_pdf, tagging
from briefing.pdf.lines import PROPERTIES, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FACE = FontFace(
    name="templates/themes/plain/fonts/BriefingSans-Regular.ttf",
    digest="",
    family="Briefing Sans",
    weight=400,
)
WORDS = "A measured paragraph of words that are broken into lines, again and again. " * 9

pytestmark = pytest.mark.pdf


def drawn(css: str, words: str = WORDS) -> bytes:
    """Draw a table, a paragraph and a picture with words."""
    picture = '<svg width="90" height="20"><text x="1" y="12" font-family="Briefing Sans">Words</text></svg>'
    html = (
        '<!DOCTYPE html><html lang="en"><head><title>T</title>'
        f"<style>html{{font-family:'Briefing Sans'}}{css}</style></head>"
        f"<body><p>{words}</p>{picture}<table><tr><td>{words}</td><td>{words}</td></tr></table></body></html>"
    )
    page = Page(brief="b", locale="en", layout="a4", html=html, fonts=(FACE,), stylesheets=(), places={})
    outcome = render_pdf(page, inputs=Inputs(root=ROOT, carried=ROOT))
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value.content


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine break every line itself, and ask every object twice."""

    @contextmanager
    def nothing(_: object) -> "Iterator[None]":
        yield

    monkeypatch.setattr(drawing, "remembering", nothing)
    monkeypatch.setattr(tagging, "settle", lambda _: None)


STYLES = (
    "",
    "p{letter-spacing:.2pt}",
    "p{word-spacing:3pt;text-align:justify}",
    "p{hyphens:auto;width:80px}",
    "p{font-weight:600;font-size:9pt;text-decoration:underline}",
    "p{white-space:nowrap}",
    "td{overflow-wrap:anywhere;width:20px}",
)


@pytest.fixture(scope="module")
def remembered() -> list[bytes]:
    """Every style drawn after all others: what they left in memory must not show."""
    for css in STYLES:
        drawn(css)
    return [drawn(css) for css in reversed(STYLES)][::-1]


@pytest.mark.usefixtures("forgetful")
def test_what_is_remembered_changes_no_byte(remembered: list[bytes]) -> None:
    """The same words in seven styles, each as it is drawn by an engine that remembers nothing."""
    assert [drawn(css) for css in STYLES] == remembered
    assert len(set(remembered)) == len(STYLES)


def test_a_page_drawn_again_breaks_no_line_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """All lines of the table and the paragraph come out of memory; a word more is broken anew."""
    from weasyprint.layout import inline

    broken: list[str] = []
    split = inline.split_first_line

    def heard(text: str, *rest: Any) -> Any:
        broken.append(text)
        return split(text, *rest)

    lines_of.cache_clear()
    monkeypatch.setattr(inline, "split_first_line", heard)
    first = drawn("")
    assert len(broken) > 20
    broken.clear()
    assert drawn("") == first
    assert broken == []
    assert drawn("", WORDS.replace("again", "once more")) != first
    assert broken != []


def test_every_property_that_breaks_lines_is_in_the_key() -> None:
    """The hook into the engine is where it was, and reads of a style what it read. See `briefing/pdf/lines.py`."""
    from weasyprint.text import fonts, line_break

    assert list(inspect.signature(line_break.split_first_line).parameters) == [
        *("text", "style", "context", "max_width", "justification_spacing", "is_line_start", "minimum"),
    ]
    told = inspect.getsource(line_break) + inspect.getsource(fonts)
    assert set(re.findall(r"style\[['\"](\w+)['\"]\]", told)) == set(PROPERTIES)
