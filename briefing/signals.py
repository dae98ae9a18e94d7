"""Signals: how a command ends that is told to end, and how that waits while files are put in place.

INT, TERM and HUP interrupt a command as ^C does; it clears up and ends with 130, 143 or 129.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_ENDING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_received: list[int] = []


def obey() -> None:
    """Let the signals that end a process interrupt it. One that is ignored, as under `nohup`, stays ignored."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


def restore_defaults() -> None:
    """Let TERM and HUP end this process at once, and INT not at all: it is a worker, and ends with its parent."""
    for number in _ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)


def exit_code(otherwise: int) -> int:
    """Give the exit code of a process that a signal has ended, 128 and its number; else the one given."""
    return 128 + _received[0] if _received else otherwise


@contextmanager
def held_back() -> Iterator[None]:
    """Let the signals that end a process wait until this is over.

    They are held back where Python hears of them: a mask of this thread would leave them to any other thread.
    """
    import threading  # an answer that is remembered needs none of it

    if threading.current_thread() is not threading.main_thread():  # no signal interrupts another thread
        yield
        return
    came: list[int] = []
    before = {number: signal.getsignal(number) for number in _ENDING}
    ours = [number for number, handler in before.items() if handler not in (None, signal.SIG_IGN)]
    try:
        for number in ours:
            signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number in ours:
            signal.signal(number, before[number])
        for number in dict.fromkeys(came):
            signal.raise_signal(number)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    """Interrupt the process; a terminal that is closed sends HUP and TERM, of which the first counts."""
    is_first = not _received
    _received.append(number)
    if is_first or number == signal.SIGINT:
        raise KeyboardInterrupt
