"""Texts made comparable: what typesetting adds or takes is left out, what a reader reads is kept.

Spaces of every kind, soft hyphens and hyphens go, ligatures are taken apart. Letters, digits, signs and the minus stay:
`25.000` and `25,000` stay two things, and so do a number with its qualifier and one without.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_HYPHENS: Final = frozenset("-\u2010\u2011")
_IN_NUMBERS: Final = frozenset(".,'\u2019\u00a0\u202f\u2009")
_UNSEEN: Final = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\x02")
_WORD: Final = re.compile(r"[^\W_]+")
LINE_END_HYPHEN: Final = "\x02"
"""Stands where a line ends in a hyphen: whether the word has one of its own cannot be seen there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Squeezed:
    """A text without spaces and hyphens; `origins` gives for each sign its offset in the text it was made from.

    `edges` are the offsets at which a word, a number or a sign may begin or end; the last is the length.
    """

    text: str
    origins: tuple[int, ...]
    edges: frozenset[int]


def squeezed(text: str) -> Squeezed:
    """Squeeze a text."""
    kept: list[str] = []
    origins: list[int] = []
    edges = {0}
    before = ""
    for offset, sign in enumerate(text):
        if sign in _UNSEEN:
            continue
        is_in_number = _is_in_number(text, offset)
        if sign.isspace() or (sign in _HYPHENS and not _is_minus(text, offset)):
            before = before if is_in_number else ""
            continue
        if not is_in_number and _parts(before, sign):
            edges.add(len(kept))
        plain = _plain(sign)
        kept += plain
        origins += [offset] * len(plain)
        before = "0" if is_in_number else sign
    edges.add(len(kept))
    return Squeezed(text="".join(kept), origins=tuple(origins), edges=frozenset(edges))


@lru_cache(maxsize=16_384)
def squeezed_text(text: str) -> str:
    """Give a squeezed text alone; remembered, since the phrases of a brief are asked for again and again."""
    return squeezed(text).text


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text in small letters; what only breaks lines is not in them."""
    seen = "".join(sign for sign in text if sign not in _UNSEEN) if _UNSEEN.intersection(text) else text
    return _WORD.findall(unicodedata.normalize("NFKC", seen).casefold())


def _is_minus(text: str, offset: int) -> bool:
    """Whether a hyphen stands for a minus: before a digit, after nothing that it could join."""
    return text[offset + 1 : offset + 2].isdigit() and not text[max(offset - 1, 0) : offset].isalnum()


def _is_in_number(text: str, offset: int) -> bool:
    """Whether a sign groups the digits of a number or parts its decimals: it has a digit on both sides."""
    if text[offset] not in _IN_NUMBERS or not 0 < offset < len(text) - 1:
        return False
    return text[offset - 1].isdigit() and text[offset + 1].isdigit()


def _parts(before: str, sign: str) -> bool:
    """Whether one thing ends and another begins between two signs: words, numbers and signs are parted."""
    if not before or not before.isalnum() or not sign.isalnum():
        return True
    return before.isdigit() != sign.isdigit()


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", sign) if not c.isspace()) or sign
