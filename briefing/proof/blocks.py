"""Blocks: stretches of a finished file that have to read as the facts have them: whole, in order, and nothing more.

A block is a table row, a picture's list, a card: texts that stand one after the other. Only letters and digits are
compared; the signs between them are a template's own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from briefing.proof.messages import Message
from briefing.readback import Squeezed, squeezed

Part = str | tuple[str, ...]
"""A text that has to come next, or several of which one has to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Texts that stand one after the other: of which proof, what they are, and the facts they are of.

    `heading` is what the block stands under: without it the file does not show the thing at all. `never_next` are
    texts that would make the block longer than the facts have it; `is_single` says that it must not stand twice. A file
    that has the words `unless` does without it, and one without pictures without what is `in_picture`.
    """

    proof: str
    what: str
    heading: Message
    parts: tuple[Part, ...]
    facts: tuple[str, ...] = ()
    never_next: tuple[str, ...] = ()
    is_single: bool = False
    unless: Message | None = None
    in_picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bare:
    """The letters and digits of a text; `edges` are the offsets between which a word or number may stand."""

    text: str
    edges: frozenset[int]


def bare_of(text: str) -> Bare:
    """Take the letters and digits of a text."""
    return _bare(squeezed(text))


def stands(block: Block, text: Bare) -> bool:
    """Whether a block stands in a text, and neither twice nor followed by more of its kind."""
    parts = [_alternatives(part) for part in block.parts]
    more = [other for o in block.never_next if (other := bare_of(o).text)]
    ends = [end for start in _starts(parts[0], text) if (end := max(_ends(parts, text, start), default=0))]
    is_whole = any(not any(text.text.startswith(other, end) for other in more) for end in ends)
    return is_whole and not (block.is_single and len(ends) > 1)


def texts_of(parts: Iterable[Part]) -> tuple[str, ...]:
    """Give the texts of parts, with every alternative."""
    return tuple(text for part in parts for text in ((part,) if isinstance(part, str) else part))


def _alternatives(part: Part) -> tuple[str, ...]:
    return tuple(bare_of(text).text for text in ((part,) if isinstance(part, str) else part))


def _starts(first: Sequence[str], text: Bare) -> Iterator[int]:
    for option in first:
        at = text.text.find(option)
        while at >= 0:
            if at in text.edges:
                yield at
            at = text.text.find(option, at + 1)


def _ends(parts: Iterable[Sequence[str]], text: Bare, start: int) -> Iterator[int]:
    ends = {start}
    for options in parts:
        ends = {
            end + len(option)
            for end in ends
            for option in options
            if text.text.startswith(option, end) and end + len(option) in text.edges
        }
    yield from ends


def _bare(plain: Squeezed) -> Bare:
    kept = [sign.isalnum() for sign in plain.text]
    offsets = [0, *accumulate(kept)]
    text = "".join(sign for sign, is_kept in zip(plain.text, kept, strict=True) if is_kept)
    return Bare(text=text, edges=frozenset(offsets[edge] for edge in plain.edges))
