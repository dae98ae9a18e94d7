"""Checks: what they find and where; above all what they leave alone. The case pages show how each is told."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from briefing.catalogs import PlacedText, Wanted
from briefing.checks import check_english, check_page
from briefing.checks.digits import check_digits
from briefing.checks.letters import check_letters
from briefing.checks.markup import check_markup
from briefing.checks.placeholders import check_grammar, check_placeholders
from briefing.checks.spaces import check_spaces
from briefing.checks.terms import check_terms
from briefing.diagnostics import Diagnostic, Span
from briefing.extraction import wanted_of_facts
from briefing.facts import FactBook, read_facts
from briefing.languages import read_language
from briefing.pages import FontFace, Page
from briefing.project import open_inputs

PLACE = Span(file="x.po", line=3, column=9)
SANS = "templates/themes/plain/fonts/BriefingSans-Regular.ttf"


def text(words: str, locale: str = "hy", context: str = "households") -> PlacedText:
    """Give a text that stands in some catalogue."""
    return PlacedText(text=words, span=PLACE, locale=locale, context=context)


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """Give the codes of findings."""
    return [finding.code.id for finding in found]


@pytest.fixture
def book(sample: Path) -> FactBook:
    """Give the facts of the small sample project."""
    found = read_facts(open_inputs(sample), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert found is not None
    return found


def test_english_of_the_sample_is_clean(sample: Path, book: FactBook) -> None:
    """A sound brief has no finding."""
    english = read_language(open_inputs(sample), "en-GB").value
    assert english is not None
    assert check_english(book, wanted_of_facts(book), english) == ()


@pytest.mark.parametrize(
    ("words", "typed", "hint"),
    [
        ("մոտ 1200 ընտանիք", "1200", "type `{households}`"),
        ("մոտ 1 200 ընտանիք", "1 200", "type `{households}`"),
        ("1.200 ailə", "1.200", "type `{households}`"),
        ("в 1974 году", "1974", "type `{dam}`"),
        ("٣ lines", "٣", "give the number a fact of its own"),
        ("7 towns", "7", "give the number a fact of its own"),
    ],
)
def test_a_typed_number_is_found_with_the_fact_that_holds_it(
    book: FactBook, words: str, typed: str, hint: str
) -> None:
    """Whatever the separators, and whatever the digits."""
    found = list(check_digits(text(words), book))
    assert [finding.message for finding in found] == [f"the number `{typed}` is typed into a text"]
    assert (found[0].hint or "").startswith(hint)


def test_digits_of_placeholders_are_no_numbers(book: FactBook) -> None:
    """An id may hold digits."""
    assert list(check_digits(text("{offensive-2020:on,start} բացվել է"), book)) == []


@pytest.mark.parametrize("words", ["Մի < երկու", "Q&A", "a <- b", "5 < n > 3"])
def test_signs_are_no_markup(words: str) -> None:
    """Only what a browser would take for a tag or an entity is found."""
    assert list(check_markup(text(words))) == []


@pytest.mark.parametrize("words", ["<b>x</b>", "<br/>", "a&nbsp;b", "&#160;", "</p>"])
def test_markup_is_found(words: str) -> None:
    """Tags and entities, in any form."""
    assert set(codes(check_markup(text(words)))) == {"BR319"}


@pytest.mark.parametrize(
    ("words", "count"),
    [("մի բառ", 0), ("a\u00a0b\u202fc", 0), (" a", 1), ("a ", 1), ("a  b", 1), ("a\tb", 1)],
)
def test_stray_spaces(words: str, count: int) -> None:
    """One space of any kind between words is right; others are found."""
    assert codes(check_spaces(text(words))) == ["BR320"] * count


@pytest.mark.parametrize(
    "words", ["PDF-ը", "ՄԱԿ-ի UNHCR գործակալություն", "{velora:gen} քաղաք", "ё и е", "Əliyev İlham", "л/с m²"]
)
def test_words_of_one_script_are_left_alone(words: str) -> None:
    """A foreign word, or one with a local ending after a hyphen, is no mixture."""
    assert list(check_letters(text(words))) == []


@pytest.mark.parametrize(
    ("word", "strange"),
    [("Mеn", "U+0435"), ("հայ\u0061", "U+0061"), ("ә\u0062cd", "U+04D9"), ("РFФ", "U+0046")],
)
def test_a_word_of_two_scripts_is_found(word: str, strange: str) -> None:
    """The finding names the letter that does not belong."""
    found = list(check_letters(text(word)))
    assert codes(found) == ["BR321"]
    assert strange in found[0].message


def test_a_plural_form_may_leave_the_count_out() -> None:
    """A language that says "one house" in words needs no number there; another id is still found."""
    wanted = Wanted(domain="templates", msgid="{n} page", plural="{n} pages", span=PLACE)
    assert list(check_placeholders(wanted, (text("մեկ էջ"), text("{n} էջ")))) == []
    assert codes(check_placeholders(wanted, (text("{m} էջ"),))) == ["BR313"]


def test_forms_of_a_placeholder_are_the_translators_choice() -> None:
    """The same id in another form is the same placeholder."""
    wanted = Wanted(domain="sample", msgid="{velora:loc} is wet.", context="rain", span=PLACE)
    assert list(check_placeholders(wanted, (text("{velora:gen,start} մոտ թաց է։"),))) == []


def test_a_brace_has_its_place() -> None:
    """The finding points at the brace, not at the message."""
    placed = PlacedText(text="ab {c", span=PLACE, marks=())
    assert codes(check_grammar(placed)) == ["BR317"]
    assert list(check_grammar(text("{{a}} and {b}"))) == []


def test_loaded_words(tmp_path: Path, sample: Path) -> None:
    """Found in any inflection, not in quotations, not in the middle of a word; attributed ones when bare."""
    facts = sample / "facts" / "sample.yaml"
    terms = (
        "terms:\n"
        "  fled: {rule: drop, words: {en: [fled], ru: [беженц]}}\n"
        "  disaster: {rule: attribute, words: {en: [disaster]}}\n\ngaps:\n"
    )
    facts.write_text(facts.read_text(encoding="utf-8").replace("gaps:\n", terms), encoding="utf-8")
    book = read_facts(open_inputs(sample), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert book is not None

    def found(words: str, locale: str = "en", context: str = "households") -> list[str]:
        return [f.message.split("`")[1] for f in check_terms(text(words, locale, context), book)]

    assert found("They Fled.") == ["Fled"]
    assert found("“They fled,” she said.") == []
    assert found("унифледный", "ru") == []
    assert found("много беженцев", "ru") == ["беженц"]
    assert found("a disaster", context="households") == []  # the council says it
    assert found("a disaster", context="flood") == ["disaster"]  # confirmed, and nobody's words


@pytest.mark.parametrize(("character", "found_at"), [("ə", []), ("և", []), ("ё", []), ("☂", [PLACE])])
def test_a_character_without_a_shape_is_found(sample: Path, character: str, found_at: list[Span]) -> None:
    """In the text of a page, at the fact it stands in; styles and attributes are not read."""
    html = f'<style>a::after{{content:"⚑"}}</style><p data-sentence="rain" title="⚑">x{character}y</p>'
    page = Page(
        brief="sample",
        locale="hy",
        layout="a4",
        html=html,
        fonts=(FontFace(name=SANS, digest="", family="Briefing Sans", weight=400),),
        stylesheets=(),
        places={"rain": PLACE},
    )
    found = check_page(page, open_inputs(sample))
    assert [finding.span for finding in found] == found_at
