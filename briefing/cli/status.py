"""`briefing status`: how far the translations are, how old the figures, and what is due."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.session import Session, open_project
from briefing.cli.streams import tell

if TYPE_CHECKING:
    from briefing.status import FactStatus, Status


def status(
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
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Tell what is due.

    Per locale: what is translated, stale, missing, reviewed. Per figure: its age. Exit code 1 when something
    is due.
    """
    from briefing.status import read_status

    session: Session = context.obj
    opened = open_project(session)
    found = read_status(
        opened.inputs,
        opened.project,
        briefs=chosen_briefs(opened, briefs),
        locales=chosen_locales(opened, lang),
        today=session.today,
    )
    diagnostics = opened.findings + found.diagnostics
    code = max(exit_code_of(diagnostics), int(found.is_due))
    if output_format is PlainFormat.json:
        tell(_json(found, code))
    else:
        if not session.is_quiet:
            tell(_tables(found))
        show_text(diagnostics, opened)
    raise typer.Exit(code)


def _json(status: "Status", code: int) -> str:
    told = {
        "schema": 1,
        "catalogs": [{**asdict(c), "is_due": c.is_due} for c in status.catalogs],
        "facts": [asdict(f) for f in status.facts],
        "exit": code,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _tables(status: "Status") -> str:
    catalogs = [
        [
            c.locale,
            c.domain,
            f"{c.translated}/{c.total}",
            str(c.stale),
            str(c.fuzzy),
            str(c.missing),
            str(c.reviewed),
            "due" if c.is_due else "",
        ]
        for c in status.catalogs
    ]
    heads = ("locale", "catalogue", "translated", "stale", "fuzzy", "missing", "reviewed", "")
    facts = [
        [f.brief, f.fact, f.as_of or "unknown", _age(f), f"{f.limit_days} d", "due" if f.is_due else ""]
        for f in status.facts
    ]
    tables = [_table(heads, catalogs), _table(("brief", "figure", "as of", "age", "limit", ""), facts)]
    return "\n".join(table for table in tables if table)


def _age(fact: "FactStatus") -> str:
    return "unknown" if fact.age_days is None else f"{fact.age_days} d"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (heads, *rows)
    )
    return "".join(f"{line}\n" for line in lines)
