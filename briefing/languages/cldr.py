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


def territory_name(cldr: str, code: str) -> str | None:
    """Give the name of a country or region by its ISO 3166 code, as CLDR has it."""
    name = _locale(cldr).territories.get(code)
    return str(name) if name is not None else None


def territory_named(cldr: str, name: str) -> str | None:
    """Give the ISO 3166 code of a country or region by its name in a language."""
    return next((code for code, known in _locale(cldr).territories.items() if known == name), None)


def compact(cldr: str, number: Decimal) -> str:
    """Write a number with the word for thousand or million, keeping every digit: 1500000 → "1.5 million".

    Babel chooses the word before it rounds, and writes `1 тысячи` for 1200; with all digits kept nothing is
    rounded, and the word is that of the number as written.
    """
    from babel.numbers import format_compact_decimal

    digits = max(0, len(format(number.normalize(), "f").rstrip("0").replace(".", "")) - 1)
    return str(format_compact_decimal(number, format_type="long", locale=cldr, fraction_digits=digits))


@lru_cache
def _locale(cldr: str) -> "Locale":
    from babel import Locale

    return Locale.parse(cldr)
