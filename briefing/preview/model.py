"""Shown: all that the preview knows at one moment; replaced as a whole, so that no page is half of two moments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A brief in a locale: its web page, None when there is none, whether that is of before, and its PDFs by layout."""

    brief: str
    locale: str
    html: bytes | None
    is_old: bool
    pdfs: Mapping[str, Path] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Give the address of the page, which is the name of its file below the output folder."""
        return f"/{self.brief}/{self.brief}.{self.locale}.html"

    @property
    def digest(self) -> str:
        """Give what tells this page from the one before."""
        return sha256(self.html).hexdigest()[:16] if self.html is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding as the panel tells it."""

    severity: str
    code: str
    message: str
    place: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The sheets and remarks of one moment. `refusal` is the sentence of what the machine refused, or empty."""

    sheets: tuple[Sheet, ...] = ()
    remarks: tuple[Remark, ...] = ()
    state: Literal["building", "done"] = "building"
    refusal: str = ""
