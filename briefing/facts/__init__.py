"""FactBook: the fact file read, typed and held against its rules. pydantic lives here only."""

from briefing.facts.aging import age_in_days, is_outdated, stale_limit
from briefing.facts.book import FactBook
from briefing.facts.model import Actor, Citation, Fact, FactFile, Place, Term
from briefing.facts.reader import read_facts

__all__ = [
    "Actor",
    "Citation",
    "Fact",
    "FactBook",
    "FactFile",
    "Place",
    "Term",
    "age_in_days",
    "is_outdated",
    "read_facts",
    "stale_limit",
]
