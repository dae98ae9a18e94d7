"""The types of the fact file, checked by pydantic as they are built.

Every text is English and is the msgid of a message; every number is a `Decimal`. Mappings keep the order of
the file.
"""

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, ConfigDict, StringConstraints
from pydantic.dataclasses import dataclass

from briefing.facts.kinds import Kind
from briefing.facts.scalars import (
    citations_of_tree,
    decimal_of_text,
    flag_of_text,
    instant_of_text,
    integer_of_text,
    when_of_tree,
)
from briefing.values import Qualifier, Quantity, When

# built when the first fact file is read, once for all types instead of once for each
STRICT = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)

SectionId = Literal["background", "current-crisis", "outlook"]
Certainty = Literal["reported", "claimed", "contested", "confirmed"]
Sensitivity = Literal["public", "internal", "restricted"]
SpeechAct = Literal["say", "declare", "promise", "warn", "deny", "demand"]
ActorKind = Literal[
    "person",
    "state",
    "government",
    "officials",
    "armed-group",
    "humanitarian",
    "organisation",
    "group",
    "source-voice",
    "unspecified",
]
SourceKind = Literal[
    "news-text", "report", "statement", "press-release", "dataset", "interview", "observation", "law", "other"
]
TermClass = Literal["substitute", "attribute", "drop", "allow"]
Author = Literal["us", "source"]
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even",
    "likely",
    "very-likely",
    "almost-certain",
]
OutcomeState = Literal["happened", "did-not-happen", "overtaken", "kept", "broken", "withdrawn"]

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
Number = Annotated[Decimal, BeforeValidator(decimal_of_text)]
Whole = Annotated[int, BeforeValidator(integer_of_text)]
Flag = Annotated[bool, BeforeValidator(flag_of_text)]
Date = Annotated[When, BeforeValidator(when_of_tree)]
Instant = Annotated[datetime, BeforeValidator(instant_of_text)]
Names = Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class RangeValue:
    """`{low, high}`: a range, both ends in the fact's unit."""

    low: Number
    high: Number


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class PartValue:
    """`{part, of}`: a part of a whole, both in the fact's unit."""

    part: Number
    of: Number


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Citation:
    """A source a fact rests on, and where in it: `at: s. 7` (s. p. para. sec. ch. table fig.) or words."""

    source: Id
    at: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Review:
    """Who has read the English of a fact, and when."""

    state: Literal["draft", "reviewed", "approved"] = "draft"
    by: Text | None = None
    on: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Former:
    """What a fact said before it was changed: `edition` is the last one that printed it, None where none did."""

    value: Number | RangeValue | PartValue
    qualifier: Qualifier = "exactly"
    as_of: Date | None = None
    sources: Annotated[tuple[Citation, ...], BeforeValidator(citations_of_tree)] = ()
    edition: Whole | None = None
    replaced: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Correction:
    """An error that was mended: whose it was, the value it had, and the last edition that printed it, else None.

    `was` is None where the words were wrong and not the value. `reason` is a sentence for readers, printed with the
    correction; `why` is for the desk and is never printed.
    """

    by: Author
    was: Number | RangeValue | PartValue | None = None
    qualifier: Qualifier | None = None
    edition: Whole | None = None
    on: Date | None = None
    reason: Text | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Retraction:
    """A fact taken back: by the desk or by its source; `on` is the day of the withdrawal, `sources` say so.

    `reason` is a sentence for readers, printed with the withdrawal; `why` is for the desk and is never printed.
    """

    by: Author
    edition: Whole | None = None
    on: Date | None = None
    sources: Annotated[tuple[Citation, ...], BeforeValidator(citations_of_tree)] = ()
    reason: Text | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Removal:
    """A fact taken out because it could harm somebody. Nothing of it is shown any more, not even that it was."""

    on: Date
    edition: Whole | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Resolution:
    """What became of a forecast or a promise, since when it is known, and on which source."""

    state: OutcomeState
    on: Date | None = None
    sources: Annotated[tuple[Citation, ...], BeforeValidator(citations_of_tree)] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Difference:
    """Why a total is not the sum of its parts. `reason` is a sentence for readers, printed with the figure.

    `why` is for the desk and is never printed. `of` has the values that it was said of, by the id of the total and of
    each part, as `100` or `at-least 40`: with other values it has expired.
    """

    of: Mapping[Id, Text]
    reason: Text | None = None
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Fact:
    """One fact: what is said, by whom, on which source, how certain, as of when.

    `text` is the sentence, `summary` a shorter one for the first page, `label` the words under a key figure.
    A number, date or name is never typed in them; `{id:forms}` stands for it. `as_of` None is unknown.
    `started` is the first day of a duration that goes on; without it a duration never grows by itself. `sum_of` names
    the facts that the value is the total of; `sum_differs` says why it is not: a plain text is for the desk and never
    printed.
    `meets` names the need that a response is held against, in the same unit. `likelihood` is a step of the scale of
    seven (ICD 203) for a forecast whose author used that scale; an everyday "unlikely" is none.
    """

    section: SectionId
    kind: Kind
    text: Text
    summary: Text | None = None
    label: Text | None = None
    value: Number | RangeValue | PartValue | None = None
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = None
    qualifier: Qualifier = "exactly"
    when: Date | None = None
    as_of: Date | None = None
    said_by: Id = "narrator"
    speech_act: SpeechAct = "say"
    certainty: Certainty = "reported"
    sources: Annotated[tuple[Citation, ...], BeforeValidator(citations_of_tree)] = ()
    competes_with: tuple[Id, ...] = ()
    contradicts: tuple[Id, ...] = ()
    resolves: tuple[Id, ...] = ()
    supersedes: tuple[Id, ...] = ()
    sum_of: tuple[Id, ...] = ()
    sum_differs: Difference | Text | None = None
    meets: Id | None = None
    likelihood: Likelihood | None = None
    condition: Text | None = None
    sensitivity: Sensitivity = "public"
    stale_after_days: Whole | None = None
    hxl: Text | None = None
    note: Text | None = None
    review: Review = field(default_factory=Review)
    started: Date | None = None
    history: tuple[Former, ...] = ()
    corrections: tuple[Correction, ...] = ()
    retracted: Retraction | None = None
    removed: Removal | None = None
    outcome: Resolution | None = None

    @property
    def quantity(self) -> Quantity | None:
        """The value with its qualifier and unit, or None when the fact has no value."""
        return None if self.value is None else quantity_of(self.value, self.qualifier, self.unit)

    @property
    def is_shown(self) -> bool:
        """Whether the brief may show it: it is public and was neither taken back nor taken out."""
        return self.sensitivity == "public" and self.retracted is None and self.removed is None


