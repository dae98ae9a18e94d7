"""Release: a brief through the gate into a numbered edition, all or nothing.

What is written, all at once: the contents of everything that went in and came out, the record that names them, and
the website. A record is never written twice.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing.artifacts import WRITTEN, write_files
from briefing.build import Rendered, Request, check_briefs, render_briefs
from briefing.diagnostics import Diagnostic, Span, diagnose, in_order, with_severity
from briefing.editions import (
    Copy,
    Plan,
    Record,
    book_as_printed,
    kept_content,
    last_record,
    outdated_digest,
    plan_of,
    put_object,
    record_name,
    settings_of,
    text_of_changes,
    text_of_record,
)
from briefing.facts import FactBook, public_facts, read_facts
from briefing.inputs import Inputs
from briefing.ledger import Entry, read_ledger, record
from briefing.pdf import versions
from briefing.project import Project
from briefing.proof import leaks_of
from briefing.proof.evidence import told_file
from briefing.publishing.approvals import approvals_of
from briefing.publishing.gate import gate_findings, order_findings
from briefing.publishing.parity import parity_of
from briefing.publishing.site import list_of_written, site_files, stale_files, title_words
from briefing.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is asked for: one brief, under whose name, with which PDFs, published into which folder."""

    brief: str
    by: str
    now: datetime
    layouts: tuple[str, ...]
    site: Path
    jobs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What came of it: the record of the new edition or of the one that still holds, or None when it was refused."""

    record: Record | None
    is_new: bool
    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def release(
    inputs: Inputs, project: Project, wanted: Release, *, store: Store, progress: Callable[[str], None]
) -> Released:
    """Publish a brief, or say what keeps it; an edition that still holds is written again where it was lost."""
    ledger = read_ledger(project.root)
    limit = project.stale_after_days
    today = wanted.now.date()
    read = read_facts(inputs, f"facts/{wanted.brief}.yaml", today=today, stale_after_days=limit)
    findings = [*with_severity(read.diagnostics, project.severities), *ledger.diagnostics]
    book = read.value if read.value is None else book_as_printed(inputs, read.value)
    if book is None or any(d.is_error for d in findings):
        return _refused(findings)
    plan = plan_of(inputs, project, book, wanted.now, today)
    last = last_record(project.root, wanted.brief)
    findings += order_findings(book, last, today)
    if any(d.is_error for d in findings):
        return _refused(findings)
    if last is not None and plan.number == last.number and _has(last, wanted.layouts):
        made = render_briefs(inputs, project, _request(project, wanted, plan), store=store, progress=progress)
        paths = _write_site(inputs, project, wanted, made, findings)
        return Released(record=last, is_new=False, paths=paths, diagnostics=in_order(findings))
    findings += gate_findings(inputs, project, book, ledger=ledger.value, now=wanted.now)
    plan = Plan(
        number=plan.coming if plan.number is None else plan.number + 1,
        coming=plan.coming,
        issued=today,
        today=today,
        since=plan.since,
        changes=plan.changes,
    )
    request = _request(project, wanted, plan)
    if any(d.is_error for d in findings):
        return _refused([*findings, *check_briefs(inputs, project, request).diagnostics])
    made = render_briefs(inputs, project, request, store=store, progress=progress)
    findings += made.diagnostics
    if any(d.is_error for d in findings):
        return _refused(findings)
    parity = parity_of(inputs, project, made)
    findings += parity.diagnostics
    if any(d.is_error for d in findings):
        return _refused(findings)
    return _published(inputs, project, wanted, plan, book, made, parity.value, ledger.value, findings)


def _refused(findings: list[Diagnostic]) -> Released:
    return Released(record=None, is_new=False, paths=(), diagnostics=in_order(findings))


def _has(last: Record, layouts: tuple[str, ...]) -> bool:
    """Whether an edition has all PDFs that are asked for."""
    return set(layouts) <= {copy.layout for copy in last.copies}


def _request(project: Project, wanted: Release, plan: Plan) -> Request:
    return Request(
        briefs=(wanted.brief,),
        locales=project.locales,
        formats=("html", "pdf"),
        layouts=wanted.layouts,
        out=wanted.site,
        jobs=wanted.jobs,
        allow_untranslated=False,
        now=wanted.now,
        plan=plan,
    )


def _published(
    inputs: Inputs,
    project: Project,
    wanted: Release,
    plan: Plan,
    book: FactBook,
    made: Rendered,
    parity: str,
    ledger: tuple[Entry, ...],
    findings: list[Diagnostic],
) -> Released:
    """Write record and contents together, then the ledger and the website, which can be made again from them."""
    assert plan.number is not None
    assert plan.issued is not None
    last = last_record(project.root, wanted.brief)
    contents: dict[str, bytes] = {}

    def keep(content: bytes) -> str:
        name, data, digest = put_object(content)
        contents[name] = data
        return digest

    facts = keep(public_facts(book))
    kept = {name: _kept(inputs, name, book, keep) for name in inputs.trace}
    approved = approvals_of(book, ledger, project.approvers)
    edition = Record(
        brief=wanted.brief,
        number=plan.number,
        issued=plan.issued,
        at=wanted.now.isoformat(timespec="seconds"),
        by=wanted.by,
        facts=facts,
        settings=settings_of(project),
        inputs=kept,
        versions=dict(versions()),
        outdated=outdated_digest(book, project, plan.issued),
        approvals=Counter(person for persons in approved.values() for person in persons),
        copies=tuple(
            Copy(
                name=Path(file.name).name,
                locale=file.locale,
                format=file.format,
                layout=file.layout,
                digest=keep(file.content),
            )
            for file in made.files
        ),
        titles={rendition.locale: title_words(rendition) for _, rendition in made.bound},
        changes=plan.changes,
        parity=parity,
        before=last.digest if last is not None else "",
    )
    keep(text_of_changes(plan.changes))
    contents[record_name(wanted.brief, plan.number)] = text_of_record(edition)
    finished = {file.name: file.content for file in made.files}
    searched = set(finished.values())
    named = {**finished, **{name: data for name, data in contents.items() if data not in searched}}
    findings += leaks_of(named, book, inputs, project)
    if any(d.is_error for d in findings):
        return _refused(findings)
    write_files(contents, project.root)
    said = {"number": plan.number, "record": sha256(text_of_record(edition)).hexdigest(), "parity": parity}
    record(project.root, "publish", brief=wanted.brief, by=wanted.by, at=wanted.now, said=said)
    paths = _write_site(inputs, project, wanted, made, findings)
    return Released(record=edition, is_new=True, paths=paths, diagnostics=in_order(findings))


def _kept(inputs: Inputs, name: str, book: FactBook, keep: Callable[[bytes], str]) -> str:
    content = kept_content(inputs, name, book)
    return keep(content) if content is not None else "absent"


def _write_site(
    inputs: Inputs, project: Project, wanted: Release, made: Rendered, findings: list[Diagnostic]
) -> tuple[Path, ...]:
    """Write the website and take what belongs there no longer off it, all at once; a file of the desk's own stays."""
    renditions = {rendition.locale: rendition for _, rendition in made.bound}
    files = site_files(inputs, project, renditions)
    stale = stale_files(wanted.site, files, project.root)
    written = list_of_written(wanted.site, files, stale.changed)
    write_files({**files, WRITTEN: written}, wanted.site, removed=stale.removed)
    found = [_left_over(told_file(wanted.site / name, project.root)) for name in stale.changed]
    findings += with_severity(found, project.severities)
    return tuple(wanted.site / name for name in files if name.startswith(f"{wanted.brief}/{wanted.brief}."))


def _left_over(name: str) -> Diagnostic:
    message = (
        f"`{name}` belongs to no edition on the website any more, and was changed after it was published"
    )
    return diagnose("BR717", message, Span(file=name, line=0), hint=f"see what is in it, then `rm {name}`")
