"""Status: how far each catalogue is, and how old each figure is; what is due."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from briefing.catalogs import Wanted, read_catalog, translation_of
from briefing.diagnostics import Diagnostic, Outcome, in_order, with_severity
from briefing.extraction import wanted_of_facts, wanted_of_templates
from briefing.facts import FactBook, age_in_days, is_outdated, read_facts, stale_limit
from briefing.inputs import Inputs
from briefing.project import Project, short_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogStatus:
    """How many messages of one catalogue are in which state. `brief` is "" for the words of templates."""

    brief: str
    locale: str
    domain: str
    total: int
    translated: int
    stale: int
    fuzzy: int
    missing: int
    reviewed: int

    @property
    def is_due(self) -> bool:
        """Whether a translator has something to do."""
        return self.translated < self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class FactStatus:
    """How old the data of one fact are. `age_days` None is unknown, which counts as outdated."""

    brief: str
    fact: str
    as_of: str | None
    age_days: int | None
    limit_days: int
    is_due: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is due in a project."""

    catalogs: tuple[CatalogStatus, ...]
    facts: tuple[FactStatus, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def is_due(self) -> bool:
        """Whether anything is due: a translation, or newer data."""
        return any(c.is_due for c in self.catalogs) or any(f.is_due for f in self.facts)


def read_status(
    inputs: Inputs, project: Project, *, briefs: Sequence[str], locales: Sequence[str], today: date
) -> Status:
    """Count the states of every catalogue and the ages of all figures of the briefs, in the given locales."""
    findings: list[Diagnostic] = []
    words = wanted_of_templates(inputs)
    findings += words.diagnostics
    translated = [o for o in locales if o.split("-", maxsplit=1)[0] != "en"]
    catalogs = [
        _count(inputs, "", short_locale(project.locales, o), "templates", words.value) for o in translated
    ]
    facts: list[FactStatus] = []
    for brief in briefs:
        read = read_facts(inputs, f"facts/{brief}.yaml", today=today)
        findings += read.diagnostics
        if read.value is not None:
            facts += _ages(read.value, project, today)
            wanted = wanted_of_facts(read.value)
            catalogs += [
                _count(inputs, brief, short_locale(project.locales, o), brief, wanted) for o in translated
            ]
    for outcome in catalogs:
        findings += outcome.diagnostics
    return Status(
        catalogs=tuple(c.value for c in catalogs),
        facts=tuple(facts),
        diagnostics=in_order(with_severity(findings, project.severities)),
    )


def _count(
    inputs: Inputs, brief: str, locale: str, domain: str, wanted: Sequence[Wanted]
) -> Outcome[CatalogStatus]:
    read = read_catalog(inputs, locale, domain)
    states = {"translated": 0, "stale": 0, "fuzzy": 0, "missing": 0}
    reviewed = 0
    for message in wanted:
        found = translation_of(read.value, message)
        states[found.state] += 1
        is_signed = found.message is not None and _is_reviewed(found.message.comments)
        reviewed += found.state == "translated" and is_signed
    status = CatalogStatus(
        brief=brief, locale=locale, domain=domain, total=len(wanted), reviewed=reviewed, **states
    )
    return Outcome(value=status, diagnostics=read.diagnostics)


def _is_reviewed(comments: Sequence[str]) -> bool:
    """Say whether a translator's comment signs the message: `# review: reviewed …`."""
    return any(c.strip().startswith("review: reviewed") for c in comments)


def _ages(book: FactBook, project: Project, today: date) -> Iterator[FactStatus]:
    for id_, fact in book.file.facts.items():
        limit = stale_limit(fact, project.stale_after_days)
        if limit is not None:
            yield FactStatus(
                brief=book.file.brief.id,
                fact=id_,
                as_of=fact.as_of.edtf if fact.as_of else None,
                age_days=age_in_days(fact, today),
                limit_days=limit,
                is_due=is_outdated(fact, today, project.stale_after_days),
            )
