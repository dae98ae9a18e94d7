"""Review: who has signed a translation, when, and whether the signed words are still the ones that stand there.

A signature is a translator's comment, so that every PO editor keeps it:
`# review: reviewed by Anna on 2026-11-23 [3f2a91c4]`. The eight digits are those of the words; a later change of
the English or of the translation voids it. Values are placeholders: a changed number voids nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from briefing.catalogs.model import Message
from briefing.persons import fault_of_name, found_person

_MARK: Final = "review:"
_SIGNED: Final = re.compile(
    r"review:\s*reviewed by (?P<by>.+?) on (?P<on>\d{4}-\d\d-\d\d) \[(?P<digest>[0-9a-f]{8})\]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A signature: by whom, on which day (ISO 8601), and whether the words have not changed since."""

    by: str
    on: str
    is_valid: bool


def review_of(message: Message) -> Review | None:
    """Give the signature of a message, or None where nobody has signed: it is a draft."""
    for comment in message.comments:
        found = _SIGNED.fullmatch(comment.strip())
        if found is not None:
            return Review(by=found["by"], on=found["on"], is_valid=found["digest"] == _digest_of(message))
    return None


def is_signed(review: Review | None, reviewers: Sequence[str]) -> bool:
    """Whether a signature counts: its words stand, and its name is that of a person who may sign."""
    if review is None or not review.is_valid or fault_of_name(review.by) is not None:
        return False
    return not reviewers or found_person(review.by, reviewers) is not None


def signed(message: Message, *, by: str, on: date) -> Message:
    """Put a signature on a translation in the place of what was said of its review before."""
    others: Iterable[str] = (c for c in message.comments if not c.strip().startswith(_MARK))
    signature = f"{_MARK} reviewed by {by} on {on.isoformat()} [{_digest_of(message)}]"
    return replace(message, comments=(signature, *others))


def _digest_of(message: Message) -> str:
    words = "\0".join((message.context, message.msgid, message.plural or "", *message.translations))
    return sha256(words.encode()).hexdigest()[:8]
