"""Findings as text, JSON and annotations."""

import json
import shutil
from pathlib import Path

import pytest

from briefing.characters import visible
from briefing.codes import CODES
from briefing.console import View, count_of, github_of, json_of, text_of
from briefing.diagnostics import Diagnostic, Span, diagnose
from briefing.inputs import Inputs


def view_of(root: Path, *, is_coloured: bool = False) -> View:
    """View a project from its own root."""
    return View(inputs=Inputs(root=root, carried=root), start=root, is_coloured=is_coloured)


def shown(root: Path, text: str, span: Span, **more: str) -> str:
    """Show one finding about a file `a.yaml` with the given text."""
    (root / span.file).write_text(text, encoding="utf-8")
    found = diagnose("BR210", "`1,200` is not a plain number", span, **more)
    return text_of([found], view_of(root))


def test_a_finding_quotes_its_line_and_points_at_it(tmp_path: Path) -> None:
    """Place, quoted line, carets as wide as the span with the note after them, hint, count."""
    span = Span(file="a.yaml", line=10, column=8, end_line=10, end_column=13)
    text = "\n" * 9 + "value: 1,200\n"
    expected = (
        "error[BR210]: `1,200` is not a plain number\n"
        "  --> a.yaml:10:8\n"
        "   |\n"
        "10 | value: 1,200\n"
        "   |        ^^^^^ a comma\n"
        "   = hint: type `1200`\n"
        "1 error\n"
    )
    assert shown(tmp_path, text, span, note="a comma", hint="type `1200`") == expected


@pytest.mark.parametrize(
    ("line", "column", "end", "carets"),
    [
        ("Հայաստան և x", 12, 13, "           ^"),
        ("日本 x", 4, 5, "     ^"),
        ("x\u0301x\u0301 y", 6, 7, "   ^"),
        ("\tx", 2, 3, "    ^"),
        ("日本", 1, 3, "^^^^"),
        ("x", 5, 6, " ^"),
        ("", 1, 1, "^"),
    ],
    ids=["armenian", "wide", "combining", "tab", "wide-span", "beyond-the-end", "empty-line"],
)
def test_carets_stand_under_the_cells_of_the_span(
    tmp_path: Path, line: str, column: int, end: int, carets: str
) -> None:
    """Columns count code points, carets count cells of the terminal."""
    said = shown(tmp_path, f"{line}\n", Span(file="a", column=column, end_line=1, end_column=end))
    assert said.split("\n")[4] == f"  | {carets}"


def test_a_long_line_is_cut_around_the_caret(tmp_path: Path) -> None:
    """A line wider than a terminal shows what lies around the span, with dots where it was cut."""
    text = "a" * 300 + "X" + "b" * 300
    said = shown(tmp_path, text, Span(file="a", column=301, end_line=1, end_column=302)).split("\n")
    quoted, carets = said[3], said[4]
    assert quoted.startswith("1 | …a")
    assert quoted.endswith("b…")
    assert len(quoted) <= 110
    assert quoted.index("X") == carets.index("^")


def test_a_span_over_lines_is_marked_to_the_end_of_the_first(tmp_path: Path) -> None:
    """A span that ends on a later line has carets up to the end of its first."""
    said = shown(tmp_path, "ab cd\nef\n", Span(file="a", line=1, column=4, end_line=2, end_column=2))
    assert "  |    ^^\n" in said


def test_hostile_signs_are_spelled_out(tmp_path: Path) -> None:
    """Neither an escape sequence nor a turned direction of a file reaches the terminal."""
    said = shown(tmp_path, "a\x1b[2Jb\u202ec\n", Span(file="a", column=9, end_line=1, end_column=10))
    assert "1 | a\\u{1b}[2Jb\\u{202e}c\n" in said
    assert visible("soft\u00adhyphen\n") == "soft\\u{ad}hyphen\\u{a}"


def test_a_file_that_is_not_there_is_named_without_a_line(tmp_path: Path) -> None:
    """A missing file has no line to point at."""
    found = diagnose("BR304", "`hy` has no catalogue", Span(file="x.po"), hint="make it", note="no file")
    expected = (
        "error[BR304]: `hy` has no catalogue\n --> x.po\n  = note: no file\n  = hint: make it\n1 error\n"
    )
    assert text_of([found], view_of(tmp_path)) == expected


def test_findings_stand_in_order_once(tmp_path: Path) -> None:
    """Text is sorted by file and line; a repeated finding is shown once."""
    late = diagnose("BR210", "late", Span(file="b", line=2))
    early = diagnose("BR312", "early", Span(file="a", line=9))
    said = text_of([late, early, late], view_of(tmp_path))
    assert said.index("early") < said.index("late")
    assert said.endswith("\n1 error, 1 warning\n")
    assert text_of([], view_of(tmp_path)) == ""


def test_colour_changes_no_letter(tmp_path: Path) -> None:
    """Coloured text without its escape sequences is the plain text."""
    import re

    found = [diagnose("BR210", "bad", Span(file="a"), hint="mend")]
    (tmp_path / "a").write_text("x\n", encoding="utf-8")
    coloured = text_of(found, view_of(tmp_path, is_coloured=True))
    assert "\x1b[31;1m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == text_of(found, view_of(tmp_path))


def test_counts_name_only_what_there_is() -> None:
    """Singular and plural, by severity, nothing for none."""
    error = diagnose("BR210", "a")
    note = Diagnostic(code=CODES["BR312"], message="b", severity="note")
    assert count_of([error, error, note]) == "2 errors, 1 note"


def test_json_has_the_documented_keys() -> None:
    """One object; a finding without a place has nulls."""
    found = diagnose("BR210", "«1,200»", Span(file="a", line=3, column=4), hint="type")
    said = json.loads(
        json_of([found, diagnose("BR104", "x")], brief="b", artifacts=[{"path": "p"}], exit_code=1)
    )
    bare = {"file": None, "line": None, "column": None, "hint": None}
    assert said == {
        "schema": 1,
        "brief": "b",
        "artifacts": [{"path": "p"}],
        "diagnostics": [
            {"code": "BR104", "name": "settings-syntax", "severity": "error", "message": "x", **bare},
            {
                "code": "BR210",
                "name": "invalid-number",
                "severity": "error",
                "message": "«1,200»",
                "file": "a",
                "line": 3,
                "column": 4,
                "hint": "type",
            },
        ],
        "exit": 1,
    }


def test_annotations_are_escaped_and_told_from_the_workspace(tmp_path: Path) -> None:
    """Percent, line ends, colons and commas cannot break out of the command; paths start where CI stands."""
    root = tmp_path / "docs"
    shutil.copytree(Path(__file__).parents[1] / "cases" / "base", root)
    view = View(inputs=Inputs(root=root, carried=root), start=tmp_path)
    found = diagnose("BR312", "50%\n::error::x", Span(file="a,b:c", line=4, column=2), hint="drop it")
    expected = (
        "::warning file=docs/a%2Cb%3Ac,line=4,col=2,title=BR312 obsolete-message"
        "::50%25%0A::error::x%0Ahint: drop it\n"
    )
    assert github_of([found], view) == expected
