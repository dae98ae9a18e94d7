"""Kinds of facts in one table: what a fact of each kind must have, may have, and where it is shown.

A new kind is a word of `Kind`; mypy then names `rules_of`, and the rest of the program follows the table.
"""

from dataclasses import dataclass
from typing import Final, Literal, assert_never

Kind = Literal["figure", "event", "claim", "status", "assessment", "forecast", "duration"]


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRules:
    """What holds for all facts of a kind; the defaults are those of a plain statement.

    `date`: `expected` puts a fact on the timeline and lists it as undated when it has none; `shown` only puts it there.
    `outcome` is what may come of it without a speech act, in the words for a forecast or for a promise.
    """

    value: Literal["required", "allowed", "refused"] = "refused"
    date: Literal["expected", "shown", "plain"] = "plain"
    needs_speaker: bool = False
    outcome: Literal["forecast", "promise"] | None = None
    may_have_likelihood: bool = False
    grows: bool = False  # with the day of the data, from its first day
    is_event: bool = False  # a new one is announced as an event
    wording_is_news: bool = False  # a reworded one is never left out of the list of changes


_FIGURE: Final = KindRules(value="required")
_EVENT: Final = KindRules(date="expected", is_event=True)
_CLAIM: Final = KindRules(value="allowed", needs_speaker=True, outcome="promise")
_STATUS: Final = KindRules(wording_is_news=True)
_ASSESSMENT: Final = KindRules()
_FORECAST: Final = KindRules(value="allowed", date="shown", outcome="forecast", may_have_likelihood=True)
_DURATION: Final = KindRules(value="required", grows=True)


def rules_of(kind: Kind) -> KindRules:
    """Give what holds for facts of a kind."""
    match kind:
        case "figure":
            return _FIGURE
        case "event":
            return _EVENT
        case "claim":
            return _CLAIM
        case "status":
            return _STATUS
        case "assessment":
            return _ASSESSMENT
        case "forecast":
            return _FORECAST
        case "duration":
            return _DURATION
        case _:
            assert_never(kind)
