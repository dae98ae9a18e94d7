"""`publish --lang`: an edition in some languages; each other one keeps the page, the PDFs and the number it had."""

import json
import re
from pathlib import Path

import pytest
from desk import LOCALES, Desk
from test_withdrawals import desk_in, translate, write_project

OVER = {
    "en": "This is edition 1, the latest in this language. A newer edition of this brief has been published in "
    "other languages: edition 2.",
    "hy": "Սա 1 համարով թողարկումն է՝ վերջինն այս լեզվով։ Այլ լեզուներով հրապարակվել է այս համառոտագրի ավելի նոր "
    "թողարկում՝ համար 2։",
    "az": "Bu, 1 nömrəli buraxılışdır, bu dildə sonuncudur. Bu arayışın daha yeni buraxılışı başqa dillərdə dərc "
    "olunub: nömrə 2.",
    "ru": "Это выпуск № 1, последний на этом языке. На других языках вышел более новый выпуск этой записки: № 2.",
}
"""What stands over a page that a language kept."""


def site(desk: Desk) -> dict[str, bytes]:
    """Give the files of the website by name."""
    root = desk.root / "public"
    return {o.relative_to(root).as_posix(): o.read_bytes() for o in root.rglob("*") if o.is_file()}


def banner(page: bytes) -> str:
    """Give the text over a page, empty where there is none."""
    found = re.search(r'<aside class="superseded">(.*?)</aside>\n', page.decode(), re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", found[1]) if found is not None else ""
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())


def bare(page: bytes) -> bytes:
    """Give a page without what stands over it."""
    return re.sub(rb'<aside class="superseded">.*?</aside>\n', b"", page, flags=re.DOTALL)


def raise_dead(desk: Desk, value: str = "13", code: int = 0) -> str:
    """Let the desk set another value, so that a new edition is due."""
    words = ("--value", value, "--as-of", "2026-03-21", "--source", "notice", "--by", "A")
    told = desk("set", "dead", *words, code=code)
    translate(desk)
    return told


