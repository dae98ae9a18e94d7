"""Publishing: the gate, the numbered edition behind it, and the website of all of them."""

from briefing.publishing.approvals import approval_digest, approvals_of
from briefing.publishing.gate import gate_findings
from briefing.publishing.identifying import Found, identified
from briefing.publishing.rebuilding import rebuilt, restored, unrepeatable
from briefing.publishing.release import Release, Released, release
from briefing.publishing.site import site_files
from briefing.publishing.website import published_findings, unreadable, website_findings

__all__ = [
    "Found",
    "Release",
    "Released",
    "approval_digest",
    "approvals_of",
    "gate_findings",
    "identified",
    "published_findings",
    "rebuilt",
    "release",
    "restored",
    "site_files",
    "unreadable",
    "unrepeatable",
    "website_findings",
]
