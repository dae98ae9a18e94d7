"""Extraction: what translators are asked for, and what they never see."""

from datetime import date
from pathlib import Path

from briefing.catalogs import Wanted
from briefing.extraction import wanted_of_facts, wanted_of_templates
from briefing.facts import read_facts
from briefing.project import open_inputs


def asked(root: Path) -> dict[str, Wanted]:
    """Give the messages of the sample brief by context."""
    book = read_facts(open_inputs(root), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert book is not None
    return {message.context: message for message in wanted_of_facts(book)}


def test_every_text_is_asked_for_under_the_id_of_its_fact(sample: Path) -> None:
    """Title, headings, facts with label and summary, gaps, sources, units."""
    contexts = list(asked(sample))
    assert contexts[:4] == ["brief:title", "brief:standfirst", "part:current-crisis:flood", "flood"]
    assert {"households:label", "gap:counter", "source:report:label", "unit:sandbag"} < set(contexts)


def test_a_value_is_neither_in_the_note_nor_in_the_msgid(sample: Path) -> None:
    """So that a changed number changes no catalogue."""
    message = asked(sample)["households"]
    assert message.msgid == "{council:start} says that {households} left their homes."
    assert "{households}: a number, with its unit `household`" in message.note
    assert message.note.split("\n")[0] == "figure, claimed; council says it"


def test_a_changed_number_asks_for_the_same_messages(sample: Path) -> None:
    """Keys and plurals are equal, whatever the value."""
    before = {message.key: message.plural for message in asked(sample).values()}
    facts = sample / "facts" / "sample.yaml"
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("value: 1200", "value: 1300"), encoding="utf-8"
    )
    assert {message.key: message.plural for message in asked(sample).values()} == before


def test_what_is_not_public_is_asked_of_nobody(sample: Path) -> None:
    """A restricted fact leaves neither text nor id."""
    facts = sample / "facts" / "sample.yaml"
    text = facts.read_text(encoding="utf-8")
    facts.write_text(
        text.replace("kind: forecast", "kind: forecast\n    sensitivity: restricted"), encoding="utf-8"
    )
    assert "rain" not in asked(sample)


def test_words_of_templates_have_place_note_and_plural(sample: Path) -> None:
    """Each once, with every file that has it."""
    folder = sample / "templates" / "partials"
    folder.mkdir(parents=True)
    (folder / "names.html").write_text(
        '{# translators: above the list #}\n<h2>{{ _("Places named") }}</h2>\n'
        '{{ ngettext("{n} place named", "{n} places named", brief.names|length) }}\n{{ _("Timeline") }}',
        encoding="utf-8",
    )
    found = wanted_of_templates(open_inputs(sample))
    words = {message.msgid: message for message in found.value}
    assert found.diagnostics == ()
    assert words["Places named"].note == "above the list"
    assert (words["Places named"].span.line, words["Places named"].span.column) == (2, 10)
    assert words["{n} place named"].plural == "{n} places named"
    assert words["Timeline"].places == ("templates/partials/names.html", "templates/partials/timeline.html")


def test_a_computed_word_is_found(sample: Path) -> None:
    """No catalogue can hold it."""
    folder = sample / "templates" / "partials"
    folder.mkdir(parents=True)
    (folder / "names.html").write_text("<p>\n{{ _(brief.title) }}</p>", encoding="utf-8")
    found = wanted_of_templates(open_inputs(sample)).diagnostics
    assert [(f.code.id, f.span.line) for f in found if f.span] == [("BR509", 2)]
