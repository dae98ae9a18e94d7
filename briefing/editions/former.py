"""Former: the state of a brief that its changes are counted from, with its translations, for what it said then."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefing.diagnostics import BriefingError
from briefing.editions.changes import Change
from briefing.editions.forgetting import facts_data
from briefing.editions.objects import find_object
from briefing.editions.record import Record
from briefing.facts import FactBook, FactFile, ids_over, is_outdated, read_public_facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """The public facts of a former state, and by name the catalogues of its brief as far as they were kept."""

    file: FactFile
    catalogs: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, ...]:
        """Give what tells this state from others: the digests of its facts, as they read, and its catalogues."""
        facts = sha256(repr(self.file).encode()).hexdigest()
        return (facts, *(sha256(data).hexdigest() for _, data in sorted(self.catalogs.items())))


def former_facts(root: Path, record: Record) -> FactFile | None:
    """Read the public facts of an edition, without those taken out for safety; None when not readable."""
    return read_public_facts(facts_data(root, record), f"facts/{record.brief}.yaml")


def former_of(
    root: Path, record: Record, file: FactFile | None, changes: Collection[Change]
) -> Former | None:
    """Give what an edition said, of its facts (`former_facts`); None where there is nothing to tell of it.

    The catalogues are read only where one of the changes asks for what the edition said. One that is gone or altered
    gives None: `verify` says so.
    """
    if file is None or not changes:
        return None
    asks = any(change.kind in ("wording", "condition", "speaker") for change in changes)
    try:
        return Former(file=file, catalogs=_catalogs(root, record) if asks else {})
    except BriefingError:
        return None


def grown_old(
    former: FactFile, then: tuple[date, int], book: FactBook, now: tuple[date, int]
) -> frozenset[str]:
    """Give the ids of the facts whose data are too old now and were not then; each is a day and the limit in days."""
    over = ids_over(book.file.facts)
    return frozenset(
        id_
        for id_, fact in book.file.facts.items()
        if id_ in former.facts
        and id_ not in over
        and is_outdated(fact, *now)
        and not is_outdated(former.facts[id_], *then)
    )


def _catalogs(root: Path, record: Record) -> Mapping[str, bytes]:
    ending = f"/LC_MESSAGES/{record.brief}.po"
    kept = {
        name: find_object(root, digest).value
        for name, digest in record.inputs.items()
        if name.startswith("locales/") and name.endswith(ending) and digest != "absent"
    }
    return {name: data for name, data in kept.items() if data is not None}


def read_former(root: Path, record: Record, changes: Collection[Change]) -> Former | None:
    """Read what an edition said; None where there is nothing to tell of it, or it cannot be read any more."""
    if not changes:
        return None
    try:
        return former_of(root, record, former_facts(root, record), changes)
    except BriefingError:  # gone or altered: `verify` says so
        return None
