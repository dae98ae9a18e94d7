"""`briefing publish`: through the gate into a numbered edition."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.build import progress_of
from briefing.cli.choices import (
    FORMAT_WORDS,
    Jobs,
    chosen_briefs,
    chosen_formats,
    chosen_layouts,
    chosen_locales,
    complete_briefs,
    complete_formats,
    complete_layouts,
    complete_locales,
)
from briefing.cli.findings import OutputFormat, annotations, show_text, told_path
from briefing.cli.rebuilding import cores
from briefing.cli.revising import By, person
from briefing.cli.session import Session, open_project, output_folder
from briefing.cli.streams import complain, tell, tell_json
from briefing.diagnostics import UsageError
from briefing.ledger import read_ledger, words_of_end
from briefing.settings import formats_of

REFUSED = 4
_PATIENCE = 60.0
"""So many seconds another act on the project may take to end: what it takes out must not be published meanwhile."""


def publish(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="BRIEF", help="Briefs by id; all when none.", autocompletion=complete_briefs),
    ] = None,
    *,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LOCALE",
            help="Locales of the edition; the others keep their last one. All when not given.",
            autocompletion=complete_locales,
        ),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=FORMAT_WORDS,
            help="Formats; the web page is always one. Those of the settings when not given.",
            autocompletion=complete_formats,
        ),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(metavar="LAYOUT", help="Layouts of the PDF.", autocompletion=complete_layouts),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The website; `public` in the project if not given.")
    ] = None,
    jobs: Jobs = None,
    allow_untranslated: Annotated[
        bool,
        typer.Option(
            "--allow-untranslated", help="Print the English, marked, where a translation is missing."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Ask the gate, and publish nothing: exit 0 or 4.")
    ] = False,
    by: By = None,
    sign: Annotated[
        Path | None,
        typer.Option(metavar="KEY", help="An SSH key that signs each edition."),
    ] = None,
    output_format: Annotated[OutputFormat, typer.Option(help="How to write findings.")] = OutputFormat.text,
) -> None:
    """Publish briefs as numbered editions: in every locale or those of `--lang`, in all formats, or nothing.

    What has not changed since its last edition keeps its number. The gate asks for approvals, signed translations,
    the same facts in every language and the end of an embargo; exit 4 when it refuses. `--dry-run` asks it alone.
    Editions are kept in `editions`, the website with index and feeds is written to `public`.
    """
    from briefing.lock import hold_project
    from briefing.project import PUBLIC
    from briefing.publishing import Release, release
    from briefing.store import Store

    session: Session = context.obj
    opened = open_project(session)
    if opened.has_errors:
        show_text(opened.findings, opened)
        raise typer.Exit(1)
    name, layouts = person(by), chosen_layouts(opened, layout)
    locales = chosen_locales(opened, lang)
    formats = formats_of(chosen_formats(format_, opened.project.formats))
    if opened.project.signers is not None and sign is None:
        raise UsageError(
            "this project signs its editions (`signers` in the settings)",
            "add `--sign` with your key, as `--sign ~/.ssh/id_ed25519`",
        )
    key = _key(session, sign)
    site = output_folder(opened, out, PUBLIC)
    store = Store(opened.project.root / ".briefing" / "store")
    store.sweep()
    results: list[dict[str, object]] = []
    found = list(opened.findings)
    for brief in chosen_briefs(opened, briefs):
        from briefing.project import open_inputs

        wanted = Release(
            brief=brief,
            by=name,
            now=session.now,
            layouts=layouts,
            site=site,
            jobs=jobs or cores(),
            is_dry=dry_run,
            allow_untranslated=allow_untranslated,
            key=key,
            locales=locales,
            formats=formats,
        )
        progress, finish = progress_of(session)
        try:
            with hold_project(opened.project.root, f"briefing publish {brief}", patience=_PATIENCE):
                inputs = open_inputs(opened.project.root)
                released = release(inputs, opened.project, wanted, store=store, progress=progress)
        finally:
            finish()
        found += released.diagnostics
        record = released.record
        new = "due" if dry_run else "published"
        state = "refused" if record is None else new if released.is_new else "unchanged"
        results.append(
            {
                "brief": brief,
                "state": state,
                "edition": record.number if record is not None else None,
                "paths": [told_path(path, session.start) for path in released.paths],
            }
        )
    refused = [r for r in results if r["state"] == "refused"]
    code = REFUSED if refused else 0
    if output_format is OutputFormat.json:
        from briefing.console import json_of

        tell_json(json_of(found, brief=None, artifacts=results, exit_code=code))
        raise typer.Exit(code)
    if any(result["state"] == "published" for result in results) and not session.is_quiet:
        complain(f"{words_of_end(read_ledger(opened.project.root).value)}\n")
    for result in results:
        if not session.is_quiet or result["state"] == "refused":
            complain(f"{_sentence(result)}\n")
        if not session.is_quiet:
            tell("".join(f"{path}\n" for path in result["paths"]))  # type: ignore[attr-defined]  # a list
    if output_format is OutputFormat.github:
        complain(annotations(found, opened))
    else:
        show_text(found, opened)
    raise typer.Exit(code)


def _key(session: Session, typed: Path | None) -> Path | None:
    """Give the key to sign with, before anything is rendered for it."""
    from briefing.publishing import require_key

    if typed is None:
        return None
    key = session.start / typed.expanduser()
    require_key(key)
    return key


def _sentence(result: dict[str, object]) -> str:
    match result["state"]:
        case "published":
            return f"{result['brief']}: published as edition {result['edition']}"
        case "due":
            return (
                f"{result['brief']}: the gate is open for edition {result['edition']}; nothing was published"
            )
        case "unchanged":
            return f"{result['brief']}: nothing has changed since edition {result['edition']}"
        case _:
            return f"{result['brief']}: refused; nothing was published"
