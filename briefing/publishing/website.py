"""The website as it lies there: whether each file of an edition is the one that was published."""

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose, with_severity
from briefing.editions import (
    Record,
    edition_findings,
    find_record,
    numbers_of,
    removed_for_safety,
    without_banner,
)
from briefing.formats import SUFFIXES
from briefing.inputs import Inputs
from briefing.ledger import read_ledger
from briefing.project import PUBLIC, Project
from briefing.publishing.identifying import Banners, identified
from briefing.publishing.site import last_of, signed_files

_FOLDER: Final = re.compile(r"[0-9]{1,6}", re.ASCII)


def published_findings(inputs: Inputs, project: Project) -> tuple[Diagnostic, ...]:
    """Find all that is wrong with what was published: ledger, records, contents, and the project's website."""
    ledger = read_ledger(project.root)
    found = edition_findings(project.root, project.briefs, ledger.value)
    if not unreadable(project):
        found += tuple(website_findings(inputs, project, project.root / PUBLIC))
    return (*ledger.diagnostics, *with_severity(found, project.severities))


def unreadable(project: Project) -> tuple[Diagnostic, ...]:
    """Find what keeps records from being read at all."""
    root = project.root
    return tuple(
        finding
        for brief in project.briefs
        for number in numbers_of(root, brief)
        for finding in find_record(root, brief, number).diagnostics
    )


def website_findings(inputs: Inputs, project: Project, site: Path) -> Iterator[Diagnostic]:
    """Find the files of editions on a website that are not as they were published. Other files are not ours.

    What was removed for safety is no edition any more; that it is gone from the web, too, `check --leaks` says.
    """
    banners = Banners(inputs=inputs, project=project)
    for brief in project.briefs:
        found = (find_record(inputs.root, brief, number).value for number in numbers_of(inputs.root, brief))
        records = {record.number: record for record in found if record is not None}
        folder = site / brief
        if not records or not folder.is_dir() or folder.is_symlink():
            continue
        numbered = [
            o for o in folder.iterdir() if _FOLDER.fullmatch(o.name) and o.is_dir() and not o.is_symlink()
        ]
        last = last_of(records[number] for number in sorted(records))
        for place, number in [(folder, max(records)), *sorted((o, int(o.name)) for o in numbered)]:
            for path in sorted(place.glob(f"{brief}.*")):
                if path.suffix in (*SUFFIXES, ".sha256", ".sig") and path.is_file():
                    own = last.get(path.name.split(".")[1]) if place == folder else None
                    why = _wrong(
                        path, records, own.number if own else number, banners, is_top=place == folder
                    )
                    if why:
                        yield _finding(path, why, project.root, brief)


def _wrong(path: Path, records: Mapping[int, Record], number: int, banners: Banners, *, is_top: bool) -> str:
    """Say what is wrong with a file of an edition; empty when nothing is."""
    record = records.get(number)
    if record is None:
        return f"there is no edition {number}"
    if removed_for_safety(banners.inputs.root, record):
        return ""
    data = path.read_bytes()
    if path.suffix not in SUFFIXES:
        is_signed = signed_files(banners.inputs.root, record).get(path.name) == data
        return "" if is_signed else f"it is not what was signed of edition {number}"
    copy = next((copy for copy in record.copies if copy.name == path.name), None)
    if copy is None:
        return f"edition {number} has no such file"
    if sha256(data).hexdigest() == copy.digest:
        return ""
    page = without_banner(data)
    is_kept = copy.locale not in records[max(records)].locales
    is_page = (is_kept or not is_top) and sha256(page).hexdigest() == copy.digest
    if is_page and banners.has_put(page, data, record, copy.locale):
        return ""
    found = identified(banners.inputs, banners.project, data, banners)
    if found.record is None:
        return f"it is not what was published with edition {number}"
    return f"it is `{found.name}` of edition {found.record.number}"


def _finding(path: Path, why: str, root: Path, brief: str) -> Diagnostic:
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return diagnose("BR723", f"`{name}`: {why}", Span(file=name, line=0), hint=f"briefing publish {brief}")
