"""What is written: a file on its way, and a finished one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from briefing.formats import Format


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A file to write: `name` is its POSIX path below the output folder."""

    brief: str
    locale: str
    format: Format
    layout: str | None
    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A finished file: where it lies, the SHA-256 of its bytes, and whether this run changed it."""

    brief: str
    locale: str
    format: Format
    layout: str | None
    path: Path
    digest: str
    state: Literal["built", "unchanged"]
