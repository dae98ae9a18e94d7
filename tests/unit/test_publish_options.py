"""`approve --except`, `publish --dry-run` and `--allow-untranslated`; hints of the gate, typed as they stand."""

import re
import shlex
from pathlib import Path

import pytest
from desk import Desk
from test_withdrawals import translate, write_project


def desk_of(root: Path, capsys: pytest.CaptureFixture[str], *locales: str, approvals: int = 0) -> Desk:
    """Give a desk at work on a brief of three facts that is not published yet."""
    write_project(root, locales)
    desk = Desk(root, "fire", "2026-03-02", capsys)
    if approvals:
        desk.change("approvals = 0", f"approvals = {approvals}", "briefing.toml")
    return desk


def typed(told: str, start: str = "briefing approve") -> list[str]:
    """Give the words of the first command that a hint offers, without `briefing`."""
    found = re.search(rf"{start}.*", told)
    assert found is not None, told
    return shlex.split(found[0])[1:]


def test_all_but_some_facts_are_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--except` leaves facts out; the hint of the gate then approves just those that lack it."""
    monkeypatch.chdir(tmp_path)
    desk = desk_of(tmp_path, capsys, "en", approvals=1)
    assert "there is no fact" not in desk("approve", "--except", "dead", "--by", "A")
    assert "2 of 3 facts approved by A" in desk("approve", "--except", "dead", "--by", "A")
    refused = desk("publish", "--dry-run", "--by", "A", code=4)
    assert "missing of `dead`" in refused
    assert typed(refused) == ["approve", "fire", "--fact", "dead", "--by", "NAME"]
    assert "1 of 3 facts approved by NAME" in desk(*typed(refused))
    assert "the gate is open for edition 1" in desk("publish", "--dry-run", "--by", "A")
    assert "shows no fact `daed`" in desk("approve", "--except", "daed", "--by", "A", code=2)
    assert "named by `--fact` and by `--except`" in desk(
        "approve", "--fact", "dead", "--except", "dead", "--by", "A", code=2
    )
    everyone = [word for id_ in ("dead", "tons", "wind") for word in ("--except", id_)]
    assert "no fact of `fire` is left" in desk("approve", *everyone, "--by", "A", code=2)


def test_a_dry_run_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what the gate would say, exit 0 or 4, and neither edition nor ledger nor website is there after it."""
    monkeypatch.chdir(tmp_path)
    desk = desk_of(tmp_path, capsys, "en")
    assert "the gate is open for edition 1; nothing was published" in desk(
        "publish", "--dry-run", "--by", "A"
    )
    assert not (tmp_path / "public").exists()
    assert not (tmp_path / "editions").exists()
    desk("publish", "--by", "A")
    before = {path: path.read_bytes() for path in (tmp_path / "public").rglob("*") if path.is_file()}
    (tmp_path / "public/fire/fire.en.html").unlink()
    assert "nothing has changed since edition 1" in desk("publish", "--dry-run", "--by", "A")
    assert not (tmp_path / "public/fire/fire.en.html").exists()
    desk("set", "dead", "--value", "13", "--as-of", "2026-03-02", "--source", "notice", "--by", "A")
    assert "the gate is open for edition 2" in desk("publish", "--dry-run", "--by", "A")
    desk.change("sources:\n", 'edition: {embargo: "2026-05-05T18:00+04:00"}\nsources:\n')
    assert "[BR702]" in desk("publish", "--dry-run", "--by", "A", code=4)
    assert len(list((tmp_path / "editions/fire").glob("*.json"))) == 1
    assert len(before) == len(list((tmp_path / "public").rglob("*.*"))) + 1


def test_an_edition_may_be_published_with_words_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One missing sentence in one language does not hold the others, when the desk says so; it is marked as English."""
    monkeypatch.chdir(tmp_path)
    desk = desk_of(tmp_path, capsys, "en", "hy")
    translate(desk)
    desk.change('msgstr "Քամին տևել է {wind}։"', 'msgstr ""', "locales/hy/LC_MESSAGES/fire.po")
    refused = desk("publish", "--by", "A", code=4)
    assert "is missing of `wind`" in refused
    assert "briefing messages review fire --lang hy --by" in refused
    assert "`--allow-untranslated`" in refused
    told = desk("publish", "--allow-untranslated", "--by", "A")
    assert ("published as edition 1" in told, "warning[BR703]" in told) == (True, True)
    page = (tmp_path / "public/fire/fire.hy.html").read_text(encoding="utf-8")
    assert re.search(r'lang="en"[^>]*>Wind for', page)
    assert "byte for byte as published" in desk("build", "--edition", "1")
    assert "nothing has changed since edition 1" in desk("publish", "--by", "A")
    translate(desk)
    assert "published as edition 2" in desk("publish", "--by", "A")
