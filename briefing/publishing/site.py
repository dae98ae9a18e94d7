"""The website of a project: the latest edition of every brief, every edition at an address of its own, index and feed.

All of it is made from records and what they keep, so that it can be made again at any time. Only the web page of an
edition that has a newer one is not as it was published: a banner stands over it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefing.artifacts import content_of, is_plain, is_reached_by_link, read_written, text_of_written
from briefing.diagnostics import BriefingError, Diagnostic, Outcome, with_severity
from briefing.editions import (
    Record,
    book_as_printed,
    find_signature,
    former_facts,
    object_name,
    read_object,
    read_records,
    sums_name,
    text_of_sums,
    value_in_error,
    with_banner,
    without_banner,
)
from briefing.facts import Correction, Fact, FactBook, FactFile, read_facts
from briefing.inputs import Inputs
from briefing.pages import (
    Download,
    Earlier,
    Index,
    IndexEntry,
    Newer,
    find_index_faults,
    render_banner,
    render_index,
)
from briefing.project import Project
from briefing.publishing.feed import feed_of
from briefing.renditions import Rendition
from briefing.renditions.texts import DateText


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """What the website is made from. `coming` is an edition that is not written yet."""

    inputs: Inputs
    project: Project
    renditions: Mapping[str, Rendition]
    records: Mapping[str, tuple[Record, ...]]
    coming: Record | None = None


def site_files(
    inputs: Inputs, project: Project, renditions: Mapping[str, Rendition]
) -> Outcome[Mapping[str, bytes]]:
    """Give the files of the website by name. The renditions, of any brief, give the words of every locale.

    A page whose template fails is a finding, and is none of them.
    """
    site = _site(inputs, project, renditions)
    files: dict[str, bytes] = {}
    found: list[Diagnostic] = []
    for brief, records in site.records.items():
        files |= _of_brief(site, brief, records, found)
    kept = {
        brief: tuple(record for record in records if _is_kept(site, record))
        for brief, records in site.records.items()
    }
    for locale, rendition in renditions.items():
        index = render_index(_index(site, locale), inputs)
        found += index.diagnostics
        if index.value is not None:
            files[f"index.{locale}.html"] = index.value.encode()
        files[f"feed.{locale}.xml"] = feed_of(rendition, kept, locale)
    return Outcome(value=files, diagnostics=with_severity(dict.fromkeys(found), project.severities))


def site_findings(
    inputs: Inputs, project: Project, renditions: Mapping[str, Rendition], coming: Record
) -> tuple[Diagnostic, ...]:
    """Find the templates of the website that would fail with an edition that is not written yet, or is to stay."""
    site = _site(inputs, project, renditions, coming)
    found: list[Diagnostic] = []
    for locale, rendition in renditions.items():
        found += find_index_faults(_index(site, locale), inputs)
        records = tuple(o for o in site.records[coming.brief] if locale in o.locales)
        for record in records if coming not in records else records[:-1]:
            found += banner_of(inputs, rendition, record, coming, mended=0).diagnostics
    return with_severity(dict.fromkeys(found), project.severities)


def _site(
    inputs: Inputs, project: Project, renditions: Mapping[str, Rendition], coming: Record | None = None
) -> _Site:
    records = {brief: read_records(project.root, brief) for brief in project.briefs}
    if coming is not None:
        earlier = (record for record in records[coming.brief] if record.number != coming.number)
        records[coming.brief] = tuple(sorted((*earlier, coming), key=lambda record: record.number))
    published = {brief: found for brief, found in records.items() if found}
    return _Site(inputs=inputs, project=project, renditions=renditions, records=published, coming=coming)


def _index(site: _Site, locale: str) -> Index:
    entries = [_entry(site, brief, found, locale) for brief, found in site.records.items()]
    shown = tuple(entry for entry in entries if entry is not None)
    return Index(rendition=site.renditions[locale], entries=shown, theme=site.project.theme)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """Files that belong on the website no longer: those to remove, with their digests, and those changed since."""

    removed: Mapping[str, str]
    changed: tuple[str, ...]


def stale_files(folder: Path, files: Mapping[str, bytes], root: Path) -> Stale:
    """Find what was published into a folder and is not among the files of the website any more.

    What was written there is on a list, or, in a folder of before there was one, in the records of editions. All else
    is somebody's own.
    """
    known = _known(folder, {name.split("/")[0] for name in files if "/" in name}, root)
    removed, changed = dict[str, str](), list[str]()
    for name in sorted(known.keys() - files.keys()):
        content = content_of(folder / name) if not is_reached_by_link(folder, name) else None
        if content is None:
            continue
        digest = sha256(content).hexdigest()
        if known[name] & {digest, sha256(without_banner(content)).hexdigest()}:
            removed[name] = digest
        else:
            changed.append(name)
    return Stale(removed=removed, changed=tuple(changed))


def _known(folder: Path, briefs: Iterable[str], root: Path) -> Mapping[str, set[str]]:
    """Give the names of what was ever published of some briefs, each with the digests that it had."""
    known: dict[str, set[str]] = {}
    for name, digest in read_written(folder).items():
        if name.split("/")[0] in briefs:
            known.setdefault(name, set()).add(digest)
    for record in (record for brief in briefs for record in read_records(root, brief)):
        for copy in record.copies:
            for name in (f"{record.brief}/{copy.name}", f"{record.brief}/{record.number}/{copy.name}"):
                if is_plain(name):
                    known.setdefault(name, set()).add(copy.digest)
    return known


def list_of_written(folder: Path, files: Mapping[str, bytes], changed: Iterable[str]) -> bytes:
    """Give the list of what is written into a folder: these files, and those before that are still there."""
    before = read_written(folder)
    briefs = tuple(f"{name.split('/')[0]}/" for name in files if "/" in name)
    left = {name: digest for name, digest in before.items() if name in changed or not name.startswith(briefs)}
    return text_of_written(left | {name: sha256(content).hexdigest() for name, content in files.items()})


def title_words(rendition: Rendition) -> dict[str, str]:
    """Give what an index says of an edition in one locale."""
    dates = {"issued": rendition.issued, "data_as_of": rendition.data_as_of}
    told = {name: date.text for name, date in dates.items() if date is not None}
    machine = {f"{name}_machine": date.machine for name, date in dates.items() if date is not None}
    words = {
        "title": str(rendition.title),
        "standfirst": rendition.description,
        "edition": rendition.edition,
        "data_undated": str(rendition.data_undated),
    }
    return {**words, **told, **machine}


def _of_brief(
    site: _Site, brief: str, records: tuple[Record, ...], found: list[Diagnostic]
) -> Iterator[tuple[str, bytes]]:
    root, newest = site.project.root, records[-1]
    last = last_of(records)
    read = read_facts(site.inputs, f"facts/{brief}.yaml", today=newest.issued).value
    book = read if read is None else book_as_printed(site.inputs, read)
    is_there = _is_kept(site, newest)
    for record in records:
        if not _is_kept(site, record):
            continue
        mended = mended_in(site.inputs, record, book) if record is not newest and book is not None else 0
        for copy in record.copies:
            data = read_object(root, copy.digest)
            latest = last[copy.locale]
            over = newest if latest is record else latest
            rendition = site.renditions.get(copy.locale) if copy.is_page else None
            has_banner = rendition is not None and over is not record and (latest is not record or is_there)
            for place in ("", f"{record.number}/") if latest is record else (f"{record.number}/",):
                page = data
                if has_banner and rendition is not None:
                    up = "../" if place else ""
                    banner = banner_of(site.inputs, rendition, record, over, mended=mended, up=up)
                    found += banner.diagnostics
                    page = with_banner(data, banner.value or "")
                yield f"{brief}/{place}{copy.name}", page
        for name, data in signed_files(root, record).items():
            yield f"{brief}/{record.number}/{name}", data
            if record is newest:
                yield f"{brief}/{name}", data


def banner_of(
    inputs: Inputs, rendition: Rendition, old: Record, over: Record, *, mended: int, up: str = "../"
) -> Outcome[str | None]:
    """Render what stands over a page of an edition. `over` is the newer one, be it in other languages only."""
    locale = rendition.locale
    pages = {copy.locale: f"{up}{copy.name}" for copy in over.copies if copy.is_page}
    own = pages.get(locale, "")
    others = () if locale in over.locales else rendition.siblings
    newer = tuple(Newer(href=pages[o.locale], tag=o.tag, name=o.name) for o in others if o.locale in pages)
    return render_banner(
        rendition,
        inputs=inputs,
        old=old.titles[locale]["edition"],
        latest=over.titles[locale]["edition"] if own else rendition.words.number(over.number),
        mended=mended,
        latest_href=own or next((page.href for page in newer), ""),
        newer=newer,
    )


def last_of(records: Iterable[Record]) -> Mapping[str, Record]:
    """Give by locale the last of some editions, the first one first, that was published in it."""
    return {locale: record for record in records for locale in record.locales}


def signed_files(root: Path, record: Record) -> Mapping[str, bytes]:
    """Give by name what was signed of an edition and its signature; nothing where there is none."""
    signature = find_signature(root, record.brief, record.number).value
    name = sums_name(record.brief)
    return {} if signature is None else {name: text_of_sums(record), f"{name}.sig": signature}


def _is_kept(site: _Site, record: Record) -> bool:
    """Whether all files of an edition are kept: those with something that was taken out for safety are not."""
    root = site.project.root
    return record is site.coming or all((root / object_name(copy.digest)).is_file() for copy in record.copies)


def mended_in(inputs: Inputs, record: Record, book: FactBook) -> int:
    """Count the statements of an edition that were corrected or taken back since."""
    try:
        former: FactFile | None = former_facts(inputs.root, record)
    except BriefingError:
        return 0
    printed = former.facts if former is not None else {}
    corrected = {
        id_
        for id_, fact in book.file.facts.items()
        if id_ in printed and any(_had_error(record.number, printed[id_], fact, c) for c in fact.corrections)
    }
    return len(corrected | (book.withdrawn.keys() & printed.keys()))


def _had_error(number: int, printed: Fact, fact: Fact, correction: Correction) -> bool:
    """Whether an edition had the error: its value, or, of words, whatever they were up to the last edition with it."""
    if correction.edition is None or correction.edition < number:
        return False
    was = value_in_error(fact, correction)
    return was is None or was == printed.quantity


def _entry(site: _Site, brief: str, records: tuple[Record, ...], locale: str) -> IndexEntry | None:
    latest = last_of(records).get(locale)
    if latest is None:
        return None
    words = latest.titles[locale]
    kept = _is_kept(site, latest)
    own = [copy for copy in latest.copies if copy.locale == locale] if kept else []
    return IndexEntry(
        id=brief,
        title=words["title"],
        standfirst=words.get("standfirst", ""),
        edition=words["edition"],
        issued=_date(words, "issued"),
        data_as_of=_date(words, "data_as_of"),
        data_undated=int(words.get("data_undated") or "0"),
        page=next((f"{brief}/{copy.name}" for copy in own if copy.is_page), ""),
        files=tuple(
            Download(href=f"{brief}/{copy.name}", format=copy.format_name, layout=copy.layout or "")
            for copy in own
            if not copy.is_page
        ),
        earlier=tuple(_earlier(site, brief, [o for o in records if o.number < latest.number], locale)),
    )


def _earlier(site: _Site, brief: str, records: Sequence[Record], locale: str) -> Iterator[Earlier]:
    for record in reversed(records):
        page = next((c.name for c in record.copies if c.locale == locale and c.is_page), None)
        issued = _date(record.titles.get(locale, {}), "issued")
        if page is not None and issued is not None and _is_kept(site, record):
            number = record.titles[locale]["edition"]
            yield Earlier(href=f"{brief}/{record.number}/{page}", number=number, issued=issued)


def _date(words: Mapping[str, str], name: str) -> DateText | None:
    return DateText(text=words[name], machine=words.get(f"{name}_machine", "")) if name in words else None
