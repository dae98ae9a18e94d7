"""Proof: finished files held against the facts - that every locale says the same, and that nothing gets out.

Hands on `Parity` and findings. It reads what was written, after it was written, and never a template.
"""

from briefing.proof.leaks import find_leaks
from briefing.proof.parity import Parity, Shown, prove, prove_briefs

__all__ = ["Parity", "Shown", "find_leaks", "prove", "prove_briefs"]
