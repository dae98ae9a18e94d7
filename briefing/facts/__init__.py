"""FactBook: the fact file read, typed and held against its rules. pydantic lives here only."""

from briefing.facts.aging import age_in_days, is_outdated, stale_limit
from briefing.facts.book import FactBook, Withdrawn
from briefing.facts.model import Actor, Citation, Fact, FactFile, Place, Source, Term, quantity_of
from briefing.facts.public import public_facts
from briefing.facts.reader import Desk, read_desk, read_facts, read_public_facts

__all__ = [
    "Actor",
    "Citation",
    "Desk",
    "Fact",
    "FactBook",
    "FactFile",
    "Place",
    "Source",
    "Term",
    "Withdrawn",
    "age_in_days",
    "is_outdated",
    "public_facts",
    "quantity_of",
    "read_desk",
    "read_facts",
    "read_public_facts",
    "stale_limit",
]
