"""A round of building: plan, and when something is due hold the project, draw, write, and enter it in the journal.

When nothing is due, nothing is written, not even a lock.
"""

import shlex
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.artifacts import Artifact
from briefing.cli.findings import told_path
from briefing.cli.session import Opened, open_project
from briefing.cli.streams import remark
from briefing.diagnostics import BriefingError, Diagnostic
from briefing.journal import Entry, write_entry
from briefing.lock import Holder, hold_project

if TYPE_CHECKING:
    from briefing.build import Report, Request, Work
    from briefing.pdf import Ahead, Drawers
    from briefing.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms to build: seconds to wait for another build, who hears of each step, warnings as errors.

    `workers` draw when they are there already; `planned` hears of what will be built before anything is drawn.
    """

    patience: float
    progress: Callable[[str], None] = lambda _: None
    is_strict: bool = False
    workers: "Drawers | None" = None
    planned: "Callable[[Opened, Work], None]" = lambda _opened, _plan: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round made and found, the project as it was read for it, and its seconds."""

    opened: Opened
    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]
    seconds: float


def build_round(opened: Opened, request: "Request", terms: Terms) -> Round:
    """Build what is due, alone in the project."""
    began, at = time.monotonic(), datetime.now(UTC).isoformat(timespec="seconds")
    due: dict[str, str] = {}
    try:
        opened, report = _built(opened, request, terms, due)
    except (BriefingError, OSError, KeyboardInterrupt) as error:
        code = 130 if isinstance(error, KeyboardInterrupt) else 3
        done = Entry(at=at, command=_command(), seconds=_since(began), exit=code, failure=str(error))
        _enter(opened, done, due, ())
        raise
    found = opened.findings + report.diagnostics
    codes = tuple(dict.fromkeys(d.code.id for d in found if d.is_error))
    done = Entry(at=at, command=_command(), seconds=_since(began), exit=int(bool(codes)), codes=codes)
    built = tuple(a.path for a in report.artifacts if a.state == "built")
    if built or codes:
        _enter(opened, done, due, built)
    return Round(opened=opened, artifacts=report.artifacts, diagnostics=found, seconds=_since(began))


def _built(opened: Opened, request: "Request", terms: Terms, due: dict[str, str]) -> tuple[Opened, "Report"]:
    """Plan and carry out; where a setting is wrong only check, so that all findings are shown and none is written."""
    from briefing.build import check_briefs
    from briefing.pdf import Ahead
    from briefing.store import Store

    if opened.has_errors:
        return opened, check_briefs(opened.inputs, opened.project, request)
    store = Store(opened.project.root / ".briefing" / "store")
    with closing(Ahead(terms.workers, jobs=request.jobs, pages=_most_pdfs(request))) as ahead:
        if not store.is_there():
            ahead.start()
        return _carried_out(opened, request, terms, due, store, ahead)


def _carried_out(
    opened: Opened, request: "Request", terms: Terms, due: dict[str, str], store: "Store", ahead: "Ahead"
) -> tuple[Opened, "Report"]:
    from briefing.build import carry_out, check_briefs, plan_build

    plan = plan_build(opened.inputs, opened.project, request, store=store, ahead=ahead)
    terms.planned(opened, plan)
    if not plan.due:
        return opened, carry_out(plan, store=store, progress=terms.progress)
    with hold_project(opened.project.root, _command(), patience=terms.patience, waiting=_waiting(opened)):
        if not opened.inputs.is_current():  # an editor, or another build with newer files, came before us
            opened = open_project(opened.session, is_strict=terms.is_strict)
            if opened.has_errors:
                return opened, check_briefs(opened.inputs, opened.project, request)
            plan = plan_build(opened.inputs, opened.project, request, store=store, ahead=ahead)
            terms.planned(opened, plan)
        due |= plan.due
        report = carry_out(plan, store=store, progress=terms.progress, workers=ahead.workers)
        store.prune()
    return opened, report


def _most_pdfs(request: "Request") -> int:
    """Count the PDFs of a request, all of which may have to be drawn."""
    locales = len(request.locales) + request.pseudo
    return len(request.briefs) * locales * len(request.layouts) if "pdf" in request.formats else 0


def _waiting(opened: Opened) -> Callable[[Holder | None], None]:
    def tell_holder(holder: Holder | None) -> None:
        if not opened.session.is_quiet:
            remark(f"waiting for {holder or 'another build'}\n")

    return tell_holder


def _enter(opened: Opened, entry: Entry, due: Mapping[str, str], built: tuple[Path, ...]) -> None:
    root = opened.project.root
    names = tuple(told_path(path, root) for path in built)
    write_entry(root, replace(entry, due=due, due_count=len(due), built=names, built_count=len(names)))


def _command() -> str:
    """Give the command line of this process as it would be typed."""
    return shlex.join(["briefing", *sys.argv[1:]])


def _since(began: float) -> float:
    return round(time.monotonic() - began, 2)
