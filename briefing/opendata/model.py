"""DataBook: the public facts of one brief with their words in every locale asked for, before any format writes them."""

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, str | None]
"""A text by locale; None where it has no translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataDate:
    """A date: its EDTF as typed, the part of a period, and the first and last day it may mean.

    `start` and `end` (ISO 8601) are None where they cannot be told: an open end, an approximate or uncertain date.
    """

    edtf: str
    part: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource:
    """A source as it may be shown; of a protected one nothing but that there is one."""

    id: str
    kind: str
    label: Words
    title: str | None
    publisher: str | None
    author: str | None
    language: str | None
    published: DataDate | None
    url: str | None
    is_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFact:
    """One fact, that is: what one speaker says. `value` has its numbers by name, with the digits that were typed.

    The names are `number`, or `low` and `high`, or `part` and `of`. `sources` pairs an id with the place in it.
    """

    id: str
    section: str
    kind: str
    sentence: Words
    label: Words | None
    value: Mapping[str, str] | None
    qualifier: str | None
    unit: str | None
    speaker: str
    speaker_name: Words | None
    speech_act: str
    certainty: str
    when: DataDate | None
    as_of: DataDate | None
    sources: tuple[tuple[str, str | None], ...]
    competes_with: tuple[str, ...]
    contradicts: tuple[str, ...]
    sum_of: tuple[str, ...]
    meets: str | None
    likelihood: str | None
    condition: Words | None
    outcome: str | None
    hxl: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataBook:
    """The facts of a brief. `digest` is the SHA-256 of the public facts, the same that an edition keeps."""

    brief: str
    digest: str
    locales: tuple[str, ...]
    title: Words
    sources: Mapping[str, DataSource]
    facts: tuple[DataFact, ...]
