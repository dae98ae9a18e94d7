"""Findings of a command: shown in the form that was asked for, and the exit code they come to."""

import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from briefing.cli.session import Opened
from briefing.cli.streams import complain_in_colour, is_coloured
from briefing.console import View, github_of, text_of
from briefing.diagnostics import Diagnostic


class OutputFormat(StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    github = "github"


class PlainFormat(StrEnum):
    """How a table is written."""

    text = "text"
    json = "json"


def exit_code_of(diagnostics: Sequence[Diagnostic]) -> int:
    """Give 1 when a finding is an error, else 0."""
    return int(any(d.is_error for d in diagnostics))


def show_text(diagnostics: Sequence[Diagnostic], opened: Opened) -> None:
    """Show findings on stderr; a quiet session shows errors only."""
    view = View(inputs=opened.inputs, start=opened.session.start, is_coloured=is_coloured(sys.stderr))
    shown = [d for d in diagnostics if d.is_error] if opened.session.is_quiet else diagnostics
    complain_in_colour(text_of(shown, view))


def annotations(diagnostics: Sequence[Diagnostic], opened: Opened) -> str:
    """Give findings as annotations, their files told from the folder the user stands in."""
    return github_of(diagnostics, View(inputs=opened.inputs, start=opened.session.start))


def told_path(path: Path, start: Path) -> str:
    """Tell a path from where the user stands when it lies below, else in full."""
    plain = Path(os.path.normpath(path))
    return str(plain.relative_to(start)) if plain.is_relative_to(start) else str(plain)
