"""Relations: what a fact replaces or settles is over, and misuse is found."""

from datetime import date
from pathlib import Path

import pytest

from briefing.console import View, text_of
from briefing.facts import read_facts, replaced_by
from briefing.project import open_inputs

FACTS = """\
schema: 1
brief: {id: road, title: The road, standfirst: Some facts.}
sources: {doc: {kind: report, label: Bulletin, published: "2026-03-01"}}
sections: {current-crisis: {parts: {q: {heading: The road, facts: [old, new, a, b, rain, hail]}}}}
facts:
  old: {section: current-crisis, kind: figure, value: 3, unit: village, text: "Cut off: {old}.", as_of: "2026-01-02",
    sources: [doc]OLD}
  new: {section: current-crisis, kind: figure, value: 5, unit: village, text: "Cut off: {new}.", as_of: "2026-03-02",
    sources: [doc]NEW}
  a: {section: current-crisis, kind: figure, value: 7, unit: person, text: "Hurt: {a}.", as_of: "2026-03-02",
    certainty: contested, competes_with: [b], sources: [doc]}
  b: {section: current-crisis, kind: figure, value: VALUE, unit: person, text: "Hurt: {b}.", as_of: "2026-03-02",
    competes_with: [a], sources: [doc]B}
  rain: {section: current-crisis, kind: forecast, text: It will rain., sources: [doc]RAIN}
  hail: {section: current-crisis, kind: event, when: "2026-03-03", text: It hailed., sources: [doc]HAIL}
gaps:
  dam: {text: Whether the dam holds is not known.}
"""
TODAY = date(2026, 3, 10)


def text(**parts: str) -> str:
    """Give the facts with more said of some of them."""
    given = {"OLD": "", "NEW": "", "B": "", "RAIN": "", "HAIL": "", "VALUE": "8"} | parts
    words = FACTS.replace("VALUE", given.pop("VALUE"))
    for name, more in given.items():
        words = words.replace(f"[doc]{name}}}", f"[doc]{more}}}")
    return words


def found(root: Path, **parts: str) -> list[str]:
    """Give the findings of the facts, each with its code."""
    (root / "facts").mkdir(exist_ok=True)
    (root / "facts" / "road.yaml").write_text(text(**parts), encoding="utf-8")
    outcome = read_facts(open_inputs(root), "facts/road.yaml", today=TODAY)
    return [f"{d.code.id} {d.message.split('`')[1]}" for d in outcome.diagnostics]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, ["BR207 old"]),
        ({"NEW": ", supersedes: [old]"}, []),
        ({"NEW": ", supersedes: [old], sensitivity: internal"}, ["BR207 old"]),
        ({"OLD": ', retracted: {by: us, on: "2026-03-08"}'}, []),
        ({"OLD": ', removed: {on: "2026-03-08"}'}, []),
        ({"OLD": ", certainty: contested", "HAIL": ", resolves: [old]"}, []),
        ({"OLD": ", speech_act: promise, outcome: {state: kept}"}, []),
    ],
)
def test_what_is_over_is_not_outdated(tmp_path: Path, parts: dict[str, str], expected: list[str]) -> None:
    """Nobody has to find newer data of what was taken back, replaced or settled by something that is shown."""
    assert found(tmp_path, **parts) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The road,", "'After {rain:since}',", ["BR271"]),
        ("Some facts.", "'{rain:on} it will rain.'", ["BR271"]),
        ("heading: The road", "heading: 'From {rain:from}'", ["BR271"]),
        ("Whether the dam holds is not known.", "'Whether it holds {rain:on} is not known.'", ["BR271"]),
        ("It hailed.", "'It hailed, not {rain:on}.'", ["BR271"]),
        ("It hailed., sources: [doc]", "'It hailed, not {rain:on}.', resolves: [rain], sources: [doc]", []),
        ("It hailed., sources: [doc]", "'It hailed {rain:on}.', sensitivity: internal, sources: [doc]", []),
        ('kind: event, when: "2026-03-03", text: It hailed.', "kind: forecast, text: 'Hail by {rain}.'", []),
        ("It will rain.", "'It will rain {rain:on}.'", []),
    ],
)
def test_the_words_of_a_forecast_stand_with_its_likelihood_alone(
    tmp_path: Path, old: str, new: str, expected: list[str]
) -> None:
    """In a title, a heading, a gap or another fact they would be a bare fact; what settles it may name it."""
    facts = text(B=", supersedes: [old]").replace("kind: forecast,", 'kind: forecast, when: "2026-03-20",')
    assert old in facts
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "road.yaml").write_text(facts.replace(old, new, 1), encoding="utf-8")
    outcome = read_facts(open_inputs(tmp_path), "facts/road.yaml", today=TODAY)
    assert [d.code.id for d in outcome.diagnostics if d.code.id in ("BR271", "BR201")] == expected


