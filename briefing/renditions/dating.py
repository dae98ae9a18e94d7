"""The date of the data: the span of the dates of the key figures, and how many of them have none."""

from collections.abc import Iterable
from typing import Final

from briefing.facts import Fact, days_of
from briefing.renditions.texts import DateText
from briefing.renditions.writer import Writer
from briefing.values import Moment, When

_OPEN: Final = (0, 0)


def date_of_data(facts: Iterable[Fact], writer: Writer) -> DateText | None:
    """Write the span from the oldest to the newest date of some figures; None where none of them has a date."""
    dates = [fact.as_of for fact in facts if fact.as_of is not None]
    return writer.date(_span(dates)) if dates else None


def _span(dates: list[When]) -> When:
    """Give one date that covers all; the coarser of two where it holds the other."""
    oldest = min(dates, key=lambda when: _first(when).sort_key)
    newest = max(dates, key=lambda when: (days_of(when) or _OPEN)[1])
    if _covers(oldest, newest):
        return oldest
    if _covers(newest, oldest):
        return newest
    return When(
        edtf=f"{oldest.edtf}/{newest.edtf}",
        start=_first(oldest),
        end=newest.end or newest.start,
        is_interval=True,
        approximate=any(when.approximate for when in (oldest, newest)),
        uncertain=any(when.uncertain for when in (oldest, newest)),
    )


def _first(when: When) -> Moment:
    moment = when.start or when.end
    assert moment is not None  # a date has an end at least
    return moment


def _covers(wider: When, when: When) -> bool:
    """Whether a date may mean every day that another may mean."""
    outer, inner = days_of(wider), days_of(when)
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]
