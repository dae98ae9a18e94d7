"""Status: how far each catalogue is, and how old each figure is; what is due."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefing.catalogs import Review, State, Wanted, is_signed, read_catalog, review_of, translation_of
from briefing.diagnostics import Diagnostic, Outcome, in_order, with_severity
from briefing.extraction import wanted_of_facts, wanted_of_templates
from briefing.facts import FactBook, age_in_days, ids_over, is_outdated, read_facts, stale_limit
from briefing.inputs import Inputs
from briefing.project import Project, short_locale


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageStatus:
    """One message of one locale: its state; who signed its translation and when, if the words still stand."""

    brief: str
    locale: str
    name: str
    state: State
    review: Literal["draft", "reviewed", "void"]
    by: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogStatus:
    """How many messages of one catalogue are in which state. `brief` is "" for the words of templates.

    `void` are those whose words have changed since they were signed.
    """

    brief: str
    locale: str
    domain: str
    total: int
    translated: int
    stale: int
    fuzzy: int
    missing: int
    reviewed: int
    void: int
    messages: tuple[MessageStatus, ...]

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
        _count(inputs, ("", short_locale(project.locales, o), "templates"), words.value, project.reviewers)
        for o in translated
    ]
    facts: list[FactStatus] = []
    for brief in briefs:
        read = read_facts(inputs, f"facts/{brief}.yaml", today=today)
        findings += read.diagnostics
        if read.value is not None:
            facts += _ages(read.value, project, today)
            wanted = wanted_of_facts(read.value)
            catalogs += [
                _count(inputs, (brief, short_locale(project.locales, o), brief), wanted, project.reviewers)
                for o in translated
            ]
    for outcome in catalogs:
        findings += outcome.diagnostics
    return Status(
        catalogs=tuple(c.value for c in catalogs),
        facts=tuple(facts),
        diagnostics=in_order(with_severity(findings, project.severities)),
    )


def _count(
    inputs: Inputs, place: tuple[str, str, str], wanted: Sequence[Wanted], reviewers: Sequence[str]
) -> Outcome[CatalogStatus]:
    """Count the messages of the catalogue of a brief, a locale and a domain."""
    brief, locale, domain = place
    read = read_catalog(inputs, locale, domain)
    messages = []
    for message in wanted:
        found = translation_of(read.value, message)
        review = review_of(found.message) if found.message is not None else None
        is_valid = review is not None and review.is_valid and found.state == "translated"
        messages.append(
            MessageStatus(
                brief=brief,
                locale=locale,
                name=message.name,
                state=found.state,
                review=_state(review, reviewers, is_valid=is_valid),
                by=review.by if review is not None else "",
                on=review.on if review is not None else "",
            )
        )
    states = Counter(message.state for message in messages)
    reviews = Counter(message.review for message in messages)
    status = CatalogStatus(
        brief=brief,
        locale=locale,
        domain=domain,
        total=len(wanted),
        translated=states["translated"],
        stale=states["stale"],
        fuzzy=states["fuzzy"],
        missing=states["missing"],
        reviewed=reviews["reviewed"],
        void=reviews["void"],
        messages=tuple(messages),
    )
    return Outcome(value=status, diagnostics=read.diagnostics)


def _state(
    review: Review | None, reviewers: Sequence[str], *, is_valid: bool
) -> Literal["draft", "reviewed", "void"]:
    """Give the state of a review; what was signed by somebody who may not is a draft still."""
    if review is None:
        return "draft"
    if not is_valid:
        return "void"
    return "reviewed" if is_signed(review, reviewers) else "draft"


def _ages(book: FactBook, project: Project, today: date) -> Iterator[FactStatus]:
    over = ids_over(book.file.facts)
    for id_, fact in book.file.facts.items():
        limit = stale_limit(fact, project.stale_after_days)
        if limit is not None:
            yield FactStatus(
                brief=book.file.brief.id,
                fact=id_,
                as_of=fact.as_of.edtf if fact.as_of else None,
                age_days=age_in_days(fact, today),
                limit_days=limit,
                is_due=id_ not in over and is_outdated(fact, today, project.stale_after_days),
            )
