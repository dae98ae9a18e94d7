"""Provenance: from what is printed back to the fact, its sources and its past, and on to every page it is on."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.build import Request
from briefing.cli import run
from briefing.project import open_inputs, read_project
from briefing.proof import Library, open_library, trace

ROOT = Path(__file__).parents[2]
FLOOD = Path(__file__).parents[1] / "flood"
BRIEF = "velora-flood-2026"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented flood, built in two languages."""
    root = tmp_path_factory.mktemp("provenance") / "flood"
    shutil.copytree(FLOOD, root)
    assert run(["--project", str(root), "-q", "build", "--lang", "en,az"]) == 0
    return root


def library_of(project: Path, out: Path) -> Library:
    """Bind a project in every locale."""
    inputs = open_inputs(project)
    settings = read_project(inputs).value
    request = Request(
        briefs=settings.briefs,
        locales=settings.locales,
        formats=("html", "pdf"),
        layouts=settings.layouts,
        out=out,
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 11, 23, tzinfo=UTC),
    )
    return open_library(inputs, settings, request)


@pytest.fixture(scope="module")
def flood_library(built: Path) -> Library:
    """Give the invented flood with its finished files."""
    return library_of(built, built / "build")


@pytest.fixture(scope="module")
def shipped_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Give the shipped brief without finished files."""
    return library_of(ROOT, tmp_path_factory.mktemp("nothing"))


@pytest.mark.parametrize(
    "words",
    [
        "25 000",
        "25000",
        "25,000",
        "25.000",
        "25\u00a0000",
        "25\u202f000",
        "25\u2009000",
        "at least 25,000",
        "at least 25,000 people",
        "At least 25,000 people.",
        "25 000 մարդ",
        "առնվազն 25 000 մարդ",
        "ən azı 25.000 nəfər",
        "не менее 25 000 человек",
        "displaced",
    ],
)
def test_number_is_known_in_every_spelling(shipped_library: Library, words: str) -> None:
    """Of the shipped brief, with any space and any part of the phrase."""
    (found,) = trace(shipped_library, words).found
    told = (found.fact, found.value, found.qualifier, found.unit)
    assert told == ("displaced", "25000", "at-least", "person")
    place = (ROOT / found.file).read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert place == "  displaced:"
    sources = [(source.id, source.at, source.published) for source in found.sources]
    assert sources == [("article", "s. 9", "2023-11-14")]


@pytest.mark.parametrize(
    ("words", "facts"),
    [
        ("3 of 7", {"cut-villages": "value"}),
        ("3 из 7 сёл", {"cut-villages": "value"}),
        ("7 կենդանի", {}),
        ("400–600", {"damaged-houses": "value"}),
        ("2.300–2.600 nəfər", {"displaced-survey": "value"}),
        ("58,3", {"unsafe-water": "value"}),
        ("21 boat crews", {"rescue-boats": "value"}),
        ("2 марта 2026 г.", {"flood-event": "date"}),
        ("2026-03-02", {"flood-event": "date"}),
        ("early 1990s", {"earlier-floods": "date"}),
        ("12–15 March 2026", {"more-rain": "date"}),
        (
            "7 March 2026",
            dict.fromkeys(("displaced-survey", "unsafe-water", "tents-needed"), "date of the data"),
        ),
        ("1974", {"dam-built": "date"}),
    ],
)
def test_parts_ranges_shares_and_dates(flood_library: Library, words: str, facts: dict[str, str]) -> None:
    """Whatever a value or date may look like on a page, it leads to its facts and to no other."""
    assert {found.fact: found.match for found in trace(flood_library, words).found} == facts


def test_facts_are_told_as_json(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object, with the words that were asked for and every fact."""
    assert run(["--project", str(built), "explain", "3 из 7", "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["asked"]) == (1, "3 из 7")
    assert [(fact["fact"], fact["value"], fact["as_of"]) for fact in told["facts"]] == [
        ("cut-villages", "3/7", "")
    ]


def test_all_that_stands_behind_a_number_is_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentences, value, speaker, date, certainty, source with its place, line, and each page it is on."""
    assert run(["--project", str(built), "explain", "1,850"]) == 0
    facts = (built / f"facts/{BRIEF}.yaml").read_text(encoding="utf-8").splitlines()
    folder = f"build/{BRIEF}/{BRIEF}"
    source = "Daily situation report of the town council · Situation report · Velora town council"
    assert capsys.readouterr().out.replace("\u00a0", " ").splitlines() == [
        f"displaced  ({BRIEF}, by its value)  facts/{BRIEF}.yaml:{facts.index('  displaced:') + 1}",
        "  en         The town council said that at least 1,850 people had left their homes.",
        "  hy         Քաղաքային խորհուրդն ասել է, որ իր տունը լքել է առնվազն 1850 մարդ։",
        "  az         Şəhər şurası bildirib ki, evini tərk edənlərin sayı ən azı 1.850 nəfər olub.",
        "  ru         Городской совет сообщил, что число покинувших свои дома — не менее 1850 человек.",
        "  value      at-least 1850 person",
        "  printed as at least 1,850 people · առնվազն 1850 մարդ · ən azı 1.850 nəfər · не менее 1850 человек",
        "  said by    the town council (council)",
        "  as of      2026-03-05",
        "  certainty  claimed",
        f"  source     council-report, table 2: {source}; published 2026-03-06",
        "  was        at-least 700 person, as of 2026-03-03, edition 1, replaced 2026-03-04, council-report",
        "  corrected  was at-least 1805 person, edition 2, our error, mended 2026-03-05, two digits were swapped",
        f"  stands in  {folder}.en.html: In brief, Key figures, People, Who says what, Over the editions",
        f"  stands in  {folder}.en.a4.pdf: pages 1, 2, 3",
        f"  stands in  {folder}.az.html: Qısaca, Əsas rəqəmlər, İnsanlar, Kim nə deyir, Buraxılışlar üzrə",
        f"  stands in  {folder}.az.a4.pdf: pages 1, 2, 3",
    ]


def test_what_is_not_public_is_not_explained(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A withheld fact is as unknown as any other word."""
    assert run(["--project", str(built), "explain", "shelter-address"]) == 2
    assert "mill" not in capsys.readouterr().err


def test_unknown_number_is_refused_with_the_nearest(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the three values that are nearest in proportion."""
    assert run(["--project", str(built), "explain", "1,900"]) == 2
    told = capsys.readouterr().err
    assert told.splitlines()[1] == (
        "  = hint: nearest: 1850 (`displaced`), 2300..2600 (`displaced-survey`), 600 (`tents-needed`)"
    )


def test_codes_are_still_explained(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By number or name, wherever one stands; a mistyped one is told what is near."""
    assert run(["explain", "br311"]) == 0
    assert capsys.readouterr().out.startswith("BR311 stale-translation")
    assert run(["explain", "stale-translation"]) == 0
    assert run(["explain", "BR319999"]) == 2
    assert "there is no code" in capsys.readouterr().err
    assert run(["--project", str(built), "explain", "stale-translatoin"]) == 2
    assert "did you mean `stale-translation`?" in capsys.readouterr().err


def test_history_leads_from_any_value_that_was_ever_printed(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A former value, and one that was an error, with edition, source and why: a reader holds an old paper."""
    with Path("briefing.toml").open("a", encoding="utf-8") as file:
        file.write("approvals = 0\nreviews = 0\n")
    assert run(["publish", "--by", "Anna"]) == 0
    newer = ["--as-of", "2026-03-09", "--source", "report", "--at", "p. 2"]
    assert run(["set", "sandbags", "--value", "52000", *newer, "--yes", "--by", "Anna"]) == 0
    assert run(["publish", "--by", "Anna"]) == 0
    mend = ["correct", "sandbags", "--was", "52000", "--value", "25000", "--why", "digits were swapped"]
    assert run([*mend, "--by", "Anna"]) == 0
    told = {}
    for typed in ("5,000", "52,000", "25,000"):
        capsys.readouterr()
        assert run(["explain", typed]) == 0
        told[typed] = capsys.readouterr().out
    for said in told.values():
        assert "was        about 5000 sandbag, as of 2026-03-05, edition 1, replaced 2026-03-10" in said
        assert "stands in  public/sample/sample.en.html: " in said
        assert "corrected  was about 52000 sandbag, edition 2, our error, mended 2026-03-10, digits" in said
