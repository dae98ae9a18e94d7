"""Messages: the words of templates that proofs rely on, each typed here once, and filled as a page should fill them.

A test holds them against the messages of the shipped templates. A project whose templates lack some of them is told
which proofs could not be done for it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from briefing.catalogs import Wanted
from briefing.placeholders import after_filling, parse_message
from briefing.renditions import Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of the templates; `plural` is empty where a number does not choose its form."""

    msgid: str
    context: str = ""
    plural: str = ""


def _plain(msgid: str, context: str = "") -> Message:
    return Message(msgid=msgid, context=context)


CERTAINTY: Final = {
    "confirmed": _plain("confirmed", "certainty"),
    "reported": _plain("reported", "certainty"),
    "claimed": _plain("stated", "certainty"),
    "contested": _plain("contested", "certainty"),
}
MEANING: Final = {
    "confirmed": _plain("two sources that do not draw on each other say so, or it was seen on the spot"),
    "reported": _plain("a source says so in its own voice; not checked any further"),
    "claimed": _plain("a speaker in the source says so; whether it is so is left open"),
    "contested": _plain("sources or speakers contradict each other"),
}
CERTAINTIES: Final = _plain("How certain the statements are")

OUTCOME: Final = {
    "happened": _plain("This has happened."),
    "did-not-happen": _plain("This has not happened."),
    "overtaken": _plain("Events have overtaken this."),
    "kept": _plain("The promise was kept."),
    "broken": _plain("The promise was not kept."),
    "withdrawn": _plain("The speaker has withdrawn this."),
    "settled": _plain("Later facts have settled this."),
}
SINCE: Final = _plain("Known {since}.")

SETTLED_OR_REPLACED: Final = _plain("Settled or replaced")
SETTLED_BY: Final = _plain("Settled by:")
HOLDS: Final = _plain("This holds {since}.")
BEFORE_THAT: Final = _plain("Before that:")
WHO_SAYS_WHAT: Final = _plain("Who says what")
SOURCE_ITSELF: Final = _plain("The source itself")
CONTRARY: Final = _plain("Contrary statement: {speaker}")
FORECAST: Final = _plain("Forecast: {likelihood}.")
IS_FORECAST: Final = _plain("This is a forecast.")
CONDITION: Final = _plain("Condition: {condition}.")
EXPECTED: Final = _plain("Expected for {date}; it is not known whether this happened.")
DATED: Final = _plain("(as of {date})")
OLD_FIGURES: Final = _plain(
    "The date of some figures is unknown, or the figures may be out of date. Check them before you pass them on."
)
LEGEND: Final = _plain("{sign} Not dated, or may be out of date")

DATA_AS_OF: Final = _plain("Data as of", "title block")
ISSUED: Final = _plain("Issued", "title block")
EDITION: Final = _plain("Edition", "title block")
NEXT_EDITION: Final = _plain("Next edition", "title block")
LANGUAGES: Final = _plain("Languages", "title block")
DRAFT: Final = _plain("Draft, without a number", "edition")
NOT_STATED: Final = _plain("Not stated in the source", "data as of")
RUNNING_DRAFT: Final = _plain("Draft")
RUNNING_EDITION: Final = _plain("Edition {number}")
RUNNING_DATA: Final = _plain("Data as of {date}")
RUNNING_DATA_IN_PART: Final = Message(
    msgid="Data as of {date}; {n} undated", plural="Data as of {date}; {n} undated"
)
DATA_IN_PART: Final = Message(msgid="{date}; {n} undated", context="data as of", plural="{date}; {n} undated")
UNDATED: Final = _plain("Date of the data not stated")
EMBARGO: Final = _plain("Embargoed until {date}, {time}.")
EMBARGO_UTC: Final = _plain("In UTC: {date}, {time}. Do not pass it on before then.")
PAGE: Final = _plain("Page {page} of {pages}")

IN_BRIEF: Final = _plain("In brief")
KEY_FIGURES: Final = _plain("Key figures")
SOURCES_DIFFER: Final = _plain("Sources differ")
SOURCES_AGREE: Final = _plain("Sources agree")
AS_OF: Final = _plain("As of {date}")
MAY_BE_OLD: Final = _plain("may be out of date")
SOURCE: Final = _plain("Source {number}")

