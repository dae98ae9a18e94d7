"""A plain text read back: its lines as they are, each below the heading that is underlined above it."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from briefing.formats import Output
from briefing.readback.finished import Finished, Stop

_LINE_ENDS: Final = frozenset("\n")
_UNDERLINES: Final = "=-~."


def read_text(brief: str, locale: str, output: Output, path: Path) -> Finished | None:
    """Read a text; None when it is not UTF-8, empty, or has signs that no text has. It declares no language."""
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None
    is_plain = all(sign in _LINE_ENDS or unicodedata.category(sign) != "Cc" for sign in text)
    if not is_plain or not text.strip():
        return None
    return Finished(
        brief=brief,
        locale=locale,
        output=output,
        path=path,
        language="",
        text=text,
        stops=tuple(_stops(text)),
    )


def _stops(text: str) -> Iterator[Stop]:
    offset, heading = 0, ""
    lines = [*text.split("\n"), ""]
    for number, (line, below) in enumerate(pairwise(lines), start=1):
        if line and _is_underline(below):
            heading = line
        yield Stop(offset=offset, line=number, heading=heading)
        offset += len(line) + 1


def _is_underline(line: str) -> bool:
    return len(line) > 1 and line[0] in _UNDERLINES and not line.strip(line[0])
