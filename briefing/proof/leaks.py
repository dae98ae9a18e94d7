"""Leaks: whether anything that is not public is in any file of the output folders, at any depth.

A finding names the file and whose words are in it, never the words: it may be read where the file may not.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from briefing.build import Request
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, with_severity
from briefing.facts import read_facts
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.proof.evidence import told_file
from briefing.proof.secrets import Secrets, secrets_of
from briefing.readback import texts_in

FOLDERS: Final = ("build", "public", "editions", ".briefing")
"""Where finished files lie, and what was kept of them."""


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
    leaks = tuple(leak for path in files for leak in _leaks(path, secrets, inputs.root))
    return Outcome(value=len(files), diagnostics=with_severity(leaks, project.severities))


def _files(folder: Path) -> Sequence[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()


def _leaks(path: Path, secrets: Secrets, root: Path) -> Iterator[Diagnostic]:
    holders = frozenset[str]().union(*(secrets.found_in(text) for text in texts_in(path)))
    for holder in sorted(holders):
        message = f"this file holds words of {holder}, which is not public"
        hint = "delete the file and build again; if it was handed out, tell the desk"
        yield diagnose("BR751", message, Span(file=told_file(path, root), line=0), hint=hint)
