"""`briefing status`: how far the translations are, how old the figures, and what is due."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.remembering import remember
from briefing.cli.session import Session, open_project
from briefing.cli.streams import tell, tell_json
from briefing.cli.tables import table_of

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
    messages: Annotated[
        bool, typer.Option("--messages", help="List every message with its state and its reviewer.")
    ] = False,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Tell what is due.

    Per locale: what is translated, stale, missing, reviewed. Per figure: its age. Exit code 1 when something
    is due.
    """
    from briefing.status import read_status

    session: Session = context.obj
    opened = open_project(session)
    named = chosen_briefs(opened, briefs)
    found = read_status(
        opened.inputs,
        opened.project,
        briefs=named,
        locales=chosen_locales(opened, lang),
        today=session.today,
    )
    diagnostics = opened.findings + found.diagnostics
    code = max(exit_code_of(diagnostics), int(found.is_due))
    if output_format is PlainFormat.json:
        tell_json(_json(found, code))
    else:
        if not session.is_quiet:
            tell(_tables(found) + (_messages(found) if messages else ""))
        show_text(diagnostics, opened)
    remember(opened, named, code)
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
            str(c.void),
            "due" if c.is_due else "",
        ]
        for c in status.catalogs
    ]
    heads = ("locale", "catalogue", "translated", "stale", "fuzzy", "missing", "reviewed", "void", "")
    facts = [
        [f.brief, f.fact, f.as_of or "unknown", _age(f), f"{f.limit_days} d", "due" if f.is_due else ""]
        for f in status.facts
    ]
    tables = [table_of(heads, catalogs), table_of(("brief", "figure", "as of", "age", "limit", ""), facts)]
    return "\n".join(table for table in tables if table)


def _messages(status: "Status") -> str:
    rows = [
        [m.locale, m.brief or "templates", m.state, m.review, f"{m.by} {m.on}".strip(), _line(m.name)]
        for c in status.catalogs
        for m in c.messages
    ]
    heads = ("locale", "catalogue", "state", "review", "by", "message")
    return "\n" + table_of(heads, rows)


def _line(text: str) -> str:
    """Give a message's name on one line, at most sixty characters of it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= 60 else f"{flat[:59]}…"


def _age(fact: "FactStatus") -> str:
    return "unknown" if fact.age_days is None else f"{fact.age_days} d"
