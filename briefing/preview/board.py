"""The board: where the builder puts what is to be shown, and where those who look wait for news."""

import threading
from dataclasses import dataclass, field

from briefing.preview.model import Shown


@dataclass(slots=True)
class Board:
    """The moment that is shown, and its number. Closed, it has no more news."""

    _shown: Shown = field(default_factory=Shown)
    _number: int = 0
    _is_closed: bool = False
    _news: threading.Condition = field(default_factory=threading.Condition)

    def show(self, shown: Shown) -> None:
        """Put up another moment."""
        with self._news:
            self._shown = shown
            self._number += 1
            self._news.notify_all()

    def read(self) -> tuple[Shown, int]:
        """Give the moment that is shown, and its number."""
        with self._news:
            return self._shown, self._number

    def wait(self, number: int, seconds: float) -> int | None:
        """Wait for another moment than a number's; give its number, the same after `seconds`, None once closed."""
        with self._news:
            self._news.wait_for(lambda: self._number != number or self._is_closed, seconds)
            return None if self._is_closed else self._number

    def close(self) -> None:
        """Let everybody go."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()
