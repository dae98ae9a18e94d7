"""`briefing diff`: which facts have changed between two editions or commits."""

from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import chosen_briefs, chosen_locales, complete_locales
from briefing.cli.findings import PlainFormat
from briefing.cli.session import Opened, open_project
from briefing.cli.streams import complain, tell, tell_json
from briefing.cli.tables import table_of
from briefing.diagnostics import UsageError

if TYPE_CHECKING:
    from briefing.renditions import Rendition
    from briefing.renditions.model import BoundChange


_HEADS = ("change", "fact", "before", "after", "statement")


def diff(
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="A", help="An edition by its number, `now`, or a commit.")],
    new: Annotated[str, typer.Argument(metavar="B", help="The same; `now` if not given.")] = "now",
    *,
    brief: Annotated[
        str | None, typer.Option(metavar="BRIEF", help="The brief, where there are several.")
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="LOCALE", help="The language.", autocompletion=complete_locales)
    ] = None,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Tell which facts have changed from A to B. Facts only: words that were polished do not show.

    Corrections come first, then what was taken back, figures (before and after), events, outcomes, new and closed.
    """
    opened = open_project(context.obj)
    briefs = chosen_briefs(opened, [brief] if brief else None)
    if len(briefs) > 1:
        raise UsageError("this project has several briefs", f"add `--brief {briefs[0]}`, or another")
    locale = chosen_locales(opened, [lang])[0] if lang else opened.project.locales[0]
    rendition = compared_rendition(opened, briefs[0], old, new, locale)
    if output_format is PlainFormat.json:
        import json

        rows = [dict(zip(_HEADS, _row(change), strict=True)) for change in rendition.changes]
        tell_json(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif rendition.changes:
        tell(changes_table(rendition))
    else:
        complain("no fact has changed\n")


def changes_table(rendition: "Rendition") -> str:
    """Write the changes of a rendition as a table."""
    rows = [_row(change) for change in rendition.changes]
    shown = [(kind, fact, f"{was} → {now}" if was else statement) for kind, fact, was, now, statement in rows]
    return table_of(("CHANGE", "FACT", "WHAT"), shown)


def compared_rendition(opened: Opened, brief: str, old: str, new: str, locale: str) -> "Rendition":
    """Bind the later state to a locale, with all changes since the earlier one."""
    from pathlib import Path

    from briefing.build import Request, bind_briefs
    from briefing.diagnostics import BriefingError
    from briefing.editions import Plan, compared, state_of

    session, inputs = opened.session, opened.inputs
    before, after = (state_of(inputs, brief, typed, session.today) for typed in (old, new))
    plan = Plan(today=session.today, changes=compared(inputs, brief, before, after), all_changes=True)
    request = Request(
        briefs=(brief,),
        locales=(locale,),
        formats=("html",),
        layouts=(),
        out=Path(),
        jobs=1,
        allow_untranslated=True,
        now=session.now,
        plan=plan,
        book=after.book,
    )
    found = bind_briefs(inputs, opened.project, request)
    if not found.value:
        reason = next((d.message for d in found.diagnostics if d.is_error), "it has errors")
        raise BriefingError(f"`{brief}` cannot be read in `{locale}`: {reason}", "see `briefing check`")
    return found.value[0][1]


def _row(change: "BoundChange") -> tuple[str, str, str, str, str]:
    fact = change.fact
    statement = str(fact.summary or fact.text) if fact is not None else str(change.heading or change.section)
    if change.kind == "removal":
        return change.kind, "", "", "", f"{change.count} removed for safety"
    id_ = fact.id if fact is not None else change.of
    if change.kind in ("correction", "figure") and change.was is not None:
        now = fact.figure.text if fact is not None and fact.figure is not None else ""
        return change.kind, id_, change.was.text, now, statement
    if change.kind == "certainty" and fact is not None:
        return change.kind, id_, change.state, fact.certainty, statement
    if change.kind == "resolution":
        return change.kind, id_, "", "", f"{statement} [{change.state}]"
    return change.kind, id_, "", "", statement
