"""`briefing explain`: what a code means, why it matters, and how it is mended."""

import textwrap
from typing import Annotated

import typer

from briefing.cli.choices import complete_codes
from briefing.cli.streams import tell
from briefing.codes import CODES, Code
from briefing.diagnostics import UsageError, closest


def explain(
    code: Annotated[
        str | None,
        typer.Argument(
            help="A code such as BR311, or its name; all when none.", autocompletion=complete_codes
        ),
    ] = None,
) -> None:
    """Explain the code of a finding.

    What it is, why it matters to a reader of the brief, what to type instead. Without a code: list all.
    """
    tell(_listing() if code is None else _page(_find_code(code)))


def _find_code(typed: str) -> Code:
    found = CODES.get(typed.upper()) or next((c for c in CODES.values() if c.name == typed.lower()), None)
    if found is None:
        raise UsageError(f"there is no code `{typed}`", f"{_near(typed)} (`briefing explain` lists all)")
    return found


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


def _page(code: Code) -> str:
    what = code.what[:1].upper() + code.what[1:]
    parts = [f"{code.id} {code.name} ({code.severity})", _wrapped(f"{what}.")]
    if code.why:
        parts.append(_wrapped(code.why))
    if code.example:
        parts.append(f"Found:\n{_block(code.example)}")
    if code.instead:
        parts.append(f"Instead:\n{_block(code.instead)}")
    setting = f'[tool.briefing.severity]\n{code.id} = "note"    # or "warning", "error"'
    parts.append(f"To change its severity in a project:\n{_block(setting)}")
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), width=88)


def _block(text: str) -> str:
    return textwrap.indent(textwrap.dedent(text).strip("\n"), "    ")
