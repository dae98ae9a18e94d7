"""Limits: what one page may cost, as the settings have it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose, one_of

RANGES: Final[Mapping[str, tuple[int, int]]] = {"seconds": (1, 3600), "memory_mib": (256, 65_536)}
"""The least and the most that may be set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: seconds to fill its templates, and again to draw its PDF; memory to draw it, in MiB."""

    seconds: int = 60
    memory_mib: int = 1024


USUAL_LIMITS: Final = Limits()


def limits_of(table: Mapping[str, int]) -> Limits:
    """Read a table of limits; what is none, or out of range, stays as usual."""
    return Limits(
        **{name: value for name, value in table.items() if name in RANGES and _is_within(name, value)}
    )


def limit_faults(table: Mapping[str, int], span_of_key: Callable[[str], Span]) -> Iterator[Diagnostic]:
    """Find limits that there are not, and numbers that nothing can be built with."""
    for name, value in table.items():
        if name not in RANGES:
            message, hint = f"`limits` has no setting `{name}`", one_of(name, RANGES)
            yield diagnose("BR101", message, span_of_key(name), hint=hint)
        elif not _is_within(name, value):
            least, most = RANGES[name]
            message = f"`{name}` is {value}, which is no limit to build with"
            yield diagnose("BR104", message, span_of_key(name), hint=f"write a number from {least} to {most}")


def _is_within(name: str, value: int) -> bool:
    least, most = RANGES[name]
    return least <= value <= most
