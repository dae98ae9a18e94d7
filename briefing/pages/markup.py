"""Texts of a rendition as HTML: escaped, with every value, date and name marked as what it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from jinja2 import UndefinedError
from markupsafe import Markup, escape

from briefing.placeholders import Placeholder, after_filling, parse_message
from briefing.renditions.model import Rendition
from briefing.renditions.texts import DateText, FigureText, Run, Text

_ENDING: Final = re.compile(
    r"(\d+[-–](?:\d+|[^\W\d_]+)(?:-[^\W\d_]+)?"  # 19-ին, 2020–2023-cü
    r"|\b[^\W\d_a-zа-яёա-ֆəğıöüşç]{2,}-[^\W\d_]{1,6}\b)"  # ԱՄՆ-ում, BMT-nin
)
_LONG: Final = 9
_LONG_WITH_LEAD: Final = 13
"""A number of more signs is set smaller on a card, which is narrow, and stands below its qualifier; there the words
before it are half as wide.
"""
_TAG: Final = re.compile(r"<[^>]*>")
_MAY_BE_OLD: Final = "may be out of date"
_UNDATED: Final = "Date of the data not stated"
"""Words of the cards: a sign in a sentence stands for the same."""


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes the words of one page, and counts the words of templates that had to stay in English.

    `templates` are the input names of those that the page was filled from.
    """

    rendition: Rendition
    english_words: int = 0
    templates: dict[str, None] = field(default_factory=dict)

    def gettext(self, msgid: str, **values: object) -> Markup:
        """Give a word of a template in the locale, its placeholders filled."""
        return self._word("", msgid, None, None, values)

    def pgettext(self, context: str, msgid: str, **values: object) -> Markup:
        """Give a word of a template in a context."""
        return self._word(context, msgid, None, None, values)

    def ngettext(self, msgid: str, plural: str, count: int, **values: object) -> Markup:
        """Give the form of a word for a count, which stands in it as `{n}`."""
        return self._word("", msgid, plural, count, {"n": self.rendition.words.number(count)} | values)

    def npgettext(self, context: str, msgid: str, plural: str, count: int, **values: object) -> Markup:
        """Give the form of a word for a count, in a context."""
        return self._word(context, msgid, plural, count, {"n": self.rendition.words.number(count)} | values)

    def finalize(self, value: Any) -> Any:
        """Give what `{{ … }}` prints for a value of a rendition; nothing for None."""
        match value:
            case None:
                return ""
            case Text():
                return self._text(value)
            case DateText():
                return _time(value.machine, value.text)
            case FigureText():
                return html_of_figure(value)
            case _:
                return value

    def _text(self, text: Text) -> Markup:
        """Write a text, each sign of old data in it with the words for those who do not see what it refers to."""
        signs = {run.ref: self._sign(run) for run in text.runs if run.kind == "mark"}
        return html_of_text(text, signs)

    def _sign(self, run: Run) -> Markup:
        fact = self.rendition.facts[run.ref]
        told = self.gettext(_MAY_BE_OLD if fact.as_of is not None else _UNDATED)
        return Markup('<span class="old-sign" role="img" aria-label="{0}" title="{0}">{1}</span>').format(
            plain(told), run.text
        )

    def _word(
        self, context: str, msgid: str, plural: str | None, count: int | None, values: dict[str, object]
    ) -> Markup:
        text, is_translated = self.rendition.words.look_up(context, msgid, plural, count)
        written = Markup("")
        for piece in parse_message(text).pieces:
            if isinstance(piece, Placeholder):
                written += self._filled(piece, values)
            else:
                filled = written.striptags() if piece.startswith(".") else ""
                written += _joined(after_filling(filled, piece))
        if is_translated:
            return written
        self.english_words += 1
        return Markup('<span lang="en" class="untranslated">{}</span>').format(written)

    def _filled(self, piece: Placeholder, values: dict[str, object]) -> Markup:
        if piece.id not in values:
            raise UndefinedError(
                f"a word of the template has a placeholder `{{{piece.id}}}` that is not given"
            )
        return escape(self.finalize(values[piece.id]))


def html_of_text(text: Text, signs: Mapping[str, Markup] = MappingProxyType({})) -> Markup:
    """Write a text; one that had to stay in English is marked with its language. `signs` are those of facts in it."""
    written = Markup("")
    held = ""
    for run in text.runs:
        piece, held_before = signs[run.ref] if run.kind == "mark" else _html_of_run(run), held
        held = ""
        if run.kind == "text" and run.text.endswith("\u00a0"):
            # The PDF engine breaks lines far too early where text ends in a no-break space before an element.
            free, space, held = run.text.rpartition(" ")
            piece = _joined(free + space)
        written += Markup("<span>{}{}</span>").format(held_before, piece) if held_before else piece
    written += held
    if not text.fallback:
        return written
    return Markup('<span lang="{}" class="untranslated">{}</span>').format(text.fallback, written)


def html_of_figure(figure: FigureText) -> Markup:
    """Write a value whole: its qualifier is inside the element of the number and cannot be parted from it."""
    is_long = len(figure.number) > _LONG or len(figure.number) + len(figure.lead) / 2 > _LONG_WITH_LEAD
    size = " long" if is_long else ""
    lead = Markup('<span class="lead{}">{}</span>').format(size, figure.lead) if figure.lead else Markup("")
    number = Markup('<b class="number{}">{}</b>').format(size, figure.number)
    unit = figure.tail.lstrip()
    gap = figure.tail[: len(figure.tail) - len(unit)]
    # Only a word that is counted may stand on a line of its own: no ending, no sign, no "of 7 villages".
    stands_alone = bool(gap) and figure.bound != "part" and any(letter.isalpha() for letter in unit)
    tail = Markup('{}<span class="{}">{}</span>').format(gap, "unit" if stands_alone else "ending", unit)
    written = Markup("{}{}{}").format(lead, number, tail if unit else "")
    of = Markup(' data-fact="{}"').format(figure.fact) if figure.fact else Markup("")
    return Markup('<data class="figure" value="{}"{}>{}</data>').format(figure.machine, of, written)


def plain(value: Any) -> str:
    """Give a value as bare text, for an attribute or an SVG title."""
    if isinstance(value, Markup):
        return Markup(_TAG.sub("", value)).unescape()
    if isinstance(value, FigureText | DateText):
        return value.text
    return str(value)


def _html_of_run(run: Run) -> Markup:
    match run.kind:
        case "data":
            return Markup('<data value="{}" data-fact="{}">{}</data>').format(
                run.value, run.ref, _joined(run.text)
            )
        case "time":
            return _time(run.value, run.text, run.ref)
        case "name":
            return Markup('<span data-name="{}">{}</span>').format(run.ref, run.text)
        case _:
            return _joined(run.text)


def _time(machine: str, text: str, fact: str = "") -> Markup:
    """Write a date. HTML has no decades or intervals (HTML 4.5.14): those are a `span`."""
    tag = "time" if machine else "span"
    marks = Markup(' datetime="{}"').format(machine) if machine else Markup("")
    if fact:
        marks += Markup(' data-fact="{}"').format(fact)
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), marks, _joined(text))


def _joined(text: str) -> Markup:
    """Keep an ending with its number or acronym, and a range whole: `2020-ci`, `19-ին`, `2020–2023`, `ԱՄՆ-ում`."""
    return Markup("").join(
        Markup('<span class="joined">{}</span>').format(part) if at % 2 else escape(part)
        for at, part in enumerate(_ENDING.split(text))
    )
