"""Revisions: what the desk does to a fact, and what is kept of it: new values, corrections, withdrawals, outcomes."""

from briefing.revisions.acts import correct, resolve, set_value, set_values
from briefing.revisions.model import Revision, Wish, revised
from briefing.revisions.sources import add_source
from briefing.revisions.undo import FOLDER, Undoing, remember, undoing
from briefing.revisions.withdrawing import mark_removed, retract, users_of

__all__ = [
    "FOLDER",
    "Revision",
    "Undoing",
    "Wish",
    "add_source",
    "correct",
    "mark_removed",
    "remember",
    "resolve",
    "retract",
    "revised",
    "set_value",
    "set_values",
    "undoing",
    "users_of",
]
