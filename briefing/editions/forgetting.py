"""Forgetting: a fact taken out, for safety, of all that is kept of editions.

A record stays as it was published, digests and all; the contents that held the fact are deleted. Of the facts of the
edition a copy without the fact takes the place, so that later editions can still be compared with it.
"""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from briefing.artifacts import write_files
from briefing.editions.objects import FOLDER, object_name, put_object, read_object
from briefing.editions.record import FORGOTTEN, Record, forgotten, read_records, standing, text_of_changes
from briefing.inputs import Inputs

_LISTS: Final = ("competes_with", "contradicts", "resolves", "supersedes")


def facts_data(root: Path, record: Record) -> bytes:
    """Read the public facts of an edition, without those that were taken out for safety since."""
    return read_object(root, standing(root, record.brief, record.facts))


def forget(inputs: Inputs, brief: str, fact: str) -> tuple[int, ...]:
    """Take a fact out of what is kept of every edition of a brief; give the numbers of those that had it."""
    root = inputs.root
    replaced = dict(forgotten(root, brief))
    numbers: list[int] = []
    gone: set[str] = set()
    written: dict[str, bytes] = {}
    for record in read_records(root, brief):
        left = tuple(change for change in record.changes if change.fact != fact)
        if left != record.changes:
            name, content, digest = put_object(text_of_changes(left))
            written[name] = content
            was = sha256(text_of_changes(record.changes)).hexdigest()
            replaced[was] = digest
            gone.add(was)
        data = facts_data(root, record)
        tree = json.loads(data)
        if fact not in tree["facts"]:
            continue
        numbers.append(record.number)
        name, content, digest = put_object(_without(tree, fact))
        written[name] = content
        replaced[standing(root, brief, record.facts)] = digest
        gone |= {record.facts, standing(root, brief, record.facts), *(copy.digest for copy in record.copies)}
        gone |= {d for n, d in record.inputs.items() if n.endswith(f"/{brief}.po") or n.startswith("facts/")}
    if written:
        text = json.dumps({k: v for k, v in replaced.items() if k != v}, indent=1) + "\n"
        written[f"{FOLDER}/{brief}/{FORGOTTEN}"] = text.encode()
        write_files(written, root)
        for digest in gone - {sha256(content).hexdigest() for content in written.values()}:
            (root / object_name(digest)).unlink(missing_ok=True)
    return tuple(numbers)


def _without(tree: dict[str, Any], fact: str) -> bytes:
    del tree["facts"][fact]
    for section in tree["sections"].values():
        lists = [section, *section["parts"].values()]
        for holder in lists:
            for key in ("key", "facts"):
                if key in holder:
                    holder[key] = [i for i in holder[key] if i != fact]
    for other in tree["facts"].values():
        for key in _LISTS:
            if key in other:
                other[key] = [i for i in other[key] if i != fact]
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()
