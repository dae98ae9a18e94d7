"""Table: a TOML document as nested mappings, read within bounds. The only door to the TOML reader.

The reader of the standard library recurses into brackets, is slow for keys of very many parts, and raises a plain
`ValueError` for a number of thousands of digits; so all three are looked for before it reads.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Final

from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile

MAX_DEPTH: Final = 16
"""How deep arrays and inline tables may nest, and how many parts a key may have."""

MAX_DIGITS: Final = 18
"""The most digits of a number: a signed integer of 64 bits has no more."""

_QUOTED: Final = re.compile(
    r"\"\"\".*?(?:\"\"\"|\Z)|'''.*?(?:'''|\Z)|\"(?:[^\"\\\n]|\\.)*\"?|'[^'\n]*'?|#[^\n]*", re.S
)
_LONG_KEY: Final = re.compile(rf"[\w-]+(?:[ \t]*\.[ \t]*[\w-]+){{{MAX_DEPTH},}}+")
_LONG_NUMBER: Final = re.compile(
    rf"(?<![\w.-])[+-]?[0-9](?:[0-9_]){{{MAX_DIGITS},}}+|0[xob][0-9a-fA-F_]{{16,}}+"
)
_BRACKET: Final = re.compile(r"[\[\]{}]")
_PLACE: Final = re.compile(r" \(at line (\d+), column (\d+)\)$| \(at end of document\)$")


def read_table(file: InputFile, code: str) -> Outcome[Mapping[str, object]]:
    """Read a TOML document; what is wrong with it is a finding of a code, and the table is empty then."""
    fault = _excess(file, code)
    if fault is not None:
        return Outcome(value={}, diagnostics=(fault,))
    try:
        return Outcome(value=tomllib.loads(file.text))
    except tomllib.TOMLDecodeError as error:
        return Outcome(value={}, diagnostics=(_syntax(error, file, code),))
    except ValueError as error:  # of a date or a number that Python cannot hold
        hint = "write dates as `2026-03-10` and numbers as `30`"
        finding = diagnose(code, f"not valid TOML: {error}", Span(file=file.name), hint=hint)
        return Outcome(value={}, diagnostics=(finding,))


def _excess(file: InputFile, code: str) -> Diagnostic | None:
    """Find what is too deep or too long to be read."""
    bare = _QUOTED.sub(lambda quoted: "".join(c if c == "\n" else "_" for c in quoted[0]), file.text)
    for pattern, message, hint in (
        (_LONG_KEY, f"a key has more than {MAX_DEPTH} parts", 'write `key = "value"`, one a line'),
        (_LONG_NUMBER, f"a number has more than {MAX_DIGITS} digits", "write it plainly, as `30`"),
    ):
        if (found := pattern.search(bare)) is not None:
            return diagnose(code, message, file.span_of_offset(found.start(), len(found[0])), hint=hint)
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > MAX_DEPTH:
            message = f"brackets nest more than {MAX_DEPTH} deep"
            span = file.span_of_offset(bracket.start())
            return diagnose(code, message, span, hint='write `key = ["value"]`, one a line')
    return None


def _syntax(error: tomllib.TOMLDecodeError, file: InputFile, code: str) -> Diagnostic:
    place = _PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(file.lines), 1)
    message = _PLACE.sub("", str(error))
    span = Span(file=file.name, line=line, column=column)
    hint = 'write `key = "value"`, one a line'
    return diagnose(code, f"not valid TOML: {message[:1].lower()}{message[1:]}", span, hint=hint)
