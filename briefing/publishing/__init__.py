"""Publishing: the gate, the numbered edition behind it, and the website of all of them."""

from briefing.publishing.approvals import approval_digest, approvals_of
from briefing.publishing.gate import gate_findings
from briefing.publishing.identifying import Found, identified
from briefing.publishing.rebuilding import rebuilt, restored, unrepeatable
from briefing.publishing.release import Release, Released, release
from briefing.publishing.signatures import (
    Standing,
    read_signers,
    signature_findings,
    standing_of,
    words_of_signature,
)
from briefing.publishing.signing import Signers, has_tool, require_key
from briefing.publishing.site import site_files
from briefing.publishing.website import published_findings, unreadable, website_findings

__all__ = [
    "Found",
    "Release",
    "Released",
    "Signers",
    "Standing",
    "approval_digest",
    "approvals_of",
    "gate_findings",
    "has_tool",
    "identified",
    "published_findings",
    "read_signers",
    "rebuilt",
    "release",
    "require_key",
    "restored",
    "signature_findings",
    "site_files",
    "standing_of",
    "unreadable",
    "unrepeatable",
    "website_findings",
    "words_of_signature",
]
