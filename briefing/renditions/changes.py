"""What belongs to an edition, in one locale: its day, its embargo, and what has changed since the one before."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from briefing.editions import Change
from briefing.renditions.figures import figure_of
from briefing.renditions.model import BoundChange, BoundFact, DateText, EmbargoText, Text
from briefing.renditions.writer import Writer
from briefing.values import when_of_day

MOST_CHANGES: Final = 6
"""How many changes are spelled out: page one has room for no more. They are in order of weight."""


def bind_change(change: Change, facts: Mapping[str, BoundFact], writer: Writer) -> BoundChange:
    """Write a change; the fact, where it still shows, is the one that the rest of the brief has."""
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
    )


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
