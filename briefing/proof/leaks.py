"""Leaks: whether anything that is not public is in any file of the output folders, or about to be, at any depth.

A finding names the file and whose words are in it, never the words: it may be read where the file may not.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from briefing.build import Request
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, with_severity
from briefing.facts import FactBook, read_facts
from briefing.inputs import Inputs
from briefing.ledger import LEDGER
from briefing.project import PUBLIC, Project
from briefing.proof.evidence import told_file
from briefing.proof.secrets import REASON, Secrets, secrets_of
from briefing.readback import texts_in, texts_of

FOLDERS: Final = ("build", PUBLIC, "editions", ".briefing")
"""Where finished files lie, and what was kept of them."""

_WRITTEN: Final = "delete the file and build again; if it was handed out, tell the desk"
_WAITING: Final = "nothing was written: find the words in templates, names, translations or public facts"


def find_leaks(inputs: Inputs, project: Project, request: Request) -> Outcome[int]:
    """Search the output folders, and `request.out`, for what is not public; give the number of files searched."""
    books = [
        found.value
        for brief in request.briefs
        if (found := read_facts(inputs, f"facts/{brief}.yaml", today=request.today)).value is not None
    ]
    secrets = secrets_of(books, inputs, project)
    folders = dict.fromkeys((request.out, *(inputs.root / name for name in FOLDERS)))
    files = dict.fromkeys(path for folder in folders for path in _files(folder))
    leaks = [
        leak
        for path in files
        for leak in _leaks(texts_in(path), secrets, told_file(path, inputs.root), _WRITTEN)
    ]
    return Outcome(value=len(files), diagnostics=with_severity(leaks, project.severities))


def leaks_of(
    contents: Mapping[str, bytes], book: FactBook, inputs: Inputs, project: Project
) -> tuple[Diagnostic, ...]:
    """Search contents that wait to be written, by their names, for what is not public of one brief."""
    secrets = secrets_of((book,), inputs, project)
    leaks = [
        leak
        for name, data in contents.items()
        for leak in _leaks(texts_of(name, data), secrets, name, _WAITING)
    ]
    return with_severity(leaks, project.severities)


def _files(folder: Path) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()


def _leaks(texts: Iterable[str], secrets: Secrets, name: str, hint: str) -> Iterator[Diagnostic]:
    found = frozenset[str]().union(*map(secrets.found_in, texts))
    for holder in sorted(o for o in found if not (name == LEDGER and REASON in o)):
        message = f"this file holds words of {holder}, which is not public"
        yield diagnose("BR751", message, Span(file=name, line=0), hint=hint)
