"""How old the data of a fact are, and whether they are too old. Unknown is never fresh."""

from collections.abc import Iterable
from datetime import date, timedelta

from briefing.facts.edtf import first_day, last_day
from briefing.facts.kinds import rules_of
from briefing.facts.model import Fact


def stale_limit(fact: Fact, default: int) -> int | None:
    """Give the days after which a fact is outdated; None for a fact without value or limit of its own."""
    if fact.stale_after_days is not None:
        return fact.stale_after_days
    return default if fact.value is not None else None


def age_in_days(fact: Fact, today: date) -> int | None:
    """Give the days since the last day the data may be of, or None where that is unknown."""
    end = (fact.as_of.end or fact.as_of.start) if fact.as_of is not None else None
    return (today - last_day(end)).days if end is not None else None


def is_outdated(fact: Fact, today: date, default_limit: int) -> bool:
    """Say whether the data are older than the fact's limit, or of unknown age."""
    limit = stale_limit(fact, default_limit)
    age = age_in_days(fact, today)
    return limit is not None and (age is None or age > limit)


def is_overdue(fact: Fact, today: date) -> bool:
    """Say whether a fact is a forecast whose last day has passed, and nobody has recorded what came of it."""
    last = _last_day_of_forecast(fact)
    return last is not None and last < today


def _last_day_of_forecast(fact: Fact) -> date | None:
    """Give the last day of a forecast without an outcome; None where it has no end."""
    if rules_of(fact.kind).outcome != "forecast" or fact.outcome is not None or fact.when is None:
        return None
    end = fact.when.end if fact.when.is_interval else fact.when.start
    return last_day(end) if end is not None else None


def same_until(facts: Iterable[Fact], today: date, default_limit: int) -> date:
    """Give the last day, at most a year from now, on which no fact is outdated or overdue that is not today.

    Where one is outdated that is today: its age is told, which grows by the day.
    """
    ends = [today + timedelta(days=365)]
    for fact in facts:
        limit, age = stale_limit(fact, default_limit), age_in_days(fact, today)
        if limit is not None and age is not None:
            ends.append(today + timedelta(days=min(max(limit - age, 0), 365)))
        due = _last_day_of_forecast(fact)
        if due is not None and due >= today:
            ends.append(due)
    return min(ends)


def age_of(fact: Fact, as_of: str) -> int | None:
    """Give how long a duration has lasted on a day (ISO 8601), in whole units of its own; None when that is unknown."""
    first = fact.started.start if fact.started is not None else None
    if first is None or first.precision != "day":
        return None
    try:
        last, begun = date.fromisoformat(as_of.partition("T")[0]), first_day(first)
    except ValueError:
        return None
    months = (last.year - begun.year) * 12 + last.month - begun.month - (last.day < begun.day)
    days = (last - begun).days
    whole = {"day": days, "week": days // 7, "month": months, "year": months // 12}
    return whole.get(fact.unit or "") if days >= 0 else None
