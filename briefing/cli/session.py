"""What every command starts from: the options of the whole tool, and the project they point at."""

import os
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.artifacts import checked_folder, finish_swaps
from briefing.codes import CODES, Severity
from briefing.diagnostics import Diagnostic, UsageError, with_severity
from briefing.inputs import Inputs
from briefing.leftovers import sweep_temporary
from briefing.project import PUBLIC, Project, find_root, open_inputs, read_project

if TYPE_CHECKING:
    from briefing.build import Request


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """The options that stand before a command. `start` is where the user stands, `now` has a zone.

    `follows_clock` says that nobody fixed the time, so that a command that stays has another tomorrow.
    """

    start: Path
    folder: Path
    now: datetime
    is_quiet: bool = False
    is_verbose: bool = False
    follows_clock: bool = False

    @property
    def today(self) -> date:
        """The day of the run, in the zone of `now`."""
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A project, its inputs, and what its settings were found to be."""

    session: Session
    inputs: Inputs
    project: Project
    findings: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether a setting is wrong, so that nothing should be built on it."""
        return any(d.is_error for d in self.findings)


def open_session(*, project: Path | None, today: str | None, is_quiet: bool, is_verbose: bool) -> Session:
    """Take the global options; the folder defaults to the current one and must be there."""
    start = Path.cwd()
    folder = start / project if project else start
    if not folder.is_dir():
        raise UsageError(f"there is no folder `{project}`", "name the folder of a project with `--project`")
    return Session(
        start=start,
        folder=Path(os.path.normpath(folder)),
        now=read_now(today),
        is_quiet=is_quiet,
        is_verbose=is_verbose,
        follows_clock=not today,
    )


def read_now(typed: str | None) -> datetime:
    """Give the time of the run: as typed, else from SOURCE_DATE_EPOCH, else the clock's.

    A day that is typed begins at 0:00 UTC.
    """
    if typed:
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", typed, re.ASCII):
                return datetime.fromisoformat(typed).replace(tzinfo=UTC)
            if "T" in typed and (read := datetime.fromisoformat(typed)).tzinfo is not None:
                return read
        except ValueError:
            pass
        raise UsageError(f"`{typed}` is no day", "write year, month and day, such as `--today 2026-03-10`")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now().astimezone()
    try:
        return datetime.fromtimestamp(int(epoch), tz=UTC)
    except (ValueError, OverflowError, OSError):
        hint = "set it to seconds since 1970, such as `$(git log -1 --format=%ct)`, or unset it"
        raise UsageError(f"SOURCE_DATE_EPOCH is `{epoch}`, which is no time", hint) from None


def open_project(session: Session, *, is_strict: bool = False) -> Opened:
    """Open the project at or above the session's folder; strict makes every warning an error.

    What a command that was killed left half written is finished or undone first, so that no other reads it; its
    temporary folders are removed.
    """
    root = find_root(session.folder)
    sweep_temporary()
    finish_swaps(root, root / "build", root / PUBLIC)
    inputs = open_inputs(root)
    found = read_project(inputs)
    project = raise_warnings(found.value) if is_strict else found.value
    findings = with_severity(found.diagnostics, dict(project.severities))
    return Opened(session=session, inputs=inputs, project=project, findings=findings)


def output_folder(opened: Opened, typed: Path | None, name: str = "build") -> Path:
    """Give the folder to write to: as typed, else `name` in the project. One that is a link is refused."""
    return checked_folder(finished_folder(opened, typed, name), opened.project.root)


def finished_folder(opened: Opened, typed: Path | None, name: str = "build") -> Path:
    """Give the folder where finished files lie; what a command that was killed left half written there is finished."""
    folder = opened.session.start / typed if typed else opened.project.root / name
    finish_swaps(folder)
    return folder


def raise_warnings(project: Project) -> Project:
    """Give the project with every code that warns made an error."""
    severities: dict[str, Severity] = {}
    for code in CODES.values():
        own = project.severities.get(code.name, code.severity)
        severity = project.severities.get(code.id, own)
        severities[code.id] = "error" if severity == "warning" else severity
    return replace(project, severities=severities)


def request_of(
    opened: Opened,
    briefs: tuple[str, ...],
    locales: tuple[str, ...],
    *,
    out: Path | None,
    allow_untranslated: bool = False,
) -> "Request":
    """Ask for briefs and locales as the settings have them; `out` is where finished files lie, `build` if not given."""
    from briefing.build import Request

    return Request(
        briefs=briefs,
        locales=locales,
        formats=opened.project.formats,
        layouts=opened.project.layouts,
        out=finished_folder(opened, out),
        jobs=1,
        allow_untranslated=allow_untranslated,
        now=opened.session.now,
    )
