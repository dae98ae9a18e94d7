"""Phrases: everything that a rendition lets a finished file say, each with what it is.

They come from the rendition, never from a page: sentences, figures, dates, names, places in sources, counts; and from
the catalogue of the templates, whose words are filled, or else taken apart at their placeholders.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from typing import Final, Literal

from briefing.catalogs import Wanted
from briefing.placeholders import parse_message
from briefing.proof.annex import years_of
from briefing.proof.fillings import FILLED, fillings_of
from briefing.readback import squeezed_text
from briefing.renditions import Rendition
from briefing.renditions.audience import printed_fields
from briefing.renditions.model import BoundFact, BoundName, CitationText, YearScale
from briefing.renditions.texts import DateText, FigureText, Text

Kind = Literal["sentence", "figure", "label", "text", "name", "date", "count", "place", "words"]

_COUNTS: Final = (0, 1, 2, 3, 5, 11, 21, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Something a file may say: what kind of thing, of which fact (or "", for a name the actor), as it prints.

    Of words of templates, `ref` is the context, and `whole` the msgid of those that have no placeholder.
    """

    kind: Kind
    ref: str = ""
    text: str
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """All phrases of a rendition by their squeezed text; `by_start` lists those of two first signs, longest first."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    by_start: Mapping[str, tuple[str, ...]]


def vocabulary_of(rendition: Rendition, words: tuple[Wanted, ...]) -> Vocabulary:
    """Gather what a rendition and the words of templates may say."""
    gathered: dict[str, dict[Phrase, None]] = {}
    for phrase in (*_of_rendition(rendition), *_of_words(rendition, words)):
        key = squeezed_text(phrase.text)
        if any(sign.isalnum() for sign in key):
            gathered.setdefault(key, {})[phrase] = None
    by_start: dict[str, list[str]] = {}
    for key in sorted(gathered, key=len, reverse=True):
        by_start.setdefault(key[:2], []).append(key)
    return Vocabulary(
        phrases={key: tuple(found) for key, found in gathered.items()},
        by_start={start: tuple(keys) for start, keys in by_start.items()},
    )


def _of_rendition(rendition: Rendition) -> Iterator[Phrase]:
    for fact in rendition.facts.values():
        yield from _of_fact(fact)
    yield from _walk(rendition, rendition)
    for name in rendition.names:
        yield Phrase(kind="text", text=rendition.words.listing(name.variants))
    places = tuple(position.name for position in rendition.positions)
    yield Phrase(kind="text", text=rendition.words.listing(places))
    if rendition.scale is not None:
        yield from (Phrase(kind="date", text=str(year)) for year in years_of(rendition))


def _of_fact(fact: BoundFact) -> Iterator[Phrase]:
    yield Phrase(kind="sentence", ref=fact.id, text=str(fact.text))
    if fact.summary is not None:
        yield Phrase(kind="sentence", ref=fact.id, text=str(fact.summary))
    if fact.label is not None:
        yield Phrase(kind="label", ref=fact.id, text=str(fact.label))
    if fact.sum_reason is not None:
        yield Phrase(kind="text", ref=fact.id, text=str(fact.sum_reason))
    if fact.figure is not None:
        yield Phrase(kind="figure", ref=fact.id, text=fact.figure.text)
    if fact.speaker != "narrator":
        for name in dict.fromkeys((fact.speaker_name, fact.speaker_at_start)):
            yield Phrase(kind="name", ref=fact.speaker, text=name)


def _walk(value: object, rendition: Rendition) -> Iterator[Phrase]:
    """Give every text below a value, whatever fields the types of a rendition come to have."""
    match value:
        case BoundFact():  # its texts are told apart above
            told = (value.when, value.as_of, value.citations, value.outcome, value.trend, value.expected)
            yield from _each(told, rendition)
        case Text() | DateText() | FigureText() | CitationText() | BoundName() | str() | bool() | int():
            yield from _of_value(value, rendition)
        case Mapping():
            yield Phrase(kind="count", text=rendition.words.number(len(value)))
            yield from _each(tuple(value.values()), rendition)
        case tuple():
            yield Phrase(kind="count", text=rendition.words.number(len(value)))
            yield from _each(value, rendition)
        case YearScale():  # what it prints is worked out anew
            return
        case _ if is_dataclass(value) and not isinstance(value, type):
            shown = [getattr(value, name) for name in printed_fields(type(value))]
            yield from _each(tuple(shown), rendition)


def _of_value(
    value: Text | DateText | FigureText | CitationText | BoundName | str | int, rendition: Rendition
) -> Iterator[Phrase]:
    match value:
        case Text() | str():
            yield Phrase(kind="text", text=str(value))
        case DateText():
            yield Phrase(kind="date", text=value.text)
        case FigureText():
            yield Phrase(kind="figure", ref=value.fact, text=value.text)
        case CitationText():
            yield Phrase(kind="count", text=value.number)
            yield Phrase(kind="place", text=value.at)
        case BoundName():
            yield from (Phrase(kind="text", text=text) for text in (value.used, *value.variants))
        case int() if not isinstance(value, bool):
            yield Phrase(kind="count", text=rendition.words.number(value))


def _each(values: tuple[object, ...], rendition: Rendition) -> Iterator[Phrase]:
    for value in values:
        yield from _walk(value, rendition)


def _of_words(rendition: Rendition, words: tuple[Wanted, ...]) -> Iterator[Phrase]:
    there = {(wanted.context, wanted.msgid) for wanted in words}
    for message, text in fillings_of(rendition):
        if (message.context, message.msgid) in there:
            yield Phrase(kind="words", ref=message.context, text=text)
    filled = {(message.context, message.msgid) for message in FILLED}
    for wanted in (wanted for wanted in words if (wanted.context, wanted.msgid) not in filled):
        for count in _COUNTS if wanted.plural else (None,):
            text, _ = rendition.words.look_up(wanted.context, wanted.msgid, wanted.plural, count)
            pieces = parse_message(text).pieces
            whole = wanted.msgid if len(pieces) == 1 and wanted.plural is None else ""
            for piece in pieces:
                if isinstance(piece, str):
                    yield Phrase(kind="words", ref=wanted.context, text=piece, whole=whole)