NOT_KNOWN: Final = _plain("What is not known")
NO_QUESTIONS: Final = _plain("No open questions have been recorded.")
SECTION: Final = {
    "background": _plain("Background", "section"),
    "current-crisis": _plain("Current crisis", "section"),
    "outlook": _plain("Outlook", "section"),
}

TREND: Final = _plain("Over the editions")
NOW: Final = _plain("Now", "trend")
UP_TO_EDITION: Final = _plain("Up to edition {number}")
IN_ERROR: Final = _plain("In error, corrected since", "trend")
BAR: Final = _plain("Bar from zero. {what}: {figure}")
DASHED_BAR: Final = _plain("Dashed bar from zero, an error that was corrected. {what}: {figure}")

NEEDS: Final = _plain("Need and response")
NEED: Final = _plain("Need", "picture")
RESPONSE: Final = _plain("Response", "picture")
GAP: Final = _plain("Gap", "picture")
WORKED_OUT: Final = _plain("Worked out here from the two figures above; no source states it.")
HATCHED_BAR: Final = _plain(
    "Hatched bar from the end of the response to the end of the need. {what}: {figure}"
)
VERDICT: Final = {
    "met": _plain("By these two figures nothing is left of the need."),
    "several": _plain("No gap is worked out: the responses may overlap."),
    "open": _plain("No gap is worked out: the limits of the two figures leave it open."),
}

HOW_LIKELY: Final = _plain("How likely")
LIKELIHOOD: Final = {
    "almost-no-chance": _plain("almost no chance", "likelihood"),
    "very-unlikely": _plain("very unlikely", "likelihood"),
    "unlikely": _plain("unlikely", "likelihood"),
    "roughly-even": _plain("roughly even chance", "likelihood"),
    "likely": _plain("likely", "likelihood"),
    "very-likely": _plain("very likely", "likelihood"),
    "almost-certain": _plain("almost certain", "likelihood"),
}
STEP: Final = _plain("Step {n} of {total} on a scale from {first} to {last}: {word}, {band}")
CHANCES: Final = _plain("What the words stand for, in chances:")

WHERE: Final = _plain("Where")
POSITION: Final = _plain("latitude {latitude}, longitude {longitude}")
MAP: Final = _plain("Map of the coastline alone, no boundaries are shown. Marked: {places}")
NO_MAP: Final = _plain("There is no map: no coastline near by to draw it on.")
MAP_CREDIT: Final = _plain("Hatched: land. Coastline: {credit}. No boundaries are shown.")

TIMELINE: Final = _plain("Timeline")
NOT_DATED: Final = _plain("Not dated in the source", "timeline")
SCALE: Final = _plain(
    "Scale of years: {first}–{last}. Events without a date: {n}. Dates on the scale: {dates}"
)

SOURCES: Final = _plain("Sources and certainty")
PROTECTED: Final = _plain("A source known to the desk. It is not named, to protect it.")
SOURCE_KIND: Final = {
    "report": _plain("Report", "kind of source"),
    "news-text": _plain("News text", "kind of source"),
    "statement": _plain("Statement", "kind of source"),
    "press-release": _plain("Press release", "kind of source"),
    "dataset": _plain("Dataset", "kind of source"),
    "interview": _plain("Interview", "kind of source"),
    "observation": _plain("Observation", "kind of source"),
    "law": _plain("Legal text", "kind of source"),
    "other": _plain("Other source", "kind of source"),
}
PUBLISHED: Final = _plain("published: {date}")
RETRIEVED: Final = _plain("retrieved: {date}")
RESTS: Final = Message(
    msgid="{n} statement rests on this source.", plural="{n} statements rest on this source."
)
NO_OTHER: Final = _plain("No other source supports any of them.")
ONLY: Final = Message(
    msgid="For {n} of them it is the only source.", plural="For {n} of them it is the only source."
)

NAMES: Final = _plain("Names and designations")
NAME: Final = _plain("Name used here: {used}.")
NAME_OF_SEVERAL: Final = _plain("Name used here: {used}. Also in use: {variants}.")

