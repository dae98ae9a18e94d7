"""Evidence: what one finished file says, held against its rendition, and every fault found in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.proof.attributions import wrong_attributions
from briefing.proof.coverage import Item, items_of
from briefing.proof.marks import wrong_marks
from briefing.proof.phrases import Phrase, Vocabulary
from briefing.proof.wrongs import Wrong
from briefing.readback import Finished, squeezed_text
from briefing.renditions import Rendition

_ALIKE: Final = 0.6
_MOST_COMPARED: Final = 40
_SHOWN: Final = 90
_AGAIN: Final = "build it again with `briefing build`; if that changes nothing, look at the templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something a file says that it should not, or the other way round: code, fact if one is meant, where."""

    code: str
    message: str
    fact: str = ""
    offset: int = -1
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file read back beside its rendition; `finished` is None when it could not be read."""

    rendition: Rendition
    path: Path
    finished: Finished | None
    items: tuple[Item, ...] = ()
    faults: tuple[Fault, ...] = ()

    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def occurrences(self, fact: str) -> tuple[int, int]:
        """Count how often the sentence of a fact stands in the file, and its figure outside of sentences."""
        return self.counts.get(fact, (0, 0))


def examine(rendition: Rendition, vocabulary: Vocabulary, finished: Finished | None, path: Path) -> Evidence:
    """Hold a file against its rendition: every word accounted for, every fact there and rightly attributed."""
    if finished is None:
        fault = Fault(code="BR741", message="this file cannot be read back: it is no whole page, PDF or text")
        return Evidence(rendition=rendition, path=path, finished=None, faults=(fault,))
    items = items_of(finished.text, vocabulary)
    counts = dict(_counted(items))
    bare = Evidence(rendition=rendition, path=path, finished=finished, items=items, counts=counts)
    return replace(bare, faults=tuple(_once(_faults(bare, vocabulary))))


def _counted(items: Sequence[Item]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Count sentences and figures by fact; an item that may be both of two facts counts for each."""
    told = [{(p.kind, p.ref) for p in item.phrases if p.kind in ("sentence", "figure")} for item in items]
    counts = Counter(pair for pairs in told for pair in pairs)
    for fact in {ref for _, ref in counts}:
        yield fact, (counts["sentence", fact], counts["figure", fact])


def resembles(rendition: Rendition, finished: Finished) -> bool:
    """Whether a file shows at least half of the sentences of a rendition."""
    text = squeezed_text(finished.text)
    said = [squeezed_text(str(fact.text)) in text for fact in rendition.facts.values()]
    return sum(said) * 2 >= len(said)


def attribution_fault(wrong: Wrong) -> Fault:
    """Word an attribution that is not the fact's."""
    article = "an" if wrong.what[0] in "aeiou" else "a"
    message = f"`{wrong.fact}` stands with {article} {wrong.what} that is not its own"
    if wrong.is_missing:
        message = f"`{wrong.fact}` stands without its {wrong.what}"
    if not wrong.fact:
        message = f"the {wrong.what} is not that of the facts"
    return Fault(code="BR746", message=message, fact=wrong.fact, offset=wrong.offset)


def diagnostics_of(evidence: Evidence, faults: tuple[Fault, ...], root: Path) -> Iterator[Diagnostic]:
    """Give faults as findings, each with its line, or with its page in a PDF."""
    file = told_file(evidence.path, root)
    for fault in faults:
        message, line = fault.message, fault.line  # 0 is the file as a whole
        if evidence.finished is not None and fault.offset >= 0 and not fault.line:
            stop = evidence.finished.stop_at(fault.offset)
            line = 0 if stop.page else stop.line
            message = f"page {stop.page}: {message}" if stop.page else message
        yield diagnose(fault.code, message, Span(file=file, line=line), hint=_AGAIN)


