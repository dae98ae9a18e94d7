"""Searching: which words of a text are evidence that something has got out, and of what.

A run of words, a name, a number of four digits or a value with its unit are. In files that are no pages - templates and
the data of a language, which write of no fact - values and ids are none: `at least 2 days` is an example there.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from briefing.readback import words_of

_RUN: Final = 5
"""So many words in a row are told apart from chance."""
_SHORTEST: Final = 5
"""So many letters a name or a phrase must have, and one digit less a number alone."""
_SHORTEST_ID: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretches:
    """Stretches of words, each with whose it is."""

    holders: Mapping[str, str]
    starts: frozenset[str]
    lengths: tuple[int, ...]

    def found_in(self, words: list[str]) -> Iterator[str]:
        """Give every stretch that words have in a row."""
        if self.starts.isdisjoint(words):
            return
        for at, word in enumerate(words):
            if word in self.starts:
                for length in self.lengths:
                    stretch = " ".join(words[at : at + length])
                    if stretch in self.holders:
                        yield stretch

    def unless_in(self, public: Iterable[str]) -> "Stretches":
        """Leave out the stretches that a public text has as well."""
        excused = {stretch for text in public for stretch in self.found_in(words_of(text))}
        return stretches({s: holder for s, holder in self.holders.items() if s not in excused})


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What is not public, as it would be found in a file, each with whose it is.

    `words` are prose and names, `values` numbers and values with their unit, `ids` what the desk calls things.
    """

    words: Stretches
    values: Stretches
    ids: Mapping[str, str]

    def __bool__(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.words.holders or self.values.holders or self.ids)

    def found_in(self, text: str, *, is_page: bool = True) -> frozenset[str]:
        """Give whose words are in a text; a text that is no page can have no values and no ids."""
        words = words_of(text)
        found = {self.words.holders[stretch] for stretch in self.words.found_in(words)}
        if is_page:
            found |= {self.values.holders[stretch] for stretch in self.values.found_in(words)}
            found |= {holder for id_, holder in self.ids.items() if has_id(text, id_)}
        return frozenset(found)


def stretches(holders: Mapping[str, str]) -> Stretches:
    """Put stretches together."""
    lengths = sorted({stretch.count(" ") + 1 for stretch in holders})
    starts = frozenset(stretch.split(" ", maxsplit=1)[0] for stretch in holders)
    return Stretches(holders=dict(holders), starts=starts, lengths=tuple(lengths))


def stretches_of(text: str) -> Iterator[str]:
    """Part a text into the stretches to look for: runs of words, or all of it where it is long enough to be told."""
    words = words_of(text)
    if len(words) >= _RUN:
        yield from (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
        return
    whole = " ".join(words)
    is_number = whole.replace(" ", "").isdigit()
    if len(whole) >= (_SHORTEST - 1 if is_number else _SHORTEST):
        yield whole


def has_id(text: str, id_: str) -> bool:
    """Whether a text has an id, as an id and not as a word: `tent-camp` anywhere, `camp` between quotes or alone."""
    if len(id_) < _SHORTEST_ID or id_ not in text:
        return False
    if text.strip().lstrip("/#") == id_:
        return True
    named = rf"(?:fact-|source-)?{re.escape(id_)}"
    pattern = rf"(?<![\w-]){named}(?![\w-])" if "-" in id_ else rf"""["'#]{named}["':]"""
    return re.search(pattern, text) is not None
