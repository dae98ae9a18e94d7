"""`briefing verify`: what a file found somewhere is, whether it is as published, and what has changed since."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.findings import exit_code_of, show_text
from briefing.cli.session import Opened, open_project
from briefing.cli.streams import tell
from briefing.diagnostics import Diagnostic, Span, UsageError, diagnose

if TYPE_CHECKING:
    from briefing.publishing import Found


def verify(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="PDF or HTML files; all that is kept of editions when none."),
    ] = None,
) -> None:
    """Tell which edition a PDF or HTML file is, whether it is unaltered, current, and what has changed since.

    Without a file it holds all that is kept of editions, the ledger and the website in `public` against each other.
    Exit 1 when something was altered, is gone or is not known.
    """
    opened = open_project(context.obj)
    findings: list[Diagnostic] = []
    findings += _unreadable(opened) if files else _kept(opened)
    for file in files if files and not findings else ():
        findings += _file(opened, file)
    show_text(findings, opened)
    raise typer.Exit(exit_code_of(findings))


def _kept(opened: Opened) -> list[Diagnostic]:
    from briefing.editions import numbers_of
    from briefing.publishing import published_findings

    findings = list(published_findings(opened.inputs, opened.project))
    if not findings:
        for brief in opened.project.briefs:
            count = len(numbers_of(opened.project.root, brief))
            if count:
                tell(f"{brief}: {count} edition{'' if count == 1 else 's'}, all as published\n")
    return findings


def _unreadable(opened: Opened) -> tuple[Diagnostic, ...]:
    """Find the records that cannot be read: no file can be held against them."""
    from briefing.publishing import unreadable

    return unreadable(opened.project)


def _file(opened: Opened, path: Path) -> list[Diagnostic]:
    from briefing.publishing import identified

    try:
        data = (opened.session.start / path).read_bytes()
    except OSError as error:
        raise UsageError(f"cannot read `{path}`", (error.strerror or "").lower()) from None
    found = identified(opened.inputs, opened.project, data)
    if found.record is None or found.name is None:
        told = f" It calls itself {found.claim}." if found.claim else ""
        if found.is_page:
            told = f" It is {found.claim}, and what stands over its text was never put there by your website."
        hint = "ask who gave it to you; the published files are on the website and below `editions`"
        message = f"`{path}` is no file that was published here, byte for byte.{told}"
        return [diagnose("BR709", message, Span(file=str(path)), hint=hint)]
    tell(f"{path}: {_sentence(found)}\n")
    if not found.is_current:
        _tell_changes(opened, found)
    return []


def _sentence(found: "Found") -> str:
    record, latest = found.record, found.latest
    assert record is not None
    assert latest is not None
    words = [
        f"`{record.brief}`, edition {record.number} of {record.issued.isoformat()} in `{found.locale}`",
        "unaltered but for the banner of the website" if found.has_banner else "unaltered",
        "the current edition" if found.is_current else f"the current edition is {latest.number}",
    ]
    return "; ".join(words)


def _tell_changes(opened: Opened, found: "Found") -> None:
    from briefing.cli.diff import changes_table, compared_rendition

    record, latest = found.record, found.latest
    assert record is not None
    assert latest is not None
    locale = next(o for o in opened.project.locales if o.split("-")[0] == found.locale.split("-")[0])
    rendition = compared_rendition(opened, record.brief, str(record.number), str(latest.number), locale)
    tell(changes_table(rendition))
