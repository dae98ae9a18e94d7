"""Lists with "and" or "or", and the place of a citation in its source ("sentence 7")."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final, Literal

from briefing.languages.model import Language
from briefing.languages.numerals import with_ending
from briefing.languages.patterns import Fillers, fill

ABBREVIATIONS: Final = ("s", "p", "para", "sec", "ch", "table", "fig")

_PLACE: Final = re.compile(r"(s|pp?|paras?|secs?|chs?|tables?|figs?)\.?\s*(\d+(?:\s*[-–,]\s*\d+)*)")


def format_list(language: Language, items: Sequence[str], kind: Literal["and", "or"] = "and") -> str:
    """Join items with "and" or "or" as the language does; one item stays as it is."""
    if len(items) <= 1:
        return "".join(items)
    patterns = language.lists[kind]
    if len(items) == 2:
        return _joined(patterns["2"], *items)
    text = _joined(patterns["end"], items[-2], items[-1])
    for at, item in enumerate(reversed(items[:-2])):
        is_first = at == len(items) - 3
        text = _joined(patterns["start" if is_first else "middle"], item, text)
    return text


def place_in_source(language: Language, at: str) -> str:
    """Write where in a source a fact stands: `s. 7` → "sentence 7", `p. 3-4` → "pp. 3–4"; else verbatim."""
    found = _PLACE.fullmatch(at.strip())
    if found is None:
        return at
    kind = found[1] if found[1] in ABBREVIATIONS else found[1].removesuffix("s").removesuffix("pp") or "p"
    digits = re.sub(r"\s*[-–]\s*", language.numbers.dash, re.sub(r"\s*,\s*", ", ", found[2]))
    pattern = language.places[kind]["one" if digits.isdigit() else "many"]
    each = digits.split(", ")
    fillers: Fillers = {
        "n": lambda form: _numeral(language, digits, form),
        "each": lambda form: format_list(language, [_numeral(language, one, form) for one in each]),
    }
    return fill(pattern, fillers)


def _numeral(language: Language, digits: str, form: str) -> str:
    """Write a number, a range or a row of them in a form; the last number decides on the ending."""
    return with_ending(language, Decimal(re.findall(r"\d+", digits)[-1]), form, digits)


def merge_places(places: Sequence[str]) -> tuple[str, ...]:
    """Join places of one kind, in order of number: `s. 9`, `s. 7`, `s. 9` → `s. 7, 9`. Others stay, each once."""
    joined: dict[str, list[str]] = {}
    for at in places:
        found = _PLACE.fullmatch(at.strip())
        numbers = joined.setdefault(found[1] if found else at, [])
        numbers += [n for n in (re.split(r"\s*,\s*", found[2]) if found else ()) if n not in numbers]
    for numbers in joined.values():
        numbers.sort(key=lambda n: int(re.split(r"\D", n)[0]))
    return tuple(f"{kind}. {', '.join(numbers)}" if numbers else kind for kind, numbers in joined.items())


def _joined(pattern: str, first: str, second: str) -> str:
    # An item may itself hold braces: split, do not replace.
    before, rest = pattern.split("{0}")
    between, after = rest.split("{1}")
    return f"{before}{first}{between}{second}{after}"
