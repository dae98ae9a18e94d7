"""Words broken in languages that pyphen has no dictionary of: the engine is given one that counts syllables.

The engine takes dictionaries from pyphen's tables of languages by path; an entry of ours stands in for a file.
"""

from pathlib import Path
from typing import Any

from briefing.pages import Hyphenation


class SyllableDictionary:
    """What pyphen takes for a dictionary: an object with `positions(word)`."""

    def __init__(self, hyphenation: Hyphenation) -> None:
        self.hyphenation = hyphenation

    def positions(self, word: str) -> list[Any]:
        """Give the places where a word may be broken, as pyphen's own integers."""
        from pyphen import DataInt

        return [DataInt(position) for position in self.hyphenation.positions(word)]


def register(hyphenation: Hyphenation) -> None:
    """Let the engine break words of a language by syllables, for as long as the process lives."""
    import pyphen

    path = Path(f"syllables-{hyphenation.tag}")
    pyphen.hdcache[path] = SyllableDictionary(hyphenation)
    pyphen.LANGUAGES[hyphenation.tag] = path
    pyphen.LANGUAGES_LOWERCASE[hyphenation.tag.lower().replace("-", "_")] = hyphenation.tag
