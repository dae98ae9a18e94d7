"""`briefing resolve`: what came of a forecast or a promise."""

from typing import Annotated

import typer

from briefing.cli.revising import BriefOption, By, FactId, Places, SourceIds, asked, asked_sources, revise


def resolve(
    context: typer.Context,
    fact: FactId,
    *,
    outcome: Annotated[
        str,
        typer.Option(
            metavar="STATE",
            help="Of a forecast: happened, did-not-happen, overtaken. Of a promise: kept, broken, withdrawn.",
        ),
    ],
    on: Annotated[str | None, typer.Option(metavar="DATE", help="Since when it is known.")] = None,
    source: SourceIds = None,
    at: Places = None,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Say what came of a forecast, a warning or a promise. It is printed with its sentence."""
    from briefing.revisions import Wish
    from briefing.revisions import resolve as settle

    wish = Wish(
        as_of=asked(on, "Since when is it known"),
        sources=asked_sources(source, "Which source says so (its id)"),
        places=tuple(at or ()),
    )
    revise(
        context.obj, fact, brief, lambda _, desk, __: settle(desk, fact, outcome, wish), act="resolve", by=by
    )
