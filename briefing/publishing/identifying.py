"""Identifying: which edition a file found in the wild is, and whether it is as it was published."""

import re
from dataclasses import dataclass
from typing import Final

from briefing.editions import Record, last_record, read_records, record_of_copy
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.publishing.site import without_banner

_CLAIMS: Final = re.compile(
    rb'"identifier": "(?P<brief>[a-z0-9-]+)"|"version": "(?P<number>[^"]+)"|<html lang="(?P<tag>[\w-]+)"'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a file is. `record` is None when it is no published file; `claim` is what it says of itself then."""

    record: Record | None
    name: str | None
    locale: str
    latest: Record | None
    has_banner: bool
    claim: str

    @property
    def is_current(self) -> bool:
        """Whether no newer edition has been published."""
        return (
            self.record is not None and self.latest is not None and self.record.number == self.latest.number
        )


def identified(inputs: Inputs, project: Project, data: bytes) -> Found:
    """Hold a file against every edition of the project, as published and without the banner of the website."""
    for content, has_banner in ((data, False), (without_banner(data), True)):
        if has_banner and content == data:
            break
        for brief in project.briefs:
            found = record_of_copy(inputs.root, brief, content)
            if found is not None:
                record, name = found
                locale = next(copy.locale for copy in record.copies if copy.name == name)
                return Found(
                    record=record,
                    name=name,
                    locale=locale,
                    latest=last_record(inputs.root, brief),
                    has_banner=has_banner,
                    claim="",
                )
    return Found(
        record=None, name=None, locale="", latest=None, has_banner=False, claim=_claim(data, project, inputs)
    )


def _claim(data: bytes, project: Project, inputs: Inputs) -> str:
    """Give what an altered file says of itself: its brief, edition and language, where it still says so."""
    told: dict[str, str] = {}
    for match in _CLAIMS.finditer(data):
        told |= {name: value.decode() for name, value in match.groupdict().items() if value}
    if told.get("brief") not in project.briefs:
        return ""
    numbers = [str(record.number) for record in read_records(inputs.root, told["brief"])]
    edition = f"edition {told['number']}" if told.get("number") else "a draft"
    real = "" if told.get("number") in numbers or not told.get("number") else ", which was never published"
    return f"`{told['brief']}`, {edition}{real}, in `{told.get('tag', '?')}`"
