"""Checks: what they find and where; above all what they leave alone. The case pages show how each is told."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from briefing.catalogs import Catalog, PlacedText, Wanted, read_catalog
from briefing.catalogs.model import Mark
from briefing.checks import check_english, check_page, check_translations
from briefing.checks.digits import check_digits
from briefing.checks.letters import check_letters
from briefing.checks.markup import check_markup
from briefing.checks.messages import check_messages
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


def placed(words: str, locale: str = "hy", context: str = "households") -> PlacedText:
    """Give a text whose characters begin at line 3, column 10 of a catalogue, behind the quotation mark."""
    marks = (Mark(offset=0, line=3, column=10),)
    return PlacedText(text=words, span=PLACE, marks=marks, locale=locale, context=context)


def where(found: Iterable[Diagnostic]) -> list[tuple[str, int, int, int]]:
    """Give code, line, first column and end column of findings."""
    return [(f.code.id, f.span.line, f.span.column, f.span.end_column) for f in found if f.span is not None]


def page(html: str) -> Page:
    """Give a page of one font, where the fact `rain` has a place."""
    return Page(
        brief="sample",
        locale="hy",
        layout="a4",
        html=html,
        fonts=(FontFace(name=SANS, digest="", family="Briefing Sans", weight=400),),
        stylesheets=(),
        places={"rain": PLACE},
    )


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


@pytest.mark.parametrize("words", ["<b>x</b>", "a <b x", "<!-- x", "<br/>", "a&nbsp;b", "&#160;", "</p>"])
def test_markup_is_found(words: str) -> None:
    """Tags and entities, in any form."""
    assert set(codes(check_markup(text(words)))) == {"BR319"}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a\u2003\u2003b", 1),
        ("a\u2028b", 1),
        ("մի բառ", 0),
        ("a\u00a0b\u202fc", 0),
        (" a", 1),
        ("a ", 1),
        ("a  b", 1),
        ("a\tb", 1),
    ],
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
    assert codes(check_placeholders(wanted, (text("{m} էջ"), text("{n} էջ")))) == ["BR313"]
    assert codes(check_placeholders(wanted, (text("մեկ էջ"), text("էջեր")))) == ["BR313"]


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
    found = check_page(page(html), open_inputs(sample))
    assert [finding.span for finding in found] == found_at


@pytest.mark.parametrize(
    ("html", "spans"),
    [
        ("<p>&#9730;</p>", [None]),
        ("<title>☂</title>", [None]),
        ('<p data-sentence="rain"><b data-fact="flood">☂</b></p>', [None]),
        ('<p data-fact="rain"><br>☂</p>', [PLACE]),
        ("<script>☂</script><p>&amp;&#233;</p>", []),
    ],
)
def test_a_character_is_found_however_it_is_typed(sample: Path, html: str, spans: list[Span | None]) -> None:
    """As a reference too, in the title too; at the nearest fact around it, or at no place."""
    found = check_page(page(html), open_inputs(sample))
    assert [finding.span for finding in found] == spans
    assert [(f.code.id, "U+2602, UMBRELLA" in f.message, f.note) for f in found] == [
        ("BR601", True, "in `hy`")
    ] * len(spans)


def test_every_finding_in_a_text_has_its_place(book: FactBook) -> None:
    """Line, first column and the column behind the last one."""
    assert where(check_digits(placed("մոտ 1 200 ընտանիք"), book)) == [("BR316", 3, 14, 19)]
    assert where(check_grammar(placed("ab {c d} e"))) == [("BR317", 3, 13, 18)]
    assert where(check_markup(placed("ab <b>c"))) == [("BR319", 3, 13, 16)]
    assert where(check_spaces(placed("ab  c "))) == [("BR320", 3, 12, 14), ("BR320", 3, 15, 16)]
    assert where(check_letters(placed("ա մuկ բ"))) == [("BR321", 3, 12, 15)]
    wanted = Wanted(domain="sample", msgid="{velora} is wet.", context="rain", span=PLACE)
    assert where(check_placeholders(wanted, (placed("{velora} ու {dam}"),))) == [("BR313", 3, 22, 27)]


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("١٢٠٠", "type `{households}`"),
        ("1200.0", "type `{households}`"),
        ("120.0", "give the number"),
        ("1,200.00", "type `{households}`"),
        ("3", "give the number"),
        ("1974", "type `{dam}`"),
    ],
)
def test_a_number_is_held_against_facts_as_a_number(book: FactBook, typed: str, hint: str) -> None:
    """A separator may part thousands or decimals; digits of any script count."""
    (found,) = check_digits(text(typed), book)
    assert (found.hint or "").startswith(hint)


def test_a_decade_is_named_by_its_first_year(sample: Path) -> None:
    """“In the 1970s” is the date of the fact that has `197X`."""
    facts = sample / "facts" / "sample.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace('"1974"', '"197X"'), encoding="utf-8")
    book = read_facts(open_inputs(sample), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert book is not None
    assert [f.hint for f in check_digits(text("in the 1970s"), book)] == ["type `{dam}`"]


def test_a_year_and_a_number_behind_it_are_two(book: FactBook) -> None:
    """Only groups of three after at most three digits are one number."""
    found = list(check_digits(placed("1974 300 x"), book))
    assert where(found) == [("BR316", 3, 10, 14), ("BR316", 3, 15, 18)]


@pytest.fixture
def loaded(sample: Path) -> FactBook:
    """Give the sample with terms in three languages."""
    facts = sample / "facts" / "sample.yaml"
    terms = (
        "terms:\n"
        "  seize: {rule: substitute, words: {az: [işğal], hy: [իբր], en: [armed operation, exodus]}, "
        "use: {az: nəzarət, en: offensive}}\n\ngaps:\n"
    )
    facts.write_text(facts.read_text(encoding="utf-8").replace("gaps:\n", terms), encoding="utf-8")
    found = read_facts(open_inputs(sample), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "locale", "places"),
    [
        ("Bu, İşğal olub", "az", [("BR318", 3, 14, 19)]),
        ("İlham: İŞĞAL", "az", [("BR318", 3, 17, 22)]),
        ("an armed\u00a0operation", "en", [("BR318", 3, 13, 28)]),
        ("իբր քաղաք", "hy", [("BR318", 3, 10, 13)]),
        ("իբրև քաղաք", "hy", []),
        ("{exodus-of-all} left", "en", []),
        ("«İşğal» dedi", "az", []),
    ],
)
def test_loaded_words_are_found_in_any_case_and_at_their_place(
    loaded: FactBook, words: str, locale: str, places: list[tuple[str, int, int, int]]
) -> None:
    """A dotted İ shifts nothing; a very short term is a whole word; a placeholder is no word."""
    assert where(check_terms(placed(words, locale), loaded)) == places


def test_a_plural_keeps_what_is_no_count() -> None:
    """What no form has is told once, at the last form."""
    wanted = Wanted(domain="templates", msgid="{n} page of {book}", plural="{n} pages of {book}", span=PLACE)
    found = list(check_placeholders(wanted, (text("մեկ էջ"), text("{n} էջ"))))
    assert [(f.code.id, f.message.rsplit(" ", 1)[1]) for f in found] == [("BR313", "`{book}`")]


HEADER = """msgid ""
msgstr ""
"Language: hy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def catalogue(sample: Path, entries: str) -> Catalog:
    """Give the Armenian catalogue of the sample with these entries, of which the first begins at line 7."""
    path = sample / "locales" / "hy" / "LC_MESSAGES" / "sample.po"
    path.write_text(HEADER + entries, encoding="utf-8")
    header = "nplurals=2; plural=(n > 1);"
    found = read_catalog(open_inputs(sample), "hy", "sample", expected_plurals=header)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


