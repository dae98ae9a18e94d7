"""Names of actors typed into a text, in small letters or capitals and in any form of the language.

A name that is a common noun, as `the office` or `управление`, is found by its registered forms and by the case endings
of the language. Whole words are compared, with their case folded; what a register writes with a capital is a name only
with a capital.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from briefing.facts.model import Actor, Names
from briefing.placeholders import blank_placeholders

_SHORTEST_BASE: Final = 3
_DOTTED: Final = {ord("I"): "ı", ord("İ"): "i"}

_ENDINGS: Final[Mapping[str, str]] = {
    "hy": "ը ն ի ին ից ով ում ու ուն եր երը երն երի երին երից երով ներ ները ներն ների ներին ներից ներով",
    "az": (
        "ı i u ü nı ni nu nü ın in un ün nın nin nun nün a ə ya yə na nə da də nda ndə dan dən ndan ndən"
        " lar lər ları ləri ların lərin"
    ),
    "ru": (
        "а я о е и ы у ю й ь ью ем ём ом ой ей ою ею ов ев ам ям ами ями ах ях"
        " ый ий ая яя ое ее ые ие ого его ому ему ым им ую юю ых их ыми ими"
    ),
}
"""The endings of nouns and adjectives that make another form of the same name."""

_STRIPPED: Final = frozenset({"hy", "ru"})
"""Languages in which an ending takes the place of another; in Azerbaijani it is added to the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedName:
    """A name that is typed into a text: whose it is, the letters as typed, and where they begin."""

    actor: str
    text: str
    offset: int


def typed_names(text: str, actors: Mapping[str, Actor], language: str) -> Iterator[TypedName]:
    """Find names of actors that stand in a text as typed, in whatever case and form; a longer name wins."""
    spoken = folded(blank_placeholders(text), language)
    found: list[TypedName] = []
    for id_, actor in actors.items():
        for form in forms_of(actor.names, language):
            for match in _pattern(form, language).finditer(spoken):
                typed = text[match.start() : match.end()]
                if typed[:1].isupper() or not form[:1].isupper():
                    found.append(TypedName(actor=id_, text=typed, offset=match.start()))
    end = 0
    for name in sorted(found, key=lambda name: (name.offset, -len(name.text))):
        if name.offset >= end:
            yield name
            end = name.offset + len(name.text)


def forms_of(names: Names, language: str) -> tuple[str, ...]:
    """Give every registered form of a name in a language."""
    own = names.get(language, {})
    return (own,) if isinstance(own, str) else tuple(own.values())


def folded(text: str, language: str) -> str:
    """Fold the case letter for letter, so that every place stays: `İ` is two letters when folded, `և` too."""
    if language == "az":
        text = text.translate(_DOTTED)
    letters = (letter.casefold() for letter in text)
    return "".join(f if len(f) == 1 else letter for f, letter in zip(letters, text, strict=True))


@lru_cache(maxsize=2048)
def _pattern(form: str, language: str) -> re.Pattern[str]:
    """Match a registered form, and every form that differs from it in the endings of its words."""
    plain = folded(form, language)
    article = ""
    if language == "en" and len(plain.split()) > 2 and plain.startswith("the "):
        article, plain = r"(?:the\s+)?", plain.removeprefix("the ")
    words = r"\s+".join(_inflected(word, language) for word in plain.split())
    return re.compile(rf"(?<![\w-]){article}{words}(?![\w-])")


def _inflected(word: str, language: str) -> str:
    endings = _ENDINGS.get(language, "").split()
    base = word
    if language in _STRIPPED:
        fitting = [e for e in endings if word.endswith(e) and len(word) - len(e) >= _SHORTEST_BASE]
        base = word.removesuffix(max(fitting, key=len, default=""))
    if not endings or len(base) < _SHORTEST_BASE:
        return re.escape(word)
    return rf"(?:{re.escape(word)}|{re.escape(base)}(?:{'|'.join(endings)})?)"