@pytest.mark.parametrize("state", ["did-not-happen", "overtaken", "withdrawn"])
def test_a_forecast_that_failed_is_used_by_no_other(tmp_path: Path, state: str) -> None:
    """Not even by another forecast that built on it."""
    facts = text(RAIN=f", outcome: {{state: {state}}}").replace(
        'kind: event, when: "2026-03-03", text: It hailed.', 'kind: forecast, text: "Hail by {rain:on}."'
    )
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "road.yaml").write_text(facts, encoding="utf-8")
    outcome = read_facts(open_inputs(tmp_path), "facts/road.yaml", today=TODAY)
    (finding,) = [d for d in outcome.diagnostics if d.code.id == "BR271"]
    assert "and its words are used here" in finding.message


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"HAIL": ", resolves: [rain, dam, a]"}, []),
        ({"HAIL": ", resolves: [new]"}, ["BR255 new"]),
        ({"RAIN": ", resolves: [hail]"}, ["BR255 hail"]),
        ({"HAIL": ", resolves: [damm]"}, ["BR221 damm"]),
        ({"HAIL": ", supersedes: [dam]"}, ["BR221 dam"]),
        ({"RAIN": ", supersedes: [hail]"}, ["BR257 rain"]),
        ({"VALUE": "7"}, ["BR258 a"]),
        ({"B": ', retracted: {by: us, on: "2026-03-08"}'}, ["BR258 a"]),
        ({"B": ", supersedes: [rain]", "RAIN": ", supersedes: [hail]", "HAIL": ", supersedes: [b]"},
         ["BR251 b", "BR251 hail", "BR251 rain", "BR257 rain", "BR258 a"]),
        ({"HAIL": ", supersedes: [b]"}, ["BR258 a"]),
        ({"HAIL": ", meets: old", "NEW": ", supersedes: [old]"}, ["BR245 hail", "BR256 old"]),
    ],
)  # fmt: skip
def test_misuse_is_found(tmp_path: Path, parts: dict[str, str], expected: list[str]) -> None:
    """What cannot be resolved, a successor without a day, a contest that nobody keeps up, a longer circle."""
    assert sorted(o for o in found(tmp_path, **parts) if o != "BR207 old") == expected


def test_what_was_replaced_before_comes_last(tmp_path: Path) -> None:
    """A successor of a successor replaces both."""
    found(tmp_path, NEW=", supersedes: [old]", HAIL=", supersedes: [new]")
    book = read_facts(open_inputs(tmp_path), "facts/road.yaml", today=TODAY).value
    assert book is not None
    assert replaced_by("hail", book.file.facts) == ("new", "old")


def test_many_warnings_of_one_kind_take_a_line_each(tmp_path: Path) -> None:
    """They are all there, and what else is wrong keeps its block."""
    found(tmp_path)
    words = text(VALUE="7").replace("2026-03-02", "2025-03-02")
    (tmp_path / "facts" / "road.yaml").write_text(words, encoding="utf-8")
    inputs = open_inputs(tmp_path)
    told = text_of(
        read_facts(inputs, "facts/road.yaml", today=TODAY).diagnostics, View(inputs=inputs, start=tmp_path)
    )
    blocks = told.split("\n\n")
    assert [block.split("\n")[0].split(" ", 1)[0] for block in blocks] == (
        ["warning[BR207]:", "warning[BR207]:", "warning[BR207]:", "warning[BR258]:", "warning[BR207]:"]
    )
    assert [len(block.splitlines()) for block in blocks] == [6, 6, 6, 6, 2]
    assert blocks[-1] == (
        "warning[BR207]: `b` is outdated: its data are 373 days old, the limit is 30"
        " --> facts/road.yaml:12:90\n5 warnings\n"
    )
