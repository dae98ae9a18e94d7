"""FactBook: the fact file read, typed and held against its rules. pydantic lives here only."""

from briefing.facts.aging import age_in_days, age_of, is_outdated, is_overdue, same_until, stale_limit
from briefing.facts.book import FactBook, Withdrawn, reason_context
from briefing.facts.edtf import days_of, first_day, last_day, read_when
from briefing.facts.kinds import Kind, rules_of
from briefing.facts.model import (
    NO_UNIT,
    Actor,
    Brief,
    Citation,
    Correction,
    Difference,
    Fact,
    FactFile,
    Former,
    Place,
    Source,
    Term,
    quantity_of,
)
from briefing.facts.naming import TypedName, folded, forms_of, typed_names
from briefing.facts.public import public_facts, public_text, tree_of_value
from briefing.facts.reader import (
    Desk,
    book_of_desk,
    read_desk,
    read_facts,
    read_public_facts,
)
from briefing.facts.references import Reference, ids_named, references_of
from briefing.facts.relations import answers_of, ids_over, replaced_by, successors_of
from briefing.facts.scalars import number_of_text
from briefing.facts.shortfalls import Shortfall, shortfall_of
from briefing.facts.shown import shown_file
from briefing.facts.speakers import NARRATOR, named_actors
from briefing.facts.withheld import Withheld, withheld_of

__all__ = [
    "NARRATOR",
    "NO_UNIT",
    "Actor",
    "Brief",
    "Citation",
    "Correction",
    "Desk",
    "Difference",
    "Fact",
    "FactBook",
    "FactFile",
    "Former",
    "Kind",
    "Place",
    "Reference",
    "Shortfall",
    "Source",
    "Term",
    "TypedName",
    "Withdrawn",
    "Withheld",
    "age_in_days",
    "age_of",
    "answers_of",
    "book_of_desk",
    "days_of",
    "first_day",
    "folded",
    "forms_of",
    "ids_named",
    "ids_over",
    "is_outdated",
    "is_overdue",
    "last_day",
    "named_actors",
    "number_of_text",
    "public_facts",
    "public_text",
    "quantity_of",
    "read_desk",
    "read_facts",
    "read_public_facts",
    "read_when",
    "reason_context",
    "references_of",
    "replaced_by",
    "rules_of",
    "same_until",
    "shortfall_of",
    "shown_file",
    "stale_limit",
    "successors_of",
    "tree_of_value",
    "typed_names",
    "withheld_of",
]
