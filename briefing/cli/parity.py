"""`briefing parity`: whether the finished files say the same in every language, and what the facts say."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import (
    FORMAT_WORDS,
    chosen_briefs,
    chosen_formats,
    chosen_layouts,
    chosen_locales,
    complete_briefs,
    complete_formats,
    complete_layouts,
    complete_locales,
)
from briefing.cli.findings import OutputFormat, annotations, exit_code_of, show_text
from briefing.cli.session import Opened, Session, open_project, request_of
from briefing.cli.streams import complain, tell, tell_json
from briefing.formats import Output, has_paper, outputs_of

if TYPE_CHECKING:
    from briefing.proof import Parity, Shown


def parity(
    context: typer.Context,
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
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            metavar=FORMAT_WORDS,
            help="Formats that must be there.",
            autocompletion=complete_formats,
        ),
    ] = None,
    layout: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LAYOUT", help="Layouts of the PDF that must be there.", autocompletion=complete_layouts
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where the files lie; `build` in the project if not given."),
    ] = None,
    allow_untranslated: Annotated[
        bool,
        typer.Option("--allow-untranslated", help="The files were built with the same option."),
    ] = False,
    output_format: Annotated[OutputFormat, typer.Option(help="How to write findings.")] = OutputFormat.text,
) -> None:
    """Prove from the finished files that every language says the same.

    Reads back every web page, PDF and text there is and holds each against the facts: the same facts, values,
    qualifiers, speakers, dates and sources in every locale, the same rows in the same order, pictures as long as
    their values, and not a word or number besides. Files that parity cannot read are named. Exit code 1 when
    something is off.
    """
    session: Session = context.obj
    opened = open_project(session)
    named, locales = chosen_briefs(opened, briefs), chosen_locales(opened, lang)
    request = request_of(opened, named, locales, out=out, allow_untranslated=allow_untranslated)
    from briefing.proof import prove_briefs

    required = required_outputs(opened, format_, layout)
    proved = prove_briefs(opened.inputs, opened.project, request, required=required)
    found = opened.findings + proved.diagnostics
    code = exit_code_of(found)
    match output_format:
        case OutputFormat.json:
            from briefing.console import json_of

            brief = named[0] if len(named) == 1 else None
            entries = [_entry(shown) for shown in proved.value.outputs]
            tell_json(json_of(found, brief=brief, artifacts=entries, exit_code=code))
        case OutputFormat.github:
            tell(annotations(found, opened))
        case OutputFormat.text:
            if not session.is_quiet:
                tell(told_parity(proved.value))
            show_text(found, opened)
            if not found and session.is_verbose:
                complain(f"{proved.value.files} files read back\n")
    raise typer.Exit(code)


def required_outputs(
    opened: Opened, formats: list[str] | None, layouts: list[str] | None
) -> tuple[Output, ...]:
    """Give what was asked for; on paper in the layouts of the settings, where none is named."""
    named = chosen_formats(formats, ())
    if layouts and not has_paper(named):
        named = (*named, "pdf")
    return outputs_of(named, chosen_layouts(opened, layouts))


def told_parity(proved: "Parity") -> str:
    """Word a proof, a line a brief: `39/39 facts in en hy az ru (html), 39/39 (pdf a4)`."""
    lines: dict[str, list[str]] = {}
    for shown in proved.outputs:
        parts = lines.setdefault(shown.brief, [])
        parts.append(_told(shown, is_first=not parts))
    return "".join(f"{brief}: {', '.join(parts)}\n" for brief, parts in lines.items())


def _told(shown: "Shown", *, is_first: bool) -> str:
    where = f"({shown.output.label})"
    if shown.is_even:
        named = f" facts in {' '.join(shown.shown)}" if is_first else ""
        return f"{shown.total}/{shown.total}{named} {where}"
    counts = ", ".join(f"{locale} {count}/{shown.total}" for locale, count in shown.shown.items())
    return f"{counts} {where}"


def _entry(shown: "Shown") -> dict[str, object]:
    return {
        "brief": shown.brief,
        "format": shown.output.format,
        "layout": shown.output.layout or None,
        "facts": shown.total,
        "shown": dict(shown.shown),
    }
