"""The facts room: a fact file typed, every fault at its place, nothing that is not public in the book."""

import random
from datetime import date
from pathlib import Path

import pytest

from briefing.diagnostics import Diagnostic, Outcome
from briefing.facts import FactBook, read_facts
from briefing.facts.edtf import DateFaultError, read_when
from briefing.project import open_inputs

TODAY = date(2026, 3, 10)
SAMPLE = """\
schema: 1
brief: {id: sample, title: Sample, standfirst: A sample.}
sources:
  report: {kind: report, label: A report, published: "2026-03-01"}
  survey: {kind: dataset, label: A survey, depends_on: []}
actors:
  council: {kind: government, names: {en: the council}}
sections:
  current-crisis:
    key: [homes]
    parts:
      all: {heading: All, facts: [homes, secret, said]}
facts:
  homes:
    section: current-crisis
    kind: figure
    value: 43.20
    unit: house
    qualifier: at-least
    text: "{homes:start} are under water."
    as_of: "2026-03-02"
    sources: [report]
  secret:
    section: current-crisis
    kind: status
    text: The shelter is behind the mill.
    sources: [{source: report, at: p. 9}]
    sensitivity: restricted
  said:
    section: current-crisis
    kind: claim
    said_by: council
    text: The council said no.
    sources: [{source: survey}]
"""


def read(folder: Path, text: str) -> Outcome[FactBook | None]:
    """Read a fact file given as text."""
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "facts" / "sample.yaml").write_text(text, encoding="utf-8", newline="")
    return read_facts(open_inputs(folder), "facts/sample.yaml", today=TODAY)


def places(diagnostics: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    """Give code, line and column of each finding."""
    return [(d.code.id, d.span.line, d.span.column) for d in diagnostics if d.span is not None]


def test_sample_is_read_without_findings(tmp_path: Path) -> None:
    """Typed digits are kept, and a plain source id stands for a citation."""
    outcome = read(tmp_path, SAMPLE)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    homes = outcome.value.file.facts["homes"]
    assert homes.quantity is not None
    assert (str(homes.value), homes.quantity.machine, homes.sources[0].source) == ("43.20", "43.20", "report")


def test_what_is_not_public_is_not_in_the_book(tmp_path: Path) -> None:
    """A restricted fact leaves its id behind, and nothing of its content in the book's data."""
    book = read(tmp_path, SAMPLE).value
    assert book is not None
    assert (list(book.file.facts), book.withheld) == (["homes", "said"], frozenset({"secret"}))
    assert book.file.sections["current-crisis"].parts["all"].facts == ("homes", "said")
    assert "mill" not in repr(book.file)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("unit: house\n", "unit: house\n    unit: tent\n", ("BR208", 19, 5)),
        ("qualifier:", "qualifer:", ("BR202", 19, 5)),
        ("    kind: figure\n", "", ("BR203", 14, 3)),
        ("[report]", "[]", ("BR204", 14, 3)),
        ("[report]", "[reprt]", ("BR205", 22, 15)),
        ("  council: {", "  homes: {kind: group, names: {en: x}}\n  council: {", ("BR206", 7, 3)),
        ('as_of: "2026-03-02"', "as_of: null", ("BR207", 21, 5)),
        ('as_of: "2026-03-02"', "as_of: &a 2026-03-02", ("BR209", 21, 12)),
        ("43.20", "43,20", ("BR210", 17, 12)),
        ("43.20", "012", ("BR210", 17, 12)),
        ("43.20", "12:30", ("BR210", 17, 12)),
        ("43.20", "1e3", ("BR210", 17, 12)),
        ('"2026-03-02"', '"02.03.2026"', ("BR211", 21, 12)),
        ('"2026-03-02"', '"2026-02-30"', ("BR211", 21, 12)),
        ("at-least", "atleast", ("BR212", 19, 16)),
        ("  homes:\n    section", "  Homes:\n    section", ("BR213", 14, 3)),
        ("said_by: council", "said_by: mayor", ("BR214", 32, 14)),
        ("    said_by: council\n", "", ("BR215", 29, 3)),
        ("sources: [report]", "sources: [report]\n    certainty: confirmed", ("BR216", 23, 16)),
        ("    value: 43.20\n", "", ("BR217", 14, 3)),
        ("    unit: house\n", "", ("BR218", 17, 12)),
        ("at-least", "between", ("BR220", 19, 16)),
        ("key: [homes]", "key: [homs]", ("BR221", 10, 11)),
        ('"2026-03-02"', '"2062-03-02"', ("BR223", 21, 12)),
        ("sources: [report]", "sources: report", ("BR224", 22, 14)),
        ("{homes:start} are", "Homes are", ("BR225", 20, 11)),
        ('    as_of: "2026-03-02"\n', "", ("BR226", 14, 3)),
        ("id: sample", "id: simple", ("BR228", 2, 13)),
        ("facts: [homes, secret, said]", "facts: [homes, secret]", ("BR229", 29, 3)),
        ("text: The council", "text: \u202eThe council", ("BR108", 33, 11)),
        ("kind: claim", "kind: claim: x", ("BR201", 31, 16)),
    ],
)
def test_each_fault_is_found_at_its_place(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int, int]
) -> None:
    """One change to the sample gives its code at its line and column."""
    assert old in SAMPLE
    assert expected in places(read(tmp_path, SAMPLE.replace(old, new, 1)).diagnostics)


