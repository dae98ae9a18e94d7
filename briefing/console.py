"""Diagnostics for people and for machines: text with carets, one JSON object, annotations of GitHub.

Everything that came from a file is shown with its control characters spelled out, so that no input can move
the cursor of a terminal or turn its text round.
"""

import json
import os.path
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from briefing.characters import visible
from briefing.diagnostics import Diagnostic, Span, in_order
from briefing.inputs import Inputs

MOST_SHOWN: Final = 100
"""Findings that are shown to people: who has more mends these first."""

MOST_TOLD: Final = 10_000
"""Findings that are given to programs."""

_TAB: Final = "    "
_WIDTH: Final = 100
_LONGEST: Final = 2000
_FAR: Final = 1000
"""Signs before and behind the caret that are looked at: those without width can be very many."""

_MOST_BLOCKS: Final = 3
_COLOURS: Final = {"error": "31;1", "warning": "33;1", "note": "36;1", "frame": "34;1", "hint": "32"}
_RANKS: Final = {"error": 0, "warning": 1, "note": 2}
_LEVELS: Final = {"error": "error", "warning": "warning", "note": "notice"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How findings are shown: whose inputs to quote, from which folder paths are told, in colour or not."""

    inputs: Inputs
    start: Path
    is_coloured: bool = False


def text_of(diagnostics: Iterable[Diagnostic], view: View) -> str:
    """Write findings as blocks with the quoted line, sorted by place, and a line that counts them.

    Of many warnings of one kind the first are blocks and the others a line each, so that they do not hide the rest.
    Of very many findings the errors are shown first, and the rest are counted.
    """
    found = in_order(diagnostics)
    if not found:
        return ""
    shown = _first(found, MOST_SHOWN)
    told = Counter[str]()
    blocks: list[str] = []
    for diagnostic in shown:
        told[diagnostic.code.id] += 1
        is_one_of_many = not diagnostic.is_error and told[diagnostic.code.id] > _MOST_BLOCKS
        blocks.append(_line(diagnostic, view) if is_one_of_many else _block(diagnostic, view))
    more = f"; {len(found) - len(shown)} of them are not shown" if len(shown) < len(found) else ""
    return "\n\n".join(blocks) + f"\n{count_of(found)}{more}\n"


def _first(found: Sequence[Diagnostic], most: int) -> Sequence[Diagnostic]:
    """Give so many findings in their order, those of high severity before others."""
    if len(found) <= most:
        return found
    ranked = sorted(range(len(found)), key=lambda at: _RANKS[found[at].severity])
    return [found[at] for at in sorted(ranked[:most])]


def count_of(diagnostics: Sequence[Diagnostic]) -> str:
    """Count findings by severity: `1 error, 2 warnings`."""
    counts = Counter(d.severity for d in diagnostics)
    return ", ".join(
        f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in ("error", "warning", "note") if counts[s]
    )


def json_of(
    diagnostics: Iterable[Diagnostic], *, brief: str | None, artifacts: Sequence[object], exit_code: int
) -> str:
    """Write the one JSON object of a run; `artifacts` are mappings that JSON can hold.

    Of more findings than `MOST_TOLD` those of high severity are in it, and `omitted` counts the others.
    """
    ordered = in_order(diagnostics)
    shown = _first(ordered, MOST_TOLD)
    found = {
        "schema": 1,
        "brief": brief,
        "artifacts": list(artifacts),
        "diagnostics": [_entry(d) for d in shown],
        **({"omitted": len(ordered) - len(shown)} if len(shown) < len(ordered) else {}),
        "exit": exit_code,
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def github_of(diagnostics: Iterable[Diagnostic], view: View) -> str:
    """Write one workflow command of GitHub per finding, so that it stands beside the line it is about."""
    return "".join(f"{_annotation(d, view)}\n" for d in _first(in_order(diagnostics), MOST_TOLD))


def _short(text: str) -> str:
    """Give a text as it is shown, cut when it quotes more of a file than anybody would read."""
    return visible(text if len(text) <= _LONGEST else f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 2 :]}")


def _line(diagnostic: Diagnostic, view: View) -> str:
    """Write a finding in one line, with its place."""
    paint = _Paint(view.is_coloured)
    code = paint(diagnostic.severity, f"{diagnostic.severity}[{diagnostic.code.id}]")
    place = f" {paint('frame', '-->')} {_place(diagnostic.span, view)}" if diagnostic.span is not None else ""
    return f"{code}: {visible(diagnostic.message)}{place}"


def _block(diagnostic: Diagnostic, view: View) -> str:
    paint = _Paint(view.is_coloured)
    code = paint(diagnostic.severity, f"{diagnostic.severity}[{diagnostic.code.id}]")
    lines = [f"{code}: {_short(diagnostic.message)}"]
    margin = " "
    if diagnostic.span is not None:
        quoted = _quoted_line(diagnostic.span, view.inputs)
        number = str(diagnostic.span.line)
        margin = " " * len(number) if quoted is not None else " "
        lines.append(f"{margin}{paint('frame', '-->')} {_place(diagnostic.span, view)}")
        if quoted is not None:
            lines += _excerpt(diagnostic, quoted, margin, paint)
    if diagnostic.note and (diagnostic.span is None or len(lines) == 2):
        lines.append(f"{margin} {paint('frame', '=')} {paint('note', 'note')}: {visible(diagnostic.note)}")
    if diagnostic.hint:
        lines.append(f"{margin} {paint('frame', '=')} {paint('hint', 'hint')}: {_short(diagnostic.hint)}")
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class _Paint:
    """Colour, or none."""

    is_coloured: bool

    def __call__(self, role: str, text: str) -> str:
        return f"\033[{_COLOURS[role]}m{text}\033[0m" if self.is_coloured else text


def _excerpt(diagnostic: Diagnostic, line: str, margin: str, paint: _Paint) -> list[str]:
    span = diagnostic.span or Span(file="")
    shown, before, length = _clip(line, span)
    bar = paint("frame", "|")
    note = f" {visible(diagnostic.note)}" if diagnostic.note else ""
    carets = paint(diagnostic.severity, "^" * length + note)
    return [
        f"{margin} {bar}",
        f"{paint('frame', str(span.line))} {bar} {shown}".rstrip(),
        f"{margin} {bar} {' ' * before}{carets}",
    ]


def _clip(line: str, span: Span) -> tuple[str, int, int]:
    """Give the line as shown, the cells before the caret and the cells under it; a long line is cut."""
    start = min(max(span.column - 1, 0), len(line))
    ends_here = span.end_line in (0, span.line)
    end = (span.end_column - 1 if span.end_column else start + 1) if ends_here else len(line)
    skipped = max(start - _FAR, 0)
    left = max(len(line) - start - _FAR, 0)
    line = line[skipped : len(line) - left]
    start, end = start - skipped, end - skipped
    signs = [_TAB if c == "\t" else visible(c) for c in line]
    cells = [_cells(sign) for sign in signs]
    end = min(max(end, start + 1), max(len(signs), start + 1))
    first, last = _window(cells, start, end)
    head, tail = ("…" if first or skipped else ""), ("…" if last < len(signs) or left else "")
    before = len(head) + sum(cells[first:start])
    under = max(sum(cells[start : min(end, last)]), 1)
    return head + "".join(signs[first:last]) + tail, before, under


def _window(cells: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Give the stretch of signs to show: all of a short line, else what lies around the caret."""
    if sum(cells) <= _WIDTH:
        return 0, len(cells)
    first = start
    room = max(_WIDTH - sum(cells[start:end]), _WIDTH // 2) // 2
    while first > 0 and room >= cells[first - 1]:
        first -= 1
        room -= cells[first]
    last, room = first, _WIDTH
    while last < len(cells) and room >= cells[last]:
        room -= cells[last]
        last += 1
    return first, last


def _cells(text: str) -> int:
    """Count the cells of a terminal that a sign takes: none for a combining mark, two for a wide sign."""
    return sum(_cells_of_sign(c) for c in text)


def _cells_of_sign(sign: str) -> int:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _quoted_line(span: Span, inputs: Inputs) -> str | None:
    found = inputs.read(span.file).value
    if found is None or not 1 <= span.line <= len(found.lines):
        return None
    return found.lines[span.line - 1]


def _place(span: Span, view: View) -> str:
    file = visible(_path(span, view))
    is_whole = span.line < 1 or view.inputs.locate(span.file) is None
    return file if is_whole else f"{file}:{span.line}:{span.column}"


def _path(span: Span, view: View) -> str:
    """Tell a file from where the user stands, when that is at or around the project; else from its root."""
    root = view.inputs.root
    if not root.is_relative_to(view.start):
        return span.file
    return Path(os.path.normpath(root.relative_to(view.start) / span.file)).as_posix()


def _entry(diagnostic: Diagnostic) -> dict[str, object]:
    span = diagnostic.span
    return {
        "code": diagnostic.code.id,
        "name": diagnostic.code.name,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "hint": diagnostic.hint,
    }


def _annotation(diagnostic: Diagnostic, view: View) -> str:
    title = f"{diagnostic.code.id} {diagnostic.code.name}"
    properties = {"title": title}
    if diagnostic.span is not None:
        span = diagnostic.span
        place = {"file": _path(span, view), "line": str(max(span.line, 1)), "col": str(span.column)}
        properties = {**place, "title": title}
    told = ",".join(f"{key}={_escaped_property(value)}" for key, value in properties.items())
    hint = f"\nhint: {diagnostic.hint}" if diagnostic.hint else ""
    return f"::{_LEVELS[diagnostic.severity]} {told}::{_escaped(diagnostic.message + hint)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
