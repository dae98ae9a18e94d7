"""Wanted messages: what facts and templates ask of the catalogues, with the place of each and a note.

The notes are for translators: who says a sentence, and what its placeholders stand for. No value, date or source is
in them, as none is in a msgid: a changed number changes no catalogue.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from briefing.catalogs import TEMPLATES, MessageKey, Wanted
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.facts import Difference, Fact, FactBook, Withdrawn, reason_context
from briefing.inputs import InputFile, Inputs
from briefing.placeholders import ids_of

if TYPE_CHECKING:
    from briefing.syntax import nodes

GETTEXT: Final[Mapping[str, tuple[str, ...]]] = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "pgettext": ("context", "msgid"),
    "ngettext": ("msgid", "plural"),
    "npgettext": ("context", "msgid", "plural"),
}
"""The functions that templates take their words from, and what their first arguments are."""

_PAGE: Final = "templates/brief.html"
_NOTE: Final = re.compile(r"\{#-?\s*translators:\s*(.*?)\s*-?#\}", re.DOTALL | re.IGNORECASE)


def wanted_of_facts(book: FactBook) -> tuple[Wanted, ...]:
    """Give the messages of a brief: title, sections with their parts and facts in order, gaps, sources, units."""
    return tuple(_of_brief(book))


def wanted_of_templates(inputs: Inputs) -> Outcome[tuple[Wanted, ...]]:
    """Give the words of all templates, each once, with every file that has it.

    A computed text is a finding. A template that cannot be parsed gives nothing here: that is found where
    templates are checked, which has to come first.
    """
    wanted: dict[MessageKey, Wanted] = {}
    findings: list[Diagnostic] = []
    for name in inputs.names("templates", "**/*.html"):
        read = inputs.read(name)
        findings += read.diagnostics
        if read.value is not None:
            found = _of_template(read.value)
            findings += found.diagnostics
            for message in found.value:
                wanted[message.key] = _joined(wanted.get(message.key), message)
    return Outcome(value=tuple(wanted.values()), diagnostics=tuple(findings))


def wanted_of_page(inputs: Inputs) -> Outcome[tuple[Wanted, ...]]:
    """Give the words of the templates that the page of a brief is filled from, and of no others."""
    wanted = wanted_of_templates(inputs)
    loaded = _loaded(inputs)
    return replace(wanted, value=tuple(o for o in wanted.value if loaded.intersection(o.places)))


# ---- facts


def _of_brief(book: FactBook) -> Iterator[Wanted]:
    file = book.file
    yield _want(book, "brief:title", file.brief.title, ("brief", "title"))
    yield _want(book, "brief:standfirst", file.brief.standfirst, ("brief", "standfirst"))
    shown: set[str] = set()
    for section_id, section in file.sections.items():
        for part_id, part in section.parts.items():
            path = ("sections", section_id, "parts", part_id, "heading")
            yield _want(book, f"part:{section_id}:{part_id}", part.heading, path, note="heading")
            for id_ in part.facts:
                if id_ in file.facts and id_ not in shown:
                    shown.add(id_)
                    yield from _of_fact(book, id_, file.facts[id_])
    for id_, fact in file.facts.items():
        if id_ not in shown:
            yield from _of_fact(book, id_, fact)
    for id_, withdrawn in book.withdrawn.items():
        yield from _of_withdrawn(book, id_, withdrawn)
    for id_, gap in file.gaps.items():
        yield _want(book, f"gap:{id_}", gap.text, ("gaps", id_, "text"), note="what is not known")
    yield from _of_sources(book)
    yield from _of_units(book)


def _of_sources(book: FactBook) -> Iterator[Wanted]:
    for id_, source in book.file.sources.items():
        if not source.protected:
            yield _want(book, f"source:{id_}:label", source.label, ("sources", id_, "label"), note="a source")


def _of_fact(book: FactBook, id_: str, fact: Fact) -> Iterator[Wanted]:
    note = _fact_note(fact)
    yield _want(book, id_, fact.text, ("facts", id_, "text"), note=note)
    for key, text in (("summary", fact.summary), ("label", fact.label), ("condition", fact.condition)):
        if text is not None:
            yield _want(book, f"{id_}:{key}", text, ("facts", id_, key), note=f"{key} of `{id_}`")
    if isinstance(fact.sum_differs, Difference) and fact.sum_differs.reason is not None:
        at = ("facts", id_, "sum_differs", "reason")
        note = f"why `{id_}` is not the sum of its parts"
        yield _want(book, f"{id_}:sum", fact.sum_differs.reason, at, note=note)
    yield from _of_corrections(book, id_, fact)


def _of_corrections(book: FactBook, id_: str, fact: Fact) -> Iterator[Wanted]:
    seen: set[tuple[int, str]] = set()
    for index, error in enumerate(fact.corrections):
        if error.reason is None or error.edition is None or (error.edition, error.reason) in seen:
            continue
        seen.add((error.edition, error.reason))
        place = ("facts", id_, "corrections", index, "reason")
        note = f"why `{id_}` was corrected, for readers"
        yield _want(book, reason_context(id_, error.edition), error.reason, place, note=note)


def _of_withdrawn(book: FactBook, id_: str, withdrawn: Withdrawn) -> Iterator[Wanted]:
    """Give what readers are told of a fact that was taken back: what it was about, and why."""
    if withdrawn.subject:
        label = ("facts", id_, "label")
        yield _want(book, f"{id_}:label", withdrawn.subject, label, note=f"what `{id_}` was about")
    if withdrawn.reason:
        reason = ("facts", id_, "retracted", "reason")
        note = f"why `{id_}` was withdrawn, for readers"
        yield _want(book, reason_context(id_), withdrawn.reason, reason, note=note)


def _of_units(book: FactBook) -> Iterator[Wanted]:
    for unit, forms in book.file.units.items():
        one, other = forms.get("one", forms.get("other", unit)), forms.get("other", unit)
        path = ("units", unit, "one" if "one" in forms else "other")
        wanted = _want(
            book, f"unit:{unit}", one, path, note="a unit: the word after a number, number by number"
        )
        span = book.places.span("units", unit, "other") if "other" in forms else None
        yield replace(wanted, plural=other, plural_span=span)


def _want(book: FactBook, context: str, text: str, path: tuple[str | int, ...], *, note: str = "") -> Wanted:
    return Wanted(
        domain=book.file.brief.id,
        msgid=text,
        context=context,
        note="\n".join(line for line in (note, *_placeholder_notes(book, text)) if line),
        span=book.places.span(*path),
    )


def _fact_note(fact: Fact) -> str:
    speaker = "" if fact.said_by == "narrator" else f"; {fact.said_by} {fact.speech_act}s it"
    return f"{fact.kind}, {fact.certainty}{speaker}"


def _placeholder_notes(book: FactBook, text: str) -> Iterator[str]:
    for id_ in sorted(ids_of(text)):
        meaning = _meaning(book, id_)
        if meaning:
            yield f"{{{id_}}}: {meaning}"


def _meaning(book: FactBook, id_: str) -> str:
    """Say what a placeholder stands for, in the words of the fact file and without its value."""
    file = book.file
    if (fact := file.facts.get(id_)) is not None:
        quantity = fact.quantity
        value = f"a number, with its unit `{quantity.unit}`" if quantity and quantity.unit else ""
        when = "a date" if fact.when is not None else ""
        return "; ".join(part for part in (value or ("a number" if quantity else ""), when) if part)
    named = file.places.get(id_) or file.actors.get(id_)
    name = named.names.get("en", "") if named is not None else ""
    return name if isinstance(name, str) else name.get("nom", "")


# ---- templates


@lru_cache(maxsize=512)
def _of_template(file: InputFile) -> Outcome[tuple[Wanted, ...]]:
    """Give the words of a template, looked for once in each content: a process that stays meets the same again."""
    wanted: list[Wanted] = []
    findings: list[Diagnostic] = []
    notes = _notes_by_line(file.text)
    for call in _calls(file):
        found = _wanted_of_call(call, file, notes)
        if isinstance(found, Wanted):
            wanted.append(found)
        else:
            findings.append(found)
    return Outcome(value=tuple(wanted), diagnostics=tuple(findings))


def _calls(file: InputFile) -> "tuple[nodes.Call, ...]":
    """Give the calls of gettext functions in a template, in order; none when it cannot be parsed."""
    from briefing.syntax import TemplateSyntaxError, nodes, parse_template

    try:
        calls = parse_template(file.text, file.name).every(nodes.Call)
    except TemplateSyntaxError:
        return ()
    named = (c for c in calls if isinstance(c.node, nodes.Name) and c.node.name in GETTEXT)
    return tuple(sorted(named, key=lambda call: call.lineno))


def _wanted_of_call(call: "nodes.Call", file: InputFile, notes: Mapping[int, str]) -> Wanted | Diagnostic:
    from briefing.syntax import nodes

    function = call.node.name if isinstance(call.node, nodes.Name) else ""
    names = GETTEXT[function]
    texts = [_constant(argument) for argument in call.args[: len(names)]]
    given = {name: text for name, text in zip(names, texts, strict=False) if text is not None}
    if len(given) < len(names):
        message = f"`{function}()` is given a computed text, which no catalogue can hold"
        quoted = ", ".join('"…"' for _ in names)
        hint = f"write the texts themselves in quotes: `{function}({quoted})`"
        return diagnose("BR509", message, _span_of(file, call.lineno, f"{function}("), hint=hint)
    return Wanted(
        domain=TEMPLATES,
        msgid=given["msgid"],
        context=given.get("context", ""),
        plural=given.get("plural"),
        note=notes.get(call.lineno) or notes.get(call.lineno - 1, ""),
        span=_span_of(file, call.lineno, f'"{given["msgid"]}"', f"'{given['msgid']}'"),
        places=(file.name,),
    )


def _loaded(inputs: Inputs) -> frozenset[str]:
    """Give the templates that a page loads, each by its input name; what is loaded by a computed name is refused."""
    found: dict[str, None] = {}
    left = [_PAGE]
    while left:
        name = left.pop()
        file = inputs.read(name).value if name not in found else None
        if file is not None:
            found[name] = None
            left += (f"templates/{other}" for other in _loads(file))
    return frozenset(found)


@lru_cache(maxsize=512)
def _loads(file: InputFile) -> tuple[str, ...]:
    """Give the names of the templates that one loads, looked for once in each content."""
    from briefing.syntax import TemplateSyntaxError, nodes, parse_template

    try:
        parsed = parse_template(file.text, file.name)
    except (TemplateSyntaxError, RecursionError):
        return ()
    loadings: tuple[Any, ...] = parsed.every(nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
    return tuple(name for o in loadings if (name := _constant(o.template)) is not None)


def _constant(argument: "nodes.Expr") -> str | None:
    from briefing.syntax import nodes

    value = argument.value if isinstance(argument, nodes.Const) else None
    return value if isinstance(value, str) and value else None


def _notes_by_line(source: str) -> Mapping[int, str]:
    """Give the notes `{# translators: … #}` of a template by the line they end in."""
    found = _NOTE.finditer(source)
    return {source.count("\n", 0, n.end()) + 1: " ".join(n[1].split()) for n in found}


def _span_of(file: InputFile, line: int, *typed: str) -> Span:
    """Give the place of what is typed in a call that begins on a line, or of the line."""
    start = sum(len(text) + 1 for text in file.lines[: line - 1])
    for text in typed:
        offset = file.text.find(text, start, start + 2_000)
        if offset >= 0:
            return file.span_of_offset(offset, len(text))
    return Span(file=file.name, line=line)


def _joined(first: Wanted | None, message: Wanted) -> Wanted:
    """Join what two places ask for under one key: all places, the plural of either, the first note."""
    if first is None:
        return message
    return replace(
        first,
        plural=first.plural if first.plural is not None else message.plural,
        note=first.note or message.note,
        places=tuple(dict.fromkeys((*first.places, *message.places))),
    )
