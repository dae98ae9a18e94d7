"""ParsedMessage: the text and the placeholders of a message, `{id}` or `{id:form,form}`.

It only reads. What an id stands for, and which forms a locale offers, is asked further on. Nothing here is
ever handed to `%` or `str.format`: messages come from strangers.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

LONGEST: Final = 120
"""The most characters a placeholder may have, braces included. It bounds the work on hostile text."""

HINT: Final = "write `{id}` or `{id:form,form}`; `{{` and `}}` print a brace"

_NAME: Final = r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*"
_INSIDE: Final = re.compile(rf"({_NAME})(?::({_NAME}(?:,{_NAME})*))?")
QUOTED: Final = re.compile('"[^"]*"|“[^“”]*”|«[^«»]*»|„[^„“”]*[“”]')
"""What a text quotes, its marks included, in one pass over every pair of marks."""
_NEXT: Final = re.compile(r"[{}]|%\([^()\s]{0,80}\)[a-z]?|%[sd]\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placeholder:
    """A `{id:form,form}`: what it names, the forms it asks for, and where it stands in the message."""

    id: str
    forms: tuple[str, ...] = ()
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A brace or a `%` that is no placeholder: where in the message, and what is wrong with it."""

    offset: int
    length: int
    why: str
    hint: str = HINT


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMessage:
    """A message in pieces: literal text (its double braces made single) and placeholders, in order.

    A faulty placeholder is kept as literal text, as typed.
    """

    pieces: tuple[str | Placeholder, ...]
    faults: tuple[Fault, ...] = ()

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """The placeholders alone."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Placeholder))


def after_filling(filled: str, literal: str) -> str:
    """Give the text after a filled placeholder: one full stop ends both an abbreviation and its sentence."""
    return literal[1:] if filled.endswith(".") and literal.startswith(".") else literal


@lru_cache(maxsize=4096)
def parse_message(text: str) -> ParsedMessage:
    """Take a message apart; faults are told, never raised, and the time is linear in its length."""
    pieces: list[str | Placeholder] = []
    faults: list[Fault] = []
    literal: list[str] = []
    here = 0
    while (found := _NEXT.search(text, here)) is not None:
        literal.append(text[here : found.start()])
        piece, here = _piece_at(text, found.start(), found.end())
        match piece:
            case Placeholder():
                pieces += [*_joined(literal), piece]
                literal = []
            case Fault():
                faults.append(piece)
                literal.append(text[piece.offset : here])
            case str():
                literal.append(piece)
    literal.append(text[here:])
    return ParsedMessage(pieces=(*pieces, *_joined(literal)), faults=tuple(faults))


def ids_of(text: str) -> frozenset[str]:
    """Give the ids of the placeholders of a message."""
    return frozenset(placeholder.id for placeholder in parse_message(text).placeholders)


def instead_of_name(id_: str, english: frozenset[str] | None) -> str:
    """Say what to type in place of a name; `english` are the ids that a translation may name, None for the English."""
    if english is None or id_ in english:
        return f"type `{{{id_}}}`, in the form the sentence needs"
    return f"take it out, as the English says it without; or write `{{{id_}}}` into the English first"


def blank_placeholders(text: str) -> str:
    """Give a message of the same length with U+FFFC for every character of a placeholder or a brace.

    For checks that look at the words only and must still point at the right character.
    """
    parsed = parse_message(text)
    found: tuple[Placeholder | Fault, ...] = (*parsed.placeholders, *parsed.faults)
    characters = list(text)
    for piece in found:
        characters[piece.offset : piece.offset + piece.length] = "\ufffc" * piece.length
    return "".join("\ufffc" if c in "{}" else c for c in characters)


def blank_quotations(text: str) -> str:
    """Give a text of the same length with a space for every character of what it quotes, marks included."""
    return QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _joined(literal: list[str]) -> list[str]:
    joined = "".join(literal)
    return [joined] if joined else []


def _piece_at(text: str, start: int, end: int) -> tuple[str | Placeholder | Fault, int]:
    """Read what begins at `start`: literal brace, placeholder or fault; and where to read on."""
    if text[start] == "%":
        why = f"`{text[start:end]}` is not a placeholder here"
        return Fault(offset=start, length=end - start, why=why), end
    if text.startswith(text[start] * 2, start):
        return text[start], start + 2
    if text[start] == "}":
        return Fault(offset=start, length=1, why="`}` closes nothing"), end
    close = _closing(text, start)
    if close is None:
        why = f"`{{` is not closed within {LONGEST} characters"
        return Fault(offset=start, length=1, why=why), end
    return _placeholder(text, start, close), close


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for offset in range(start, min(start + LONGEST, len(text))):
        depth += {"{": 1, "}": -1}.get(text[offset], 0)
        if depth == 0:
            return offset + 1
    return None


def _placeholder(text: str, start: int, end: int) -> Placeholder | Fault:
    inside, typed = text[start + 1 : end - 1], text[start:end]
    found = _INSIDE.fullmatch(inside)
    if found is not None:
        forms = tuple(found[2].split(",")) if found[2] else ()
        return Placeholder(id=found[1], forms=forms, offset=start, length=end - start)
    tidy = "".join(inside.split())
    if not tidy:
        return Fault(offset=start, length=end - start, why=f"`{typed}` is empty")
    if "{" in inside:
        return Fault(offset=start, length=end - start, why=f"`{typed}` holds another placeholder")
    if tidy != inside and _INSIDE.fullmatch(tidy):
        hint = f"write `{{{tidy}}}`"
        return Fault(offset=start, length=end - start, why=f"`{typed}` has a space in it", hint=hint)
    why = f"`{typed}` is not an id, or an id and its forms"
    return Fault(offset=start, length=end - start, why=why)
