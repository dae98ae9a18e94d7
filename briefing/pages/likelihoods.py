"""Likelihoods: forecasts on the strip of seven steps, for those whose author used such a scale."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from briefing.renditions.model import BoundFact, LikelihoodStep, Rendition

_STEP: Final = 43
_BOX: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A forecast and its step; the path data of that step's box and of the others."""

    fact: BoundFact
    step: LikelihoodStep
    filled: str
    outlined: str


def strips_of(rendition: Rendition) -> tuple[Strip, ...]:
    """Lay out every forecast that has a likelihood, and of which nothing has come yet."""
    return tuple(_strips(rendition))


def _strips(rendition: Rendition) -> Iterator[Strip]:
    steps = {step.id: (number, step) for number, step in enumerate(rendition.likelihoods, start=1)}
    for fact in rendition.facts.values():
        if fact.likelihood in steps and fact.outcome is None:
            number, step = steps[fact.likelihood]
            others = (at for at in range(len(steps)) if at + 1 != number)
            yield Strip(
                fact=fact,
                step=step,
                filled=f"M{(number - 1) * _STEP} 6h{_BOX}",
                outlined="".join(
                    f"M{at * _STEP + 0.6:g} 1.6h{_BOX - 1.2:g}v8.8h-{_BOX - 1.2:g}z" for at in others
                ),
            )
