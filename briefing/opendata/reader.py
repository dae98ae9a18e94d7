"""Books and renditions into DataBooks: every fact once, with its words in all locales side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from briefing.build import Request, bind_briefs
from briefing.diagnostics import Diagnostic
from briefing.facts import Fact, FactBook, first_day, last_day
from briefing.inputs import Inputs
from briefing.opendata.model import DataBook, DataDate, DataFact, DataSource, Words
from briefing.project import Project
from briefing.renditions import Rendition
from briefing.renditions.texts import Text
from briefing.values import Moment, Quantity, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The briefs that are sound in every locale asked for, those of them under embargo, and what was found."""

    books: tuple[DataBook, ...]
    embargoed: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_open_data(inputs: Inputs, project: Project, request: Request) -> Export:
    """Bind what is asked for; a brief that lacks one of the locales is left out whole."""
    bound = bind_briefs(inputs, project, request)
    by_brief: dict[str, list[tuple[FactBook, Rendition]]] = {}
    for book, rendition in bound.value:
        by_brief.setdefault(rendition.brief, []).append((book, rendition))
    whole = [pairs for pairs in by_brief.values() if len(pairs) == len(request.locales)]
    return Export(
        books=tuple(_book(pairs[0][0], [rendition for _, rendition in pairs]) for pairs in whole),
        embargoed=tuple(pairs[0][1].brief for pairs in whole if pairs[0][1].embargo is not None),
        diagnostics=bound.diagnostics,
    )


def _book(book: FactBook, renditions: Sequence[Rendition]) -> DataBook:
    first = renditions[0]
    return DataBook(
        brief=first.brief,
        digest=sha256(first.data).hexdigest(),
        locales=tuple(rendition.locale for rendition in renditions),
        title=_words((rendition.locale, rendition.title) for rendition in renditions),
        sources=_sources(book, renditions),
        facts=tuple(_fact(id_, fact, renditions) for id_, fact in book.file.facts.items()),
    )


def _sources(book: FactBook, renditions: Sequence[Rendition]) -> Mapping[str, DataSource]:
    by_locale = {r.locale: {source.id: source for source in r.sources} for r in renditions}
    return {
        id_: DataSource(
            id=id_,
            kind=source.kind,
            label=_words((locale, sources[id_].label) for locale, sources in by_locale.items()),
            title=source.title,
            publisher=source.publisher,
            author=source.author,
            language=source.language,
            published=_date(source.published),
            url=source.url,
            is_protected=source.protected,
        )
        for id_, source in book.file.sources.items()
    }


def _fact(id_: str, fact: Fact, renditions: Sequence[Rendition]) -> DataFact:
    bound = [(rendition.locale, rendition.facts[id_]) for rendition in renditions]
    labels = [(locale, b.label) for locale, b in bound if b.label is not None]
    conditions = [(locale, b.condition) for locale, b in bound if b.condition is not None]
    is_named = fact.said_by != "narrator"
    return DataFact(
        id=id_,
        section=fact.section,
        kind=fact.kind,
        sentence=_words((locale, b.text) for locale, b in bound),
        label=_words(labels) if labels else None,
        value=_value(fact.quantity) if fact.quantity is not None else None,
        qualifier=fact.qualifier if fact.quantity is not None else None,
        unit=fact.unit,
        speaker=fact.said_by,
        speaker_name={locale: b.speaker_name for locale, b in bound} if is_named else None,
        speech_act=fact.speech_act,
        certainty=fact.certainty,
        when=_date(fact.when),
        as_of=_date(fact.as_of),
        sources=tuple((citation.source, citation.at) for citation in fact.sources),
        competes_with=fact.competes_with,
        contradicts=fact.contradicts,
        sum_of=fact.sum_of,
        meets=fact.meets,
        likelihood=fact.likelihood,
        condition=_words(conditions) if conditions else None,
        outcome=fact.outcome.state if fact.outcome is not None else None,
        hxl=fact.hxl,
    )


def _words(texts: Iterable[tuple[str, Text]]) -> Words:
    """Give the texts by locale; what had to stay in English is no text of the locale."""
    return {locale: None if text.fallback else text.unmarked for locale, text in texts}


def _value(quantity: Quantity) -> Mapping[str, str]:
    low = f"{quantity.low:f}"
    if quantity.high is not None:
        return {"low": low, "high": f"{quantity.high:f}"}
    return {"number": low} if quantity.of is None else {"part": low, "of": f"{quantity.of:f}"}


def _date(when: When | None) -> DataDate | None:
    if when is None:
        return None
    last = when.end if when.is_interval else when.start
    is_told = not when.is_in_doubt
    return DataDate(
        edtf=when.edtf,
        part=next((end.part for end in (when.start, when.end) if end is not None and end.part), None),
        start=_day(when.start, first_day) if is_told else None,
        end=_day(last, last_day) if is_told else None,
    )


def _day(moment: Moment | None, day_of: Callable[[Moment], date]) -> str | None:
    return day_of(moment).isoformat() if moment is not None else None
