"""Parity: every finished file of a brief shows the same facts, with the same values, qualifiers and attributions.

The files are read back and held against the facts bound anew, never against the templates. Every word of a file must
be a phrase of the rendition or a word of the catalogues; every fact must stand there, as often as in other locales.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.build import Request, bind_briefs
from briefing.catalogs import Wanted
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, in_order, with_severity
from briefing.extraction import wanted_of_page
from briefing.formats import Output
from briefing.inputs import Inputs
from briefing.project import Project, short_locale
from briefing.proof.arrangement import wrong_blocks
from briefing.proof.attributions import has_rows, missing_rows
from briefing.proof.evidence import (
    Evidence,
    Fault,
    attribution_fault,
    diagnostics_of,
    examine,
    resembles,
    told_file,
)
from briefing.proof.furniture import uneven_words
from briefing.proof.margins import wrong_margins
from briefing.proof.messages import Message, lacking
from briefing.proof.metadata import wrong_metadata
from briefing.proof.phrases import Vocabulary, vocabulary_of
from briefing.proof.pictures import wrong_pictures
from briefing.proof.unread import unread_files
from briefing.readback import find_finished, read_finished
from briefing.renditions import Rendition

_LEAST = Output(format="html")
"""What is missing where nothing has been built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How many facts of a brief the files of one output show as they are, by locale."""

    brief: str
    output: Output
    total: int
    shown: Mapping[str, int]

    @property
    def is_even(self) -> bool:
        """Whether every locale shows every fact."""
        return all(count == self.total for count in self.shown.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Parity:
    """What was proved, output by output, and from how many files."""

    outputs: tuple[Shown, ...]
    files: int


def prove_briefs(
    inputs: Inputs, project: Project, request: Request, *, required: Sequence[Output] = ()
) -> Outcome[Parity]:
    """Bind what is asked for, and prove what lies in the output folder `request.out`; all findings of both.

    `required` are outputs that every locale must have, besides those that are found.
    """
    bound = bind_briefs(inputs, project, request)
    words = wanted_of_page(inputs)
    renditions = tuple(rendition for _, rendition in bound.value)
    locales = [short_locale(project.locales, locale) for locale in project.locales]
    proved = prove(renditions, words.value, request.out, root=inputs.root, required=required, locales=locales)
    found = with_severity((*words.diagnostics, *proved.diagnostics), project.severities)
    errors = (d for d in bound.diagnostics if d.is_error)
    return Outcome(value=proved.value, diagnostics=in_order((*errors, *found)))


def prove(
    renditions: Sequence[Rendition],
    words: tuple[Wanted, ...],
    folder: Path,
    *,
    root: Path,
    required: Sequence[Output] = (),
    locales: Collection[str] = (),
) -> Outcome[Parity]:
    """Prove finished files below a folder against renditions; `words` are those that the page of a brief may use.

    `locales` are all that the project has, where only some of them are asked for.
    """
    unproved = lacking(words)
    findings = [_unproved(what, message) for what, message in unproved.items()] if renditions else []
    outputs: list[Shown] = []
    files = 0
    for brief in dict.fromkeys(rendition.brief for rendition in renditions):
        own = {r.locale: r for r in renditions if r.brief == brief}
        vocabularies = {locale: vocabulary_of(rendition, words) for locale, rendition in own.items()}
        paths = {(output, o): p for o, output, p in find_finished(folder, brief) if o in own}
        files += len(paths)
        findings += unread_files(folder, brief, {*own, *locales}, root)
        for output in dict.fromkeys((*required, *(output for output, _ in paths))) or (_LEAST,):
            here = {o: paths[output, o] for o in own if (output, o) in paths}
            places = [folder / brief / output.file_name(brief, o) for o in own]
            findings += _missing(brief, output, places, root)
            read = _compared(
                [_read(own[o], vocabularies[o], output, path) for o, path in here.items()], own, unproved
            )
            for evidence in read:
                findings += diagnostics_of(evidence, evidence.faults, root)
            outputs.append(_shown(brief, output, own, read))
    return Outcome(value=Parity(outputs=tuple(outputs), files=files), diagnostics=in_order(findings))


def _missing(brief: str, output: Output, paths: Sequence[Path], root: Path) -> Iterator[Diagnostic]:
    for path in paths:
        if not path.is_file():
            message = f"`{brief}` has no file `{path.name}` ({output.label})"
            span = Span(file=told_file(path, root))
            yield diagnose("BR740", message, span, hint="build it with `briefing build`")


def _read(rendition: Rendition, vocabulary: Vocabulary, output: Output, path: Path) -> Evidence:
    finished = read_finished(rendition.brief, rendition.locale, output, path)
    return examine(rendition, vocabulary, finished, path)


def _unproved(what: str, message: Message) -> Diagnostic:
    told = f"`{message.msgid}`" + (f" ({message.context})" if message.context else "")
    found = f"{what} cannot be proved: no template of the page has the words {told}"
    hint = (
        "keep the words of the shipped templates and change their translation, or look at the pages by hand"
    )
    return diagnose("BR755", found, Span(file="templates"), hint=hint)


def _compared(
    read: Sequence[Evidence], renditions: Mapping[str, Rendition], unproved: Collection[str]
) -> tuple[Evidence, ...]:
    """Add to the faults of each file of one layout what shows only beside the others."""
    checked = [_unless_foreign(evidence, renditions) for evidence in read]
    sound = [e for e in checked if e.finished is not None and not _is_foreign(e)]
    faults: dict[str, list[Fault]] = {e.rendition.locale: list(e.faults) for e in checked}
    if any(has_rows(e.rendition, e.items) for e in sound):
        for evidence in sound:
            _add(faults, evidence, map(attribution_fault, missing_rows(evidence.rendition, evidence.items)))
    for evidence in sound:
        _add(faults, evidence, wrong_blocks(evidence, unproved))
        _add(faults, evidence, wrong_pictures(evidence, unproved))
        _add(faults, evidence, wrong_margins(evidence, unproved))
        _add(faults, evidence, wrong_metadata(evidence))
        _add(faults, evidence, _uneven(evidence, sound))
        faults[evidence.rendition.locale] += uneven_words(evidence, sound)
    return tuple(replace(e, faults=tuple(faults[e.rendition.locale])) for e in checked)


def _add(faults: dict[str, list[Fault]], evidence: Evidence, found: Iterator[Fault]) -> None:
    """Add what was found of facts that nothing is known against in this file."""
    told = faults[evidence.rendition.locale]
    known = {fault.fact for fault in told if fault.fact}
    told += [fault for fault in found if not fault.fact or fault.fact not in known]


def _is_foreign(evidence: Evidence) -> bool:
    return any(fault.code == "BR742" for fault in evidence.faults)


def _unless_foreign(evidence: Evidence, renditions: Mapping[str, Rendition]) -> Evidence:
    """Put one fault in the place of many, where a file is that of another language."""
    finished, own = evidence.finished, evidence.rendition
    if finished is None:
        return evidence
    said = finished.language
    if said in ("", own.tag):
        if resembles(own, finished):
            return evidence
        alike = [o for o in renditions.values() if o is not own and resembles(o, finished)]
        if not alike:
            return evidence
        said = alike[0].tag
    fault = Fault(code="BR742", message=f"this file is in `{said}`, and its name says `{own.locale}`")
    return replace(evidence, faults=(fault,))


def _uneven(evidence: Evidence, others: Sequence[Evidence]) -> Iterator[Fault]:
    """Find facts that stand more or less often in this file than in most of its layout."""
    for fact in evidence.rendition.facts:
        counts = [other.occurrences(fact) for other in others]
        usual = max(counts, key=lambda count: (Counter(counts)[count], count))
        here = evidence.occurrences(fact)
        if here != usual:
            locale = others[counts.index(usual)].rendition.locale
            message = f"`{fact}` stands {_times(sum(here))} here and {_times(sum(usual))} in `{locale}`"
            yield Fault(code="BR747", message=message, fact=fact)


def _times(count: int) -> str:
    return {0: "nowhere", 1: "once", 2: "twice"}.get(count, f"{count} times")


def _shown(
    brief: str, output: Output, renditions: Mapping[str, Rendition], read: Sequence[Evidence]
) -> Shown:
    """Count the facts that stand in each file with nothing found against them."""
    counts = dict.fromkeys(renditions, 0)
    for evidence in read:
        faulty = {fault.fact for fault in evidence.faults}
        if not _is_foreign(evidence):
            facts = evidence.rendition.facts
            counts[evidence.rendition.locale] = sum(
                any(evidence.occurrences(fact)) and fact not in faulty for fact in facts
            )
    total = max(len(rendition.facts) for rendition in renditions.values())
    return Shown(brief=brief, output=output, total=total, shown=counts)