CHANGED: Final = _plain("What has changed since edition {number}")
CHANGE: Final = {
    "correction": _plain("Corrected:", "change"),
    "retraction": _plain("Withdrawn:", "change"),
    "wording": _plain("Now reads:", "change"),
    "figure": _plain("New figure:", "change"),
    "event": _plain("New event:", "change"),
    "resolution": _plain("Outcome:", "change"),
    "reopening": _plain("Outcome:", "change"),
    "agreement": _plain("Agreement:", "change"),
    "settlement": _plain("No longer disputed:", "change"),
    "dispute": _plain("Now disputed:", "change"),
    "answer": _plain("Answered:", "change"),
    "ended": _plain("Ended:", "change"),
    "likelihood": _plain("Likelihood:", "change"),
    "condition": _plain("Condition:", "change"),
    "date": _plain("Date:", "change"),
    "speaker": _plain("Who says it:", "change"),
    "certainty": _plain("Certainty:", "change"),
    "source": _plain("Other sources:", "change"),
    "stale": _plain("May be out of date:", "change"),
    "new": _plain("New:", "change"),
    "gone": _plain("No longer included:", "change"),
}
SAID_IN_ERROR: Final = _plain("Edition {edition} said, in error: {was}.")
HAD_AN_ERROR: Final = _plain("Edition {edition} had an error in this statement.")
OUR_ERROR: Final = _plain("The error was ours.")
SOURCE_CORRECTED: Final = _plain("The source has corrected itself.")
UNDER_HEADING: Final = _plain("a statement under {heading} in edition {edition}.")
IN_EDITION: Final = _plain("a statement in edition {edition}.")
SUBJECT_UNDER: Final = _plain("a statement under {heading} in edition {edition}: {subject}.")
SUBJECT_IN_EDITION: Final = _plain("a statement in edition {edition}: {subject}.")
WITHDRAWN: Final = _plain("Withdrawn {on}.")
WE_WITHDRAW: Final = _plain("We no longer stand by it.")
SOURCE_WITHDRAWS: Final = _plain("Its source no longer stands by it.")
REMOVED: Final = Message(msgid="{n} item has been removed.", plural="{n} items have been removed.")
SAID: Final = _plain("Edition {edition} said: {was}.")
NOW_AGREE: Final = _plain("The sources that differed in edition {edition} now give the same figure.")
NOW_BEFORE: Final = _plain("Now: {now}. In edition {edition}: {before}.")
BEFORE: Final = _plain("In edition {edition}: {before}.")
REOPENED: Final = _plain("Edition {edition} gave an outcome; none is given now.")
SETTLED: Final = _plain("In edition {edition} another statement stood against it; now none does.")
AGAINST: Final = _plain("Against it stands:", "change")
ANSWER: Final = _plain("The answer:", "change")
WENT_ON: Final = _plain("In edition {edition} it was still going on.")
DIFFERENT: Final = _plain("In edition {edition} this was different.")
OTHER_SOURCES: Final = _plain("It rests on other sources than in edition {edition}.")
UNSTATED: Final = _plain("not stated", "change")
OTHER_CHANGES: Final = _plain("Other changes since edition {number}")
MORE_CHANGES: Final = Message(
    msgid="{n} more change is listed under {heading}.", plural="{n} more changes are listed under {heading}."
)
MORE_FIGURES: Final = Message(
    msgid="{n} more figure is listed under {heading}.", plural="{n} more figures are listed under {heading}."
)

PUBLISHED_BY: Final = _plain("Published by {publisher}.")
CONTACT: Final = _plain("Contact: {contact}")
QR: Final = _plain("The web address of this brief as a QR code")

