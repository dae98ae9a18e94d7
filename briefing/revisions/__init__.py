"""Revisions: what the desk does to a fact, and what is kept of it: new values, corrections, withdrawals, outcomes."""

from briefing.revisions.acts import correct, resolve, retract, set_value, set_values
from briefing.revisions.model import Revision, Wish, revised

__all__ = ["Revision", "Wish", "correct", "resolve", "retract", "revised", "set_value", "set_values"]
