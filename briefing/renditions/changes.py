"""What belongs to an edition, in one locale: its day, its embargo, and what has changed since the one before."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final

from briefing.editions import PLAIN, Change
from briefing.facts import FactFile, read_when, reason_context, rules_of
from briefing.renditions.citations import citations_of
from briefing.renditions.figures import figure_of
from briefing.renditions.former import Before, before_of
from briefing.renditions.model import BoundChange, BoundFact, EmbargoText
from briefing.renditions.texts import DateText, Text
from briefing.renditions.writer import Writer
from briefing.values import when_of_day

MOST_CHANGES: Final = 6
"""How many changes are spelled out where some of them are plain updates: page one has room for no more."""

Changes = tuple[BoundChange, ...]


def bind_changes(facts: Mapping[str, BoundFact], writer: Writer) -> tuple[Changes, Changes]:
    """Write the changes: those of page one, and those that are listed further on. Both are in order of weight."""
    plan, before = writer.binding.plan, before_of(writer)
    if plan.all_changes:
        chosen = tuple(range(len(plan.changes)))
    else:
        chosen = tuple(_chosen(plan.changes, writer.binding.book.file))
    bound = [_bind_change(change, facts, before) for change in plan.changes]
    others = (change for at, change in enumerate(bound) if at not in chosen)
    return tuple(bound[at] for at in chosen), tuple(others)


def _chosen(changes: Sequence[Change], file: FactFile) -> Iterator[int]:
    """Give the places of what page one tells: all that is no plain update, and updates as far as there is room."""
    room = MOST_CHANGES - sum(1 for change in changes if not _is_plain(change, file))
    for at, change in enumerate(changes):
        if not _is_plain(change, file):
            yield at
        elif room > 0:
            room -= 1
            yield at


def _is_plain(change: Change, file: FactFile) -> bool:
    fact = file.facts.get(change.fact)
    is_news = fact is not None and change.kind == "wording" and rules_of(fact.kind).wording_is_news
    return change.kind in PLAIN and not is_news


def _bind_change(change: Change, facts: Mapping[str, BoundFact], before: Before) -> BoundChange:
    """Write a change; the fact, where it still shows, is the one that the rest of the brief has."""
    writer, said = before.writer, before.of(change)
    return BoundChange(
        kind=change.kind,
        of=change.fact,
        fact=facts.get(change.fact),
        edition=writer.count(change.edition) if change.edition is not None else "",
        was=figure_of(change.fact, change.was, writer) if change.was is not None else None,
        by=change.by,
        state=change.state,
        heading=_heading(change, writer),
        section=change.section,
        count=change.count,
        other=facts.get(change.other),
        now=said.now,
        before=said.before,
        said=said.sentence,
        reason=_reason(change, writer),
        subject=_subject(change, writer),
        on=writer.date(read_when(change.on), "on") if change.on else None,
        citations=tuple(citations_of(change.sources, writer)),
    )


def _reason(change: Change, writer: Writer) -> Text | None:
    if not change.reason:
        return None
    of = change.edition if change.kind == "correction" else None
    key = "corrections" if change.kind == "correction" else "retracted"
    return writer.text(reason_context(change.fact, of), change.reason, ("facts", change.fact, key))


def _subject(change: Change, writer: Writer) -> Text | None:
    if not change.subject:
        return None
    return writer.text(f"{change.fact}:label", change.subject, ("facts", change.fact, "label"))


def _heading(change: Change, writer: Writer) -> Text | None:
    """Give the heading that something stood under, where the brief still has that part."""
    sections = writer.binding.book.file.sections
    section = next((s for id_, s in sections.items() if id_ == change.section), None)
    if section is None or change.part not in section.parts:
        return None
    path = ("sections", change.section, "parts", change.part, "heading")
    return writer.text(f"part:{change.section}:{change.part}", section.parts[change.part].heading, path)


def day_of(day: date | None, writer: Writer) -> DateText | None:
    """Write a day of the calendar."""
    return writer.date(when_of_day(day)) if day is not None else None


def embargo_of(until: datetime | None, writer: Writer) -> EmbargoText | None:
    """Write until when nothing may be published, where it was set and in UTC: readers sit in several zones."""
    if until is None:
        return None
    in_utc = until.astimezone(UTC)
    local, utc = (writer.date(when_of_day(moment.date())) for moment in (until, in_utc))
    assert local is not None
    assert utc is not None
    zone = until.strftime("%z")
    return EmbargoText(
        local=local,
        local_time=f"{until:%H:%M} (UTC{zone[:3].replace('-', chr(0x2212))}:{zone[3:5]})",
        utc=utc,
        utc_time=f"{in_utc:%H:%M} UTC",
    )
