"""Editions: what was published under a number, kept for ever, and what has changed since."""

from briefing.editions.changes import Change, changes_between, value_in_error
from briefing.editions.comparing import compared, record_of_copy, state_of
from briefing.editions.forgetting import facts_data, forget
from briefing.editions.integrity import (
    edition_findings,
    kept_findings,
    last_findings,
    published_in,
    removed_for_safety,
    unrecorded,
)
from briefing.editions.keeping import drop_translations, kept_content
from briefing.editions.objects import FOLDER, OBJECTS, object_name, put_object, read_object
from briefing.editions.plan import (
    Plan,
    former_facts,
    outdated_digest,
    plan_of,
    plan_of_record,
    project_of,
    published_facts,
    settings_of,
)
from briefing.editions.printed import Printed, book_as_printed, last_printed
from briefing.editions.record import (
    Copy,
    Record,
    find_record,
    last_record,
    numbers_of,
    read_record,
    read_records,
    record_name,
    text_of_changes,
    text_of_record,
)

__all__ = [
    "FOLDER",
    "OBJECTS",
    "Change",
    "Copy",
    "Plan",
    "Printed",
    "Record",
    "book_as_printed",
    "changes_between",
    "compared",
    "drop_translations",
    "edition_findings",
    "facts_data",
    "find_record",
    "forget",
    "former_facts",
    "kept_content",
    "kept_findings",
    "last_findings",
    "last_printed",
    "last_record",
    "numbers_of",
    "object_name",
    "outdated_digest",
    "plan_of",
    "plan_of_record",
    "project_of",
    "published_facts",
    "published_in",
    "put_object",
    "read_object",
    "read_record",
    "read_records",
    "record_name",
    "record_of_copy",
    "removed_for_safety",
    "settings_of",
    "state_of",
    "text_of_changes",
    "text_of_record",
    "unrecorded",
    "value_in_error",
]
