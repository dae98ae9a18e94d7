"""Pages: what templates may do, what they may not, and that nothing of a fact is ever taken for markup."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.catalogs import Catalog, read_catalog
from briefing.diagnostics import Outcome
from briefing.editions import Plan
from briefing.facts import read_facts
from briefing.languages import read_language
from briefing.pages import SCREEN, Page, check_templates, render_page
from briefing.pages.markup import html_of_figure, html_of_text, plain
from briefing.project import open_inputs, read_project
from briefing.renditions import Binding, Rendition, bind_rendition
from briefing.renditions.texts import FigureText, Run, Text
from briefing.values import Quantity

TODAY = date(2026, 3, 10)


def rendition_of(root: Path, locale: str = "en-GB") -> Rendition:
    """Bind the brief of the sample project to a locale."""
    inputs = open_inputs(root)
    project = read_project(inputs).value
    book = read_facts(inputs, "facts/sample.yaml", today=TODAY).value
    languages = {o: read_language(inputs, o).value for o in project.locales}
    english, language = languages["en-GB"], languages[locale]
    assert book is not None
    assert english is not None
    assert language is not None

    def catalog(domain: str) -> Catalog | None:
        return None if locale == "en-GB" else read_catalog(inputs, locale, domain).value

    binding = Binding(
        book=book,
        language=language,
        english=english,
        catalog=catalog("sample"),
        words=catalog("templates"),
        siblings=(("en", english), ("hy", languages["hy"] or english)),
        project=project,
        plan=Plan(today=TODAY),
    )
    return bind_rendition(binding).value


def rendered(root: Path, layout: str = SCREEN, locale: str = "en-GB") -> Outcome[Page | None]:
    """Render the sample brief."""
    return render_page(rendition_of(root, locale), layout, inputs=open_inputs(root), theme="plain")


def template(root: Path, text: str) -> Path:
    """Put a template of the project's own in the place of the note on names."""
    path = root / "templates" / "partials" / "names.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def html(outcome: Outcome[Page | None]) -> str:
    """Give the HTML of a page that was made without a finding."""
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value.html


def test_a_value_is_whole_inside_its_element() -> None:
    """Qualifier, number and unit cannot be parted by whoever takes the element out of the page."""
    figure = FigureText(
        fact="displaced",
        text="at least 25,000\u00a0people",
        lead="at least ",
        number="25,000",
        tail="\u00a0people",
        machine="25000",
        bound="lower",
        quantity=Quantity(low=Decimal(25000), qualifier="at-least", unit="person"),
    )
    written = html_of_figure(figure)
    assert written == (
        '<data class="figure" value="25000" data-fact="displaced"><span class="lead">at least </span>'
        '<b class="number">25,000</b>\u00a0<span class="unit">people</span></data>'
    )
    assert plain(written) == figure.text == plain(figure)


def test_an_ending_stays_with_its_number() -> None:
    """`100.000-dən çox` must not be broken over lines on a card."""
    figure = FigureText(
        fact="x",
        text="5-dən çox",
        lead="",
        number="5",
        tail="-dən çox",
        machine="5",
        bound="lower",
        quantity=Quantity(low=Decimal(5), qualifier="more-than"),
    )
    assert '<span class="ending">-dən çox</span>' in html_of_figure(figure)


def test_texts_of_facts_are_escaped() -> None:
    """What looks like markup prints as typed."""
    text = Text(runs=(Run(text="<script>"), Run(text='"&', kind="name", ref="a")), fallback="")
    assert html_of_text(text) == '&lt;script&gt;<span data-name="a">&#34;&amp;</span>'


def test_english_that_stands_in_is_marked() -> None:
    """A screen reader says it in English, and a reader sees why."""
    text = Text(runs=(Run(text="Rain"),), fallback="en-GB")
    assert html_of_text(text) == '<span lang="en-GB" class="untranslated">Rain</span>'


def test_dates_that_html_has_no_word_for_are_no_time() -> None:
    """A decade has no `datetime`."""
    text = Text(runs=(Run(text="1990-ական", kind="time", ref="x", value=""),))
    assert html_of_text(text) == '<span data-fact="x"><span class="joined">1990-ական</span></span>'


def test_values_and_dates_carry_their_machine_form(sample: Path) -> None:
    """`<data value data-fact>` and `<time datetime>`."""
    page = html(rendered(sample))
    assert '<data value="1200" data-fact="households">at least 1,200\u00a0households</data>' in page
    assert '<time datetime="2026-03-02" data-fact="flood">On 2\u00a0March 2026</time>' in page


