"""The acts on a fact that stays: new values, corrections, outcomes.

Each looks at what is asked for, refuses nonsense, and says which lines change.

A lower bound stays one unless another qualifier is asked for. A duration grows by itself only where its first day is
known. The figure of another speaker is another fact. Nothing is averaged, nothing is lost: the former value stays in
the file, with its date, its sources and the number of the last edition, where that edition printed it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from briefing.diagnostics import UsageError, one_of
from briefing.editions import Printed
from briefing.edits import Append, Edit, Put
from briefing.facts import NO_UNIT, Desk, Fact, age_of, rules_of
from briefing.revisions.citing import citations, cited, known_fact, pairs
from briefing.revisions.model import Revision, Wish
from briefing.revisions.speakers import refuse_foreign_sentence
from briefing.revisions.totals import with_offer, with_sums
from briefing.revisions.values import machine_of, quantity_of_typed, tree_of_typed, tree_of_value
from briefing.trees import Plain

UNKNOWN: Final = "unknown"
_LEAP: Final = 10
"""A new value that is so many times the former one is taken for a slip of the finger."""

_OF_FORECASTS: Final = ("happened", "did-not-happen", "overtaken")
_OF_PROMISES: Final = ("kept", "broken", "withdrawn")


def set_value(desk: Desk, id_: str, wish: Wish, *, printed: Printed | None, today: date) -> Revision:
    """Give a fact newer data: its value, and as of when and on which source. The former value is kept."""
    fact = known_fact(desk, id_)
    if wish.value is None and wish.as_of is None and (wish.certainty or wish.when):
        return _set_alone(desk, id_, wish)
    if fact.value is None:
        raise UsageError(
            f"`{id_}` has no value to set",
            "`--certainty` and `--when` are set without one; its words are changed in the file",
        )
    if wish.said_by is not None and wish.said_by != fact.said_by:
        raise UsageError(
            f"`{id_}` is what `{fact.said_by}` says; the figure of `{wish.said_by}` is another fact",
            f"add a fact with `said_by: {wish.said_by}` and `competes_with: [{id_}]`, and here the same in return",
        )
    wish = _grown(fact, id_, wish)
    _expect(wish, fact, id_, was=fact.value is not None)
    missing = [o for o in ("value", "as_of", "sources") if not getattr(wish, o)]
    if missing:
        names = " and ".join(f"`--{o.replace('_', '-').removesuffix('s')}`" for o in missing)
        raise UsageError(f"`{id_}` cannot be set without {names}", _HOW[missing[0]])
    assert wish.value is not None
    _not_nonsense(fact, id_, wish)
    edits = [*_changed(desk, id_, wish), _history(id_, fact, _edition_with_value(fact, printed), today)]
    said = _said(desk, id_, wish)
    return Revision(fact=id_, edits=tuple(edits), said=said, told=(_sentence(id_, fact, wish),))


def _set_alone(desk: Desk, id_: str, wish: Wish) -> Revision:
    """Give a fact another certainty or date, and sources where they are named; value and as-of date stay."""
    fact = known_fact(desk, id_)
    _expect(wish, fact, id_, was=True)
    if wish.qualifier is not None:
        raise UsageError(f"a qualifier of `{id_}` cannot be set without its value", "add `--value`")
    if not _says_other(fact, wish):
        raise UsageError(f"`{id_}` says that already", "nothing is to be changed")
    when = fact.when.edtf if fact.when is not None else UNKNOWN
    changes = ((fact.certainty, wish.certainty), (when, wish.when))
    told = tuple(f"{id_}: {old} → {new}" for old, new in changes if new is not None and new != old)
    said = _said(desk, id_, wish)
    return Revision(
        fact=id_,
        edits=tuple(_changed(desk, id_, wish)),
        said={name: text for name, text in said.items() if name not in ("was", "is") or not fact.is_shown},
        told=told or (f"{id_}: set",),
    )


def set_values(
    desk: Desk, wishes: Mapping[str, Wish], *, printed: Mapping[str, Printed | None], today: date
) -> Revision:
    """Give several facts newer data in one act: parts of a sum and their total fit together or not at all."""
    acts = [set_value(desk, id_, wish, printed=printed[id_], today=today) for id_, wish in wishes.items()]
    revision = acts[0] if len(acts) == 1 else _together(acts)
    still_differs = any(wish.still_differs for wish in wishes.values())
    offered = with_offer(
        desk,
        revision,
        wishes,
        set_alone=lambda id_, wish: set_value(desk, id_, wish, printed=None, today=today),
        today=today,
    )
    return with_sums(desk, offered, still_differs=still_differs, today=today)


def _together(acts: Sequence[Revision]) -> Revision:
    """Join acts on several facts into one."""
    values = {revision.fact: revision.said for revision in acts if revision.said.get("fact")}
    return Revision(
        fact="",
        edits=tuple(edit for revision in acts for edit in revision.edits),
        said={"fact": "", "values": values} if values else {"fact": "", "is": "withheld"},
        told=tuple(line for revision in acts for line in revision.told),
    )


def correct(desk: Desk, id_: str, wish: Wish, *, printed: Printed | None, today: date) -> Revision:
    """Mend an error: ours or the source's. It is printed in the next edition and the one after it."""
    fact = known_fact(desk, id_)
    if not wish.why:
        raise UsageError(f"`{id_}` cannot be corrected without a reason", "add `--why` with what went wrong")
    _expect(wish, fact, id_, was=wish.was is not None)
    refuse_foreign_sentence(desk, id_, wish)
    edits = list(_changed(desk, id_, wish))
    if edits and not _says_other(fact, wish):
        raise UsageError(f"`{id_}` says that already", "nothing is to be corrected")
    if not edits:
        hint = "add what is right: `--value`, `--qualifier`, `--as-of`, `--source`, `--when`, `--said-by`, …"
        raise UsageError(f"nothing is said of what is right about `{id_}`", hint)
    is_of_value = _has_other_value(fact, wish)
    entry: dict[str, Plain] = {"by": wish.by}
    if is_of_value and fact.value is not None:
        entry |= {"was": tree_of_value(fact.value), "qualifier": fact.qualifier}
    number = _edition_in_error(fact, printed) if is_of_value else _number(printed)
    entry |= {"edition": number, "on": today.isoformat()}
    if wish.reason:
        entry["reason"] = wish.reason
    entry["why"] = wish.why
    edits.append(Append(path=("facts", id_, "corrections"), value=entry))
    said = _said(desk, id_, wish)
    if fact.is_shown:
        said |= {"why": wish.why, "by_whom": wish.by}
    told = [_sentence(id_, fact, wish) if is_of_value else f"{id_}: corrected"]
    if wish.text is not None:
        told.append("every translation of its sentence is stale now: `briefing messages update`")
    revision = Revision(fact=id_, edits=tuple(edits), said=said, told=tuple(told))
    return with_sums(desk, revision, still_differs=wish.still_differs, today=today)


