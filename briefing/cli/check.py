"""`briefing check`: every finding, no file written."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import OutputFormat, annotations, exit_code_of, show_text
from briefing.cli.session import Opened, Session, open_project
from briefing.cli.streams import complain, tell
from briefing.diagnostics import Diagnostic


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
    output_format: Annotated[OutputFormat, typer.Option(help="How to write findings.")] = OutputFormat.text,
) -> None:
    """Report every finding, and write no file.

    Each comes with its place and with what to type. Exit code 1 when one of them is an error.
    """
    session: Session = context.obj
    opened = open_project(session, is_strict=strict)
    named = chosen_briefs(opened, briefs)
    found = opened.findings + _found(opened, named, chosen_locales(opened, lang))
    code = exit_code_of(found)
    match output_format:
        case OutputFormat.json:
            from briefing.console import json_of

            brief = named[0] if len(named) == 1 else None
            tell(json_of(found, brief=brief, artifacts=(), exit_code=code))
        case OutputFormat.github:
            tell(annotations(found, opened))
        case OutputFormat.text:
            show_text(found, opened)
            if not found and not session.is_quiet:
                complain("no findings\n")
    raise typer.Exit(code)


def _found(opened: Opened, briefs: tuple[str, ...], locales: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    from briefing.build import Request, check_briefs

    request = Request(
        briefs=briefs,
        locales=locales,
        formats=("html", "pdf"),
        layouts=opened.project.layouts,
        out=Path(opened.project.root, "build"),
        jobs=1,
        allow_untranslated=False,
        now=opened.session.now,
    )
    return check_briefs(opened.inputs, opened.project, request).diagnostics
