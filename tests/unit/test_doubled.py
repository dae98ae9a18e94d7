"""Words typed beside a placeholder that prints them itself, in four languages."""

from pathlib import Path

import pytest

from briefing.catalogs import PlacedText
from briefing.diagnostics import Span
from briefing.inputs import Inputs
from briefing.languages import read_language
from briefing.placeholders import parse_message
from briefing.renditions.doubled import doubled_words
from briefing.renditions.texts import Run

ROOT = Path(__file__).parents[2]
PLACE = "{dead}"


def found(locale: str, text: str, prints: str) -> list[tuple[str, int]]:
    """Give the words found in a message whose placeholders all print the same, each with its column."""
    language = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert language is not None
    pieces = [piece for piece in parse_message(text).pieces if piece]
    runs = [Run(text=p) if isinstance(p, str) else Run(text=prints, kind="data", ref=p.id) for p in pieces]
    message = PlacedText(text=text, span=Span(file="x.po", line=1, column=1), locale=locale)
    doubled = doubled_words(message, pieces, runs, language)
    return [(d.message.split("`")[1], d.span.column) for d in doubled if d.span is not None]


@pytest.mark.parametrize(
    ("locale", "text", "prints", "words"),
    [
        ("en-GB", "At least {dead} have died.", "at least 12 people", ["At least"]),
        ("en-GB", "Some at least {dead} died.", "at least 12 people", ["at least"]),
        ("en-GB", "It lasted about {dead}.", "about one day", ["about"]),
        ("en-GB", "It began on {dead}.", "on 2 March", ["on"]),
        ("en-GB", "The {dead} met.", "the town council", ["The"]),
        ("en-GB", "{dead} people have died.", "at least 12\u00a0people", ["people"]),
        ("hy", "Զոհվել է առնվազն {dead}։", "առնվազն 12 մարդ", ["առնվազն"]),
        ("hy", "Զոհվել է ավելի քան {dead}։", "ավելի քան 12 մարդ", ["ավելի քան"]),
        ("az", "Ən azı {dead} həlak olub.", "ən azı 12 nəfər", ["Ən azı"]),
        ("az", "{dead} çox həlak olub.", "12 nəfərdən çox", ["çox"]),
        ("ru", "Погибли не менее {dead}.", "не менее 12 человек", ["не менее"]),
        ("ru", "Это случилось в {dead}.", "в 2020\u202fг.", ["в"]),
        ("ru", "Погибли {dead} человек.", "12\u00a0человек", ["человек"]),
    ],
)
def test_doubled_words_are_found(locale: str, text: str, prints: str, words: list[str]) -> None:
    """Qualifiers, prepositions of dates, articles of names, units: before and after, in any case of letters."""
    assert [word for word, _ in found(locale, text, prints)] == words


@pytest.mark.parametrize(
    ("text", "prints"),
    [
        ("{dead} have died.", "at least 12 people"),
        ("At last {dead} have died.", "at least 12 people"),
        ("He said that, {dead}.", "that 12 people died"),
        ("least {dead}", "at least 12 people"),
        ("{dead}, people said.", "12 people"),
        ("Most people, {dead}.", "people"),
    ],
)
def test_other_words_are_not(text: str, prints: str) -> None:
    """A sign between two words parts them; part of a qualifier is another word."""
    assert found("en-GB", text, prints) == []