_ORIGIN: Final = (SOURCE, AS_OF, UNDATED)
_BARS: Final = (BAR, MAY_BE_OLD, *_ORIGIN)
RELIED: Final[Mapping[str, tuple[Message, ...]]] = {
    "the title block": (
        DATA_AS_OF, DATA_IN_PART, ISSUED, EDITION, NEXT_EDITION, LANGUAGES, DRAFT, NOT_STATED,
    ),
    "the foot of every sheet": (
        RUNNING_DRAFT, RUNNING_EDITION, RUNNING_DATA, RUNNING_DATA_IN_PART, UNDATED, EMBARGO, PAGE, LEGEND,
    ),
    "the embargo": (EMBARGO, EMBARGO_UTC),
    "the summary": (IN_BRIEF,),
    "the key figures": (KEY_FIGURES, SOURCES_DIFFER, SOURCES_AGREE, MAY_BE_OLD, *_ORIGIN),
    "what is not known": (NOT_KNOWN, NO_QUESTIONS),
    "what has changed": (
        CHANGED, *CHANGE.values(), SAID_IN_ERROR, HAD_AN_ERROR, OUR_ERROR, SOURCE_CORRECTED, UNDER_HEADING,
        IN_EDITION, SUBJECT_UNDER, SUBJECT_IN_EDITION, WITHDRAWN, WE_WITHDRAW, SOURCE_WITHDRAWS, REMOVED, SAID,
        NOW_AGREE, NOW_BEFORE, BEFORE, REOPENED, SETTLED, AGAINST, ANSWER, WENT_ON, DIFFERENT, OTHER_SOURCES,
        UNSTATED, SOURCE_ITSELF, OTHER_CHANGES, MORE_CHANGES, MORE_FIGURES,
    ),
    "sections": tuple(SECTION.values()),
    "outcomes": (*OUTCOME.values(), SINCE),
    "what is settled or replaced": (SETTLED_OR_REPLACED, SETTLED_BY, HOLDS, BEFORE_THAT),
    "contradictions": (WHO_SAYS_WHAT, SOURCE_ITSELF, CONTRARY),
    "forecasts": (FORECAST, IS_FORECAST, *LIKELIHOOD.values(), EXPECTED),
    "conditions": (CONDITION,),
    "dates of statements": (DATED,),
    "the warning of old figures": (OLD_FIGURES,),
    "figures of past editions": (TREND, NOW, RUNNING_EDITION, UP_TO_EDITION, IN_ERROR, DASHED_BAR, *_BARS),
    "needs and responses": (
        NEEDS, NEED, RESPONSE, GAP, WORKED_OUT, HATCHED_BAR, *VERDICT.values(), *_BARS,
    ),
    "likelihoods": (HOW_LIKELY, *LIKELIHOOD.values(), STEP, CHANCES),
    "places": (WHERE, POSITION, SOURCE),
    "the map": (MAP, MAP_CREDIT, NO_MAP),
    "the timeline": (TIMELINE, NOT_DATED),
    "the scale of years": (SCALE, NOT_DATED),
    "sources": (
        SOURCES, SOURCE, PROTECTED, *SOURCE_KIND.values(), PUBLISHED, RETRIEVED, RESTS, NO_OTHER, ONLY,
    ),
    "certainties": (CERTAINTIES, *CERTAINTY.values(), *MEANING.values()),
    "names": (NAMES, NAME, NAME_OF_SEVERAL),
    "publisher and contact": (PUBLISHED_BY, CONTACT),
    "the QR code": (QR,),
}  # fmt: skip
"""What is proved, in the words of a finding, and the messages that it is found by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fills the messages of templates with what a rendition holds."""

    rendition: Rendition

    def __call__(self, message: Message, count: int | None = None, **values: str) -> str:
        """Write a message in the locale; with a count that chooses its form and stands in it as `{n}`."""
        words = self.rendition.words
        text, _ = words.look_up(message.context, message.msgid, message.plural or None, count)
        given = values if count is None else {"n": words.number(count)} | values
        pieces = parse_message(text).pieces
        written = ""
        for piece in pieces:
            written += after_filling(written, piece) if isinstance(piece, str) else given.get(piece.id, "")
        return written


def lacking(words: Collection[Wanted]) -> Mapping[str, Message]:
    """Give what cannot be proved of pages made of these words of templates, each with a message that is not there."""
    there = {(wanted.context, wanted.msgid, wanted.plural or "") for wanted in words}
    return {
        proved: missing[0]
        for proved, messages in RELIED.items()
        if (missing := [m for m in messages if (m.context, m.msgid, m.plural) not in there])
    }
