"""Revisions: what the desk does to a fact, and what is kept of it: new values, corrections, withdrawals, outcomes."""

from briefing.revisions.acts import correct, mark_removed, resolve, retract, set_value, set_values, users_of
from briefing.revisions.model import Revision, Wish, revised

__all__ = [
    "Revision",
    "Wish",
    "correct",
    "mark_removed",
    "resolve",
    "retract",
    "revised",
    "set_value",
    "set_values",
    "users_of",
]
