"""What each property of a fact file is for, in the words of who edits it; by type, then by property."""

from collections.abc import Mapping
from typing import Final

_EDITION: Final = "The last edition that printed it; `briefing` writes it, nothing where none did."
_SOURCES: Final = (
    "Ids of the sources that say so, with the place where it helps: `{source: report, at: p. 7}`."
)
_REASON: Final = "Why, in a sentence for readers: it is translated and printed."
_WHY: Final = "Why, for the desk: never printed."
_NAMES: Final = "The name per language: a text, or its forms (`nom`, `gen`, …) where cases differ."
_NOTE: Final = "A note for the desk: never printed."
_AS_OF: Final = "The day that the data are of (EDTF); leave it out where it is not known."
_QUALIFIER: Final = "How exact the value is; `exactly` where it is left out."
_VALUE: Final = (
    "A number, a range `{low: …, high: …}` or a part `{part: …, of: …}`; no unit and no separators."
)

PROPERTIES: Final[Mapping[str, Mapping[str, str]]] = {
    "FactFile": {
        "schema": "The version of the form of this file: 1.",
        "brief": "Title and standfirst of the brief, and what it is about.",
        "edition": "What is said of the coming edition.",
        "sources": "What the facts rest on, by id.",
        "sections": "The sections in their order, with the parts that hold the facts.",
        "facts": "The facts, by id.",
        "actors": "Who acts or speaks, by id, with the name in each language.",
        "places": "Places, by id, with the name in each language.",
        "terms": "Loaded words, by id: what may not be said, or only in the words of who says it.",
        "gaps": "What the sources do not say, by id.",
        "units": "Units of the brief's own, by id: the words for one and for several.",
        "withdrawn": "Written by the tool into editions: what is told of facts that were taken back.",
    },
    "Brief": {
        "id": "The name of the brief in files and addresses; that of this file.",
        "title": "The title, in English; numbers and names stand as `{id}`.",
        "standfirst": "One or two sentences under the title: what the brief says.",
        "countries": "The countries that it is about, as ISO 3166-1 codes of two letters.",
    },
    "Edition": {
        "number": "Left empty: `briefing publish` numbers editions.",
        "issued": "Left empty: `briefing publish` writes the day.",
        "embargo": "The moment before which it is not published: `2026-03-10T18:00+04:00`.",
        "next": "The day when the next edition is due.",
    },
    "Section": {
        "parts": "The parts by id, in their order; every fact stands in one.",
        "key": "Ids of the facts that stand for the section on page one.",
    },
    "SectionPart": {
        "heading": "The heading of the part, in English.",
        "facts": "Ids of its facts, in their order.",
    },
    "Fact": {
        "section": "The section that it stands in.",
        "kind": "What kind of fact it is: decides what it must and may have.",
        "text": "The sentence, in English; numbers, dates and names stand as `{id}` or `{id:form}`.",
        "summary": "A shorter sentence for page one.",
        "label": "The words under the number on a card, without the number.",
        "value": _VALUE,
        "unit": "What is counted or measured: a unit that is built in, one of `units`, or `none`.",
        "qualifier": _QUALIFIER,
        "when": "When it happened, or is expected (EDTF): 2023-09-19, 2023-09, 2023-21 (spring), a/b.",
        "as_of": _AS_OF,
        "said_by": "The id of the actor whose statement it is; `narrator` where it is the brief's own.",
        "speech_act": "What the speaker does: say, promise, warn, deny, demand or declare.",
        "certainty": "How sure it is: reported, claimed, contested or confirmed.",
        "sources": _SOURCES,
        "competes_with": "Ids of facts that give another value for the same thing.",
        "contradicts": "Ids of statements that say the opposite.",
        "resolves": "Ids of forecasts, claims, disputes or gaps that this fact settles.",
        "supersedes": "Ids of facts that this one replaces.",
        "sum_of": "Ids of the facts that the value is the total of.",
        "sum_differs": "Why the total is not the sum of its parts.",
        "meets": "The id of the need that this response is held against, in the same unit.",
        "likelihood": "How likely a forecast is, where its author used the scale of seven (ICD 203).",
        "condition": "What has to happen first, as a clause: it is printed with the forecast.",
        "sensitivity": "Who may see it: `public` is printed, the others never leave the desk.",
        "stale_after_days": "After how many days its data are too old, where that differs from the settings.",
        "hxl": "The HXL hashtag of its value in exported tables, such as `#affected+killed`.",
        "note": _NOTE,
        "review": "Who has read the English, and when; `briefing approve` writes it.",
        "started": "The first day of a duration that goes on: the value then grows by itself.",
        "history": "What it said before; `briefing set` writes it.",
        "corrections": "Errors that were mended; `briefing correct` writes them.",
        "retracted": "That it was taken back; `briefing retract` writes it.",
        "removed": "That it was taken out for safety; `briefing retract --safety` writes it.",
        "outcome": "What became of a forecast or promise; `briefing resolve` writes it.",
    },
    "RangeValue": {"low": "The lower end, in the unit of the fact.", "high": "The upper end."},
    "PartValue": {"part": "How many of the whole.", "of": "The whole, in the unit of the fact."},
    "Citation": {
        "source": "The id of the source.",
        "at": "Where in it: `s. 7`, `p. 12`, `table 3` (s. p. para. sec. ch. table fig.), or words.",
    },
    "Review": {
        "state": "How far it was read: draft, reviewed or approved.",
        "by": "The name of who has read it.",
        "on": "The day when it was read.",
    },
    "Former": {
        "value": _VALUE,
        "qualifier": _QUALIFIER,
        "as_of": _AS_OF,
        "sources": _SOURCES,
        "edition": _EDITION,
        "replaced": "The day when it was replaced.",
    },
    "Correction": {
        "by": "Whose error it was: `us`, or the `source`.",
        "was": "The value that was printed; nothing where the words were wrong.",
        "qualifier": "The qualifier that was printed, where it was another.",
        "edition": _EDITION,
        "on": "The day of the correction.",
        "reason": _REASON,
        "why": _WHY,
    },
    "Retraction": {
        "by": "Who takes it back: `us`, or the `source`.",
        "edition": _EDITION,
        "on": "The day of the withdrawal.",
        "sources": _SOURCES,
        "reason": _REASON,
        "why": _WHY,
    },
    "Removal": {"on": "The day when it was taken out.", "edition": _EDITION},
    "Resolution": {
        "state": "What became of it: a forecast happened or did not, a promise was kept or broken.",
        "on": "Since when that is known.",
        "sources": _SOURCES,
    },
    "Difference": {
        "of": "The values that it was said of, by fact; `briefing` writes them. Others end it.",
        "reason": _REASON,
        "why": _WHY,
    },
    "Source": {
        "kind": "What it is: a report, a statement, a dataset …",
        "label": "What it is called where it has no title, in English.",
        "title": "Its title, as printed on it.",
        "publisher": "Who published it.",
        "author": "Who wrote it.",
        "language": "The language it is in, as a BCP 47 tag.",
        "published": "When it was published.",
        "retrieved": "When the desk looked at it.",
        "url": "Its address.",
        "depends_on": "Ids of the sources that it draws on: two that draw on one are no two witnesses.",
        "called": "Per language, the words by which sentences name it.",
        "protected": "Whether nothing may be shown of it but that there is one.",
        "note": _NOTE,
    },
    "Actor": {
        "kind": "What the actor is.",
        "names": _NAMES,
        "party": "The id of the party that the actor belongs to or speaks for.",
        "note": _NOTE,
    },
    "Place": {
        "names": _NAMES,
        "local": 'The usual name in a language where that is another one; `names = "local"` prints it.',
        "variants": "Other names in use, per language, for the note on names.",
        "contested": "Whether parties call it by different names.",
        "position": "Where it is, to be marked on the map.",
        "note": _NOTE,
    },
    "Position": {
        "latitude": "Decimal degrees (WGS 84), north positive.",
        "longitude": "Decimal degrees (WGS 84), east positive.",
        "sources": _SOURCES,
    },
    "Term": {
        "rule": "What holds for the words: `substitute`, `attribute`, `drop` or `allow`.",
        "words": "The words, per language.",
        "use": "What to write instead, per language.",
        "why": "Why it is loaded: it is told with the finding.",
    },
    "Gap": {
        "text": "The sentence that says what is not known, in English.",
        "section": "The section that it belongs to.",
    },
}
