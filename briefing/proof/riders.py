"""Riders: whether each sentence of a finished file stands with what belongs to it, and with nothing of another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.proof import messages as m
from briefing.proof.coverage import Item
from briefing.proof.statements import AS_OF, WHAT, dated, fillings_beside, named_beside
from briefing.proof.wrongs import Wrong
from briefing.readback import squeezed_text
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Rider:
    """What an item beside a sentence tells, and its words, squeezed."""

    what: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """The sentences of a file, each with the items beside it."""

    rendition: Rendition
    items: Sequence[Item]
    kinds: Mapping[str, str]

    def end(self, at: int) -> int:
        """Give the index of the first item that does not belong to the sentence at an index."""
        end = at + 1
        while end < len(self.items) and self._rider(self.items[end]) is not None:
            end += 1
        return end

    def riders(self, at: int) -> tuple[Rider, ...]:
        """Give what stands beside the sentence at an index."""
        found = (self._rider(item) for item in self.items[at + 1 : self.end(at)])
        return tuple(rider for rider in found if rider is not None)

    def wrongs(self) -> Iterator[Wrong]:
        """Find sentences that lack what has to stand beside them, or have what is another's."""
        for at, item in enumerate(self.items):
            facts = [self.rendition.facts[p.ref] for p in item.phrases if p.kind == "sentence"]
            faults = [self._wrong(fact, at) for fact in facts]
            if faults and all(faults):
                yield from faults[0]

    def _wrong(self, fact: BoundFact, at: int) -> tuple[Wrong, ...]:
        say, offset = m.Wording(rendition=self.rendition), self.items[at].offset
        own = [Rider(what=what, text=squeezed_text(text)) for what, text in named_beside(fact, say)]
        found = set(self.riders(at))
        dates = {Rider(what=AS_OF, text=squeezed_text(text)) for text in dated(fact, say)}
        strange = found - set(own) - dates
        there = {rider.what for rider in found}
        missing = [rider.what for rider in own if rider.what not in there]
        return (
            *(Wrong(fact=fact.id, what=what, offset=offset, is_missing=True) for what in missing),
            *(Wrong(fact=fact.id, what=o, offset=offset) for o in sorted({rider.what for rider in strange})),
        )

    def _rider(self, item: Item) -> Rider | None:
        if item.is_stray or item.has("sentence"):
            return None
        texts = (squeezed_text(phrase.text) for phrase in item.phrases if phrase.kind == "words")
        return next((Rider(what=self.kinds[o], text=o) for o in texts if o in self.kinds), None)


def statements_in(rendition: Rendition, items: Sequence[Item]) -> Statements:
    """Find what stands beside the sentences of a file."""
    say = m.Wording(rendition=rendition)
    kinds = {squeezed_text(text): WHAT[message] for message, text in fillings_beside(rendition, say)}
    kinds |= {squeezed_text(say(message)): "outcome" for message in m.OUTCOME.values()}
    kinds[squeezed_text(say(m.IS_FORECAST))] = WHAT[m.IS_FORECAST]
    return Statements(rendition=rendition, items=items, kinds=kinds)
