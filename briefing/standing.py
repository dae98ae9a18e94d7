"""Standing: a brief of many whose inputs are the same and whose files are as they were left is not rendered again.

What it was made of is its facts, its catalogues and the records of its editions, and all that every brief shares:
templates, words, languages, settings, the tool itself. Content decides, of inputs and of outputs, and the day, where a
figure grows too old. What was found in it is kept in the store and told again. A brief with an error, under embargo or
with anything withheld is always rendered; so is one of all, since what they share is looked at with it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final

from briefing.artifacts import Artifact, digest_of_file
from briefing.catalogs import TEMPLATES
from briefing.diagnostics import Diagnostic
from briefing.editions import FOLDER
from briefing.facts import FactBook, same_until
from briefing.formats import has_paper
from briefing.inputs import Inputs
from briefing.outputs import Report
from briefing.project import Project
from briefing.request import Request
from briefing.store import Store, key_of
from briefing.toolchain import toolchain

_FOLDERS: Final = ("facts", "templates", "locales")
_MESSAGES: Final = "LC_MESSAGES"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """All that the files of a brief are made of."""

    brief: str
    own: tuple[tuple[str, str], ...]
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standings:
    """The briefs of a request with what they are made of, as it is now."""

    project: Project
    request: Request
    store: Store
    keys: Mapping[str, str] = field(default_factory=dict)

    def recall(self) -> Mapping[str, Report]:
        """Give the briefs that stand, each with its files and what was found in it."""
        found = {brief: standing for brief in self.keys if (standing := self._standing(brief)) is not None}
        if len(found) == len(self.request.briefs):
            found.popitem()
        return found

    def keep(self, book: FactBook, artifacts: Sequence[Artifact], diagnostics: Sequence[Diagnostic]) -> None:
        """Remember the files of a brief, what was found in it, and the days for which both are right."""
        key, embargo = self.keys.get(book.file.brief.id), book.file.edition.embargo
        is_held = embargo is not None and embargo > self.request.now
        if key is None or not artifacts or is_held or book.withheld or any(d.is_error for d in diagnostics):
            return
        today = self.request.today
        last = same_until(book.file.facts.values(), today, self.project.stale_after_days)
        files = [asdict(replace(a, state="unchanged")) | {"path": str(a.path)} for a in artifacts]
        told = {"days": (today.isoformat(), last.isoformat()), "files": files}
        self.store.keep(key, json.dumps(told).encode(), diagnostics)

    def _standing(self, brief: str) -> Report | None:
        kept = self.store.recall(self.keys[brief])
        if kept is None:
            return None
        with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
            told: dict[str, Any] = json.loads(kept.content)
            first, last = told["days"]
            if not first <= self.request.today.isoformat() <= last:
                return None
            artifacts = tuple(Artifact(**one | {"path": Path(one["path"])}) for one in told["files"])
            if all(self._is_whole(one) for one in artifacts):
                return Report(artifacts=artifacts, diagnostics=kept.diagnostics)
        return None

    def _is_whole(self, artifact: Artifact) -> bool:
        """Whether a file lies in the folder that is asked for, and is as it was left."""
        return (
            artifact.path.is_relative_to(self.request.out)
            and digest_of_file(artifact.path) == artifact.digest
        )


def standings_of(inputs: Inputs, project: Project, request: Request, store: Store) -> Standings:
    """Look at all that the briefs of a request are made of; of a single one, or of facts from elsewhere, nothing."""
    if len(request.briefs) < 2 or request.plan is not None or request.book is not None:
        return Standings(project=project, request=request, store=store)
    own: dict[str, list[tuple[str, str]]] = {brief: [] for brief in project.briefs}
    shared = hashlib.sha256()
    for name in (name for folder in _FOLDERS for name in inputs.names(folder, "**/*")):
        path = PurePosixPath(name)
        is_own = path.parent.name == _MESSAGES or str(path.parent) == "facts"
        entry = name, inputs.digest(name)
        if is_own and path.stem in own and path.stem != TEMPLATES:
            own[path.stem].append(entry)
        else:
            shared.update(f"{entry}\n".encode())
    asked = replace(request, briefs=(), jobs=0, now=datetime.min.replace(tzinfo=UTC))
    settings = replace(project, briefs=())
    shared.update(f"{asked!r}\n{settings!r}\n{toolchain(has_pdf=has_paper(request.formats))!r}".encode())
    keys = {
        brief: key_of(
            _Key(
                brief=brief,
                own=(*own[brief], *_records(project.root / FOLDER / brief)),
                shared=shared.hexdigest(),
            )
        )
        for brief in request.briefs
    }
    return Standings(project=project, request=request, store=store, keys=keys)


def _records(folder: Path) -> Iterable[tuple[str, str]]:
    """Give the records of a brief's editions with their digests."""
    return ((path.name, digest_of_file(path) or "") for path in sorted(folder.glob("*")) if path.is_file())
