"""A round of building: plan, and when something is due hold the project, draw, write, and enter it in the journal.

When nothing is due, nothing is written, not even a lock.
"""

import shlex
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.artifacts import Artifact, Staging
from briefing.cli.findings import told_path
from briefing.cli.session import Opened, open_project
from briefing.cli.streams import remark
from briefing.diagnostics import BriefingError, Diagnostic, in_order
from briefing.journal import Entry, write_entry
from briefing.lock import Holder, hold_project
from briefing.signals import exit_code

if TYPE_CHECKING:
    from briefing.build import Request, Work
    from briefing.outputs import Report
    from briefing.pdf import Ahead, Drawers
    from briefing.standing import Standings
    from briefing.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms to build: seconds to wait for another build, who hears of each step, warnings as errors.

    `workers` draw when they are there already; `planned` hears of what will be built before anything is drawn. `pages`
    is how many may be in memory at the same time, 0 for all: then they are planned together. `is_whole` asks for the
    pages of all briefs, also of those that stand as they were built.
    """

    patience: float
    progress: Callable[[str], None] = lambda _: None
    is_strict: bool = False
    workers: "Drawers | None" = None
    pages: int = 0
    planned: "Callable[[Opened, Work], None]" = lambda _opened, _plan: None
    is_whole: bool = False


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
        code = exit_code(130) if isinstance(error, KeyboardInterrupt) else 3
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
    """Build a few briefs at a time, as many as the terms say, and put the files of all in place together."""
    from briefing.build import carry_out, check_briefs, plan_build
    from briefing.outputs import Report

    began, reports, is_held = time.time_ns(), list[Report](), False
    standings, standing, batches = _due(opened, request, terms, store)
    left = batches
    with ExitStack() as held, closing(Staging(out=request.out)) as staging:
        while left:
            plan = plan_build(
                opened.inputs, opened.project, left[0], store=store, ahead=ahead, progress=terms.progress
            )
            terms.planned(opened, plan)
            if plan.due and not is_held:
                is_held = held.enter_context(_hold(opened, terms)) is None
                if (
                    not opened.inputs.is_current()
                ):  # an editor, or another build with newer files, came before us
                    opened = open_project(opened.session, is_strict=terms.is_strict)
                    if opened.has_errors:
                        return opened, check_briefs(opened.inputs, opened.project, request)
                    standings, standing, batches = _due(opened, request, terms, store)
                    left = batches
                    reports.clear()
                    continue
            due |= plan.due
            workers = ahead.workers if plan.due else None
            made = carry_out(plan, store=store, progress=terms.progress, workers=workers, staging=staging)
            for book in {id(book): book for book, _ in plan.run.bound}.values():
                brief = book.file.brief.id
                files = [artifact for artifact in made.artifacts if artifact.brief == brief]
                standings.keep(book, files, plan.run.found_in(brief))
            reports.append(made)
            left = left[1:]
            _let_go(opened, is_last=not left, are_many=len(batches) > 1)
        staging.put_in_place()
        if is_held:
            store.prune(since=began)
    parts = (*reports, *standing.values())
    places = {brief: place for place, brief in enumerate(request.briefs)}
    artifacts = sorted((a for part in parts for a in part.artifacts), key=lambda a: places[a.brief])
    return opened, Report(
        artifacts=tuple(artifacts), diagnostics=in_order(d for part in parts for d in part.diagnostics)
    )


def _due(
    opened: Opened, request: "Request", terms: Terms, store: "Store"
) -> "tuple[Standings, Mapping[str, Report], list[Request]]":
    """Give the briefs that stand as they were built, and the rest of the request a few briefs at a time."""
    from briefing.build import batches_of
    from briefing.standing import standings_of

    standings = standings_of(opened.inputs, opened.project, request, store)
    standing = {} if terms.is_whole else standings.recall()
    rest = replace(request, briefs=tuple(brief for brief in request.briefs if brief not in standing))
    return standings, standing, list(batches_of(rest, terms.pages)) if terms.pages else [rest]


def _let_go(opened: Opened, *, is_last: bool, are_many: bool) -> None:
    """Forget what one batch has read; after the last of many, nothing may have changed since the first."""
    if are_many:
        opened.inputs.let_go()
        if is_last and not opened.inputs.is_current():
            raise BriefingError(
                "files were changed while they were built; nothing was written", "build again"
            )


def _hold(opened: Opened, terms: Terms) -> AbstractContextManager[None]:
    root = opened.project.root
    return hold_project(root, _command(), patience=terms.patience, waiting=_waiting(opened))


def _most_pdfs(request: "Request") -> int:
    """Count the PDFs of a request, all of which may have to be drawn."""
    locales = len(request.locales) + request.pseudo
    return len(request.briefs) * locales * sum(output.is_paged for output in request.outputs)


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