def resolve(desk: Desk, id_: str, state: str, wish: Wish) -> Revision:
    """Say what came of a forecast, or of a promise or a warning."""
    fact = known_fact(desk, id_)
    is_forecast = rules_of(fact.kind).outcome == "forecast" or fact.speech_act == "warn"
    is_promise = rules_of(fact.kind).outcome == "promise" or fact.speech_act == "promise"
    known = [*(_OF_FORECASTS if is_forecast else ()), *(_OF_PROMISES if is_promise else ())]
    if not known:
        raise UsageError(
            f"`{id_}` is neither a forecast nor a promise, so nothing can come of it",
            "name a fact of `kind: forecast`, or one with `speech_act: promise` or `warn`",
        )
    if state not in known:
        raise UsageError(f"`{state}` cannot come of `{id_}`", one_of(state, known))
    if not wish.sources or wish.as_of is None:
        hint = (
            "add `--on` with the day it is known since, and `--source` with the id of the source that says so"
        )
        raise UsageError(f"nothing says on which source and since when this is known of `{id_}`", hint)
    entry: dict[str, Plain] = {"state": state, "on": wish.as_of, "sources": citations(desk, wish)}
    said = {"fact": id_, "is": state, "on": wish.as_of, **cited(desk, wish)}
    if fact.sensitivity != "public":
        said = {"fact": "", "is": "withheld"}
    return Revision(
        fact=id_,
        edits=(Put(path=("facts", id_, "outcome"), value=entry),),
        said=said,
        told=(f"{id_}: {state}",),
    )


