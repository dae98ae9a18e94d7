"""What the commands that change a fact share: which brief it is in, who acts, and writing file and ledger."""

import getpass
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.acts import Act
from briefing.artifacts import write_files
from briefing.cli.choices import require_brief
from briefing.cli.findings import show_text
from briefing.cli.session import Opened, Session, open_project
from briefing.cli.streams import complain, tell
from briefing.diagnostics import UsageError, one_of
from briefing.ledger import record_change

if TYPE_CHECKING:
    from briefing.editions import Printed
    from briefing.facts import Desk
    from briefing.revisions import Revision

FactId = Annotated[str, typer.Argument(metavar="FACT", help="The id of the fact.")]
BriefOption = Annotated[
    str | None, typer.Option("--brief", metavar="BRIEF", help="Its brief, where several have such a fact.")
]
AsOf = Annotated[
    str | None, typer.Option(metavar="DATE", help="As of when the data are: a day, or `unknown`.")
]
SourceIds = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="ID", help="The id of the source that says so; repeat for several."),
]
Places = Annotated[
    list[str] | None,
    typer.Option(
        "--at", metavar="PLACE", help="Where in the source, as `s. 7` or `p. 2`; one for each `--source`."
    ),
]
When = Annotated[
    str | None, typer.Option("--when", "--date", metavar="DATE", help="The date of the event (EDTF).")
]
StillDiffers = Annotated[
    bool,
    typer.Option("--still-differs", help="Why a total is not the sum of its parts holds for the new values."),
]
Reason = Annotated[
    str | None,
    typer.Option(metavar="TEXT", help="Why, in a sentence for readers: it is translated and printed."),
]
By = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Who does it; else BRIEFING_USER, git's user.name, your login."),
]


def revise(
    session: Session,
    fact: str,
    brief: str | None,
    make: Callable[[Opened, "Desk", "Printed | None"], "Revision"],
    *,
    act: Act,
    by: str | None,
) -> None:
    """Make a change of one fact and write it: the fact file first, then the line of the ledger."""
    revise_together(
        session, (fact,), brief, lambda opened, desk, found: make(opened, desk, found[fact]), act=act, by=by
    )


def revise_together(
    session: Session,
    facts: Sequence[str],
    brief: str | None,
    make: Callable[[Opened, "Desk", Mapping[str, "Printed | None"]], "Revision"],
    *,
    act: Act,
    by: str | None,
) -> None:
    """Make one change of several facts of a brief: one write of the file, one line of the ledger."""
    from briefing.editions import last_printed

    opened = open_project(session)
    chosen, desk = desk_of(opened, facts[0], brief)
    for other in facts[1:]:
        desk_of(opened, other, chosen)
    printed = {fact: last_printed(opened.inputs, chosen, fact) for fact in facts}
    write_revision(opened, desk, lambda desk: make(opened, desk, printed), act=act, by=by)


def write_revision(
    opened: Opened, desk: "Desk", make: Callable[["Desk"], "Revision"], *, act: Act, by: str | None
) -> None:
    """Make a change of the fact file of a brief: file and ledger, and how to undo it."""
    from briefing.revisions import remember, revised

    name, brief = person(by), desk.input.path.stem
    session, root = opened.session, opened.project.root
    revision = make(desk)
    made = revised(desk, revision, opened.project, session.today)
    entry = record_change(
        root,
        act,
        brief=brief,
        by=name,
        at=session.now,
        said=revision.said,
        files={made.value.name: made.value.data},
        write=lambda files: write_files(files, root),
    )
    remember(root, entry, desk.input, made.value)
    show_text(made.diagnostics, opened)
    if not session.is_quiet:
        complain("".join(f"{line}\n" for line in revision.told))
        tell(f"{made.value.name}\n")


def desk_of(opened: Opened, fact: str, brief: str | None) -> tuple[str, "Desk"]:
    """Find the brief that holds a fact, and read the whole of its file."""
    found: dict[str, Desk] = {}
    known: dict[str, None] = {}
    for name in (brief,) if brief is not None else opened.project.briefs:
        desk = read_desk_of(opened, name)
        known |= dict.fromkeys(desk.file.facts)
        if fact in desk.file.facts:
            found[name] = desk
    if not found:
        raise UsageError(f"there is no fact `{fact}`", one_of(fact, known))
    if len(found) > 1:
        listed = ", ".join(f"`--brief {name}`" for name in found)
        raise UsageError(f"several briefs have a fact `{fact}`", f"say which one is meant: {listed}")
    return next(iter(found.items()))


def read_desk_of(opened: Opened, brief: str) -> "Desk":
    """Read the whole of the fact file of a brief."""
    from briefing.facts import read_desk

    require_brief(opened, brief)
    file = opened.inputs.read(f"facts/{brief}.yaml").value
    limit = opened.project.stale_after_days
    read = read_desk(file, today=opened.session.today, stale_after_days=limit) if file is not None else None
    if read is None or read.value is None:
        raise UsageError(f"`facts/{brief}.yaml` cannot be read", "see `briefing check`")
    return read.value


def person(typed: str | None, allowed: Sequence[str] = (), *, setting: str = "approvers") -> str:
    """Give the name of who acts: as typed, else as the environment, git or the system have it.

    `allowed` are the only ones who may, where a setting lists them: the name is given as it stands there.
    """
    from briefing.persons import checked_name

    if typed is not None:
        return checked_name(typed, allowed, setting=setting)
    known = os.environ.get("BRIEFING_USER", "").strip() or _of_git() or _of_system()
    return checked_name(known, allowed, setting=setting)


def asked(value: str | None, question: str) -> str | None:
    """Give what was typed, or ask for it where somebody sits at a terminal."""
    if value is not None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return value
    typed: str = typer.prompt(question, err=True)
    return typed.strip() or None


def asked_sources(typed: Sequence[str] | None, question: str) -> tuple[str, ...]:
    """Give the ids of sources that were typed, or ask for one where somebody sits at a terminal."""
    if typed:
        return tuple(typed)
    answer = asked(None, question)
    return () if answer is None else (answer,)


def _of_system() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise UsageError("it is not known who acts", "add `--by` with your name") from None


def _of_git() -> str:
    try:
        found = subprocess.run(
            ["git", "config", "user.name"],  # noqa: S607  # the git of the user
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return found.stdout.strip()
