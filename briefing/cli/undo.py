"""`briefing undo`: the last act on a fact taken back."""

import typer

from briefing.artifacts import write_files
from briefing.cli.choices import require_brief
from briefing.cli.revising import BriefOption, By, person
from briefing.cli.session import open_project
from briefing.cli.streams import complain, tell
from briefing.ledger import read_ledger, record_change, settle


def undo(
    context: typer.Context,
    *,
    brief: BriefOption = None,
    by: By = None,
) -> None:
    """Take back the last `set`, `correct`, `retract`, `resolve` or `source add`: the fact file is as it was before.

    The ledger keeps both acts. What was published since, or is changed by hand since, is not undone; nor is an act that
    was done on another machine.
    """
    from briefing.revisions import undoing

    opened = open_project(context.obj)
    name, root = person(by), opened.project.root
    require_brief(opened, brief)
    settle(root)
    taken = undoing(root, brief, read_ledger(root).value)
    record_change(
        root,
        "undo",
        brief=taken.entry.brief,
        by=name,
        at=opened.session.now,
        said=taken.said,
        files={taken.name: taken.data},
        write=lambda files: write_files(files, root),
    )
    if not opened.session.is_quiet:
        facts = ", ".join(taken.entry.values) or taken.entry.fact
        complain(f"undone: {taken.entry.act}{f' of {facts}' if facts else ''}\n")
        tell(f"{taken.name}\n")
