"""Objects: contents kept by their SHA-256, each once, and how any file below `editions` is read.

Whatever lies there may come from anybody: a link out of it, a pipe, a folder or an endless file is a finding.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose

FOLDER: Final = "editions"
OBJECTS: Final = f"{FOLDER}/objects/"
MAX_RECORD: Final = 8 * 1024 * 1024
_MAX_OBJECT: Final = 256 * 1024 * 1024


def object_name(digest: str) -> str:
    """Give the name of a kept content from the root of the project."""
    return f"{OBJECTS}{digest[:2]}/{digest}"


def put_object(content: bytes) -> tuple[str, bytes, str]:
    """Give the name that a content is kept under, the content, and its digest."""
    digest = sha256(content).hexdigest()
    return object_name(digest), content, digest


def find_object(root: Path, digest: str, what: str = "") -> Outcome[bytes | None]:
    """Read a kept content; that it is gone, or is no longer what it was, is a finding. `what` says what it was."""
    name = object_name(digest)
    if not (root / name).exists():
        return Outcome(value=None, diagnostics=(lost(name, what),))
    found = read_regular(root, name, most=_MAX_OBJECT)
    if found.value is None or sha256(found.value).hexdigest() == digest:
        return found
    return Outcome(value=None, diagnostics=(altered(name, what),))


def read_object(root: Path, digest: str) -> bytes:
    """Read a kept content; raises `BriefingError` when it is gone or is no longer what it was."""
    found = find_object(root, digest)
    if found.value is None:
        first = found.diagnostics[0]
        raise BriefingError(first.message, first.hint)
    return found.value


def read_regular(root: Path, name: str, *, most: int = MAX_RECORD) -> Outcome[bytes | None]:
    """Read a file below `editions` that is no link out of it, no folder, no pipe, and not too large."""
    path, why = root / name, ""
    if not path.is_file():
        why = "is no regular file"
    elif not path.resolve().is_relative_to((root / FOLDER).resolve()):
        why = f"leads out of `{FOLDER}`"
    elif path.stat().st_size > most:
        why = f"is larger than {most // 1024 // 1024} MiB"
    if why:
        return Outcome(value=None, diagnostics=(unusable(f"`{name}` {why}", Span(file=name)),))
    return Outcome(value=path.read_bytes())


def unusable(message: str, span: Span) -> Diagnostic:
    """Give the finding of a record, or of what belongs to it, that cannot be used."""
    return diagnose("BR725", message, span, hint=_restore(span.file))


def lost(name: str, what: str = "") -> Diagnostic:
    """Give the finding of a file that was kept of an edition and is gone."""
    message = f"`{name}` is not there{f', {what}' if what else ''}"
    return diagnose("BR721", message, Span(file=name), hint=_restore(name))


def altered(name: str, what: str = "") -> Diagnostic:
    """Give the finding of a file whose digest is another one than that it was kept under."""
    message = f"`{name}` is no longer what was kept{f', {what}' if what else ''}"
    return diagnose("BR708", message, Span(file=name), hint=_restore(name))


def _restore(name: str) -> str:
    return f"bring it back from a backup, or from git: git checkout -- {name}"
