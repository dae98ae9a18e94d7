"""Approvals: who has said of a fact, as it stands, that it may be published.

They are lines of the ledger with the digest of each fact. A changed word, number, source or date voids the approval
of that fact and of no other.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from briefing.acts import Entry
from briefing.facts import FactBook, public_facts
from briefing.persons import distinct_persons, fault_of_name, found_person


def approval_digest(book: FactBook) -> Mapping[str, str]:
    """Give the digest of every fact that is shown, as the public facts have it."""
    facts = json.loads(public_facts(book))["facts"]
    return {id_: _digest(fact) for id_, fact in facts.items()}


def approvals_of(
    book: FactBook, ledger: Sequence[Entry], approvers: Sequence[str] = ()
) -> Mapping[str, tuple[str, ...]]:
    """Give for every fact that is shown who has approved it as it stands: each person once, in order.

    Where the settings list the approvers nobody else counts, whoever wrote the line. A name that looks like another,
    or differs by capitals or points, is no second person.
    """
    wanted = approval_digest(book)
    found: dict[str, dict[str, None]] = {id_: {} for id_ in wanted}
    for entry in ledger:
        if entry.act == "approve" and entry.brief == book.file.brief.id and entry.said is not None:
            for id_, digest in dict(entry.said.get("facts", {})).items():
                if wanted.get(id_) == digest:
                    found[id_][entry.by] = None
    persons: dict[tuple[str, ...], tuple[str, ...]] = {}
    for names in map(tuple, found.values()):
        if names not in persons:
            persons[names] = _persons(names, approvers)
    return {id_: persons[tuple(names)] for id_, names in found.items()}


def _persons(names: Sequence[str], approvers: Sequence[str]) -> tuple[str, ...]:
    if approvers:
        return tuple(dict.fromkeys(p for name in names if (p := found_person(name, approvers)) is not None))
    return distinct_persons(name for name in names if fault_of_name(name) is None)


def _digest(fact: object) -> str:
    return sha256(json.dumps(fact, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
