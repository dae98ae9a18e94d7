"""Identifying: which edition a file found in the wild is, and whether it is as it was published."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from briefing.editions import (
    Record,
    last_by_locale,
    last_record,
    numbers_of,
    read_records,
    record_of_copy,
    with_banner,
    without_banner,
)
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.publishing.banners import banners_of
from briefing.readback import manifest_of

_CLAIMS: Final = re.compile(
    rb'"identifier": ?"(?P<brief>[a-z0-9-]+)"|"version": ?"(?P<edition>[^"<>]{1,40})"|<html lang="(?P<locale>[\w-]+)"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file is. `record` is None when it is no published file; `claim` is what it says of itself then.

    `is_page` says that it is a published page all the same, but for what stands over it.
    """

    record: Record | None
    name: str | None
    locale: str
    latest: Record | None
    has_banner: bool
    claim: str
    is_page: bool = False
    newest: Record | None = None

    @property
    def is_current(self) -> bool:
        """Whether no newer edition has been published in its language. `newest` is the last one in any."""
        return (
            self.record is not None and self.latest is not None and self.record.number == self.latest.number
        )


@dataclass(slots=True, kw_only=True)
class Banners:
    """The banners of a project, rendered when they are asked for: all those of one latest edition at once."""

    inputs: Inputs
    project: Project
    _records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    _known: dict[tuple[str, int], Mapping[tuple[int, str], frozenset[str]]] = field(default_factory=dict)

    def has_put(self, page: bytes, data: bytes, old: Record, locale: str) -> bool:
        """Whether the website has ever put what stands over a page of an edition there, the newest first."""
        if old.brief not in self._records:
            self._records[old.brief] = read_records(self.inputs.root, old.brief)
        records = self._records[old.brief]
        for latest in reversed([record for record in records if record.number > old.number]):
            key = latest.brief, latest.number
            if key not in self._known:
                olds = [record for record in records if record.number < latest.number]
                self._known[key] = banners_of(self.inputs, self.project, latest, olds)
            banners = self._known[key].get((old.number, locale), frozenset())
            if any(with_banner(page, banner) == data for banner in banners):
                return True
        return False


def identified(inputs: Inputs, project: Project, data: bytes, banners: Banners | None = None) -> Found:
    """Hold a file against every edition of the project, as published and with the banners of the website."""
    found = _of_copy(inputs, project, data, has_banner=False)
    page = without_banner(data)
    if found is not None or page == data:
        return found or _unknown(_claim(data, inputs, project))
    found = _of_copy(inputs, project, page, has_banner=True)
    if found is None or found.record is None:
        return _unknown(_claim(data, inputs, project))
    banners = banners or Banners(inputs=inputs, project=project)
    if banners.has_put(page, data, found.record, found.locale):
        return found
    claim = f"`{found.record.brief}`, edition {found.record.number}, in `{found.locale}`"
    return _unknown(claim, is_page=True)


def _of_copy(inputs: Inputs, project: Project, data: bytes, *, has_banner: bool) -> Found | None:
    for brief in project.briefs:
        copied = record_of_copy(inputs.root, brief, data)
        if copied is not None:
            record, name = copied
            locale = next(copy.locale for copy in record.copies if copy.name == name)
            return Found(
                record=record,
                name=name,
                locale=locale,
                latest=last_by_locale(inputs.root, brief, (locale,))[locale],
                newest=last_record(inputs.root, brief),
                has_banner=has_banner,
                claim="",
            )
    return None


def _unknown(claim: str, *, is_page: bool = False) -> Found:
    return Found(
        record=None, name=None, locale="", latest=None, has_banner=is_page, claim=claim, is_page=is_page
    )


def _claim(data: bytes, inputs: Inputs, project: Project) -> str:
    """Give what an altered file says of itself: its brief, edition and language, where it still says so."""
    said = manifest_of(data) if data.startswith(b"%PDF-") else _claims_of_page(data)
    if said.get("brief") not in project.briefs:
        return ""
    number = said.get("edition", "")
    known = {str(number) for number in numbers_of(inputs.root, said["brief"])}
    edition = f"edition {number}" if number else "a draft"
    real = "" if number in known or not number else ", which was never published"
    return f"`{said['brief']}`, {edition}{real}, in `{said.get('locale', '?')}`"


def _claims_of_page(data: bytes) -> dict[str, str]:
    said: dict[str, str] = {}
    for match in _CLAIMS.finditer(data):
        said |= {name: value.decode("utf-8", "replace") for name, value in match.groupdict().items() if value}
    return said
