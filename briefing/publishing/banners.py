"""Banners: what may stand over the web page of an old edition, byte for byte.

A banner is rendered from what was kept of the edition that replaced the old one, or, where that was removed for safety,
from the project as it is; with as many statements mended since as there are today, or fewer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from briefing.build import Request, bind_briefs
from briefing.diagnostics import BriefingError
from briefing.editions import Record, plan_of_record
from briefing.facts import read_facts
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.publishing.rebuilding import restored
from briefing.publishing.site import banner_of, mended_in
from briefing.renditions import Rendition


def banners_of(
    inputs: Inputs, project: Project, latest: Record, olds: Sequence[Record]
) -> Mapping[tuple[int, str], frozenset[str]]:
    """Give, by number and locale of an old edition, the banners it may have once another is the latest."""
    found: dict[tuple[int, str], set[str]] = {}
    counts = _counts(inputs, latest, olds)
    try:
        with restored(project.root, latest) as (kept, former):
            _add(found, kept, former, latest, counts)
    except BriefingError:
        pass  # removed for safety: the project as it is has the same words and templates, unless they were changed
    _add(found, inputs, project, latest, counts)
    return {key: frozenset(banners) for key, banners in found.items()}


def _counts(inputs: Inputs, latest: Record, olds: Sequence[Record]) -> Mapping[int, tuple[Record, int]]:
    """Count the statements of each old edition that were mended since."""
    book = read_facts(inputs, f"facts/{latest.brief}.yaml", today=latest.issued).value
    return {old.number: (old, mended_in(inputs, old, book) if book is not None else 0) for old in olds}


def _add(
    found: dict[tuple[int, str], set[str]],
    inputs: Inputs,
    project: Project,
    latest: Record,
    counts: Mapping[int, tuple[Record, int]],
) -> None:
    for rendition in _renditions(inputs, project, latest):
        locale = rendition.locale
        for number, (old, most) in counts.items():
            if locale in old.locales:
                banners = _banners(inputs, rendition, old, latest, most)
                found.setdefault((number, locale), set()).update(banners)


def _banners(inputs: Inputs, rendition: Rendition, old: Record, latest: Record, most: int) -> Iterator[str]:
    for up in ("../",) if rendition.locale in latest.locales else ("../", ""):
        for mended in range(most + 1):
            banner = banner_of(inputs, rendition, old, latest, mended=mended, up=up)
            if banner.value is not None:
                yield banner.value


def _renditions(inputs: Inputs, project: Project, latest: Record) -> Iterator[Rendition]:
    request = Request(
        briefs=(latest.brief,),
        locales=project.locales,
        formats=(),
        layouts=(),
        out=Path(),
        jobs=1,
        allow_untranslated=True,
        now=datetime.combine(latest.issued, time(), tzinfo=UTC),
        plan=replace(plan_of_record(project.root, latest), locales=()),
    )
    for _, rendition in bind_briefs(inputs, project, request).value:
        yield rendition
