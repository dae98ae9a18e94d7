"""`briefing retract`: one fact taken back."""

import shutil
from typing import Annotated

import typer

from briefing.cli.correct import OfWhom, Whose, Why
from briefing.cli.revising import BriefOption, By, FactId, asked, revise
from briefing.cli.streams import complain


def retract(
    context: typer.Context,
    fact: FactId,
    *,
    why: Why = None,
    whose: OfWhom = Whose.us,
    safety: Annotated[
        bool,
        typer.Option("--safety", help="It could harm somebody: nothing of it is shown or kept any more."),
    ] = False,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Take a fact back. The next two editions say so, without repeating it.

    With `--safety` they say that one item was removed, and nothing else; it is taken out of the ledger and out of
    what is kept of editions, too. What lies elsewhere - paper, git, other websites - you have to see to yourself.
    """
    from briefing.revisions import Wish
    from briefing.revisions import retract as take_back

    wish = Wish(why=why if safety else asked(why, "Why is it taken back"), by=whose.value)
    session = context.obj
    revise(
        session,
        fact,
        brief,
        lambda _, desk, printed: take_back(
            desk, fact, wish, printed=printed, today=session.today, for_safety=safety
        ),
        act="remove" if safety else "retract",
        by=by,
    )
    if safety:
        from briefing.cli.revising import desk_of
        from briefing.cli.session import open_project
        from briefing.editions import drop_translations, forget
        from briefing.ledger import redact
        from briefing.project import short_locale

        opened = open_project(session)
        name, _ = desk_of(opened, fact, brief)
        lines = redact(opened.project.root, [fact])
        editions = forget(opened.inputs, name, fact)
        locales = tuple(short_locale(opened.project.locales, o) for o in opened.project.locales)
        drop_translations(opened.inputs, locales, name, fact)
        shutil.rmtree(
            opened.project.root / ".briefing", ignore_errors=True
        )  # what was drawn before holds it, too
        complain(f"taken out of {lines} lines of the ledger and of {len(editions)} editions\n")
        if editions:
            listed = ", ".join(str(number) for number in editions)
            complain(
                f"  = hint: it was printed in edition {listed}; the next `publish` takes those off the web\n"
            )
        complain("  = hint: build anew, then `briefing check --leaks` says which files still hold it\n")
