"""Rules of the life of a fact: durations that grow, likelihoods, outcomes, and what only `publish` may write.

Each gives the code, the message, the path it is about and what to type.
"""

from collections.abc import Iterator
from typing import Final

from briefing.facts.aging import age_of
from briefing.facts.kinds import rules_of
from briefing.facts.model import Fact, FactFile

Fault = tuple[str, str, tuple[str, ...], str]
_MAY_RESOLVE: Final = ("promise", "warn")


def duration_faults(id_: str, fact: Fact) -> Iterator[Fault]:
    """Hold a duration against its first day."""
    if fact.started is None or fact.quantity is None or fact.as_of is None:
        return
    age = age_of(fact, fact.as_of.edtf)
    if age is not None and fact.quantity.machine != str(age):
        message = (
            f"from {fact.started.edtf} to {fact.as_of.edtf} `{id_}` is {age}, not {fact.quantity.machine}"
        )
        yield "BR241", message, ("facts", id_, "value"), f"write `value: {age}`, or mend one of the dates"


def outcome_faults(id_: str, fact: Fact) -> Iterator[Fault]:
    """Find an outcome of what is over already."""
    if fact.outcome is None or rules_of(fact.kind).outcome or fact.speech_act in _MAY_RESOLVE:
        return
    hint = "take `outcome` out, or write `kind: forecast` or `speech_act: promise`"
    yield "BR242", f"nothing can come of the {fact.kind} `{id_}`", ("facts", id_, "outcome"), hint


def likelihood_faults(id_: str, fact: Fact) -> Iterator[Fault]:
    """Find a likelihood of what is no forecast."""
    if fact.likelihood is not None and not rules_of(fact.kind).may_have_likelihood:
        hint = "take `likelihood` out, or write `kind: forecast`"
        yield "BR246", f"the {fact.kind} `{id_}` has a likelihood", ("facts", id_, "likelihood"), hint


def edition_faults(file: FactFile) -> Iterator[Fault]:
    """Find a number or day of an edition that was typed."""
    for name in ("number", "issued"):
        if getattr(file.edition, name) is not None:
            message = f"`{name}` of an edition is given by `briefing publish`"
            yield "BR243", message, ("edition", name), f"write `{name}: null`, or take it out"
