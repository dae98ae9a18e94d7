"""Marks: whether the elements of a web page that say what they hold do hold it, for readers and for machines."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from briefing.readback import Finished, Mark, squeezed_text
from briefing.renditions import Rendition
from briefing.renditions.model import BoundFact
from briefing.renditions.texts import DateText, FigureText, Run, Text

Spelling = tuple[str, str]
"""What readers see, squeezed, and what machines read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongMark:
    """A mark that does not hold what it says: the code of the finding, what is wrong, and the mark."""

    code: str
    message: str
    mark: Mark


def wrong_marks(rendition: Rendition, finished: Finished) -> Iterator[WrongMark]:
    """Hold every mark of a page against the rendition."""
    values, dates = _spellings(rendition)
    for mark in finished.marks:
        if mark.fact and mark.fact not in rendition.facts:
            message = f"`{mark.fact}` is marked here and is no public fact of the brief"
            yield WrongMark(code="BR750", message=message, mark=mark)
            continue
        match mark.kind:
            case "sentence":
                yield from _wrong_sentence(rendition.facts[mark.fact], mark, finished) if mark.fact else ()
            case "value":
                yield from _wrong_spelling(mark, values.get(mark.fact, frozenset()))
            case "time":
                yield from _wrong_spelling(mark, dates.get(mark.fact, frozenset()))


def _wrong_sentence(fact: BoundFact, mark: Mark, finished: Finished) -> Iterator[WrongMark]:
    texts = [text for text in (fact.text, fact.summary) if text is not None]
    said = next((t for t in texts if squeezed_text(str(t)) == squeezed_text(mark.text)), None)
    if said is None:
        message = f"the sentence of `{fact.id}` has been altered"
        yield WrongMark(code="BR744", message=message, mark=mark)
        return
    kinds = {"data": "value", "time": "time"}
    wanted = [(kinds[run.kind], run.ref) for run in said.runs if run.kind in kinds]
    if [(m.kind, m.fact) for m in _inside(mark, finished)] != wanted:
        message = f"the values in the sentence of `{fact.id}` are not marked as the fact's"
        yield WrongMark(code="BR745", message=message, mark=mark)


def _inside(sentence: Mark, finished: Finished) -> list[Mark]:
    """List the marks inside a sentence, in order: from its start to where the same fact's next one begins."""
    own = [m for m in finished.marks if m.kind == "sentence" and m.fact == sentence.fact]
    end = min((m.offset for m in own if m.offset > sentence.offset), default=len(finished.text) + 1)
    inside = (m for m in finished.marks if m.within == sentence.fact and sentence.offset <= m.offset < end)
    return sorted(inside, key=lambda m: m.offset)


def _wrong_spelling(mark: Mark, known: frozenset[Spelling]) -> Iterator[WrongMark]:
    seen = squeezed_text(mark.text)
    if (seen, mark.machine) in known:
        return
    of = f"of `{mark.fact}` " if mark.fact else ""
    noun = "value" if mark.kind == "value" else "date"
    if any(seen == text for text, _ in known):
        machines = " or ".join(sorted({f"`{machine}`" for text, machine in known if text == seen}))
        message = f"the {noun} {of}reads {machines} to readers and `{mark.machine}` to machines"
    else:
        message = f"the {noun} {of}has been altered"
    yield WrongMark(code="BR745", message=message, mark=mark)


def _spellings(
    rendition: Rendition,
) -> tuple[Mapping[str, frozenset[Spelling]], Mapping[str, frozenset[Spelling]]]:
    """Give how each fact's value and date may be spelled; under "" the dates that are of no fact."""
    values: dict[str, set[Spelling]] = {}
    dates: dict[str, set[Spelling]] = {"": set()}
    for part in _parts(rendition):
        match part:
            case Run(kind="data"):
                values.setdefault(part.ref, set()).add((squeezed_text(part.text), part.value))
            case Run(kind="time"):
                dates.setdefault(part.ref, set()).add((squeezed_text(part.text), part.value))
            case FigureText():
                values.setdefault(part.fact, set()).add((squeezed_text(part.text), part.machine))
            case DateText():
                dates[""].add((squeezed_text(part.text), part.machine))
    return (
        {fact: frozenset(found) for fact, found in values.items()},
        {fact: frozenset(found) for fact, found in dates.items()},
    )


def _parts(value: object) -> Iterator[Run | FigureText | DateText]:
    """Give every piece of a rendition that a page marks, wherever it is held."""
    match value:
        case Text():
            yield from value.runs
        case FigureText() | DateText():
            yield value
        case Mapping():
            for part in value.values():
                yield from _parts(part)
        case tuple():
            for part in value:
                yield from _parts(part)
        case _ if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from _parts(getattr(value, field.name))
