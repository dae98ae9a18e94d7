"""What of a fact file may be shown, and what a public text of it holds."""

from datetime import date
from pathlib import Path

from briefing.facts import FactBook, public_facts, read_facts, read_public_facts
from briefing.project import open_inputs

TODAY = date(2026, 3, 10)
NAME = "facts/velora-flood-2026.yaml"


def book(root: Path) -> FactBook:
    found = read_facts(open_inputs(root), NAME, today=TODAY).value
    assert found is not None
    return found


def change(root: Path, old: str, new: str) -> None:
    path = root / NAME
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


SHELTER = "    sources: [{source: council-report, at: p. 9}]\n"


def test_a_source_that_only_withheld_facts_cite_goes_with_them(flood: Path) -> None:
    change(
        flood,
        "sources:\n  council-report:",
        "sources:\n  guard:\n    kind: interview\n    label: The guard\n  council-report:",
    )
    change(flood, SHELTER, "    sources: [guard]\n")
    assert list(book(flood).file.sources) == ["council-report", "network-survey"]


def test_an_actor_or_place_that_only_withheld_facts_mention_goes_with_them(flood: Path) -> None:
    change(
        flood,
        "text: The shelter stands behind the old mill.",
        'text: "{keeper} keeps the shelter in {mill}."',
    )
    change(
        flood, "actors:\n", "actors:\n  keeper: {kind: person, names: {en: A keeper, hy: Ա, az: A, ru: А}}\n"
    )
    change(flood, "places:\n", "places:\n  mill: {names: {en: The mill, hy: Ա, az: A, ru: А}}\n")
    found = book(flood)
    assert "keeper" not in found.file.actors
    assert "mill" not in found.file.places
    assert {"council", "relief-network"} <= found.file.actors.keys()


def test_of_a_protected_source_only_its_being_there_is_shown(flood: Path) -> None:
    change(flood, "    label: Door-to-door survey", "    protected: true\n    label: Door-to-door survey")
    data = public_facts(book(flood)).decode()
    assert "protected-1" in data
    for told in ("network-survey", "Door-to-door", "example.org", "Tesna Relief Network"):
        assert told not in data


def test_a_fact_taken_back_is_spoken_of_without_its_content(flood: Path) -> None:
    change(flood, "  deaths:\n", "  deaths:\n    retracted: {by: source, edition: 2, why: miscounted}\n")
    found = book(flood)
    assert "deaths" not in found.file.facts
    told = found.withdrawn["deaths"]
    assert (told.section, told.part, told.by, told.edition) == ("current-crisis", "people", "source", 2)
    assert "miscounted" not in public_facts(found).decode()


def test_a_fact_taken_out_for_safety_is_not_spoken_of(flood: Path) -> None:
    change(flood, "  deaths:\n", "  deaths:\n    removed: {on: 2026-03-09}\n    retracted: {by: us}\n")
    found = book(flood)
    assert found.withdrawn == {}
    assert found.removed == {"deaths": None}
    assert b"deaths" not in public_facts(found)


def test_a_part_of_which_all_is_withheld_leaves_no_heading(flood: Path) -> None:
    change(
        flood,
        "  background:\n",
        "      secret:\n        heading: Shelters\n        facts: [shelter-address]\n  background:\n",
    )
    assert "secret" not in book(flood).file.sections["current-crisis"].parts


def test_public_facts_are_a_fact_file_that_says_the_same(flood: Path) -> None:
    data = public_facts(book(flood))
    again = read_public_facts(data, NAME)
    assert again is not None
    (flood / NAME).write_bytes(data)
    assert public_facts(book(flood)) == data
    for private in (b"shelter", b"old mill", b"sensitivity", b"note"):
        assert private not in data


def test_a_damaged_public_text_is_none() -> None:
    assert read_public_facts(b"{", NAME) is None
