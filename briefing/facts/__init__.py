"""FactBook: the fact file read, typed and held against its rules. pydantic lives here only."""

from briefing.facts.aging import age_in_days, age_of, is_outdated, same_until, stale_limit
from briefing.facts.book import FactBook, Withdrawn
from briefing.facts.edtf import days_of, first_day, last_day
from briefing.facts.model import (
    Actor,
    Citation,
    Correction,
    Fact,
    FactFile,
    Former,
    Place,
    Source,
    Term,
    quantity_of,
)
from briefing.facts.public import public_facts, tree_of_value
from briefing.facts.reader import (
    Desk,
    book_of_desk,
    read_desk,
    read_facts,
    read_public_facts,
    withheld_facts,
    withheld_names,
)
from briefing.facts.scalars import number_of_text
from briefing.facts.shortfalls import Shortfall, shortfall_of

__all__ = [
    "Actor",
    "Citation",
    "Correction",
    "Desk",
    "Fact",
    "FactBook",
    "FactFile",
    "Former",
    "Place",
    "Shortfall",
    "Source",
    "Term",
    "Withdrawn",
    "age_in_days",
    "age_of",
    "book_of_desk",
    "days_of",
    "first_day",
    "is_outdated",
    "last_day",
    "number_of_text",
    "public_facts",
    "quantity_of",
    "read_desk",
    "read_facts",
    "read_public_facts",
    "same_until",
    "shortfall_of",
    "stale_limit",
    "tree_of_value",
    "withheld_facts",
    "withheld_names",
]
