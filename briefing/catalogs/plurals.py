"""The rule of a Plural-Forms header: how many forms, and which number takes which."""

import gettext
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_SHAPE: Final = re.compile(
    r"\s*nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*(.{1,900}?)\s*;?\s*", re.DOTALL
)
_NUMBERS: Final = (*range(201), 1000, 1001, 10_000, 1_000_000)
"""Enough to tell any two rules of CLDR apart: they look at the last two digits, and at zeros."""


@lru_cache(maxsize=64)
def forms_of(header: str) -> tuple[int, tuple[int, ...]] | None:
    """Give the number of forms and the form of each probed number, or None when the header is no rule."""
    found = _SHAPE.fullmatch(header)
    if found is None:
        return None
    count = int(found[1])
    rule = _rule(found[2])
    if rule is None or count < 1:
        return None
    try:
        chosen = tuple(int(rule(number)) for number in _NUMBERS)
    except (ZeroDivisionError, OverflowError):
        return None
    return (count, chosen) if all(0 <= form < count for form in chosen) else None


def plural_count(header: str) -> int:
    """Give how many plural forms a header asks for; 1 when it is no rule."""
    forms = forms_of(header)
    return forms[0] if forms else 1


def is_same_rule(found: str, expected: str) -> bool:
    """Say whether two headers give every number the same form, however they are written."""
    if "".join(found.split()).rstrip(";") == "".join(expected.split()).rstrip(";"):
        return True
    rule = forms_of(found)
    return rule is not None and rule == forms_of(expected)


def is_for_one_number(header: str, form: int) -> bool:
    """Say whether a plural form is taken by a single number only, so that it may go unsaid."""
    forms = forms_of(header)
    return forms is not None and forms[1].count(form) == 1


def _rule(expression: str) -> Callable[[int], int] | None:
    # The standard library's reader of these expressions: a small grammar, bounded, made for foreign files.
    try:
        return gettext.c2py(expression)
    except (ValueError, RecursionError):
        return None
