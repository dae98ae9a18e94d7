"""FactBook: a read fact file, what of it may be shown, and where everything stands."""

from dataclasses import dataclass

from briefing.facts.model import FactFile
from briefing.trees import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBook:
    """The public facts of one brief.

    `file.facts` holds public facts only; `withheld` are the ids of the others, kept so that a reference to
    one is told from a mistyped id. Their contents are not in the book. `places` gives the span of a
    value by its path of keys in the file.
    """

    file: FactFile
    name: str
    withheld: frozenset[str]
    places: Tree
