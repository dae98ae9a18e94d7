"""`briefing watch`: rebuild on save, in a process that stays."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.choices import (
    FORMAT_WORDS,
    Jobs,
    complete_briefs,
    complete_formats,
    complete_layouts,
    complete_locales,
)
from briefing.cli.rebuilding import Choice, Rebuilding
from briefing.cli.session import Session
from briefing.cli.streams import complain
from briefing.project import find_root


def watch(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales: repeat, commas, `all`.", autocompletion=complete_locales
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", metavar=FORMAT_WORDS, help="Formats.", autocompletion=complete_formats),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYOUT", help="Layouts of the PDF.", autocompletion=complete_layouts),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; `build` in the project if not given.")
    ] = None,
    jobs: Jobs = None,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="Print what is not translated in English, marked as such."),
    ] = False,
) -> None:
    """Rebuild on save, until ^C.

    Looks at facts, catalogues, templates and settings. A file that is half written gives findings and the last
    good files stay; the paths of what was written go to stdout.
    """
    from briefing.watch import watch_inputs

    session: Session = context.obj
    choice = Choice(
        briefs=briefs,
        lang=lang,
        formats=format_,
        layouts=layout,
        out=out,
        jobs=jobs,
        allow_untranslated=allow_untranslated,
    )
    saves = watch_inputs(find_root(session.folder))
    with closing(Rebuilding(session=session, choice=choice)) as rebuilding:
        rebuilding.start()
        next(saves)
        rebuilding.first()
        if not session.is_quiet:
            complain("watching; ^C ends it\n")
        for _ in saves:
            rebuilding.again()
