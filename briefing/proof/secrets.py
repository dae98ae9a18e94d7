"""Secrets: the words of what is not public, and how they are told from words that anybody may print.

Withheld facts with their translations, values as every locale spells them, and notes; the notes of everything; the
sources, actors and places that only withheld facts lead to, and protected sources. A stretch of words that something
public has as well is no secret, but a name is one wherever it is spelled out: a sentence or a translation that has it
has let it out. What names a withheld fact is not public by that, and excuses nothing.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Final

from briefing.acts import Entry
from briefing.catalogs import TEMPLATES, Catalog, read_catalog
from briefing.editions import TITLES, Change, Copy, Record
from briefing.facts import (
    Actor,
    Citation,
    Difference,
    Fact,
    FactBook,
    FactFile,
    Place,
    Source,
    Withheld,
    ids_named,
    public_facts,
    quantity_of,
    withheld_of,
)
from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    format_number,
    format_quantity,
    quantity_forms,
    read_language,
    unit_ids,
)
from briefing.placeholders import parse_message
from briefing.project import Project, short_locale
from briefing.proof.searching import Secrets, has_id, stretches, stretches_of
from briefing.readback import words_of
from briefing.values import Quantity

_FEWEST: Final = 3
"""So many words a piece of prose must have: `counted` tells nothing, whoever counted."""
_FEWEST_OF_LABELS: Final = 2
_TEXTS: Final = ("text", "summary", "label", "condition", "note", "hxl")
REASON: Final = "reason for a change"
"""Whose words the ledger has as well: it says why, to those who keep the brief."""
_DESK: Final = {"note": "note", "sum_differs": "reason for the sum"}
"""Fields for the desk; of a mapping its `why` alone."""
_TYPES: Final = (Fact, Source, Actor, Place, Citation, FactFile, Record, Copy, Change, Entry)
_VOCABULARY: Final = frozenset(f.name for kind in _TYPES for f in fields(kind))
"""Words that stand between quotes in files of the tool, whatever a desk calls its facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Brief:
    """A brief whose secrets are gathered: what it shows, what it withholds, and all it is translated to."""

    book: FactBook
    withheld: Withheld
    catalogs: tuple[Catalog, ...]
    languages: tuple[Language, ...]


def secrets_of(
    books: Iterable[FactBook], inputs: Inputs, project: Project, *, may_be_titled: bool = True
) -> Secrets:
    """Gather the secrets of some briefs. What titles and standfirsts say is public, unless these are judged."""
    languages = tuple(found for o in project.locales if (found := read_language(inputs, o).value) is not None)
    prose: dict[str, str] = {}
    names: dict[str, str] = {}
    values: dict[str, str] = {}
    ids: dict[str, str] = {}
    printed: list[str] = []
    used = [*_of_templates(inputs), project.publisher, project.contact, *project.briefs]
    for book in books:
        catalogs = tuple(_catalogs(book, inputs, project))
        brief = _Brief(book=book, withheld=withheld_of(book), catalogs=catalogs, languages=languages)
        for told, gathered in (
            ((*_of_facts(brief), *_of_notes(brief), *_of_sources(brief), *_of_catalogs(brief)), prose),
            (_of_names(brief), names),
            (_of_values(brief), values),
        ):
            for holder, text in told:
                gathered.update(dict.fromkeys(stretches_of(text), holder))
        ids |= dict(_of_ids(brief))
        printed += _public_texts(brief, may_be_titled=may_be_titled)
        used += _public_names(brief)
    open_ = (*used, *printed)
    of_prose, of_names = stretches(prose).unless_in(open_), stretches(names).unless_in(used)
    common = _VOCABULARY.union(*(words_of(text) for text in used))
    return Secrets(
        words=stretches({**of_prose.holders, **of_names.holders}),
        values=stretches(values).unless_in(open_),
        ids={id_: holder for id_, holder in ids.items() if not _is_open(id_, common, open_)},
    )


def _is_open(id_: str, common: frozenset[str], public: Iterable[str]) -> bool:
    """Whether an id is a word that files have anyway: of the tool, of a template, or an id of something public."""
    return id_ in common or any(has_id(text, id_) for text in public)


