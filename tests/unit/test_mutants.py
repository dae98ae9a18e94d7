"""Mutants: pages rendered a little wrong on purpose; parity has to find each of them, in HTML and in PDF."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.build import Request, bind_briefs
from briefing.catalogs import Wanted
from briefing.codes import CODES
from briefing.editions import Plan
from briefing.editions.changes import Change
from briefing.extraction import wanted_of_page
from briefing.inputs import Inputs
from briefing.pages import SCREEN, Coastline, read_coastline, render_page, rendering
from briefing.pages.qr import qr_path
from briefing.project import open_inputs, read_project
from briefing.proof import prove
from briefing.renditions import Rendition
from briefing.renditions.texts import Text
from briefing.values import Quantity

FLOOD = Path(__file__).parents[1] / "flood"
BRIEF = "velora-flood-2026"
TODAY = date(2026, 3, 10)
ERRORS = frozenset(code.id for code in CODES.values() if code.severity == "error")
_IN_ERROR = Quantity(low=Decimal(1805), qualifier="at-least", unit="person")
CHANGES = (
    Change(
        kind="correction",
        fact="displaced",
        edition=2,
        by="us",
        was=Quantity(low=Decimal(1805), qualifier="at-least", unit="person"),
    ),
    Change(kind="figure", fact="deaths", edition=3, was=Quantity(low=Decimal(2), unit="death")),
    Change(kind="certainty", fact="warning-given", edition=3, state="claimed"),
    Change(kind="removal", edition=3, count=2),
    Change(kind="closed", edition=3, section="background", part="river"),
    Change(kind="new", fact="power-cut"),
    Change(kind="new", fact="rescue-boats"),
    Change(kind="new", fact="dam-built"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A brief with all that a page can show, bound once, and what renders and proves it."""

    inputs: Inputs
    rendition: Rendition
    words: tuple[Wanted, ...]
    coastline: Coastline | None

    def proved(self, folder: Path, rendition: Rendition | None = None, layout: str = SCREEN) -> set[str]:
        """Render a rendition, true or not, and give the codes of what is found when it is held against the true one."""
        made = rendition or self.rendition
        page = render_page(made, layout, inputs=self.inputs, theme="plain", coastline=self.coastline).value
        assert page is not None
        ending, content = "html", page.html.encode()
        if layout != SCREEN:
            from briefing.pdf import render_pdf

            pdf = render_pdf(page, inputs=self.inputs).value
            assert pdf is not None
            ending, content = f"{layout}.pdf", pdf.content
        path = folder / BRIEF / f"{BRIEF}.en.{ending}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        found = prove((self.rendition,), self.words, folder, root=folder)
        return {diagnostic.code.id for diagnostic in found.diagnostics}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Give the invented flood as the draft of a fourth edition, with an address, a contact and two places on a map."""
    root = tmp_path_factory.mktemp("mutants") / "flood"
    shutil.copytree(FLOOD, root, ignore=shutil.ignore_patterns(".briefing", "build"))
    settings = root / "briefing.toml"
    added = 'base_url = "https://example.org/briefs"\ncontact = "desk@example.org"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + added, encoding="utf-8")
    facts = root / "facts" / f"{BRIEF}.yaml"
    text = facts.read_text(encoding="utf-8")
    tesna = "      ru: {nom: Тесна, gen: Тесны}\n"
    assert tesna in text
    place = (
        "    position: {latitude: 13.5, longitude: -30.1, sources: [{source: council-report, at: p. 1}]}\n"
    )
    facts.write_text(text.replace(tesna, tesna + place), encoding="utf-8")
    inputs = open_inputs(root)
    project = read_project(inputs).value
    request = Request(
        briefs=project.briefs,
        locales=project.locales[:1],
        formats=("html", "pdf"),
        layouts=project.layouts,
        out=root / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
        plan=Plan(today=TODAY, coming=4, since=3, changes=CHANGES),
    )
    (pair,) = bind_briefs(inputs, project, request).value
    coastline = read_coastline(inputs, project).value
    return Desk(inputs=inputs, rendition=pair[1], words=wanted_of_page(inputs).value, coastline=coastline)


@pytest.mark.parametrize("layout", [SCREEN, pytest.param("a4", marks=pytest.mark.pdf)])
def test_true_page_is_even(desk: Desk, tmp_path: Path, layout: str) -> None:
    """Nothing is found of a page that is as it should be."""
    assert desk.proved(tmp_path, layout=layout) == set()


def _first(values: tuple[Any, ...], **changed: Any) -> tuple[Any, ...]:
    """Change fields of the first of some dataclasses."""
    return (replace(values[0], **changed), *values[1:])


def _swapped(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return (values[1], values[0], *values[2:])


def _with_rows(
    trends: tuple[Any, ...], change: Callable[[tuple[Any, ...]], tuple[Any, ...]]
) -> tuple[Any, ...]:
    return _first(trends, rows=change(trends[0].rows))


DRAWN: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "first-year": ("timescale_of", lambda o: replace(o, first=str(int(o.first) - 7))),
    "years-swapped": ("timescale_of", lambda o: replace(o, first=o.last, last=o.first)),
    "dot-moved": ("timescale_of", lambda o: replace(o, rows=_first(o.rows, marks=(200.0,)))),
    "dates-swapped": ("timescale_of", lambda o: replace(o, rows=_first(o.rows, label=o.rows[1].label))),
    "date-dropped": ("timescale_of", lambda o: replace(o, rows=o.rows[:-1])),
    "scale-dropped": ("timescale_of", lambda _: None),
    "gauge-of-rival": ("gauges_of", lambda o: {**o, "displaced": o["displaced-survey"]}),
    "gauge-dropped": ("gauges_of", lambda o: {k: v for k, v in o.items() if k != "damaged-houses"}),
    "arrow-dropped": ("gauges_of", lambda o: {**o, "displaced": replace(o["displaced"], arrow="")}),
    "box-added": ("gauges_of", lambda o: {**o, "cut-villages": replace(o["cut-villages"], filled="M0 6H288")}),
    "trend-rows-swapped": ("trends_of", lambda o: _with_rows(o, _swapped)),
    "trend-row-dropped": ("trends_of", lambda o: _with_rows(o, lambda rows: rows[1:])),
    "trend-row-twice": ("trends_of", lambda o: _with_rows(o, lambda rows: (*rows, rows[0]))),
    "trend-bars-swapped": ("trends_of", lambda o: _with_rows(o, lambda r: _first(r, bar=r[2].bar))),
    "trend-figure": ("trends_of", lambda o: _with_rows(o, lambda r: _first(r, figure=r[2].figure))),
    "trends-dropped": ("trends_of", lambda _: ()),
    "trends-twice": ("trends_of", lambda o: (*o, *o)),
    "need-bar": ("needs_of", lambda o: _first(o, need=o[0].responses[0][1])),
    "response-dropped": ("needs_of", lambda o: _first(o, responses=())),
    "gap-bar": ("needs_of", lambda o: _first(o, left=replace(o[0].left, outlined="M0 2.6H288V9.4H0Z"))),
    "needs-dropped": ("needs_of", lambda _: ()),
    "step-box": ("strips_of", lambda o: _first(o, filled="M0 6h40")),
    "strips-dropped": ("strips_of", lambda _: ()),
    "mark-moved": ("locator_of", lambda o: replace(o, marks=_first(o.marks, x=10.0))),
    "marks-swapped": ("locator_of", lambda o: replace(o, marks=_first(o.marks, x=o.marks[1].x, y=o.marks[1].y))),
    "map-names-swapped": ("locator_of", lambda o: replace(o, names=_swapped(o.names))),
    "map-labels-swapped": (
        "locator_of",
        lambda o: replace(o, marks=tuple(replace(a, name=b.name) for a, b in zip(o.marks, o.marks[::-1], strict=True))),
    ),
    "mark-dropped": ("locator_of", lambda o: replace(o, marks=o.marks[:1])),
}  # fmt: skip
"""What draws a picture of a page, and what is wrong with what it gives."""


@pytest.mark.parametrize("name", DRAWN)
def test_picture_that_is_drawn_wrong_is_found(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Each function that draws gives a wrong year, place, length, name or row, in the same way in every language."""
    function, change = DRAWN[name]
    true = getattr(rendering, function)
    monkeypatch.setattr(rendering, function, lambda *given: change(true(*given)))
    assert desk.proved(tmp_path) & ERRORS


