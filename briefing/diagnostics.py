"""What was found and where: Span, Diagnostic, Outcome; and the one exception for a world gone wrong.

A finding (the user's file is wrong) is a value and is never raised. A failure (disk full, Pango missing) is
a `BriefingError`. Anything else that is raised is a bug of ours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from briefing.codes import CODES, Code, Severity

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of an input: path from the project root, 1-based line and column, end exclusive.

    Columns count Unicode code points, as editors do. A span without an end covers one character; line 0 is the file
    as a whole, no line of which is to be quoted.
    """

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding: the disease (`code`), in the user's words (`message`), where, what to type (`hint`)."""

    code: Code
    message: str
    span: Span | None = None
    hint: str | None = None
    note: str | None = None
    severity: Severity

    @property
    def is_error(self) -> bool:
        """Whether this finding stops a build."""
        return self.severity == "error"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Generic[T]):
    """A stage's product and everything it found on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def has_errors(self) -> bool:
        """Whether any finding has error severity."""
        return any(d.is_error for d in self.diagnostics)


class BriefingError(Exception):
    """The world is wrong: one sentence, and the mend to print under it. Exit code 3."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UsageError(BriefingError):
    """The command line asks for something that is not there (an unknown brief or locale). Exit code 2."""


def diagnose(
    code: str, message: str, span: Span | None = None, *, hint: str | None = None, note: str | None = None
) -> Diagnostic:
    """Build the diagnostic of code `BRnnn`, with the severity the table of codes gives it."""
    found = CODES[code]
    return Diagnostic(code=found, message=message, span=span, hint=hint, note=note, severity=found.severity)


def with_severity(
    diagnostics: Iterable[Diagnostic], severities: Mapping[str, Severity]
) -> tuple[Diagnostic, ...]:
    """Apply the project's `[tool.briefing.severity]` (code or name → severity) to the findings."""
    return tuple(
        replace(d, severity=severities.get(d.code.id, severities.get(d.code.name, d.severity)))
        for d in diagnostics
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by file, line, column and code, and drop repeats."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span or Span(file=""), d.code.id, d.message)))


def closest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word nearest to a mistyped one, or None when nothing is near."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def one_of(word: str, known: Iterable[str]) -> str:
    """Word a hint for a mistyped name: the nearest known one first, then all there are (at most 40)."""
    names = sorted(known)
    near = closest(word, names)
    listed = ", ".join(f"`{n}`" for n in names[:40]) + (", …" if len(names) > 40 else "")
    if not names:
        return "there are none"
    return f"did you mean `{near}`? known: {listed}" if near else f"known: {listed}"
