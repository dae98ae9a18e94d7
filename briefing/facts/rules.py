"""The rules that a fact file of the right shape must keep; each finding points at the smallest place.

A finding about a fact that is not public names its id and never its text or value.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefing.diagnostics import Diagnostic, diagnose, one_of
from briefing.facts.aging import age_in_days, is_outdated, stale_limit
from briefing.facts.edtf import first_day
from briefing.facts.forecasts import forecast_faults
from briefing.facts.kinds import rules_of
from briefing.facts.lifetime import duration_faults, edition_faults, likelihood_faults, outcome_faults
from briefing.facts.model import Fact, FactFile, PartValue, RangeValue
from briefing.facts.plausibility import brief_faults, days_of_acts, fact_faults
from briefing.facts.positions import position_faults
from briefing.facts.references import Reference, references_of
from briefing.facts.relations import ids_over, relation_faults
from briefing.facts.shortfalls import response_faults
from briefing.facts.speakers import NARRATOR, speaker_faults
from briefing.facts.sums import sum_faults
from briefing.placeholders import Placeholder, parse_message
from briefing.trees import Tree
from briefing.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A file under inspection."""

    file: FactFile
    tree: Tree
    stem: str
    today: date
    stale_after_days: int
    over: frozenset[str]

    def found(
        self, code: str, message: str, *path: str | int, hint: str, note: str | None = None
    ) -> Diagnostic:
        """Build a finding at the value of a path."""
        return diagnose(code, message, self.tree.span(*path), hint=hint, note=note)


def rule_findings(
    file: FactFile, tree: Tree, *, stem: str, today: date, stale_after_days: int
) -> tuple[Diagnostic, ...]:
    """Hold a file against all rules."""
    over = ids_over(file.facts)
    case = _Case(file=file, tree=tree, stem=stem, today=today, stale_after_days=stale_after_days, over=over)
    found = [
        *_brief(case),
        *_edition(case),
        *_ids(case),
        *_sections(case),
        *_source_dates(case),
        *_parties(case),
        *_variants(case),
        *_positions(case),
        *_withdrawn(case),
        *_relations(case),
    ]
    for id_, fact in file.facts.items():
        for rule in _FACT_RULES:
            found += rule(case, id_, fact)
    return tuple(found)


def _withdrawn(case: _Case) -> Iterator[Diagnostic]:
    """Find facts that are called withdrawn where only the tool does that, in the public facts of an edition."""
    for id_ in case.file.withdrawn:
        if id_ in case.file.facts:
            span = case.tree.key_span("withdrawn", id_)
            hint = f"write `retracted:` into the fact, or: briefing retract {id_}"
            yield diagnose("BR202", f"a fact is not taken back under `withdrawn`: `{id_}`", span, hint=hint)


def _brief(case: _Case) -> Iterator[Diagnostic]:
    if case.file.brief.id != case.stem:
        message = f"the brief `{case.file.brief.id}` stands in a file called `{case.stem}.yaml`"
        hint = f"write `id: {case.stem}`, or rename the file"
        yield case.found("BR228", message, "brief", "id", hint=hint)
    for code, message, path, hint in brief_faults(case.file):
        yield case.found(code, message, *path, hint=hint)


def _edition(case: _Case) -> Iterator[Diagnostic]:
    for code, message, path, hint in edition_faults(case.file):
        yield case.found(code, message, *path, hint=hint)


