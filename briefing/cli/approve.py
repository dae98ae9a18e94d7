"""`briefing approve`: a person answers for facts as they stand."""

from typing import Annotated

import typer

from briefing.cli.choices import chosen_briefs, complete_briefs
from briefing.cli.findings import show_text
from briefing.cli.revising import By, person
from briefing.cli.session import open_project
from briefing.cli.streams import complain
from briefing.diagnostics import UsageError, one_of
from briefing.ledger import record


def approve(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    fact: Annotated[list[str] | None, typer.Option(metavar="ID", help="These facts only: repeat.")] = None,
    but: Annotated[
        list[str] | None, typer.Option("--except", metavar="ID", help="All facts but these: repeat.")
    ] = None,
    by: By = None,
) -> None:
    """Say that facts, as they stand, may be published. A later change of a fact voids its approval.

    How many persons have to approve is the setting `approvals`, and who may the setting `approvers`. Nothing proves
    that you are who `--by` says. Translations are signed by `messages review`.
    """
    from briefing.editions import book_as_printed
    from briefing.facts import read_facts
    from briefing.publishing import approval_digest

    opened = open_project(context.obj)
    name = person(by, opened.project.approvers)
    for brief in chosen_briefs(opened, briefs):
        limit = opened.project.stale_after_days
        today = opened.session.today
        read = read_facts(opened.inputs, f"facts/{brief}.yaml", today=today, stale_after_days=limit)
        errors = [d for d in read.diagnostics if d.is_error]
        if read.value is None or errors:
            show_text(errors, opened)
            raise typer.Exit(1)
        digests = approval_digest(book_as_printed(opened.inputs, read.value))
        for unknown in [f for f in (*(fact or ()), *(but or ())) if f not in digests]:
            raise UsageError(f"`{brief}` shows no fact `{unknown}`", one_of(unknown, digests))
        for both in [f for f in fact or () if f in (but or ())]:
            raise UsageError(f"`{both}` is named by `--fact` and by `--except`", "name it once")
        chosen = {
            id_: digest
            for id_, digest in digests.items()
            if (not fact or id_ in fact) and id_ not in (but or ())
        }
        if not chosen:
            raise UsageError(f"no fact of `{brief}` is left to approve", "leave some `--except` out")
        record(
            opened.project.root,
            "approve",
            brief=brief,
            by=name,
            at=opened.session.now,
            said={"facts": chosen},
        )
        if not opened.session.is_quiet:
            complain(f"{brief}: {len(chosen)} of {len(digests)} facts approved by {name}\n")
