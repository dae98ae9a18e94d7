"""Undo: how a fact file was before the last act on it, remembered on the machine that the act was done on.

The memory is as private as the fact file beside it: it lies in `.briefing`, and goes with it when a fact is removed for
safety. It is believed only while the ledger ends with that act and the file is as the act has left it.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, get_args

from briefing.acts import Act, Entry
from briefing.artifacts import write_files
from briefing.diagnostics import BriefingError, UsageError
from briefing.inputs import InputFile, read_regular

FOLDER: Final = ".briefing/undo"
_REVISED: Final = frozenset({"set", "correct", "retract", "resolve", "source"})
"""The acts that change a fact file and can be undone."""
_HINTS: Final[dict[str, str]] = {
    "publish": "the edition stands; mend an error in it with `briefing correct`",
    "remove": "what was removed for safety does not come back",
    "undo": "only one act can be undone; to change the fact again use `briefing set` or `briefing correct`",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """An act to take back: its line of the ledger, and the fact file as it was before."""

    entry: Entry
    name: str
    data: bytes

    @property
    def said(self) -> dict[str, Any]:
        """What the ledger says of it: which act, and on which facts, where those were told."""
        of = {"undone": self.entry.act, "line": str(self.entry.number)}
        if self.entry.values:
            return {"fact": "", **of, "values": {id_: {"fact": id_} for id_ in self.entry.values}}
        is_withheld = not self.entry.fact
        return {"fact": self.entry.fact, **of, **({"is": "withheld"} if is_withheld else {})}


def remember(root: Path, entry: Entry, before: InputFile, after: InputFile) -> None:
    """Remember how a fact file was before an act; where that cannot be written the act cannot be undone."""
    memory = {
        "line": entry.digest,
        "file": before.name,
        "after": after.digest,
        "before": before.data.decode("utf-8"),
    }
    with suppress(BriefingError):
        write_files({_name(entry.brief): json.dumps(memory, ensure_ascii=False).encode()}, root)


def undoing(root: Path, brief: str | None, entries: tuple[Entry, ...]) -> Undoing:
    """Give what undoes the last act on a brief, or on any; raises `UsageError` when it cannot be undone."""
    acts = [e for e in entries if e.act != "approve" and brief in (None, e.brief)]
    if not acts:
        raise UsageError("nothing was done that could be undone", "see `briefing log`")
    last = acts[-1]
    if last.act not in _REVISED:
        assert last.act in get_args(Act)
        hint = _HINTS.get(last.act, "see `briefing log`")
        raise UsageError(f"the last act on `{last.brief}` is `{last.act}`, which cannot be undone", hint)
    memory = _recalled(root, last.brief)
    name = f"facts/{last.brief}.yaml"
    if memory.get("line") != last.digest or memory.get("file") != name:
        hint = "it was done on another machine, or `.briefing` was deleted: bring the lines back by hand or from git"
        raise UsageError(f"how `{name}` was before `{last.act}` is not known here", hint)
    if sha256(_present(root / name)).hexdigest() != memory.get("after"):
        hint = "take those changes back first, or mend the fact with `briefing set` or `briefing correct`"
        raise UsageError(f"`{name}` was changed after `{last.act}`", hint)
    return Undoing(entry=last, name=name, data=str(memory.get("before", "")).encode())


def _name(brief: str) -> str:
    return f"{FOLDER}/{brief}.json"


def _recalled(root: Path, brief: str) -> dict[str, Any]:
    with suppress(OSError, ValueError, RecursionError):
        tree = json.loads(read_regular(root / _name(brief)))
        if isinstance(tree, dict):
            return tree
    return {}


def _present(path: Path) -> bytes:
    with suppress(OSError):
        return read_regular(path)
    return b""
