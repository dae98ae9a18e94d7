"""The corridor: from the files of a project to finished pages and PDFs, every room once and in order.

It prints nothing and decides nothing about words or looks; it returns what was made and all that was found.
A locale with an error is left out, with all its files, and the others go on; a brief whose facts are wrong is left out
whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, TypeVar

from briefing.artifacts import Pending, Staging, stage_artifacts, state_of, write_artifacts
from briefing.catalogs import TEMPLATES, Catalog, Wanted, catalog_name, read_catalog
from briefing.checks import check_english, check_page, check_translations, check_words
from briefing.diagnostics import Diagnostic, Outcome, in_order, with_severity
from briefing.editions import Plan, book_as_printed, last_findings, plans_of
from briefing.extraction import wanted_of_facts, wanted_of_templates
from briefing.facts import FactBook, public_facts, read_facts
from briefing.formats import SCREEN
from briefing.inputs import Inputs
from briefing.languages import Language, read_language
from briefing.origins import Making, origins_of
from briefing.outputs import Report, contents_of, files_of, names_of
from briefing.pages import Page, check_templates, read_coastline, read_identity, render_page
from briefing.pdf import Ahead, Drawers, pdf_key, render_pdfs
from briefing.project import Project, short_locale, short_locales
from briefing.renditions import PSEUDO, Binding, Rendition, bind_rendition
from briefing.request import Request, batches_of
from briefing.store import Kept, Store
from briefing.traces import Origin, keep_traces

__all__ = [
    "Rendered",
    "Report",
    "Request",
    "Work",
    "batches_of",
    "bind_briefs",
    "carry_out",
    "check_briefs",
    "plan_build",
    "render_briefs",
]

T = TypeVar("T")
_PAGES = 128
"""Pages that are in memory at the same time while very many briefs are checked."""
_UNTRANSLATED = ("BR304", "BR310", "BR311", "BR315")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Files that wait to be written, the renditions they were made of, and what was found."""

    files: tuple[Pending, ...]
    bound: tuple[tuple[FactBook, Rendition], ...]
    diagnostics: tuple[Diagnostic, ...]


def render_briefs(
    inputs: Inputs, project: Project, request: Request, *, store: Store, progress: Callable[[str], None]
) -> Rendered:
    """Render what is asked for and write nothing."""
    work = plan_build(inputs, project, request, store=store)
    return _drawn(work, store=store, progress=progress)