_HOW: Final = {
    "value": "add `--value` with the number, as `31500`, `400..600` or `3/7`",
    "as_of": "add `--as-of` with the day the data are of, or `--as-of unknown`",
    "sources": "add `--source` with the id of a source of the file, and `--at` with the place in it",
}


def _grown(fact: Fact, id_: str, wish: Wish) -> Wish:
    """Let a duration grow to the day of the data, where its first day is known."""
    if wish.value is not None or not rules_of(fact.kind).grows:
        return wish
    if fact.started is None:
        raise UsageError(
            f"it is not known since when `{id_}` lasts, so it does not grow by itself",
            "add `--value` with what a source says, or `started:` with the first day to the fact",
        )
    if wish.as_of is None or wish.as_of == UNKNOWN:
        return wish
    age = age_of(fact, wish.as_of)
    if age is None:
        raise UsageError(
            f"`{id_}` cannot be counted in `{fact.unit}` from its first day",
            "give both as days, and the unit as `day`, `week`, `month` or `year`",
        )
    if wish.sources:
        same = [c for c in fact.sources if (c.source,) == wish.sources and c.at]
        return replace(wish, value=str(age), places=wish.places or tuple(c.at or "" for c in same[:1]))
    cited_now = tuple(c.source for c in fact.sources)
    places = wish.places or tuple(c.at or "" for c in fact.sources)
    return replace(wish, value=str(age), sources=cited_now, places=places)


def _expect(wish: Wish, fact: Fact, id_: str, *, was: bool) -> None:
    if was and wish.was is not None and wish.was != machine_of(fact):
        raise UsageError(
            f"`{id_}` is {machine_of(fact)} and not {wish.was}", "look again before you change it"
        )


def _not_nonsense(fact: Fact, id_: str, wish: Wish) -> None:
    """Refuse what is more likely a slip than news, unless the person is sure."""
    assert wish.value is not None
    new, old = quantity_of_typed(wish.value, wish.qualifier or fact.qualifier, fact.unit), fact.quantity
    assert old is not None
    as_of = None if wish.as_of == UNKNOWN else wish.as_of
    known = fact.as_of.edtf if fact.as_of is not None else None
    if new == old and as_of == known and set(wish.sources) <= {c.source for c in fact.sources}:
        raise UsageError(f"`{id_}` says that already", "nothing is to be changed")
    if as_of is not None and known is not None and as_of < known[: len(as_of)]:
        hint = "to mend an error use `briefing correct`"
        raise UsageError(f"these data, of {as_of}, are older than those there are, of {known}", hint)
    if wish.is_sure:
        return
    if old.low and new.low and not 1 / Decimal(_LEAP) < new.low / old.low < _LEAP:
        hint = "look at the digits again; add `--yes` when they are right"
        raise UsageError(f"{wish.value} is ten times more or less than {machine_of(fact)}", hint)
    if new.qualifier in ("at-least", "more-than") and old.qualifier == new.qualifier and new.low < old.low:
        hint = "use `briefing correct` when the former was wrong; add `--yes` when both are right"
        raise UsageError(f"at least {machine_of(fact)} was reported; it cannot become fewer by news", hint)


