"""Request: what is asked for of a project, as a whole or a few briefs at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from briefing.editions import Plan
from briefing.facts import FactBook
from briefing.formats import Format, Output, outputs_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: briefs by id, locales as in the settings, formats, PDF layouts, where to write.

    `ink` is `low` for PDFs of little ink, or empty. `pseudo` asks for the pseudo-locale `en-XA` besides. `plan` is the
    edition to render; None leaves it to what was published before. `book` are facts to take in the place of the file's.
    """

    briefs: tuple[str, ...]
    locales: tuple[str, ...]
    formats: tuple[Format, ...]
    layouts: tuple[str, ...]
    out: Path
    jobs: int
    allow_untranslated: bool
    now: datetime
    pseudo: bool = False
    ink: str = ""
    plan: Plan | None = None
    book: FactBook | None = None

    @property
    def outputs(self) -> tuple[Output, ...]:
        """What is asked for of every brief in every locale."""
        return outputs_of(self.formats, self.layouts, self.ink)

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.now.date()


def batches_of(request: Request, pages: int) -> Iterator[Request]:
    """Split a request into some for a few briefs each, about so many pages together: not all may fit into memory."""
    of_brief = max(1, len(request.locales) + request.pseudo) * max(1, len(request.layouts))
    size = max(1, pages // of_brief)
    starts = range(0, max(1, len(request.briefs)), size)
    return (replace(request, briefs=request.briefs[start : start + size]) for start in starts)
