"""Rendition: the brief in one locale, every word, number and name already chosen.

Templates see these types only. A `Text` is a run of pieces; the pieces that came from data say from which. Every field
of plain text or numbers says whether readers see it (`Printed`, `Counted`) or machines alone (`Coded`, `Internal`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from briefing.diagnostics import Span
from briefing.facts import Kind
from briefing.languages import Syllables, breaks_by_syllable
from briefing.renditions.audience import Audience, Coded, Counted, Internal, Printed
from briefing.renditions.texts import DateText, FigureText, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationText:
    """A pointer to a source: its number in the list, its id, and the localized place in it ("sentence 7")."""

    number: Printed
    source: Coded
    at: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeText:
    """What came of a forecast or a promise: one of the states of the fact file, and "since" when it is known."""

    state: Coded
    since: DateText | None
    citations: tuple[CitationText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerFigure:
    """A value that editions have printed, up to the one of that number, or in that one alone; whether in error."""

    edition: Printed
    is_single: Internal[bool]
    figure: FigureText
    as_of: DateText | None
    is_error: Internal[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundFact:
    """One public fact in one locale; its speaker as named in a sentence, and as the name begins a line.

    `trend` are the values that editions have printed before, oldest first; empty where there is none to compare with.
    `sum_reason` says why a total is not the sum of its parts. `likelihood` is a step of the scale of seven, or empty;
    `condition` is what the statement depends on, without a stop at its end. `expected` is when a forecast should have
    come true of which nobody has recorded whether it did.
    """

    id: Coded
    kind: Annotated[Kind, Audience.MACHINES]
    section: Coded
    text: Text
    summary: Text | None
    label: Text | None
    figure: FigureText | None
    when: DateText | None
    as_of: DateText | None
    is_outdated: Internal[bool]
    speaker: Coded
    speaker_name: Printed
    speaker_at_start: Printed
    speech_act: Coded
    certainty: Coded
    citations: tuple[CitationText, ...]
    rivals: Internal[tuple[str, ...]]
    contradicts: Internal[tuple[str, ...]]
    outcome: OutcomeText | None
    trend: tuple[FormerFigure, ...] = ()
    sum_reason: Text | None = None
    likelihood: Coded = ""
    condition: Text | None = None
    expected: DateText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRelation:
    """What a fact does to others: `replaced` ones no longer hold `since` a day, or one fact or gap is `settled`."""

    kind: Coded
    by: BoundFact
    since: DateText | None
    former: tuple[BoundFact, ...]
    gap: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundNeed:
    """A need, the responses to it, and what is left of it: `verdict` is left, met, open, or several responses."""

    need: BoundFact
    responses: tuple[BoundFact, ...]
    verdict: Coded
    left: FigureText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelihoodStep:
    """A step of the scale of likelihood: its id, its number from below, and the chances that it stands for."""

    id: Coded
    number: Printed
    band: FigureText


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPosition:
    """A place with coordinates: its name, both as they print, both as numbers, and who says so."""

    id: Coded
    name: Printed
    latitude: Printed
    longitude: Printed
    north: Internal[Decimal]
    east: Internal[Decimal]
    citations: tuple[CitationText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleRow:
    """A date on the scale of years: its words, the days it may mean, and how many events share it."""

    text: Printed
    days: Internal[tuple[int, int]]
    events: Internal[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearScale:
    """The dated events on one scale of years: the years at its ends, as they print and as numbers, and its rows."""

    first: Printed
    last: Printed
    years: Internal[tuple[int, int]]
    rows: tuple[ScaleRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundChange:
    """What has changed since the last edition, of the fact with the id `of`; `fact` is None where it no longer shows.

    `edition` is the number, as it prints, of the last one with the former state; `was` the former value,
    `state` the former certainty or likelihood, or what came of a forecast. `heading` names the part of what is not
    shown any more; `count` is the number of items taken out. `other` stands against the fact, or answers it. `before`
    is what was said, `now` what is said in its place: a date, a condition, the name of a speaker, empty where nothing
    was stated; `before` is None where it cannot be told any more. `said` is the former sentence, in quotation marks.
    `reason` is what readers are told of a correction or a withdrawal; of a withdrawal `subject` is what it was about,
    `on` its day, and `citations` say so.
    """

    kind: Coded
    of: Coded
    fact: BoundFact | None
    edition: Printed
    was: FigureText | None
    by: Coded
    state: Coded
    heading: Text | None
    section: Coded
    count: Counted
    other: BoundFact | None = None
    now: Printed = ""
    before: Printed | None = None
    said: Printed = ""
    reason: Text | None = None
    subject: Text | None = None
    on: DateText | None = None
    citations: tuple[CitationText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbargoText:
    """Until when nothing may be published: in the zone that was typed, and in UTC."""

    local: DateText
    local_time: Printed
    utc: DateText
    utc_time: Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundPart:
    """A heading and the facts of its paragraph, in order, with the citations of all of them."""

    id: Coded
    heading: Text
    facts: tuple[BoundFact, ...]
    citations: tuple[CitationText, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundSection:
    """One of the three sections: its parts, and its key facts for page one."""

    id: Coded
    parts: tuple[BoundPart, ...]
    key: tuple[BoundFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundSource:
    """A source as it prints, with how many facts rest on it (localized number and plain count)."""

    id: Coded
    number: Printed
    kind: Coded
    label: Text
    title: Printed
    publisher: Printed
    author: Printed
    language: Coded
    published: DateText | None
    retrieved: DateText | None
    url: Printed
    fact_count: Counted
    single_count: Counted
    is_protected: Internal[bool] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundName:
    """A place in the names note: the name used, and others in use."""

    id: Coded
    used: Printed
    variants: tuple[Printed, ...]
    contested: Internal[bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """A rendition of the brief: BCP 47 tag, its own name, short locale of its file, where its page is published."""

    tag: Coded
    locale: Coded
    name: Printed
    is_current: Internal[bool]
    address: Coded = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyphenation:
    """Where words of a language may be broken, for a language that no dictionary of the PDF engine knows."""

    tag: str
    syllables: Syllables
    small: tuple[tuple[str, str], ...]

    def positions(self, word: str) -> tuple[int, ...]:
        """Give the places in a word, in its own letters, capital or small."""
        for letter, small in self.small:
            word = word.replace(letter, small)
        return breaks_by_syllable(self.syllables, word.lower())


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of templates in one locale.

    `look_up(context, msgid, plural, count)` gives the translation with its braces unfilled, and whether it is
    one (False: the English stands in). `number` writes a plain count; `listing` joins items with "and".
    """

    look_up: Callable[[str, str, str | None, int | None], tuple[str, bool]]
    number: Callable[[int], str]
    listing: Callable[[tuple[str, ...]], str]
    quote: Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendition:
    """The brief in one locale. `description` is the standfirst for where it stands alone: feeds, links that are shared.

    `base_url` is where finished files are published; empty where they are not.

    `address` is where the web page of the brief is published in its latest state, `kept_address` where this very
    edition stays, or a draft will be seen. Both are empty where nothing is published.

    `number` is that of the edition, `edition` the same as it prints, `issued` its day; a draft has neither, and is
    the draft of edition `coming`. `changes` are those since the edition `since` that have room on page one,
    `other_changes` are listed further on, `more_changes` is their number. `likelihoods` is the scale of likelihood,
    empty where no forecast uses it. `timeline` has the dated events, and the forecasts that have not failed.
    `coastline` says whose outline of land the map is drawn on. `data` are the public facts that all of it is made of,
    as a file.
    """

    brief: Coded
    locale: Coded
    tag: Coded
    direction: Coded
    title: Text
    standfirst: Text
    description: Printed
    publisher: Printed
    contact: Printed
    base_url: Coded
    address: Printed
    kept_address: Printed
    number: Internal[int | None]
    edition: Printed
    coming: Printed
    since: Printed
    issued: DateText | None
    embargo: EmbargoText | None
    changes: tuple[BoundChange, ...]
    other_changes: tuple[BoundChange, ...]
    more_changes: Counted
    next_edition: DateText | None
    data_as_of: DateText | None
    data_undated: Counted
    sections: tuple[BoundSection, ...]
    facts: Mapping[str, BoundFact]
    figures: tuple[tuple[BoundFact, ...], ...]
    timeline: tuple[BoundFact, ...]
    scale: YearScale | None
    undated: tuple[BoundFact, ...]
    statements: tuple[BoundFact, ...]
    relations: tuple[BoundRelation, ...]
    needs: tuple[BoundNeed, ...]
    likelihoods: tuple[LikelihoodStep, ...]
    positions: tuple[BoundPosition, ...]
    coastline: Printed
    gaps: tuple[Text, ...]
    sources: tuple[BoundSource, ...]
    certainties: Mapping[str, Counted]
    names: tuple[BoundName, ...]
    siblings: tuple[Sibling, ...]
    words: Internal[Words]
    has_outdated: Internal[bool]
    is_single_source: Internal[bool]
    is_draft: Internal[bool]
    fallbacks: Internal[int]
    hyphenation: Internal[Hyphenation | None]
    data: Internal[bytes]
    spans: Internal[Mapping[str, Span]]