def _lifetime(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    faults = (*duration_faults(id_, fact), *outcome_faults(id_, fact), *likelihood_faults(id_, fact))
    for code, message, path, hint in faults:
        yield case.found(code, message, *path, hint=hint)


def _ids(case: _Case) -> Iterator[Diagnostic]:
    """Find an id that a placeholder could not resolve: one that two things bear."""
    bearers: dict[str, str] = {NARRATOR: "the source's own voice"}
    for group, ids in (
        ("facts", case.file.facts),
        ("places", case.file.places),
        ("actors", case.file.actors),
    ):
        for id_ in ids:
            if id_ in bearers:
                message = f"`{id_}` is the id of {bearers[id_]} already"
                span = case.tree.key_span(group, id_)
                yield diagnose("BR206", message, span, hint="give one of the two another id")
            bearers.setdefault(id_, f"one of `{group}`")


def _variants(case: _Case) -> Iterator[Diagnostic]:
    """Find contested places that list more of their other names in one language than in another."""
    for id_, place in case.file.places.items():
        counts = {language: len(place.variants.get(language, ())) for language in place.names}
        most = max(counts.values(), default=0)
        for language, count in counts.items():
            if place.contested and count < most:
                fuller = next(o for o, n in counts.items() if n == most)
                message = (
                    f"`{id_}` lists {count} of its other names in `{language}`, and {most} in `{fuller}`"
                )
                path = ("places", id_, "variants", *([language] if language in place.variants else []))
                hint = f"give `{language}` the names of all sides, as `{fuller}` has them"
                yield case.found("BR231", message, *path, hint=hint)


def _positions(case: _Case) -> Iterator[Diagnostic]:
    for id_, place in case.file.places.items():
        for code, message, path, hint in position_faults(id_, place, case.file.sources):
            yield case.found(code, message, *path, hint=hint)


def _relations(case: _Case) -> Iterator[Diagnostic]:
    for code, message, path, hint in (*relation_faults(case.file), *forecast_faults(case.file)):
        yield case.found(code, message, *path, hint=hint)


def _sections(case: _Case) -> Iterator[Diagnostic]:
    """Find facts that stand in no part of their section or in two, and lists that name no fact."""
    places: Counter[str] = Counter()
    for section_id, section in case.file.sections.items():
        lists: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
            (("sections", section_id, "key"), section.key)
        ]
        lists += [
            (("sections", section_id, "parts", p, "facts"), part.facts) for p, part in section.parts.items()
        ]
        for path, ids in lists:
            for index, id_ in enumerate(ids):
                fact = case.file.facts.get(id_)
                if fact is None:
                    hint = one_of(id_, case.file.facts)
                    yield case.found("BR221", f"there is no fact `{id_}`", *path, index, hint=hint)
                elif fact.section != section_id:
                    message = f"`{id_}` belongs to the section `{fact.section}`"
                    hint = f"list it there, or give the fact `section: {section_id}`"
                    yield case.found("BR229", message, *path, index, hint=hint)
                elif path[-1] == "facts":
                    places[id_] += 1
                    if places[id_] == 2:
                        message = f"`{id_}` stands in two parts"
                        yield case.found("BR229", message, *path, index, hint="keep it in one of them")
    for id_, fact in case.file.facts.items():
        if not places[id_] and fact.sensitivity == "public" and not _is_listed_elsewhere(case, id_, fact):
            span = case.tree.key_span("facts", id_)
            message = f"`{id_}` stands in no part of the section `{fact.section}`"
            yield diagnose("BR229", message, span, hint=f"add `{id_}` to `facts:` of one of its parts")


def _is_listed_elsewhere(case: _Case, id_: str, fact: Fact) -> bool:
    """Say whether a part of another section lists the fact, which is a finding already."""
    others = (s for key, s in case.file.sections.items() if key != fact.section)
    return any(id_ in part.facts for section in others for part in section.parts.values())


def _source_dates(case: _Case) -> Iterator[Diagnostic]:
    for id_, source in case.file.sources.items():
        for name, when in (("published", source.published), ("retrieved", source.retrieved)):
            yield from _future(case, when, "sources", id_, name)
        yield from _absent_sources(case, references_of(source, "sources", id_))


def _future(case: _Case, when: When | None, *path: str | int) -> Iterator[Diagnostic]:
    if when is not None and when.start is not None and first_day(when.start) > case.today:
        message = f"`{when.edtf}` is after today, {case.today.isoformat()}"
        yield case.found("BR223", message, *path, hint="check the date; an event to come belongs in `when`")


