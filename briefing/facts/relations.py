"""How facts bear on each other: what a later one replaces, what it settles, and what is over by that.

Only a fact that is shown has an effect: one that was taken back, or is not public, replaces and settles nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from briefing.facts.kinds import rules_of
from briefing.facts.model import Fact, FactFile
from briefing.facts.references import references_of

Fault = tuple[str, str, tuple[str | int, ...], str]
_OPEN_ACTS: Final = ("promise", "warn")


def successors_of(facts: Mapping[str, Fact]) -> Mapping[str, tuple[str, ...]]:
    """Give the facts that replace another one, by the id of the replaced one."""
    return _targets(facts, "supersedes")


def answers_of(facts: Mapping[str, Fact]) -> Mapping[str, tuple[str, ...]]:
    """Give the facts that settle another one or a gap, by the id of what is settled."""
    return _targets(facts, "resolves")


def replaced_by(id_: str, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Give all that a fact replaces, and what that had replaced, the latest first."""
    found: dict[str, None] = {}
    left = [*facts[id_].supersedes]
    while left:
        other = left.pop(0)
        if other in facts and other != id_ and other not in found:
            found[other] = None
            left += facts[other].supersedes
    return tuple(found)


def ids_over(facts: Mapping[str, Fact]) -> frozenset[str]:
    """Give the facts whose data nobody has to renew: taken back, replaced, settled, or with an outcome."""
    done = (id_ for id_, f in facts.items() if f.retracted or f.removed or f.outcome)
    return frozenset((*done, *successors_of(facts), *answers_of(facts)))


def relation_faults(file: FactFile) -> Iterator[Fault]:
    """Find what replaces, settles or contests another thing and cannot."""
    over = successors_of(file.facts)
    for id_, fact in file.facts.items():
        yield from _loops(id_, file.facts)
        yield from _unresolvable(id_, fact, file)
        yield from _undated(id_, fact)
        yield from _uncontested(id_, fact, file.facts, over)
    for reference in references_of(file):
        successors = over.get(reference.id, ()) if reference.kind in ("fact", "name") else ()
        if successors and not _may_use(reference.path, successors, over):
            message = f"`{reference.id}` is used as if it held, and `{successors[0]}` supersedes it"
            yield "BR256", message, reference.path, f"use `{successors[0]}`, or take `supersedes` out there"


def _targets(facts: Mapping[str, Fact], name: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for id_, fact in facts.items():
        for other in getattr(fact, name) if fact.is_shown else ():
            if other != id_:
                found[other] = (*found.get(other, ()), id_)
    return found


def _loops(id_: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find facts that come back to themselves by more than one other; shorter loops are another rule's."""
    for name in ("supersedes", "resolves"):
        for index, other in enumerate(getattr(facts[id_], name)):
            if other == id_ or other not in facts or id_ in getattr(facts[other], name):
                continue
            seen, left = {other}, [other]
            while left:
                after = [o for o in getattr(facts[left.pop()], name) if o in facts and o not in seen]
                seen.update(after)
                left += after
            if id_ in seen:
                message = f"`{id_}` comes back to itself by `{other}` in `{name}`"
                yield "BR251", message, ("facts", id_, name, index), "leave the newest of them without it"


def _unresolvable(id_: str, fact: Fact, file: FactFile) -> Iterator[Fault]:
    for index, other in enumerate(fact.resolves):
        target = file.facts.get(other)
        if target is None or other == id_ or _is_open(target):
            continue
        message = f"`{other}` leaves nothing open that `{id_}` could resolve"
        hint = "name a forecast, a claim, a disputed fact or a gap; newer data are `supersedes`"
        yield "BR255", message, ("facts", id_, "resolves", index), hint


def _is_open(fact: Fact) -> bool:
    """Whether there is something to settle: a forecast, what a speaker claims or promises, a dispute."""
    is_disputed = fact.certainty == "contested" or bool(fact.competes_with or fact.contradicts)
    return rules_of(fact.kind).outcome is not None or fact.speech_act in _OPEN_ACTS or is_disputed


def _undated(id_: str, fact: Fact) -> Iterator[Fault]:
    if fact.supersedes and fact.is_shown and fact.when is None and fact.as_of is None:
        message = f"`{id_}` supersedes another fact and does not say since when"
        yield (
            "BR257",
            message,
            ("facts", id_, "supersedes"),
            "add `as_of:` or `when:` with the day since when",
        )


def _uncontested(
    id_: str, fact: Fact, facts: Mapping[str, Fact], over: Mapping[str, object]
) -> Iterator[Fault]:
    """Find what is called contested while all that it names in return agrees with it or is gone."""
    named = (*fact.competes_with, *fact.contradicts)
    if not fact.is_shown or fact.certainty != "contested" or not named or not facts.keys() >= {*named}:
        return
    living = {o for o in named if facts[o].retracted is None and facts[o].removed is None and o not in over}
    differing = {o for o in living if o in fact.contradicts or facts[o].quantity != fact.quantity}
    if not differing:
        why = "the figures that compete agree" if living else "nothing that contests it is left"
        hint = f"write another `certainty` of `{id_}`, as `reported`"
        yield "BR258", f"`{id_}` is called contested, and {why}", ("facts", id_, "certainty"), hint


def _may_use(path: tuple[str | int, ...], successors: tuple[str, ...], over: Mapping[str, object]) -> bool:
    """Whether a place may name a fact that is replaced: its part, relations, the successor, what is replaced too."""
    if path[0] == "sections":
        return path[-2] != "key" and path[-1] != "heading"
    if path[0] != "facts":
        return False
    owner, field = path[1], path[2]
    is_relation = field in ("competes_with", "contradicts", "resolves", "supersedes")
    return is_relation or owner in successors or owner in over
