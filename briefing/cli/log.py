"""`briefing log`: who did what, from the ledger."""

from typing import Annotated

import typer

from briefing.cli.choices import chosen_briefs, complete_briefs
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.session import open_project
from briefing.cli.streams import tell
from briefing.ledger import Entry, read_ledger

_SHOWN = (
    "was",
    "is",
    "qualifier",
    "as_of",
    "source",
    "at",
    "when",
    "said_by",
    "certainty",
    "number",
    "why",
    "facts",
)


def log(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    fact: Annotated[str | None, typer.Option(metavar="ID", help="Of one fact only.")] = None,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Show the ledger: who changed, approved and published what, and when. Exit 1 when its chain is broken."""
    opened = open_project(context.obj)
    chosen = chosen_briefs(opened, briefs)
    read = read_ledger(opened.project.root)
    entries = [e for e in read.value if e.brief in chosen and (fact is None or e.fact == fact)]
    if output_format is PlainFormat.json:
        import json

        tell(json.dumps([_tree(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n")
    else:
        tell("".join(f"{_sentence(entry)}\n" for entry in entries))
    show_text(read.diagnostics, opened)
    raise typer.Exit(exit_code_of(read.diagnostics))


def _said(entry: Entry) -> dict[str, object]:
    said = entry.said or {}
    return {name: said[name] for name in _SHOWN if said.get(name) not in (None, "")}


def _tree(entry: Entry) -> dict[str, object]:
    about = {"fact": entry.fact} if entry.fact else {}
    return {
        "at": entry.at,
        "by": entry.by,
        "act": entry.act,
        "brief": entry.brief,
        **about,
        **_said(entry),
    }


def _sentence(entry: Entry) -> str:
    said = _said(entry)
    change = f"{said.pop('was')} → {said.pop('is')}" if {"was", "is"} <= said.keys() else ""
    rest = [f"{name.replace('_', ' ')}: {_short(value)}" for name, value in said.items()]
    words = [entry.fact, *([change] if change else []), *rest]
    told = ", ".join(word for word in words if word)
    return f"{entry.at}  {entry.by}  {entry.act:<8}  {entry.brief}{'  ' + told if told else ''}"


def _short(value: object) -> str:
    return f"{len(value)} approved" if isinstance(value, dict) else str(value)
