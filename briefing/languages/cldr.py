"""What CLDR knows, through Babel: plural categories, names of months and weekdays, list patterns.

The only module of the room that imports Babel, and only when a function is called.
"""

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from babel import Locale

MonthWidth = Literal["format", "stand-alone"]


def is_known(cldr: str) -> bool:
    """Whether CLDR has data of a locale, such as `hy` or `en_GB`."""
    from babel.localedata import exists

    return exists(cldr)


def plural_category(cldr: str, number: Decimal) -> str:
    """Give the cardinal plural category: zero, one, two, few, many or other; the digits typed count."""
    return _locale(cldr).plural_form(number)


def month_names(cldr: str, context: MonthWidth) -> tuple[str, ...]:
    """Give the twelve full names of the months, as used in a date (`format`) or alone."""
    names = _locale(cldr).months[context]["wide"]
    return tuple(str(names[month]) for month in range(1, 13))


def weekday_name(cldr: str, weekday: int) -> str:
    """Give the full name of a weekday, Monday being 0."""
    return str(_locale(cldr).days["format"]["wide"][weekday])


def list_patterns(cldr: str, kind: str) -> dict[str, str]:
    """Give the patterns `start`, `middle`, `end` and `2` of a list with "and" or "or"."""
    style = {"and": "standard", "or": "or"}[kind]
    return {str(key): str(pattern) for key, pattern in _locale(cldr).list_patterns[style].items()}


@lru_cache
def _locale(cldr: str) -> "Locale":
    from babel import Locale

    return Locale.parse(cldr)
