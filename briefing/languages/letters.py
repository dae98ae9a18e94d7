"""Letters: casing, the order of the alphabet and quotation marks, as each language has them."""

import unicodedata

from briefing.languages.model import Forms, Language
from briefing.placeholders import QUOTED

_LETTERS_FROM = 1_000
_FOREIGN_FROM = 100_000


def upper(language: Language, text: str) -> str:
    """Write a text in capitals by the language's rules: az `i` → `İ`, hy `և` → `ԵՎ`."""
    return _replaced(text, language.letters.upper).upper()


def lower(language: Language, text: str) -> str:
    """Write a text in small letters by the language's rules: az `I` → `ı`, `İ` → `i`."""
    return _replaced(text, language.letters.lower).lower()


def capitalize_first(language: Language, text: str) -> str:
    """Make the first letter a capital, after opening quotes too; before a digit nothing changes."""
    for at, letter in enumerate(text):
        if letter.isalpha():
            capital = language.letters.title.get(letter) or upper(language, letter)
            return f"{text[:at]}{capital}{text[at + 1 :]}"
        if unicodedata.category(letter) not in ("Ps", "Pi", "Po", "Zs"):
            return text
    return text


def sort_key(language: Language, text: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Give the key that sorts a text by the language's alphabet.

    Spaces and signs come first, then digits, then the letters in alphabet order, then foreign letters. Texts
    equal in that differ by accents and letters such as `ё`, then by case, small letters first.
    """
    small = lower(language, text)
    letters = _replaced(small, language.letters.sorts_as)
    primary = tuple(_weight(language, letter) for letter in letters if not unicodedata.combining(letter))
    return primary, tuple(ord(letter) for letter in small), text.swapcase()


def quote(language: Language, text: str) -> str:
    """Put a text in the language's quotation marks; quotes within it get the inner ones."""
    opening, closing = language.letters.outer_quotes
    inner_open, inner_close = language.letters.inner_quotes
    nested = QUOTED.sub(lambda quoted: f"{inner_open}{quoted[0][1:-1]}{inner_close}", text)
    return f"{opening}{nested}{closing}"


def _replaced(text: str, pairs: Forms) -> str:
    for letter, replacement in pairs.items():
        text = text.replace(letter, replacement)
    return text


def _weight(language: Language, letter: str) -> int:
    place = language.letters.alphabet.find(letter)
    if place < 0:  # a letter with a foreign accent sorts as the letter under it
        letter = unicodedata.normalize("NFD", letter)[0]
        place = language.letters.alphabet.find(letter)
    if place >= 0:
        return _LETTERS_FROM + place
    if letter.isdigit():
        return 1 + unicodedata.digit(letter, 0)
    return _FOREIGN_FROM + ord(letter) if letter.isalpha() else 0
