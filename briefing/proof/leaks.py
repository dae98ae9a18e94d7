"""Leaks: whether anything that is not public is in any file of the output folders, or about to be, at any depth.

A finding names the file and whose words are in it, never the words: it may be read where the file may not.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final

from briefing.build import Request
from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose, with_severity
from briefing.editions import FOLDER, object_name, read_records
from briefing.facts import read_facts
from briefing.inputs import Inputs
from briefing.ledger import LEDGER
from briefing.project import PUBLIC, Project
from briefing.proof.evidence import told_file
from briefing.proof.searching import Secrets
from briefing.proof.secrets import REASON, secrets_of
from briefing.readback import texts_of
from briefing.revisions import FOLDER as UNDO

_LOCALES: Final = "locales"
_MEMORY: Final = ".briefing"
FOLDERS: Final = ("build", PUBLIC, FOLDER, _MEMORY, _LOCALES)
"""Where finished files lie, what was kept of them, and what goes to translators."""

_STAGED: Final = ".staging-*"
_DATA: Final = re.compile(
    r"templates/.*|locales/[^/]+/(language\.yaml|LC_MESSAGES/templates\.po)|locales/templates\.pot"
)
"""Files that write of no fact: templates, and what a language or a template needs."""

_WRITTEN: Final = "delete the file and build again; if it was handed out, tell the desk"
_WAITING: Final = "nothing was written: find the words in templates, names, translations or public facts"
_LEFT: Final = "delete the file; if it was handed out, tell the desk"
_HINTS: Final[Mapping[str, str]] = {
    "build": _WRITTEN,
    _MEMORY: "delete the folder `.briefing`: it is a memory that fills itself again",
    _LOCALES: "take them out: `briefing messages update` does, and for a `.pot` file `briefing messages extract`",
    PUBLIC: "`briefing publish` takes off what it has put there; delete the file if it is still there then",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What was searched for, and the contents that were already, by their digest: most files lie in two places."""

    inputs: Inputs
    project: Project
    secrets: Secrets
    data: Mapping[str, str]
    known: dict[tuple[str, bool], frozenset[str]] = field(default_factory=dict)

    def holders_in(self, name: str, content: bytes) -> frozenset[str]:
        """Give whose words are in a content that has a name from the root of the project."""
        kind = self.data.get(name, name)
        is_page = _DATA.fullmatch(kind) is None
        if not self.secrets or (not is_page and _is_carried(self.inputs, kind, content)):
            return frozenset()
        key = (sha256(content).hexdigest(), is_page)
        if key not in self.known:
            texts = texts_of("", content)
            found = (self.secrets.found_in(text, is_page=is_page) for text in texts)
            self.known[key] = frozenset[str]().union(*found)
        return self.known[key] | self.secrets.found_in(Path(name).name, is_page=is_page)


def searched_of(
    inputs: Inputs,
    project: Project,
    briefs: Iterable[str],
    request: Request,
    *,
    kept: Mapping[str, str] = MappingProxyType({}),
) -> Searched:
    """Gather what is not public of some briefs, and tell what is kept of editions and is no page.

    `kept` are the inputs of an edition to come: their digests by name.
    """
    books = [
        found.value
        for brief in briefs
        if (found := read_facts(inputs, f"facts/{brief}.yaml", today=request.today)).value is not None
    ]
    data = dict(_data_of_editions(inputs.root, project.briefs)) | dict(_data_of(kept))
    return Searched(inputs=inputs, project=project, secrets=secrets_of(books, inputs, project), data=data)


def find_leaks(inputs: Inputs, project: Project, request: Request) -> Outcome[int]:
    """Search the output folders, and `request.out`, for what is not public; give the number of files searched."""
    searched = searched_of(inputs, project, request.briefs, request)
    folders = dict.fromkeys((request.out, *(inputs.root / name for name in FOLDERS)))
    left = [path for folder in inputs.root.glob(_STAGED) for path in files_in(folder)]
    own = inputs.root / UNDO  # the fact file before the last act, as private as it is itself
    files = dict.fromkeys((*(path for folder in folders for path in files_in(folder)), *left))
    files = dict.fromkeys(path for path in files if own not in path.parents)
    return Outcome(value=len(files), diagnostics=leaks_in(files, searched))


def leaks_in(files: Iterable[Path], searched: Searched) -> tuple[Diagnostic, ...]:
    """Search files that are there."""
    root = searched.inputs.root
    leaks = [leak for path in files for leak in _leaks(told_file(path, root), path.read_bytes(), searched)]
    return with_severity(leaks, searched.project.severities)


def leaks_of(contents: Mapping[str, bytes], searched: Searched) -> tuple[Diagnostic, ...]:
    """Search contents that wait to be written, by their names."""
    leaks = [leak for name, data in contents.items() for leak in _leaks(name, data, searched, _WAITING)]
    return with_severity(leaks, searched.project.severities)


def files_in(folder: Path) -> Sequence[Path]:
    """Give all files below a folder, also those that nobody has meant to leave there, and behind links."""
    found: list[Path] = []
    seen: set[str] = set()
    for at, folders, names in os.walk(folder, followlinks=True):
        here = os.path.realpath(at)
        if here in seen:
            folders.clear()
            continue
        seen.add(here)
        found += (path for name in names if (path := Path(at) / name).is_file())
    return sorted(found)


def _data_of_editions(root: Path, briefs: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give by the name of an object the name of the input that it keeps, where that writes of no fact."""
    for brief in briefs:
        try:
            records = read_records(root, brief)
        except BriefingError:
            continue
        for record in records:
            yield from _data_of(record.inputs)


def _data_of(kept: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((object_name(digest), name) for name, digest in kept.items() if _DATA.fullmatch(name))


def _is_carried(inputs: Inputs, name: str, content: bytes) -> bool:
    """Whether a file is the tool's own: nothing of a project is in it."""
    path = inputs.carried / name
    return inputs.carried != inputs.root and path.is_file() and path.read_bytes() == content


def _leaks(name: str, content: bytes, searched: Searched, hint: str = "") -> Iterator[Diagnostic]:
    for holder in sorted(searched.holders_in(name, content)):
        if not (name == LEDGER and REASON in holder):
            message = f"this file holds words of {holder}, which is not public"
            yield diagnose("BR751", message, Span(file=name, line=0), hint=hint or _hint(name, holder))


def _hint(name: str, holder: str) -> str:
    top = name.split("/", maxsplit=1)[0]
    if ".staging-" in name:
        return _LEFT
    if top == FOLDER and re.fullmatch(r"`[^` ]+`", holder):
        return f"take it out of what is kept: briefing retract {holder.strip('`')} --safety"
    return _HINTS.get(top, _LEFT)
