"""Limits: what one page may cost, as the settings have it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import monotonic, thread_time
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose, one_of

RANGES: Final[Mapping[str, tuple[int, int]]] = {"seconds": (1, 3600), "memory_mib": (256, 65_536)}
"""The least and the most that may be set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: seconds of computing to fill its templates, and again to draw its PDF; MiB to draw it."""

    seconds: int = 60
    memory_mib: int = 1024


USUAL_LIMITS: Final = Limits()
SLACK: Final = 5
"""So many times its seconds of computing may a page take by the clock on the wall."""


class Deadline:
    """When the work of this thread on a page has to end: after seconds of computing, or five times as many in all.

    Computing is what counts: a machine that is busy with other things refuses no sound page. A page that waits without
    computing, as for a file that never comes, ends by the clock on the wall.
    """

    def __init__(self, seconds: int) -> None:
        self._computed = thread_time() + seconds
        self._passed = monotonic() + SLACK * seconds

    @property
    def is_over(self) -> bool:
        """Whether the time is up."""
        return thread_time() > self._computed or monotonic() > self._passed


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
