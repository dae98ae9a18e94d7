"""Differences: why a total is not the sum of its parts, bound to the values that it was said of."""

from collections.abc import Iterator, Mapping

from briefing.facts.model import Difference, Fact

Fault = tuple[str, str, tuple[str | int, ...], str]


def values_of_sum(id_: str, facts: Mapping[str, Fact]) -> dict[str, str]:
    """Give the values of a total and its parts by id, as `of:` has them: `100`, `at-least 40`, `3/7`."""
    return {other: value_of(facts[other]) for other in (id_, *facts[id_].sum_of) if other in facts}


def value_of(fact: Fact) -> str:
    """Give the value of a fact as it is typed, with its qualifier where that is not `exactly`."""
    if fact.quantity is None:
        return ""
    qualifier = "" if fact.qualifier in ("exactly", "between") else f"{fact.qualifier} "
    return f"{qualifier}{fact.quantity.machine}"


def expired(id_: str, facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Find a difference that was said of other values than those that there are; of withheld ones no value is told."""
    total = facts[id_]
    if not isinstance(total.sum_differs, Difference):
        return
    now, then = values_of_sum(id_, facts), total.sum_differs.of
    others = [o for o in {**now, **then} if not _is_same(now.get(o), then.get(o))]
    if not others:
        return
    path = ("facts", id_, "sum_differs", "of")
    is_open = all(facts[o].is_shown for o in now)
    first = others[0]
    told = "of other values than there are now"
    if is_open:
        told = (
            f"when `{first}` was {then.get(first, 'not among them')}, now it is {now.get(first, 'no part')}"
        )
    typed = ", ".join(f"{o}: {value}" for o, value in now.items()) if is_open else "…"
    hint = (
        f"read both again; when the reason still holds write `of: {{{typed}}}`, else take `sum_differs` out"
    )
    yield "BR240", f"why `{id_}` is not the sum of its parts was said {told}", path, hint


def _is_same(now: str | None, then: str | None) -> bool:
    return now is not None and then is not None and " ".join(then.split()) == now
