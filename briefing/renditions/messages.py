"""A message and its placeholders into runs of text: every number, date and name in the form asked for.

Findings point at the message they were found in: the English text in the fact file, or the translation.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.catalogs import PlacedText
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, one_of
from briefing.facts import Actor, Fact, FactBook, Place, rules_of
from briefing.languages import (
    Language,
    capitalize_first,
    date_forms,
    format_quantity,
    format_when,
    keep_date,
    keep_together,
    known_name,
    name_cases,
    quantity_forms,
    unit_ids,
)
from briefing.placeholders import Placeholder, parse_message
from briefing.project import NamesPolicy
from briefing.renditions.doubled import doubled_words
from briefing.renditions.texts import OUTDATED, Run

UnitWords = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What placeholders of a message may refer to, and the language it is written in.

    `unit_words` are the words of the brief's own units in that language, in the order of its plural forms.
    `others` gives the other names of a place that are to stand in brackets after this mention. The values of facts
    that are `outdated` are marked.
    """

    book: FactBook
    language: Language
    unit_words: UnitWords
    policy: NamesPolicy = "neutral"
    others: Callable[[str], tuple[str, ...]] = lambda _: ()
    outdated: frozenset[str] = frozenset()


def write_message(message: PlacedText, scope: Scope) -> Outcome[tuple[Run, ...]]:
    """Fill a message: its text, and one run for each placeholder. A faulty placeholder prints as typed."""
    runs: list[Run] = []
    findings: list[Diagnostic] = []
    pieces = [piece for piece in parse_message(message.text).pieces if piece]
    for piece in pieces:
        if isinstance(piece, Placeholder):
            span = message.span_at(piece.offset, piece.length)
            written = _write_placeholder(piece, scope, span)
            runs.append(written.value)
            findings += written.diagnostics
        else:
            runs.append(Run(text=keep_together(scope.language, piece)))
    findings += doubled_words(message, pieces, runs, scope.language)
    return Outcome(value=tuple(_marked(runs, scope.outdated)), diagnostics=tuple(findings))


def mark_of(id_: str) -> Run:
    """Give the sign of a fact that is outdated."""
    return Run(text=OUTDATED, kind="mark", ref=id_)


def _marked(runs: Sequence[Run], outdated: frozenset[str]) -> Iterator[Run]:
    """Put the sign after every value of a fact that is outdated."""
    for run in runs:
        yield run
        if run.kind == "data" and run.ref in outdated:
            yield mark_of(run.ref)


def write_name(
    names: Mapping[str, str | Mapping[str, str]], language: Language, case: str = "nom"
) -> str | None:
    """Give a name in a language and case, or None when the fact file has none there."""
    found = names.get(language.locale, names.get(_language_of(language)))
    if isinstance(found, str):
        return found if case == "nom" else None
    return found.get(case) if found is not None else None


def names_of(named: Place | Actor, policy: NamesPolicy) -> Mapping[str, str | Mapping[str, str]]:
    """Give the names of a place or actor by language, as the policy of the project has them."""
    return {**named.names, **named.local} if isinstance(named, Place) and policy == "local" else named.names


def _language_of(language: Language) -> str:
    return language.locale.split("-", maxsplit=1)[0]


def _write_placeholder(placeholder: Placeholder, scope: Scope, span: Span) -> Outcome[Run]:
    file = scope.book.file
    if (fact := file.facts.get(placeholder.id)) is not None:
        return _write_fact(placeholder, fact, scope, span)
    if (named := file.places.get(placeholder.id) or file.actors.get(placeholder.id)) is not None:
        return _write_named(placeholder, named, scope, span)
    as_typed = Run(text=f"{{{placeholder.id}}}")
    if placeholder.id in scope.book.withheld:
        message = f"`{{{placeholder.id}}}` stands for a fact that is not public"
        finding = diagnose(
            "BR407", message, span, hint="say the sentence without it, or make the fact public"
        )
    else:
        known = (*file.facts, *file.places, *file.actors)
        message = f"`{{{placeholder.id}}}` stands for no fact, place or actor"
        finding = diagnose("BR402", message, span, hint=one_of(placeholder.id, known))
    return Outcome(value=as_typed, diagnostics=(finding,))