# ---- what is not public


def _of_facts(brief: _Brief) -> Iterator[tuple[str, str]]:
    for id_, fact in brief.withheld.facts.items():
        differs = fact.sum_differs
        reasons = (differs.reason, differs.why) if isinstance(differs, Difference) else (differs,)
        for text in (*(getattr(fact, name, None) for name in _TEXTS), *reasons):
            yield from ((f"`{id_}`", piece) for piece in _literal(text or ""))


def _of_ids(brief: _Brief) -> Iterator[tuple[str, str]]:
    yield from ((id_, _holder(brief, id_)) for id_ in (*brief.withheld.actors, *brief.withheld.places))
    yield from ((id_, f"the source `{id_}`") for id_ in brief.withheld.sources)
    yield from ((id_, f"`{id_}`") for id_ in brief.withheld.facts)


def _of_sources(brief: _Brief) -> Iterator[tuple[str, str]]:
    """Give what is said of sources that only withheld facts lead to, and of protected ones."""
    for id_, source in brief.withheld.sources.items():
        for text in (source.label, source.title, source.publisher, source.url):
            if text is not None and len(words_of(text)) >= _FEWEST_OF_LABELS:
                yield f"the source `{id_}`", text


def _of_values(brief: _Brief) -> Iterator[tuple[str, str]]:
    """Give the values of withheld facts as pages write them, but for what a public fact says of its own."""
    told: dict[str, str] = {}
    numbers: set[str] = set()
    for id_, fact in brief.withheld.facts.items():
        for quantity in _quantities(fact):
            numbers |= {f"{number:f}" for number in _numbers(quantity)}
            told |= dict.fromkeys(_spellings(quantity, brief), f"`{id_}`")
    for fact in brief.book.file.facts.values():
        for quantity in _quantities(fact):
            if not numbers.isdisjoint(f"{number:f}" for number in _numbers(quantity)):
                for spelling in _spellings(quantity, brief):
                    told.pop(spelling, None)
    yield from ((holder, text) for text, holder in told.items())


def _quantities(fact: Fact) -> Iterator[Quantity]:
    """Give the value of a fact and those it had, in error or before."""
    if fact.quantity is not None:
        yield fact.quantity
    for former in fact.history:
        yield quantity_of(former.value, former.qualifier, fact.unit)
    for mended in fact.corrections:
        if mended.was is not None:
            yield quantity_of(mended.was, mended.qualifier or fact.qualifier, fact.unit)


def _numbers(quantity: Quantity) -> tuple[object, ...]:
    return tuple(n for n in (quantity.low, quantity.high, quantity.of) if n is not None)


def _spellings(quantity: Quantity, brief: _Brief) -> Iterator[str]:
    """Give the numbers of a value, and its phrases with the unit: without it they are as common as the number."""
    numbers = [number for number in (quantity.low, quantity.high, quantity.of) if number is not None]
    yield from (f"{number:f}" for number in numbers)
    for language in brief.languages:
        yield from (format_number(language, number) for number in numbers)
        own = _unit_words(quantity.unit, language, brief)
        if own is None and quantity.unit not in unit_ids(language):
            continue
        for form in quantity_forms(language):
            bare = format_quantity(language, replace(quantity, unit=None), (form, "number")).text
            phrase = format_quantity(language, quantity, (form,), own).text
            if words_of(phrase) != words_of(bare):
                yield phrase


def _unit_words(unit: str | None, language: Language, brief: _Brief) -> tuple[str, ...] | None:
    """Give the words of a unit that is the brief's own: English from the file, others from its catalogue."""
    forms = {**brief.book.file.units, **brief.withheld.units}.get(unit or "")
    if forms is None:
        return None
    short = language.locale.split("-", maxsplit=1)[0]
    for catalog in brief.catalogs:
        if catalog.locale == short:
            for message in (*catalog.messages.values(), *catalog.obsolete):
                if message.context == f"unit:{unit}" and all(message.translations):
                    return message.translations
    other = forms.get("other", unit or "")
    return forms.get("one", other), other