def told_file(path: Path, root: Path) -> str:
    """Tell a path from the project's root where it lies below, else in full."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _once(faults: Iterator[Fault]) -> Iterator[Fault]:
    """Tell an altered sentence or value once, where a mark and the text both show it."""
    told: set[tuple[str, str]] = set()
    for fault in faults:
        if not fault.fact or (fault.code, fault.fact) not in told:
            told.add((fault.code, fault.fact))
            yield fault


def _faults(evidence: Evidence, vocabulary: Vocabulary) -> Iterator[Fault]:
    finished, rendition = evidence.finished, evidence.rendition
    assert finished is not None
    for wrong in wrong_marks(rendition, finished):
        mark = wrong.mark
        yield Fault(code=wrong.code, message=wrong.message, fact=mark.fact or mark.within, line=mark.line)
    strays = [item for item in evidence.items if item.is_stray]
    altered: set[str] = set()
    for number, item in enumerate(strays):
        phrase = _nearest(item.text, vocabulary) if number < _MOST_COMPARED else None
        fault = _stray(item, phrase)
        altered.add(fault.fact)
        yield fault
    yield from _unmarked(evidence)
    yield from _unseen(finished, vocabulary)
    for attribution in wrong_attributions(rendition, evidence.items):
        if not attribution.fact or attribution.fact not in altered:
            yield attribution_fault(attribution)
    for fact in rendition.facts:
        if fact not in altered and not any(evidence.occurrences(fact)):
            yield Fault(code="BR743", message=f"`{fact}` is not shown in this file", fact=fact)


def _stray(item: Item, phrase: Phrase | None) -> Fault:
    shown = _shortened(item.text)
    if phrase is not None and phrase.kind == "sentence":
        message = f"the sentence of `{phrase.ref}` has been altered: `{shown}`"
        return Fault(code="BR744", message=message, fact=phrase.ref, offset=item.offset)
    if phrase is not None and phrase.kind == "figure":
        message = f"the value of `{phrase.ref}` has been altered: `{shown}`"
        return Fault(code="BR745", message=message, fact=phrase.ref, offset=item.offset)
    if any(sign.isdigit() for sign in item.text):
        message = f"`{shown}` holds a number that no fact accounts for"
        return Fault(code="BR748", message=message, offset=item.offset)
    return Fault(code="BR749", message=f"`{shown}` is in neither facts nor catalogues", offset=item.offset)


def _unmarked(evidence: Evidence) -> Iterator[Fault]:
    """Find figures of a web page, outside of sentences, that machines cannot tell from any other words."""
    finished = evidence.finished
    if finished is None or not finished.output.traits.is_marked:
        return
    figures_at = {item.offset for item in evidence.items if item.has("figure")}
    marked = Counter(
        squeezed_text(mark.text)
        for mark in finished.marks
        if mark.kind == "value" and mark.offset in figures_at
    )
    figures = Counter(squeezed_text(item.text) for item in evidence.items if item.has("figure"))
    former = Counter(
        squeezed_text(o.was.text)
        for o in (*evidence.rendition.changes, *evidence.rendition.other_changes)
        if o.was is not None
    )
    bare = {text for text, count in figures.items() if count > marked[text] + former[text]}
    shown = [item for item in evidence.items if squeezed_text(item.text) in bare]
    for fact in dict.fromkeys(p.ref for item in shown for p in item.phrases if p.kind == "figure"):
        yield Fault(code="BR745", message=f"the value of `{fact}` is not marked as the fact's", fact=fact)


def _unseen(finished: Finished, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Find what nothing accounts for in margins, titles, descriptions and words for pictures."""
    sheets = len(finished.margins)
    numbers = {str(number) for number in range(1, sheets + 1)}
    for text in dict.fromkeys((*finished.margins, *finished.asides)):
        is_margin = text in finished.margins
        for item in items_of(text, vocabulary):
            if item.is_stray and not (is_margin and _are_pages(item.text, numbers, vocabulary)):
                where = (
                    "in the margin" if is_margin else "in a title, a description or the words of a picture"
                )
                code = "BR748" if any(sign.isdigit() for sign in item.text) else "BR749"
                message = f"`{_shortened(item.text)}` stands {where}, and no fact or catalogue has it"
                yield Fault(code=code, message=message)


def _are_pages(text: str, numbers: set[str], vocabulary: Vocabulary) -> bool:
    """Whether a stray of a margin is page numbers, and words between them."""
    left = [word for word in text.replace("\u00a0", " ").split() if word.strip("՝/") not in numbers]
    return all(squeezed_text(word) in vocabulary.phrases or not word.isalnum() for word in left)


def _nearest(text: str, vocabulary: Vocabulary) -> Phrase | None:
    """Give the sentence or figure that an altered text was most likely made from."""
    plain = squeezed_text(text)
    best, ratio = None, _ALIKE
    for key, phrases in vocabulary.phrases.items():
        told = next((p for p in phrases if p.kind in ("sentence", "figure")), None)
        if told is None:
            continue
        matcher = SequenceMatcher(None, key, plain, autojunk=False)
        if matcher.real_quick_ratio() > ratio and matcher.quick_ratio() > ratio:
            found = matcher.ratio()
            if found > ratio:
                best, ratio = told, found
    return best


def _shortened(text: str) -> str:
    plain = " ".join(text.replace("\x02", "").split())
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"
