"""Provenance: where a printed number or date comes from, and everywhere it is printed.

From the words on the page back to the fact: its sentence, speaker, date, certainty, sources, its line in the fact file,
what it was before. And on to every finished file that shows it, with the page or the heading.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from briefing.build import Request, bind_briefs
from briefing.extraction import wanted_of_templates
from briefing.facts import Citation, Fact, FactBook
from briefing.inputs import Inputs
from briefing.languages import Language, read_language
from briefing.project import PUBLIC, Project
from briefing.proof.coverage import items_of
from briefing.proof.evidence import told_file
from briefing.proof.history import told_corrections, told_history, values_before
from briefing.proof.phrases import Vocabulary, vocabulary_of
from briefing.proof.spellings import key_of_spelling, number_in, spellings_of_date, spellings_of_value
from briefing.readback import Finished, find_finished, read_finished
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact
from briefing.values import When

Match = Literal["id", "value", "date", "date of the data", "former value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """A source of a fact: its id, the place in it as typed, and how it is described."""

    id: str
    at: str
    label: str
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A finished file that shows a fact, and where in it: pages of a PDF, headings of a web page."""

    file: str
    pages: tuple[int, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where something comes from: a fact, why it was found, and all that stands behind and before it."""

    brief: str
    fact: str
    match: Match
    file: str
    line: int
    sentences: Mapping[str, str]
    spellings: Mapping[str, str]
    value: str
    qualifier: str
    unit: str
    speaker: str
    speaker_name: str
    when: str
    as_of: str
    certainty: str
    sources: tuple[CitedSource, ...]
    history: tuple[str, ...]
    corrections: tuple[str, ...]
    printed: tuple[Printed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found for some words; when nothing was, the values that are nearest, each with its fact."""

    found: tuple[Provenance, ...]
    nearest: tuple[tuple[str, str], ...] = ()
    is_bound: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The briefs of a project, bound to every locale that can be, and what finds their finished files again."""

    inputs: Inputs
    folders: tuple[Path, ...]
    bound: tuple[tuple[FactBook, Rendition], ...]
    languages: tuple[Language, ...]

    @property
    def books(self) -> tuple[FactBook, ...]:
        """The facts of each brief once."""
        return tuple({book.file.brief.id: book for book, _ in self.bound}.values())

    def renditions(self, book: FactBook) -> tuple[Rendition, ...]:
        """Give the renditions of a brief."""
        return tuple(
            rendition for other, rendition in self.bound if other.file.brief.id == book.file.brief.id
        )

    def files(self, rendition: Rendition) -> Iterator[tuple[Finished, Vocabulary]]:
        """Read the finished files of a rendition, as many as can be read."""
        vocabulary = vocabulary_of(rendition, wanted_of_templates(self.inputs).value)
        places = [found for folder in self.folders for found in find_finished(folder, rendition.brief)]
        for locale, output, path in places:
            if locale == rendition.locale:
                finished = read_finished(rendition.brief, locale, output, path)
                if finished is not None:
                    yield finished, vocabulary


def open_library(inputs: Inputs, project: Project, request: Request) -> Library:
    """Bind what is asked for; the finished files lie in `request.out`, and published ones in `public`."""
    bound = bind_briefs(inputs, project, request).value
    languages = tuple(found for o in project.locales if (found := read_language(inputs, o).value) is not None)
    folders = tuple(dict.fromkeys((request.out, inputs.root / PUBLIC)))
    return Library(inputs=inputs, folders=folders, bound=bound, languages=languages)


def trace(library: Library, typed: str) -> Answer:
    """Find every public fact whose value, date or id was typed, in the spelling of any locale."""
    key = key_of_spelling(typed)
    matches = [
        (book, id_, match)
        for book in library.books
        for id_, fact in book.file.facts.items()
        if (
            match := _match(id_, fact, key, typed, library.languages)
            or _match_in_print(id_, key, library.renditions(book))
        )
        is not None
    ]
    if not matches:
        nearest = tuple(_nearest(library.books, typed))
        return Answer(found=(), nearest=nearest, is_bound=bool(library.books))
    return Answer(found=tuple(_provenance(book, id_, match, library) for book, id_, match in matches))


def _match(id_: str, fact: Fact, key: str, typed: str, languages: Sequence[Language]) -> Match | None:
    if typed.strip() == id_:
        return "id"
    if fact.quantity is not None and key in spellings_of_value(fact.quantity, languages):
        return "value"
    if fact.when is not None and key in spellings_of_date(fact.when, languages):
        return "date"
    if fact.as_of is not None and key in spellings_of_date(fact.as_of, languages):
        return "date of the data"
    former = (spellings_of_value(quantity, languages) for quantity in values_before(fact))
    return "former value" if any(key in spellings for spellings in former) else None


def _match_in_print(id_: str, key: str, renditions: Sequence[Rendition]) -> Match | None:
    """Match what is printed of a fact: units of the brief's own are known to its renditions alone."""
    for rendition in renditions:
        fact = rendition.facts.get(id_)
        if fact is None:
            continue
        figure = fact.figure
        printed = [run.text for run in fact.text.runs if run.ref == id_ and run.kind == "data"]
        if figure is not None:
            printed += [figure.text, f"{figure.number}{figure.tail}"]
        if key in map(key_of_spelling, printed):
            return "value"
    return None


def _nearest(books: Iterable[FactBook], typed: str) -> Iterator[tuple[str, str]]:
    """Give the three values nearest to a number, in proportion."""
    number = number_in(typed)
    facts = ((id_, fact.quantity) for book in books for id_, fact in book.file.facts.items())
    known = [(id_, quantity) for id_, quantity in facts if quantity is not None]
    if number is not None:
        known.sort(key=lambda pair: _distance(pair[1].low, number))
        yield from ((quantity.machine, id_) for id_, quantity in known[:3])


def _distance(one: Decimal, other: Decimal) -> Decimal:
    low, high = sorted((abs(one), abs(other)))
    return (high + 1) / (low + 1)


def _provenance(book: FactBook, id_: str, match: Match, library: Library) -> Provenance:
    fact = book.file.facts[id_]
    own = library.renditions(book)
    bound = {rendition.locale: rendition.facts[id_] for rendition in own}
    first = next(iter(bound.values()))
    span = book.places.key_span("facts", id_)
    return Provenance(
        brief=book.file.brief.id,
        fact=id_,
        match=match,
        file=span.file,
        line=span.line,
        sentences={locale: b.text.unmarked for locale, b in bound.items()},
        spellings={locale: b.figure.text for locale, b in bound.items() if b.figure is not None},
        value=fact.quantity.machine if fact.quantity is not None else "",
        qualifier=fact.qualifier if fact.quantity is not None else "",
        unit=fact.quantity.unit or "" if fact.quantity is not None else fact.unit or "",
        speaker=fact.said_by,
        speaker_name=first.speaker_name,
        when=_told_date(fact.when),
        as_of=_told_date(fact.as_of),
        certainty=fact.certainty,
        sources=tuple(_cited(book, citation) for citation in fact.sources),
        history=told_history(fact),
        corrections=told_corrections(fact),
        printed=tuple(_printed(id_, own, library)),
    )


def _cited(book: FactBook, citation: Citation) -> CitedSource:
    source = book.file.sources.get(citation.source)
    label = " · ".join(filter(None, (source.label, source.title, source.publisher))) if source else ""
    published = _told_date(source.published) if source is not None else ""
    return CitedSource(id=citation.source, at=citation.at or "", label=label, published=published)


def _told_date(when: When | None) -> str:
    """Give a date as it was typed, `early 199X` for a part of a decade; empty where it is unknown."""
    if when is None:
        return ""
    part = when.start.part if when.start is not None else None
    return f"{part} {when.edtf}" if part else when.edtf


def _printed(id_: str, renditions: Sequence[Rendition], library: Library) -> Iterator[Printed]:
    """Find the sentences that hold the fact, and its figure, in every finished file."""
    for rendition in renditions:
        holding = {id_, *(other for other, fact in rendition.facts.items() if _holds(fact, id_))}
        for finished, vocabulary in library.files(rendition):
            items = items_of(finished.text, vocabulary)
            shown = [
                finished.stop_at(item.offset)
                for item in items
                if item.is_of("figure", id_) or any(item.is_of("sentence", other) for other in holding)
            ]
            if shown:
                pages = tuple(dict.fromkeys(stop.page for stop in shown if stop.page))
                headings = tuple(dict.fromkeys(stop.heading for stop in shown if not stop.page))
                file = told_file(Path(finished.path), library.inputs.root)
                yield Printed(file=file, pages=pages, headings=headings)


def _holds(fact: BoundFact, id_: str) -> bool:
    """Whether the sentence or summary of a fact has the value or date of another in it."""
    runs = (*fact.text.runs, *(fact.summary.runs if fact.summary is not None else ()))
    return any(run.ref == id_ and run.kind in ("data", "time") for run in runs)
