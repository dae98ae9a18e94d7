"""FactBook: a read fact file, what of it may be shown, and where everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.facts.model import Author, FactFile
from briefing.trees import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A fact that was taken back: by whom, the last edition that had it, and the part whose heading names it."""

    fact: str
    section: str
    part: str
    by: Author
    edition: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBook:
    """The public facts of one brief.

    `file.facts` holds public facts only; `withheld` are the ids of the others, kept so that a reference to
    one is told from a mistyped id. Their contents are not in the book. `withdrawn` are the facts taken back, by
    id; `removed` those taken out for safety, each
    with the last edition that printed it. `places` gives the span of a value by its path of keys in the file.
    """

    file: FactFile
    name: str
    withheld: frozenset[str]
    withdrawn: Mapping[str, Withdrawn]
    removed: Mapping[str, int | None]
    places: Tree
