"""FactBook: a read fact file, what of it may be shown, and where everything stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.facts.model import Actor, Author, Citation, FactFile, Place
from briefing.trees import Tree
from briefing.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A fact that was taken back: by whom, the last edition that had it, and the part whose heading names it.

    `on` is the day of the withdrawal, `sources` say so, `reason` is for readers. `subject` is the label of the fact,
    empty where it has none or names what is not shown.
    """

    fact: str
    section: str
    part: str
    by: Author
    edition: int | None
    on: When | None = None
    sources: tuple[Citation, ...] = ()
    reason: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBook:
    """The public facts of one brief.

    `file.facts` holds public facts only; `withheld` are the ids of the others, kept so that a reference to
    one is told from a mistyped id. Their contents are not in the book. `withdrawn` are the facts taken back, by
    id; `removed` those taken out for safety, each with the last edition that printed it. `places` gives the span of
    a value by its path of keys in the file. `all_actors` and `all_places` are the register, for checks: a name that
    no fact refers to may still be typed into a text. Whom withheld facts alone refer to is not in it.
    """

    file: FactFile
    name: str
    withheld: frozenset[str]
    withdrawn: Mapping[str, Withdrawn]
    removed: Mapping[str, int | None]
    places: Tree
    all_actors: Mapping[str, Actor]
    all_places: Mapping[str, Place]


def reason_context(id_: str, edition: int | None = None) -> str:
    """Give the context of the reason for a withdrawal, or for the correction of what an edition said."""
    return f"{id_}:reason" if edition is None else f"{id_}:reason:{edition}"