def _sources(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    if not fact.sources:
        span = case.tree.key_span("facts", id_)
        yield diagnose(
            "BR204", f"`{id_}` names no source", span, hint="add `sources: [{source: …, at: s. 1}]`"
        )
    yield from _absent_sources(case, references_of(fact, "facts", id_))


def _absent_sources(case: _Case, references: Iterable[Reference]) -> Iterator[Diagnostic]:
    """Find sources that are named and not in the file, wherever they are named: in a history or an outcome, too."""
    for reference in references:
        if reference.kind == "source" and reference.id not in case.file.sources:
            # a citation may be typed as the id alone, so the finding points at the whole of it
            path = reference.path[:-1] if reference.path[-1] == "source" else reference.path
            hint = one_of(reference.id, case.file.sources)
            yield case.found("BR205", f"there is no source `{reference.id}`", *path, hint=hint)


def _parties(case: _Case) -> Iterator[Diagnostic]:
    for id_, actor in case.file.actors.items():
        if actor.party is not None and actor.party not in case.file.actors:
            hint = one_of(actor.party, case.file.actors)
            yield case.found("BR214", f"there is no actor `{actor.party}`", "actors", id_, "party", hint=hint)


def _speaker(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    if fact.said_by != NARRATOR and fact.said_by not in case.file.actors:
        hint = one_of(fact.said_by, (*case.file.actors, NARRATOR))
        yield case.found("BR214", f"there is no actor `{fact.said_by}`", "facts", id_, "said_by", hint=hint)
    elif rules_of(fact.kind).needs_speaker and fact.said_by == NARRATOR:
        span = case.tree.key_span("facts", id_)
        hint = "add `said_by:` with the id of an actor, or choose another kind"
        yield diagnose("BR215", f"the {fact.kind} `{id_}` does not say who claims it", span, hint=hint)
    for code, message, path, hint in speaker_faults(id_, fact, case.file.actors):
        yield case.found(code, message, *path, hint=hint)


def _certainty(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    if fact.certainty != "confirmed":
        return
    named = {c.source for c in fact.sources}
    independent = {n for n in named if not named & set(_depends_on(case, n))}
    if len(independent) < 2:
        message = f"`{id_}` is called confirmed on {len(independent)} independent source"
        hint = "name a second source that does not depend on the first, or write `certainty: reported`"
        yield case.found("BR216", message, "facts", id_, "certainty", hint=hint)


def _depends_on(case: _Case, source: str) -> tuple[str, ...]:
    found = case.file.sources.get(source)
    return found.depends_on if found is not None else ()


def _value(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    if fact.value is None:
        if rules_of(fact.kind).value == "required":
            span = case.tree.key_span("facts", id_)
            hint = "add `value:`, or choose another kind"
            yield diagnose("BR217", f"the {fact.kind} `{id_}` has no value", span, hint=hint)
        return
    if rules_of(fact.kind).value == "refused":
        message = f"the {fact.kind} `{id_}` has a value"
        yield case.found("BR217", message, "facts", id_, "value", hint="write `kind: figure`")
    if fact.unit is None:
        hint = "add `unit:`, as `person`, `day` or `percent`, or `unit: none` where it counts nothing, as a magnitude"
        yield case.found("BR218", f"the value of `{id_}` has no unit", "facts", id_, "value", hint=hint)
    yield from _shape(case, id_, fact)


def _shape(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    """Hold the qualifier against the shape of the value."""
    path = ("facts", id_, "value")
    match fact.value:
        case RangeValue(low=low, high=high) if low >= high:
            yield case.found("BR219", "the low end is not below the high end", *path, hint="swap the two")
        case PartValue(part=part, of=of) if part > of:
            yield case.found(
                "BR219", "the part is larger than its whole", *path, hint="write `{part: …, of: …}`"
            )
        case _:
            pass
    is_range = isinstance(fact.value, RangeValue)
    if is_range != (fact.qualifier == "between") and not (
        is_range and fact.qualifier in ("exactly", "about")
    ):
        message = f"the qualifier `{fact.qualifier}` does not fit the value"
        hint = "a range goes with `between`" if is_range else "`between` goes with `value: {low: …, high: …}`"
        yield case.found("BR220", message, "facts", id_, "qualifier", hint=hint)


def _rivals(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    for reference in references_of(fact, "facts", id_):
        if reference.kind == "fact":
            yield from _rival(case, id_, fact, reference)


def _rival(case: _Case, id_: str, fact: Fact, reference: Reference) -> Iterator[Diagnostic]:
    """Hold a fact that another one names against it."""
    path, name, other_id = reference.path, str(reference.path[2]), reference.id
    other = case.file.facts.get(other_id)
    if other is None and name == "resolves" and other_id in case.file.gaps:
        return
    if other is None:
        yield case.found(
            "BR221", f"there is no fact `{other_id}`", *path, hint=one_of(other_id, case.file.facts)
        )
    elif name in ("competes_with", "contradicts") and id_ not in getattr(other, name):
        message = f"`{other_id}` does not name `{id_}` in return"
        yield case.found("BR222", message, *path, hint=f"add `{name}: [{id_}]` to `{other_id}`")
    elif name == "competes_with" and other.unit != fact.unit:
        message = f"`{other_id}` counts another unit than `{id_}`"
        hint = "give both the same unit, or do not let them compete"
        yield case.found("BR230", message, *path, hint=hint)


def _sums(case: _Case, id_: str, _: Fact) -> Iterator[Diagnostic]:
    for code, message, path, hint in (
        *sum_faults(id_, case.file.facts),
        *response_faults(id_, case.file.facts),
    ):
        yield case.found(code, message, *path, hint=hint)


def _plausible(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    for code, message, path, hint in fact_faults(id_, fact, case.file.facts):
        yield case.found(code, message, *path, hint=hint)
    for path, when in days_of_acts(fact):
        yield from _future(case, when, "facts", id_, *path)


def _as_of(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    yield from _future(case, fact.as_of, "facts", id_, "as_of")
    key = case.tree.key_span("facts", id_, "as_of")
    if fact.value is not None and fact.as_of is None and key == case.tree.span("facts", id_):
        span = case.tree.key_span("facts", id_)
        hint = "add `as_of:` with a date, or `as_of: null` when the source does not say"
        yield diagnose("BR226", f"`{id_}` does not say as of when it holds", span, hint=hint)
    elif id_ not in case.over and is_outdated(fact, case.today, case.stale_after_days):
        age, limit = age_in_days(fact, case.today), stale_limit(fact, case.stale_after_days)
        how = (
            "the date of its data is unknown"
            if age is None
            else f"its data are {age} days old, the limit is {limit}"
        )
        span = key if key != case.tree.span("facts", id_) else case.tree.key_span("facts", id_)
        yield diagnose(
            "BR207", f"`{id_}` is outdated: {how}", span, hint="find newer data, or the date of these"
        )


def _own_value(case: _Case, id_: str, fact: Fact) -> Iterator[Diagnostic]:
    if fact.value is None:
        return
    pieces = parse_message(fact.text).pieces
    if not any(isinstance(p, Placeholder) and p.id == id_ for p in pieces):
        message = f"the text of `{id_}` does not use its value"
        hint = f"write `{{{id_}}}` where the number belongs"
        yield case.found("BR225", message, "facts", id_, "text", hint=hint)


_Rule = Callable[[_Case, str, Fact], Iterator[Diagnostic]]
_FACT_RULES: Final[tuple[_Rule, ...]] = (
    _sources,
    _speaker,
    _certainty,
    _value,
    _rivals,
    _sums,
    _plausible,
    _as_of,
    _own_value,
    _lifetime,
)