RAIN = Wanted(domain="sample", msgid="Rain.", context="rain", span=PLACE)
BOATS = Wanted(domain="sample", msgid="boat", plural="boats", context="unit:boat", span=PLACE)


@pytest.mark.parametrize(
    ("wanted", "entries", "places"),
    [
        (RAIN, 'msgctxt "rain"\nmsgid "Rain."\nmsgstr "Անձրև։"\n', []),
        (RAIN, 'msgctxt "rain"\nmsgid "Rain."\nmsgstr ""\n', [("BR310", 9, 8, 10)]),
        (RAIN, 'msgctxt "rain"\nmsgid "Snow."\nmsgstr "Ձյուն։"\n', [("BR311", 8, 7, 14)]),
        (RAIN, '#, fuzzy\nmsgctxt "rain"\nmsgid "Rain."\nmsgstr "Ձյուն։"\n', [("BR315", 9, 7, 14)]),
        (
            RAIN,
            '#, fuzzy\n#| msgid "Snow."\nmsgctxt "rain"\nmsgid "Rain."\nmsgstr "Ձյուն։"\n',
            [("BR311", 10, 7, 14)],
        ),
        (
            RAIN,
            'msgctxt "rain"\nmsgid "Rain."\nmsgstr "Անձրև։"\n\nmsgctxt "old"\nmsgid "Old."\nmsgstr "Հին։"\n',
            [("BR312", 12, 7, 13)],
        ),
        (
            BOATS,
            'msgctxt "unit:boat"\nmsgid "boat"\nmsgid_plural "boats"\nmsgstr[0] "նավ"\n',
            [("BR314", 8, 7, 13)],
        ),
        (
            BOATS,
            'msgctxt "unit:boat"\nmsgid "boat"\nmsgid_plural "boats"\nmsgstr[0] "նավ"\nmsgstr[1] "նավ"\n',
            [],
        ),
    ],
)
def test_the_state_of_a_message_is_told_at_its_place(
    sample: Path, wanted: Wanted, entries: str, places: list[tuple[str, int, int, int]]
) -> None:
    """Empty at the empty form; old, doubtful and unwanted ones at the English."""
    found = list(check_messages((wanted,), catalogue(sample, entries), locale="hy", domain="sample", forms=2))
    assert where(found) == places
    assert all(finding.hint for finding in found)


