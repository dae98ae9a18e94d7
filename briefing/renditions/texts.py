"""Texts: words of a rendition that are chosen already, in runs that say from which data they came.

Every field of plain text or numbers says whether readers see it (`Printed`, `Counted`) or machines alone (`Coded`,
`Internal`).
"""

from dataclasses import dataclass
from typing import Final, Literal

from briefing.renditions.audience import Coded, Internal, Printed
from briefing.values import Quantity

RunKind = Literal["text", "data", "time", "name", "mark"]
OUTDATED: Final = "*"
"""Stands after a value that is too old, or of which nobody says how old it is. Its words depend on the fact."""

Bound = Literal["exact", "about", "lower", "upper", "range", "part"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A piece of text. `data` and `time` carry the fact's id in `ref` and its machine value in `value`.

    `name` carries the id of a place or actor; `mark` is the sign `OUTDATED` of the fact `ref`.
    """

    text: Printed
    kind: Internal[RunKind] = "text"
    ref: Coded = ""
    value: Coded = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A sentence, heading or label. `fallback` is the locale it is in when it had to stay in English."""

    runs: tuple[Run, ...]
    fallback: Coded = ""

    def __str__(self) -> str:
        """Give the plain text, as it prints."""
        return "".join(run.text for run in self.runs)

    @property
    def unmarked(self) -> str:
        """Give the plain text without signs, for where nothing explains them."""
        return "".join(run.text for run in self.runs if run.kind != "mark")


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureText:
    """A value as it prints. `text` is the whole phrase; `lead`, `number`, `tail` are its parts in order.

    `lead` is the qualifier before the number ("at least"), `tail` what follows it (unit, or a qualifier that
    follows), so that lead + number + tail reads as `text` does. `bound` says on which sides it is open. `quantity`
    is what pictures are drawn from. `fact` is empty for a value that no fact has: what follows from others.
    """

    fact: Coded
    text: Printed
    lead: Coded
    number: Coded
    tail: Coded
    machine: Coded
    bound: Internal[Bound]
    quantity: Internal[Quantity]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateText:
    """A date as it prints, its machine value (may be empty), and where it sorts. Empty text is unknown.

    `days` are the first and last day it may mean, as proleptic ordinals; None where an end is open.
    """

    text: Printed
    machine: Coded = ""
    sort_key: Internal[tuple[int, ...]] = (0, 0, 0)
    days: Internal[tuple[int, int] | None] = None
