"""Outputs: the file that a page becomes, a web page or a PDF, with its name below the output folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from briefing.artifacts import Artifact, Pending
from briefing.diagnostics import Diagnostic
from briefing.pages import SCREEN, Page
from briefing.pdf import pdf_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Files that were made, now or before, and what was found in them."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]


def files_of(pages: Iterable[Page], pdfs: Mapping[str, bytes]) -> Mapping[str, bytes | None]:
    """Give the content of every file by name; None for a PDF that has to be drawn first."""
    made = {name_of(page): output_of(page, pdfs) for page in pages}
    return {name: file.content if file is not None else None for name, file in made.items()}


def output_of(page: Page, pdfs: Mapping[str, bytes]) -> Pending | None:
    """Give the file of a page, PDFs by their keys; None for a PDF that is not among them."""
    if page.layout == SCREEN:
        return _file(page, "html", None, page.html.encode())
    content = pdfs.get(pdf_key(page))
    return None if content is None else _file(page, "pdf", page.layout, content)


def name_of(page: Page) -> str:
    """Give the name of the file that a page becomes."""
    stem = f"{page.brief}/{page.brief}.{page.locale}"
    if page.layout == SCREEN:
        return f"{stem}.html"
    return f"{stem}.{page.layout}{f'-{page.ink}-ink' if page.ink else ''}.pdf"


def _file(page: Page, format_: Literal["html", "pdf"], layout: str | None, content: bytes) -> Pending:
    return Pending(
        brief=page.brief,
        locale=page.locale,
        format=format_,
        layout=layout,
        name=name_of(page),
        content=content,
    )
