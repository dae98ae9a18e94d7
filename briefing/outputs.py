"""Outputs: the finished files that a page becomes, with their names below the output folder."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import assert_never

from briefing.artifacts import Artifact, Pending
from briefing.diagnostics import Diagnostic
from briefing.formats import Format, Output, outputs_of
from briefing.pages import Page
from briefing.pdf import pdf_key
from briefing.plaintext import plain_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Files that were made, now or before, and what was found in them."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...]


def outputs_of_page(page: Page, formats: Collection[Format]) -> tuple[Output, ...]:
    """Give what a page becomes in some formats: a page on paper a PDF, that for the screen all others."""
    layouts = (page.layout,) if page.is_paper else ()
    return tuple(o for o in outputs_of(formats, layouts, page.ink) if o.is_paged == page.is_paper)


def names_of(page: Page, formats: Collection[Format]) -> tuple[str, ...]:
    """Give the names of the files that a page becomes."""
    return tuple(name_of(page, output) for output in outputs_of_page(page, formats))


def name_of(page: Page, output: Output) -> str:
    """Give the name of a file that a page becomes."""
    return f"{page.brief}/{output.file_name(page.brief, page.locale)}"


def contents_of(
    pages: Iterable[Page], formats: Collection[Format], pdfs: Mapping[str, bytes]
) -> Mapping[str, bytes | None]:
    """Give the content of every file by name; None for a PDF that has to be rendered first."""
    found = (file for page in pages for file in files_of(page, formats, pdfs).items())
    return {name: file.content if file is not None else None for name, file in found}


def files_of(
    page: Page, formats: Collection[Format], pdfs: Mapping[str, bytes]
) -> Mapping[str, Pending | None]:
    """Give the files of a page by name, PDFs by their keys; None for a PDF that is not among them."""
    files: dict[str, Pending | None] = {}
    for output in outputs_of_page(page, formats):
        name, content = name_of(page, output), _content(page, output, pdfs)
        files[name] = None if content is None else _file(page, output, name, content)
    return files


def _content(page: Page, output: Output, pdfs: Mapping[str, bytes]) -> bytes | None:
    match output.format:
        case "html":
            return page.html.encode()
        case "pdf":
            return pdfs.get(pdf_key(page))
        case "text":
            return plain_text(page.html).encode()
        case _:
            assert_never(output.format)


def _file(page: Page, output: Output, name: str, content: bytes) -> Pending:
    return Pending(
        brief=page.brief,
        locale=page.locale,
        format=output.format,
        layout=output.layout or None,
        name=name,
        content=content,
    )
