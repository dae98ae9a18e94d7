"""Typesetting: where a language lets a line end, between words and inside them, and signs it does not use."""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from briefing.languages.letters import lower
from briefing.languages.model import Language, Syllables

SHORTEST: Final = 2
"""The fewest letters that may stand before or after a hyphen."""

_CLOSING: Final = '»”“’")]› '
_ENDS: Final = (".", "!", "?", "…", "։", "؟", "۔", "。", "।")
_DAY: Final = re.compile(r"((?<!\d)\d{1,2}) (?=[^\W\d])|([^\W\d]) (?=\d{1,2}(?!\d| [^\W\d]))")


def keep_together(language: Language, text: str) -> str:
    """Put no-break spaces where a line must not end: after short words and `№`, before a dash."""
    rules = language.typesetting
    if rules.no_break_after:
        text = _after(rules.no_break_after).sub(r"\1" + "\u00a0", text)
    return _before(language, text)


def keep_date(language: Language, text: str) -> str:
    """Put no-break spaces into a written date: between day and month, and before a dash or a word for the year."""
    return _before(language, keep_day_with_month(text))


def keep_day_with_month(text: str) -> str:
    """Put no-break spaces into a written date, between the day and the month beside it: after it, else before it."""
    return _DAY.sub("\\1\\2\u00a0", text)


def wrong_signs(language: Language, text: str) -> tuple[tuple[int, int, str], ...]:
    """Find signs that the language does not use: offset, length, and what it writes instead."""
    rules = language.typesetting
    found = {
        (match.start(), len(match[0])): instead
        for sign, instead in rules.wrong_signs.items()
        for match in re.finditer(re.escape(sign), text)
    }
    end = len(text.rstrip(_CLOSING))
    for sign, instead in rules.wrong_ends.items():
        if text.endswith(sign, 0, end):
            found[end - len(sign), len(sign)] = instead
        if sign in rules.wrong_signs:  # before a capital, too, it stands for the end of a sentence
            for match in re.finditer(rf"{re.escape(sign)}(?=\s+(\S))", text):
                if match[1].isupper():
                    found[match.start(), len(sign)] = instead
    return tuple(sorted((offset, length, instead) for (offset, length), instead in found.items()))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, in any language, inside quotation marks or brackets or without."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def break_points(language: Language, word: str) -> tuple[int, ...]:
    """Give where a word may be broken: by the syllables of the language, else by its dictionary, else nowhere."""
    syllables = language.typesetting.syllables
    if syllables is not None:
        return breaks_by_syllable(syllables, lower(language, word))
    if language.typesetting.dictionary:
        from pyphen import Pyphen

        found = Pyphen(lang=language.typesetting.dictionary, left=SHORTEST, right=SHORTEST).positions(word)
        return tuple(int(position) for position in found)
    return ()


def breaks_by_syllable(rules: Syllables, word: str) -> tuple[int, ...]:
    """Break a word in small letters between its vowels: V-CV, VC-CV; and V-V where the language allows it."""
    vowels = list(_vowel(rules).finditer(word))
    points = []
    for first, second in pairwise(vowels):
        between = word[first.end() : second.start()]
        if all(letter in rules.consonants for letter in between):
            point = _between(rules, between, is_closed=first[0] in rules.closed)
            if point is not None:
                points.append(first.end() + point)
    return tuple(p for p in points if SHORTEST <= p <= len(word) - SHORTEST)


def _before(language: Language, text: str) -> str:
    for sign in language.typesetting.no_break_before:
        text = text.replace(f" {sign}", f"\u00a0{sign}")
    return text


def _between(rules: Syllables, consonants: str, *, is_closed: bool) -> int | None:
    """Give how many of the consonants between two vowels stay on the line; None where no break is sure."""
    count = len(consonants)
    if count == 0:
        return 0 if rules.hiatus and not is_closed else None
    if count > 1 and consonants[-1] in rules.glides:
        return 0 if consonants in rules.onsets and not is_closed else None
    if count > 1 and is_closed:
        return None
    if count > 2 and rules.codas and consonants[:-1] not in rules.codas:
        return None
    return count - 1


@lru_cache(maxsize=16)
def _vowel(rules: Syllables) -> re.Pattern[str]:
    longest_first = sorted((*rules.vowels, *rules.closed), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)))


@lru_cache(maxsize=16)
def _after(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, words))}) (?=\S|\Z)", re.IGNORECASE)
