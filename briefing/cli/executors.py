"""Who draws the PDFs of a build: processes of this machine, or the workers of a Dask scheduler."""

from enum import StrEnum
from typing import TYPE_CHECKING

from briefing.cli.streams import complain
from briefing.diagnostics import UsageError

if TYPE_CHECKING:
    from briefing.pdf import Drawers

VARIABLE = "BRIEFING_SCHEDULER"


class Executor(StrEnum):
    """Where PDFs are drawn."""

    processes = "processes"
    dask = "dask"


def drawers_of(executor: Executor, scheduler: str | None) -> "Drawers | None":
    """Give who draws, as it was asked for; None for processes, which a build begins when it needs them."""
    if executor is Executor.processes:
        return None
    if not scheduler:
        hint = f"begin `dask scheduler`, then add `--scheduler tcp://HOST:8786` or set {VARIABLE}"
        raise UsageError("`--executor dask` needs the address of a scheduler", hint)
    from briefing.pdf import Fleet

    return Fleet(address=scheduler, refused=lambda why: complain(f"warning: {why}\n"))
