"""Speakers: who speaks in a sentence comes from `said_by`; no sentence in any language says another one by itself."""

from datetime import date
from pathlib import Path

import pytest

from briefing.catalogs import PlacedText
from briefing.checks.speakers import check_speakers
from briefing.cli import run
from briefing.diagnostics import Span
from briefing.facts import FactBook, read_facts
from briefing.project import open_inputs

FACTS = """\
schema: 1
brief: {id: loop, title: The week, standfirst: Some facts.}
sources: {doc: {kind: report, label: Bulletin, published: "2026-11-16"}}
sections: {current-crisis: {parts: {q: {heading: Words, facts: [c, st]}}}}
actors:
  office: {kind: government, names: {en: the office, hy: {nom: գրասենյակը, gen: գրասենյակի},
    az: {nom: idarə, gen: idarənin}, ru: {nom: управление, gen: управления}}}
  mayor: {kind: person, names: {en: the mayor, hy: {nom: քաղաքապետը, gen: քաղաքապետի},
    az: {nom: bələdiyyə başçısı, gen: bələdiyyə başçısının}, ru: {nom: мэр, gen: мэра}}}
  council: {kind: government, names: {en: the town council, ru: {nom: городской совет, gen: городского совета}}}
facts:
  c:
    section: current-crisis
    kind: claim
    said_by: mayor
    certainty: claimed
    text: "{mayor:start} says that the bridge was sound."
    sources: [doc]
  st: {section: current-crisis, kind: status, text: The road is closed., sources: [doc]}
"""
TODAY = date(2026, 11, 17)


def read(root: Path, text: str) -> tuple[FactBook, list[str]]:
    """Read a fact file; give its book, and the messages of its findings of a speaker."""
    (root / "facts").mkdir(exist_ok=True)
    (root / "briefing.toml").write_text(
        '[briefing]\nlocales = ["en"]\npublisher = "Desk"\n', encoding="utf-8"
    )
    (root / "facts" / "loop.yaml").write_text(text, encoding="utf-8")
    outcome = read_facts(open_inputs(root), "facts/loop.yaml", today=TODAY)
    assert outcome.value is not None
    return outcome.value, [d.message for d in outcome.diagnostics if d.code.id == "BR254"]


def typed(book: FactBook, words: str, locale: str = "en", context: str = "c") -> list[str]:
    """Give the letters that are found as a typed name."""
    text = PlacedText(text=words, span=Span(file="a.po", line=1), locale=locale, context=context)
    return [finding.message.split("`")[1] for finding in check_speakers(text, book)]


@pytest.mark.parametrize(
    ("locale", "words", "found"),
    [
        ("en", "The office says that the bridge was sound.", ["The office"]),
        ("en", "THE OFFICE says so; the mayor's word is good.", ["THE OFFICE", "the mayor"]),
        ("en", "Town council members say so.", ["Town council"]),
        ("en", "The officer says that official papers are sound.", []),
        ("ru", "Управление утверждает, что мост был исправен.", ["Управление"]),
        ("ru", "В управлении говорят, что мост был исправен.", ["управлении"]),
        ("ru", "По мнению мэра, управлением это доказано.", ["мэра", "управлением"]),
        ("ru", "По данным городского совета и по словам мэрии, мост исправен.", ["городского совета"]),
        ("ru", "Мост управляем и исправен.", []),
        ("hy", "Գրասենյակն ասում է, որ կամուրջը սարքին էր։", ["Գրասենյակն"]),
        ("hy", "Քաղաքապետին ասել են, որ կամուրջը սարքին էր։", ["Քաղաքապետին"]),
        ("az", "İDARƏ bildirir ki, körpü saz idi.", ["İDARƏ"]),
        ("az", "İdarədən bildirirlər ki, körpü saz idi.", ["İdarədən"]),
    ],
)
def test_a_name_in_small_letters_is_found(tmp_path: Path, locale: str, words: str, found: list[str]) -> None:
    """Of any actor of the register, of one that nothing names any more too, in any form."""
    book, _ = read(tmp_path, FACTS)
    assert typed(book, words, locale) == found
    assert typed(book, words, locale, "c:summary") == found


def test_names_elsewhere_are_left_alone(tmp_path: Path) -> None:
    """A narrator's sentence may say `the office`, and so may words that the speaker is quoted with."""
    book, _ = read(tmp_path, FACTS)
    assert typed(book, "The office is closed.", context="st") == []
    assert typed(book, "Told by the office", context="c:label") == []
    assert typed(book, "{mayor:start} said: “The office lied.”") == []
    assert typed(book, "“The office” says that it was sound.") == ["The office"]


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("{office:start} says that the bridge was sound.", "and its text names `office` alone"),
        ("The office says that the bridge was sound.", "and its text names `office` alone"),
        ("According to {office}, the bridge was sound.", "and its text names `office` alone"),
        ("{office:start} said that {mayor} denied it.", "and in its text `office` speaks first"),
        ("According to {office}, {mayor} said so.", "and in its text `office` speaks first"),
        ("{mayor:start} said that {office} had promised it.", ""),
        ("{office:start} was told by {mayor} that it was sound.", ""),
        ("The bridge was sound.", ""),
    ],
)
def test_a_sentence_that_names_another_speaker_is_found(tmp_path: Path, sentence: str, message: str) -> None:
    """Alone, or before the speaker."""
    _, found = read(tmp_path, FACTS.replace("{mayor:start} says that the bridge was sound.", sentence))
    assert found == ([f"`c` is what `mayor` says, {message}"] if message else [])


def test_the_summary_is_a_sentence_too(tmp_path: Path) -> None:
    """It stands on page one instead of the sentence."""
    text = FACTS.replace(
        "    sources: [doc]\n", '    summary: "{office:start} says so."\n    sources: [doc]\n', 1
    )
    _, found = read(tmp_path, text)
    assert found == ["`c` is what `mayor` says, and its summary names `office` alone"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--said-by", "office"], "does not name its speaker `office`"),
        (["--said-by", "office", "--text", "{mayor:start} says so."], "names `mayor` alone [BR254]"),
        (["--said-by", "office", "--text", "The mayor says so."], "names `mayor` alone [BR254]"),
        (["--said-by", "narrator"], "the text of `c` says that somebody speaks"),
    ],
)
def test_another_speaker_is_refused_without_the_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    """The file stays as it is."""
    read(tmp_path, FACTS)
    got = run(
        [
            "correct",
            "c",
            *words,
            "--why",
            "it was another",
            "--project",
            str(tmp_path),
            "--today",
            "2026-11-17",
        ]
    )
    assert got == 2
    assert said in capsys.readouterr().err
    assert (tmp_path / "facts" / "loop.yaml").read_text(encoding="utf-8") == FACTS


def test_another_speaker_is_taken_with_the_sentence(tmp_path: Path) -> None:
    """Where the sentence names the new speaker, or does so after the act."""
    read(tmp_path, FACTS)
    words = ["--said-by", "office", "--text", "{office:start} says that the bridge was sound."]
    assert (
        run(["correct", "c", *words, "--why", "x", "--project", str(tmp_path), "--today", "2026-11-17"]) == 0
    )
    assert "said_by: office" in (tmp_path / "facts" / "loop.yaml").read_text(encoding="utf-8")
