"""Record: one edition as it was published. Number, day, digests of all that went in and of all that came out.

The contents lie beside the records by their SHA-256, each once: `editions/objects/3f/3f2a…`. A record is written
once and never changed; it holds the digest of the record before it.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from briefing.diagnostics import BriefingError, Outcome
from briefing.editions.changes import Change, change_of_tree, tree_of_change
from briefing.editions.objects import FOLDER, find_object, object_name, read_regular
from briefing.editions.shape import (
    ChangeShape,
    Digest,
    RecordShape,
    TitleShape,
    TitlesShape,
    plain_of,
    read_shape,
    settings_in,
    unusable_at,
)
from briefing.formats import FORMATS, Format, Output

SCHEMA: Final = 1
FORGOTTEN: Final = "forgotten"
_NUMBERED: Final = re.compile(r"([1-9][0-9]{0,5})\.json", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A published file: its name in the folder of the brief, what it is, and the SHA-256 of its bytes."""

    name: str
    locale: str
    format: Format
    layout: str | None
    digest: str

    @property
    def format_name(self) -> str:
        """What its kind of file is called in every language, as `PDF`."""
        return FORMATS[self.format].suffix.removeprefix(".").upper()

    @property
    def is_page(self) -> bool:
        """Whether it is the web page, which others link to."""
        return self.format == "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A numbered edition. `inputs` are digests by name ("absent" where a file was looked for and was not there).

    `facts` is the digest of the public facts; `outdated` that of the ids of those printed as too old; `approvals` how
    many facts each person has approved; `titles` title, standfirst and dates by locale as they stand today, `titled`
    the digest of those that were published; `versions` those of all that makes the pages; `before` the digest of the
    record of the edition before, empty for the first; `ledger` that of the last line of the ledger then, empty in old
    records. `since` is the edition that `changes` are counted from: None for the one before, 0 where its locales had
    none.
    """

    brief: str
    number: int
    issued: date
    at: str
    by: str
    facts: str
    settings: Mapping[str, Any]
    inputs: Mapping[str, str]
    versions: Mapping[str, str]
    outdated: str
    approvals: Mapping[str, int]
    copies: tuple[Copy, ...]
    titles: Mapping[str, Mapping[str, str]]
    changes: tuple[Change, ...] = ()
    parity: str = ""
    before: str = ""
    ledger: str = ""
    since: int | None = None
    titled: str = field(default="", compare=False)
    digest: str = field(default="", compare=False)

    @property
    def formats(self) -> tuple[Format, ...]:
        """Give the formats that the edition was published in."""
        return tuple(dict.fromkeys(copy.format for copy in self.copies))

    @property
    def locales(self) -> tuple[str, ...]:
        """Give the short names of the locales that the edition was published in."""
        return tuple(dict.fromkeys(copy.locale for copy in self.copies))


def record_name(brief: str, number: int) -> str:
    """Give the name of a record from the root of the project."""
    return f"{FOLDER}/{brief}/{number}.json"


def read_records(root: Path, brief: str) -> tuple[Record, ...]:
    """Read all editions of a brief, the first one first; raises `BriefingError` when one cannot be used."""
    return tuple(read_record(root, brief, number) for number in numbers_of(root, brief))


def last_record(root: Path, brief: str) -> Record | None:
    """Read the latest edition of a brief, or None where nothing was published yet."""
    numbers = numbers_of(root, brief)
    return read_record(root, brief, numbers[-1]) if numbers else None


def last_by_locale(root: Path, brief: str, locales: Collection[str]) -> Mapping[str, Record]:
    """Read, for each of some locales, the latest edition that was published in it; others are left out."""
    found: dict[str, Record] = {}
    for number in reversed(numbers_of(root, brief)):
        record = read_record(root, brief, number)
        found |= {o: record for o in record.locales if o in locales and o not in found}
        if len(found) == len(set(locales)):
            break
    return found


def numbers_of(root: Path, brief: str) -> tuple[int, ...]:
    """Give the numbers of the records that lie there, sorted."""
    names = (path.name for path in (root / FOLDER / brief).glob("*.json"))
    return tuple(sorted(int(found[1]) for name in names if (found := _NUMBERED.fullmatch(name))))


def read_record(root: Path, brief: str, number: int) -> Record:
    """Read one edition; raises `BriefingError` when it is not there or cannot be used."""
    if number not in numbers_of(root, brief):
        raise BriefingError(f"`{brief}` has no edition {number}", "see `briefing log` for those there are")
    found = find_record(root, brief, number)
    if found.value is None:
        first = found.diagnostics[0]
        raise BriefingError(f"`{record_name(brief, number)}` cannot be used: {first.message}", first.hint)
    return found.value


def find_record(root: Path, brief: str, number: int) -> Outcome[Record | None]:
    """Read one edition; whatever is wrong with it is a finding at its place."""
    name = record_name(brief, number)
    data = read_regular(root, name)
    if data.value is None:
        return Outcome(value=None, diagnostics=data.diagnostics)
    read = read_shape(data.value, name, RecordShape)
    if read.value is None:
        return Outcome(value=None, diagnostics=read.diagnostics)
    shape = read.value
    wrong = [unusable_at(why, path, data.value, name) for path, why in _misfits(shape, brief, number)]
    gone = find_forgotten(root, brief)
    changes = _changes(root, shape.changes, gone.value) if gone.value is not None else None
    titles = _titles(root, shape, gone.value) if gone.value is not None else None
    found = (*wrong, *gone.diagnostics, *(changes.diagnostics if changes else ()))
    found += titles.diagnostics if titles else ()
    if changes is not None and titles is not None and titles.value is not None and not found:
        missing = _untitled(shape, titles.value[1])
        found += tuple(unusable_at(why, path, data.value, name) for path, why in missing)
    if found or changes is None or titles is None or titles.value is None:
        return Outcome(value=None, diagnostics=found)
    titled, words = titles.value
    record = replace(_record(shape, changes.value, data.value), titles=words, titled=titled)
    return Outcome(value=record)


def text_of_record(record: Record) -> bytes:
    """Write a record as JSON, UTF-8, in one order."""
    tree = {
        "schema": SCHEMA,
        "brief": record.brief,
        "number": record.number,
        "issued": record.issued.isoformat(),
        "at": record.at,
        "by": record.by,
        "facts": record.facts,
        "settings": dict(record.settings),
        "versions": dict(sorted(record.versions.items())),
        "outdated": record.outdated,
        "approvals": dict(record.approvals),
        "changes": sha256(text_of_changes(record.changes)).hexdigest(),
        "parity": record.parity,
        "titles": sha256(text_of_titles(record.brief, record.titles)).hexdigest(),
        "copies": [
            {"name": c.name, "locale": c.locale, "format": c.format, "layout": c.layout, "digest": c.digest}
            for c in record.copies
        ],
        "inputs": dict(sorted(record.inputs.items())),
        "before": record.before,
        "ledger": record.ledger,
        **({"since": record.since} if record.since is not None else {}),
    }
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def text_of_changes(changes: tuple[Change, ...]) -> bytes:
    """Write changes as JSON. They are kept apart from the record, so that one can be taken out for safety."""
    return (json.dumps([tree_of_change(c) for c in changes], ensure_ascii=False, indent=1) + "\n").encode()


def text_of_titles(brief: str, titles: Mapping[str, Mapping[str, str]]) -> bytes:
    """Write what indexes say of an edition as JSON. It is kept apart from the record for the same reason."""
    tree = {"brief": brief, "titles": {locale: dict(words) for locale, words in titles.items()}}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def find_forgotten(root: Path, brief: str) -> Outcome[Mapping[str, str] | None]:
    """Read, by the digest of a content that is gone for safety, that of what took its place."""
    name = f"{FOLDER}/{brief}/{FORGOTTEN}"
    if not (root / name).exists():
        return Outcome(value={})
    data = read_regular(root, name)
    if data.value is None:
        return Outcome(value=None, diagnostics=data.diagnostics)
    read = read_shape(data.value, name, dict[Digest, Digest])
    if read.value is None:
        return Outcome(value=None, diagnostics=read.diagnostics)
    for digest in read.value:
        seen, at = {digest}, digest
        while (at := read.value.get(at, "")) and at not in seen:
            seen.add(at)
        if at:
            found = unusable_at(
                "what took the place of a content leads back to it", (digest,), data.value, name
            )
            return Outcome(value=None, diagnostics=(found,))
    return Outcome(value=read.value)


def forgotten(root: Path, brief: str) -> Mapping[str, str]:
    """Give what `find_forgotten` reads; raises `BriefingError` when it cannot be used."""
    found = find_forgotten(root, brief)
    if found.value is None:
        first = found.diagnostics[0]
        raise BriefingError(f"`{FOLDER}/{brief}/{FORGOTTEN}` cannot be used: {first.message}", first.hint)
    return found.value


def standing(root: Path, brief: str, digest: str) -> str:
    """Give the digest of what stands for a content today: its own, or of what took its place."""
    return followed(forgotten(root, brief), digest)


def followed(gone: Mapping[str, str], digest: str) -> str:
    """Give what stands for a content after all that took the place of something."""
    while digest in gone:
        digest = gone[digest]
    return digest


def _changes(root: Path, digest: str, gone: Mapping[str, str]) -> Outcome[tuple[Change, ...]]:
    digest = followed(gone, digest)
    data = find_object(root, digest, "the list of changes of an edition")
    if data.value is None:
        return Outcome(value=(), diagnostics=data.diagnostics)
    read = read_shape(data.value, object_name(digest), tuple[ChangeShape, ...])
    changes = tuple(change_of_tree(plain_of(shape)) for shape in read.value or ())
    return Outcome(value=changes, diagnostics=read.diagnostics)


_Words = Mapping[str, Mapping[str, str]]


def _titles(root: Path, shape: RecordShape, gone: Mapping[str, str]) -> Outcome[tuple[str, _Words] | None]:
    """Give the digest of the titles that were published, and those that stand for them today."""
    if isinstance(shape.titles, str):
        titled, words = shape.titles, None
    else:
        words = _plain_titles(shape.titles)
        titled = sha256(text_of_titles(shape.brief, words)).hexdigest()
    digest = followed(gone, titled)
    if words is not None and digest == titled:
        return Outcome(value=(titled, words))
    data = find_object(root, digest, "the titles of an edition")
    if data.value is None:
        return Outcome(value=None, diagnostics=data.diagnostics)
    read = read_shape(data.value, object_name(digest), TitlesShape)
    if read.value is None:
        return Outcome(value=None, diagnostics=read.diagnostics)
    return Outcome(value=(titled, _plain_titles(read.value.titles)))


def _plain_titles(titles: Mapping[str, TitleShape]) -> _Words:
    return {locale: {name: word for name, word in asdict(o).items() if word} for locale, o in titles.items()}


def _untitled(shape: RecordShape, titles: _Words) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for at, copy in enumerate(shape.copies):
        if copy.locale not in titles:
            yield ("copies", at, "locale"), f"there are no titles in `{copy.locale}`"


def _misfits(shape: RecordShape, brief: str, number: int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Find what is right by itself and does not fit the rest of the record, or its place."""
    if shape.brief != brief:
        yield ("brief",), f"the record is of `{shape.brief}` and lies with those of `{brief}`"
    if shape.since is not None and shape.since >= shape.number:
        yield ("since",), f"edition {shape.number} cannot count its changes from edition {shape.since}"
    if shape.number != number:
        yield ("number",), f"the record calls itself number {shape.number} and its file {number}"
    names: set[str] = set()
    for at, copy in enumerate(shape.copies):
        output = Output(format=copy.format, layout=copy.layout or "")
        if copy.name != output.file_name(brief, copy.locale):
            yield ("copies", at, "name"), f"`{copy.name}` is not what its locale, layout and format give"
        if copy.name in names:
            yield ("copies", at, "name"), f"`{copy.name}` stands twice"
        names.add(copy.name)


def _record(shape: RecordShape, changes: tuple[Change, ...], data: bytes) -> Record:
    return Record(
        brief=shape.brief,
        number=shape.number,
        issued=shape.issued,
        at=shape.at.isoformat(timespec="seconds"),
        by=shape.by,
        facts=shape.facts,
        settings=settings_in(data),
        inputs=shape.inputs,
        versions=shape.versions,
        outdated=shape.outdated,
        approvals=shape.approvals,
        copies=tuple(Copy(**asdict(copy)) for copy in shape.copies),
        changes=changes,
        parity=shape.parity,
        titles={},
        before=shape.before,
        ledger=shape.ledger,
        since=shape.since,
        digest=sha256(data).hexdigest(),
    )
