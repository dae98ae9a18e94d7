"""Secrets: the words of what is not public, and how they are told from words that anybody may print.

Withheld facts with their translations, values as every locale spells them, and notes; the notes of everything; names
that only withheld facts use. A stretch of words that something public has as well is no secret, but a name is one
wherever it is spelled out: a sentence or a translation that has it has let it out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from briefing.catalogs import TEMPLATES, Catalog, read_catalog
from briefing.facts import Fact, FactBook, withheld_facts, withheld_names
from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    format_number,
    format_quantity,
    quantity_forms,
    read_language,
    unit_ids,
)
from briefing.placeholders import ids_of, parse_message
from briefing.project import Project, short_locale
from briefing.readback import words_of
from briefing.values import Quantity

_RUN: Final = 5
"""So many words in a row are told apart from chance."""
_SHORTEST: Final = 5
"""So many letters an id, a name or a phrase must have, and one digit less a number alone."""
_FEWEST: Final = 3
"""So many words a piece of prose must have: `counted` tells nothing, whoever counted."""
_TEXTS: Final = ("text", "summary", "label", "condition", "note", "sum_differs", "hxl")
REASON: Final = "reason for a change"
"""Whose words the ledger has as well: it says why, to those who keep the brief."""
_DESK: Final = {"note": "note", "sum_differs": "reason for the sum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Stretches of words that only what is not public has, each with whose it is; `lengths` are theirs."""

    holders: Mapping[str, str]
    starts: frozenset[str]
    lengths: tuple[int, ...]

    def found_in(self, text: str) -> frozenset[str]:
        """Give whose words are in a text."""
        words = words_of(text)
        return frozenset(self.holders[stretch] for stretch in self.stretches_in(words))

    def stretches_in(self, words: list[str]) -> Iterator[str]:
        """Give every stretch that words have in a row."""
        for at, word in enumerate(words):
            if word in self.starts:
                for length in self.lengths:
                    stretch = " ".join(words[at : at + length])
                    if stretch in self.holders:
                        yield stretch


def secrets_of(books: Iterable[FactBook], inputs: Inputs, project: Project) -> Secrets:
    """Gather the secrets of some briefs."""
    words: dict[str, str] = {}
    names: dict[str, str] = {}
    printed: list[str] = []
    used = [*_of_templates(inputs), project.publisher, project.contact, *project.briefs]
    for book in books:
        catalogs = tuple(_catalogs(book, inputs, project))
        told = (*_of_facts(book, inputs, project), *_of_notes(book), *_of_catalogs(book, catalogs))
        for holder, text in told:
            words |= dict.fromkeys(_stretches_of(text), holder)
        for holder, text in _of_names(book):
            names |= dict.fromkeys(_stretches_of(text), holder)
        printed += _public_texts(book, catalogs)
        used += _public_names(book)
    return _made(_unless_in((*used, *printed), words) | _unless_in(used, names))


def _unless_in(public: Iterable[str], held: Mapping[str, str]) -> dict[str, str]:
    """Leave out the stretches that something public has as well."""
    known = _made(held)
    excused = {stretch for text in public for stretch in known.stretches_in(words_of(text))}
    return {stretch: holder for stretch, holder in held.items() if stretch not in excused}


def _made(held: Mapping[str, str]) -> Secrets:
    lengths = sorted({stretch.count(" ") + 1 for stretch in held})
    starts = frozenset(stretch.split(" ", maxsplit=1)[0] for stretch in held)
    return Secrets(holders=dict(held), starts=starts, lengths=tuple(lengths))


