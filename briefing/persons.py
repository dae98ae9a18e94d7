"""Persons: which names are one person's, however they are typed.

Names are compared by their skeletons (UTS #39): letters that look alike, capitals, accents, points and spaces make no
second person. The table of look-alikes is Unicode's, from the library `confusable-homoglyphs`.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from briefing.characters import hidden_characters
from briefing.diagnostics import UsageError

_LONGEST: Final = 100


def distinct_persons(names: Iterable[str]) -> tuple[str, ...]:
    """Give each person once, under the first of their names."""
    unlike = tuple(dict.fromkeys(names))
    if len(unlike) < 2:
        return unlike
    found: dict[str, frozenset[str]] = {}
    for name in unlike:
        skeletons = _skeletons(name)
        if skeletons and not any(skeletons & other for other in found.values()):
            found[name] = skeletons
    return tuple(found)


def found_person(name: str, persons: Sequence[str]) -> str | None:
    """Give the person of a list that a name means, as the list spells it; None when it has no such person."""
    if name in persons:
        return name
    skeletons = _skeletons(name)
    return next((person for person in persons if skeletons & _skeletons(person)), None)


def plain_name(name: str) -> str:
    """Give the letters and digits of a name without capitals, accents, points and spaces."""
    folded = _bare(unicodedata.normalize("NFKC", name).casefold())
    return "".join(sign for sign in folded if sign.isalnum())


def fault_of_name(name: str) -> tuple[str, str] | None:
    """Say what keeps a text from being the name of a person, and what to type; None for nothing."""
    hint = "write a name in letters, as `Anna Petrosyan`"
    if not name.strip():
        return "the name is empty", hint
    hidden = next(hidden_characters(name), None)
    if hidden is not None:
        return f"a name holds a character that cannot be seen: {hidden.message}", "type the name anew"
    if "\n" in name or len(name) > _LONGEST:
        return f"a name is one line of at most {_LONGEST} characters", hint
    if not any(sign.isalpha() for sign in name):
        return f"`{name}` is no name", hint
    return None


def checked_name(typed: str, allowed: Sequence[str], *, setting: str) -> str:
    """Give the name of who acts, as a setting spells it where it lists who may; refuse what is no name."""
    fault = fault_of_name(typed)
    if fault is not None:
        raise UsageError(*fault)
    name = " ".join(typed.split())
    if not allowed:
        return name
    person = found_person(name, allowed)
    if person is None:
        listed = ", ".join(f"`{one}`" for one in allowed)
        raise UsageError(f"`{name}` is not among the `{setting}` of the settings", f"they are: {listed}")
    return person


def _skeletons(name: str) -> frozenset[str]:
    """Give what is left of a name without case and look-alikes: typed as it is, in small letters and in capitals.

    Letters that are alike in one of the three need not be in another: `Ivan` and `lvan`, `Елена` and `EЛEHA`.
    """
    plain = unicodedata.normalize("NFKC", name)
    forms = (_mapped(plain).casefold(), _mapped(plain.casefold()), _mapped(plain.upper()))
    return frozenset(letters for form in forms if (letters := "".join(c for c in form if c.isalnum())))


def _mapped(text: str) -> str:
    return _bare("".join(_prototype(sign) for sign in _bare(text)))


def _prototype(sign: str) -> str:
    """Give the sign that stands for all that look like it.

    The library has every pair in both directions: what looks like several others is what they are mapped to.
    """
    alike = _confusables().get(sign, ())
    if len(alike) != 1:
        return sign
    other = alike[0]
    return other if len(_confusables().get(other, ())) > 1 else min(sign, other)


@cache
def _confusables() -> dict[str, tuple[str, ...]]:
    from confusable_homoglyphs.confusables import confusables_data

    return {sign: tuple(found["c"] for found in alike) for sign, alike in confusables_data.items()}


def _bare(text: str) -> str:
    """Take accents and other marks off."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
