"""`briefing schedule`: ready job files for "rebuild when facts change"."""

import re
import shutil
import sys
import zlib
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing import __version__
from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import told_path
from briefing.cli.session import Opened, Session, open_project
from briefing.cli.streams import tell
from briefing.diagnostics import BriefingError, UsageError
from briefing.project import short_locale

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.schedules import Job


class Scheduler(StrEnum):
    """Who starts the job."""

    cron = "cron"
    systemd = "systemd"
    github = "github"
    gitlab = "gitlab"


class Interval(StrEnum):
    """How often."""

    hour = "hour"
    day = "day"
    week = "week"


def schedule(
    context: typer.Context,
    scheduler: Annotated[Scheduler, typer.Argument(metavar="cron|systemd|github|gitlab", help="For whom.")],
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales, `all` when not given.", autocompletion=complete_locales
        ),
    ] = None,
    every: Annotated[Interval, typer.Option(help="How often; a week begins on Monday.")] = Interval.day,
    at: Annotated[
        str | None,
        typer.Option(metavar="HH:MM", help="When on the day: local time, on GitHub and GitLab UTC."),
    ] = None,
    pull: Annotated[
        bool | None, typer.Option("--pull/--no-pull", help="Pull first; as a rule where there is `.git`.")
    ] = None,
    publish: Annotated[
        bool, typer.Option("--publish", help="Publish what was built, if the gate lets it.")
    ] = False,
    mail: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Who is told when a job fails (cron, systemd).")
    ] = None,
    install: Annotated[
        str | None,
        typer.Option(metavar="SPEC", help="What pip installs the tool from on GitHub and GitLab."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the files below this folder, not to stdout.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")] = False,
) -> None:
    """Write job files that rebuild when facts change.

    Pull, check, build, and publish when asked. A step that fails stops those behind it. A job is silent unless
    something is wrong, and writes nothing when nothing is due.
    """
    from briefing.schedules import SCHEDULERS

    session: Session = context.obj
    opened = open_project(session)
    is_here = scheduler in (Scheduler.cron, Scheduler.systemd)
    if mail is not None and not is_here:
        raise UsageError(
            f"{scheduler} is given no address: it tells by its own settings",
            "set there who is told of failures, and leave `--mail` out",
        )
    hour, minute = _time(at, every, opened.project.root)
    job = _job(
        opened,
        every=every.value,
        hour=hour,
        minute=minute,
        briefs=_words(chosen_briefs(opened, briefs) if briefs else ()),
        locales=_short(opened, lang),
        git=_git(opened.project.root, is_pulled=pull) if is_here else "",
        install=install or _source(opened.project.root),
        is_published=publish,
        mail=_address(mail),
    )
    files = SCHEDULERS[scheduler](job)
    if out is None:
        tell(_joined(files))
    else:
        _write(files, session.start / out, session, is_forced=force)


def _job(opened: Opened, **told: object) -> "Job":
    from briefing.schedules import Job

    root = opened.project.root.resolve()
    repository = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    name = re.sub(r"[^a-z0-9]+", "-", root.name.lower()).strip("-") or "project"
    folder = root.relative_to(repository).as_posix()
    if not str(root).isprintable() or not re.fullmatch(r"[\w./ -]+", folder):
        raise BriefingError("the folder of the project has a sign in its name that no job file can hold")
    return Job(name=name, root=root, folder=folder, tool=_tool(), **told)  # type: ignore[arg-type]  # named above


def _time(at: str | None, every: Interval, root: Path) -> tuple[int, int]:
    """Give hour and minute: as typed, else half past five or so, so that not all projects begin together."""
    if at is None:
        return 5, 15 + zlib.crc32(root.name.encode()) % 40
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", at, re.ASCII)
    if found is None:
        raise UsageError(f"`{at}` is no time of day", "write hours and minutes, such as `--at 06:30`")
    if every is Interval.hour:
        raise UsageError("`--at` names one time of a day", "leave it out, or write `--every day`")
    return int(found[1]), int(found[2])


def _words(briefs: tuple[str, ...]) -> tuple[str, ...]:
    for brief in briefs:
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", brief):
            raise UsageError(f"the name of the brief `{brief}` cannot stand in a job file")
    return briefs


def _short(opened: Opened, lang: list[str] | None) -> tuple[str, ...]:
    return (
        tuple(short_locale(opened.project.locales, o) for o in chosen_locales(opened, lang)) if lang else ()
    )


def _address(mail: str | None) -> str:
    if mail is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9][A-Za-z0-9.-]*", mail):
        raise UsageError(f"`{mail}` is no address", "write one such as `--mail desk@example.org`")
    return mail or ""


def _git(root: Path, *, is_pulled: bool | None) -> str:
    """Give the program that pulls; empty when nothing is to be pulled."""
    has_repository = any((folder / ".git").exists() for folder in (root, *root.parents))
    if not (has_repository if is_pulled is None else is_pulled):
        return ""
    return shutil.which("git") or "/usr/bin/git"


def _tool() -> tuple[str, ...]:
    """Give the words that start this very installation, from any folder and with any PATH."""
    script = Path(sys.executable).with_name("briefing")
    return (str(script),) if script.is_file() else (sys.executable, "-m", "briefing")


def _source(root: Path) -> str:
    """Give what the tool is installed from: the project itself when it holds the tool, else its release."""
    return "." if (root / "briefing" / "cli" / "__init__.py").is_file() else f"briefing=={__version__}"


def _joined(files: "Mapping[str, str]") -> str:
    if len(files) == 1:
        return next(iter(files.values()))
    return "\n".join(f"# ---- {name}\n{text}" for name, text in files.items())


def _write(files: "Mapping[str, str]", out: Path, session: Session, *, is_forced: bool) -> None:
    from briefing.artifacts import write_files

    for name, text in files.items():
        path = out / name
        if not is_forced and path.is_file() and path.read_bytes() != text.encode():
            hint = "see what is in it, then overwrite it with `--force` or name another folder with `--out`"
            raise UsageError(f"`{told_path(path, session.start)}` is there and says something else", hint)
    write_files({name: text.encode() for name, text in files.items()}, out)
    if not session.is_quiet:
        tell("".join(f"{told_path(out / name, session.start)}\n" for name in files))
