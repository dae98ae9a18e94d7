"""Review: a signature stands for words, and falls with them."""

import json
from pathlib import Path

import pytest

from briefing.cli import run

PO = Path("locales/hy/LC_MESSAGES/sample.po")


def reviews(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[str, str, str]]:
    """Give the review of every message of the brief, by name."""
    capsys.readouterr()
    run(["status", "--lang", "hy", "--output-format", "json"])
    catalogs = json.loads(capsys.readouterr().out)["catalogs"]
    messages = next(c["messages"] for c in catalogs if c["brief"] == "sample")
    return {m["name"]: (m["review"], m["by"], m["on"]) for m in messages}


def sign(*options: str) -> int:
    """Sign as Anna."""
    return run(["messages", "review", "--lang", "hy", "--by", "Anna Armenyan", *options])


def test_what_nobody_signed_is_a_draft(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Until a reader stands by it."""
    assert set(reviews(capsys).values()) == {("draft", "", "")}


def test_a_signature_has_name_and_day_and_survives_an_update(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every translated message; a second signing changes nothing."""
    assert sign() == 0
    signed = PO.read_text(encoding="utf-8")
    assert set(reviews(capsys).values()) == {("reviewed", "Anna Armenyan", "2026-03-10")}
    assert sign() == 0
    assert run(["messages", "update", "--lang", "hy"]) == 0
    assert set(reviews(capsys).values()) == {("reviewed", "Anna Armenyan", "2026-03-10")}
    assert signed.count("# review: reviewed by Anna Armenyan on 2026-03-10 [") == len(reviews(capsys))


def test_changed_words_void_it_and_changed_numbers_do_not(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of that message alone."""
    sign()
    facts = Path("facts/sample.yaml")
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("value: 1200", "value: 1300"), encoding="utf-8"
    )
    PO.write_text(PO.read_text(encoding="utf-8").replace('"Եղանակը"', '"Եղանակ"'), encoding="utf-8")
    found = reviews(capsys)
    assert [name for name, (review, _, _) in found.items() if review != "reviewed"] == [
        "part:outlook:weather"
    ]
    assert found["part:outlook:weather"][0] == "void"
    sign()
    assert {review for review, _, _ in reviews(capsys).values()} == {"reviewed"}


def test_changed_english_voids_it(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The translation may be right still; nobody has said so."""
    sign()
    facts = Path("facts/sample.yaml")
    facts.write_text(facts.read_text(encoding="utf-8").replace("The weather", "Weather"), encoding="utf-8")
    run(["messages", "update", "--lang", "hy"])
    assert reviews(capsys)["part:outlook:weather"][0] == "void"


def test_only_named_messages_are_signed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By their context."""
    assert sign("--only", "rain", "--only", "dam") == 0
    found = reviews(capsys)
    assert [name for name, (review, _, _) in found.items() if review == "reviewed"] == ["dam", "rain"]


def test_every_message_is_listed(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With its state and its reviewer."""
    sign("--only", "rain")
    run(["status", "--lang", "hy", "--messages"])
    out = capsys.readouterr().out
    assert "hy      sample     translated  reviewed  Anna Armenyan 2026-03-10  rain\n" in out


@pytest.mark.parametrize("name", ["", " ", "A [b]", "A\nB"])
def test_a_name_that_cannot_be_signed_with_is_refused(sample: Path, name: str) -> None:
    """Exit code 2, and nothing written."""
    before = PO.read_bytes()
    assert run(["messages", "review", "--lang", "hy", "--by", name]) == 2
    assert PO.read_bytes() == before