def _of_notes(brief: _Brief) -> Iterator[tuple[str, str]]:
    """Give every note of the file, why a sum differs, and why something was mended: they are for the desk."""
    plain = brief.book.places.plain
    for group, entries in plain.items() if isinstance(plain, dict) else ():
        for id_, entry in entries.items() if isinstance(entries, dict) else ():
            held = entry if isinstance(entry, dict) and id_ not in brief.withheld.facts else {}
            reasons = [
                o for o in (*(held.get("corrections") or ()), held.get("retracted")) if isinstance(o, dict)
            ]
            told = [(name, _of_desk(held.get(key))) for key, name in _DESK.items()]
            told += [(REASON, reason.get("why")) for reason in reasons]
            for name, words in told:
                if isinstance(words, str):
                    yield f"the {name} of `{id_}` ({group})", words


def _of_desk(value: object) -> object:
    return value.get("why") if isinstance(value, dict) else value


def _of_names(brief: _Brief) -> Iterator[tuple[str, str]]:
    """Give the names of actors and places that withheld facts lead to and no public one, and of authors."""
    named: dict[str, Actor | Place] = {**brief.withheld.actors, **brief.withheld.places}
    for id_, held in named.items():
        yield from ((_holder(brief, id_), form) for form in _forms_of(held))
    for id_, source in brief.withheld.sources.items():
        if source.author is not None:
            yield f"the source `{id_}`", source.author


def _holder(brief: _Brief, name: str) -> str:
    """Give the withheld fact that names an actor or a place; else the thing itself."""
    facts = brief.withheld.facts.items()
    return f"`{next((id_ for id_, fact in facts if name in ids_named(fact, 'actor', 'name')), name)}`"


def _forms_of(named: Actor | Place) -> Iterator[str]:
    local = named.local if isinstance(named, Place) else {}
    variants = named.variants if isinstance(named, Place) else {}
    for names in (*named.names.values(), *local.values()):
        yield from (names,) if isinstance(names, str) else names.values()
    for others in variants.values():
        yield from others


def _of_catalogs(brief: _Brief) -> Iterator[tuple[str, str]]:
    """Give translations of what is withheld that have stayed in catalogues, obsolete ones as well."""
    for catalog in brief.catalogs:
        for message in (*catalog.messages.values(), *catalog.obsolete):
            if catalog.domain != TEMPLATES and brief.withheld.has_message(message.context):
                holder = _holder_of_message(message.context)
                texts = (message.msgid, *message.translations, message.previous or "")
                yield from ((holder, piece) for text in texts for piece in _literal(text))


def _holder_of_message(context: str) -> str:
    head, _, rest = context.partition(":")
    return f"the source `{rest.removesuffix(':label')}`" if head == "source" else f"`{head}`"


# ---- what anybody may print


def _public_names(brief: _Brief) -> Iterator[str]:
    """Give the names that public facts use: a person may be called as a place is. And the words of all pages."""
    file = brief.book.file
    named: dict[str, Actor | Place] = {**file.actors, **file.places}
    for held in named.values():
        yield from _forms_of(held)
    for catalog in brief.catalogs:
        if catalog.domain == TEMPLATES:
            yield from (text for message in catalog.messages.values() for text in message.translations)


def _public_texts(brief: _Brief, *, may_be_titled: bool) -> Iterator[str]:
    """Give ids, texts and values of what is public, and its translations."""
    tree = json.loads(public_facts(brief.book))
    if not may_be_titled:
        tree["brief"] = {key: value for key, value in tree["brief"].items() if key not in TITLES}
    yield from _leaves(tree)
    for withdrawn in brief.book.withdrawn.values():
        yield from (withdrawn.reason, withdrawn.subject)
    titles = set() if may_be_titled else {f"brief:{name}" for name in TITLES}
    for catalog in brief.catalogs:
        for message in catalog.messages.values():
            if message.context in titles:
                continue
            if catalog.domain != TEMPLATES and not brief.withheld.has_message(message.context):
                yield from (piece for text in message.translations for piece in _literal(text))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _leaves(item)
    elif isinstance(value, str):
        yield value


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
