"""`briefing new`: a project with sample facts in a folder of its own."""

import shlex
import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, cast

import typer

from briefing import __version__
from briefing.characters import visible
from briefing.cli.findings import told_path
from briefing.cli.session import Session
from briefing.cli.streams import complain, tell
from briefing.diagnostics import UsageError, one_of
from briefing.starters import KINDS, USUAL


class Kind(StrEnum):
    """What the sample facts are about."""

    conflict = "conflict"
    earthquake = "earthquake"
    flood = "flood"
    epidemic = "epidemic"
    blank = "blank"


class Host(StrEnum):
    """Whose job files a new project is given."""

    github = "github"
    gitlab = "gitlab"
    none = "none"


def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty, or not there yet.")],
    *,
    kind: Annotated[
        Kind | None, typer.Option(help=f"What the sample facts are about; `{USUAL}` if not given.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option(metavar="NAME", help="The name of your organisation, as pages print it.")
    ] = None,
    ci: Annotated[
        Host, typer.Option(help="Whose job files to write: they check and build every day.")
    ] = Host.github,
) -> None:
    """Start a project with sample facts, translated, that builds at once.

    On a terminal it asks for what is not given. It overwrites nothing, and writes all files or none.

    briefing new my-brief

    briefing new flood-2026 --kind flood --publisher "Velora Relief" --ci gitlab
    """
    from briefing.artifacts import write_files

    session: Session = context.obj
    root = session.start / folder
    _check_folder(root, told_path(root, session.start))
    is_asked = sys.stdin.isatty() and sys.stderr.isatty()
    kind = kind or (_ask_kind() if is_asked else Kind(USUAL))
    if publisher is None and is_asked:
        publisher = typer.prompt("Name of your organisation", default="Your organisation", err=True)
    files = _files(kind, session, publisher=_checked_name(publisher))
    jobs = _job_files(ci, kind, root)
    write_files({**files, **jobs}, root)
    tell("".join(f"{told_path(root / name, session.start)}\n" for name in (*files, *jobs)))
    if not session.is_quiet:
        complain(_next_steps(root, session.start, is_without_jobs=ci is not Host.none and not jobs))


def _check_folder(root: Path, told: str) -> None:
    """Refuse a place where something stands already; the folder of git is none of ours."""
    hint = "name a folder that is empty or not there yet, such as `briefing new my-brief`"
    if root.is_symlink():
        raise UsageError(f"`{told}` is a link, and nothing is written through one", hint)
    if not root.exists():
        above = next(parent for parent in root.parents if parent.exists())
        if not above.is_dir():
            raise UsageError(f"`{told}` cannot be a folder: `{above}` is a file", hint)
        return
    if not root.is_dir():
        raise UsageError(f"`{told}` is a file", hint)
    there = sorted(path.name for path in root.iterdir() if path.name not in (".git", ".DS_Store"))
    if there:
        shown = ", ".join(f"`{visible(name)}`" for name in there[:3]) + (", …" if len(there) > 3 else "")
        raise UsageError(f"`{told}` is not empty: it has {shown}; nothing was written", hint)


def _ask_kind() -> Kind:
    """Ask on a terminal what the facts are about, until the answer is one of the kinds."""
    width = max(len(name) for name in KINDS)
    complain("".join(f"  {name:<{width}}  {words}\n" for name, words in KINDS.items()))
    return cast("Kind", typer.prompt("Kind", default=USUAL, value_proc=_kind_of, err=True))


def _kind_of(typed: str) -> Kind:
    if typed.strip() not in KINDS:
        raise typer.BadParameter(one_of(typed, KINDS))
    return Kind(typed.strip())


def _checked_name(publisher: str | None) -> str | None:
    if publisher is not None and (not publisher.strip() or not publisher.isprintable()):
        raise UsageError(
            f"`{visible(publisher)}` is no name that a page can print",
            'type one such as `--publisher "Velora Relief"`',
        )
    return publisher


def _files(kind: Kind, session: Session, *, publisher: str | None) -> Mapping[str, bytes]:
    """Give the files of the project, and the schema by which editors complete its facts."""
    from briefing.schemas import facts_schema, text_of_schema
    from briefing.starters import starter_files

    files = starter_files(kind.value, today=session.today, publisher=publisher)
    return {**files, "facts/schema.json": text_of_schema(facts_schema())}


def _job_files(host: Host, kind: Kind, root: Path) -> Mapping[str, bytes]:
    """Give the job files; none in a folder of a larger repository, whose host reads them at its top only."""
    from briefing.schedules import SCHEDULERS, Job

    if host is Host.none or any((parent / ".git").exists() for parent in root.resolve().parents):
        return {}
    job = Job(
        name=kind.value,
        root=root,
        folder=".",
        tool=("briefing",),
        git="",
        install=f"briefing=={__version__}",
        every="day",
        hour=5,
        minute=30,
        briefs=(),
        locales=(),
        is_published=False,
        mail="",
    )
    return {name: text.encode() for name, text in SCHEDULERS[host](job).items()}


def _next_steps(root: Path, start: Path, *, is_without_jobs: bool) -> str:
    """Say what to type now."""
    go = "" if root.resolve() == start.resolve() else f"cd {shlex.quote(told_path(root, start))} && "
    steps = [
        "a sample project, all of it invented; write your own facts over it",
        f"  = next: {go}briefing build",
        "  = next: briefing serve",
    ]
    if is_without_jobs:
        steps.append("  = next: briefing schedule github --out TOP-OF-THE-REPOSITORY")
    return "".join(f"{step}\n" for step in steps)