@pytest.mark.parametrize(("chosen", "kept"), [("hy", ("en", "az", "ru")), ("en,az,ru", ("hy",))])
def test_the_other_languages_keep_their_last_edition_and_say_so(
    chosen: str,
    kept: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Their files are those of edition 1 but for the words above them; record, index and `verify` say which is it."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, *LOCALES)
    before = site(desk)
    raise_dead(desk)
    assert "published as edition 2" in desk("publish", "--lang", chosen, "--by", "A")
    after, new = site(desk), chosen.split(",")
    record = json.loads((tmp_path / "editions/fire/2.json").read_text(encoding="utf-8"))
    assert {copy["locale"] for copy in record["copies"]} == set(new)
    for locale in LOCALES:
        page, index = after[f"fire/fire.{locale}.html"], after[f"index.{locale}.html"].decode()
        own = 2 if locale in new else 1
        assert f'"version":"{own}"' in page.decode()
        assert (f"fire/1/fire.{locale}.html" in index) == (locale in new)
        assert (f"fire/2/fire.{locale}.html" in after) == (locale in new)
        assert (f"fire/2/fire.{locale}.html" in after[f"feed.{locale}.xml"].decode()) == (locale in new)
        desk("verify", f"public/fire/fire.{locale}.html")
    for locale in kept:
        for place in ("fire/", "fire/1/"):
            page = after[f"{place}fire.{locale}.html"]
            assert bare(page) == before[f"fire/fire.{locale}.html"]
            assert banner(page).startswith(OVER[locale])
            up = "../" if place == "fire/1/" else ""
            assert all(f'href="{up}fire.{o}.html"'.encode() in page for o in new)
        pdfs = [name for name in before if name.startswith(f"fire/fire.{locale}.") and name.endswith(".pdf")]
        assert pdfs
        assert all(after[name] == before[name] for name in pdfs)
        told = desk("verify", f"public/fire/fire.{locale}.html")
        assert f"edition 1 of 2026-03-02 in `{locale}`" in told
        assert (
            f"the current edition in `{locale}`; edition 2 is in {' '.join(record_locales(record))} only"
            in told
        )
    for locale in new:
        page = after[f"fire/fire.{locale}.html"]
        assert not banner(page)
        assert not any(f'"fire.{o}.html"'.encode() in page for o in kept)
        assert "the current edition is 2" in desk("verify", f"public/fire/1/fire.{locale}.html")
    desk("verify")
    assert "byte for byte as published" in desk("build", "--edition", "2", "--out", "again")
    assert "nothing has changed since edition 2" in desk("publish", "--lang", chosen, "--by", "A")
    assert site(desk) == after


def record_locales(record: dict[str, list[dict[str, str]]]) -> list[str]:
    """Give the locales of a record in its order."""
    return list(dict.fromkeys(copy["locale"] for copy in record["copies"]))


def test_all_readers_are_told_all_changes_that_they_have_not_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Edition 3 of all languages counts from edition 1, which is the last one that English had; the record keeps it."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, "en", "hy")
    raise_dead(desk)
    desk("publish", "--lang", "hy", "--by", "A")
    desk("build", "--format", "html")
    draft = next((tmp_path / "build").rglob("fire.en.html")).read_text(encoding="utf-8")
    assert "What has changed since edition 1" in draft
    assert "published as edition 3" in desk("publish", "--by", "A")
    page = (tmp_path / "public/fire/fire.en.html").read_text(encoding="utf-8")
    assert "What has changed since edition 1" in page
    assert json.loads((tmp_path / "editions/fire/3.json").read_text(encoding="utf-8"))["since"] == 1
    assert "since" not in json.loads((tmp_path / "editions/fire/2.json").read_text(encoding="utf-8"))
    assert "byte for byte as published" in desk("build", "--edition", "3", "--out", "again")
    assert "nothing has changed since edition 3" in desk("publish", "--by", "A")
    desk("verify")


def test_the_gate_asks_for_the_chosen_languages_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence that lacks in Armenian holds no English edition. A first edition has no page in other languages."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, ("en", "hy"))
    desk = Desk(tmp_path, "fire", "2026-03-02", capsys)
    assert "[BR703]" in desk("publish", "--dry-run", "--by", "A", code=4)
    assert "the gate is open for edition 1" in desk("publish", "--dry-run", "--lang", "en", "--by", "A")
    assert not (tmp_path / "public").exists()
    assert "[BR703]" in desk("publish", "--lang", "hy", "--by", "A", code=4)
    assert "there is no locale `fr`" in desk("publish", "--lang", "fr", "--by", "A", code=2)
    desk("publish", "--lang", "en", "--by", "A")
    files = site(desk)
    assert not [name for name in files if name.startswith("fire/") and ".hy." in name]
    assert b'href="fire.hy.html"' not in files["fire/fire.en.html"]
    assert b"fire/fire.hy.html" not in files["index.hy.html"]
    assert b'href="index.hy.html"' in files["index.en.html"]
    translate(desk)
    desk.now = "2026-03-03"
    assert "nothing has changed since edition 1" in desk("publish", "--lang", "en", "--by", "A")
    assert "published as edition 2" in desk("publish", "--lang", "hy", "--by", "A")
    page = site(desk)["fire/fire.hy.html"].decode()
    assert 'class="changes"' not in page
    assert "byte for byte as published" in desk("build", "--edition", "2", "--out", "again")
    desk("verify")


def test_a_removal_for_safety_reaches_the_pages_that_were_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also the one at the address of the latest edition, below its banner."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, "en", "hy")
    raise_dead(desk)
    desk("publish", "--lang", "hy", "--by", "A")
    assert banner(site(desk)["fire/fire.en.html"])
    desk("retract", "wind", "--safety", "--by", "A")
    assert not [name for name in site(desk) if name.startswith("fire/") and name.endswith((".html", ".pdf"))]
