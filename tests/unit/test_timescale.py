"""The picture of dated events: rows, places on the scale, and the lane of undated ones."""

import re
from datetime import date
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.facts import days_of
from briefing.facts.edtf import read_when


@pytest.mark.parametrize(
    ("text", "part", "years"),
    [
        ("2020", None, (2020, 2020)),
        ("199X", None, (1990, 1999)),
        ("199X", "early", (1990, 1993)),
        ("199X", "late", (1996, 1999)),
        ("2020/2023", None, (2020, 2023)),
    ],
)
def test_days_of_a_date(text: str, part: str | None, years: tuple[int, int]) -> None:
    """A part of a period is a third of it."""
    days = days_of(read_when(text, part))
    assert days is not None
    assert tuple(date.fromordinal(day).year for day in days) == years


def test_an_open_end_has_no_place_on_a_scale() -> None:
    """Neither a beginning nor an end is made up."""
    assert days_of(read_when("2020/..")) is None


@pytest.mark.parametrize("locale", ["en", "hy", "az", "ru"])
def test_every_date_of_the_list_stands_on_the_scale(flood: Path, locale: str) -> None:
    """Two marks and one bar, in order of time, with the words of the list, in every language; a forecast has none."""
    assert run(["build", "--format", "html", "--lang", locale]) == 0
    html = next(Path("build").glob(f"*/*.{locale}.html")).read_text(encoding="utf-8")
    found = re.search(r'<svg class="timescale".*?</svg>', html, re.S)
    assert found is not None
    picture = found[0]
    words = re.findall(r"<text[^>]*>([^<]*)</text>", picture)
    listed = [
        re.sub(r"<[^>]*>", "", o) for o in re.findall(r"<dt>(.*?)</dt>", html.split('id="timeline"')[1])
    ]
    *listed, forecast = listed[:4]
    assert [*listed, "1974", "2026"] == words
    title = re.search(r"<title>(.*?)</title>", picture, re.S)
    assert title is not None
    assert all(word in title[1] for word in words)
    assert forecast not in words
    assert len(re.findall("<circle", picture)) == 2
    assert len(re.findall('stroke-width="6"', picture)) == 1
