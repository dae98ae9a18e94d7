"""Record: one edition as it was published. Number, day, digests of all that went in and of all that came out.

The contents lie beside the records by their SHA-256, each once: `editions/objects/3f/3f2a…`. A record is written
once and never changed; it holds the digest of the record before it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, Literal

from briefing.diagnostics import BriefingError
from briefing.editions.changes import Change, change_of_tree, tree_of_change
from briefing.inputs import read_regular

FOLDER: Final = "editions"
SCHEMA: Final = 1
FORGOTTEN: Final = "forgotten"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A published file: its name in the folder of the brief, what it is, and the SHA-256 of its bytes."""

    name: str
    locale: str
    format: Literal["html", "pdf"]
    layout: str | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A numbered edition. `inputs` are digests by name ("absent" where a file was looked for and was not there).

    `facts` is the digest of the public facts; `outdated` that of the ids of those printed as too old;
    `approvals` how many facts each person has approved; `titles` title,
    standfirst and dates by locale; `versions` those of all that makes the pages; `before` the digest of the record
    of the edition before, empty for the first.
    """

    brief: str
    number: int
    issued: date
    at: str
    by: str
    facts: str
    settings: Mapping[str, Any]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    outdated: str
    approvals: Mapping[str, int]
    copies: tuple[Copy, ...]
    titles: Mapping[str, Mapping[str, str]]
    changes: tuple[Change, ...] = ()
    parity: str = ""
    before: str = ""
    digest: str = field(default="", compare=False)


def record_name(brief: str, number: int) -> str:
    """Give the name of a record from the root of the project."""
    return f"{FOLDER}/{brief}/{number}.json"


def object_name(digest: str) -> str:
    """Give the name of a kept content from the root of the project."""
    return f"{FOLDER}/objects/{digest[:2]}/{digest}"


def read_records(root: Path, brief: str) -> tuple[Record, ...]:
    """Read all editions of a brief, the first one first."""
    folder = root / FOLDER / brief
    numbers = sorted(int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal())
    return tuple(read_record(root, brief, number) for number in numbers)


def last_record(root: Path, brief: str) -> Record | None:
    """Read the latest edition of a brief, or None where nothing was published yet."""
    folder = root / FOLDER / brief
    numbers = [int(path.stem) for path in folder.glob("*.json") if path.stem.isdecimal()]
    return read_record(root, brief, max(numbers)) if numbers else None


def read_record(root: Path, brief: str, number: int) -> Record:
    """Read one edition; raises `BriefingError` when it is not there or not readable."""
    name = record_name(brief, number)
    try:
        data = read_regular(root / name)
        tree = json.loads(data)
        return _record(tree, _changes(root, brief, tree["changes"]), sha256(data).hexdigest())
    except FileNotFoundError:
        raise BriefingError(
            f"`{brief}` has no edition {number}", "see `briefing log` for those there are"
        ) from None
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BriefingError(
            f"`{name}` is damaged", "bring the file back from your backup or from git"
        ) from error


def read_object(root: Path, digest: str) -> bytes:
    """Read a kept content; raises `BriefingError` when it is gone or is no longer what it was."""
    try:
        data = read_regular(root / object_name(digest))
    except FileNotFoundError:
        raise BriefingError(
            f"`{object_name(digest)}` is not there",
            "bring it back from git, unless it was removed for safety",
        ) from None
    if sha256(data).hexdigest() != digest:
        raise BriefingError(
            f"`{object_name(digest)}` was altered", "bring it back from your backup or from git"
        )
    return data


def put_object(content: bytes) -> tuple[str, bytes, str]:
    """Give the name that a content is kept under, the content, and its digest."""
    digest = sha256(content).hexdigest()
    return object_name(digest), content, digest


def text_of_record(record: Record) -> bytes:
    """Write a record as JSON, UTF-8, in one order."""
    tree = {
        "schema": SCHEMA,
        "brief": record.brief,
        "number": record.number,
        "issued": record.issued.isoformat(),
        "at": record.at,
        "by": record.by,
        "facts": record.facts,
        "settings": dict(record.settings),
        "versions": dict(sorted(record.versions.items())),
        "outdated": record.outdated,
        "approvals": dict(record.approvals),
        "changes": sha256(text_of_changes(record.changes)).hexdigest(),
        "parity": record.parity,
        "titles": {locale: dict(words) for locale, words in record.titles.items()},
        "copies": [
            {"name": c.name, "locale": c.locale, "format": c.format, "layout": c.layout, "digest": c.digest}
            for c in record.copies
        ],
        "inputs": dict(sorted(record.inputs.items())),
        "before": record.before,
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def text_of_changes(changes: tuple[Change, ...]) -> bytes:
    """Write changes as JSON. They are kept apart from the record, so that one can be taken out for safety."""
    return (json.dumps([tree_of_change(c) for c in changes], ensure_ascii=False, indent=1) + "\n").encode()


def forgotten(root: Path, brief: str) -> Mapping[str, str]:
    """Give, by the digest of a content that is gone for safety, that of what took its place."""
    try:
        read: Mapping[str, str] = json.loads(read_regular(root / FOLDER / brief / FORGOTTEN))
    except FileNotFoundError:
        return {}
    return read


def standing(root: Path, brief: str, digest: str) -> str:
    """Give the digest of what stands for a content today: its own, or of what took its place."""
    gone = forgotten(root, brief)
    while digest in gone:
        digest = gone[digest]
    return digest


def _changes(root: Path, brief: str, digest: str) -> tuple[Change, ...]:
    data = read_object(root, standing(root, brief, digest))
    return tuple(change_of_tree(change) for change in json.loads(data))


def _record(tree: Mapping[str, Any], changes: tuple[Change, ...], digest: str) -> Record:
    return Record(
        brief=tree["brief"],
        number=tree["number"],
        issued=date.fromisoformat(tree["issued"]),
        at=tree["at"],
        by=tree["by"],
        facts=tree["facts"],
        settings=tree["settings"],
        inputs=tree["inputs"],
        versions=tree["versions"],
        outdated=tree["outdated"],
        approvals=tree["approvals"],
        copies=tuple(Copy(**copy) for copy in tree["copies"]),
        changes=changes,
        parity=tree["parity"],
        titles=tree["titles"],
        before=tree["before"],
        digest=digest,
    )
