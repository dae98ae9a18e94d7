"""What acts name: a fact of the file, and sources of it with the place in each."""

from briefing.diagnostics import UsageError, one_of
from briefing.facts import Desk, Fact
from briefing.revisions.model import Wish
from briefing.trees import Plain


def known_fact(desk: Desk, id_: str) -> Fact:
    """Give a fact by its id; raises `UsageError` with the nearest id where there is none."""
    if id_ not in desk.file.facts:
        raise UsageError(f"there is no fact `{id_}`", one_of(id_, desk.file.facts))
    return desk.file.facts[id_]


def citations(desk: Desk, wish: Wish) -> list[Plain]:
    """Give the sources that are asked for, in order, each with the place in it."""
    for source in wish.sources:
        if source not in desk.file.sources:
            new = f'briefing source add {source} --kind report --label "Report of …"'
            hint = f"{one_of(source, desk.file.sources)}; or add it first: {new}"
            raise UsageError(f"there is no source `{source}`", hint)
    return [{"source": source, **({"at": at} if at else {})} for source, at in pairs(wish)]


def pairs(wish: Wish) -> tuple[tuple[str, str], ...]:
    """Pair the sources that are asked for with the places in them; raises `UsageError` where that is not clear."""
    sources, places = wish.sources, wish.places
    if places and not sources:
        raise UsageError("`--at` says where in a source, and none is named", "add `--source` with its id")
    if places and len(places) != len(sources):
        hint = 'give `--at` once for each `--source`, in the same order; `--at ""` where there is none'
        raise UsageError(f"there are {len(sources)} sources and {len(places)} places in them", hint)
    doubled = next((o for o in sources if sources.count(o) > 1 and not places), None)
    if doubled is not None:
        raise UsageError(f"the source `{doubled}` is named twice", "name it once, or give each its `--at`")
    return tuple(zip(sources, places or ("",) * len(sources), strict=True))


def cited(desk: Desk, wish: Wish) -> dict[str, str]:
    """Give what the ledger says of the sources of an act: of a protected one neither its id nor the place in it."""
    known = desk.file.sources
    is_open = {id_: id_ in known and not known[id_].protected for id_ in wish.sources}
    names = dict.fromkeys(id_ if is_open[id_] else "protected" for id_ in wish.sources)
    places = [at for id_, at in pairs(wish) if at and is_open[id_]]
    said = {"source": ", ".join(names), "at": "; ".join(places)}
    return {name: text for name, text in said.items() if text}