def test_a_stale_message_tells_the_new_english(sample: Path) -> None:
    """The translator reads what to translate now, and which line to delete."""
    old = catalogue(sample, '#, fuzzy\n#| msgid "Snow."\nmsgctxt "rain"\nmsgid "Rain."\nmsgstr "Ձյուն։"\n')
    (found,) = check_messages((RAIN,), old, locale="hy", domain="sample", forms=2)
    assert found.note == "the English now reads “Rain.”"
    assert found.hint == "translate again, then delete the `#, fuzzy` line"


def test_a_missing_catalogue_is_told_once() -> None:
    """Not once for every message."""
    found = list(check_messages((RAIN, BOATS), None, locale="hy", domain="sample", forms=2))
    assert codes(found) == ["BR304"]
    assert "`briefing messages update --lang hy`" in (found[0].hint or "")


@pytest.mark.parametrize(
    ("words", "places"),
    [("Page {page} of {pages}", []), ("Page 2 <b>", [("BR316", 4, 14, 15), ("BR319", 4, 16, 19)])],
)
def test_the_english_of_templates_is_checked_where_it_is_typed(
    sample: Path, book: FactBook, words: str, places: list[tuple[str, int, int, int]]
) -> None:
    """In the template, since no fact file holds it."""
    inputs = open_inputs(sample)
    armenian = read_language(inputs, "hy").value
    assert armenian is not None
    span = Span(file="templates/x.html", line=4, column=8, end_line=4, end_column=10 + len(words))
    wanted = (Wanted(domain="templates", msgid=words, span=span),)
    found = check_translations(book, wanted, None, language=armenian, locale="hy")
    assert where(f for f in found if f.code.id != "BR304") == places
