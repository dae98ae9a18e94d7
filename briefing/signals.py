"""Signals: how a command ends that is told to end, and how that waits while files are put in place.

INT, TERM and HUP interrupt a command as ^C does; it clears up and ends with 130, 143 or 129. Nothing heavy is imported:
an answer that is remembered waits for none of it.
"""

import signal

_ENDING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
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


class HeldBack:
    """A time in which the signals that end a process wait.

    They are held back where Python hears of them: a mask of this thread would leave them to any other thread.
    """

    def __init__(self) -> None:
        self._before: dict[int, object] = {}
        self._came: list[int] = []

    def __enter__(self) -> None:
        """Hear of signals and do nothing yet."""
        import threading

        if threading.current_thread() is threading.main_thread():  # no signal interrupts another thread
            for number in _ENDING:
                handler = signal.getsignal(number)
                if handler not in (None, signal.SIG_IGN):
                    self._before[number] = handler
                    signal.signal(number, lambda number, _: self._came.append(number))

    def __exit__(self, *error: object) -> None:
        """Let those that came do what they would have done."""
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as it was given
        for number in dict.fromkeys(self._came):
            signal.raise_signal(number)


def _interrupt(number: int, _frame: object) -> None:
    """Interrupt the process; a terminal that is closed sends HUP and TERM, of which the first counts."""
    is_first = not _received
    _received.append(number)
    if is_first or number == signal.SIGINT:
        raise KeyboardInterrupt
