"""Relations: whether what is replaced, settled or contradicted stands with what replaces, settles or contradicts it."""

from collections.abc import Iterator

from briefing.proof import messages as m
from briefing.proof.blocks import Block, Part
from briefing.proof.statements import statement_of
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, BoundRelation


def relation_blocks(rendition: Rendition) -> Iterator[Block]:
    """Give a block for each relation, and for each row of a statement where one is contradicted."""
    say = m.Wording(rendition=rendition)
    yield from (_relation(relation, say) for relation in rendition.relations)
    fillings = tuple({line for fact in rendition.statements for line in contrary_of(fact, rendition, say)})
    for fact in rendition.statements if fillings else ():
        yield Block(
            proof="contradictions",
            what="the row of the statement",
            heading=m.WHO_SAYS_WHAT,
            parts=(
                *statement_of(fact, say, is_dated=True),
                say(m.CERTAINTY[fact.certainty]),
                *contrary_of(fact, rendition, say),
            ),
            facts=(fact.id,),
            never_next=fillings,
        )


def contrary_of(fact: BoundFact, rendition: Rendition, say: m.Wording) -> Iterator[str]:
    """Give who contradicts a statement, line by line."""
    for id_ in fact.contradicts:
        other = rendition.facts[id_]
        speaker = say(m.SOURCE_ITSELF) if other.speaker == "narrator" else other.speaker_at_start
        yield say(m.CONTRARY, speaker=speaker)


def _relation(relation: BoundRelation, say: m.Wording) -> Block:
    former = tuple(part for fact in relation.former for part in statement_of(fact, say, is_dated=False))
    by = tuple(statement_of(relation.by, say, is_dated=False))
    parts: tuple[Part, ...]
    if relation.kind == "replaced":
        since = (say(m.HOLDS, since=relation.since.text),) if relation.since is not None else ()
        parts = (*by, *since, say(m.BEFORE_THAT), *former)
    else:
        told = (str(relation.gap),) if relation.gap is not None else former
        parts = (*told, say(m.SETTLED_BY), *by)
    return Block(
        proof="what is settled or replaced",
        what="the line of what is settled or replaced",
        heading=m.SETTLED_OR_REPLACED,
        parts=parts,
        facts=(relation.by.id, *(fact.id for fact in relation.former)),
    )
