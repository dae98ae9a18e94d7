"""Tables for a terminal: columns as wide as their widest cell, two spaces between."""

from collections.abc import Sequence

from briefing.characters import visible


def table_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table, its cells in one line each, without heads where there are none; nothing when it has no rows."""
    if not rows:
        return ""
    lined = [*([list(heads)] if heads else []), *([visible(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lined, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in lined
    )
    return "".join(f"{line}\n" for line in lines)
