"""Finished files as they lie in the output folder: found by their names, and each read by what reads its format."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.readback.finished import Finished
from briefing.readback.paper import read_pdf
from briefing.readback.web import read_html

_NAME: Final = re.compile(r"(?P<locale>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)(?:\.(?P<layout>[a-z][a-z0-9-]*))?")


def find_finished(folder: Path, brief: str) -> tuple[tuple[str, str, Path], ...]:
    """List the finished files of a brief below the output folder: locale, layout ("" for the web), path."""
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


def told_name(layout: str) -> str:
    """Word what kind of file a layout is: `html`, or `pdf a4`."""
    return f"pdf {layout}" if layout else "html"


def read_finished(brief: str, locale: str, layout: str, path: Path) -> Finished | None:
    """Read a finished file back; None when its bytes are no page or no PDF."""
    if layout:
        return read_pdf(brief, locale, layout, path)
    return read_html(brief, locale, path)


def _found(folder: Path, brief: str) -> Iterator[tuple[str, str, Path]]:
    for path in folder.glob(f"{brief}.*") if folder.is_dir() else ():
        stem = path.name.removeprefix(f"{brief}.").removesuffix(path.suffix)
        named = _NAME.fullmatch(stem)
        if named is not None and path.is_file():
            layout = named["layout"] or ""
            if (path.suffix, bool(layout)) in ((".html", False), (".pdf", True)):
                yield named["locale"], layout, path
