"""Editions: what was published under a number, kept for ever, and what has changed since."""

from briefing.editions.banner import with_banner, without_banner
from briefing.editions.changes import PLAIN, Change, changes_between, value_in_error
from briefing.editions.comparing import compared, record_of_copy, said_in, state_of
from briefing.editions.forgetting import TITLES, Wording, facts_data
from briefing.editions.former import Former, former_facts
from briefing.editions.integrity import (
    edition_findings,
    kept_findings,
    last_findings,
    published_in,
    removed_for_safety,
    unrecorded,
)
from briefing.editions.keeping import kept_content
from briefing.editions.objects import FOLDER, OBJECTS, object_name, put_object, read_object
from briefing.editions.plan import (
    Plan,
    outdated_digest,
    plan_of,
    plan_of_record,
    plans_of,
    project_of,
    published_facts,
    settings_of,
)
from briefing.editions.printed import Printed, book_as_printed, last_printed
from briefing.editions.record import (
    Copy,
    Record,
    find_record,
    last_by_locale,
    last_record,
    numbers_of,
    read_record,
    read_records,
    record_name,
    text_of_changes,
    text_of_record,
    text_of_titles,
)
from briefing.editions.removing import Removal, Removed, remove, unfinished_removals
from briefing.editions.sums import find_signature, signature_name, sums_name, text_of_sums

__all__ = [
    "FOLDER",
    "OBJECTS",
    "PLAIN",
    "TITLES",
    "Change",
    "Copy",
    "Former",
    "Plan",
    "Printed",
    "Record",
    "Removal",
    "Removed",
    "Wording",
    "book_as_printed",
    "changes_between",
    "compared",
    "edition_findings",
    "facts_data",
    "find_record",
    "find_signature",
    "former_facts",
    "kept_content",
    "kept_findings",
    "last_by_locale",
    "last_findings",
    "last_printed",
    "last_record",
    "numbers_of",
    "object_name",
    "outdated_digest",
    "plan_of",
    "plan_of_record",
    "plans_of",
    "project_of",
    "published_facts",
    "published_in",
    "put_object",
    "read_object",
    "read_record",
    "read_records",
    "record_name",
    "record_of_copy",
    "remove",
    "removed_for_safety",
    "said_in",
    "settings_of",
    "signature_name",
    "state_of",
    "sums_name",
    "text_of_changes",
    "text_of_record",
    "text_of_sums",
    "text_of_titles",
    "unfinished_removals",
    "unrecorded",
    "value_in_error",
    "with_banner",
    "without_banner",
]
