"""Words that mix scripts: a Latin `o` in an Armenian word looks right, and is not found by any search."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, diagnose
from briefing.placeholders import parse_message

_ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "ARMENIAN", "GREEK"})
"""Scripts with letters that look like one another's. Signs such as ² and µ are of none of them."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def check_letters(text: PlacedText) -> Iterator[Diagnostic]:
    """Find words with letters of two scripts; the finding names the letters not of the script of the text."""
    placeholders = parse_message(text.text).placeholders
    whole = [script for letter in text.text if (script := _script(letter)) in _ALIKE]
    for match in _WORD.finditer(text.text):
        if any(p.offset <= match.start() < p.offset + p.length for p in placeholders):
            continue
        scripts = {letter: script for letter in match[0] if (script := _script(letter)) in _ALIKE}
        if len(set(scripts.values())) > 1:
            own = max(dict.fromkeys(scripts.values()), key=whole.count)
            strange = [
                f"`{letter}` (U+{ord(letter):04X})" for letter, script in scripts.items() if script != own
            ]
            others = " or ".join(s.title() for s in dict.fromkeys(scripts.values()) if s != own)
            message = f"`{match[0]}` mixes scripts: {', '.join(strange)} is {others}"
            hint = f"type the word again with {own.title()} letters only"
            yield diagnose("BR321", message, text.span_at(match.start(), len(match[0])), hint=hint)


@lru_cache(maxsize=1024)
def _script(letter: str) -> str:
    """Give the script of a letter, which is the first word of its Unicode name."""
    return unicodedata.name(letter, "unknown").split(" ", 1)[0]
