"""`briefing source add`: a new source in the fact file."""

from typing import Annotated

import typer

from briefing.cli.revising import BriefOption, By, read_desk_of, write_revision
from briefing.cli.session import open_project
from briefing.diagnostics import UsageError


def make_source_app() -> typer.Typer:
    """Put the commands about sources together."""
    app = typer.Typer(no_args_is_help=True, help="Write sources into the fact file.", rich_markup_mode=None)
    app.callback()(_open)
    app.command("add")(add)
    return app


def _open() -> None:
    """Write sources into the fact file."""


def add(
    context: typer.Context,
    source: Annotated[
        str, typer.Argument(metavar="ID", help="The id of the new source, as `second-report`.")
    ],
    *,
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is, in words that are translated.")],
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="news-text, report, statement, press-release, dataset, interview, observation, law or other.",
        ),
    ],
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Its title, as it stands on it.")] = None,
    publisher: Annotated[str | None, typer.Option(metavar="TEXT", help="Who published it.")] = None,
    author: Annotated[str | None, typer.Option(metavar="TEXT", help="Who wrote it.")] = None,
    language: Annotated[str | None, typer.Option(metavar="LOCALE", help="The language it is in.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When it came out (EDTF).")] = None,
    retrieved: Annotated[str | None, typer.Option(metavar="DATE", help="When it was read (EDTF).")] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Its address, from `https://` on.")] = None,
    protected: Annotated[
        bool, typer.Option("--protected", help="Nothing of it is shown but that there is one.")
    ] = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Add a source to the fact file. Comments and order stay; a fact cites it by its id."""
    from briefing.revisions import add_source

    opened = open_project(context.obj)
    known = opened.project.briefs
    if brief is None and len(known) != 1:
        raise UsageError(
            "it is not said which brief the source is for",
            f"add {', '.join(f'`--brief {name}`' for name in known[:3]) or 'a brief'}",
        )
    fields = {
        "kind": kind,
        "label": label,
        "title": title,
        "publisher": publisher,
        "author": author,
        "language": language,
        "published": published,
        "retrieved": retrieved,
        "url": url,
        "protected": "true" if protected else None,
    }
    desk = read_desk_of(opened, brief or known[0])
    write_revision(opened, desk, lambda desk: add_source(desk, source, fields), act="source", by=by)
