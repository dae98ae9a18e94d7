"""Balance: how much room each party has in a brief - statements, words, figures, mentions - and who stands alone.

A party is what actors name as their `party`, else the actor itself. The narrator is none. Nothing is judged
here: an uneven source makes an uneven brief, and the desk should see it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.build import Request, bind_briefs
from briefing.diagnostics import Diagnostic
from briefing.facts import FactBook
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.renditions import Rendition

_WORD = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*(?:-[^\W\d_]+)?|[^\W_]+(?:[-’'][^\W_]+)*")
KINDS = ("speakers", "statements", "words", "figures", "mentions")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyBalance:
    """What one party has in one rendition.

    `speakers` are its actors that say something, `statements` and `words` what is attributed to them, `figures`
    those of their statements that hold a value, `mentions` how often its actors are named in all sentences.
    A party that actors name as theirs is a side; the sides are held against one another.
    """

    brief: str
    locale: str
    party: str
    is_side: bool
    speakers: int
    statements: int
    words: int
    figures: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """The parties of every rendition, and what only one of the sides has, by brief."""

    parties: tuple[PartyBalance, ...]
    alone: Mapping[str, tuple[tuple[str, str], ...]]
    diagnostics: tuple[Diagnostic, ...]


def read_balance(inputs: Inputs, project: Project, request: Request) -> Balance:
    """Count in every rendition that can be bound; `alone` pairs a kind of count with the one side that has any."""
    bound = bind_briefs(inputs, project, request)
    parties = [party for book, rendition in bound.value for party in _of_rendition(book, rendition)]
    briefs = dict.fromkeys(party.brief for party in parties)
    alone = {brief: tuple(_alone([p for p in parties if p.brief == brief])) for brief in briefs}
    return Balance(parties=tuple(parties), alone=alone, diagnostics=bound.diagnostics)


def _of_rendition(book: FactBook, rendition: Rendition) -> Iterator[PartyBalance]:
    party_of = {id_: actor.party or id_ for id_, actor in book.file.actors.items()}
    sides = {actor.party for actor in book.file.actors.values()}
    named = [run.ref for fact in rendition.facts.values() for run in fact.text.runs if run.kind == "name"]
    for party in dict.fromkeys(party_of.values()):
        said = [fact for fact in rendition.facts.values() if party_of.get(fact.speaker) == party]
        yield PartyBalance(
            brief=rendition.brief,
            locale=rendition.locale,
            party=party,
            is_side=party in sides,
            speakers=len({fact.speaker for fact in said}),
            statements=len(said),
            words=sum(len(_WORD.findall(str(fact.text))) for fact in said),
            figures=sum(fact.figure is not None for fact in said),
            mentions=sum(party_of.get(ref) == party for ref in named),
        )


def _alone(parties: list[PartyBalance]) -> Iterator[tuple[str, str]]:
    """Find the kinds of which one side has some and every other side none; it takes two sides to say anything."""
    sides = [party for party in parties if party.is_side]
    for kind in KINDS:
        having = {side.party for side in sides if getattr(side, kind)}
        if len(having) == 1 and len({side.party for side in sides}) > 1:
            yield kind, having.pop()
