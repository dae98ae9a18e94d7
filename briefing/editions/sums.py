"""Sums: what is signed of an edition, as `sha256sum --check` reads it, and where the signature of it lies.

The digest of the record stands in it, so that a signature holds the whole edition and, since each record names the
one before it, all earlier ones. It names no person: it may lie on the website.
"""

from pathlib import Path
from typing import Final

from briefing.diagnostics import Outcome
from briefing.editions.objects import FOLDER, read_regular
from briefing.editions.record import Record

_MOST_OF_SIGNATURE: Final = 64 * 1024


def signature_name(brief: str, number: int) -> str:
    """Give the name of the signature of an edition from the root of the project."""
    return f"{FOLDER}/{brief}/{number}.sig"


def sums_name(brief: str) -> str:
    """Give the name of the sums of an edition in the folder of its pages; its signature has `.sig` behind it."""
    return f"{brief}.sha256"


def text_of_sums(record: Record) -> bytes:
    """Give what is signed of an edition: which one it is, the digest of its record, and those of its files."""
    head = (
        f"# briefing edition: {record.brief} {record.number}, issued {record.issued.isoformat()}\n"
        f"# record: {record.digest}\n"
    )
    return (head + "".join(f"{copy.digest}  {copy.name}\n" for copy in record.copies)).encode()


def find_signature(root: Path, brief: str, number: int) -> Outcome[bytes | None]:
    """Read the signature of an edition, None where there is none; one that cannot be read is a finding."""
    name = signature_name(brief, number)
    if not (root / name).is_symlink() and not (root / name).exists():
        return Outcome(value=None)
    return read_regular(root, name, most=_MOST_OF_SIGNATURE)
