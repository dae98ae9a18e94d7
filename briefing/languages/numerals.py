"""Numbers as digits, and what a numeral takes after it: ordinal and case endings by its last spoken word."""

import re
from decimal import Decimal
from typing import Final

from briefing.languages.model import Endings, Language
from briefing.languages.plurals import category_of

_PLURAL_HEADER: Final = re.compile(r"nplurals\s*=\s*([0-9]{1,2})\s*;\s*plural\s*=\s*([^;]+);?")
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def format_number(language: Language, number: Decimal) -> str:
    """Write a number with the locale's separators; every digit typed is kept, none is added."""
    digits, _, fraction = format(abs(number), "f").partition(".")
    numbers = language.numbers
    if len(digits) >= numbers.group_from:
        head = len(digits) % 3
        threes = [digits[i : i + 3] for i in range(head, len(digits), 3)]
        digits = numbers.group.join(([digits[:head]] if head else []) + threes)
    sign = numbers.minus if number < 0 else ""
    return f"{sign}{digits}{numbers.decimal}{fraction}" if fraction else f"{sign}{digits}"


def format_compact(language: Language, number: Decimal) -> str:
    """Write a number with the word for thousand, million or more, none of its digits lost: 1,5 миллиона.

    The word is that of the number as written: 1,2 тысячи, since 1,2 takes another form than 1200.
    """
    power = next((power for power in language.numbers.compact if abs(number) >= power), None)
    if power is None:
        return format_number(language, number)
    few = _divided(number, power)
    forms = language.numbers.compact[power]
    pattern = forms.get(plural_category_of(language, few), forms["other"])
    return pattern.replace("{n}", format_number(language, few))


def ordinal(language: Language, number: int) -> str:
    """Write an ordinal with digits, ungrouped as years are: `21st`, `2-րդ`, `2000-ci`, `7-й`."""
    return with_ending(language, Decimal(number), "ordinal", str(number))


def ending_of(language: Language, number: Decimal, form: str) -> str | None:
    """Give the ending a numeral takes in a form, chosen by its last spoken word; None when there is none."""
    return language.endings.forms.get(_group_of(language.endings, number), {}).get(form)


def with_ending(language: Language, number: Decimal, form: str, digits: str) -> str:
    """Write a numeral's digits in a form: with its ending, in Roman digits (`roman`), or plainly."""
    if form == "roman":
        return roman(int(number))
    ending = ending_of(language, number, form)
    if ending is None:
        return digits
    return ending.replace("{n}", digits) if "{n}" in ending else f"{digits}{ending}"


def plural_category_of(language: Language, number: Decimal) -> str:
    """Give the cardinal plural category of a number in a language: zero, one, two, few, many or other."""
    return category_of(language.plural_rules, number)


def plural_index(language: Language, number: int) -> int:
    """Give the index of the PO plural form for a count, by the language's plural header."""
    from gettext import c2py

    return c2py(plural_parts(language.plural_header)[1])(abs(number))


def plural_parts(header: str) -> tuple[int, str]:
    """Part a gettext plural header into count and formula; an empty formula when it is none."""
    found = _PLURAL_HEADER.fullmatch(header.strip())
    return (int(found[1]), found[2]) if found else (0, "")


def last_spoken_word(number: Decimal) -> tuple[int, ...]:
    """Give the numerals that may be the last word of a number when read aloud, the longest first.

    2019 → 19, then 9; 2020 → 20; 1,5 → 5; 25 000 → 1000. A language's table has one of them: most say "ten
    nine", some have a word of their own for 19.
    """
    _, _, fraction = format(abs(number), "f").partition(".")
    whole = int(fraction) if fraction else int(abs(number))
    if whole == 0:
        return (0,)
    for power in (10**12, 10**9, 10**6, 10**3):
        if whole % power == 0:
            return (power,)
    if whole % 100 == 0:
        return (100,)
    pair = whole % 100
    return (pair, pair % 10) if pair % 10 else (pair,)


def roman(number: int) -> str:
    """Write a whole number below 40 in Roman digits, as centuries are written."""
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _divided(number: Decimal, power: int) -> Decimal:
    """Divide by a power of ten, exactly, and without zeros at the end of the fraction."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    exponent -= len(str(power)) - 1
    while exponent < 0 and digits[-1:] == (0,):
        digits, exponent = digits[:-1], exponent + 1
    return Decimal((sign, digits, exponent))


def _group_of(endings: Endings, number: Decimal) -> str:
    wanted = (f"={format(number, 'f')}", *(str(word) for word in last_spoken_word(number)), "*")
    for word in wanted:
        for group, words in endings.groups.items():
            if word in words:
                return group
    return ""
