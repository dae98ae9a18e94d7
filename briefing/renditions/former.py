"""What a former edition said, in the words of its own catalogue, for the box of what has changed.

Only what the brief still holds is said again: a sentence that names a fact, person or place which is no longer public
stays unsaid, whatever the reason.
"""

from dataclasses import dataclass, replace
from functools import partial

from briefing.catalogs import catalog_of
from briefing.editions import Change
from briefing.facts import Fact, FactFile
from briefing.languages import quote
from briefing.placeholders import parse_message
from briefing.renditions.statements import STOPS, condition_of
from briefing.renditions.texts import Text
from briefing.renditions.writer import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said in one place now and before; `before` None cannot be told. `sentence` is the former one, quoted."""

    now: str = ""
    before: str | None = None
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """Writes what the edition that changes are counted from said of a fact; `then` has its facts and translations."""

    writer: Writer
    then: Writer | None

    def of(self, change: Change) -> Said:
        """Give what a change puts beside each other."""
        binding = self.writer.binding
        fact = binding.book.file.facts.get(change.fact)
        old = binding.plan.former.file.facts.get(change.fact) if binding.plan.former is not None else None
        if fact is None:
            return Said()
        match change.kind:
            case "wording":
                return Said(sentence=self._sentence(change.fact, old))
            case "condition":
                return Said(
                    now=self._condition(change.fact, fact), before=self._old_condition(change.fact, old)
                )
            case "date":
                return Said(now=_date(self.writer, fact), before=_date(self.writer, old) if old else None)
            case "speaker":
                return Said(now=_speaker(self.writer, fact), before=self._old_speaker(old))
            case _:
                return Said()

    def _sentence(self, id_: str, old: Fact | None) -> str:
        told = self._text(id_, old.text, ("facts", id_, "text")) if old is not None else None
        return quote(self.writer.language, _without_end(told)) if told else ""

    def _condition(self, id_: str, fact: Fact) -> str:
        return str(condition_of(id_, fact, self.writer) or "")

    def _old_condition(self, id_: str, old: Fact | None) -> str | None:
        if old is None:
            return None
        if old.condition is None:
            return ""
        told = self._text(f"{id_}:condition", old.condition, ("facts", id_, "condition"))
        return told.rstrip(STOPS) if told is not None else None

    def _old_speaker(self, old: Fact | None) -> str | None:
        file = self.writer.binding.book.file
        if old is None or not (old.said_by == "narrator" or old.said_by in file.actors):
            return None
        return _speaker(self.writer, old)

    def _text(self, context: str, english: str, path: tuple[str, ...]) -> str | None:
        """Write a former message in its former translation; None where there is none, or it names what is gone."""
        then = self.then
        if then is None or not _names_only(english, self.writer.binding.book.file):
            return None
        before = len(then.findings)
        text: Text = then.text(context, english, path)
        is_whole = len(then.findings) == before and not text.fallback
        named = {run.ref for run in text.runs if run.ref}
        return (
            str(text)
            if is_whole and all(map(partial(_holds, self.writer.binding.book.file), named))
            else None
        )


def before_of(writer: Writer) -> Before:
    """Open what changes are counted from, where that can still be read."""
    binding = writer.binding
    former, catalog = binding.plan.former, binding.catalog
    if former is None:
        return Before(writer=writer, then=None)
    if catalog is not None:
        data = former.catalogs.get(catalog.name)
        catalog = catalog_of(data, catalog.locale, catalog.domain) if data is not None else None
    book = replace(binding.book, file=former.file, withheld=frozenset())
    then = Writer(binding=replace(binding, book=book, catalog=catalog))
    then.outdated = frozenset()  # what is quoted was not old by the calendar of today
    return Before(writer=writer, then=then)


def _names_only(text: str, file: FactFile) -> bool:
    return all(_holds(file, placeholder.id) for placeholder in parse_message(text).placeholders)


def _holds(file: FactFile, id_: str) -> bool:
    return id_ in file.facts or id_ in file.actors or id_ in file.places


def _date(writer: Writer, fact: Fact) -> str:
    date = writer.date(fact.when)
    return date.text if date is not None else ""


def _speaker(writer: Writer, fact: Fact) -> str:
    return "" if fact.said_by == "narrator" else writer.name(fact.said_by, "actors")


def _without_end(sentence: str) -> str:
    """Take the full stop off a sentence that is quoted within another."""
    plain = sentence.rstrip()
    return plain if plain.endswith("..") else plain.removesuffix(".").removesuffix("\N{ARMENIAN FULL STOP}")
