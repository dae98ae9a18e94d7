"""Writer: the texts of one rendition, each in the locale or in the English that stands in, with what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from briefing.catalogs import Catalog, Wanted, translation_of
from briefing.diagnostics import Diagnostic
from briefing.editions import Plan
from briefing.facts import FactBook, answers_of, days_of, ids_over, is_outdated, successors_of
from briefing.languages import Language, format_number, format_when, keep_date
from briefing.project import Project
from briefing.renditions.messages import Scope, names_of, write_message, write_name
from briefing.renditions.pseudo import pseudo_of
from briefing.renditions.texts import DateText, Text
from briefing.values import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """What one rendition is made of.

    `english` writes what has no translation; it is `language` itself for an English locale, where both catalogues are
    None. `siblings` are the languages of all renditions of the brief, in the project's order, each with the short
    locale of its file. `data` are the public facts as a file. A pseudo-locale is English with every message made
    strange.
    """

    book: FactBook
    language: Language
    english: Language
    catalog: Catalog | None
    words: Catalog | None
    siblings: tuple[tuple[str, Language], ...]
    project: Project
    plan: Plan
    data: bytes = b""
    is_pseudo: bool = False


@dataclass(slots=True, kw_only=True)
class Writer:
    """Writes the texts of one rendition and gathers what it finds."""

    binding: Binding
    findings: list[Diagnostic] = field(default_factory=list)
    fallbacks: int = 0
    _mentioned: set[str] = field(default_factory=set)
    _scopes: dict[bool, Scope] = field(default_factory=dict)
    replaced: frozenset[str] = field(init=False)
    answers: Mapping[str, tuple[str, ...]] = field(init=False)
    outdated: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Look once which facts others replace, what facts settle, by its id, and which are outdated."""
        facts, plan, limit = (
            self.binding.book.file.facts,
            self.binding.plan,
            self.binding.project.stale_after_days,
        )
        self.replaced, self.answers, over = (
            frozenset(successors_of(facts)),
            answers_of(facts),
            ids_over(facts),
        )
        self.outdated = frozenset(
            id_ for id_, fact in facts.items() if id_ not in over and is_outdated(fact, plan.today, limit)
        )

    @property
    def language(self) -> Language:
        """The language of the rendition."""
        return self.binding.language

    def text(self, context: str, english: str, path: tuple[str, ...]) -> Text:
        """Write a text of the brief: its translation, or the English where there is none."""
        binding, fallback = self.binding, ""
        wanted = Wanted(
            domain=binding.book.file.brief.id,
            msgid=english,
            context=context,
            span=binding.book.places.span(*path),
        )
        message = wanted.placed()[0]
        if self.language is not binding.english:
            found = translation_of(binding.catalog, wanted)
            if found.state == "translated" and found.message is not None:
                message = found.message.placed(self.language.locale)[0]
            else:
                fallback = binding.english.tag
                self.fallbacks += 1
        in_english = bool(fallback) or self.language is binding.english
        scope = self.scope(in_english=in_english)
        if binding.is_pseudo:
            message = replace(message, text=pseudo_of(message.text), marks=())
        is_sentence = ":" not in context  # of a fact; no title, no card
        if binding.project.names == "dual" and is_sentence:
            scope = replace(scope, others=self.others)
        written = write_message(message, scope)
        self.findings += written.diagnostics
        return Text(runs=written.value, fallback=fallback)

    def scope(self, *, in_english: bool) -> Scope:
        """Give what placeholders may refer to, in the locale's language or in English."""
        if in_english not in self._scopes:
            language = self.binding.english if in_english else self.language
            words = _unit_words(self.binding, in_english=in_english)
            policy = self.binding.project.names
            scope = Scope(
                book=self.binding.book,
                language=language,
                unit_words=words,
                policy=policy,
                outdated=self.outdated,
            )
            self._scopes[in_english] = scope
        return self._scopes[in_english]

    def others(self, id_: str) -> tuple[str, ...]:
        """Give the other names of a contested place when it is mentioned for the first time."""
        place = self.binding.book.file.places.get(id_)
        if place is None or not place.contested or id_ in self._mentioned:
            return ()
        self._mentioned.add(id_)
        return tuple(place.variants.get(self.language.locale.split("-", maxsplit=1)[0], ()))

    def name(self, id_: str, group: str) -> str:
        """Write the plain name of an actor or place; English where the locale has none, else the id."""
        holders = self.binding.book.file.actors if group == "actors" else self.binding.book.file.places
        if id_ not in holders:
            return id_
        names = names_of(holders[id_], self.binding.project.names)
        return write_name(names, self.language) or write_name(names, self.binding.english) or id_

    def date(self, when: When | None, *forms: str) -> DateText | None:
        """Write a date plainly, or in a form that is asked for; None where it is unknown."""
        if when is None:
            return None
        first = when.start or when.end
        return DateText(
            text=keep_date(self.language, format_when(self.language, when, forms)),
            machine=when.machine,
            sort_key=first.sort_key if first else (0, 0, 0),
            days=days_of(when),
        )

    def count(self, number: int) -> str:
        """Write a plain count."""
        return format_number(self.language, Decimal(number))


def _unit_words(binding: Binding, *, in_english: bool) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for unit, forms in binding.book.file.units.items():
        one, other = forms.get("one", forms.get("other", unit)), forms.get("other", unit)
        words[unit] = (one, other)
        if not in_english:
            span = binding.book.places.span("units", unit)
            domain = binding.book.file.brief.id
            wanted = Wanted(domain=domain, msgid=one, plural=other, context=f"unit:{unit}", span=span)
            found = translation_of(binding.catalog, wanted)
            if found.state == "translated":
                words[unit] = found.texts
    return words
