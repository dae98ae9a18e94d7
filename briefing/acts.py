"""Acts: one line of the ledger each, in one form only, to the last character.

Each line holds the SHA-256 of the line before. What an act says about a fact hangs on its line by a digest, so that it
can be taken out for safety, and the chain still holds.
"""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Literal, get_args

Act = Literal[
    "set", "correct", "retract", "remove", "resolve", "approve", "publish", "redact", "undo", "source"
]

_FIELDS: Final = {"n": int, "at": str, "by": str, "act": str, "brief": str, "seal": str, "before": str}
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act. `at` is UTC (ISO 8601), `by` a person, `said` what is said about the fact; None: taken out."""

    number: int
    at: str
    by: str
    act: Act
    brief: str
    said: Mapping[str, Any] | None
    seal: str
    before: str

    @property
    def digest(self) -> str:
        """What the next line holds of this one: everything but what can be taken out, of which its seal."""
        return sha256(line_of(self, with_said=False).encode()).hexdigest()

    @property
    def fact(self) -> str:
        """The id of the fact, or empty where the act is about the whole brief or was taken out."""
        return str((self.said or {}).get("fact", ""))

    def is_about(self, facts: Sequence[str]) -> bool:
        """Whether the act names one of some facts."""
        approved: Mapping[str, str] = (self.said or {}).get("facts", {})
        return any(fact == self.fact or fact in approved or fact in self.values for fact in facts)

    @property
    def values(self) -> Mapping[str, Mapping[str, Any]]:
        """What an act on several facts says of each, by id; empty for every other act."""
        found: Mapping[str, Mapping[str, Any]] = (self.said or {}).get("values", {})
        return found


def read_entry(text: str) -> tuple[Entry | None, str]:
    """Read a line: the entry, or what is wrong with it. A line has one form only, to the last character."""
    try:
        tree = json.loads(text)
    except (ValueError, RecursionError):
        return None, "the line is no entry"
    if not isinstance(tree, dict):
        return None, "the line is no entry"
    for name, kind in _FIELDS.items():
        if type(tree.get(name)) is not kind:
            return None, f"the line is no entry: `{name}` is missing or of the wrong type"
    if not _is_time(tree["at"]):
        return None, "the line is no entry: `at` is no time"
    said = tree.get("said")
    if tree["act"] not in get_args(Act) or tree["n"] < 1:
        return None, f"the line is no entry: `{'n' if tree['n'] < 1 else 'act'}` is none that there is"
    if ("said" in tree and said is None) or not _is_said(tree["act"], said):
        return None, "the line is no entry: `said` is not what such an act says"
    entry = Entry(
        number=tree["n"],
        at=tree["at"],
        by=tree["by"],
        act=tree["act"],
        brief=tree["brief"],
        said=said,
        seal=tree["seal"],
        before=tree["before"],
    )
    if not _is_utf8(text) or text != line_of(entry):
        return None, "the line is not in the form that it was written in"
    return entry, ""


def _is_time(text: str) -> bool:
    with suppress(ValueError):
        return datetime.fromisoformat(text).tzinfo is not None
    return False


def _is_said(act: str, said: object) -> bool:
    """Whether an act may say so: texts by name, of an approval digests by fact, of an edition its number and record."""
    if said is None:
        return True
    if not isinstance(said, dict):
        return False
    values = said.get("values", {})
    if not isinstance(values, dict) or not all(
        isinstance(v, dict) and _is_said("set", v) for v in values.values()
    ):
        return False
    texts = {name: value for name, value in said.items() if name not in ("facts", "number", "values")}
    if not all(value is None or isinstance(value, str) for value in texts.values()):
        return False
    facts, number = said.get("facts", {}), said.get("number", 1)
    if act == "publish" and (
        "number" not in said or not re.fullmatch("[0-9a-f]{64}", str(said.get("record", "")))
    ):
        return False
    is_number = type(number) is int and 1 <= number < _MOST
    return is_number and isinstance(facts, dict) and all(isinstance(value, str) for value in facts.values())


def _is_utf8(text: str) -> bool:
    with suppress(UnicodeEncodeError):
        text.encode()
        return True
    return False


def break_of(entry: Entry, line: int, before: str) -> str | None:
    """Say why an act does not follow from the line before; None when it does."""
    if entry.before != before:
        return "the chain is broken: a line before this one was changed, dropped or put in"
    if entry.number != line:
        return f"the entry calls itself number {entry.number} and stands in line {line}"
    if entry.said is not None and seal_of(entry.said) != entry.seal:
        return "what the entry says was changed after it was written"
    return None


def line_of(entry: Entry, *, with_said: bool = True) -> str:
    """Write an act as its line, without the end of the line."""
    tree = {
        "n": entry.number,
        "at": entry.at,
        "by": entry.by,
        "act": entry.act,
        "brief": entry.brief,
        "seal": entry.seal,
        "before": entry.before,
    }
    if with_said and entry.said is not None:
        tree["said"] = dict(entry.said)
    return json.dumps(tree, ensure_ascii=False, separators=(", ", ": "))


def seal_of(said: Mapping[str, Any]) -> str:
    """Give the digest that what an act says hangs on its line by."""
    return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
