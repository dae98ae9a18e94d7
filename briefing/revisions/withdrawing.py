"""Withdrawals: a fact taken back, which readers are told of; one removed for safety, of which they are told nothing."""

from datetime import date

from briefing.diagnostics import UsageError
from briefing.editions import Printed
from briefing.edits import Put
from briefing.facts import Desk, ids_named
from briefing.revisions.citing import citations, cited, known_fact
from briefing.revisions.model import Revision, Wish
from briefing.trees import Plain


def retract(desk: Desk, id_: str, wish: Wish, *, printed: Printed | None, today: date) -> Revision:
    """Take a fact back: it is no longer printed, and the next two editions say that it was taken back."""
    fact = known_fact(desk, id_)
    if fact.removed is not None or fact.retracted is not None:
        raise UsageError(f"`{id_}` has been taken back already", "see `briefing log`")
    if not wish.why:
        raise UsageError(f"`{id_}` cannot be taken back without a reason", "add `--why` with what went wrong")
    entry: dict[str, Plain] = {
        "by": wish.by,
        "edition": None if printed is None else str(printed.edition),
        "on": wish.when or today.isoformat(),
    }
    if wish.sources or wish.places:
        entry["sources"] = citations(desk, wish)
    if wish.reason:
        entry["reason"] = wish.reason
    entry["why"] = wish.why
    if users := users_of(desk, id_):
        listed = ", ".join(f"`{o}`" for o in users)
        raise UsageError(f"`{id_}` is used in the words of {listed}", "say those without it first")
    return Revision(
        fact=id_,
        edits=(Put(path=("facts", id_, "retracted"), value=entry),),
        said=_said(desk, id_, wish),
        told=(f"{id_}: taken back",),
    )


def _said(desk: Desk, id_: str, wish: Wish) -> dict[str, str]:
    """Give what the ledger says; of what is not public, not even which fact it was."""
    if desk.file.facts[id_].sensitivity != "public":
        return {"fact": "", "is": "withheld"}
    told = {"on": wish.when, "reason": wish.reason, "why": wish.why}
    return {
        "fact": id_,
        **{name: text for name, text in told.items() if text},
        **cited(desk, wish),
        "by_whom": wish.by,
    }


def mark_removed(desk: Desk, id_: str, *, edition: int | None, today: date) -> Revision | None:
    """Mark a fact that could harm somebody, so that nothing of it is shown any more; None where that was done.

    Nothing is said of it any more, but that one item was removed.
    """
    if known_fact(desk, id_).removed is not None:
        return None
    value: dict[str, Plain] = {"on": today.isoformat(), "edition": None if edition is None else str(edition)}
    edit = Put(path=("facts", id_, "removed"), value=value)
    return Revision(fact=id_, edits=(edit,), said={"count": "1"}, told=())


def users_of(desk: Desk, id_: str) -> tuple[str, ...]:
    """Give the facts in whose words another one is used."""
    return tuple(o for o, other in desk.file.facts.items() if o != id_ and id_ in ids_named(other, "name"))
