"""Sums: totals held against their parts, with qualifiers and ranges weighed, and nothing withheld told."""

from datetime import date
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.diagnostics import Diagnostic
from briefing.facts import Difference, public_facts, read_facts
from briefing.facts.differences import value_of
from briefing.inputs import Inputs
from briefing.project import open_inputs

HEAD = """\
schema: 1
brief: {id: sample, title: Sample, standfirst: A sample.}
sources: {report: {kind: report, label: A report}}
sections: {current-crisis: {parts: {all: {heading: All, facts: [total, north, south, west]}}}}
facts:
"""


def fact(id_: str, told: str, more: str = "") -> str:
    """Write a fact as `QUALIFIER VALUE`, with more lines of it separated by `;`."""
    qualifier, value = told.split(" ", maxsplit=1)
    lines = "".join(f"    {line}\n" for line in more.split(";") if line)
    if "unit:" not in more:
        lines += "    unit: metre\n"
    return (
        f'  {id_}:\n    section: current-crisis\n    kind: figure\n    text: "{{{id_}}} were counted."\n'
        f"    value: {value}\n    qualifier: {qualifier}\n    as_of: null\n    sources: [report]\n{lines}"
    )


def found(folder: Path, *facts: str) -> list[Diagnostic]:
    """Read facts and give what is found of their sums."""
    inputs = inputs_of(folder, *facts)
    codes = ("BR221", "BR236", "BR237", "BR238", "BR239")
    outcome = read_facts(inputs, "facts/sample.yaml", today=date(2026, 3, 10))
    others = [d for d in outcome.diagnostics if d.is_error and d.code.id not in (*codes, "BR222")]
    assert [o for o in others if "no fact `" not in o.message] == []
    return [d for d in outcome.diagnostics if d.code.id in codes]


def inputs_of(folder: Path, *facts: str) -> Inputs:
    """Write a project of one brief and open it."""
    (folder / "facts").mkdir(exist_ok=True)
    listed = [
        id_ for id_ in ("total", "north", "south", "west") if any(f.startswith(f"  {id_}:") for f in facts)
    ]
    text = HEAD.replace("[total, north, south, west]", f"[{', '.join(listed)}]") + "".join(facts)
    (folder / "facts" / "sample.yaml").write_text(text, encoding="utf-8")
    return open_inputs(folder)


@pytest.mark.parametrize(
    ("total", "north", "south"),
    [
        ("exactly 30", "exactly 10", "exactly 20"),
        ("exactly 0", "exactly 0", "exactly 0"),
        ("exactly 4.3", "exactly 1.2", "exactly 3.1"),
        ("at-least 30", "at-least 10", "at-least 20"),
        ("at-least 25", "at-least 10", "at-least 20"),
        ("more-than 30", "more-than 10", "exactly 20"),
        ("at-most 30", "at-most 10", "exactly 20"),
        ("exactly 35", "at-least 10", "at-least 20"),
        ("about 30", "about 10", "about 20"),
        ("about 25000", "exactly 12100", "exactly 12600"),
        ("exactly 24690", "about 12100", "about 12600"),
        ("between {low: 500, high: 700}", "between {low: 400, high: 600}", "exactly 100"),
        ("between {low: 700, high: 900}", "between {low: 400, high: 600}", "exactly 100"),
        ("exactly 650", "between {low: 400, high: 600}", "exactly 100"),
        ("exactly {part: 3, of: 9}", "exactly {part: 1, of: 4}", "exactly {part: 2, of: 5}"),
        ("exactly 15", "exactly 10", "fewer-than 6"),
        ("exactly -5", "exactly 10", "exactly -15"),
        ("exactly -25", "exactly 10", "at-most -30"),
    ],
)
def test_what_can_be_true_together_is_no_finding(tmp_path: Path, total: str, north: str, south: str) -> None:
    """Intervals that have a number in common; a total that was counted by itself may be more exact."""
    told = (fact("total", total, "sum_of: [north, south]"), fact("north", north), fact("south", south))
    assert [d.message for d in found(tmp_path, *told)] == []


