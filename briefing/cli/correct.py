"""`briefing correct`: an error in one fact mended, and told."""

from enum import StrEnum
from typing import Annotated

import typer

from briefing.cli.revising import (
    AsOf,
    BriefOption,
    By,
    FactId,
    Places,
    Reason,
    SourceIds,
    StillDiffers,
    When,
    asked,
    revise,
)


class Whose(StrEnum):
    """Whose error it was."""

    us = "us"
    source = "source"


Why = Annotated[
    str | None, typer.Option(metavar="TEXT", help="What went wrong. For the desk; never printed.")
]
OfWhom = Annotated[Whose, typer.Option("--of", help="Whose error it was: ours, or that of the source.")]


def correct(
    context: typer.Context,
    fact: FactId,
    *,
    value: Annotated[str | None, typer.Option(metavar="N", help="The right value.")] = None,
    qualifier: Annotated[str | None, typer.Option(metavar="QUALIFIER", help="The right qualifier.")] = None,
    as_of: AsOf = None,
    source: SourceIds = None,
    at: Places = None,
    when: When = None,
    said_by: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who really says it.")] = None,
    certainty: Annotated[str | None, typer.Option(metavar="CERTAINTY", help="The right certainty.")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="TEXT", help="The right sentence; its translations become stale.")
    ] = None,
    was: Annotated[
        str | None, typer.Option(metavar="N", help="The wrong value, to be sure that it is the one meant.")
    ] = None,
    reason: Reason = None,
    why: Why = None,
    whose: OfWhom = Whose.us,
    still_differs: StillDiffers = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Mend an error in a fact. The next two editions print the correction on page one.

    `--reason` is printed beside it, in every language; `--why` is for the desk and never printed.
    For newer data use `set`; to take a fact back use `retract`.
    """
    from briefing.revisions import Wish
    from briefing.revisions import correct as mend

    wish = Wish(
        value=value,
        qualifier=qualifier,
        as_of=as_of,
        sources=tuple(source or ()),
        places=tuple(at or ()),
        when=when,
        said_by=said_by,
        certainty=certainty,
        text=text,
        was=was,
        reason=reason,
        why=asked(why, "What went wrong"),
        by=whose.value,
        still_differs=still_differs,
    )
    session = context.obj
    revise(
        session,
        fact,
        brief,
        lambda _, desk, printed: mend(desk, fact, wish, printed=printed, today=session.today),
        act="correct",
        by=by,
    )
