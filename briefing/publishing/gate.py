"""The gate: what keeps a brief from being published, as findings that name fact, locale and the missing thing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from briefing.acts import Entry
from briefing.codes import Severity
from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.editions import Record
from briefing.facts import FactBook
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.publishing.approvals import approvals_of
from briefing.status import MessageStatus, read_status


def gate_findings(
    inputs: Inputs,
    project: Project,
    book: FactBook,
    *,
    ledger: Sequence[Entry],
    now: datetime,
    allow_untranslated: bool = False,
    locales: Sequence[str] = (),
) -> tuple[Diagnostic, ...]:
    """Hold a brief against the gate: embargo, approvals, translations into some locales; into all when none."""
    lacking: Severity = "warning" if allow_untranslated else "error"
    return (
        *_embargo(book, now),
        *_approvals(book, project, ledger),
        *_translations(inputs, project, book, now, lacking, locales or project.locales),
    )


def order_findings(book: FactBook, last: Record | None, today: date) -> Iterator[Diagnostic]:
    """Find an edition that would be issued before the one it follows."""
    if last is not None and today < last.issued:
        issued = last.issued.isoformat()
        message = (
            f"edition {last.number} of `{book.file.brief.id}` is of {issued}, today is {today.isoformat()}"
        )
        hint = f"leave `--today` out, or write a day from {issued} on"
        yield diagnose("BR716", message, book.places.key_span("brief"), hint=hint)


def _embargo(book: FactBook, now: datetime) -> Iterator[Diagnostic]:
    until = book.file.edition.embargo
    if until is not None and until > now:
        in_utc = until.astimezone(UTC)
        local = until.isoformat(sep=" ", timespec="minutes")
        message = f"`{book.file.brief.id}` is embargoed until {local}, {in_utc:%Y-%m-%d %H:%M} UTC"
        span = book.places.span("edition", "embargo")
        yield diagnose("BR702", message, span, hint="wait until then, or take `embargo` out of the file")


def _approvals(book: FactBook, project: Project, ledger: Sequence[Entry]) -> Iterator[Diagnostic]:
    by_count: dict[tuple[str, ...], list[str]] = {}
    found = approvals_of(book, ledger, project.approvers)
    for id_, persons in found.items():
        if len(persons) < project.approvals:
            by_count.setdefault(persons, []).append(id_)
    for persons, ids in by_count.items():
        missing = project.approvals - len(persons)
        one = "one more approval" if persons else "an approval"
        what = one if missing == 1 else f"{missing} approvals"
        so_far = f", approved by {' and '.join(persons)} only" if persons else ""
        listed = ", ".join(f"`{id_}`" for id_ in ids)
        message = f"{what} {'is' if missing == 1 else 'are'} missing of {listed}{so_far}"
        name = next((o for o in project.approvers if o not in persons), "NAME")
        chosen = _chosen(ids, tuple(found))
        hint = f'read {_them(ids)}, then: briefing approve {book.file.brief.id}{chosen} --by "{name}"'
        yield diagnose("BR701", message, book.places.key_span("facts", ids[0]), hint=hint)


def _them(ids: Sequence[str]) -> str:
    return "it" if len(ids) == 1 else "them"


def _chosen(ids: Sequence[str], every: Sequence[str]) -> str:
    """Give the options that approve some facts and no others, by the shorter of the two lists."""
    others = [id_ for id_ in every if id_ not in ids]
    option, named = ("--fact", ids) if len(ids) <= len(others) else ("--except", others)
    return "".join(f" {option} {id_}" for id_ in named)


def _translations(
    inputs: Inputs,
    project: Project,
    book: FactBook,
    now: datetime,
    lacking: Severity,
    locales: Sequence[str],
) -> Iterator[Diagnostic]:
    brief = book.file.brief.id
    status = read_status(inputs, project, briefs=(brief,), locales=locales, today=now.date())
    for catalog in status.catalogs:
        if catalog.brief != brief:
            continue
        span = Span(file=f"locales/{catalog.locale}/LC_MESSAGES/{catalog.domain}.po")
        for finding in _lacking(catalog.messages, catalog.locale, brief, span):
            yield replace(finding, severity=lacking)
        if project.reviews:
            unread = [m for m in catalog.messages if m.state == "translated" and m.review != "reviewed"]
            yield from _unread(unread, catalog.locale, brief, span)


def _lacking(messages: Sequence[MessageStatus], locale: str, brief: str, span: Span) -> Iterator[Diagnostic]:
    for state in ("missing", "stale", "fuzzy"):
        names = [m.name for m in messages if m.state == state]
        if names:
            message = f"`{locale}`: the translation is {state} of {_listed(names)}"
            hint = f'translate them, then: briefing messages review {brief} --lang {locale} --by "NAME"'
            yield diagnose("BR703", message, span, hint=hint)


def _unread(messages: Sequence[MessageStatus], locale: str, brief: str, span: Span) -> Iterator[Diagnostic]:
    if messages:
        message = f"`{locale}`: no reader has signed the translation of {_listed([m.name for m in messages])}"
        hint = f'let a native reader sign: briefing messages review {brief} --lang {locale} --by "NAME"'
        yield diagnose("BR703", message, span, hint=hint)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in dict.fromkeys(names))
