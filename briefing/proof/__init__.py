"""Proof: finished files held against the facts - that every locale says the same, and that nothing gets out.

Hands on `Parity`, findings, and the `Provenance` of what is printed. It reads what was written, after it was written.
"""

from briefing.proof.leaks import Searched, files_in, find_leaks, leaks_in, leaks_of, searched_of
from briefing.proof.parity import Parity, Shown, prove, prove_briefs
from briefing.proof.provenance import Library, Provenance, open_library, trace
from briefing.proof.titles import wording_of

__all__ = [
    "Library",
    "Parity",
    "Provenance",
    "Searched",
    "Shown",
    "files_in",
    "find_leaks",
    "leaks_in",
    "leaks_of",
    "open_library",
    "prove",
    "prove_briefs",
    "searched_of",
    "trace",
    "wording_of",
]
