"""Values: the order of dates on a timeline."""

import pytest

from briefing.facts.edtf import read_when
from briefing.values import When


def key(when: When) -> tuple[int, ...]:
    """Give where a date stands on a timeline."""
    assert when.start is not None
    return when.start.sort_key


@pytest.mark.parametrize(
    ("before", "edtf", "after"),
    [
        ("2024-12-31", "2025", "2026-01-01"),
        ("2025-02", "2025-03", "2025-04-01"),
        ("1989", "199X", "2000"),
        ("1899", "19XX", "2000"),
    ],
)
def test_parts_of_a_period_stand_in_it_and_in_turn(before: str, edtf: str, after: str) -> None:
    """Late 2025 comes after mid-2025 and before January 2026, whatever the period is."""
    parts = [key(read_when(edtf, part)) for part in ("early", "mid", "late")]
    assert parts == sorted(set(parts))
    assert key(read_when(before)) < parts[0]
    assert parts[-1] < key(read_when(after))


def test_late_in_a_year_is_after_its_summer() -> None:
    """A part of a year begins with its third of the year."""
    order = [
        ("2025-04-30", None),
        ("2025", "mid"),
        ("2025-08-31", None),
        ("2025", "late"),
        ("2025-09-02", None),
    ]
    keys = [key(read_when(edtf, part)) for edtf, part in order]
    assert keys == sorted(keys)
