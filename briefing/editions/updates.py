"""Updates: what of a fact is another than an edition printed, besides its value; and what stands against what.

Polish is no update: another sentence counts only when its letters, digits or what its placeholders stand for differ.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from briefing.facts import Fact, FactFile
from briefing.placeholders import Placeholder, parse_message
from briefing.values import When

Update = Literal["wording", "ended", "likelihood", "condition", "date", "speaker"]
Pair = frozenset[str]


def updates_of(old: Fact, fact: Fact) -> Iterator[Update]:
    """Give what is another in a fact, the sentence first. Its sources are told apart by `has_other_sources`."""
    has_ended = _is_open(old) and not _is_open(fact)
    if _bare(old.text) != _bare(fact.text):
        yield "wording"
    if has_ended:
        yield "ended"
    if fact.outcome is None and old.likelihood != fact.likelihood:
        yield "likelihood"
    if fact.outcome is None and _bare(old.condition or "") != _bare(fact.condition or ""):
        yield "condition"
    if not has_ended and not _is_same_date(old.when, fact.when):
        yield "date"
    if old.said_by != fact.said_by:
        yield "speaker"


def has_other_sources(id_: str, former: FactFile, file: FactFile) -> bool:
    """Whether a fact of the same value rests on other sources; of protected ones nothing is told."""
    old, fact = former.facts[id_], file.facts[id_]
    before = {citation.source for citation in old.sources}
    now = {citation.source for citation in fact.sources}
    known = (*((former, source) for source in before), *((file, source) for source in now))
    is_protected = any(source in of.sources and of.sources[source].protected for of, source in known)
    return old.quantity == fact.quantity and before != now and not is_protected


def disputes_of(facts: Mapping[str, Fact]) -> frozenset[Pair]:
    """Give the pairs of statements that contradict each other, and of rival figures that differ."""
    found = set[Pair]()
    for id_, fact in facts.items():
        found |= {frozenset((id_, other)) for other in fact.contradicts if other in facts}
        rivals = (other for other in fact.competes_with if other in facts)
        found |= {frozenset((id_, other)) for other in rivals if facts[other].quantity != fact.quantity}
    return frozenset(pair for pair in found if len(pair) > 1)


def _bare(text: str) -> tuple[str, ...]:
    """Give the letters and digits of a sentence, and what its placeholders stand for in whatever form."""
    pieces = parse_message(text).pieces
    bare = (f"{{{o.id}}}" if isinstance(o, Placeholder) else _letters(o) for o in pieces)
    return tuple(filter(None, bare))


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _is_open(fact: Fact) -> bool:
    """Whether a fact is still going on: it grows by the day, or its time has an open end."""
    return fact.started is not None or (fact.when is not None and fact.when.edtf.endswith("/.."))


def _is_same_date(old: When | None, new: When | None) -> bool:
    """Whether two dates are the same, however they were typed."""
    if old is None or new is None:
        return old is new
    return replace(old, edtf="") == replace(new, edtf="")
