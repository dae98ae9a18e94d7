"""Editions: what was published under a number, kept for ever, and what has changed since."""

from briefing.editions.changes import Change, changes_between, value_in_error
from briefing.editions.comparing import broken, compared, record_of_copy, state_of
from briefing.editions.forgetting import facts_data, forget
from briefing.editions.keeping import drop_translations, kept_content
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
    FOLDER,
    Copy,
    Record,
    last_record,
    object_name,
    put_object,
    read_object,
    read_record,
    read_records,
    record_name,
    text_of_changes,
    text_of_record,
)

__all__ = [
    "FOLDER",
    "Change",
    "Copy",
    "Plan",
    "Printed",
    "Record",
    "book_as_printed",
    "broken",
    "changes_between",
    "compared",
    "drop_translations",
    "facts_data",
    "forget",
    "former_facts",
    "kept_content",
    "last_printed",
    "last_record",
    "object_name",
    "outdated_digest",
    "plan_of",
    "plan_of_record",
    "project_of",
    "published_facts",
    "put_object",
    "read_object",
    "read_record",
    "read_records",
    "record_name",
    "record_of_copy",
    "settings_of",
    "state_of",
    "text_of_changes",
    "text_of_record",
    "value_in_error",
]
