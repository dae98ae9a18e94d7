"""The date of the data: a span of the key figures, and how many of them have none."""

import re
from pathlib import Path

import pytest
from desk import Words

from briefing.cli import run

HEAD = """schema: 1
brief: {id: b, title: "The outbreak", standfirst: "What is known."}
sources: {doc: {kind: report, label: "Bulletin"}}
sections:
  background: {parts: {p: {heading: Before, facts: [population]}}}
  current-crisis: {key: [KEYS], parts: {q: {heading: People, facts: [KEYS]}}}
facts:
  population: {section: background, kind: figure, value: 1240000, unit: person, label: inhabitants, as_of: "1986",
    text: "The region has {population}.", sources: [{source: doc}]}
"""
FACT = """  FACT: {section: current-crisis, kind: figure, value: 12, unit: person, label: cases, as_of: DATE,
    text: "There are {FACT}.", sources: [{source: doc}]}
"""


def title_block(root: Path, dates: str, locale: str) -> str:
    """Give the date of the data in the title block of a brief whose key figures have these dates."""
    keys = {f"f{chr(97 + n)}": day for n, day in enumerate(dates.split())}
    text = HEAD.replace("KEYS", ", ".join(keys))
    for fact, day in keys.items():
        text += FACT.replace("FACT", fact).replace("DATE", "null" if day == "-" else f'"{day}"')
    (root / "facts").mkdir()
    (root / "facts/b.yaml").write_text(text, encoding="utf-8")
    settings = '[briefing]\nlocales = ["en-GB", "hy", "az", "ru"]\n'
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    words = ["build", "--project", str(root), "--format", "html", "--lang", locale, "--allow-untranslated"]
    assert run([*words, "--out", str(root / "build"), "--today", "2026-11-17", "-q"]) == 0
    found = Words("facts-of-brief")
    found.feed((root / f"build/b/b.{locale}.html").read_text(encoding="utf-8"))
    told = " ".join(" ".join(found.lines).split())
    return re.sub(r"[\u00a0\u202f]", " ", told)


@pytest.mark.parametrize(
    ("dates", "locale", "told"),
    [
        ("2026-11-15", "en", "Data as of 15 November 2026 Languages"),
        ("2026-11-15 2026-11-12 -", "en", "Data as of 12–15 November 2026; 1 undated Languages"),
        ("2024 2026-11-15", "en", "Data as of 2024 – 15 November 2026 Languages"),
        ("2026-11 2026-11-15", "en", "Data as of November 2026 Languages"),
        ("2026-10-30 2026-11-02/2026-11-05", "en", "Data as of 30 October – 5 November 2026 Languages"),
        ("- -", "en", "Data as of Not stated in the source Languages"),
        ("2026-11-15 2026-11-12 -", "hy", "2026 թ. նոյեմբերի 12–15, առանց ամսաթվի՝ 1"),
        ("2026-11-15 2026-11-12 - -", "az", "12–15 noyabr 2026; tarixsiz: 2"),
        ("2026-11-15 2026-11-12 -", "ru", "12–15 ноября 2026 г.; без даты: 1"),
    ],
)
def test_the_span_of_the_key_figures(tmp_path: Path, dates: str, locale: str, told: str) -> None:
    """A census of the background dates no page; one undated figure leaves the dates of the others."""
    assert told in title_block(tmp_path, dates, locale)
