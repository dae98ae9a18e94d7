"""Proof: finished files held against the facts - that every locale says the same, and that nothing gets out.

Hands on `Parity`, findings, and the `Provenance` of what is printed. It reads what was written, after it was written.
"""

from briefing.proof.leaks import find_leaks, leaks_of
from briefing.proof.parity import Parity, Shown, prove, prove_briefs
from briefing.proof.provenance import Library, Provenance, open_library, trace

__all__ = [
    "Library",
    "Parity",
    "Provenance",
    "Shown",
    "find_leaks",
    "leaks_of",
    "open_library",
    "prove",
    "prove_briefs",
    "trace",
]
