"""`briefing retract`: one fact taken back."""

from typing import Annotated

import typer

from briefing.cli.correct import OfWhom, Whose, Why
from briefing.cli.removing import remove_fact
from briefing.cli.revising import BriefOption, By, FactId, Places, Reason, SourceIds, asked, revise
from briefing.diagnostics import UsageError


def retract(
    context: typer.Context,
    fact: FactId,
    *,
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the withdrawal; today if not given.")
    ] = None,
    source: SourceIds = None,
    at: Places = None,
    reason: Reason = None,
    why: Why = None,
    whose: OfWhom = Whose.us,
    safety: Annotated[
        bool,
        typer.Option("--safety", help="It could harm somebody: nothing of it is shown or kept any more."),
    ] = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Take a fact back. The next two editions say so, without repeating it: what it was about, since when, and why.

    `--reason` is for readers, in every language; `--why` is for the desk and never printed.

    With `--safety` they say that one item was removed, and nothing else; it is taken out of the ledger and out of
    what is kept of editions, too. Cut short, it goes on where it was when it is typed again; until then nothing of
    the brief is published. What lies elsewhere - paper, git, other websites - you have to see to yourself.
    """
    session = context.obj
    if safety:
        told = {"--on": on, "--source": source, "--at": at, "--reason": reason}
        if (typed := next((option for option, value in told.items() if value), None)) is not None:
            raise UsageError(
                f"`{typed}` would be printed, and of what is removed for safety nothing is",
                f"leave `{typed}` out",
            )
        remove_fact(session, fact, brief, by)
        return
    from briefing.revisions import Wish
    from briefing.revisions import retract as take_back

    wish = Wish(
        when=on,
        sources=tuple(source or ()),
        places=tuple(at or ()),
        reason=reason,
        why=asked(why, "Why is it taken back"),
        by=whose.value,
    )
    revise(
        session,
        fact,
        brief,
        lambda _, desk, printed: take_back(desk, fact, wish, printed=printed, today=session.today),
        act="retract",
        by=by,
    )
