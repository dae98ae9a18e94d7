"""The app: its name, the options of the whole tool, and every command by hand."""

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.approve import approve
from briefing.cli.balance import balance
from briefing.cli.build import build
from briefing.cli.check import check
from briefing.cli.correct import correct
from briefing.cli.diff import diff
from briefing.cli.doctor import doctor
from briefing.cli.explain import explain
from briefing.cli.export import export
from briefing.cli.forms import forms
from briefing.cli.log import log
from briefing.cli.messages import make_messages_app
from briefing.cli.new import new
from briefing.cli.parity import parity
from briefing.cli.publish import publish
from briefing.cli.resolve import resolve
from briefing.cli.retract import retract
from briefing.cli.runs import runs
from briefing.cli.schedule import schedule
from briefing.cli.schema import schema
from briefing.cli.serve import serve
from briefing.cli.session import open_session
from briefing.cli.set import set_
from briefing.cli.source import make_source_app
from briefing.cli.status import status
from briefing.cli.streams import tell
from briefing.cli.undo import undo
from briefing.cli.verify import verify
from briefing.cli.watch import watch

_EPILOG = (
    "Exit codes: 0 clean, 1 findings, 2 usage, 3 failure, 4 refused by the gate, 130 interrupted. "
    "The options above may stand after the command as well."
)


def make_app() -> typer.Typer:
    """Put the command line together."""
    app = typer.Typer(
        name="briefing",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        epilog=_EPILOG,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_open)
    for command in (new, build, watch, serve, check, status):
        app.command()(command)
    app.command("set")(set_)
    for act in (correct, retract, resolve, undo, approve, publish, diff, parity, verify, log):
        app.command()(act)
    for question in (export, balance, explain, schema, doctor, runs, schedule):
        app.command()(question)
    app.command(context_settings={"ignore_unknown_options": True})(forms)
    app.add_typer(make_messages_app(), name="messages")
    app.add_typer(make_source_app(), name="source")
    return app


def _open(
    context: typer.Context,
    *,
    project: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The project's folder, or one below it.")
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            envvar="BRIEFING_TODAY",
            help="The day to build for; else SOURCE_DATE_EPOCH, else the clock.",
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say what was done, and how long.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Print the version; with `--json` all that a report of a fault needs.",
            is_eager=True,
        ),
    ] = False,
) -> None:
    """One fact file, every language: policy briefs whose numbers keep qualifier, source and date."""
    if version:
        from briefing import __version__

        tell(f"briefing {__version__}\n")
        raise typer.Exit
    if not context.resilient_parsing:
        context.obj = open_session(project=project, today=today, is_quiet=quiet, is_verbose=verbose)
