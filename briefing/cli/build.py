"""`briefing build`: the pages and PDFs that are asked for."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from briefing.artifacts import Artifact, digest_of_file
from briefing.characters import visible
from briefing.cli.choices import (
    FORMAT_WORDS,
    Jobs,
    chosen_briefs,
    chosen_formats,
    chosen_ink,
    chosen_layouts,
    chosen_locales,
    complete_briefs,
    complete_formats,
    complete_layouts,
    complete_locales,
)
from briefing.cli.executors import VARIABLE, Executor, drawers_of
from briefing.cli.findings import OutputFormat, annotations, exit_code_of, show_text, told_path
from briefing.cli.rebuilding import cores
from briefing.cli.remembering import remember
from briefing.cli.rounds import Round, Terms, build_round
from briefing.cli.session import Opened, Session, open_project, output_folder
from briefing.cli.streams import complain, remark_in_place, tell, tell_json

if TYPE_CHECKING:
    from briefing.build import Request, Work

_PAGES: Final = 128
_FLEET_PAGES: Final = 2048
"""Pages that are in memory at the same time: some for each process, and for each worker of a fleet."""

_ENOUGH: Final = 5
"""How many inputs of one file are named; the JSON has all."""


def build(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE", help="Locales: repeat, commas, `all`.", autocompletion=complete_locales
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option("--format", metavar=FORMAT_WORDS, help="Formats.", autocompletion=complete_formats),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYOUT", help="Layouts of the PDF.", autocompletion=complete_layouts),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where to write; `build` in the project if not given.")
    ] = None,
    jobs: Jobs = None,
    executor: Annotated[
        Executor, typer.Option(help="Who draws PDFs: processes of this machine, or workers of Dask.")
    ] = Executor.processes,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", envvar=VARIABLE, help="Of Dask, such as `tcp://10.0.0.5:8786`."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Make every warning an error.")] = False,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="Print what is not translated in English, marked as such."),
    ] = False,
    ink: Annotated[
        str | None,
        typer.Option(metavar="INK", help="`low`: PDFs in black alone, for photocopies and little ink."),
    ] = None,
    pseudo: Annotated[
        bool,
        typer.Option(
            "--pseudo", help="Build `en-XA` instead: accented English that shows what no catalogue has."
        ),
    ] = False,
    edition: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Make a published edition once more, byte for byte."),
    ] = None,
    wait: Annotated[
        float,
        typer.Option(min=0, metavar="SECONDS", help="How long to wait for another build of the project."),
    ] = 60,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each file that is built which input has made it due.")
    ] = False,
    output_format: Annotated[OutputFormat, typer.Option(help="How to write findings.")] = OutputFormat.text,
) -> None:
    """Render briefs into HTML, PDF and plain text.

    Without further words: every brief, in every locale, in the formats of the settings (HTML and PDF). The paths of the
    files go to stdout.
    """
    session: Session = context.obj
    drawers = drawers_of(executor, scheduler)
    opened = open_project(session, is_strict=strict)
    chosen = chosen_briefs(opened, briefs), chosen_locales(opened, lang)
    formats, layouts = (
        chosen_formats(format_, opened.project.formats),
        chosen_layouts(opened, layout),
    )
    from briefing.build import Request

    request = Request(
        briefs=chosen[0],
        locales=() if pseudo and not lang else chosen[1],
        pseudo=pseudo,
        ink=chosen_ink(opened, ink),
        formats=formats,
        layouts=layouts,
        out=output_folder(opened, out),
        jobs=jobs or cores(),
        allow_untranslated=allow_untranslated,
        now=session.now,
    )
    if edition is not None:
        from briefing.cli.remaking import rebuild

        raise typer.Exit(rebuild(opened, request, edition))
    progress, finish = progress_of(session, _files_of(request))
    due: dict[Path, tuple[str, ...]] = {}
    terms = Terms(
        patience=wait,
        progress=progress,
        is_strict=strict,
        workers=drawers,
        pages=_FLEET_PAGES if drawers else _PAGES,
        planned=lambda opened, work: due.update(_reasons(opened, work)) if explain else None,
    )
    try:
        done = build_round(opened, request, terms)
    finally:
        finish()
    _sum_up(done, session)
    if explain and not session.is_quiet:
        _explain(done, due)
    code = _show(done, request, output_format, due if explain else None)
    if code == 0 and not (_built(done) and (explain or output_format is OutputFormat.json)):
        remember(done.opened, chosen[0], code, done.artifacts)
    raise typer.Exit(code)


def _reasons(opened: Opened, work: "Work") -> dict[Path, tuple[str, ...]]:
    """Name for every file that is due what has made it so: inputs that have changed since it was made, or its loss."""
    from briefing.outputs import names_of
    from briefing.store import Store
    from briefing.traces import reasons

    store = Store(opened.project.root / ".briefing" / "store")
    told: dict[Path, tuple[str, ...]] = {}
    request = work.run.request
    named = ((page, name) for page in work.pages for name in names_of(page, request.formats))
    for page, name in named:
        if name in work.due:
            path = request.out / name
            found = reasons(store, page.brief, name, digest_of_file(path), work.run.origins(page))
            told[path] = found or ("what was drawn before is not in the store",)
    return told


def _explain(done: Round, due: Mapping[Path, tuple[str, ...]]) -> None:
    """Say on stderr what has made each file due."""
    for path, told in due.items():
        more = f"; and {len(told) - _ENOUGH} more" if len(told) > _ENOUGH else ""
        shown = visible("; ".join(told[:_ENOUGH]))
        complain(f"{told_path(path, done.opened.session.start)} was due: {shown}{more}\n")
    if not due and not done.opened.has_errors:
        complain("nothing was due\n")


def _show(
    done: Round,
    request: "Request",
    output_format: OutputFormat,
    due: Mapping[Path, tuple[str, ...]] | None,
) -> int:
    """Print paths and findings in the form asked for; give the exit code."""
    opened, found = done.opened, done.diagnostics
    code = exit_code_of(found)
    start = opened.session.start
    if output_format is OutputFormat.json:
        from briefing.console import json_of

        brief = request.briefs[0] if len(request.briefs) == 1 else None
        why = [{} if due is None else {"due": list(due.get(a.path, ()))} for a in done.artifacts]
        entries = [_entry(a, start) | told for a, told in zip(done.artifacts, why, strict=True)]
        tell_json(json_of(found, brief=brief, artifacts=entries, exit_code=code))
        return code
    if not opened.session.is_quiet:
        tell("".join(f"{told_path(a.path, start)}\n" for a in done.artifacts))
    if output_format is OutputFormat.github:
        complain(annotations(found, opened))
    else:
        show_text(found, opened)
    return code


def _entry(artifact: Artifact, start: Path) -> dict[str, object]:
    return {
        "brief": artifact.brief,
        "locale": artifact.locale,
        "format": artifact.format,
        "layout": artifact.layout,
        "path": told_path(artifact.path, start),
        "digest": artifact.digest,
        "state": artifact.state,
    }


def progress_of(session: Session, files: int = 0) -> tuple[Callable[[str], None], Callable[[], None]]:
    """Give what shows a step, and of how many files, on the last line of a terminal, and what clears it."""
    if session.is_quiet or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda _: None, lambda: None
    steps = count(1)

    def show(step: str) -> None:
        done = f"{min(next(steps), files)}/{files} " if files else ""
        line = f"{done}{step} …"[: shutil.get_terminal_size().columns - 1]
        remark_in_place(line)

    return show, lambda: remark_in_place("")


def _files_of(request: "Request") -> int:
    """Count the files that are asked for."""
    return len(request.briefs) * (len(request.locales) + request.pseudo) * len(request.outputs)


def _sum_up(done: Round, session: Session) -> None:
    if session.is_verbose and not session.is_quiet and not done.opened.has_errors:
        built = _built(done)
        complain(f"{built} built, {len(done.artifacts) - built} unchanged in {done.seconds:.2f} s\n")


def _built(done: Round) -> int:
    return sum(a.state == "built" for a in done.artifacts)
