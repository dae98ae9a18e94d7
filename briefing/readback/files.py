"""Finished files as they lie in the output folder: found by their names, and each read by what reads its format."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, assert_never

from briefing.formats import Output, format_of_name
from briefing.readback.finished import Finished
from briefing.readback.paper import read_pdf
from briefing.readback.plain import read_text
from briefing.readback.web import read_html

_NAME: Final = re.compile(r"(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?:\.(?P<layout>[a-z][a-z0-9-]*))?")


def find_finished(folder: Path, brief: str) -> tuple[tuple[str, Output, Path], ...]:
    """List the finished files of a brief below the output folder: locale, what it is, path."""
    return tuple(sorted(_found(folder / brief, brief), key=lambda found: (found[1], found[0])))


def find_unread(folder: Path, brief: str) -> tuple[Path, ...]:
    """List what lies in the folder of a brief and is no finished file that can be read back.

    Hidden files are left out, and so are the folders of editions on a website, which are named by their numbers.
    """
    read = {path for _, _, path in _found(folder / brief, brief)}
    there = (folder / brief).iterdir() if (folder / brief).is_dir() else ()
    return tuple(sorted(path for path in there if path not in read and not _is_expected(path)))


_DATA: Final = (".facts.json", ".facts.csv", ".hxl.csv")
"""How the names of open data end, which lie among the pages and are no pages."""


def _is_expected(path: Path) -> bool:
    return path.name.endswith(_DATA) or path.name.startswith(".") or (path.name.isdecimal() and path.is_dir())


def read_finished(brief: str, locale: str, output: Output, path: Path) -> Finished | None:
    """Read a finished file back; None when its bytes are not of its format."""
    match output.format:
        case "html":
            return read_html(brief, locale, output, path)
        case "pdf":
            return read_pdf(brief, locale, output, path)
        case "text":
            return read_text(brief, locale, output, path)
        case _:
            assert_never(output.format)


def _found(folder: Path, brief: str) -> Iterator[tuple[str, Output, Path]]:
    for path in folder.glob(f"{brief}.*") if folder.is_dir() else ():
        stem = path.name.removeprefix(f"{brief}.").removesuffix(path.suffix)
        named, format_ = _NAME.fullmatch(stem), format_of_name(path.name)
        if named is not None and format_ is not None and path.is_file():
            output = Output(format=format_, layout=named["layout"] or "")
            if output.is_paged == bool(output.layout):
                yield named["locale"], output, path
