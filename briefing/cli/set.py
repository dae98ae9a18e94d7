"""`briefing set`: newer data for one fact."""

from typing import Annotated

import typer

from briefing.cli.revising import AsOf, BriefOption, By, FactId, Place, SourceId, asked, revise


def set_(
    context: typer.Context,
    fact: FactId,
    *,
    value: Annotated[
        str | None,
        typer.Option(metavar="N", help="The new value: `31500`, `400..600` or `3/7`."),
    ] = None,
    as_of: AsOf = None,
    source: SourceId = None,
    at: Place = None,
    qualifier: Annotated[
        str | None,
        typer.Option(metavar="QUALIFIER", help="Another qualifier; the present one stays if not given."),
    ] = None,
    certainty: Annotated[
        str | None,
        typer.Option(metavar="CERTAINTY", help="Another certainty; the present one stays if not given."),
    ] = None,
    said_by: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Who says it, to be sure that it is the same speaker.")
    ] = None,
    was: Annotated[
        str | None, typer.Option(metavar="N", help="The value you believe it has now, to be sure.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="The digits are right, strange as they look.")
    ] = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Give one fact newer data, and keep the former in its history.

    Only the lines of that fact change; every language is right at the next build. For an error use `correct`.
    """
    from briefing.revisions import Wish, set_value

    as_of = asked(as_of, "As of when are the data (a day, or unknown)")
    source = asked(source, "Which source says so (its id)")
    wish = Wish(
        value=value,
        as_of=as_of,
        source=source,
        at=at,
        qualifier=qualifier,
        certainty=certainty,
        said_by=said_by,
        was=was,
        is_sure=yes,
    )
    session = context.obj
    revise(
        session,
        fact,
        brief,
        lambda _, desk, printed: set_value(desk, fact, wish, printed=printed, today=session.today),
        act="set",
        by=by,
    )
