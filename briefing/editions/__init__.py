"""Editions: what was published under a number, kept for ever, and what has changed since."""

from briefing.editions.changes import Change, changes_between
from briefing.editions.plan import Plan, plan_of, settings_of
from briefing.editions.record import (
    FOLDER,
    Copy,
    Record,
    last_record,
    object_name,
    read_object,
    read_record,
    read_records,
    record_name,
    text_of_record,
)

__all__ = [
    "FOLDER",
    "Change",
    "Copy",
    "Plan",
    "Record",
    "changes_between",
    "last_record",
    "object_name",
    "plan_of",
    "read_object",
    "read_record",
    "read_records",
    "record_name",
    "settings_of",
    "text_of_record",
]
