"""Forgetting: a fact taken out, for safety, of all that is kept of editions.

A record stays as it was published, digests and all; the contents that held the fact are deleted. Of the facts of the
edition a copy without the fact takes the place, so that later editions can still be compared with it. Done twice it
changes nothing, and cut short it can be done again.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.artifacts import write_files
from briefing.diagnostics import BriefingError
from briefing.editions.objects import FOLDER, object_name, put_object, read_object
from briefing.editions.record import (
    FORGOTTEN,
    Record,
    forgotten,
    read_records,
    standing,
    text_of_changes,
    text_of_titles,
)
from briefing.facts import Brief, FactFile, public_text, read_public_facts, references_of, shown_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgetting:
    """What has to be done that a fact is kept nowhere: contents to write by name, names of objects to delete.

    `numbers` are the editions that it is taken out of; `unread` those whose facts cannot be read, so that nobody
    knows whether they had it.
    """

    written: Mapping[str, bytes]
    deleted: frozenset[str]
    numbers: tuple[int, ...]
    unread: tuple[int, ...]

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do."""
        return not self.written and not self.deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Which texts have words that are taken out, and the title and standfirst of the brief today, by locale.

    Those of the fact file itself have no locale.
    """

    is_secret: Callable[[str], bool]
    titles: Mapping[str, Mapping[str, str]]

    def today(self, locale: str, name: str) -> str:
        """Give the title or standfirst of the brief today; empty where that has such words, too."""
        text = self.titles.get(locale, {}).get(name, "")
        return "" if self.is_secret(text) else text


_NO_WORDING: Final = Wording(is_secret=lambda _: False, titles={})
TITLES: Final = ("title", "standfirst")
"""What of a brief stands as its title: on its pages, in feeds and in the index."""


def facts_data(root: Path, record: Record) -> bytes:
    """Read the public facts of an edition, without those that were taken out for safety since."""
    return read_object(root, standing(root, record.brief, record.facts))


def forget(root: Path, brief: str, fact: str, wording: Wording) -> Forgetting:
    """Take a fact out of what is kept of every edition of a brief whose facts can be read."""
    wanted = forgetting(root, brief, fact, wording)
    # What replaces the old contents is written first: until the last of them is deleted, the next call finds it.
    write_files(wanted.written, root)
    for name in sorted(wanted.deleted):
        (root / name).unlink(missing_ok=True)
    return wanted


def forgetting(root: Path, brief: str, fact: str, wording: Wording = _NO_WORDING) -> Forgetting:
    """Say what has to be done that a fact is kept nowhere, and its words in no title."""
    records = read_records(root, brief)
    before = forgotten(root, brief)
    replaced = dict(before)
    written: dict[str, bytes] = {}
    numbers: dict[int, None] = {}
    unread: list[int] = []

    def replace_by(old: str, content: bytes) -> None:
        name, data, digest = put_object(content)
        if digest != old:
            written[name] = data
            replaced[old] = digest

    for record in records:
        left = tuple(change for change in record.changes if fact not in (change.fact, change.other))
        if left != record.changes:
            replace_by(sha256(text_of_changes(record.changes)).hexdigest(), text_of_changes(left))
        file = _facts_of(root, record)
        is_titled = _is_titled(record, file, fact, wording)
        if is_titled:
            replace_by(
                standing(root, brief, record.titled), text_of_titles(brief, _retitled(record, wording))
            )
        if file is None:
            unread.append(record.number)
        elif is_titled or _names(file, fact):
            left_over = replace(file, withdrawn={i: o for i, o in file.withdrawn.items() if i != fact})
            shown = shown_file(left_over, {*file.facts} - {fact})
            shown = replace(shown, brief=_reworded(shown.brief, wording)) if is_titled else shown
            replace_by(standing(root, brief, record.facts), public_text(shown))
            if fact in file.facts or fact in file.withdrawn:
                numbers[record.number] = None
    if replaced != before:
        text = json.dumps(replaced, indent=1) + "\n"
        written[f"{FOLDER}/{brief}/{FORGOTTEN}"] = text.encode()
    needless = dict(_needless(records, replaced))
    deleted = frozenset(name for name in needless if (root / name).is_file())
    numbers |= {needless[name]: None for name in deleted if needless[name]}
    return Forgetting(written=written, deleted=deleted, numbers=tuple(sorted(numbers)), unread=tuple(unread))


def _facts_of(root: Path, record: Record) -> FactFile | None:
    try:
        return read_public_facts(facts_data(root, record), f"facts/{record.brief}.yaml")
    except BriefingError:
        return None


def _is_titled(record: Record, file: FactFile | None, fact: str, wording: Wording) -> bool:
    """Whether the title or the standfirst of an edition has words of a fact, in any language."""
    if file is not None:
        named = any(reference.id == fact for reference in references_of(file.brief))
        if named or wording.is_secret(file.brief.title) or wording.is_secret(file.brief.standfirst):
            return True
    return any(wording.is_secret(words.get(n, "")) for words in record.titles.values() for n in TITLES)


def _retitled(record: Record, wording: Wording) -> Mapping[str, Mapping[str, str]]:
    """Give the titles of an edition as they are today; its number where that has the words as well."""
    titles: dict[str, Mapping[str, str]] = {}
    for locale, words in record.titles.items():
        new = {name: wording.today(locale, name) for name in TITLES}
        titles[locale] = {**words, **new, "title": new["title"] or words["edition"]}
    return titles


def _reworded(brief: Brief, wording: Wording) -> Brief:
    title, standfirst = (wording.today("", name) or brief.id for name in TITLES)
    return replace(brief, title=title, standfirst=standfirst)


def _names(file: FactFile, fact: str) -> bool:
    """Whether a fact is in a file, or something in the file names it."""
    parts = (*file.facts.values(), *file.sections.values())
    return (
        fact in file.facts
        or fact in file.withdrawn
        or any(r.id == fact and r.kind == "fact" for p in parts for r in references_of(p))
    )


def _needless(records: tuple[Record, ...], replaced: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Give the objects that something else stands for now, and the pages made from them, each with its edition.

    An edition whose facts were replaced has lost an item: its pages and translations show it.
    """
    needed: set[str] = set(replaced.values()) - replaced.keys()
    needless: dict[str, int] = dict.fromkeys(replaced, 0)
    for record in records:
        inputs = {name: digest for name, digest in record.inputs.items() if digest != "absent"}
        if record.facts not in replaced:
            needed |= {record.facts, *inputs.values(), *(copy.digest for copy in record.copies)}
            continue
        own = (f"/{record.brief}.po", "facts/")
        made = {d for n, d in inputs.items() if n.endswith(own[0]) or n.startswith(own[1])}
        needed |= set(inputs.values()) - made
        needless |= dict.fromkeys({*made, *(copy.digest for copy in record.copies)}, record.number)
    yield from ((object_name(d), number) for d, number in needless.items() if d not in needed)