ON_PAPER = ("first-year", "gauge-of-rival", "trend-rows-swapped", "need-bar", "step-box", "mark-moved", "qr")


@pytest.mark.pdf
@pytest.mark.parametrize("name", ON_PAPER)
def test_picture_that_is_drawn_wrong_is_found_on_paper(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A PDF is measured as a web page is; its QR code is read, too."""
    function, change = DRAWN.get(name, ("qr_path", lambda _: qr_path("https://example.org/other")))
    true = getattr(rendering, function)
    monkeypatch.setattr(rendering, function, lambda *given: change(true(*given)))
    assert desk.proved(tmp_path, layout="a4") & ERRORS


def _alike(rendition: Rendition, at: int, other: int) -> Any:
    """Give the fact of a card with the figure of another."""
    return replace(rendition.figures[at][0], figure=rendition.figures[other][0].figure)


def _misheaded(parts: tuple[Any, ...]) -> tuple[Any, ...]:
    return _first(parts, heading=parts[1].heading)


def _changed(rendition: Rendition, id_: str, **changed: Any) -> Rendition:
    """Change a fact wherever a rendition holds it."""

    def new(facts: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(fact, **changed) if fact.id == id_ else fact for fact in facts)

    sections = tuple(
        replace(s, key=new(s.key), parts=tuple(replace(p, facts=new(p.facts)) for p in s.parts))
        for s in rendition.sections
    )
    return replace(
        rendition,
        facts={fact.id: fact for fact in new(tuple(rendition.facts.values()))},
        figures=tuple(map(new, rendition.figures)),
        timeline=new(rendition.timeline),
        statements=new(rendition.statements),
        sections=sections,
    )


def _unsigned(rendition: Rendition, id_: str) -> Rendition:
    """Take the sign of old data out of the sentence of a fact."""
    runs = tuple(run for run in rendition.facts[id_].text.runs if run.kind != "mark")
    return _changed(rendition, id_, text=Text(runs=runs))


Mutant = Callable[[Rendition], Rendition]
BOUND: dict[str, Mutant] = {
    "title": lambda r: replace(r, title=r.standfirst),
    "standfirst": lambda r: replace(r, standfirst=r.title),
    "publisher": lambda r: replace(r, publisher="Another desk"),
    "contact": lambda r: replace(r, contact="desk@example.com"),
    "address": lambda r: replace(r, address=r.address.replace("flood", "fire")),
    "sibling-dropped": lambda r: replace(r, siblings=r.siblings[:-1]),
    "sibling-names-swapped": lambda r: replace(r, siblings=_first(r.siblings[::-1], name=r.siblings[0].name)[::-1]),
    "sibling-address": lambda r: replace(r, siblings=(r.siblings[0], *_first(r.siblings[1:], address="https://example.org/x"))),
    "edition-as-if-issued": lambda r: replace(r, edition="4"),
    "since": lambda r: replace(r, since="2"),
    "data-as-of": lambda r: replace(r, data_as_of=r.timeline[0].when),
    "next-edition": lambda r: replace(r, next_edition=r.timeline[0].when),
    "change-dropped": lambda r: replace(r, changes=r.changes[1:]),
    "changes-swapped": lambda r: replace(r, changes=_swapped(r.changes)),
    "change-twice": lambda r: replace(r, changes=(*r.changes, r.changes[-1])),
    "change-edition": lambda r: replace(r, changes=_first(r.changes, edition="1")),
    "change-value": lambda r: replace(r, changes=_first(r.changes, was=r.changes[1].was)),
    "change-kind": lambda r: replace(r, changes=_first(r.changes, kind="figure")),
    "whose-error": lambda r: replace(r, changes=_first(r.changes, by="source")),
    "other-change-dropped": lambda r: replace(r, other_changes=r.other_changes[1:]),
    "other-change-kind": lambda r: replace(r, other_changes=_first(r.other_changes, kind="stale")),
    "more-changes": lambda r: replace(r, more_changes=r.more_changes + 1),
    "summary-dropped": lambda r: replace(r, sections=_first(r.sections, key=r.sections[0].key[1:])),
    "summary-swapped": lambda r: replace(r, sections=_first(r.sections, key=_swapped(r.sections[0].key))),
    "card-dropped": lambda r: replace(r, figures=r.figures[1:]),
    "figures-swapped": lambda r: replace(r, figures=((_alike(r, 1, 2),), *r.figures[1:])),
    "outdated-mark-dropped": lambda r: replace(
        r, figures=tuple(tuple(replace(fact, is_outdated=False) for fact in group) for group in r.figures)
    ),
    "heading-of-another": lambda r: replace(r, sections=_first(r.sections, parts=_misheaded(r.sections[0].parts))),
    "event-dropped": lambda r: replace(r, timeline=r.timeline[:-1]),
    "event-twice": lambda r: replace(r, timeline=(*r.timeline, r.timeline[-1])),
    "events-swapped": lambda r: replace(r, timeline=_swapped(r.timeline)),
    "likelihood": lambda r: replace(
        r, facts={**r.facts, "more-rain": replace(r.facts["more-rain"], likelihood="likely")}
    ),
    "likelihood-beside-sentences": lambda r: _changed(r, "more-rain", likelihood="unlikely"),
    "likelihood-not-said": lambda r: _changed(r, "more-rain", likelihood=""),
    "forecast-as-event": lambda r: _changed(r, "more-rain", kind="event"),
    "event-as-forecast": lambda r: _changed(r, "dam-built", kind="forecast"),
    "overdue-before-its-time": lambda r: _changed(r, "more-rain", expected=r.facts["more-rain"].when),
    "condition-added": lambda r: _changed(r, "more-rain", condition=r.facts["power-cut"].label),
    "sign-dropped": lambda r: _unsigned(r, "cut-villages"),
    "date-of-data": lambda r: _changed(r, "rescue-boats", as_of=r.facts["displaced-survey"].as_of),
    "date-of-data-dropped": lambda r: _changed(r, "rescue-boats", as_of=None),
    "foot-without-legend": lambda r: replace(r, has_outdated=False),
    "likelihood-dropped": lambda r: replace(r, likelihoods=r.likelihoods[:-1]),
    "likelihoods-swapped": lambda r: replace(r, likelihoods=_swapped(r.likelihoods)),
    "need-dropped": lambda r: replace(r, needs=()),
    "gap-figure": lambda r: replace(r, needs=_first(r.needs, left=r.needs[0].need.figure)),
    "verdict": lambda r: replace(r, needs=_first(r.needs, left=None, verdict="met")),
    "positions-swapped": lambda r: replace(r, positions=_first(r.positions, latitude=r.positions[1].latitude)),
    "position-dropped": lambda r: replace(r, positions=r.positions[:1]),
    "position-names": lambda r: replace(r, positions=_first(r.positions, name=r.positions[1].name)),
    "coastline": lambda r: replace(r, coastline="nobody"),
    "open-question-dropped": lambda r: replace(r, gaps=()),
    "open-question-twice": lambda r: replace(r, gaps=(*r.gaps, *r.gaps)),
    "source-dropped": lambda r: replace(r, sources=r.sources[1:]),
    "source-twice": lambda r: replace(r, sources=(*r.sources, r.sources[0])),
    "source-count": lambda r: replace(r, sources=_first(r.sources, fact_count=r.sources[1].fact_count)),
    "only-source-count": lambda r: replace(r, sources=_first(r.sources, single_count=r.sources[1].single_count)),
    "source-labels": lambda r: replace(r, sources=_first(r.sources, label=r.sources[1].label)),
    "source-date": lambda r: replace(r, sources=_first(r.sources, published=r.sources[1].published)),
    "source-publisher": lambda r: replace(r, sources=_first(r.sources, publisher=r.sources[1].publisher)),
    "source-kind": lambda r: replace(r, sources=_first(r.sources, kind="law")),
    "certainty-count": lambda r: replace(r, certainties={**r.certainties, "claimed": r.certainties["contested"]}),
    "certainty-dropped": lambda r: replace(r, certainties={"claimed": r.certainties["claimed"]}),
    "name-dropped": lambda r: replace(r, names=r.names[1:]),
    "name-variants": lambda r: replace(r, names=_first(r.names, variants=("Velora",), used="Velorah")),
    "statement-dropped": lambda r: replace(r, statements=r.statements[1:]),
    "certainty-of-statement": lambda r: replace(r, statements=_first(r.statements, certainty="confirmed")),
}  # fmt: skip
"""A rendition of which one thing is not so."""


@pytest.mark.parametrize("name", BOUND)
def test_page_of_which_one_thing_is_not_so_is_found(desk: Desk, tmp_path: Path, name: str) -> None:
    """Wrong, dropped, doubled and swapped: each part of a page has a witness that is not the page."""
    assert desk.proved(tmp_path, BOUND[name](desk.rendition)) & ERRORS


@pytest.mark.pdf
@pytest.mark.parametrize(
    "name",
    [
        "data-as-of",
        "title",
        "change-value",
        "source-count",
        "events-swapped",
        "sign-dropped",
        "forecast-as-event",
        "foot-without-legend",
    ],
)
def test_paper_of_which_one_thing_is_not_so_is_found(desk: Desk, tmp_path: Path, name: str) -> None:
    """The same on paper."""
    assert desk.proved(tmp_path, BOUND[name](desk.rendition), layout="a4") & ERRORS
