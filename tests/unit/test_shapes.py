"""A fact file that is begun: each finding shows all that lacks, and the shape that is wanted, to be typed as it is."""

import re
from pathlib import Path

import pytest
from conftest import TODAY

from briefing.diagnostics import Diagnostic
from briefing.facts import read_facts
from briefing.project import open_inputs


def findings(folder: Path, text: str) -> tuple[Diagnostic, ...]:
    """Read a fact file given as text; give what is wrong with it."""
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "facts" / "begun.yaml").write_text(text, encoding="utf-8")
    return read_facts(open_inputs(folder), "facts/begun.yaml", today=TODAY).diagnostics


def test_all_keys_that_a_mapping_lacks_are_named_at_once(tmp_path: Path) -> None:
    """One finding a mapping; the next run asks for nothing that this one could have said."""
    found = findings(tmp_path, "schema: 1\nbrief: {}\nsources: {a: {}}\nsections: {}\nfacts: {one: {}}\n")
    assert {d.message for d in found} == {
        "`brief` has no `id`, `title`, `standfirst`",
        "`a` has no `kind`, `label`",
        "`one` has no `section`, `kind`, `text`",
    }


def test_an_empty_file_is_told_all_its_parts(tmp_path: Path) -> None:
    """And the command that writes an example of all of them."""
    (found,) = findings(tmp_path, "")
    assert found.message == "the file has no `schema`, `brief`, `sources`, `sections`, `facts`"
    assert "`briefing new DIR` writes a whole example" in (found.hint or "")


def test_who_types_what_the_hints_show_has_a_brief(tmp_path: Path) -> None:
    """Beginning with nothing under each key; no hint leads to a finding that another one has caused."""
    keys = ("brief", "sources", "sections", "facts", "actors", "places", "gaps", "units")
    found = findings(tmp_path, "schema: 1\n" + "".join(f"{key}: typed\n" for key in keys))
    shapes = [re.search(r"looks like this: `(.+)`$", d.hint or "") for d in found]
    typed = [shape[1] for shape in shapes if shape is not None]
    assert [line.partition(":")[0] for line in typed] == list(keys)
    assert findings(tmp_path, "\n".join(("schema: 1", *typed))) == ()


@pytest.mark.parametrize(
    ("wrong", "shape"),
    [
        (
            "sections: {current-crisis: [mine]}",
            "current-crisis: {parts: {events: {heading: What happened, facts: [mine]}}}",
        ),
        (
            "sections: {current-crisis: {parts: [mine]}}",
            "parts: {events: {heading: What happened, facts: [mine]}}",
        ),
        (
            "sections: {current-crisis: {parts: {a: mine}}}",
            "a: {heading: What happened, facts: [mine]}",
        ),
    ],
)
def test_a_shape_names_what_the_file_has(wrong: str, shape: str, tmp_path: Path) -> None:
    """Its own facts and sources, never those of another project; what is shown can be typed as it stands."""
    rest = (
        "schema: 1\nbrief: {id: begun, title: T, standfirst: S.}\nsources: {ours: {kind: report, label: A report}}\n"
        "facts: {mine: {section: current-crisis, kind: status, text: It is., sources: [ours]}}\n"
    )
    (found,) = findings(tmp_path, rest + wrong + "\n")
    assert found.hint == f"`{shape.partition(':')[0]}` looks like this: `{shape}`"
    key, _, _ = shape.partition(":")
    mended = re.sub(rf"{key}: [^{{].*?(?=}}*$)", shape, wrong)
    assert findings(tmp_path, rest + mended + "\n") == ()


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("{mine}", '`title: "{mine}"`'),
        ("{mine:start} is over", 'title: "{mine:start} is over"'),
        ("{mine:start}, and {mine} too.", 'title: "{mine:start}, and {mine} too."'),
    ],
)
def test_a_placeholder_without_quotes_is_told_to_take_quotes(typed: str, hint: str, tmp_path: Path) -> None:
    """YAML takes it for a mapping; the hint is the line as it should be."""
    found = findings(tmp_path, f"schema: 1\nbrief:\n  id: begun\n  standfirst: S.\n  title: {typed}\n")
    hints = [d.hint or "" for d in found if "in quotes" in (d.hint or "")]
    assert hints == [f"put a text that begins with `{{` in quotes: {hint}"]