def plan_build(
    inputs: Inputs,
    project: Project,
    request: Request,
    *,
    store: Store,
    ahead: Ahead | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> "Work":
    """Render the pages that are asked for, recall their PDFs, and say which files are due. Writes nothing.

    What is lacking is begun `ahead`, before it is checked: a page with an error is drawn in vain. `progress` hears of
    each that is finished.
    """
    kept: dict[str, Kept] = {}

    def recall(page: Page) -> None:
        if (found := store.recall(key := pdf_key(page))) is not None:
            kept[key] = found
        elif ahead is not None:
            ahead.draw(page, inputs=inputs)

    run = _Run(inputs=inputs, project=project, request=request, rendered=recall)
    pages: list[Page] = []
    for page in run.pages():
        pages.append(page)
        if not page.is_paper or pdf_key(page) in kept:
            progress(f"{page.brief} {page.locale}")
    files = contents_of(pages, request.formats, {key: found.content for key, found in kept.items()})
    due = {name: state for name, content in files.items() if (state := state_of(request.out / name, content))}
    return Work(run=run, pages=tuple(pages), kept=kept, due=due)


def carry_out(
    work: "Work",
    *,
    store: Store,
    progress: Callable[[str], None],
    workers: Drawers | None = None,
    staging: Staging | None = None,
) -> Report:
    """Draw the PDFs that are lacking, with workers that are there or its own, and write the files all together.

    With `staging` they are only staged: others will follow, and whoever gave it puts all in place.
    """
    pages = {name: page for page in work.pages for name in names_of(page, work.run.request.formats)}
    origins = {name: work.run.origins(page) for name, page in pages.items()}  # while the workers draw
    made = _drawn(work, store=store, progress=progress, workers=workers)
    out = work.run.request.out
    artifacts = stage_artifacts(made.files, staging) if staging else write_artifacts(made.files, out)
    digests = {file.name: artifact.digest for file, artifact in zip(made.files, artifacts, strict=True)}
    for brief, names in groupby(pages, key=lambda name: pages[name].brief):
        keep_traces(store, brief, {name: (digests[name], origins[name]) for name in names if name in digests})
    return Report(artifacts=artifacts, diagnostics=made.diagnostics)


def _drawn(
    work: "Work", *, store: Store, progress: Callable[[str], None], workers: Drawers | None = None
) -> Rendered:
    run = work.run
    pdfs = run.draw(work, store, progress, workers)
    return Rendered(
        files=_whole(work, pdfs),
        bound=tuple(run.bound),
        diagnostics=run.diagnostics(),
    )


def _whole(work: "Work", pdfs: Mapping[str, bytes]) -> tuple[Pending, ...]:
    """Give all files. Where a PDF is refused, those of its language stay as they are: all of one state."""
    formats = work.run.request.formats
    made = [(page, file) for page in work.pages for file in files_of(page, formats, pdfs).values()]
    torn = {(page.brief, page.locale) for page, file in made if file is None}
    return tuple(file for page, file in made if file is not None and (page.brief, page.locale) not in torn)


def check_briefs(inputs: Inputs, project: Project, request: Request) -> Report:
    """Find everything that can be found without drawing a PDF or writing a file."""
    found: tuple[Diagnostic, ...] = ()
    for batch in batches_of(request, _PAGES):
        run = _Run(inputs=inputs, project=project, request=batch)
        for _ in run.pages():
            pass
        found += run.diagnostics()
        if batch.briefs != request.briefs:
            inputs.let_go()
    return Report(artifacts=(), diagnostics=in_order(found))


def bind_briefs(
    inputs: Inputs, project: Project, request: Request
) -> Outcome[tuple[tuple[FactBook, Rendition], ...]]:
    """Bind what is asked for and go no further: each rendition that has no error behind it, with its facts."""
    run = _Run(inputs=inputs, project=project, request=request)
    return Outcome(value=tuple(run.renditions()), diagnostics=run.diagnostics())


@dataclass(slots=True, kw_only=True)
class _Run:
    """One walk through the rooms, with all that was found so far."""

    inputs: Inputs
    project: Project
    request: Request
    findings: list[Diagnostic] = field(default_factory=list)
    bound: list[tuple[FactBook, Rendition]] = field(default_factory=list)
    makings: dict[tuple[str, str], Making] = field(default_factory=dict)
    shared: dict[str, tuple[Catalog | None, tuple[Diagnostic, ...]]] = field(default_factory=dict)
    rendered: Callable[[Page], None] = lambda _: None
    marks: list[tuple[int, str]] = field(default_factory=list)

    def origins(self, page: Page) -> tuple[Origin, ...]:
        """Give all that a page of this run is made of."""
        return origins_of(page, self.makings[page.brief, page.locale])

    def take(self, outcome: Outcome[T]) -> T:
        """Keep what an outcome found; go on with its value."""
        self.findings += with_severity(outcome.diagnostics, self.project.severities)
        return outcome.value

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Give all findings once, in order."""
        return in_order(self.findings)

    def found_in(self, brief: str) -> tuple[Diagnostic, ...]:
        """Give what was found while a brief was read, rendered and drawn."""
        ends = (*(start for start, _ in self.marks[1:]), len(self.findings))
        spans = zip(self.marks, ends, strict=True)
        return tuple(d for (start, own), end in spans if own == brief for d in self.findings[start:end])

    def pages(self) -> Iterator[Page]:
        """Give the pages of every brief, locale and layout asked for that have no error behind them."""
        before = len(self.findings)
        self._is_sound(check_templates(self.inputs, self.project.theme))
        identity = self.take(read_identity(self.inputs, self.project))
        coastline = self.take(read_coastline(self.inputs, self.project))
        layouts = () if self._has_errors(before) else self._layouts()
        for book, rendition in self.renditions():
            self.bound.append((book, rendition))
            before, pages = len(self.findings), list[Page]()
            for layout in sorted(layouts, key=SCREEN.__eq__):  # what takes long to draw comes first
                ink = self.request.ink if layout != SCREEN else ""
                rendered = render_page(
                    rendition,
                    layout,
                    inputs=self.inputs,
                    theme=self.project.theme,
                    identity=identity,
                    coastline=coastline,
                    ink=ink,
                    limits=self.project.limits,
                )
                page = self.take(rendered)
                if page is not None:
                    if page.is_paper:
                        self.rendered(page)
                    self._is_sound(check_page(page, self.inputs))
                    pages.append(page)
            yield from (() if self._has_errors(before) else sorted(pages, key=lambda page: page.is_paper))

    def renditions(self) -> Iterator[tuple[FactBook, Rendition]]:
        """Give the renditions of every brief and locale asked for that have no error behind them."""
        languages = self._languages()
        words = self.take(wanted_of_templates(self.inputs))
        for brief in self.request.briefs:
            self.marks.append((start := len(self.findings), brief))
            book = self.take(self._facts(brief))
            if book is not None and "en" in languages:
                self._is_sound(check_english(book, wanted_of_facts(book), languages["en"]))
                plans, data = self._plans(book), public_facts(book)
                first = next(iter(plans.values()))
                is_clean = not self._has_errors(start)
                asked = [o for o in self.request.locales if o in languages]
                for locale in (*asked, *((PSEUDO,) if self.request.pseudo else ())):
                    before = len(self.findings)
                    plan = plans.get(short_locale(self.project.locales, locale), first)
                    rendition = self._bound(book, data, plan, locale, languages, words)
                    if is_clean and not self._has_errors(before):
                        yield book, rendition

    def draw(
        self, work: "Work", store: Store, progress: Callable[[str], None], workers: Drawers | None
    ) -> Mapping[str, bytes]:
        """Give PDFs by key: as they were drawn before where nothing that matters has changed, else anew."""
        by_key = {pdf_key(page): page for page in work.pages if page.is_paper}
        kept = work.kept
        contents = {key: found.content for key, found in kept.items()}
        for key, found in kept.items():
            self.marks.append((len(self.findings), by_key[key].brief if key in by_key else ""))
            self._is_sound(found.diagnostics)
        missing = [key for key in by_key if key not in kept]
        outcomes = render_pdfs(
            [by_key[key] for key in missing],
            inputs=self.inputs,
            jobs=self.request.jobs,
            progress=lambda page: progress(f"{page.brief} {page.locale}"),
            workers=workers,
        )
        for key, drawn in zip(missing, outcomes, strict=True):
            self.marks.append((len(self.findings), by_key[key].brief))
            pdf = self.take(drawn)
            if pdf is not None:
                store.keep(key, pdf.content, drawn.diagnostics)
                contents[key] = pdf.content
        return contents

    def _languages(self) -> Mapping[str, Language]:
        """Read the languages of the project by locale; English also under `en`, since it is the msgid."""
        read = {o: self.take(read_language(self.inputs, o)) for o in self.project.locales}
        english = next((o for o in read if o.split("-", maxsplit=1)[0] == "en"), None)
        read["en"] = read[english] if english else self.take(read_language(self.inputs, "en"))
        return {locale: language for locale, language in read.items() if language is not None}

    def _has_errors(self, start: int) -> bool:
        """Whether an error was found since there were so many findings."""
        return any(d.is_error for d in self.findings[start:])

    def _facts(self, brief: str) -> Outcome[FactBook | None]:
        if self.request.book is not None:
            return Outcome(value=self.request.book)
        limit = self.project.stale_after_days
        name = f"facts/{brief}.yaml"
        read = read_facts(self.inputs, name, today=self.request.today, stale_after_days=limit)
        book = read.value
        return read if book is None else replace(read, value=book_as_printed(self.inputs, book))

    def _plans(self, book: FactBook) -> Mapping[str, Plan]:
        """Say by locale under which number and day a brief is rendered."""
        shorts = short_locales(self.project.locales)
        if self.request.plan is not None:
            return dict.fromkeys(shorts, self.request.plan)
        if not self._is_sound(last_findings(self.project.root, book.file.brief.id)):
            return dict.fromkeys(shorts, Plan(today=self.request.today))
        return plans_of(self.inputs, self.project, book, self.request.now, self.request.today)

    def _bound(
        self,
        book: FactBook,
        data: bytes,
        plan: Plan,
        locale: str,
        languages: Mapping[str, Language],
        words: tuple[Wanted, ...],
    ) -> Rendition:
        """Bind a brief to a locale with its catalogues, both held against what is wanted of them."""
        is_pseudo = locale == PSEUDO
        language, english = languages["en" if is_pseudo else locale], languages["en"]
        own = self._catalog(book, language, wanted_of_facts(book)) if language is not english else None
        shared = self._shared(book, language, words) if language is not english else None
        if not is_pseudo and (shared is not None or language is english):
            self._is_sound(check_words(book, words, shared, language.locale, self.inputs.is_own))
        short = {o: short_locale(self.project.locales, o) for o in self.project.locales}
        binding = Binding(
            book=book,
            language=language,
            english=english,
            catalog=own,
            words=shared,
            siblings=tuple(
                (short[o], languages[o])
                for o in self.project.locales
                if o in languages
                and (not plan.locales or short[o] in plan.locales or languages[o] is language)
            ),
            project=self.project,
            plan=plan,
            data=data,
            is_pseudo=is_pseudo,
        )
        rendition = self.take(bind_rendition(binding))
        self.makings[rendition.brief, rendition.locale] = Making(
            inputs=self.inputs,
            project=self.project,
            rendition=rendition,
            plan=plan,
            catalogs=tuple(catalog for catalog in (own, shared) if catalog is not None),
            allow_untranslated=self.request.allow_untranslated,
        )
        return rendition

    def _shared(self, book: FactBook, language: Language, words: tuple[Wanted, ...]) -> Catalog | None:
        """Read and check the words of templates once for all briefs; an error in them is one of every brief."""
        if language.locale in self.shared:
            catalog, found = self.shared[language.locale]
            self.findings += [finding for finding in found if finding.is_error]
            return catalog
        before = len(self.findings)
        catalog = self._catalog(book, language, words)
        self.shared[language.locale] = catalog, tuple(self.findings[before:])
        return catalog

    def _catalog(self, book: FactBook, language: Language, wanted: tuple[Wanted, ...]) -> Catalog | None:
        """Read the catalogue that holds the wanted messages, and hold it against them."""
        domain = wanted[0].domain if wanted else TEMPLATES
        locale = short_locale(self.project.locales, language.locale)
        read = read_catalog(self.inputs, locale, domain, expected_plurals=language.plural_header)
        catalog = self.take(read)
        if catalog is None and read.diagnostics:
            return None
        found = check_translations(book, wanted, catalog, language=language, locale=locale)
        is_own = self.inputs.is_own(catalog_name(locale, domain))
        self._is_sound(self._relaxed(one) for one in found if is_own or one.code.id != "BR312")
        return catalog

    def _relaxed(self, finding: Diagnostic) -> Diagnostic:
        """Let what is not translated be a warning, when English may stand in for it."""
        may_stand = self.request.allow_untranslated and finding.code.id in _UNTRANSLATED
        return replace(finding, severity="warning") if may_stand else finding

    def _is_sound(self, found: Iterable[Diagnostic]) -> bool:
        """Keep findings; say whether none of them is an error."""
        before = len(self.findings)
        self.take(Outcome(value=None, diagnostics=tuple(found)))
        return not self._has_errors(before)

    def _layouts(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(output.page_layout for output in self.request.outputs))


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a build has to do. `due` are the files, below the output folder, that are `new` or `changed`."""

    run: _Run
    pages: tuple[Page, ...]
    kept: Mapping[str, Kept]
    due: Mapping[str, Literal["new", "changed"]]
