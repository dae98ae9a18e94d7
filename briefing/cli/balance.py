"""`briefing balance`: how much room each party has in a brief, and what only one of them has."""

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.session import Session, open_project
from briefing.cli.streams import tell, tell_json
from briefing.cli.tables import table_of

if TYPE_CHECKING:
    from briefing.balance import Balance


def balance(
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
    """Count what each party has.

    Per party and locale: speakers, attributed statements, their words, figures among them, mentions in all
    sentences; then what only one party has. An uneven source makes an uneven brief: this judges nothing.
    """
    from briefing.balance import read_balance
    from briefing.build import Request

    session: Session = context.obj
    opened = open_project(session)
    request = Request(
        briefs=chosen_briefs(opened, briefs),
        locales=chosen_locales(opened, lang),
        formats=(),
        layouts=(),
        out=opened.project.root,
        jobs=1,
        allow_untranslated=True,
        now=session.now,
    )
    found = read_balance(opened.inputs, opened.project, request)
    diagnostics = opened.findings + found.diagnostics
    errors = tuple(d for d in diagnostics if d.is_error)
    code = exit_code_of(errors)
    if output_format is PlainFormat.json:
        tell_json(_json(found, code))
    else:
        tell(_text(found))
    show_text(errors, opened)
    raise typer.Exit(code)


def _json(found: "Balance", code: int) -> str:
    told = {
        "schema": 1,
        "parties": [asdict(party) for party in found.parties],
        "alone": {brief: [list(pair) for pair in pairs] for brief, pairs in found.alone.items()},
        "exit": code,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _text(found: "Balance") -> str:
    from briefing.balance import KINDS

    rows = [[p.brief, p.locale, p.party, *(str(getattr(p, kind)) for kind in KINDS)] for p in found.parties]
    lines = [
        f"{brief}: only `{party}` has {kind}\n"
        for brief, pairs in found.alone.items()
        for kind, party in pairs
    ]
    table = table_of(("brief", "locale", "party", *KINDS), rows)
    return table + ("\n" if lines else "") + "".join(lines)
