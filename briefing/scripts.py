"""Scripts of a text: words whose letters are of two, or of another one that looks like the text's own.

A Latin `o` in an Armenian word looks right, is found by no search and read wrong by a screen reader.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_ALIKE: Final = frozenset(
    (
        "LATIN",
        "CYRILLIC",
        "ARMENIAN",
        "GREEK",
        "GEORGIAN",
        "COPTIC",
        "CHEROKEE",
        "LISU",
        "DESERET",
        "GLAGOLITIC",
        "GOTHIC",
        "TIFINAGH",
        "OSAGE",
        "CARIAN",
        "LYCIAN",
        "LYDIAN",
        "RUNIC",
        "HEBREW",
        "ARABIC",
        "FULLWIDTH",
        "MATHEMATICAL",
    )
)
"""Scripts with letters that look like one another's. Signs such as ² and µ are of none of them."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOK_LATIN: Final = frozenset(
    "аеорсхуіјѕһԁԛԝѵӏӀАВЕЅІЈКМНОРСТУХѴԚԜ"  # Cyrillic
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον"  # Greek
    "օոսհցՕՍԼ"  # Armenian
)
_LOOK_CYRILLIC: Final = frozenset("aceopxyACEOPXBHKMT")
_JOINING: Final = frozenset("-.@/_&'’\N{NON-BREAKING HYPHEN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """A word and where it begins; its strange letters with the script of each; the script that it should have."""

    offset: int
    word: str
    strange: tuple[tuple[str, str], ...]
    own: str

    @property
    def message(self) -> str:
        """What is wrong with the word."""
        letters = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter, _ in self.strange)
        others = " or ".join(s.title() for s in dict.fromkeys(script for _, script in self.strange))
        if len(self.strange) == len(set(self.word)):
            return f"`{self.word}` is {others} and looks {self.own.title()}"
        return f"`{self.word}` mixes scripts: {letters} is {others}"

    @property
    def hint(self) -> str:
        """What to type."""
        return f"type the word again with {self.own.title()} letters only"


def mixed_words(text: str) -> Iterator[Mixed]:
    """Find words with letters of two scripts, and words of one that pass for words of the text's own.

    A text that has other words of that script as well is in two languages, and the word is one of the second.
    """
    if text.isascii():
        return
    whole = Counter(script for letter in text if (script := script_of(letter)) in _ALIKE)
    main = max(whole, key=lambda script: whole[script], default="")
    words = [(match, _scripts_in(match[0])) for match in _WORD.finditer(text)]
    second = {
        script
        for match, scripts in words
        for script in scripts.values()
        if len(set(scripts.values())) == 1 and not _passes(text, match, main)
    }
    for match, scripts in words:
        found = dict.fromkeys(scripts.values())
        if len(found) > 1:
            own = max(found, key=lambda script: whole[script])
        elif found and main not in found and not second & found.keys():
            own = main
        else:
            continue
        strange = tuple((letter, script) for letter, script in scripts.items() if script != own)
        yield Mixed(offset=match.start(), word=match[0], strange=strange, own=own)


def _scripts_in(word: str) -> dict[str, str]:
    """Give the script of each letter of a word, where it is one whose letters look like another's."""
    return {letter: script for letter in word if (script := script_of(letter)) in _ALIKE}


@lru_cache(maxsize=1024)
def script_of(letter: str) -> str:
    """Give the script of a letter, which is the first word of its Unicode name."""
    if letter.isascii():
        return "LATIN" if letter.isalpha() else ""
    return unicodedata.name(letter, "unknown").split(" ", 1)[0] if letter.isalpha() else ""


def looks_latin(word: str) -> bool:
    """Whether a word of other letters reads as one of Latin letters."""
    return bool(word) and not word.isascii() and all(c in _LOOK_LATIN or c.isascii() for c in word)


def _passes(text: str, word: re.Match[str], main: str) -> bool:
    """Whether a word of another script passes for one of the main script.

    In Latin text any word of look-alikes does; in Cyrillic text a single small letter, for `CO` and `EPA` are names.
    """
    around = text[word.start() - 1 : word.start()] + text[word.end() : word.end() + 1]
    if any(c in _JOINING or c.isdigit() for c in around):
        return False
    if main == "LATIN":
        return looks_latin(word[0])
    return main == "CYRILLIC" and len(word[0]) == 1 and word[0] in _LOOK_CYRILLIC and word[0].islower()
