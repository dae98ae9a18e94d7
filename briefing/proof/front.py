"""Front: what page one has to say as a whole: title block, warnings, summary, key figures, open questions."""

from collections.abc import Iterator, Sequence

from briefing.proof import messages as m
from briefing.proof.blocks import Block, Part, texts_of
from briefing.proof.statements import beside, short_of
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact, CitationText
from briefing.renditions.texts import DateText


def front_blocks(rendition: Rendition) -> Iterator[Block]:
    """Give the blocks of page one."""
    say = m.Wording(rendition=rendition)
    yield _title(rendition, say)
    if rendition.has_outdated:
        what = "the warning of old figures"
        yield Block(proof=what, what=what, heading=m.OLD_FIGURES, parts=(say(m.OLD_FIGURES),))
    key = [fact for section in rendition.sections for fact in section.key]
    if key:
        lines = (part for fact in key for part in short_of(fact, say, is_dated=fact.figure is None))
        parts = (say(m.IN_BRIEF), *lines)
        ids = tuple(fact.id for fact in key)
        yield Block(
            proof="the summary",
            what="the summary",
            heading=m.IN_BRIEF,
            parts=parts,
            facts=ids,
            never_next=texts_of(parts[1:]),
        )
    for group in rendition.figures:
        yield from _cards(group, say)
    gaps = tuple(map(str, rendition.gaps)) or (say(m.NO_QUESTIONS),)
    parts = (say(m.NOT_KNOWN), *gaps)
    what = "what is not known"
    yield Block(proof=what, what=f"the list of {what}", heading=m.NOT_KNOWN, parts=parts, never_next=gaps)


def origin_of(fact: BoundFact, say: m.Wording) -> Iterator[str]:
    """Give who says a figure, as of when, and whether that may be too long ago."""
    if fact.speaker == "narrator":
        yield from (say(m.SOURCE, number=citation.number) for citation in fact.citations)
    else:
        yield fact.speaker_at_start
    yield dated(fact.as_of, say)
    if fact.is_outdated:
        yield say(m.MAY_BE_OLD)


def cited(citations: Sequence[CitationText], say: m.Wording) -> Iterator[str]:
    """Give pointers to sources, each with the place in it."""
    for citation in citations:
        yield say(m.SOURCE, number=citation.number)
        yield citation.at


def dated(as_of: DateText | None, say: m.Wording) -> str:
    """Give as of when a figure holds."""
    return say(m.AS_OF, date=as_of.text) if as_of is not None else say(m.UNDATED)


def _title(rendition: Rendition, say: m.Wording) -> Block:
    following = rendition.next_edition
    names = tuple(sibling.name for sibling in rendition.siblings)
    issued = (say(m.ISSUED), rendition.issued.text) if rendition.issued is not None else ()
    parts = (
        str(rendition.title),
        str(rendition.standfirst),
        say(m.EDITION),
        rendition.edition or say(m.DRAFT),
        *issued,
        say(m.DATA_AS_OF),
        _date_of_data(rendition, say),
        *((say(m.NEXT_EDITION), following.text) if following is not None else ()),
        say(m.LANGUAGES),
        *names,
    )
    return Block(
        proof="the title block", what="the title block", heading=m.DATA_AS_OF, parts=parts, never_next=names
    )


def _date_of_data(rendition: Rendition, say: m.Wording) -> str:
    as_of, undated = rendition.data_as_of, rendition.data_undated
    if as_of is None:
        return say(m.NOT_STATED)
    return say(m.DATA_IN_PART, undated, date=as_of.text) if undated else as_of.text


def _cards(group: tuple[BoundFact, ...], say: m.Wording) -> Iterator[Block]:
    proof, facts = "the key figures", [fact for fact in group if fact.figure is not None]
    if len(facts) > 1:
        are_even = len({fact.figure.text for fact in facts if fact.figure is not None}) == 1
        verdict = say(m.SOURCES_AGREE if are_even else m.SOURCES_DIFFER)
        parts: tuple[Part, ...] = (verdict, *(part for fact in facts for part in _card(fact, say)))
        yield Block(
            proof=proof,
            what="the card of figures that compete",
            heading=m.KEY_FIGURES,
            parts=parts,
            facts=tuple(fact.id for fact in facts),
        )
        return
    for fact in facts:
        yield Block(
            proof=proof,
            what="the card of the key figure",
            heading=m.KEY_FIGURES,
            parts=tuple(_card(fact, say)),
            facts=(fact.id,),
            never_next=() if fact.is_outdated else (say(m.MAY_BE_OLD),),
        )


def _card(fact: BoundFact, say: m.Wording) -> Iterator[Part]:
    yield fact.figure.text if fact.figure is not None else ""
    yield str(fact.label or "")
    yield from beside(fact, say)
    yield from origin_of(fact, say)
    yield str(fact.sum_reason or "")