@pytest.mark.parametrize(
    ("total", "north", "south", "expected"),
    [
        ("exactly 100", "exactly 40", "exactly 55", "is 95, `total` is 100: 5 too many"),
        ("exactly 90", "exactly 40", "exactly 55", "is 95, `total` is 90: 5 too few"),
        ("exactly 4.4", "exactly 1.2", "exactly 3.1", "is 4.3, `total` is 4.4: 0.1 too many"),
        ("exactly 25", "at-least 10", "at-least 20", "is at least 30, `total` is 25: 5 too few"),
        ("exactly 30", "more-than 10", "exactly 20", "is more than 30, `total` is 30: too few"),
        ("exactly 16", "exactly 10", "fewer-than 6", "is 10 to 16, `total` is 16: too many"),
        ("exactly 16", "fewer-than 10", "fewer-than 6", "is fewer than 16, `total` is 16: too many"),
        ("exactly 9", "exactly 10", "at-most 6", "is 10 to 16, `total` is 9: 1 too few"),
        ("at-least 40", "exactly 10", "exactly 20", "is 30, `total` is at least 40: 10 too many"),
        (
            "about 25000",
            "exactly 12000",
            "exactly 12000",
            "is 24000, `total` is about 25000: 1000 too many",
        ),
        (
            "exactly 26000",
            "about 12000",
            "about 12000",
            "is about 24000, `total` is 26000: 2000 too many",
        ),
        (
            "between {low: 750, high: 900}",
            "between {low: 400, high: 600}",
            "exactly 100",
            "is 500 to 700, `total` is 750 to 900: 50 too many",
        ),
        (
            "exactly {part: 3, of: 8}",
            "exactly {part: 1, of: 4}",
            "exactly {part: 2, of: 5}",
            "is a part of 9, `total` is one of 8: 1 too few",
        ),
    ],
)
def test_what_cannot_be_is_named_with_its_difference(
    tmp_path: Path, total: str, north: str, south: str, expected: str
) -> None:
    """The facts, what they come to, and by how much the total is off."""
    told = (fact("total", total, "sum_of: [north, south]"), fact("north", north), fact("south", south))
    (only,) = found(tmp_path, *told)
    assert (only.code.id, only.severity) == ("BR236", "error")
    assert only.message == f"the sum of `north` and `south` {expected}"
    assert "sum_differs" in (only.hint or "")


def test_three_parts_are_added_as_three(tmp_path: Path) -> None:
    """A list of more than two reads as one."""
    told = (fact(id_, "exactly 10") for id_ in ("north", "south", "west"))
    (only,) = found(tmp_path, fact("total", "exactly 31", "sum_of: [north, south, west]"), *told)
    assert only.message == "the sum of `north`, `south` and `west` is 30, `total` is 31: 1 too many"


@pytest.mark.parametrize(
    ("total", "north", "south", "wanted"),
    [
        ("exactly 30", "at-least 10", "at-least 20", "at-least"),
        ("exactly 30", "at-least 10", "exactly 20", "at-least"),
        ("about 30", "at-least 10", "exactly 20", "at-least"),
        ("exactly 30", "about 10", "exactly 20", "about"),
        ("exactly 30", "at-most 10", "exactly 20", "at-most"),
    ],
)
def test_a_qualifier_that_got_lost_in_adding_is_found(
    tmp_path: Path, total: str, north: str, south: str, wanted: str
) -> None:
    """The typed numbers add up, and the total claims more than its parts."""
    told = (fact("total", total, "sum_of: [north, south]"), fact("north", north), fact("south", south))
    (only,) = found(tmp_path, *told)
    assert (only.code.id, only.severity) == ("BR239", "warning")
    assert f"`qualifier: {wanted}`" in (only.hint or "")


