"""Unread: files in the folder of a brief that parity does not read back, so that nothing is proved of them."""

from collections.abc import Collection, Iterator
from pathlib import Path

from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.proof.evidence import told_file
from briefing.readback import find_finished, find_unread

_FORMATS = "web pages `BRIEF.LOCALE.html`, PDFs `BRIEF.LOCALE.LAYOUT.pdf` and texts `BRIEF.LOCALE.txt`"


def unread_files(folder: Path, brief: str, locales: Collection[str], root: Path) -> Iterator[Diagnostic]:
    """Find what is named as a finished file and cannot be read, what is in no locale of the project, and all else."""
    for path in find_unread(folder, brief):
        span = Span(file=told_file(path, root), line=0)
        if path.name.startswith(f"{brief}.") and path.is_file():
            message = f"this file cannot be read back: parity reads {_FORMATS}, and nothing else"
            hint = (
                "do not hand it out as proved; build what parity reads, or move it out of the output folder"
            )
            yield diagnose("BR741", message, span, hint=hint)
        else:
            message = f"`{path.name}` is no finished file of `{brief}`, and was not looked at"
            yield diagnose("BR758", message, span, hint="move it out of the output folder")
    for locale, _, path in find_finished(folder, brief):
        if locale not in locales:
            message = f"`{path.name}` was not looked at: `{locale}` is no locale of the project"
            hint = "delete the file, or add the locale to `locales` in the settings"
            yield diagnose("BR758", message, Span(file=told_file(path, root), line=0), hint=hint)
