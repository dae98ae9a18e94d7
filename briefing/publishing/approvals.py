"""Approvals: who has said of a fact, as it stands, that it may be published.

They are lines of the ledger with the digest of each fact. A changed word, number, source or date voids the approval
of that fact and of no other.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256

from briefing.facts import FactBook, public_facts
from briefing.ledger import Entry


def approval_digest(book: FactBook) -> Mapping[str, str]:
    """Give the digest of every fact that is shown, as the public facts have it."""
    facts = json.loads(public_facts(book))["facts"]
    return {id_: _digest(fact) for id_, fact in facts.items()}


def approvals_of(book: FactBook, ledger: Sequence[Entry]) -> Mapping[str, tuple[str, ...]]:
    """Give for every fact that is shown who has approved it as it stands: each person once, in order."""
    wanted = approval_digest(book)
    found: dict[str, dict[str, None]] = {id_: {} for id_ in wanted}
    for entry in ledger:
        if entry.act == "approve" and entry.brief == book.file.brief.id and entry.said is not None:
            for id_, digest in dict(entry.said.get("facts", {})).items():
                if wanted.get(id_) == digest:
                    found[id_][entry.by] = None
    return {id_: tuple(persons) for id_, persons in found.items()}


def _digest(fact: object) -> str:
    return sha256(json.dumps(fact, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]
