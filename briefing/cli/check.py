"""`briefing check`: every finding, no file written."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import OutputFormat, annotations, exit_code_of, show_text
from briefing.cli.remembering import remember
from briefing.cli.session import Opened, Session, open_project, request_of
from briefing.cli.streams import complain, tell, tell_json
from briefing.diagnostics import Diagnostic, in_order, with_severity


def check(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales, `all` when not given.", autocompletion=complete_locales
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Make every warning an error.")] = False,
    leaks: Annotated[
        bool,
        typer.Option("--leaks", help="Look through all finished files for what is not public."),
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="With `--leaks`: where finished files lie besides `build`."),
    ] = None,
    output_format: Annotated[OutputFormat, typer.Option(help="How to write findings.")] = OutputFormat.text,
) -> None:
    """Report every finding, and write no file; with `--leaks`, what has got into finished files besides.

    Each comes with its place and with what to type. Exit code 1 when one of them is an error.
    """
    session: Session = context.obj
    opened = open_project(session, is_strict=strict)
    named = chosen_briefs(opened, briefs)
    locales = chosen_locales(opened, lang)
    published = _published(opened)
    found = opened.findings + in_order((*published, *_found(opened, named, locales)))
    if leaks:
        found += _leaks(opened, named, locales, out)
    code = exit_code_of(found)
    match output_format:
        case OutputFormat.json:
            from briefing.console import json_of

            brief = named[0] if len(named) == 1 else None
            tell_json(json_of(found, brief=brief, artifacts=(), exit_code=code))
        case OutputFormat.github:
            tell(annotations(found, opened))
        case OutputFormat.text:
            show_text(found, opened)
            if not found and not session.is_quiet:
                complain("no findings\n")
    if not (opened.project.root / "editions").is_dir():  # what lies there and in `public` is no input
        remember(opened, named, code)
    raise typer.Exit(code)


def _found(opened: Opened, briefs: tuple[str, ...], locales: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    from briefing.build import check_briefs

    request = request_of(opened, briefs, locales, out=None)
    found = check_briefs(opened.inputs, opened.project, request).diagnostics
    return (*found, *_unfinished(opened, briefs))


def _unfinished(opened: Opened, briefs: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Find removals for safety that were cut short."""
    from briefing.editions import unfinished_removals
    from briefing.facts import read_facts

    marked: list[str] = []
    for brief in briefs:
        file = opened.inputs.read(f"facts/{brief}.yaml").value
        if file is not None and b"removed" in file.data:
            marked.append(file.name)
        opened.inputs.let_go()
    books = (read_facts(opened.inputs, name, today=opened.session.today).value for name in marked)
    found = [d for book in books if book is not None for d in unfinished_removals(opened.inputs, book)]
    return with_severity(found, dict(opened.project.severities))


def _published(opened: Opened) -> tuple[Diagnostic, ...]:
    """Hold what was published against its records, where there is any."""
    if not (opened.project.root / "editions").is_dir():
        return ()
    from briefing.publishing import (
        has_tool,
        published_findings,
        read_signers,
        signature_findings,
        unreadable,
    )

    project = opened.project
    found = published_findings(opened.inputs, project)
    signers = read_signers(project)
    signed = signers.diagnostics
    if signers.value is not None and not unreadable(project):
        if has_tool():
            signed += tuple(signature_findings(project.root, project.briefs, signers.value))
        else:
            complain("signatures are not checked: there is no `ssh-keygen`\n")
    return (*found, *with_severity(signed, dict(project.severities)))


def _leaks(
    opened: Opened, briefs: tuple[str, ...], locales: tuple[str, ...], out: Path | None
) -> tuple[Diagnostic, ...]:
    from briefing.proof import find_leaks

    looked = find_leaks(opened.inputs, opened.project, request_of(opened, briefs, locales, out=out))
    if not opened.session.is_quiet:
        noun = "file" if looked.value == 1 else "files"
        complain(f"{looked.value} {noun} searched for what is not public\n")
    return looked.diagnostics
