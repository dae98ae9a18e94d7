"""The life of the shipped brief after its first print, in four languages, with sources and changes that are invented.

What every box says, sentence by sentence, stands in `data/shipped-boxes.md`; `--update-cases` writes it anew.
"""

import re
import shutil
from pathlib import Path

import pytest
from desk import LOCALES, Desk, compare

ROOT = Path(__file__).parents[1]
BOXES = Path(__file__).parent / "data" / "shipped-boxes.md"
BRIEF = "nagorno-karabakh-2023"
PUBLIC = f"public/{BRIEF}/{BRIEF}"
SETTINGS = """\
[briefing]
locales = ["en-GB", "hy", "az", "ru"]
publisher = "Briefing desk"
"""
LATER = """\
sources:
  later-article:
    kind: news-text
    label: A later article, invented for a test
    language: en
    published: "2023-12-11"
"""
ANSWER = """\
  road-opened:
    section: current-crisis
    kind: event
    when: "2023-12-08"
    text: "{road-opened:on,start}, a road for humanitarian aid was opened, the later article says."
    sources: [{source: later-article, at: s. 2}]
  hidden-house:
    section: current-crisis
    kind: status
    text: Eleven families live in the school of the third village.
    sensitivity: restricted
    sources: [{source: later-article, at: s. 4}]
  # ---- talks
"""
ROAD = {
    "hy": "Ավելի ուշ հրապարակված հոդվածի համաձայն՝ {road-opened:on} բացվել է մարդասիրական օգնության ճանապարհ։",
    "az": "Sonrakı məqaləyə görə, {road-opened:on} humanitar yardım üçün yol açılıb.",
    "ru": "Согласно более поздней статье, {road-opened:on} открыта дорога для гуманитарной помощи.",
}
LABEL = {
    "hy": "Ավելի ուշ հրապարակված հոդված՝ հորինված փորձարկման համար",
    "az": "Sınaq üçün uydurulmuş sonrakı məqalə",
    "ru": "Более поздняя статья, вымышленная для проверки",
}
SECRETS = ("Eleven families", "third village", "hidden-house")
FIGURES = {
    "en": ("at least 25,000", "at least 32,000", "at least 30,000"),
    "hy": ("առնվազն 25 000", "առնվազն 32 000", "առնվազն 30 000"),
    "az": ("ən azı 25.000", "ən azı 32.000", "ən azı 30.000"),
    "ru": ("не менее 25 000", "не менее 32 000", "не менее 30 000"),
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    root = tmp_path / "desk"
    (root / "facts").mkdir(parents=True)
    shutil.copy(ROOT / f"facts/{BRIEF}.yaml", root / "facts")
    shutil.copytree(ROOT / "locales", root / "locales")
    (root / "briefing.toml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(root)
    monkeypatch.setenv("BRIEFING_USER", "Anna")
    monkeypatch.delenv("BRIEFING_TODAY")
    return Desk(root, BRIEF, "2023-11-20T09:00+00:00", capsys)


def second_edition(desk: Desk) -> None:
    """Let a figure rise, open a road, mend an error of ours, and keep a promise."""
    desk.now = "2023-12-12T09:00+00:00"
    desk.change("sources:\n", LATER)
    desk.change("  # ---- talks\n", ANSWER)
    desk.change("needs,", "needs, road-opened, hidden-house,")
    desk(
        "set",
        "displaced",
        "--value",
        "32000",
        "--as-of",
        "2023-12-01",
        "--source",
        "later-article",
        "--at",
        "s. 1",
    )
    desk("correct", "meetings", "--source", "article", "--at", "s. 9", "--why", "another sentence says so")
    desk(
        "resolve", "security-promise", "--outcome", "kept", "--on", "2023-12-05", "--source", "later-article"
    )
    refused = desk("publish", code=4)
    for locale in LOCALES[1:]:
        assert f"`{locale}`: the translation is missing of `road-opened`" in refused
    desk.translate("road-opened", ROAD)
    desk.translate("source:later-article:label", LABEL)
    desk.sign("Anna")
    assert "published as edition 2" in desk("publish")


def third_edition(desk: Desk) -> None:
    """Mend a mistyped figure, take a statement back and, for safety, an item out; let events overtake a warning."""
    desk.now = "2024-01-16T09:00+00:00"
    assert "cannot become fewer" in desk(
        "set", "displaced", "--value", "30000", "--as-of", "2023-12-20", "--source", "later-article", code=2
    )
    desk("correct", "displaced", "--was", "32000", "--value", "30000", "--why", "mistyped")
    desk("retract", "thoughts-of-leaving", "--why", "the article was misread")
    desk(
        "resolve", "aid-warning", "--outcome", "overtaken", "--on", "2024-01-10", "--source", "later-article"
    )
    desk("retract", "road-opened", "--safety")
    desk.sign("Anna")
    assert "published as edition 3" in desk("publish")


@pytest.mark.pdf
def test_shipped_brief_lives_through_three_editions(desk: Desk, pytestconfig: pytest.Config) -> None:
    desk.sign("Anna")
    assert "published as edition 1" in desk("publish")
    assert [desk.box(locale) for locale in LOCALES] == [[], [], [], []]
    told: list[tuple[str, dict[str, list[str]]]] = []
    for number, write in ((2, second_edition), (3, third_edition)):
        write(desk)
        told.append((f"Edition {number}", {locale: desk.box(locale) for locale in LOCALES}))
        for locale, figures in FIGURES.items():
            text = (desk.root / f"{PUBLIC}.{locale}.html").read_text(encoding="utf-8")
            text = " ".join(re.sub(r"<[^>]*>", "", text).split())
            assert figures[number - 1] in text
    first = {
        locale: desk.words_of(f"public/{BRIEF}/1/{BRIEF}.{locale}.html", "superseded") for locale in LOCALES
    }
    told.append(("The banner over edition 1", first))
    compare(
        "What the pages of the shipped brief would say, were the changes of this test true",
        told,
        BOXES,
        is_updated=pytestconfig.getoption("--update-cases"),
    )
    assert "facts in en hy az ru" in desk("parity", "--out", "public")
    desk("check", "--leaks")
    for path in (*desk.root.glob("public/**/*"), *desk.root.glob("editions/**/*")):
        if path.is_file():
            text = path.read_bytes().decode("utf-8", "replace")
            assert [secret for secret in SECRETS if secret in text] == [], path
    assert "all as published" in desk("verify")
