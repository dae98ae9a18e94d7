"""`briefing runs`: the builds that wrote files or failed, from the journal of the project."""

import json
from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer

from briefing.cli.findings import PlainFormat
from briefing.cli.session import Session
from briefing.cli.streams import tell, tell_json
from briefing.cli.tables import table_of
from briefing.journal import Entry, read_entries
from briefing.project import find_root


def runs(
    context: typer.Context,
    *,
    last: Annotated[int, typer.Option(min=1, metavar="N", help="How many, counted from the newest.")] = 20,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Tell which builds wrote files or failed.

    When (UTC), how long, why, what was written, how it ended. A build that had nothing to do is not in it.
    """
    session: Session = context.obj
    entries = read_entries(find_root(session.folder))[-last:]
    if output_format is PlainFormat.json:
        told = {"schema": 1, "runs": [asdict(entry) for entry in entries]}
        tell_json(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        heads = ("when (UTC)", "exit", "seconds", "written", "due", "command")
        tell(table_of(heads, [_row(entry) for entry in entries]))


def _row(entry: Entry) -> tuple[str, ...]:
    states = Counter(entry.due.values())
    due = ", ".join(f"{states[state]} {state}" for state in ("new", "changed") if states[state])
    if entry.due_count > len(entry.due):
        due = f"{entry.due_count} files"
    why = "; ".join(part for part in (due, " ".join(entry.codes), entry.failure) if part)
    when = entry.at.removesuffix("+00:00").replace("T", " ")
    return (when, str(entry.exit), f"{entry.seconds:.2f}", str(entry.built_count), why, entry.command)
