"""The shape of an entry in the table of findings."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One disease: stable id, a name that reads well after "allow", and what `briefing explain` prints.

    `what` says when it is raised, `why` what a reader of the brief would suffer, `example` is wrong input and
    `instead` the same input mended.
    """

    id: str
    name: str
    severity: Severity
    what: str
    why: str
    example: str
    instead: str
