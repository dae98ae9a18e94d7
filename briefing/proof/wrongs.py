"""Wrongs: a fact that stands with something that is another fact's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A fact (or "", the brief as a whole) that stands with something that is not its own: what, and where.

    Or it stands without its own, where that is missing.
    """

    fact: str
    what: str
    offset: int
    is_missing: bool = False
