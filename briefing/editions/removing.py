"""Removing: a fact taken out for safety, of all that the tool keeps: many steps, done again as often as it takes.

`removed:` in the fact file is the first step, so that no page shows the fact from then on. The line of the ledger is
the last one: a fact that is marked and has no line, or of which anything is kept, is not removed yet.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.artifacts import content_of, digest_of_file, finish_swaps, write_files
from briefing.diagnostics import BriefingError, Diagnostic, diagnose
from briefing.editions.banner import without_banner
from briefing.editions.forgetting import Wording, forget, forgetting
from briefing.editions.keeping import catalogs_without
from briefing.editions.record import forgotten, read_records
from briefing.editions.sums import signature_name, sums_name, text_of_sums
from briefing.facts import FactBook, read_facts, withheld_of
from briefing.inputs import Inputs
from briefing.ledger import LEDGER, read_ledger, record, redact
from briefing.project import PUBLIC

MEMORY: Final = ".briefing"
_LOCK: Final = "lock"
_WRITTEN: Final = ("journal*.jsonl", "runs/*", "store/[0-9a-f][0-9a-f]/*")
"""What the tool writes into its memory: where that lies behind a link, nothing else there is ours."""
_STAGED: Final = (".", "build", PUBLIC, "locales")


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A fact of a brief that is marked as removed, and which of so many removals it is at most."""

    brief: str
    fact: str
    marked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What a fact was taken out of: lines of the ledger, and editions by number."""

    lines: int
    editions: tuple[int, ...]


def remove(inputs: Inputs, removal: Removal, wording: Wording, *, by: str, at: datetime) -> Removed:
    """Take a marked fact out of everything that is kept. Where that was done before, nothing changes."""
    root = inputs.root
    clear_memory(root)
    finish_swaps(*(root / name for name in _STAGED))
    for left in (root / LEDGER).parent.glob(f".{Path(LEDGER).name}.*"):
        left.unlink(missing_ok=True)
    lines = redact(root, [removal.fact], brief=removal.brief) if (root / LEDGER).is_file() else 0
    done = forget(root, removal.brief, removal.fact, wording)
    _drop_signatures(root, removal.brief)
    _take_off(root, removal.brief)
    unread = _drop_translations(inputs, removal, at)
    if done.unread:
        listed = ", ".join(str(number) for number in done.unread)
        raise BriefingError(
            f"the facts of edition {listed} of `{removal.brief}` cannot be read: they may have the item",
            "bring `editions/objects` back from your backup or from git, then do it again",
        )
    if unread:
        hint = "mend it as `briefing check` says, then do it again"
        raise BriefingError(f"`{unread[0]}` cannot be read: it may have the item", hint)
    if _lines(root, removal.brief) < removal.marked:
        record(root, "remove", brief=removal.brief, by=by, at=at, said={"count": "1"})
    return Removed(lines=lines, editions=done.numbers)


def _take_off(root: Path, brief: str) -> None:
    """Delete the pages of editions that have lost an item from the website, where they lie as they were put there."""
    gone = forgotten(root, brief)
    site = (root / PUBLIC).resolve()
    for record_ in read_records(root, brief):
        sums = sums_name(brief)
        digests = {Path(copy.name).name: copy.digest for copy in record_.copies}
        digests[sums] = sha256(text_of_sums(record_)).hexdigest()
        is_signed = digest_of_file(site / brief / sums) == digests[sums]
        for name, digest in (*digests.items(), (f"{sums}.sig", "")) if record_.facts in gone else ():
            own, latest = site / brief / str(record_.number) / name, site / brief / name
            is_last = is_signed if not digest else _is_content(latest, digest)
            for path in (own, *((latest,) if is_last else ())):
                if path.parent.resolve() == path.parent:  # never through a link
                    path.unlink(missing_ok=True)


def _is_content(path: Path, digest: str) -> bool:
    """Whether a file of the website has a content, as it was published or below a banner."""
    content = content_of(path)
    return content is not None and digest in (
        sha256(content).hexdigest(),
        sha256(without_banner(content)).hexdigest(),
    )


def _drop_signatures(root: Path, brief: str) -> None:
    """Delete the signatures of editions that have lost an item: nothing shall prove that a page with it is genuine."""
    gone = forgotten(root, brief)
    for record_ in read_records(root, brief):
        path = root / signature_name(brief, record_.number)
        if record_.facts in gone and path.parent.resolve().is_relative_to(root.resolve()):
            path.unlink(missing_ok=True)


def _drop_translations(inputs: Inputs, removal: Removal, at: datetime) -> tuple[str, ...]:
    """Take the translations of a fact, and of what only withheld facts lead to, out of the catalogues.

    Gives the names of those that cannot be read whole.
    """
    book = read_facts(inputs, f"facts/{removal.brief}.yaml", today=at.date()).value
    has_message = withheld_of(book).has_message if book is not None else partial(_is_of, removal.fact)
    changed, unread = catalogs_without(inputs, removal.brief, has_message)
    write_files(changed, inputs.root)
    return unread


def _is_of(fact: str, context: str) -> bool:
    return context.partition(":")[0] == fact


def unfinished_removals(inputs: Inputs, book: FactBook) -> tuple[Diagnostic, ...]:
    """Find the facts that are marked as removed and of which something is still kept."""
    brief, ids = book.file.brief.id, tuple(book.removed)
    is_short = bool(ids) and _lines(inputs.root, brief) < len(ids)
    left = [id_ for id_ in ids if is_short or _is_kept(inputs, brief, id_)]
    return tuple(_unfinished(book, id_) for id_ in left)


def _unfinished(book: FactBook, id_: str) -> Diagnostic:
    message = f"`{id_}` is marked as removed, and something of it is kept"
    hint = f"finish it: briefing retract {id_} --brief {book.file.brief.id} --safety"
    return diagnose("BR715", message, book.places.key_span("facts", id_, "removed"), hint=hint)


def _is_kept(inputs: Inputs, brief: str, fact: str) -> bool:
    """Whether ledger, editions or catalogues still have a fact."""
    entries = read_ledger(inputs.root).value
    if any(entry.brief == brief and entry.is_about([fact]) for entry in entries):
        return True
    return not forgetting(inputs.root, brief, fact).is_done or bool(
        catalogs_without(inputs, brief, partial(_is_of, fact))[0]
    )


def _lines(root: Path, brief: str) -> int:
    return sum(entry.act == "remove" and entry.brief == brief for entry in read_ledger(root).value)


def clear_memory(root: Path) -> None:
    """Delete what the tool remembers of former runs, also where its folder is a link; the lock stays."""
    folder = root / MEMORY
    try:
        for path in _remembered(folder):
            path.unlink(missing_ok=True)
        if folder.is_dir() and not folder.is_symlink():
            for path in folder.iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                elif path.name != _LOCK:
                    path.unlink()
    except OSError as error:
        raise BriefingError(
            f"cannot clear `{MEMORY}`: {(error.strerror or str(error)).lower()}",
            f"delete what `{MEMORY}` holds yourself, then do it again: pages with the item may be in it",
        ) from error


def _remembered(folder: Path) -> Iterator[Path]:
    for pattern in _WRITTEN:
        yield from (path for path in folder.glob(pattern) if path.is_file() or path.is_symlink())
