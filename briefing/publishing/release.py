"""Release: a brief through the gate into a numbered edition, all or nothing.

What is written, all at once: the contents of everything that went in and came out, the record that names them, and
the website. A record is never written twice.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from briefing.acts import Entry
from briefing.artifacts import WRITTEN, write_files
from briefing.build import Rendered, Request, bind_briefs, check_briefs, render_briefs
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, in_order, with_severity
from briefing.editions import (
    OBJECTS,
    Copy,
    Plan,
    Record,
    book_as_printed,
    edition_findings,
    kept_content,
    last_by_locale,
    last_record,
    outdated_digest,
    plan_of,
    published_in,
    put_object,
    record_name,
    removed_for_safety,
    settings_of,
    signature_name,
    text_of_changes,
    text_of_record,
    text_of_titles,
    unfinished_removals,
    unrecorded,
)
from briefing.facts import FactBook, public_facts, read_facts
from briefing.formats import USUAL_FORMATS, Format, outputs_of
from briefing.inputs import Inputs
from briefing.ledger import head_of, read_ledger, record, record_change, settle
from briefing.project import Project, short_locale
from briefing.proof.evidence import told_file
from briefing.publishing.approvals import approvals_of
from briefing.publishing.gate import gate_findings, order_findings
from briefing.publishing.leaks import leaks_of_release
from briefing.publishing.parity import parity_of
from briefing.publishing.signatures import read_signers, sign_edition, signature_findings
from briefing.publishing.site import list_of_written, site_files, site_findings, stale_files, title_words
from briefing.publishing.website import website_findings
from briefing.renditions import Rendition
from briefing.store import Store
from briefing.toolchain import toolchain


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What is asked for: one brief, under whose name, with which PDFs, published into which folder.

    `is_dry` asks the gate and writes nothing; with `allow_untranslated` English stands in for what is not translated.
    `key` signs the edition; None leaves it unsigned. `locales` are those of the edition, all of the project when empty;
    every other one keeps its last edition.
    """

    brief: str
    by: str
    now: datetime
    layouts: tuple[str, ...]
    site: Path
    jobs: int
    is_dry: bool = False
    allow_untranslated: bool = False
    key: Path | None = None
    locales: tuple[str, ...] = ()
    formats: tuple[Format, ...] = USUAL_FORMATS


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What came of it: the record of the new edition or of the one that still holds, or None when it was refused.

    Of a dry run the record is the one that would be written.
    """

    record: Record | None
    is_new: bool
    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]


def release(
    inputs: Inputs, project: Project, wanted: Release, *, store: Store, progress: Callable[[str], None]
) -> Released:
    """Publish a brief, or say what keeps it; an edition that still holds is written again where it was lost."""
    ledger = _grounds(inputs, project, wanted)
    limit = project.stale_after_days
    today = wanted.now.date()
    read = read_facts(inputs, f"facts/{wanted.brief}.yaml", today=today, stale_after_days=limit)
    findings = [*with_severity(read.diagnostics, project.severities), *ledger.diagnostics]
    book = read.value if read.value is None else book_as_printed(inputs, read.value)
    if book is not None:
        findings += unfinished_removals(inputs, book)
    if book is None or any(d.is_error for d in findings):
        return _refused(findings)
    shorts = _shorts(project, wanted)
    plan = plan_of(inputs, project, book, wanted.now, today, shorts)
    last = last_record(project.root, wanted.brief)
    findings += order_findings(book, last, today)
    if any(d.is_error for d in findings):
        return _refused(findings)
    own = last_by_locale(project.root, wanted.brief, shorts) if plan.number is not None else {}
    if own and all(_has(record, wanted) for record in own.values()):
        last = max(own.values(), key=lambda record: record.number)
        plan = replace(plan, locales=())
        request = replace(_request(project, wanted, plan), allow_untranslated=True)
        made = render_briefs(inputs, project, request, store=store, progress=progress)
        findings += leaks_of_release(inputs, project, request, made, {}, {})
        words = _renditions(inputs, project, request, made)
        findings += site_findings(inputs, project, words, last)
        findings += _sign_later(project, wanted, last, findings)
        if any(d.is_error for d in findings):
            return _refused(findings)
        paths = () if wanted.is_dry else _write_site(inputs, project, wanted, words, findings)
        return Released(record=last, is_new=False, paths=paths, diagnostics=in_order(findings))
    findings += gate_findings(
        inputs,
        project,
        book,
        ledger=ledger.value,
        now=wanted.now,
        allow_untranslated=wanted.allow_untranslated,
        locales=wanted.locales,
    )
    number = _next_number(plan, wanted.brief, ledger.value)
    plan = replace(plan, number=number, issued=today, today=today, embargo=None, locales=shorts)
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


def _grounds(inputs: Inputs, project: Project, wanted: Release) -> Outcome[tuple[Entry, ...]]:
    """Read the ledger, and verify all that a new edition stands on; a line that a kill kept back is written first."""
    if not wanted.is_dry:
        settle(project.root)
    ledger = read_ledger(project.root)
    found = edition_findings(project.root, project.briefs, ledger.value)
    late = [one for brief in project.briefs if (one := unrecorded(project.root, brief, ledger.value))]
    if late and not wanted.is_dry and not ledger.diagnostics and all(d.code.id == "BR722" for d in found):
        for one in late:
            at = datetime.fromisoformat(one.at)
            said = {"number": one.number, "record": one.digest, "parity": one.parity}
            record(project.root, "publish", brief=one.brief, by=one.by, at=at, said=said)
        ledger = read_ledger(project.root)
        found = edition_findings(project.root, project.briefs, ledger.value)
    if wanted.key is not None:
        signers = read_signers(project).value
        signed = signature_findings(project.root, (wanted.brief,), signers, may_be_unsigned=True)
        found = (*found, *signed)
    diagnostics = (*ledger.diagnostics, *with_severity(found, project.severities))
    if not any(d.is_error for d in diagnostics):  # what is wrong with the website is written anew
        site = website_findings(inputs, project, wanted.site)
        diagnostics += tuple(replace(finding, severity="warning") for finding in site)
    return Outcome(value=ledger.value, diagnostics=diagnostics)


def _next_number(plan: Plan, brief: str, ledger: tuple[Entry, ...]) -> int:
    """Give the number of a new edition: no edition that the ledger tells of has it, though its record may be lost."""
    told = max((one.number for one in published_in(ledger, brief)), default=0)
    return max(plan.coming if plan.number is None else plan.number + 1, told + 1)


def _refused(findings: list[Diagnostic]) -> Released:
    return Released(record=None, is_new=False, paths=(), diagnostics=in_order(findings))


def _has(last: Record, wanted: Release) -> bool:
    """Whether an edition has all formats and layouts that are asked for."""
    asked = {(o.format, o.layout) for o in outputs_of(wanted.formats, wanted.layouts)}
    return asked <= {(copy.format, copy.layout or "") for copy in last.copies}


def _request(project: Project, wanted: Release, plan: Plan) -> Request:
    return Request(
        briefs=(wanted.brief,),
        locales=wanted.locales or project.locales,
        formats=wanted.formats,
        layouts=wanted.layouts,
        out=wanted.site,
        jobs=wanted.jobs,
        allow_untranslated=wanted.allow_untranslated,
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
    contents: dict[str, bytes] = {}
    words = _renditions(inputs, project, _request(project, wanted, plan), made)

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
        versions=dict(toolchain(has_pdf=True)),
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
        before=_digest_before(project.root, wanted.brief, ledger),
        ledger=head_of(ledger),
        since=None if (plan.since or 0) == plan.number - 1 else plan.since or 0,
    )
    keep(text_of_changes(plan.changes))
    keep(text_of_titles(edition.brief, edition.titles))
    contents[record_name(wanted.brief, plan.number)] = text_of_record(edition)
    finished = {file.name: file.content for file in made.files}
    searched = set(finished.values())
    named = {**finished, **{name: data for name, data in contents.items() if data not in searched}}
    findings += leaks_of_release(inputs, project, _request(project, wanted, plan), made, named, kept)
    findings += site_findings(inputs, project, words, edition)
    if wanted.key is not None and not wanted.is_dry and not any(d.is_error for d in findings):
        digest = sha256(text_of_record(edition)).hexdigest()
        signature = sign_edition(project, replace(edition, digest=digest), wanted.key)
        findings += signature.diagnostics
        if signature.value is not None:
            contents[signature_name(wanted.brief, plan.number)] = signature.value
    if any(d.is_error for d in findings):
        return _refused(findings)
    if wanted.is_dry:
        return Released(record=edition, is_new=True, paths=(), diagnostics=in_order(findings))
    _write_edition(project.root, wanted, edition, contents)
    paths = _write_site(inputs, project, wanted, words, findings)
    return Released(record=edition, is_new=True, paths=paths, diagnostics=in_order(findings))


def _digest_before(root: Path, brief: str, ledger: tuple[Entry, ...]) -> str:
    """Give the digest of the record of the last edition: as the ledger has it where the record is lost."""
    last, told = last_record(root, brief), published_in(ledger, brief)
    if told and (last is None or told[-1].number > last.number):
        return told[-1].record
    return last.digest if last is not None else ""


def _sign_later(
    project: Project, wanted: Release, last: Record, findings: list[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Sign an edition that was published without a signature; one that has a signature keeps it."""
    if (
        wanted.key is None
        or wanted.is_dry
        or any(d.is_error for d in findings)
        or removed_for_safety(project.root, last)
    ):
        return ()
    name = signature_name(last.brief, last.number)
    if (project.root / name).exists():
        return ()
    signature = sign_edition(project, last, wanted.key)
    if signature.value is not None:
        write_files({name: signature.value}, project.root)
    return with_severity(signature.diagnostics, project.severities)