def _stretches_of(text: str) -> Iterator[str]:
    """Part a text into the stretches to look for: runs of words, or all of it where it is short enough to be told."""
    words = words_of(text)
    if len(words) >= _RUN:
        yield from (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
        return
    whole = " ".join(words)
    is_number = whole.replace(" ", "").isdigit()
    if len(whole) >= (_SHORTEST - 1 if is_number else _SHORTEST):
        yield whole


# ---- what is not public


def _of_facts(book: FactBook, inputs: Inputs, project: Project) -> Iterator[tuple[str, str]]:
    languages = [found for o in project.locales if (found := read_language(inputs, o).value) is not None]
    for id_, fact in withheld_facts(book).items():
        holder = f"`{id_}`"
        yield holder, id_
        for name in _TEXTS:
            yield from ((holder, piece) for piece in _literal(getattr(fact, name, None) or ""))
        if fact.quantity is not None:
            yield from ((holder, text) for text in _spellings(fact, fact.quantity, languages))


def _spellings(fact: Fact, quantity: Quantity, languages: Iterable[Language]) -> Iterator[str]:
    numbers = [number for number in (quantity.low, quantity.high, quantity.of) if number is not None]
    yield from (f"{number:f}" for number in numbers)
    for language in languages:
        yield from (format_number(language, number) for number in numbers)
        is_known = fact.unit is None or fact.unit in unit_ids(language)
        for form in quantity_forms(language) if is_known else ("number",):
            yield format_quantity(language, quantity, (form,)).text


def _of_notes(book: FactBook) -> Iterator[tuple[str, str]]:
    """Give every note of the file, why a sum differs, and why something was mended: they are for the desk."""
    plain = book.places.plain
    withheld = withheld_facts(book)
    for group, entries in plain.items() if isinstance(plain, dict) else ():
        for id_, entry in entries.items() if isinstance(entries, dict) else ():
            held = entry if isinstance(entry, dict) and id_ not in withheld else {}
            reasons = [
                o for o in (*(held.get("corrections") or ()), held.get("retracted")) if isinstance(o, dict)
            ]
            told = [(name, held.get(key)) for key, name in _DESK.items()]
            told += [(REASON, reason.get("why")) for reason in reasons]
            for name, words in told:
                if isinstance(words, str):
                    yield f"the {name} of `{id_}` ({group})", words


def _of_names(book: FactBook) -> Iterator[tuple[str, str]]:
    """Give the names of actors and places that withheld facts use and no public one."""
    names = withheld_names(book)
    for id_, fact in withheld_facts(book).items():
        texts = (fact.text, fact.summary or "", fact.label or "")
        for name in {*(o for text in texts for o in ids_of(text)), fact.said_by}:
            yield from ((f"`{id_}`", form) for form in names.get(name, ()))


def _of_catalogs(book: FactBook, catalogs: Iterable[Catalog]) -> Iterator[tuple[str, str]]:
    """Give translations of withheld facts that have stayed in catalogues, obsolete ones as well."""
    withheld = withheld_facts(book)
    for catalog in catalogs:
        for message in (*catalog.messages.values(), *catalog.obsolete):
            id_ = message.context.split(":", maxsplit=1)[0]
            if id_ in withheld:
                texts = (message.msgid, *message.translations, message.previous or "")
                yield from ((f"`{id_}`", piece) for text in texts for piece in _literal(text))


# ---- what anybody may print


def _public_names(book: FactBook) -> Iterator[str]:
    """Give the names that public facts use: a person may be called as a place is."""
    actors, places = book.file.actors.values(), book.file.places.values()
    for forms in (*(o.names for o in actors), *(o.names for o in places)):
        for names in forms.values():
            yield from (names,) if isinstance(names, str) else names.values()


def _public_texts(book: FactBook, catalogs: Iterable[Catalog]) -> Iterator[str]:
    for fact in book.file.facts.values():
        yield from (getattr(fact, name) or "" for name in _TEXTS if name not in _DESK)
        yield fact.quantity.machine if fact.quantity is not None else ""
    plain = book.places.plain
    yield from _public_leaves(plain, book.withheld) if isinstance(plain, dict) else ()
    for catalog in catalogs:
        for message in catalog.messages.values():
            if message.context.split(":", maxsplit=1)[0] not in book.withheld:
                yield from (piece for text in message.translations for piece in _literal(text))


def _public_leaves(plain: Mapping[str, object], withheld: frozenset[str]) -> Iterator[str]:
    """Give ids, texts and values of the file but for what is withheld, notes, and names, which depend on use."""
    for key, value in plain.items():
        if key in withheld or key in (*_DESK, "names", "terms", "why"):
            continue
        yield key
        if isinstance(value, dict):
            yield from _public_leaves(value, withheld)
        elif isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, str) and item not in withheld)


def _of_templates(inputs: Inputs) -> Iterator[str]:
    for name in (*inputs.names("templates", "**/*.html"), *inputs.names("templates", "**/*.css")):
        found = inputs.read(name).value
        yield found.text if found is not None else ""


def _catalogs(book: FactBook, inputs: Inputs, project: Project) -> Iterator[Catalog]:
    for locale in project.locales:
        short = short_locale(project.locales, locale)
        language = read_language(inputs, locale).value
        for domain in (book.file.brief.id, TEMPLATES) if language is not None else ():
            header = language.plural_header if language is not None else ""
            catalog = read_catalog(inputs, short, domain, expected_plurals=header).value
            if catalog is not None:
                yield catalog


def _literal(text: str) -> Iterator[str]:
    """Give the parts of a message between its placeholders that are long enough to be told."""
    pieces = (piece for piece in parse_message(text).pieces if isinstance(piece, str))
    yield from (piece for piece in pieces if len(words_of(piece)) >= _FEWEST)