def _write_fact(placeholder: Placeholder, fact: Fact, scope: Scope, span: Span) -> Outcome[Run]:
    """Write the value of a fact, or its date when a date form is asked or there is no value."""
    language = scope.language
    of_dates, of_values = date_forms(language), quantity_forms(language)
    asks_date = any(f in of_dates and f not in of_values for f in placeholder.forms)
    quantity = fact.quantity
    kind = "date" if asks_date or quantity is None else "value"
    offered = of_dates if kind == "date" else of_values
    unknown = [f for f in placeholder.forms if f not in offered and f != "start"]
    findings = [_unknown_form(placeholder, form, offered, span) for form in unknown]
    forms = tuple(f for f in placeholder.forms if f in offered and f != "start")
    if kind == "date":
        if fact.when is None and not asks_date and rules_of(fact.kind).value == "required":
            return _as_typed(placeholder, findings)  # that the value is missing was found in the facts
        if fact.when is None:
            has = "date" if quantity is not None else "value and no date"
            message = f"`{placeholder.id}` has no {has}"
            hint = f"give the fact `when:`, or take `{{{placeholder.id}…}}` out of the text"
            return _as_typed(placeholder, [*findings, diagnose("BR406", message, span, hint=hint)])
        text = keep_date(language, format_when(language, fact.when, forms))
        run = Run(text=text, kind="time", ref=placeholder.id, value=fact.when.machine)
    else:
        assert quantity is not None
        if quantity.unit is not None and quantity.unit not in (*unit_ids(language), *scope.unit_words):
            return _as_typed(placeholder, [*findings, _unknown_unit(placeholder.id, quantity.unit, scope)])
        words = scope.unit_words.get(quantity.unit or "")
        text = format_quantity(language, quantity, forms, words).text
        run = Run(text=text, kind="data", ref=placeholder.id, value=quantity.machine)
    return Outcome(value=_started(run, placeholder, language), diagnostics=tuple(findings))


def _write_named(placeholder: Placeholder, named: Place | Actor, scope: Scope, span: Span) -> Outcome[Run]:
    """Write the name of a place or actor in the case, or by the key, that is asked for."""
    language = scope.language
    forms = [f for f in placeholder.forms if f != "start"]
    case = forms[0] if forms else "nom"
    names = names_of(named, scope.policy)
    text = write_name(names, language, case)
    findings: list[Diagnostic] = []
    if text is None:
        nominative = write_name(names, language)
        findings.append(_missing_name(placeholder, case, scope, span, has_name=nominative is not None))
        text = nominative or f"{{{placeholder.id}}}"
    findings += [_unknown_form(placeholder, form, name_cases(language), span) for form in forms[1:]]
    if others := scope.others(placeholder.id):
        text = f"{text} ({', '.join(others)})"
    run = Run(text=text, kind="name", ref=placeholder.id)
    return Outcome(value=_started(run, placeholder, language), diagnostics=tuple(findings))


def _started(run: Run, placeholder: Placeholder, language: Language) -> Run:
    if "start" not in placeholder.forms:
        return run
    return Run(text=capitalize_first(language, run.text), kind=run.kind, ref=run.ref, value=run.value)


def _as_typed(placeholder: Placeholder, findings: list[Diagnostic]) -> Outcome[Run]:
    return Outcome(value=Run(text=f"{{{placeholder.id}}}"), diagnostics=tuple(findings))


def _unknown_form(placeholder: Placeholder, form: str, offered: tuple[str, ...], span: Span) -> Diagnostic:
    typed = ",".join(placeholder.forms)
    message = f"`{{{placeholder.id}:{typed}}}` asks for a form `{form}` that is not offered here"
    return diagnose("BR403", message, span, hint=one_of(form, dict.fromkeys((*offered, "start"))))


def _unknown_unit(fact: str, unit: str | None, scope: Scope) -> Diagnostic:
    span = scope.book.places.span("facts", fact, "unit")
    known = (*unit_ids(scope.language), *scope.unit_words)
    message = f"no word for the unit `{unit}` in `{scope.language.locale}`"
    return diagnose("BR401", message, span, hint=f"{one_of(unit or '', known)}; or add it under `units:`")


def _missing_name(
    placeholder: Placeholder, case: str, scope: Scope, span: Span, *, has_name: bool
) -> Diagnostic:
    group = "places" if placeholder.id in scope.book.file.places else "actors"
    where = scope.book.places.span(group, placeholder.id, "names", _language_of(scope.language))
    short = _language_of(scope.language)
    if not has_name:
        message = f"`{placeholder.id}` has no name in `{short}`"
        file = scope.book.file
        english = (file.places.get(placeholder.id) or file.actors[placeholder.id]).names.get("en", "")
        plain = english if isinstance(english, str) else english.get("nom", "")
        known = known_name(scope.language, plain) or "…"
        return diagnose("BR404", message, where, hint=f"add `{short}: {known}` under its `names:`")
    message = f"`{placeholder.id}` has no form `{case}` in `{short}`"
    note = f"asked for at {span.file}:{span.line}"
    return diagnose("BR405", message, where, hint=f"add `{case}: …` to its `{short}` names", note=note)
