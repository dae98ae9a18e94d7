"""A fact removed for safety: marked in its file first, then taken out of all that is kept, as often as it takes."""

from typing import TYPE_CHECKING, Final

from briefing.artifacts import write_files
from briefing.cli.findings import show_text
from briefing.cli.revising import desk_of, person
from briefing.cli.session import Opened, Session, open_project, request_of
from briefing.cli.streams import complain, tell
from briefing.diagnostics import BriefingError
from briefing.lock import hold_project

if TYPE_CHECKING:
    from briefing.editions import Removal, Removed, Wording

_PATIENCE: Final = 60.0
"""So many seconds a build or a publication that has begun may take to end: it may have the fact in its hands."""


def remove_fact(session: Session, fact: str, brief: str | None, by: str | None) -> None:
    """Take a fact out of everything; where that was begun and cut short, go on."""
    from briefing.editions import remove

    name = person(by)
    removal, users = _marked(open_project(session), fact, brief)
    _write_template(open_project(session), removal.brief)
    root = open_project(session).project.root
    with hold_project(root, f"briefing retract {fact} --safety", patience=_PATIENCE):
        opened = open_project(session)
        wording = _wording(opened, removal.brief)
        done = remove(opened.inputs, removal, wording, by=name, at=session.now)
    _say(session, removal, done, users)


def _wording(opened: Opened, brief: str) -> "Wording":
    """Gather the words that no title may have any more, before they are taken out of the catalogues."""
    from briefing.build import bind_briefs
    from briefing.facts import read_facts
    from briefing.proof import wording_of

    book = read_facts(opened.inputs, f"facts/{brief}.yaml", today=opened.session.today).value
    if book is None:
        raise BriefingError(f"`facts/{brief}.yaml` cannot be read", "mend it as `briefing check` says")
    request = request_of(opened, (brief,), opened.project.locales, out=None)
    bound = bind_briefs(opened.inputs, opened.project, request).value
    titles = {o.locale: {"title": str(o.title), "standfirst": str(o.standfirst)} for _, o in bound}
    return wording_of(book, opened.inputs, opened.project, titles)


def _marked(opened: Opened, fact: str, brief: str | None) -> tuple["Removal", tuple[str, ...]]:
    """Mark a fact in its file, and give it with the facts that use it in their words."""
    from briefing.editions import Removal
    from briefing.revisions import mark_removed, revised, users_of

    session = opened.session
    chosen, desk = desk_of(opened, fact, brief)
    revision = mark_removed(desk, fact, edition=_edition(opened, chosen, fact), today=session.today)
    if revision is not None:
        made = revised(desk, revision, opened.project, session.today)
        write_files({made.value.name: made.value.data}, opened.project.root)
        show_text(made.diagnostics, opened)
    others = sum(o.removed is not None for id_, o in desk.file.facts.items() if id_ != fact)
    return Removal(brief=chosen, fact=fact, marked=others + 1), users_of(desk, fact)


def _edition(opened: Opened, brief: str, fact: str) -> int | None:
    """Give the last edition where it has printed the fact; one that cannot be read is no reason to leave it there."""
    from briefing.editions import last_record, published_facts

    try:
        last = last_record(opened.project.root, brief)
        has_printed = last is not None and fact in published_facts(opened.inputs, last)
    except BriefingError:
        return None
    return last.number if last is not None and has_printed else None


def _write_template(opened: Opened, brief: str) -> None:
    """Write the POT of a brief anew where there is one, for it has the English of all facts."""
    from briefing.catalogs import write_template
    from briefing.extraction import wanted_of_facts
    from briefing.facts import read_facts

    name = f"locales/{brief}.pot"
    book = read_facts(opened.inputs, f"facts/{brief}.yaml", today=opened.session.today).value
    if book is not None and opened.inputs.is_own(name):
        write_files({name: write_template(brief, wanted_of_facts(book))}, opened.project.root)


def _say(session: Session, removal: "Removal", done: "Removed", users: tuple[str, ...]) -> None:
    if not session.is_quiet:
        complain("one item is removed\n")
        tell(f"facts/{removal.brief}.yaml\n")
    complain(f"taken out of {done.lines} lines of the ledger and of {len(done.editions)} editions\n")
    if done.editions:
        listed = ", ".join(str(number) for number in done.editions)
        complain(
            f"  = hint: it was printed in edition {listed}; the next `publish` takes those off the web\n"
        )
    if users:
        listed = ", ".join(f"`{o}`" for o in users)
        complain(
            f"  = hint: the words of {listed} still use it: say those without it, or nothing can be built\n"
        )
    complain("  = hint: build anew, then `briefing check --leaks` says which files still hold it\n")
