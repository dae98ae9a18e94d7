"""Words that a message types beside a placeholder which prints them itself: "at least {dead}", "on {flood:on}"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.languages import Language, lower
from briefing.placeholders import Placeholder
from briefing.renditions.texts import Run

_MOST: Final = 3
"""How many words of a qualifier, a preposition or a name are compared."""

_WORD: Final = re.compile(r"\s*([^\W_]+)")


def doubled_words(
    message: PlacedText, pieces: Sequence[str | Placeholder], runs: Sequence[Run], language: Language
) -> Iterator[Diagnostic]:
    """Find words of a message that stand twice on the page: as typed, and at the end of a placeholder next to them.

    `runs` are the pieces as they print, one for each.
    """
    offset = 0
    for index, (piece, run) in enumerate(zip(pieces, runs, strict=True)):
        length = piece.length if isinstance(piece, Placeholder) else len(piece)
        if isinstance(piece, Placeholder) and run.kind != "text":
            before = runs[index - 1].text if index and isinstance(pieces[index - 1], str) else ""
            after = (
                runs[index + 1].text if index + 1 < len(runs) and isinstance(pieces[index + 1], str) else ""
            )
            if count := _overlap(before, run.text, language):
                yield _diagnosed(message, offset - _width(before[::-1], count), offset, piece)
            if after[:1].isspace() and (count := _overlap(run.text, after, language)):
                end = offset + length + _width(after, count)
                yield _diagnosed(message, offset + length, end, piece)
        offset += length


def _overlap(left: str, right: str, language: Language) -> int:
    """Give how many words at the end of a text the next one begins with again."""
    last, first = _words(left[::-1]), _words(right)
    before = [lower(language, word[::-1]) for word in last]
    after = [lower(language, word) for word in first]
    for count in range(_MOST, 0, -1):
        if len(before) >= count and before[:count][::-1] == after[:count]:
            return count
    return 0


def _words(text: str) -> list[str]:
    """Give the words that a text begins with, as long as only space stands between them."""
    words: list[str] = []
    place = 0
    while len(words) < _MOST and (found := _WORD.match(text, place)):
        words.append(found[1])
        place = found.end()
    return words


def _width(text: str, count: int) -> int:
    """Give the length of the first words of a text, with the space before them."""
    place = 0
    for _ in range(count):
        found = _WORD.match(text, place)
        assert found is not None
        place = found.end()
    return place


def _diagnosed(message: PlacedText, start: int, end: int, placeholder: Placeholder) -> Diagnostic:
    typed = message.text[start:end]
    words = typed.strip()
    at = start + typed.index(words)
    told = f"`{words}` is typed beside `{{{placeholder.id}}}`, which prints it itself"
    return diagnose("BR408", told, message.span_at(at, len(words)), hint=f"take `{words}` out")
