"""Literals: the quoted texts of a TOML file, decoded, each with the place where it is typed.

The parser of the standard library gives values without places. Comments are passed over, so that a text is never
found in one.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.characters import hidden_characters, typed_places
from briefing.diagnostics import Diagnostic, Span
from briefing.inputs import InputFile, forbidden

_TOKEN: Final = re.compile(
    r'#[^\n]*|"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal:
    """A quoted text: its value, what is typed, quotes included, and the offset of that in the file."""

    value: str
    source: str
    offset: int

    @property
    def quotes(self) -> int:
        """How many quotes stand on either side."""
        return 3 if self.source.startswith(('"""', "'''")) else 1


def literals_of(file: InputFile) -> tuple[Literal, ...]:
    """Give the quoted texts of a TOML file in order."""
    return tuple(_literals(file.text))


def span_of_literal(file: InputFile, literal: Literal) -> Span:
    """Give the place of a quoted text, without its quotes."""
    return span_in_literal(file, literal, 0, len(literal.value))


def span_in_literal(file: InputFile, literal: Literal, offset: int, length: int) -> Span:
    """Give the place of some characters of a quoted text; of all of it where escapes stand between."""
    inside = literal.source[literal.quotes : -literal.quotes]
    if inside != literal.value:
        offset, length = 0, len(inside)
    return file.span_of_offset(literal.offset + literal.quotes + offset, length)


def hidden_in_literals(file: InputFile, texts: frozenset[str]) -> Iterator[Diagnostic]:
    """Find the characters that hide in those of the quoted texts that are settings of the tool."""
    for literal in literals_of(file):
        if literal.value not in texts:
            continue
        is_raw = literal.source.startswith("'")
        for hidden in hidden_characters(literal.value):
            sign = literal.value[hidden.offset]
            places = (
                [(m.start(), 1) for m in re.finditer(re.escape(sign), literal.source)]
                if is_raw
                else typed_places(literal.source, sign)
            )
            index = min(literal.value.count(sign, 0, hidden.offset), len(places) - 1)
            offset, length = places[index] if places else (0, len(literal.source))
            yield forbidden(hidden, file.span_of_offset(literal.offset + offset, length))


def _literals(text: str) -> Iterator[Literal]:
    for match in _TOKEN.finditer(text):
        if match[0].startswith("#"):
            continue
        try:
            value = tomllib.loads(f"x = {match[0]}")["x"]
        except tomllib.TOMLDecodeError:
            continue
        yield Literal(value=str(value), source=match[0], offset=match.start())
