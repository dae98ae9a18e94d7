"""`briefing explain`: what a code means and how it is mended; where a printed number comes from."""

import re
import textwrap
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.choices import complete_codes
from briefing.cli.findings import PlainFormat
from briefing.cli.provenance import explained
from briefing.cli.session import Session
from briefing.cli.streams import tell, tell_json
from briefing.codes import CODES, Code
from briefing.diagnostics import BriefingError, UsageError, closest
from briefing.project import find_root
from briefing.settings import severity_table


def explain(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS",
            help="A code such as BR311; a number or date as it is printed; the id of a fact. All codes when none.",
            autocompletion=complete_codes,
        ),
    ] = None,
    *,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Where finished files lie, besides `public`; `build` if not given."),
    ] = None,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Explain the code of a finding, or where a printed number or date comes from.

    Of a code: what it is, why it matters to a reader of the brief, what to type instead. Of a number or date, in the
    spelling of any language: the facts that say it, with speaker, date, sources and history, and every page it is on.
    """
    typed = " ".join(words or ()).strip()
    if not typed:
        tell(_listing())
    elif (code := _code_of(typed)) is not None:
        tell(_page(code, _table(context.obj)))
    elif _is_code(typed):
        raise UsageError(f"there is no code `{typed}`", f"{_near(typed)} (`briefing explain` lists all)")
    else:
        say = tell_json if output_format is PlainFormat.json else tell
        say(explained(context.obj, typed, out=out, output_format=output_format))


def _code_of(typed: str) -> Code | None:
    return CODES.get(typed.upper()) or next((c for c in CODES.values() if c.name == typed.lower()), None)


def _is_code(typed: str) -> bool:
    """Whether words have the shape of a code: `BR` and what follows."""
    return re.fullmatch(r"BR\S*", typed, re.IGNORECASE) is not None


def _near(typed: str) -> str:
    """Name the codes of the same hundred for a number, else the nearest name."""
    same = [code for code in CODES if code[:3] == typed.upper()[:3]]
    if same:
        return f"known: {', '.join(same)}"
    near = closest(typed.lower(), (code.name for code in CODES.values()))
    return f"did you mean `{near}`?" if near else "write a code such as BR311, or its name"


def _listing() -> str:
    width = max(len(code.name) for code in CODES.values())
    return "".join(f"{c.id}  {c.name:<{width}}  {c.severity:<7}  {c.what}\n" for c in CODES.values())


def _table(session: Session | None) -> str:
    """Give the table that severities stand in, as the project that the user stands in has it."""
    with suppress(BriefingError):
        return severity_table(find_root(session.folder)) if session is not None else "briefing.severity"
    return "briefing.severity"


def _page(code: Code, table: str) -> str:
    what = code.what[:1].upper() + code.what[1:]
    parts = [f"{code.id} {code.name} ({code.severity})", _wrapped(f"{what}.")]
    if code.why:
        parts.append(_wrapped(code.why))
    if code.example:
        parts.append(f"Found:\n{_block(code.example)}")
    if code.instead:
        parts.append(f"Instead:\n{_block(code.instead)}")
    setting = f'[{table}]\n{code.id} = "note"    # or "warning", "error"'
    parts.append(f"To change its severity in a project:\n{_block(setting)}")
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), width=88)


def _block(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip("\n"), "    ")
