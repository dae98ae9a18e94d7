"""Arrangement: whether the tables, lists and cards of a finished file read as the facts have them, row by row."""

from collections.abc import Collection, Iterator

from briefing.proof.annex import annex_blocks
from briefing.proof.blocks import Block, bare_of, stands
from briefing.proof.changes import change_blocks
from briefing.proof.evidence import Evidence, Fault
from briefing.proof.front import front_blocks
from briefing.proof.messages import Wording
from briefing.proof.relations import relation_blocks


def wrong_blocks(evidence: Evidence, unproved: Collection[str]) -> Iterator[Fault]:
    """Find what does not read as the facts have it; `unproved` is what the templates have no words for.

    A block of a fact that something else is known against is let be: it cannot read as it should.
    """
    assert evidence.finished is not None
    say, text = Wording(rendition=evidence.rendition), bare_of(evidence.finished.text)
    known = {fault.fact for fault in evidence.faults if fault.fact}
    own = evidence.rendition
    for block in (*front_blocks(own), *change_blocks(own), *annex_blocks(own), *relation_blocks(own)):
        if block.unless is not None and bare_of(say(block.unless)).text in text.text:
            continue
        if block.in_picture and not evidence.finished.output.traits.has_pictures:
            continue
        if block.proof in unproved or known.intersection(block.facts) or stands(block, text):
            continue
        yield _fault(block, is_shown=bare_of(say(block.heading)).text in text.text)


def _fault(block: Block, *, is_shown: bool) -> Fault:
    of = f" of `{block.facts[0]}`" if len(block.facts) == 1 else ""
    why = "does not read as the facts have it" if is_shown else "is not shown in this file"
    fact = block.facts[0] if len(block.facts) == 1 else ""
    return Fault(code="BR754", message=f"{block.what}{of} {why}", fact=fact)
