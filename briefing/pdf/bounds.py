"""Bounds of drawing a page: a clock and a memory limit around the engine, which has neither.

In a process of its own a page that ignores both is ended by the system. In this process only what Python runs can be
interrupted, so pages are drawn here only where no process can be forked.
"""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from briefing.limits import Deadline, Limits

_TICK: Final = 0.2
"""Seconds between two looks at the clock and the memory."""

_GRACE: Final = 5
"""Seconds of computing, besides twice the limit, after which the system ends a process that does not listen."""

_MIB: Final = 1024 * 1024


class ExcessError(BaseException):
    """A page costs more than its limits; no `except Exception` of the engine may take it for a fault of its own."""

    def __init__(self, cost: str) -> None:
        super().__init__(cost)
        self.cost = cost


@contextmanager
def bounded(limits: Limits, *, is_own_process: bool) -> Iterator[None]:
    """Raise `ExcessError` in what runs inside when it takes longer, or more memory, than the limits allow.

    In a process of its own the system holds to them as well. Where there are no signals, or in another thread than
    the first, nothing is bounded.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    watch = _Watch(limits)
    before = signal.signal(signal.SIGALRM, watch.tick)
    if is_own_process:
        _bound_process(limits)
    try:
        signal.setitimer(signal.ITIMER_REAL, _TICK, _TICK)
        yield
    except MemoryError:
        raise ExcessError(watch.too_much) from None
    finally:
        watch.is_over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Watch:
    """Looks at the clock and the memory, again and again: what is raised may be swallowed on its way."""

    def __init__(self, limits: Limits) -> None:
        self.is_over = False
        self.too_much = f"more than {limits.memory_mib} MiB of memory"
        self._too_long = f"longer than {limits.seconds} seconds"
        self._deadline = Deadline(limits.seconds)
        self._most = limits.memory_mib * _MIB

    def tick(self, _signal: int, _frame: FrameType | None) -> None:
        """Interrupt what runs when it has cost too much."""
        if self.is_over:
            return
        if self._deadline.is_over:
            raise ExcessError(self._too_long)
        if _memory() > self._most:
            raise ExcessError(self.too_much)


def _memory() -> int:
    """Give how many bytes of memory this process fills; 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    import resource

    return int(Path("/proc/self/statm").read_bytes().split()[1]) * resource.getpagesize()


def _bound_process(limits: Limits) -> None:
    """Let the system refuse memory, and end this process when it computes on and on without listening."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime) + 2 * limits.seconds + _GRACE
    _lower(resource.RLIMIT_CPU, seconds)
    if sys.platform == "linux":  # elsewhere it counts other things
        _lower(resource.RLIMIT_DATA, limits.memory_mib * _MIB)


def _lower(kind: int, most: int) -> None:
    """Set a soft limit of this process, within the hard one that it was given."""
    import resource

    hard = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