def _write_edition(root: Path, wanted: Release, edition: Record, contents: Mapping[str, bytes]) -> None:
    """Write the contents, then the record, and the line of the ledger: an edition with a record is whole."""
    name = record_name(edition.brief, edition.number)
    said = {
        "number": edition.number,
        "record": sha256(contents[name]).hexdigest(),
        "parity": edition.parity,
    }

    def write(files: Mapping[str, bytes]) -> None:
        write_files({name: content for name, content in files.items() if name.startswith(OBJECTS)}, root)
        write_files(files, root)

    record_change(
        root,
        "publish",
        brief=edition.brief,
        by=wanted.by,
        at=wanted.now,
        said=said,
        files=contents,
        write=write,
    )


def _kept(inputs: Inputs, name: str, book: FactBook, keep: Callable[[bytes], str]) -> str:
    content = kept_content(inputs, name, book)
    return keep(content) if content is not None else "absent"


def _write_site(
    inputs: Inputs,
    project: Project,
    wanted: Release,
    words: Mapping[str, Rendition],
    findings: list[Diagnostic],
) -> tuple[Path, ...]:
    """Write the website and take what belongs there no longer off it, all at once; a file of the desk's own stays."""
    site = site_files(inputs, project, words)
    findings += site.diagnostics
    if site.has_errors:
        return ()
    files = site.value
    stale = stale_files(wanted.site, files, project.root)
    written = list_of_written(wanted.site, files, stale.changed)
    write_files({**files, WRITTEN: written}, wanted.site, removed=stale.removed)
    found = [_left_over(told_file(wanted.site / name, project.root)) for name in stale.changed]
    findings += with_severity(found, project.severities)
    return tuple(wanted.site / name for name in files if name.startswith(f"{wanted.brief}/{wanted.brief}."))


def _shorts(project: Project, wanted: Release) -> tuple[str, ...]:
    return tuple(short_locale(project.locales, o) for o in wanted.locales or project.locales)


def _renditions(
    inputs: Inputs, project: Project, request: Request, made: Rendered
) -> Mapping[str, Rendition]:
    """Give renditions in every locale of the project, for its words: the website speaks those left out, too."""
    found = {rendition.locale: rendition for _, rendition in made.bound}
    if request.plan is None or len(found) == len(project.locales):
        return found
    plan = replace(request.plan, locales=())
    whole = replace(request, locales=project.locales, allow_untranslated=True, plan=plan)
    return {rendition.locale: rendition for _, rendition in bind_briefs(inputs, project, whole).value}


def _left_over(name: str) -> Diagnostic:
    message = (
        f"`{name}` belongs to no edition on the website any more, and was changed after it was published"
    )
    return diagnose("BR717", message, Span(file=name, line=0), hint=f"see what is in it, then `rm {name}`")
