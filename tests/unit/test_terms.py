"""Words that want attribution: everywhere a brief speaks for itself they are found, beside a speaker or source not."""

from datetime import date
from pathlib import Path

import pytest

from briefing.catalogs import PlacedText
from briefing.checks.terms import check_template_terms, check_terms
from briefing.diagnostics import Span
from briefing.facts import FactBook, read_facts
from briefing.project import open_inputs

PLACE = Span(file="templates/a.html", line=3, column=10, end_line=3, end_column=40)
TERMS = """\
terms:
  siege:
    rule: attribute
    words: {en: [siege], hy: [պաշարում, պաշարման], az: [mühasirə], ru: [осад]}
  claimed: {rule: substitute, words: {en: [claimed]}, use: {en: said}}

gaps:
"""
CALLED = """\
    called: {en: [report], hy: [զեկույց], az: [hesabat], ru: [отчёт]}
  survey:
"""


@pytest.fixture
def book(sample: Path) -> FactBook:
    """Give the sample with terms, and with words by which texts call its first source."""
    facts = sample / "facts" / "sample.yaml"
    text = facts.read_text(encoding="utf-8").replace("gaps:\n", TERMS, 1).replace("  survey:\n", CALLED, 1)
    facts.write_text(text, encoding="utf-8")
    found = read_facts(open_inputs(sample), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert found is not None
    return found


def placed(words: str, context: str = "", locale: str = "en") -> PlacedText:
    """Place words in a file."""
    return PlacedText(text=words, span=PLACE, locale=locale, context=context)


@pytest.mark.parametrize(
    "context",
    [
        "brief:title",
        "brief:standfirst",
        "part:current-crisis:flood",
        "gap:counting",
        "road",
        "road:summary",
        "road:label",
    ],
)
def test_a_brief_that_speaks_for_itself_is_found(book: FactBook, context: str) -> None:
    """However certain a narrator's sentence is; in titles, headings and open questions, too."""
    assert [f.code.id for f in check_terms(placed("The siege goes on.", context), book)] == ["BR318"]


@pytest.mark.parametrize(
    ("words", "locale"),
    [
        ("The report speaks of a siege.", "en"),
        ("Զեկույցում խոսվում է պաշարման մասին։", "hy"),
        ("Hesabatda mühasirədən bəhs edilir.", "az"),
        ("В отчёте говорится об осаде.", "ru"),
        ("“The siege goes on,” a poster says.", "en"),
    ],
)
def test_a_sentence_that_names_its_source_is_not(book: FactBook, words: str, locale: str) -> None:
    """What a source says under its name is its words; so is what stands in quotation marks."""
    assert list(check_terms(placed(words, "road", locale), book)) == []


def test_only_a_source_of_the_fact_counts(book: FactBook) -> None:
    """Another source that is named says nothing of this fact. What a speaker says is the speaker's."""
    words = "The report speaks of a siege."
    sources = {id_: {c.source for c in fact.sources} for id_, fact in book.file.facts.items()}
    others = [id_ for id_, named in sources.items() if "report" not in named]
    for id_ in others:
        narrated = book.file.facts[id_].said_by == "narrator"
        assert [f.code.id for f in check_terms(placed(words, id_), book)] == ["BR318"] * narrated
    assert any(book.file.facts[id_].said_by == "narrator" for id_ in others)
    assert list(check_terms(placed("A siege.", "households"), book)) == []  # the council says it
    assert list(check_terms(placed("Survey of the siege", "source:survey:label"), book)) == []


def test_the_words_of_templates_are_nobodys(book: FactBook) -> None:
    """A label beside every statement is found like a sentence; one of the tool is mended in a copy."""
    words = [placed("claimed", "certainty"), placed("Report on the siege"), placed("Who says what", "road")]
    own = list(check_template_terms(words, book, lambda _: True))
    shipped = list(check_template_terms(words, book, lambda _: False))
    assert [(f.code.id, f.hint) for f in own] == [("BR318", "leave it out"), ("BR318", "write `said`")]
    assert [f.hint for f in shipped] == [
        "put a copy of `templates/a.html` into the project, and there leave it out",
        "put a copy of `templates/a.html` into the project, and there write `said`",
    ]