def test_a_restricted_fact_is_on_no_page(sample: Path) -> None:
    """Neither its text nor its id."""
    facts = sample / "facts" / "sample.yaml"
    hidden = (
        "  shelter:\n    section: current-crisis\n    kind: status\n    sensitivity: restricted\n"
        "    text: People hide in the old mill.\n    sources: [{source: report}]\n  rain:\n"
    )
    facts.write_text(facts.read_text(encoding="utf-8").replace("  rain:\n", hidden), encoding="utf-8")
    page = html(rendered(sample))
    assert "old mill" not in page
    assert "shelter" not in page


def test_a_project_replaces_a_template_by_one_of_the_same_name(sample: Path) -> None:
    """The rest stays that of the tool."""
    template(sample, '<p class="own">{{ brief.title }}</p>')
    page = html(rendered(sample))
    assert '<p class="own">Flood in <span data-name="velora">Velora</span></p>' in page
    assert 'id="not-known"' in page


def test_a_word_without_translation_is_marked_and_said_above(sample: Path) -> None:
    """A template with a new word prints it in English, and the strip at the top says so."""
    template(sample, '<p>{{ _("A word nobody knows") }}</p>')
    page = html(rendered(sample, locale="hy"))
    assert '<span lang="en" class="untranslated">A word nobody knows</span>' in page
    assert "Տեքստի որոշ մասեր դեռ թարգմանված չեն" in page


@pytest.mark.parametrize(
    "text",
    [
        "{{ brief.__class__.__mro__ }}",
        "{{ brief.words.look_up.__globals__ }}",
        "{{ ''.join(['a']) }}",
        "{{ 'a'.__class__ }}",
        "{{ '%999999d'|format(1) }}",
        "{{ brief.facts.clear() }}",
        "{{ cycler('a').__init__.__globals__ }}",
        "{{ 'a' * 99999999 }}",
        "{% for a in range(99999999) %}{% endfor %}",
        "{{ brief.title|attr('__class__') }}",
        "{% autoescape false %}{{ brief.title }}{% endautoescape %}",
        "{{ brief.title|safe }}",
        "{{ self.__init__ }}",
        "{{ brief.spans }}{{ lipsum() }}",
    ],
)
def test_what_a_stranger_may_try_is_refused(sample: Path, text: str) -> None:
    """No page is made, and the finding is in the template."""
    template(sample, text)
    found = rendered(sample)
    assert found.value is None
    assert [f.span.file for f in found.diagnostics if f.span] == ["templates/partials/names.html"]


@pytest.mark.parametrize(
    "text",
    [
        '{% include "partials/names.html" %}',
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% for a in brief.gaps %}" * 18 + "x" + "{% endfor %}" * 18,
    ],
)
def test_a_template_without_end_ends(sample: Path, text: str) -> None:
    """Loading itself, calling itself, or loops within loops over data."""
    facts = sample / "facts" / "sample.yaml"
    more = "".join(f"  gap-{n}: {{text: Nothing is known of it.}}\n" for n in "abcdef")
    facts.write_text(facts.read_text(encoding="utf-8").replace("gaps:\n", f"gaps:\n{more}"), encoding="utf-8")
    template(sample, text)
    found = rendered(sample)
    assert found.value is None
    assert [f.code.id for f in found.diagnostics] == ["BR507"]


def test_what_is_typed_into_a_template_is_found_where_it_stands(sample: Path) -> None:
    """Words and numbers between tags, in spoken attributes and in constants; comments and styles are free."""
    template(
        sample,
        "{# Note 1 #}<!-- Note 2 --><style>p { margin: 3px }</style>\n"
        '<img alt="A map" src="x9.svg"><p class="c5">&nbsp;· {{ _("Fine") }}</p>\n'
        '{{ "Bare" }} {{ 7 }}\n<p>Loose words</p>\n',
    )
    found = [f for f in check_templates(open_inputs(sample), "plain") if f.span is not None]
    assert [(f.code.id, f.span.line, f.span.column) for f in found if f.span] == [
        ("BR509", 4, 4),
        ("BR509", 2, 11),
        ("BR509", 3, 5),
        ("BR504", 3, 17),
    ]


def test_the_templates_of_the_tool_are_clean() -> None:
    """What the tool carries keeps its own rules."""
    assert check_templates(open_inputs(Path(__file__).parents[2]), "plain") == ()
