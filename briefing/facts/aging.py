"""How old the data of a fact are, and whether they are too old. Unknown is never fresh."""

from datetime import date

from briefing.facts.edtf import last_day
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
