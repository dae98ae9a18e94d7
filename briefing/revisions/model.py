"""Revision: the edits that an act comes to, what the ledger says of it, and what it says to the person."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from briefing.characters import hidden_characters, visible
from briefing.diagnostics import Diagnostic, Outcome, UsageError
from briefing.edits import Edit, edited
from briefing.facts import Desk, read_desk
from briefing.inputs import InputFile
from briefing.project import Project
from briefing.trees import Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a person asks of a fact. None is "as it is"; `as_of` may be `unknown`.

    `value` is typed as `31500`, `400..600` for a range or `3/7` for a part of a whole. `sources` are ids,
    `places` where in each of them: none, or one for every source, which may be empty. `was` is what the person
    believes it to be now.
    `reason` is for readers, `why` for the desk.
    """

    value: str | None = None
    qualifier: str | None = None
    as_of: str | None = None
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    when: str | None = None
    said_by: str | None = None
    certainty: str | None = None
    text: str | None = None
    was: str | None = None
    reason: str | None = None
    why: str | None = None
    by: str = "us"
    is_sure: bool = False
    still_differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """An act on one fact, or on several: `fact` is empty then. `said` goes into the ledger, `told` to the person.

    `hints` say by code what to type where the act would break a rule of the facts.
    """

    fact: str
    edits: tuple[Edit, ...]
    said: Mapping[str, Any]
    told: tuple[str, ...]
    hints: Mapping[str, str] = field(default_factory=dict)


def revised(desk: Desk, revision: Revision, project: Project, today: date) -> Outcome[InputFile]:
    """Give the fact file as it is after the act; raises `UsageError` when that would break a rule.

    The diagnostics are warnings that were not there before.
    """
    limit = project.stale_after_days
    for edit in revision.edits:
        _refuse_hidden(edit.value)
    file = edited(desk.input, revision.edits)
    before = read_desk(desk.input, today=today, stale_after_days=limit)
    after = read_desk(file, today=today, stale_after_days=limit)
    known = Counter((d.code.id, d.message) for d in before.diagnostics)
    fresh = tuple(d for d in after.diagnostics if not _is_known(d, known))
    fault = next((d for d in fresh if d.is_error), None)
    if fault is not None:
        hint = revision.hints.get(fault.code.id, fault.hint)
        raise UsageError(f"that would break the facts: {fault.message} [{fault.code.id}]", hint)
    return Outcome(value=file, diagnostics=fresh)


def _refuse_hidden(node: Plain) -> None:
    """Refuse what somebody typed or pasted with a character that hides, before anything is written."""
    if isinstance(node, str):
        hidden = next(hidden_characters(node), None)
        if hidden is not None:
            shown = visible(node)
            raise UsageError(f"`{shown}` cannot be written: {hidden.message}", "type it anew")
    elif isinstance(node, list | dict):
        for item in node.values() if isinstance(node, dict) else node:
            _refuse_hidden(item)


def _is_known(diagnostic: Diagnostic, known: Counter[tuple[str, str]]) -> bool:
    """Whether a finding was there before; each known one is counted once, so that a second one like it is new."""
    key = (diagnostic.code.id, diagnostic.message)
    known[key] -= 1
    return known[key] >= 0
