"""What a finished file says: one type for every format."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from briefing.formats import Output
from briefing.readback.pictures import Picture

MarkKind = Literal["value", "time", "sentence"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """Where the text from `offset` on stands: line of a web page, page of a PDF, the heading above it."""

    offset: int
    line: int = 1
    page: int = 0
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An element of a web page that says what it holds: a value, a date, or the sentence of a fact.

    `machine` is its value for machines, `text` what a reader sees; `within` the sentence that a value stands in.
    """

    kind: MarkKind
    fact: str
    machine: str
    text: str
    offset: int
    line: int
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What a finished file says. `locale` and `output` are those of its name, `language` is what it declares.

    `text` is the running text in reading order; `margins` are what stands outside of it on every sheet; `asides` what
    is not seen but read: titles, descriptions, words for pictures. `pictures` are those
    that have words to stand for them. `head` is what the head of a page or the information of a PDF says of it, by
    name; `structured` its description for machines, `attachments` the files that a PDF carries.
    """

    brief: str
    locale: str
    output: Output
    path: Path
    language: str
    text: str
    margins: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    stops: tuple[Stop, ...] = ()
    pictures: tuple[Picture, ...] = ()
    head: tuple[tuple[str, str], ...] = ()
    structured: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, bytes] = field(default_factory=dict)

    def stop_at(self, offset: int) -> Stop:
        """Give where an offset of the text stands."""
        at = bisect_right([stop.offset for stop in self.stops], offset)
        return self.stops[at - 1] if at else Stop(offset=0)