NO_UNIT: Final = "none"
"""The unit of a number that counts nothing: a magnitude, a reproduction number, a ratio."""


def quantity_of(value: Number | RangeValue | PartValue, qualifier: Qualifier, unit: str | None) -> Quantity:
    """Give a value of the fact file with its qualifier and unit."""
    unit = None if unit == NO_UNIT else unit
    match value:
        case RangeValue(low=low, high=high):
            return Quantity(low=low, high=high, qualifier=qualifier, unit=unit)
        case PartValue(part=part, of=of):
            return Quantity(low=part, of=of, qualifier=qualifier, unit=unit)
        case number:
            return Quantity(low=number, qualifier=qualifier, unit=unit)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Source:
    """A citation. `label` describes it where it has no title; `depends_on` names sources it draws on.

    `called` are the words, per language, by which sentences name it: what they say is its words, not the brief's.
    Of a `protected` source nothing is shown but that there is one.
    """

    kind: SourceKind
    label: Text
    title: Text | None = None
    publisher: Text | None = None
    author: Text | None = None
    language: Text | None = None
    published: Date | None = None
    retrieved: Date | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=500)] | None = None
    depends_on: tuple[Id, ...] = ()
    called: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    protected: Flag = False
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Actor:
    """Someone who acts or speaks: `names` per language, a plain name or its forms (`nom`, `gen`, …)."""

    kind: ActorKind
    names: Names
    party: Id | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Position:
    """Where a place is, in decimal degrees (WGS 84), north and east positive, and which sources say so."""

    latitude: Number
    longitude: Number
    sources: Annotated[tuple[Citation, ...], BeforeValidator(citations_of_tree)]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Place:
    """A place: `names` per language as for actors; `variants` are other names in use, for the names note.

    `local` has the name that is usual in a language where that is another one: the policy `local` prints it. With a
    `position` the place is marked on the locator map.
    """

    names: Names
    local: Mapping[str, Text | Mapping[str, Text]] = field(default_factory=dict)
    variants: Mapping[str, tuple[Text, ...]] = field(default_factory=dict)
    contested: Flag = False
    position: Position | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Term:
    """A loaded word: its class, why, what to write, and the words themselves per language."""

    rule: TermClass
    words: Mapping[str, tuple[Text, ...]]
    use: Mapping[str, Text] = field(default_factory=dict)
    why: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Gap:
    """Something the sources do not say, as a sentence."""

    text: Text
    section: SectionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SectionPart:
    """A run of facts under one heading: one paragraph."""

    heading: Text
    facts: tuple[Id, ...]


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Section:
    """One section in its order: `key` facts are summed up on page one; `parts` by id hold every fact once."""

    parts: Mapping[Id, SectionPart]
    key: tuple[Id, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Edition:
    """What is said of the coming edition: not to be published before `embargo`, and when the `next` is due.

    `number` and `issued` are given by `briefing publish` and may only be null here.
    """

    number: Whole | None = None
    issued: Date | None = None
    embargo: Instant | None = None
    next: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Brief:
    """Title and standfirst of the document, and what it is about."""

    id: Id
    title: Text
    standfirst: Text
    countries: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class FactFile:
    """The whole of `facts/<brief>.yaml`.

    `withdrawn` is written by the tool into the public facts of an edition: what it tells of facts that were taken back.
    """

    schema: Literal["1"]
    brief: Brief
    sources: Mapping[Id, Source]
    sections: Mapping[SectionId, Section]
    facts: Mapping[Id, Fact]
    edition: Edition = field(default_factory=Edition)
    actors: Mapping[Id, Actor] = field(default_factory=dict)
    places: Mapping[Id, Place] = field(default_factory=dict)
    terms: Mapping[Id, Term] = field(default_factory=dict)
    gaps: Mapping[Id, Gap] = field(default_factory=dict)
    units: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)
    withdrawn: Mapping[Id, Retraction] = field(default_factory=dict)
