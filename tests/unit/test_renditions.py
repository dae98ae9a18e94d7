"""Renditions: what a brief says in one locale, by every number it may hold and every policy for names."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.catalogs import read_catalog
from briefing.diagnostics import Diagnostic
from briefing.editions import Plan
from briefing.facts import FactBook, read_facts
from briefing.languages import read_language
from briefing.project import open_inputs, read_project, short_locale
from briefing.renditions import Binding, Rendition, bind_rendition

ROOT = Path(__file__).parents[2]
FLOOD = ROOT / "tests" / "flood"
BRIEFS = (
    (ROOT, "nagorno-karabakh-2023", date(2026, 11, 23)),
    (FLOOD, "velora-flood-2026", date(2026, 3, 10)),
)
NUMBERS = ("0", "1", "2", "5", "11", "21", "101", "1.5", "25000")


def bound(
    root: Path, brief: str, today: date, locale: str, **changed: Any
) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    """Bind a brief to a locale; `value` puts a number into all its single values, `values` into those named.

    Other keys change settings.
    """
    inputs = open_inputs(root)
    project = read_project(inputs).value
    value, values = changed.pop("value", None), changed.pop("values", {})
    project = replace(project, **changed)
    languages = {o: read_language(inputs, o).value for o in project.locales}
    book = read_facts(inputs, f"facts/{brief}.yaml", today=today).value
    language, english = languages[locale], languages[project.locales[0]]
    assert book is not None
    assert language is not None
    assert english is not None
    is_english = language is english
    catalogs = [None if is_english else read_catalog(inputs, locale, d).value for d in (brief, "templates")]
    known = [(short_locale(project.locales, o), its) for o, its in languages.items() if its is not None]
    binding = Binding(
        book=with_values(book if value is None else with_value(book, Decimal(value)), values),
        language=language,
        english=english,
        catalog=catalogs[0],
        words=catalogs[1],
        siblings=tuple(known),
        project=project,
        plan=Plan(today=today),
    )
    outcome = bind_rendition(binding)
    return outcome.value, outcome.diagnostics


def with_value(book: FactBook, number: Decimal) -> FactBook:
    """Put a number into every fact with a single value."""
    facts = {
        id_: replace(fact, value=number) if isinstance(fact.value, Decimal) else fact
        for id_, fact in book.file.facts.items()
    }
    return replace(book, file=replace(book.file, facts=facts))


def with_values(book: FactBook, values: Mapping[str, Decimal]) -> FactBook:
    """Put numbers into the facts named, as exact values."""
    facts = {
        id_: replace(book.file.facts[id_], value=value, qualifier="exactly") for id_, value in values.items()
    }
    return replace(book, file=replace(book.file, facts={**book.file.facts, **facts}))


def text_of(rendition: Rendition) -> str:
    """Give all sentences of a rendition, spaces made plain."""
    texts = [str(fact.text) for fact in rendition.facts.values()]
    return "\n".join(texts).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("locale", ["en-GB", "hy", "az", "ru"])
@pytest.mark.parametrize(("root", "brief", "today"), BRIEFS, ids=["shipped", "flood"])
def test_every_message_takes_every_number(
    root: Path, brief: str, today: date, locale: str, number: str
) -> None:
    """No finding, no hole, and each value prints with all its digits."""
    rendition, findings = bound(root, brief, today, locale, value=number)
    assert findings == ()
    assert "{" not in text_of(rendition)
    figures = [
        f.figure for f in rendition.facts.values() if f.figure is not None and f.figure.bound != "part"
    ]
    digits = number.replace(".", "")
    single = [f for f in figures if f.bound != "range"]
    assert single
    assert all("".join(c for c in figure.number if c.isdigit()) == digits for figure in single)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("1", "не менее 1 человека"),
        ("2", "не менее 2 человек"),
        ("21", "не менее 21 человека"),
        ("101", "не менее 101 человека"),
        ("25000", "не менее 25 000 человек"),
    ],
)
def test_a_russian_qualifier_governs_its_case(number: str, expected: str) -> None:
    """Whatever the number is changed to, the word after it follows."""
    rendition, _ = bound(*BRIEFS[0], "ru", value=number)
    assert f"привело к перемещению {expected}*." in text_of(rendition)


def test_the_same_facts_stand_in_every_language() -> None:
    """Ids, kinds, values, speakers and certainty are those of the file; only words differ."""
    told = []
    for locale in ("en-GB", "hy", "az", "ru"):
        rendition, _ = bound(*BRIEFS[0], locale)
        told.append(
            [
                (f.id, f.kind, f.figure and f.figure.machine, f.speaker, f.certainty)
                for f in rendition.facts.values()
            ]
        )
        assert rendition.fallbacks == 0
    assert told[1:] == told[:1] * 3


@pytest.mark.parametrize(
    ("locale", "others"),
    [
        ("en-GB", "(Karabakh, Artsakh)"),
        ("hy", "(Ղարաբաղ, Արցախ)"),
        ("az", "(Qarabağ, Artsax)"),
        ("ru", "(Карабах, Арцах)"),
    ],
)
def test_dual_names_stand_in_brackets_once(locale: str, others: str) -> None:
    """At the first mention in the sentences of the page; not in titles, and never under the neutral policy."""
    dual, _ = bound(*BRIEFS[0], locale, names="dual")
    neutral, _ = bound(*BRIEFS[0], locale)
    assert text_of(dual).count(others) == 1
    assert others in str(dual.facts["disarm-agreement"].text)
    assert others not in str(dual.title)
    assert others not in text_of(neutral)


def test_the_local_policy_prints_the_usual_name_and_notes_the_others(sample: Path) -> None:
    """In its case forms; the neutral name moves into the note."""
    facts = sample / "facts" / "sample.yaml"
    old = "  velora:\n    names:"
    new = "  velora:\n    contested: true\n    local: {hy: {nom: Վելուր, gen: Վելուրի, loc: Վելուրում}}\n    names:"
    facts.write_text(facts.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    rendition, findings = bound(sample, "sample", date(2026, 3, 10), "hy", names="local")
    assert findings == ()
    assert str(rendition.title) == "Ջրհեղեղ Վելուրում"
    assert [(name.used, name.variants) for name in rendition.names] == [("Վելուր", ("Վելորա",))]
    english, _ = bound(sample, "sample", date(2026, 3, 10), "en-GB", names="local")
    assert str(english.title) == "Flood in Velora"


def test_rivals_share_a_card_and_events_alone_a_timeline() -> None:
    """Two counts of one thing are one group; a status has no place in time."""
    rendition, _ = bound(*BRIEFS[1], "en-GB")
    assert max(len(group) for group in rendition.figures) == 2
    assert {fact.kind for fact in rendition.timeline} <= {"event", "forecast"}
    keys = [fact.when.sort_key for fact in rendition.timeline if fact.when]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("locale", "alone", "beside"),
    [("en-GB", "1,234", "1,234"), ("hy", "1234", "1 234"), ("az", "1.234", "1.234"), ("ru", "1234", "1 234")],
)
def test_four_digits_are_grouped_beside_five(locale: str, alone: str, beside: str) -> None:
    """`1234` beside `12 345` looks like a number of another kind: one brief groups its numbers in one way."""
    written = []
    for longest in ("1234", "12345"):
        changed = {"displaced": Decimal("1234"), "displaced-survey": Decimal(longest)}
        rendition, _ = bound(*BRIEFS[1], locale, values=changed)
        figure = rendition.facts["displaced"].figure
        assert figure is not None
        written.append(figure.number.replace("\u202f", " "))
    assert written == [alone, beside]
