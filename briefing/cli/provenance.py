"""Where a printed number, date or fact comes from, as text or as JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.characters import visible
from briefing.cli.findings import PlainFormat
from briefing.cli.session import Session, open_project, request_of
from briefing.codes import CODES
from briefing.diagnostics import UsageError, closest

if TYPE_CHECKING:
    from briefing.proof import Provenance
    from briefing.proof.provenance import Answer, Printed

_UNKNOWN = "unknown"


def explained(session: Session, typed: str, *, out: Path | None, output_format: PlainFormat) -> str:
    """Say where what was typed comes from; words that are nothing known are refused with what is near them."""
    opened = open_project(session)
    request = request_of(
        opened, opened.project.briefs, opened.project.locales, out=out, allow_untranslated=True
    )
    from briefing.proof import open_library, trace

    answer = trace(open_library(opened.inputs, opened.project, request), typed)
    if not answer.found:
        raise _unknown(typed, answer)
    if output_format is PlainFormat.json:
        found = {"schema": 1, "asked": typed, "facts": [asdict(one) for one in answer.found]}
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    return "\n".join("".join(_lines(one)) for one in answer.found)


def _unknown(typed: str, answer: "Answer") -> UsageError:
    if not answer.is_bound:
        hint = "no brief can be read as it is: `briefing check` says why"
    elif answer.nearest:
        hint = "nearest: " + ", ".join(f"{value} (`{fact}`)" for value, fact in answer.nearest)
    elif near := closest(typed.lower(), (code.name for code in CODES.values())):
        return UsageError(
            f"there is no code `{typed}`", f"did you mean `{near}`? (`briefing explain` lists all)"
        )
    else:
        hint = "write a code such as BR311, a number or date as it is printed, or the id of a fact"
    return UsageError(f"no fact, and no code, says `{typed}`", hint)


def _lines(one: "Provenance") -> Iterator[str]:
    yield f"{one.fact}  ({one.brief}, by its {one.match})  {one.file}:{one.line}\n"
    for name, text in _fields(one):
        yield f"  {name:<10} {visible(text)}\n"


def _fields(one: "Provenance") -> Iterator[tuple[str, str]]:
    yield from one.sentences.items()
    if one.value:
        told = "" if one.qualifier == "exactly" else f"{one.qualifier} "
        yield "value", f"{told}{one.value} {one.unit}".rstrip()
        yield "printed as", " · ".join(dict.fromkeys(one.spellings.values()))
    if one.when:
        yield "happened", one.when
    is_narrator = one.speaker == "narrator"
    yield "said by", "the source itself" if is_narrator else f"{one.speaker_name} ({one.speaker})"
    yield "as of", one.as_of or _UNKNOWN
    yield "certainty", one.certainty
    for source in one.sources:
        place = f", {source.at}" if source.at else ""
        yield "source", f"{source.id}{place}: {source.label}; published {source.published or _UNKNOWN}"
    yield from (("was", former) for former in one.history)
    yield from (("corrected", correction) for correction in one.corrections)
    yield from (("stands in", _told(printed)) for printed in one.printed)
    if not one.printed:
        yield "stands in", "no finished file: build the brief first"


def _told(printed: "Printed") -> str:
    if printed.pages:
        noun = "page" if len(printed.pages) == 1 else "pages"
        return f"{printed.file}: {noun} {', '.join(map(str, printed.pages))}"
    return f"{printed.file}: {', '.join(printed.headings)}"
