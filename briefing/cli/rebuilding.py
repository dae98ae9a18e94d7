"""Rebuilding, again and again, in a process that stays: what is chosen once, and workers that are warm."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.cli.choices import (
    chosen_briefs,
    chosen_formats,
    chosen_layouts,
    chosen_locales,
)
from briefing.cli.findings import told_path
from briefing.cli.rounds import Round, Terms, build_round
from briefing.cli.session import Opened, Session, open_project, output_folder, read_now
from briefing.cli.streams import complain, complain_in_colour, is_coloured, tell
from briefing.console import View, text_of
from briefing.diagnostics import BriefingError
from briefing.formats import USUAL_FORMATS, has_paper

if TYPE_CHECKING:
    from briefing.build import Request, Work
    from briefing.pdf import Workers


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was typed: the words that choose briefs, locales, formats and layouts, and where to write."""

    briefs: list[str] | None
    lang: list[str] | None
    formats: list[str] | None
    layouts: list[str] | None
    out: Path | None
    jobs: int | None
    allow_untranslated: bool


@dataclass(slots=True, kw_only=True)
class Rebuilding:
    """A build that is done over and over. `planned` hears of each before anything is drawn.

    `is_whole` asks for the pages of all briefs, not of those alone that are due. `refusal` is the sentence of what the
    machine refused the last time, or empty.
    """

    session: Session
    choice: Choice
    planned: "Callable[[Opened, Work], None]" = lambda _opened, _plan: None
    is_whole: bool = False
    refusal: str = field(default="", init=False)
    _workers: "Workers | None" = field(default=None, init=False)
    _told: str = field(default="", init=False)
    _plan: "Work | None" = field(default=None, init=False)

    def start(self) -> None:
        """Begin the workers, when PDFs are asked for: now, while nothing else runs in this process."""
        if has_paper(chosen_formats(self.choice.formats, USUAL_FORMATS)):
            from briefing.pdf import Workers

            self._workers = Workers(self.choice.jobs or cores())

    def first(self) -> Round:
        """Build for the first time; what is chosen has to be there. Workers that had nothing to draw are warmed."""
        opened = open_project(self._session())
        done = self._build(opened, self._request(opened))
        plan = self._plan
        if self._workers is not None and plan is not None and not plan.due:
            drawn = [page for page in plan.pages if page.layout in plan.run.request.layouts]
            self._workers.warm(drawn, inputs=done.opened.inputs)
        return done

    def again(self) -> Round | None:
        """Build once more; None when the machine refused, which is told and ends nothing."""
        self.refusal = ""
        try:
            opened = open_project(self._session())
            return self._build(opened, self._request(opened))
        except BriefingError as error:
            self._refused(error.message)
        except OSError as error:
            self._refused(f"the system refused `{error.filename}`: {(error.strerror or str(error)).lower()}")
        return None

    def close(self) -> None:
        """Let the workers go."""
        if self._workers is not None:
            self._workers.close()

    def _session(self) -> Session:
        """Give the session of this moment: the day goes on where none was typed."""
        return replace(self.session, now=read_now(None)) if self.session.follows_clock else self.session

    def _request(self, opened: Opened) -> "Request":
        from briefing.build import Request

        choice = self.choice
        return Request(
            briefs=chosen_briefs(opened, choice.briefs),
            locales=chosen_locales(opened, choice.lang),
            formats=chosen_formats(choice.formats, opened.project.formats),
            layouts=chosen_layouts(opened, choice.layouts),
            out=output_folder(opened, choice.out),
            jobs=choice.jobs or cores(),
            allow_untranslated=choice.allow_untranslated,
            now=opened.session.now,
        )

    def _build(self, opened: Opened, request: "Request") -> Round:
        terms = Terms(patience=60, workers=self._workers, planned=self._note, is_whole=self.is_whole)
        done = build_round(opened, request, terms)
        self._show(done)
        if self._workers is not None:
            self._workers.rest()
        return done

    def _note(self, opened: Opened, plan: "Work") -> None:
        self._plan = plan
        self.planned(opened, plan)

    def _show(self, done: Round) -> None:
        """Tell the files that were written, and what was found unless it was told just before."""
        session, start = self.session, self.session.start
        built = [artifact for artifact in done.artifacts if artifact.state == "built"]
        if not session.is_quiet:
            tell("".join(f"{told_path(artifact.path, start)}\n" for artifact in built))
        view = View(inputs=done.opened.inputs, start=start, is_coloured=is_coloured(sys.stderr))
        shown = [d for d in done.diagnostics if d.is_error or not session.is_quiet]
        said = text_of(shown, view)
        if said != self._told:
            complain_in_colour(said or "no findings\n")
        self._told = said
        if built and not session.is_quiet:
            complain(
                f"{len(built)} built, {len(done.artifacts) - len(built)} unchanged in {done.seconds:.2f} s\n"
            )

    def _refused(self, message: str) -> None:
        self._told, self.refusal = "", message
        complain(f"error: {message}\n")


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
