"""`briefing log`: who did what, from the ledger."""

from collections.abc import Mapping
from typing import Annotated

import typer

from briefing.acts import Entry
from briefing.characters import visible
from briefing.cli.choices import chosen_briefs, complete_briefs
from briefing.cli.findings import PlainFormat, exit_code_of, show_text
from briefing.cli.session import open_project
from briefing.cli.streams import complain, tell, tell_json
from briefing.ledger import read_ledger, settle, words_of_end

_SHOWN = (
    "was",
    "is",
    "qualifier",
    "as_of",
    "source",
    "at",
    "when",
    "on",
    "said_by",
    "certainty",
    "number",
    "undone",
    "line",
    "reason",
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
    """Show the ledger: who changed, approved and published what, and when. Exit 1 when its chain is broken.

    The digest of its last line, on stderr, stands for all lines. An act that was cut short is finished first.
    """
    opened = open_project(context.obj)
    chosen = chosen_briefs(opened, briefs)
    settle(opened.project.root)
    read = read_ledger(opened.project.root)
    entries = [
        e for e in read.value if e.brief in chosen and (fact is None or fact == e.fact or fact in e.values)
    ]
    if output_format is PlainFormat.json:
        import json

        tell_json(json.dumps([_tree(entry) for entry in entries], ensure_ascii=False, indent=2) + "\n")
    else:
        tell("".join(f"{_sentence(entry)}\n" for entry in entries))
        if read.value and not opened.session.is_quiet:
            complain(f"{words_of_end(read.value)}\n")
    show_text(read.diagnostics, opened)
    raise typer.Exit(exit_code_of(read.diagnostics))


def _said(entry: Entry) -> dict[str, object]:
    return _shown(entry.said or {})


def _shown(said: Mapping[str, object]) -> dict[str, object]:
    return {name: said[name] for name in _SHOWN if said.get(name) not in (None, "")}


def _tree(entry: Entry) -> dict[str, object]:
    about = {"fact": entry.fact} if entry.fact else {}
    values = {"values": {i: _shown(said) for i, said in entry.values.items()}} if entry.values else {}
    return {
        "at": entry.at,
        "by": entry.by,
        "act": entry.act,
        "brief": entry.brief,
        **about,
        **{"place" if name == "at" else name: told for name, told in _said(entry).items()},
        **values,
    }


def _sentence(entry: Entry) -> str:
    facts = entry.values or {entry.fact: entry.said or {}}
    told = "; ".join(filter(None, (_change(fact, _shown(said)) for fact, said in facts.items())))
    return visible(f"{entry.at}  {entry.by}  {entry.act:<8}  {entry.brief}{'  ' + told if told else ''}")


def _change(fact: str, said: dict[str, object]) -> str:
    change = f"{said.pop('was')} → {said.pop('is')}" if {"was", "is"} <= said.keys() else ""
    rest = [f"{name.replace('_', ' ')}: {_short(value)}" for name, value in said.items()]
    words = [fact, *([change] if change else []), *rest]
    return ", ".join(word for word in words if word)


def _short(value: object) -> str:
    return f"{len(value)} approved" if isinstance(value, dict) else str(value)
