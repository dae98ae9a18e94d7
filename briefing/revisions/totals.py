"""Totals: what an act on a part of a sum means for the total, and for the reason why the two differ.

Nothing is added up without being asked: a new total is offered as a command. A reason that was given for other values
is taken out when the sum is right again, kept for the new values when the person says so, and else refused as expired.
"""

import shlex
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

from briefing.diagnostics import BriefingError, UsageError
from briefing.edits import Edit, Put, edited
from briefing.facts import Desk, Difference, Fact, read_desk
from briefing.facts.differences import expired, values_of_sum
from briefing.facts.sums import sum_faults
from briefing.revisions.model import Revision, Wish
from briefing.trees import Plain


def with_sums(desk: Desk, revision: Revision, *, still_differs: bool, today: date) -> Revision:
    """Add to an act what it makes of reasons why a total is not the sum of its parts."""
    if not any(isinstance(fact.sum_differs, Difference) for fact in desk.file.facts.values()):
        return revision
    after = _after(desk, revision.edits, today)
    found = tuple(_follow(after.file.facts, still_differs=still_differs)) if after is not None else ()
    hint = "add `--still-differs` when the reason holds for the new values, too; else set the total as well"
    return replace(
        revision,
        edits=(*revision.edits, *(edit for edit, _ in found)),
        told=(*revision.told, *(told for _, told in found)),
        hints={**revision.hints, "BR240": hint},
    )


def with_offer(
    desk: Desk,
    revision: Revision,
    wishes: Mapping[str, Wish],
    *,
    set_alone: Callable[[str, Wish], Revision],
    today: date,
) -> Revision:
    """Add to an act that leaves a total behind the command that sets both, where that can be worked out."""
    wish = next(iter(wishes.values()))
    options = (wish.qualifier, wish.certainty, wish.when, wish.said_by, wish.was)
    has_sums = any(fact.sum_of for fact in desk.file.facts.values())
    if not has_sums or wish.value is None or any(option is not None for option in options):
        return revision
    after = _after(desk, revision.edits, today)
    if after is None:
        return revision
    totals = _totals(after.file.facts, frozenset(wishes))
    acts = (set_alone(id_, replace(wish, value=value)) for id_, value in totals.items())
    if not totals or not _is_settable(desk, revision.edits, acts, today):
        return revision
    values = {id_: wish.value or "" for id_, wish in wishes.items()} | totals
    words = ["briefing", "set", *(f"{id_}={value}" for id_, value in values.items())]
    words += ["--as-of", wish.as_of or ""]
    for index, source in enumerate(wish.sources):
        words += ["--source", source, *(("--at", wish.places[index]) if wish.places else ())]
    words += ["--yes"] if wish.is_sure else []
    hint = f"set the total with it: {shlex.join(words)}"
    return replace(revision, hints={**revision.hints, "BR236": hint})


def _after(desk: Desk, edits: tuple[Edit, ...], today: date) -> Desk | None:
    with suppress(BriefingError):
        return read_desk(edited(desk.input, edits), today=today).value
    return None


def _follow(facts: Mapping[str, Fact], *, still_differs: bool) -> Iterator[tuple[Edit, str]]:
    for id_, fact in facts.items():
        differs = fact.sum_differs
        if not isinstance(differs, Difference) or not any(expired(id_, facts)):
            continue
        path = ("facts", id_, "sum_differs")
        if not any(sum_faults(id_, {**facts, id_: replace(fact, sum_differs=None)})):
            yield (
                Put(path=path, value=None),
                f"{id_}: it is the sum of its parts now; `sum_differs` is taken out",
            )
        elif still_differs:
            said: dict[str, Plain] = {"of": dict(values_of_sum(id_, facts))}
            said |= {name: text for name in ("reason", "why") if (text := getattr(differs, name))}
            yield Put(path=path, value=said), f"{id_}: `sum_differs` is said of the new values"


def _totals(facts: Mapping[str, Fact], named: frozenset[str]) -> dict[str, str]:
    """Work out the totals that do not fit any more, of plain numbers alone, up to those of totals."""
    values = {id_: fact.value for id_, fact in facts.items() if isinstance(fact.value, Decimal)}
    found: dict[str, str] = {}
    for _ in facts:
        for id_, fact in facts.items():
            parts = [values.get(part) for part in fact.sum_of]
            is_due = bool(parts) and None not in parts and not named.isdisjoint((*fact.sum_of,))
            is_due = is_due or (None not in parts and not found.keys().isdisjoint(fact.sum_of))
            total = sum((part for part in parts if part is not None), Decimal(0))
            if is_due and id_ not in named and id_ in values and values[id_] != total and fact.is_shown:
                values[id_], found[id_] = total, f"{total:f}"
    return found


def _is_settable(desk: Desk, edits: tuple[Edit, ...], acts: Iterator[Revision], today: date) -> bool:
    """Whether the totals can be set by the same act, and fit then."""
    with suppress(UsageError):
        after = _after(desk, (*edits, *(edit for act in acts for edit in act.edits)), today)
        facts = after.file.facts if after is not None else {}
        return bool(facts) and not any(
            code == "BR236" for id_ in facts for code, *_ in sum_faults(id_, facts)
        )
    return False
