"""`briefing export`: the public facts as open data, for programs and spreadsheets."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_briefs, complete_locales
from briefing.cli.findings import exit_code_of, show_text, told_path
from briefing.cli.session import Opened, Session, open_project, output_folder, request_of
from briefing.cli.streams import complain, tell, tell_bytes
from briefing.diagnostics import UsageError

if TYPE_CHECKING:
    from briefing.opendata import DataBook


class DataFormat(StrEnum):
    """What open data is written as."""

    json = "json"
    hxl = "hxl"
    csv = "csv"


_ENDINGS = {DataFormat.json: "facts.json", DataFormat.hxl: "hxl.csv", DataFormat.csv: "facts.csv"}
_STDOUT = Path("-")


def export(
    context: typer.Context,
    data_format: Annotated[DataFormat, typer.Argument(metavar="json|hxl|csv", help="What to write.")],
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
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR|-", help="Where to write; `build` in the project if not given, `-` is stdout."
        ),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV and HXL with a byte-order mark, for older spreadsheets.")
    ] = False,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="Leave empty what is not translated, and go on."),
    ] = False,
) -> None:
    """Write the public facts as open data: one row per speaker, every number with its qualifier.

    Rival figures are rows of their own and are never averaged. A file is `DIR/BRIEF/BRIEF.facts.json`,
    `BRIEF.facts.csv` or `BRIEF.hxl.csv`; all files of a run are written together, and none when there is an error.
    """
    session: Session = context.obj
    if bom and data_format is DataFormat.json:
        raise UsageError("JSON has no byte-order mark", "take `--bom` out, or write `csv` or `hxl`")
    opened = open_project(session)
    named, locales = chosen_briefs(opened, briefs), chosen_locales(opened, lang)
    if out == _STDOUT and len(named) > 1:
        raise UsageError("stdout has room for one brief", f"name one, such as `{named[0]}`")
    request = request_of(opened, named, locales, out=None, allow_untranslated=allow_untranslated)
    from briefing.opendata import read_open_data

    exported = read_open_data(opened.inputs, opened.project, request)
    found = opened.findings + exported.diagnostics
    code = exit_code_of(found)
    if code == 0:
        contents = {
            f"{book.brief}/{book.brief}.{_ENDINGS[data_format]}": _written(book, data_format, has_bom=bom)
            for book in exported.books
        }
        _deliver(contents, out, opened)
        for brief in exported.embargoed:
            complain(f"warning: `{brief}` is under embargo, and its open data do not say so\n")
    show_text([d for d in found if d.is_error], opened)
    raise typer.Exit(code)


def _deliver(contents: Mapping[str, bytes], out: Path | None, opened: Opened) -> None:
    """Write files all together and tell their paths, or write the one there is to stdout."""
    from briefing.artifacts import write_files

    if out == _STDOUT:
        tell_bytes(b"".join(contents.values()))
        return
    start = opened.session.start
    folder = output_folder(opened, out)
    write_files(contents, folder)
    if not opened.session.is_quiet:
        tell("".join(f"{told_path(folder / name, start)}\n" for name in contents))


def _written(book: "DataBook", data_format: DataFormat, *, has_bom: bool) -> bytes:
    from briefing.opendata import csv_of, hxl_of, json_of

    match data_format:
        case DataFormat.json:
            return json_of(book)
        case DataFormat.csv:
            return csv_of(book, has_bom=has_bom)
        case DataFormat.hxl:
            return hxl_of(book, has_bom=has_bom)
