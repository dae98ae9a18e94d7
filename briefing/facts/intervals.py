"""Intervals: all that a value with its qualifier may be, so that what is worked out from values claims no more."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from briefing.values import Quantity

INFINITE: Final = Decimal("Infinity")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """All that a value may be: from `low` to `high`, an end itself not included where it is open."""

    low: Decimal
    high: Decimal
    is_low_open: bool = False
    is_high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether there is a number in both."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: "Interval") -> bool:
        """Whether every number in it is smaller than every one in the other."""
        is_open = self.is_high_open or other.is_low_open
        return self.high < other.low or (self.high == other.low and is_open)


def interval_of(quantity: Quantity, least: Decimal, *, is_rounded: bool = True) -> Interval:
    """Give all that a value may be, nothing below the least; `about` reaches as far as rounding where asked to."""
    low = quantity.low
    high = quantity.high if quantity.high is not None else low
    match quantity.qualifier:
        case "exactly" | "between":
            return Interval(low=low, high=high)
        case "about":
            below, above = (_rounding(low), _rounding(high)) if is_rounded else (Decimal(0), Decimal(0))
            return Interval(low=max(low - below, least), high=high + above)
        case "at-least" | "more-than":
            return Interval(low=low, high=INFINITE, is_low_open=quantity.qualifier == "more-than")
        case "at-most" | "fewer-than":
            return Interval(low=least, high=high, is_high_open=quantity.qualifier == "fewer-than")


def _rounding(number: Decimal) -> Decimal:
    """Give half a step of the last digit that is no nought: about 25 000 may be 24 500 to 25 500."""
    exponent = number.normalize().as_tuple().exponent
    step = Decimal(1) if not number or not isinstance(exponent, int) else Decimal(1).scaleb(exponent)
    return step / 2
