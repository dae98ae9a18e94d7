"""`briefing verify`: what a file found somewhere is, whether it is as published, and what has changed since."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.findings import exit_code_of, show_text
from briefing.cli.session import Opened, open_project
from briefing.cli.streams import complain, tell
from briefing.diagnostics import Diagnostic, Outcome, Span, UsageError, diagnose, with_severity
from briefing.inputs import read_regular

if TYPE_CHECKING:
    from briefing.editions import Record
    from briefing.publishing import Found, Signers, Standing


def verify(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="PDF or HTML files; all that is kept of editions when none."),
    ] = None,
    *,
    signers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Who may sign, as OpenSSH lists them; `signers` of the project if not given."
        ),
    ] = None,
) -> None:
    """Tell which edition a PDF or HTML file is, whether it is unaltered, current, and what has changed since.

    Without a file it holds all that is kept of editions, the ledger and the website in `public` against each other.
    Exit 1 when something was altered, is gone or is not known. Signatures are checked where there are any; with
    `signers` each has to be that of an allowed signer, and the latest edition has to have one.
    """
    opened = open_project(context.obj)
    allowed = _allowed(opened, signers)
    if not _can_check(allowed.value):
        complain("signatures are not checked: there is no `ssh-keygen`\n")
    findings: list[Diagnostic] = [*allowed.diagnostics]
    if not findings:
        findings += _unreadable(opened) if files else _kept(opened, allowed.value)
    for file in files if files and not findings else ():
        findings += _file(opened, file, allowed.value)
    show_text(findings, opened)
    raise typer.Exit(exit_code_of(findings))


def _allowed(opened: Opened, typed: Path | None) -> "Outcome[Signers | None]":
    """Read who may sign: from the file that was typed, else from that of the settings."""
    from briefing.publishing import Signers, read_signers

    if typed is None:
        read = read_signers(opened.project)
        return replace(read, diagnostics=with_severity(read.diagnostics, dict(opened.project.severities)))
    try:
        data = read_regular(opened.session.start / typed.expanduser())
    except OSError as error:
        raise UsageError(f"cannot read `{typed}`", (error.strerror or "").lower()) from None
    return Outcome(value=Signers(name=typed.name, data=data))


def _kept(opened: Opened, signers: "Signers | None") -> list[Diagnostic]:
    from briefing.editions import numbers_of
    from briefing.publishing import published_findings, signature_findings

    project = opened.project
    findings = list(published_findings(opened.inputs, project))
    if not _unreadable(opened) and _can_check(signers):
        signed = tuple(signature_findings(project.root, project.briefs, signers))
        findings += with_severity(signed, dict(project.severities))
    if not any(finding.is_error for finding in findings):
        for brief in project.briefs:
            numbers = numbers_of(project.root, brief)
            if numbers:
                plural = "" if len(numbers) == 1 else "s"
                signed_by = _words_of_last(opened, brief, signers)
                tell(f"{brief}: {len(numbers)} edition{plural}, all as published{signed_by}\n")
    return findings


def _can_check(signers: "Signers | None") -> bool:
    """Whether signatures can be checked. Where nobody is named who has to sign, a missing OpenSSH is no failure."""
    from briefing.publishing import has_tool

    return signers is not None or has_tool()


def _words_of_last(opened: Opened, brief: str, signers: "Signers | None") -> str:
    """Say who signed the last edition of a brief; nothing where nobody does and nobody has to."""
    from briefing.editions import last_record
    from briefing.publishing import standing_of, words_of_signature

    last = last_record(opened.project.root, brief) if _can_check(signers) else None
    standing = standing_of(opened.project.root, last, signers).value if last is not None else None
    if standing is None:
        return "; the last one not signed" if signers is not None else ""
    return f"; the last one {words_of_signature(standing.signed)}"


def _unreadable(opened: Opened) -> tuple[Diagnostic, ...]:
    """Find the records that cannot be read: no file can be held against them."""
    from briefing.publishing import unreadable

    return unreadable(opened.project)


def _file(opened: Opened, path: Path, signers: "Signers | None") -> list[Diagnostic]:
    from briefing.publishing import identified, standing_of

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
    if _can_check(signers):
        standing = standing_of(opened.project.root, found.record, signers)
        wrong = with_severity(standing.diagnostics, dict(opened.project.severities))
        words = _words_of(found.record, standing.value, is_told=signers is not None and not wrong)
    else:
        wrong, words = (), ""
    tell(f"{path}: {_sentence(found)}{words}\n")
    if not found.is_current:
        _tell_changes(opened, found)
    return list(wrong)


def _words_of(record: "Record", standing: "Standing | None", *, is_told: bool) -> str:
    """Say who answers for an edition with a key; that nobody does is told where somebody should."""
    from briefing.publishing import words_of_signature

    if standing is None:
        return "; not signed" if is_told else ""
    words = words_of_signature(standing.signed)
    return f"; {words}" if standing.number == record.number else f"; with edition {standing.number} {words}"


def _sentence(found: "Found") -> str:
    record, latest = found.record, found.latest
    assert record is not None
    assert latest is not None
    words = [
        f"`{record.brief}`, edition {record.number} of {record.issued.isoformat()} in `{found.locale}`",
        "unaltered but for the banner of the website" if found.has_banner else "unaltered",
        "the current edition" if found.is_current else f"the current edition is {latest.number}",
    ]
    if found.newest is not None and found.newest.number > latest.number:
        words[-1] += f" in `{found.locale}`"
        words.append(f"edition {found.newest.number} is in {' '.join(found.newest.locales)} only")
    return "; ".join(words)


def _tell_changes(opened: Opened, found: "Found") -> None:
    from briefing.cli.diff import changes_table, compared_rendition

    record, latest = found.record, found.latest
    assert record is not None
    assert latest is not None
    locale = next(o for o in opened.project.locales if o.split("-")[0] == found.locale.split("-")[0])
    rendition = compared_rendition(opened, record.brief, str(record.number), str(latest.number), locale)
    tell(changes_table(rendition))
