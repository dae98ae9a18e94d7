"""The shape of what is kept of editions: records, changes, and the list of what was removed for safety.

They may come from anybody who sends a change to the project: types, names, numbers and digests are checked here before
any other room sees them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    TypeAdapter,
    ValidationError,
)

from briefing.diagnostics import Diagnostic, Outcome, Span
from briefing.editions.changes import Kind
from briefing.editions.objects import unusable
from briefing.facts import read_when
from briefing.formats import FORMATS, SUFFIXES, Format
from briefing.inputs import InputFile
from briefing.trees import Tree, read_tree
from briefing.values import Qualifier

T = TypeVar("T")

_MOST: Final = 10
_LONGEST: Final = 60

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=200)]
_Locale = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
_SUFFIX: Final = "|".join(re.escape(suffix) for suffix in SUFFIXES)
_FileName = Annotated[str, StringConstraints(pattern=rf"^[A-Za-z0-9][\w.-]*({_SUFFIX})$", max_length=240)]
_Number = Annotated[int, Field(ge=1, le=999_999)]
_Decimal = Annotated[str, StringConstraints(pattern=r"^-?[0-9]{1,40}(\.[0-9]{1,40})?$")]


def _is_below(name: str) -> str:
    """Accept the name of an input: a path below the root of the project."""
    path = PurePosixPath(name)
    if not name or path.is_absolute() or ".." in path.parts or re.search(r"[\\\0:]", name):
        raise ValueError(name)
    return name


def _is_date(text: str) -> str:
    """Accept a date as `tree_of_change` writes it: EDTF, or nothing."""
    if text:
        read_when(text)
    return text


_InputName = Annotated[str, AfterValidator(_is_below)]


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyShape:
    """A published file, as a record has it."""

    name: _FileName
    locale: _Locale
    format: Format
    layout: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][\w.-]*$")] | None
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsShape:
    """The settings of an edition, as a record has them; others are of other versions of the tool."""

    locales: Annotated[tuple[_Locale, ...], Field(min_length=1)]
    theme: _InputName = "plain"
    names: str = "neutral"
    publisher: str = ""
    contact: str = ""
    logo: _InputName | None = None
    colours: Mapping[str, str] = Field(default_factory=dict)
    coastline: _InputName | None = None
    coastline_credit: str = ""
    base_url: str = ""
    stale_after_days: Annotated[int, Field(ge=0, le=100_000)] = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleShape:
    """What an index says of an edition in one locale."""

    title: str
    standfirst: str
    edition: str
    issued: str = ""
    data_as_of: str = ""
    issued_machine: str = ""
    data_as_of_machine: str = ""
    data_undated: Annotated[str, StringConstraints(pattern=r"^[0-9]{0,6}$")] = ""


Titles = Annotated[Mapping[_Locale, TitleShape], Field(min_length=1)]
_DIGEST: Final = "<digest>"
_WORDS: Final = "<words>"
_TitlesOrDigest = Annotated[
    Annotated[Digest, Tag(_DIGEST)] | Annotated[Titles, Tag(_WORDS)],
    Discriminator(lambda value: _WORDS if isinstance(value, dict) else _DIGEST),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitlesShape:
    """What indexes say of an edition of a brief, kept apart from its record."""

    brief: _Id
    titles: Titles


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordShape:
    """A record, as its file has it. `changes` is a digest here, and so are `titles`, but for old records."""

    schema: Literal[1]
    brief: _Id
    number: _Number
    issued: date
    at: AwareDatetime
    by: str
    facts: Digest
    settings: SettingsShape
    versions: Mapping[str, str]
    outdated: Digest
    approvals: Mapping[str, Annotated[int, Field(ge=0)]]
    changes: Digest
    parity: str
    titles: _TitlesOrDigest
    copies: Annotated[tuple[CopyShape, ...], Field(min_length=1)]
    inputs: Mapping[_InputName, Digest | Literal["absent"]]
    before: Digest | Literal[""]
    ledger: Digest | Literal[""] = ""
    since: Annotated[int, Field(ge=0)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityShape:
    """The former value of a change."""

    low: _Decimal
    qualifier: Qualifier
    high: _Decimal | None = None
    of: _Decimal | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationShape:
    """A source that a change rests on, and the place in it."""

    source: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=200)]
    at: Annotated[str, StringConstraints(min_length=1, max_length=2_000)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeShape:
    """A change from one edition to the next."""

    kind: Kind
    fact: str = ""
    edition: _Number | None = None
    was: QuantityShape | None = None
    by: str = ""
    state: str = ""
    section: str = ""
    part: str = ""
    count: Annotated[int, Field(ge=0)] = 0
    other: str = ""
    reason: Annotated[str, StringConstraints(max_length=2_000)] = ""
    subject: Annotated[str, StringConstraints(max_length=2_000)] = ""
    on: Annotated[str, AfterValidator(_is_date)] = ""
    sources: tuple[CitationShape, ...] = ()


_WANTED: Final[Mapping[str, str]] = {
    "schema": "1, the only form of records that this version reads",
    "brief": "the id of a brief",
    "number": "a whole number from 1 on",
    "edition": "a whole number from 1 on",
    "on": "a date, as `2026-03-10`",
    "issued": "a day, as `2026-03-10`",
    "at": "a time with its zone, as `2026-03-10T09:00:00+00:00`",
    "name": "the plain name of a file",
    "locale": "a locale",
    "format": f"one of {', '.join(f'`{name}`' for name in FORMATS)}",
    "layout": "the name of a layout",
    "inputs": "paths below the project with their digests",
    "approvals": "names with whole numbers",
    "versions": "names with versions",
    "titles": "a SHA-256, or the words of each locale",
    "copies": "the published files",
    "locales": "a list of locales",
}
_DIGESTS: Final = frozenset({"facts", "changes", "outdated", "before", "ledger", "digest", "inputs"})


def read_shape(data: bytes, name: str, kind: type[T]) -> Outcome[T | None]:
    """Read JSON of a shape; the value is None when it has another one, and each fault is a finding at its place."""
    try:
        adapter = _adapter(kind)  # type: ignore[arg-type]  # types can be hashed
        shape: T = adapter.validate_json(data, strict=True)
        return Outcome(value=shape)
    except ValidationError as error:
        details = error.errors(include_url=False)
    if details[0]["type"] == "json_invalid":
        return Outcome(value=None, diagnostics=(_syntax(details[0], name),))
    found = tuple(_faults(details[:_MOST], _tree(data, name), name))
    return Outcome(value=None, diagnostics=found)


def unusable_at(message: str, path: tuple[str | int, ...], data: bytes, name: str) -> Diagnostic:
    """Give the finding of something at a path in the JSON of a file."""
    tree = _tree(data, name)
    return unusable(message, tree.span(*path) if tree is not None else Span(file=name))


def settings_in(data: bytes) -> Mapping[str, Any]:
    """Give all settings that a record has, those of other versions of the tool included."""
    found: _Settings = _adapter(_Settings).validate_json(data)
    return found.settings


def plain_of(shape: ChangeShape) -> dict[str, Any]:
    """Give a change as plain values, what says nothing left out."""
    return _without_none(asdict(shape))


def _without_none(tree: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_none(value) if isinstance(value, dict) else value
        for name, value in tree.items()
        if value is not None
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class _Settings:
    settings: Mapping[str, Any]


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _tree(data: bytes, name: str) -> Tree | None:
    """Read JSON as YAML, which it nearly is, for the places of its values alone."""
    file = InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())
    return read_tree(file).value


def _syntax(detail: Any, name: str) -> Diagnostic:
    place = re.search(r"line (\d+) column (\d+)", detail["msg"])
    line, column = (int(place[1]), max(int(place[2]), 1)) if place else (1, 1)
    return unusable("the file is no JSON", Span(file=name, line=line, column=column))


def _faults(details: Any, tree: Tree | None, name: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for detail in details:
        path = _path(detail["loc"], tree)
        place = _place(path)
        if place in seen:
            continue
        seen.add(place)
        span = tree.span(*path) if tree is not None else Span(file=name)
        if detail["type"] in ("missing", "missing_argument", "missing_keyword_only_argument"):
            yield unusable(f"`{place}` is missing", span)
        else:
            yield unusable(f"`{place}` is {_shown(detail['input'])}, and not {_wanted(path)}", span)


def _path(loc: tuple[str | int, ...], tree: Tree | None) -> tuple[str | int, ...]:
    """Keep of pydantic's path what stands in the file, and the name of what is missing there."""
    path: tuple[str | int, ...] = ()
    at: object = tree.plain if tree is not None else None
    for step in loc:
        if step in (_DIGEST, _WORDS):  # which of two shapes was looked for
            continue
        if isinstance(at, dict):
            path, at = (*path, step), at.get(str(step))
        elif isinstance(at, list) and isinstance(step, int) and step < len(at):
            path, at = (*path, step), at[step]
    return path


def _place(path: tuple[str | int, ...]) -> str:
    text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return text.removeprefix(".")[:_LONGEST] or "the file"


def _wanted(path: tuple[str | int, ...]) -> str:
    named = [str(step) for step in path if isinstance(step, str)]
    last = named[-1] if named else ""
    if last in _WANTED:
        return _WANTED[last]
    if last in _DIGESTS or named[:1] == ["inputs"]:
        return "a SHA-256 in 64 hexadecimal digits"
    return "what a record has there"


def _shown(value: object) -> str:
    match value:
        case None:
            return "nothing"
        case dict():
            return "a mapping"
        case list() | tuple():
            return "a list"
        case _:
            text = repr(value) if not isinstance(value, str) else value
            return f"`{text[:_LONGEST]}`"
