"""Signatures of editions: who has signed one, and what is wrong with a signature.

Each record names the one before it, so a signature holds all editions up to its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.editions import (
    Record,
    find_record,
    find_signature,
    numbers_of,
    removed_for_safety,
    signature_name,
    text_of_sums,
)
from briefing.project import Project, open_inputs
from briefing.publishing.signing import Signed, Signers, sign, signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who answers for an edition with a key: the number of the edition that is signed, its own or a later one."""

    number: int
    signed: Signed


def read_signers(project: Project) -> Outcome[Signers | None]:
    """Read the file of allowed signers that the settings name; the value is None where they name none."""
    setting = project.signers
    if setting is None:
        return Outcome(value=None)
    found = open_inputs(project.root).read(setting.value)
    if found.value is not None:
        return Outcome(value=Signers(name=setting.value, data=found.value.data, span=setting.span))
    if found.diagnostics:
        return Outcome(value=None, diagnostics=found.diagnostics)
    message = f"there is no file of allowed signers `{setting.value}`"
    hint = "write a line for each signer, a name and the public key, as `anna ssh-ed25519 AAAA…`"
    return Outcome(value=None, diagnostics=(diagnose("BR104", message, setting.span, hint=hint),))


def sign_edition(project: Project, record: Record, key: Path) -> Outcome[bytes | None]:
    """Sign an edition; a key that the allowed signers do not list signs nothing, and is a finding."""
    signers = read_signers(project)
    if signers.diagnostics:
        return Outcome(value=None, diagnostics=signers.diagnostics)
    signature = sign(text_of_sums(record), key)
    said = signed(text_of_sums(record), signature, signers.value, datetime.fromisoformat(record.at))
    wrong = wrong_signature(record, said, signers.value)
    return Outcome(value=signature) if wrong is None else Outcome(value=None, diagnostics=(wrong,))


def signature_findings(
    root: Path, briefs: Sequence[str], signers: Signers | None, *, may_be_unsigned: bool = False
) -> Iterator[Diagnostic]:
    """Find signatures that do not match, and, where signers are named, those of others and a last edition without."""
    for brief in briefs:
        numbers = numbers_of(root, brief)
        for number in numbers:
            record = find_record(root, brief, number).value
            if record is None:
                continue
            found = signature_of(root, record, signers)
            yield from found.diagnostics
            is_wanted = signers is not None and number == numbers[-1] and not may_be_unsigned
            is_signed = found.value is not None or found.diagnostics
            if is_wanted and not is_signed and not removed_for_safety(root, record):
                yield _unsigned(record)


def signature_of(root: Path, record: Record, signers: Signers | None) -> Outcome[Signed | None]:
    """Say whose signature an edition has; the value is None where it has none, or one that counts for nothing."""
    found = find_signature(root, record.brief, record.number)
    if found.value is None:
        return Outcome(value=None, diagnostics=found.diagnostics)
    said = signed(text_of_sums(record), found.value, signers, datetime.fromisoformat(record.at))
    wrong = wrong_signature(record, said, signers)
    return Outcome(value=None, diagnostics=(wrong,)) if wrong is not None else Outcome(value=said)


def wrong_signature(record: Record, said: Signed, signers: Signers | None) -> Diagnostic | None:
    """Find what is wrong with the signature of an edition."""
    name = signature_name(record.brief, record.number)
    edition = f"edition {record.number} of `{record.brief}`"
    if not said.key:
        message = f"the signature does not match {edition}"
        hint = f"bring record and signature back from a backup, or from git: git checkout -- editions/{record.brief}"
        return diagnose("BR727", message, Span(file=name, line=0), hint=hint)
    if signers is not None and not said.person:
        message = f"{edition} is signed by a key that `{signers.name}` does not list: {said.key}"
        hint = (
            f"ask whose key it is: add it to `{signers.name}` if it may sign, else `rm {name}` and sign anew"
        )
        return diagnose("BR727", message, Span(file=name, line=0), hint=hint)
    return None


def standing_of(root: Path, record: Record, signers: Signers | None) -> Outcome[Standing | None]:
    """Say who answers for an edition: its own signature, or that of a later one that leads back to it."""
    digest = record.digest
    for number in numbers_of(root, record.brief):
        if number < record.number:
            continue
        at = find_record(root, record.brief, number).value
        if at is None or (at.number > record.number and at.before != digest):
            break
        digest = at.digest
        found = signature_of(root, at, signers)
        if found.diagnostics:
            return Outcome(value=None, diagnostics=found.diagnostics)
        if found.value is not None:
            return Outcome(value=Standing(number=number, signed=found.value))
    if signers is None or removed_for_safety(root, record):
        return Outcome(value=None)
    return Outcome(value=None, diagnostics=(_unsigned(record),))


def words_of_signature(said: Signed) -> str:
    """Say who signed."""
    if said.person:
        return f"signed by {said.person} (key {said.key})"
    return f"signed with the key {said.key}, and no `signers` say whose it is"


def _unsigned(record: Record) -> Diagnostic:
    message = f"edition {record.number} of `{record.brief}` is not signed"
    hint = f"briefing publish {record.brief} --sign ~/.ssh/id_ed25519"
    name = f"editions/{record.brief}/{record.number}.json"
    return diagnose("BR726", message, Span(file=name, line=0), hint=hint)
