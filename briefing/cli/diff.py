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
    from briefing.proof.messages import Wording
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
    """Show what has changed from A to B, in the words of the language. Polish of a translation does not show.

    Corrections come first, then what was taken back, what says something else, figures (before and after), events,
    outcomes, disputes that ended or began, likelihoods, dates, speakers, certainty, sources, data too old, new, closed.
    """
    opened = open_project(context.obj)
    briefs = chosen_briefs(opened, [brief] if brief else None)
    if len(briefs) > 1:
        raise UsageError("this project has several briefs", f"add `--brief {briefs[0]}`, or another")
    locale = chosen_locales(opened, [lang])[0] if lang else opened.project.locales[0]
    rendition = compared_rendition(opened, briefs[0], old, new, locale)
    if output_format is PlainFormat.json:
        import json

        from briefing.proof.messages import Wording

        say = Wording(rendition=rendition)
        rows = [dict(zip(_HEADS, _row(change, say), strict=True)) for change in rendition.changes]
        tell_json(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    elif rendition.changes:
        tell(changes_table(rendition))
    else:
        complain("no fact has changed\n")


def changes_table(rendition: "Rendition") -> str:
    """Write the changes of a rendition as a table, in its language, under the heading that the page gives them."""
    from briefing.proof import messages as m
    from briefing.renditions.texts import OUTDATED

    say = m.Wording(rendition=rendition)
    heading = f"{say(m.CHANGED, number=rendition.since)}\n" if rendition.since else ""
    table = heading + table_of((), [_line(change, say) for change in rendition.changes])
    return f"{table}{say(m.LEGEND, sign=OUTDATED)}\n" if OUTDATED in table else table


def compared_rendition(opened: Opened, brief: str, old: str, new: str, locale: str) -> "Rendition":
    """Bind the later state to a locale, with all changes since the earlier one."""
    from pathlib import Path

    from briefing.build import Request, bind_briefs
    from briefing.catalogs import catalog_name
    from briefing.diagnostics import BriefingError
    from briefing.editions import Plan, compared, said_in, state_of
    from briefing.project import short_locale

    session, inputs, project = opened.session, opened.inputs, opened.project
    limit = project.stale_after_days
    before, after = (state_of(inputs, brief, typed, session.today, limit) for typed in (old, new))
    changes = compared(inputs, brief, before, after)
    catalog = catalog_name(short_locale(project.locales, locale), brief)
    plan = Plan(
        today=after.day or session.today,
        since=before.edition,
        changes=changes,
        former=said_in(inputs, before, catalog, changes),
        all_changes=True,
    )
    request = Request(
        briefs=(brief,),
        locales=(locale,),
        formats=(),
        layouts=(),
        out=Path(),
        jobs=1,
        allow_untranslated=True,
        now=session.now,
        plan=plan,
        book=after.book,
    )
    found = bind_briefs(inputs, project, request)
    if not found.value:
        reason = next((d.message for d in found.diagnostics if d.is_error), "it has errors")
        raise BriefingError(f"`{brief}` cannot be read in `{locale}`: {reason}", "see `briefing check`")
    return found.value[0][1]


def _line(change: "BoundChange", say: "Wording") -> tuple[str, str, str]:
    """Give a change as a row for people: its kind, the id of the fact, and before and after, or all that is said."""
    from briefing.proof.changes import parts_of_change

    _, id_, before, after, statement = _row(change, say)
    parts = [part if isinstance(part, str) else part[0] for part in parts_of_change(change, say)]
    if change.kind == "removal":
        return parts[0], id_, ""
    kind = parts[0].rstrip(":.\N{ARMENIAN COMMA}")
    if before and after:
        return kind, id_, f"{before} → {after}"
    is_whole = change.edition or change.kind in _WITHOUT_EDITION
    return kind, id_, " ".join(filter(None, parts[1:])) if is_whole else statement


_WITHOUT_EDITION = ("event", "new", "stale", "dispute", "answer", "resolution")
"""The kinds of change of which nothing is said that names an edition: there is none where commits are compared."""


def _row(change: "BoundChange", say: "Wording") -> tuple[str, str, str, str, str]:
    """Give a change as programs read it: kind, fact, before and after, and the statement as it stands now."""
    from briefing.proof import messages as m
    from briefing.proof.changes import states_of

    fact = change.fact
    statement = (fact.summary or fact.text).unmarked if fact is not None else str(change.heading or "")
    before = after = ""
    match change.kind:
        case "removal":
            statement = say(m.REMOVED, change.count)
        case "correction" | "figure" if change.was is not None:
            before = change.was.text
            after = fact.figure.text if fact is not None and fact.figure is not None else ""
        case "wording" if change.said:
            before, after = change.said, statement
        case "resolution" if fact is not None and fact.outcome is not None:
            after = say(m.OUTCOME[fact.outcome.state])
        case _ if (states := states_of(change, say)) is not None:
            before, after = states
    return change.kind, fact.id if fact is not None else change.of, before, after, statement
