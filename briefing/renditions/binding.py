"""Facts and a catalogue into the rendition of one locale: the room's one way in."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from briefing.catalogs import Wanted, translation_of
from briefing.diagnostics import Outcome, Span
from briefing.facts import Difference, Fact, FactBook, Source, is_overdue, rules_of
from briefing.languages import (
    Language,
    capitalize_first,
    format_list,
    format_number,
    keep_together,
    plural_index,
    quote,
)
from briefing.renditions.addresses import address_of
from briefing.renditions.changes import bind_changes, day_of, embargo_of
from briefing.renditions.citations import citations_of
from briefing.renditions.dating import date_of_data
from briefing.renditions.figures import figure_of
from briefing.renditions.grouping import group_evenly
from briefing.renditions.messages import write_name
from briefing.renditions.model import (
    BoundFact,
    BoundName,
    BoundPart,
    BoundSection,
    BoundSource,
    Hyphenation,
    Rendition,
    Sibling,
    Words,
)
from briefing.renditions.pictures import likelihoods_of, needs_of, positions_of, trend_of
from briefing.renditions.pseudo import LOCALE as PSEUDO
from briefing.renditions.pseudo import pseudo_of
from briefing.renditions.relations import current_of, outcome_of, relations_of
from briefing.renditions.statements import condition_of, description_of, sentence_of, timeline_of
from briefing.renditions.texts import Text
from briefing.renditions.timescale import scale_of
from briefing.renditions.writer import Binding, Writer


def bind_rendition(binding: Binding) -> Outcome[Rendition]:
    """Bind facts to a locale. Findings are of placeholders, forms, units and names; no text is left out."""
    binding = group_evenly(binding)
    writer = Writer(binding=binding)
    file = binding.book.file
    on_page = [id_ for s in file.sections.values() for part in s.parts.values() for id_ in part.facts]
    in_order = [*(id_ for id_ in on_page if id_ in file.facts), *file.facts]
    bound = {id_: _bind_fact(id_, file.facts[id_], writer) for id_ in dict.fromkeys(in_order)}
    facts = {id_: bound[id_] for id_ in file.facts}
    rendition = _assemble(facts, writer)
    return Outcome(value=rendition, diagnostics=tuple(writer.findings))


def _bind_fact(id_: str, fact: Fact, writer: Writer) -> BoundFact:
    at = ("facts", id_)
    binding = writer.binding
    speaker = "" if fact.said_by == "narrator" else writer.name(fact.said_by, "actors")
    figure = figure_of(id_, fact.quantity, writer) if fact.quantity is not None else None
    return BoundFact(
        id=id_,
        kind=fact.kind,
        section=fact.section,
        text=sentence_of(id_, writer.text(id_, fact.text, (*at, "text")), writer),
        summary=_summary(id_, fact, writer),
        label=writer.text(f"{id_}:label", fact.label, (*at, "label")) if fact.label else None,
        figure=figure,
        when=writer.date(fact.when),
        as_of=writer.date(fact.as_of),
        is_outdated=id_ in writer.outdated,
        speaker=fact.said_by,
        speaker_name=speaker,
        speaker_at_start=capitalize_first(writer.language, speaker),
        speech_act=fact.speech_act,
        certainty=fact.certainty,
        citations=tuple(citations_of(fact.sources, writer)),
        rivals=_living(fact.competes_with, writer),
        contradicts=_living(fact.contradicts, writer),
        outcome=outcome_of(id_, fact, writer),
        trend=() if id_ in writer.replaced else trend_of(id_, fact, writer),
        sum_reason=_sum_reason(id_, fact, writer),
        likelihood=fact.likelihood or "",
        condition=condition_of(id_, fact, writer),
        expected=writer.date(fact.when) if is_overdue(fact, binding.plan.today) else None,
    )


def _summary(id_: str, fact: Fact, writer: Writer) -> Text | None:
    if not fact.summary:
        return None
    return sentence_of(id_, writer.text(f"{id_}:summary", fact.summary, ("facts", id_, "summary")), writer)


def _sum_reason(id_: str, fact: Fact, writer: Writer) -> Text | None:
    reason = fact.sum_differs.reason if isinstance(fact.sum_differs, Difference) else None
    return writer.text(f"{id_}:sum", reason, ("facts", id_, "sum_differs", "reason")) if reason else None


def _living(ids: tuple[str, ...], writer: Writer) -> tuple[str, ...]:
    """Give those of some facts that are shown and hold."""
    facts = writer.binding.book.file.facts
    return tuple(id_ for id_ in ids if id_ in facts and id_ not in writer.replaced)


def _assemble(facts: Mapping[str, BoundFact], writer: Writer) -> Rendition:
    binding, file, plan = writer.binding, writer.binding.book.file, writer.binding.plan
    changes, other_changes = bind_changes(facts, writer)
    current = current_of(facts, writer)
    sections = tuple(_section(id_, current, writer) for id_ in file.sections)
    groups = _figure_groups(sections, facts)
    keys = [fact.id for group in groups for fact in group] or [f.id for f in current.values() if f.figure]
    key_facts = [file.facts[id_] for id_ in keys]
    timeline = timeline_of(current)
    sources = tuple(_source(id_, facts, writer) for id_ in file.sources)
    base_url, short, words = binding.project.base_url, _short(binding), _words(binding)
    standfirst = writer.text("brief:standfirst", file.brief.standfirst, ("brief", "standfirst"))
    return Rendition(
        brief=file.brief.id,
        locale=short,
        tag=PSEUDO if binding.is_pseudo else binding.language.tag,
        direction=binding.language.direction,
        title=writer.text("brief:title", file.brief.title, ("brief", "title")),
        standfirst=standfirst,
        description=description_of(standfirst, words),
        publisher=binding.project.publisher,
        contact=binding.project.contact,
        base_url=base_url,
        address=address_of(base_url, file.brief.id, short),
        kept_address=address_of(base_url, file.brief.id, short, plan.number),
        number=plan.number,
        edition=writer.count(plan.number) if plan.number is not None else "",
        coming=writer.count(plan.coming),
        since=writer.count(plan.since) if plan.since is not None else "",
        issued=day_of(plan.issued, writer),
        embargo=embargo_of(plan.embargo, writer),
        changes=changes,
        other_changes=other_changes,
        more_changes=len(other_changes),
        next_edition=writer.date(file.edition.next),
        data_as_of=date_of_data(key_facts, writer),
        data_undated=sum(1 for fact in key_facts if fact.as_of is None),
        sections=sections,
        facts=facts,
        figures=groups,
        timeline=timeline,
        scale=scale_of(tuple(fact for fact in timeline if rules_of(fact.kind).date == "expected")),
        undated=tuple(f for f in current.values() if rules_of(f.kind).date == "expected" and f.when is None),
        statements=tuple(f for f in current.values() if _is_statement(f)),
        relations=tuple(relations_of(facts, writer)),
        needs=tuple(needs_of({id_: file.facts[id_] for id_ in current}, current, writer)),
        likelihoods=tuple(likelihoods_of(current, writer)),
        positions=tuple(positions_of(writer)),
        coastline=binding.project.coastline_credit,
        gaps=tuple(
            writer.text(f"gap:{g}", gap.text, ("gaps", g, "text"))
            for g, gap in file.gaps.items()
            if g not in writer.answers
        ),
        sources=sources,
        certainties=_certainties(current),
        names=tuple(_names(writer)),
        siblings=tuple(_siblings(binding)),
        words=words,
        has_outdated=any(f.is_outdated for f in facts.values()),
        is_single_source=sum(1 for s in sources if s.fact_count) == 1,
        is_draft=plan.number is None,
        fallbacks=writer.fallbacks,
        hyphenation=_hyphenation(binding.language),
        data=binding.data,
        spans=_spans(facts, binding.book),
    )


def _hyphenation(language: Language) -> Hyphenation | None:
    syllables = language.typesetting.syllables
    if syllables is None:
        return None
    return Hyphenation(tag=language.tag, syllables=syllables, small=tuple(language.letters.lower.items()))


def _short(binding: Binding) -> str:
    if binding.is_pseudo:
        return PSEUDO
    return next(short for short, language in binding.siblings if language is binding.language)


def _section(id_: str, facts: Mapping[str, BoundFact], writer: Writer) -> BoundSection:
    section = writer.binding.book.file.sections[id_]  # type: ignore[index]  # ids come from this mapping
    parts = []
    for part_id, part in section.parts.items():
        path = ("sections", id_, "parts", part_id, "heading")
        own = tuple(facts[f] for f in part.facts if f in facts)
        heading = writer.text(f"part:{id_}:{part_id}", part.heading, path)
        citations = tuple(
            citations_of([c for f in own for c in writer.binding.book.file.facts[f.id].sources], writer)
        )
        parts.append(BoundPart(id=part_id, heading=heading, facts=own, citations=citations))
    key = tuple(facts[f] for f in section.key if f in facts)
    return BoundSection(id=id_, parts=tuple(parts), key=key)


def _figure_groups(
    sections: tuple[BoundSection, ...], facts: Mapping[str, BoundFact]
) -> tuple[tuple[BoundFact, ...], ...]:
    """Group the key figures for cards: rivals share one card, whichever of them is named as key."""
    groups: list[tuple[BoundFact, ...]] = []
    for fact in (f for s in sections for f in s.key if f.figure is not None):
        if all(fact not in group for group in groups):
            rivals = (facts[r] for r in fact.rivals if facts[r].figure is not None)
            groups.append((fact, *rivals))
    return tuple(groups)


def _is_statement(fact: BoundFact) -> bool:
    return fact.speaker != "narrator" or bool(fact.contradicts) or fact.certainty == "contested"


def _certainties(facts: Mapping[str, BoundFact]) -> Mapping[str, int]:
    order = ("confirmed", "reported", "claimed", "contested")
    return {c: n for c in order if (n := sum(f.certainty == c for f in facts.values()))}


def _source(id_: str, facts: Mapping[str, BoundFact], writer: Writer) -> BoundSource:
    source = writer.binding.book.file.sources[id_]
    resting = [f for f in facts.values() if any(c.source == id_ for c in f.citations)]
    alone = [f for f in resting if {c.source for c in f.citations} == {id_}]
    number = list(writer.binding.book.file.sources).index(id_) + 1
    return BoundSource(
        id=id_,
        number=writer.count(number),
        kind=source.kind,
        label=_label(id_, source, writer),
        title=source.title or "",
        publisher=source.publisher or "",
        author=source.author or "",
        language=source.language or "",
        published=writer.date(source.published),
        retrieved=writer.date(source.retrieved),
        url=source.url or "",
        fact_count=len(resting),
        single_count=len(alone),
        is_protected=source.protected,
    )


def _label(id_: str, source: Source, writer: Writer) -> Text:
    if source.protected:
        return Text(runs=())
    return writer.text(f"source:{id_}:label", source.label, ("sources", id_, "label"))


def _names(writer: Writer) -> Iterator[BoundName]:
    short = writer.language.locale.split("-", maxsplit=1)[0]
    for id_, place in writer.binding.book.file.places.items():
        if place.contested or place.variants.get(short):
            used = writer.name(id_, "places")
            neutral = write_name(place.names, writer.language) or used
            variants = tuple(v for v in (neutral, *place.variants.get(short, ())) if v != used)
            yield BoundName(id=id_, used=used, variants=variants, contested=place.contested)


def _siblings(binding: Binding) -> Iterator[Sibling]:
    for short, language in binding.siblings:
        is_current = language is binding.language
        yield Sibling(
            tag=language.tag,
            locale=short,
            name=language.own_name,
            is_current=is_current,
            address=address_of(binding.project.base_url, binding.book.file.brief.id, short),
        )


def _words(binding: Binding) -> Words:
    is_english = binding.language is binding.english
    nowhere = Span(file="templates")

    def look_up(context: str, msgid: str, plural: str | None, count: int | None) -> tuple[str, bool]:
        if not is_english:
            wanted = Wanted(domain="templates", msgid=msgid, context=context, plural=plural, span=nowhere)
            found = translation_of(binding.words, wanted)
            if found.state == "translated":
                index = plural_index(binding.language, count) if count is not None and plural else 0
                return keep_together(binding.language, found.texts[index]), True
        index = plural_index(binding.english, count) if count is not None and plural else 0
        text = plural if index and plural else msgid
        if binding.is_pseudo:
            return pseudo_of(text), True
        return keep_together(binding.english, text), is_english

    return Words(
        look_up=look_up,
        number=lambda n: format_number(binding.language, Decimal(n)),
        listing=lambda items: format_list(binding.language, items),
        quote=lambda text: quote(binding.language, text),
    )


def _spans(facts: Mapping[str, BoundFact], book: FactBook) -> Mapping[str, Span]:
    return {id_: book.places.span("facts", id_, "text") for id_ in facts}