@pytest.mark.parametrize(("total", "north"), [("exactly 100", "exactly 40"), ("exactly 60", "at-least 40")])
def test_a_stated_reason_lets_a_sum_pass_and_stays_with_the_desk(
    tmp_path: Path, total: str, north: str
) -> None:
    """The reason silences both findings, and neither the book nor the public facts have it."""
    more = "sum_of: [north, south];sum_differs: Five were counted nowhere."
    told = (fact("total", total, more), fact("north", north), fact("south", "exactly 20"))
    assert found(tmp_path, *told) == []
    book = read_facts(inputs_of(tmp_path, *told), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert book is not None
    assert book.file.facts["total"].sum_differs == Difference(
        of={
            "total": value_of(book.file.facts["total"]),
            "north": value_of(book.file.facts["north"]),
            "south": "20",
        }
    )
    assert b"nowhere" not in public_facts(book)
    assert b'"sum_of"' in public_facts(book)


@pytest.mark.parametrize(
    ("more", "part", "codes"),
    [
        ("sum_of: [north, nowhere]", "", ["BR221"]),
        ("sum_of: [north, south]", "unit: house", ["BR237"]),
        ("sum_of: [north, north]", "", ["BR238"]),
        ("sum_of: [north, total]", "", ["BR238"]),
        ("sum_of: [north, south]", "competes_with: [north]", ["BR238"]),
    ],
    ids=["unknown", "unit", "twice", "itself", "rival"],
)
def test_what_cannot_be_added_is_said_and_not_added(
    tmp_path: Path, more: str, part: str, codes: list[str]
) -> None:
    """One finding of the cause, and none of a difference that means nothing."""
    told = (fact("total", "exactly 1", more), fact("north", "exactly 10"), fact("south", "exactly 20", part))
    assert [d.code.id for d in found(tmp_path, *told) if d.code.id != "BR222"] == codes


@pytest.mark.parametrize("hidden", ["total", "south"])
def test_a_finding_about_withheld_facts_tells_no_number(tmp_path: Path, hidden: str) -> None:
    """From a difference and two public numbers anybody could tell the third."""
    told = {"total": "exactly 100", "north": "exactly 40", "south": "exactly 70"}
    facts = [
        fact(
            id_,
            number,
            ";".join(
                filter(
                    None,
                    (
                        "sum_of: [north, south]" if id_ == "total" else "",
                        "sensitivity: restricted" if id_ == hidden else "",
                    ),
                )
            ),
        )
        for id_, number in told.items()
    ]
    (only,) = found(tmp_path, *facts)
    assert only.message == "`total` is not the sum of `north` and `south`"
    assert not any(character.isdigit() for character in only.message + (only.hint or ""))
    assert only.span is not None
    line = (tmp_path / "facts" / "sample.yaml").read_text(encoding="utf-8").splitlines()[only.span.line - 1]
    assert line.strip() == "sum_of: [north, south]"


def test_a_public_total_does_not_name_a_withheld_part(tmp_path: Path) -> None:
    """What is left of the list would be a sum that is not one, and its gap the withheld number."""
    told = (
        fact("total", "exactly 30", "sum_of: [north, south]"),
        fact("north", "exactly 10"),
        fact("south", "exactly 20", "sensitivity: restricted"),
    )
    book = read_facts(inputs_of(tmp_path, *told), "facts/sample.yaml", today=date(2026, 3, 10)).value
    assert book is not None
    assert book.file.facts["total"].sum_of == ()
    assert b"south" not in public_facts(book)


def test_what_was_taken_back_is_not_held_against_a_total(tmp_path: Path) -> None:
    """Its number stands in the file and for nothing."""
    told = (
        fact("total", "exactly 99", "sum_of: [north, south]"),
        fact("north", "exactly 10"),
        fact("south", "exactly 20", "retracted: {by: us}"),
    )
    assert found(tmp_path, *told) == []


def test_a_reason_that_got_out_is_found_as_a_leak(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Why a sum differs is for the desk: finished files are searched for it as for a note."""
    path = flood / "facts" / "velora-flood-2026.yaml"
    reason = "Five of them were counted in no district at all."
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    unit: village\n", f"    unit: village\n    sum_differs: {reason}\n"), "utf-8"
    )
    for form in ("json", "csv", "hxl"):
        assert run(["export", form]) == 0
    assert run(["check", "--leaks"]) == 0
    (flood / "build" / "aside.txt").write_text(reason, encoding="utf-8")
    capsys.readouterr()
    assert run(["check", "--leaks"]) == 1
    said = capsys.readouterr().err
    assert "this file holds words of the reason for the sum of `cut-villages` (facts)" in said
    assert "district" not in said