def test_all_faults_come_out_in_one_run(tmp_path: Path) -> None:
    """Faults of shape in different facts are reported together."""
    text = (
        SAMPLE.replace("43.20", "4,3").replace("kind: claim", "kind: clame").replace("[report]", "[Report]")
    )
    codes = [d.code.id for d in read(tmp_path, text).diagnostics]
    assert sorted(codes) == ["BR210", "BR212", "BR213"]


def test_rivals_must_name_each_other_and_count_alike(tmp_path: Path) -> None:
    """A rivalry told by one side only is a finding at the id."""
    text = SAMPLE.replace("sources: [report]", "sources: [report]\n    competes_with: [said]")
    assert ("BR222", 23, 21) in places(read(tmp_path, text).diagnostics)


def test_findings_on_a_restricted_fact_do_not_quote_it(tmp_path: Path) -> None:
    """The message names the id and nothing of the content."""
    text = SAMPLE.replace("[{source: report, at: p. 9}]", "[{source: nobody, at: p. 9}]")
    told = " ".join(f"{d.message} {d.hint} {d.note}" for d in read(tmp_path, text).diagnostics)
    assert "mill" not in told


@pytest.mark.parametrize(
    ("text", "precision", "machine"),
    [
        ("2023", "year", "2023"),
        ("2023-09", "month", "2023-09"),
        ("2023-09-19~", "day", "2023-09-19"),
        ("199X", "decade", ""),
        ("19XX", "century", ""),
    ],
)
def test_dates_keep_their_precision(text: str, precision: str, machine: str) -> None:
    """A date is never made more precise than it was typed."""
    when = read_when(text)
    assert when.start is not None
    assert (when.start.precision, when.machine) == (precision, machine)


def test_intervals_may_be_open() -> None:
    """`..` and nothing stand for an end that is open or unknown."""
    when = read_when("2020-09-27/..")
    assert (when.is_interval, when.end, when.machine) == (True, None, "")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("14.11.2023", "2023-11-14"),
        ("2023/11/14", "2023-11-14"),
        ("1990s", "199X"),
        ("2021/2020", "2020/2021"),
    ],
)
def test_a_mistyped_date_is_told_how_to_type_it(typed: str, meant: str) -> None:
    """The hint holds the date that was meant."""
    with pytest.raises(DateFaultError) as raised:
        read_when(typed)
    assert meant in raised.value.hint


def test_no_input_makes_the_reader_raise(tmp_path: Path) -> None:
    """A file damaged at random gives findings or a book, never an exception."""
    dice = random.Random(20231114)  # noqa: S311  # repeatable damage, no secrets
    signs = "{}[]:,-\"'#&*!|>%@` \n\tა0\u0301\u200b:"
    for _ in range(300):
        text = list(SAMPLE)
        for _ in range(dice.randint(1, 6)):
            text[dice.randrange(len(text))] = dice.choice(signs)
        outcome = read(tmp_path, "".join(text))
        assert outcome.value is not None or outcome.diagnostics