def _changed(desk: Desk, id_: str, wish: Wish) -> Iterator[Edit]:
    """Give the lines that change: of the fact, and no others."""
    at = ("facts", id_)
    if wish.value is not None:
        yield Put(path=(*at, "value"), value=tree_of_typed(wish.value))
    for name in ("qualifier", "when", "said_by", "certainty", "text"):
        if (typed := getattr(wish, name)) is not None:
            yield Put(path=(*at, name), value=typed)
    if wish.as_of is not None:
        yield Put(path=(*at, "as_of"), value=None if wish.as_of == UNKNOWN else wish.as_of)
    if wish.sources or wish.places:
        yield Put(path=(*at, "sources"), value=citations(desk, wish))


def _history(id_: str, fact: Fact, edition: str | None, today: date) -> Edit:
    assert fact.value is not None
    entry: dict[str, Plain] = {
        "value": tree_of_value(fact.value),
        "qualifier": fact.qualifier,
        "as_of": fact.as_of.edtf if fact.as_of is not None else None,
        "sources": [{"source": c.source, **({"at": c.at} if c.at else {})} for c in fact.sources],
        "edition": edition,
        "replaced": today.isoformat(),
    }
    return Append(path=("facts", id_, "history"), value=entry)


def _said(desk: Desk, id_: str, wish: Wish) -> dict[str, str]:
    """Give what the ledger says of an act; of what is not public, not even which fact it was."""
    fact = desk.file.facts[id_]
    if not fact.is_shown:
        return {"fact": "", "is": "withheld"}
    said = {"fact": id_, "was": machine_of(fact), "is": wish.value or machine_of(fact)}
    for name in ("qualifier", "as_of", "when", "said_by", "certainty", "reason"):
        if (typed := getattr(wish, name)) is not None:
            said[name] = typed
    return said | cited(desk, wish)


def _sentence(id_: str, fact: Fact, wish: Wish) -> str:
    qualifier = wish.qualifier or fact.qualifier
    unit = f" {fact.unit}" if fact.unit not in (None, NO_UNIT) else ""
    before = f"{fact.qualifier} {machine_of(fact)}{unit}"
    return f"{id_}: {before} → {qualifier} {wish.value or machine_of(fact)}{unit}"


def _number(printed: Printed | None) -> str | None:
    return None if printed is None else str(printed.edition)


def _edition_with_value(fact: Fact, printed: Printed | None) -> str | None:
    """Give the last edition where it printed the value that the fact has now, and no entry says so yet."""
    if printed is None or not printed.has_value_of(fact):
        return None
    return None if any(f.edition == printed.edition for f in fact.history) else _number(printed)


def _edition_in_error(fact: Fact, printed: Printed | None) -> str | None:
    """Give the last edition where it printed the value that is wrong, and no correction says so yet."""
    if printed is None or not printed.has_value_of(fact):
        return None
    is_told = any(c.edition == printed.edition and c.was is not None for c in fact.corrections)
    return None if is_told else _number(printed)


def _has_other_value(fact: Fact, wish: Wish) -> bool:
    """Whether value or qualifier become others."""
    if wish.value is None:
        return wish.qualifier is not None and wish.qualifier != fact.qualifier
    return quantity_of_typed(wish.value, wish.qualifier or fact.qualifier, fact.unit) != fact.quantity


def _says_other(fact: Fact, wish: Wish) -> bool:
    """Whether anything that is asked for differs from what the fact says."""
    as_of = fact.as_of.edtf if fact.as_of is not None else UNKNOWN
    when = fact.when.edtf if fact.when is not None else None
    wanted = (
        (wish.as_of, as_of),
        (wish.when, when),
        (wish.said_by, fact.said_by),
        (wish.certainty, fact.certainty),
        (wish.text, fact.text),
    )
    is_cited = not wish.sources or pairs(wish) == tuple((c.source, c.at or "") for c in fact.sources)
    return not is_cited or _has_other_value(fact, wish) or any(a is not None and a != b for a, b in wanted)
