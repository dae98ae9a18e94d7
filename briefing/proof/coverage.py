"""Coverage: a finished text parted into the phrases that account for it, and what none of them accounts for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.proof.phrases import Kind, Phrase, Vocabulary
from briefing.readback import Squeezed, squeezed, squeezed_text

_SMALL: tuple[Kind, ...] = ("name", "date", "count", "place", "words", "label", "figure")
_MOST_BETWEEN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A stretch of a text, from `offset` on: what it may be, or stray when nothing accounts for it."""

    text: str
    offset: int
    phrases: tuple[Phrase, ...] = ()

    @property
    def is_stray(self) -> bool:
        """Whether no phrase accounts for it."""
        return not self.phrases

    def has(self, *kinds: Kind) -> bool:
        """Whether it may be of one of these kinds."""
        return any(phrase.kind in kinds for phrase in self.phrases)

    def is_of(self, kind: Kind, ref: str) -> bool:
        """Whether it may be this kind of thing of this fact or actor."""
        return any(phrase.kind == kind and phrase.ref == ref for phrase in self.phrases)

    def says(self, kind: Kind, text: str) -> bool:
        """Whether it may be this kind of thing with these words."""
        return any(p.kind == kind and squeezed_text(p.text) == squeezed_text(text) for p in self.phrases)


def items_of(text: str, vocabulary: Vocabulary) -> tuple[Item, ...]:
    """Part a text into items in order; punctuation between them is left out."""
    return tuple(_with_whole_strays(tuple(_parted(text, vocabulary)), text))


def _parted(text: str, vocabulary: Vocabulary) -> Iterator[Item]:
    plain = squeezed(text)
    at, length = 0, len(plain.text)
    while at < length:
        key = _longest(plain, at, vocabulary)
        if key is not None:
            yield _item(text, plain, at, at + len(key), vocabulary.phrases[key])
            at += len(key)
        elif not plain.text[at].isalnum():
            at += 1
        else:
            end = next(o for o in range(at + 1, length + 1) if o in plain.edges)
            yield _item(text, plain, at, end, ())
            at = end


def _longest(plain: Squeezed, at: int, vocabulary: Vocabulary) -> str | None:
    """Give the longest phrase that begins here and ends where a word may end."""
    if at not in plain.edges:
        return None
    for start in (plain.text[at : at + 2], plain.text[at]):
        for key in vocabulary.by_start.get(start, ()):
            if plain.text.startswith(key, at) and at + len(key) in plain.edges:
                return key
    return None


def _item(text: str, plain: Squeezed, start: int, end: int, phrases: tuple[Phrase, ...]) -> Item:
    first, last = plain.origins[start], plain.origins[end - 1]
    return Item(text=text[first : last + 1], offset=first, phrases=phrases)


def _with_whole_strays(items: tuple[Item, ...], text: str) -> Iterator[Item]:
    """Join strays that stand together, with a few small phrases between: an altered sentence is one thing."""
    at = 0
    while at < len(items):
        end = _end_of_stray(items, at) if items[at].is_stray else at
        first, last = items[at], items[end]
        whole = text[first.offset : last.offset + len(last.text)]
        yield Item(text=whole, offset=first.offset) if end > at else first
        at = end + 1


def _end_of_stray(items: tuple[Item, ...], start: int) -> int:
    end = start
    for at in range(start + 1, len(items)):
        if items[at].is_stray:
            end = at
        elif at - end > _MOST_BETWEEN or not _are_small(items[at : at + 1]):
            break
    return end


def _are_small(items: Iterable[Item]) -> bool:
    return all(item.has(*_SMALL) and not item.has("sentence", "text") for item in items)
