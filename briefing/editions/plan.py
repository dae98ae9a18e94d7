"""Plan: under which number, day and state a brief is rendered today.

A brief is an edition when all that shows is as it was published; else it is a draft of the next one. An edition is
never altered: what time makes of it, such as a figure that has grown too old, is a new draft.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from briefing.diagnostics import Span
from briefing.editions.changes import Change, changes_between
from briefing.editions.former import Former, former_facts, former_of, grown_old, read_former
from briefing.editions.keeping import kept_digest
from briefing.editions.record import Record, last_by_locale, numbers_of, read_record
from briefing.facts import FactBook, ids_over, is_outdated, public_facts
from briefing.inputs import Inputs
from briefing.project import Project, Setting, short_locales

_UNSEEN: Final = frozenset(
    {
        "root",
        "carried",
        "limits",
        "severities",
        "briefs",
        "layouts",
        "formats",
        "approvals",
        "reviews",
        "approvers",
        "reviewers",
        "signers",
    }
)
"""Settings that decide what is found or written, and nothing that a reader sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a brief is rendered. `number` None is a draft; `coming` is the number it would be published under.

    `today` is the day that the age of data is counted to. `since` is the edition that `changes` are counted from, None
    for the first, and `former` what that said, where it can be read. `embargo` is set while it lasts. `all_changes`
    asks for more of them than page one has room for. `locales` are those that an edition is published in, by their
    short names: its pages lead to no others. Empty stands for all of the project.
    """

    number: int | None = None
    coming: int = 1
    issued: date | None = None
    today: date
    since: int | None = None
    changes: tuple[Change, ...] = ()
    former: Former | None = None
    embargo: datetime | None = None
    all_changes: bool = False
    locales: tuple[str, ...] = ()


def plan_of(
    inputs: Inputs,
    project: Project,
    book: FactBook,
    now: datetime,
    today: date,
    locales: Sequence[str] = (),
) -> Plan:
    """Plan a brief: the last edition again where nothing that shows has changed, else a draft of the next.

    The last edition is that of the locales (short names; all of the project when none). Where they had different
    ones, changes are counted from the earliest of these, so that every reader is told all of them.
    """
    shorts = short_locales(project.locales)
    own = last_by_locale(inputs.root, book.file.brief.id, shorts)
    return _plan_of(own, locales or shorts, inputs, project, book, now, today)


def _plan_of(
    last_of: Mapping[str, Record],
    locales: Collection[str],
    inputs: Inputs,
    project: Project,
    book: FactBook,
    now: datetime,
    today: date,
) -> Plan:
    """Plan a brief for some locales, of the last record of each locale of the project."""
    numbers = numbers_of(inputs.root, book.file.brief.id)
    embargo = book.file.edition.embargo
    held = embargo if embargo is not None and embargo > now else None
    own = {o: record for o, record in last_of.items() if o in locales}
    if not own:
        return Plan(coming=numbers[-1] + 1 if numbers else 1, today=today, embargo=held)
    by_number = {record.number: record for record in own.values()}
    last = by_number[min(by_number)]
    if len(own) == len(set(locales)) and all(
        is_same(o, inputs, project, book, today) for o in by_number.values()
    ):
        return plan_of_record(inputs.root, by_number[max(by_number)])
    former = former_facts(inputs.root, last)
    old = (
        grown_old(former, (last.issued, limit_of(last)), book, (today, project.stale_after_days))
        if former is not None
        else ()
    )
    changes = changes_between(former, last.number, book, grown_old=old)
    return Plan(
        coming=numbers[-1] + 1,
        today=today,
        since=last.number,
        changes=changes,
        former=former_of(inputs.root, last, former, changes),
        embargo=held,
    )


def plans_of(
    inputs: Inputs, project: Project, book: FactBook, now: datetime, today: date
) -> Mapping[str, Plan]:
    """Plan a brief by locale: a locale that a later edition left out keeps the last edition that it had."""
    shorts = short_locales(project.locales)
    own = last_by_locale(inputs.root, book.file.brief.id, shorts)
    whole = _plan_of(own, shorts, inputs, project, book, now, today)
    if len({record.number for record in own.values()}) <= 1:
        return dict.fromkeys(shorts, whole)
    plans = {o: _plan_of(own, (o,), inputs, project, book, now, today) for o in own}
    return {o: plans[o] if o in plans and plans[o].number is not None else _draft(whole) for o in shorts}


def _draft(plan: Plan) -> Plan:
    return plan if plan.number is None else replace(plan, number=None, issued=None, locales=())


def plan_of_record(root: Path, record: Record) -> Plan:
    """Give the plan that an edition was published under."""
    since = record.number - 1 if record.since is None else record.since
    is_kept = record.changes and since in numbers_of(root, record.brief)
    before = read_record(root, record.brief, since) if is_kept else None
    return Plan(
        number=record.number,
        coming=record.number,
        issued=record.issued,
        today=record.issued,
        since=since or None,
        changes=record.changes,
        former=read_former(root, before, record.changes) if before is not None else None,
        locales=record.locales,
    )


def is_same(record: Record, inputs: Inputs, project: Project, book: FactBook, today: date) -> bool:
    """Whether all that shows is as it was in an edition: facts, their age, words, templates, settings."""
    others = tuple(f"locales/{o}/" for o in short_locales(project.locales) if o not in record.locales)
    return (
        sha256(public_facts(book)).hexdigest() == record.facts
        and outdated_digest(book, project, today) == record.outdated
        and settings_of(project) == dict(record.settings)
        and all(
            kept_digest(inputs, name, book) == digest
            for name, digest in record.inputs.items()
            if name.startswith(("locales/", "templates/")) and not name.startswith(others)
        )
    )


def outdated_facts(book: FactBook, project: Project, today: date) -> tuple[str, ...]:
    """Give the ids of the facts whose data are too old on a day."""
    limit = project.stale_after_days
    over = ids_over(book.file.facts)
    return tuple(
        id_ for id_, fact in book.file.facts.items() if id_ not in over and is_outdated(fact, today, limit)
    )


def outdated_digest(book: FactBook, project: Project, today: date) -> str:
    """Give the digest of which facts are too old on a day."""
    return sha256(" ".join(outdated_facts(book, project, today)).encode()).hexdigest()


def limit_of(record: Record) -> int:
    """Give the days after which an edition called figures too old."""
    limit = record.settings.get("stale_after_days", 30)
    return limit if isinstance(limit, int) else 30


def published_facts(inputs: Inputs, record: Record) -> frozenset[str]:
    """Give the ids of the facts that an edition has printed."""
    former = former_facts(inputs.root, record)
    return frozenset(former.facts) if former is not None else frozenset()


def settings_of(project: Project) -> dict[str, Any]:
    """Give the settings that show on a page, as JSON would hold them."""
    shown = {f.name: getattr(project, f.name) for f in fields(project) if f.name not in _UNSEEN}
    plain: dict[str, Any] = json.loads(json.dumps(shown, default=_plain))
    return plain


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Setting) else dict(value)


def project_of(settings: Mapping[str, Any], root: Path, brief: str) -> Project:
    """Give the settings of an edition as a project of one brief; what this version does not know is left out."""
    known = {f.name for f in fields(Project)} - _UNSEEN
    shown: dict[str, Any] = {
        key: tuple(v) if isinstance(v, list) else v for key, v in settings.items() if key in known
    }
    nowhere = Span(file="briefing.toml")
    for name in ("logo", "coastline"):
        if shown.get(name) is not None:
            shown[name] = Setting(value=shown[name], span=nowhere)
    shown["colours"] = {n: Setting(value=v, span=nowhere) for n, v in shown.get("colours", {}).items()}
    return Project(root=root, carried=root, severities={}, briefs=(brief,), **shown)
