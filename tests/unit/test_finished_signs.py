"""Finished pages hold no sign that their language does not use, whether typed, joined in a template or in code."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.inputs import Inputs
from briefing.languages import read_language

ROOT = Path(__file__).parents[2]
PROJECTS = {
    "shipped": (ROOT, ("facts", "locales", "pyproject.toml"), "2026-11-23"),
    "flood": (ROOT / "tests/flood", (".",), "2026-03-10"),
    "quake": (ROOT / "tests/quake", (".",), "2026-06-10"),
}
LOCALES = ("en", "hy", "az", "ru")
_NO_PROSE = re.compile(r"https?://\S+|\S+@\S+|\b\d{1,2}:\d\d\b")


class Prose(HTMLParser):
    """The texts of a page in its own language: what is shown, and what is read aloud in place of a picture."""

    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag = tag
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; what is in another language, and code, is left out."""
        values = dict(attrs)
        is_left_out = tag in ("style", "script") or (values.get("lang") or self.tag) != self.tag
        if tag not in ("meta", "link", "img", "path", "circle", "rect", "br"):
            self._open.append((tag, is_left_out))
        named = [values.get(key) for key in ("alt", "aria-label", "title")]
        if tag == "meta" and values.get("name") == "description":
            named.append(values.get("content"))
        self.texts += [text for text in named if text]

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if data.strip() and not any(is_left_out for _, is_left_out in self._open):
            self.texts.append(data)


@pytest.mark.parametrize("name", PROJECTS)
def test_pages_have_no_sign_of_another_language(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Armenian a colon ends a sentence, and a semicolon is nothing: neither stands outside addresses and times."""
    root, files, today = PROJECTS[name]
    for file in files:
        if (root / file).is_dir():
            shutil.copytree(root / file, tmp_path / file, dirs_exist_ok=True)
        else:
            shutil.copy(root / file, tmp_path / file)
    monkeypatch.setenv("BRIEFING_TODAY", today)
    assert run(["--project", str(tmp_path), "-q", "build", "--format", "html"]) == 0
    inputs = Inputs(root=ROOT, carried=ROOT)
    for locale in LOCALES:
        language = read_language(inputs, locale).value
        assert language is not None
        for page in (tmp_path / "build").rglob(f"*.{locale}.html"):
            html = page.read_text(encoding="utf-8")
            found = re.search(r'<html lang="([^"]+)"', html)
            assert found is not None
            prose = Prose(found[1])
            prose.feed(html)
            assert len(prose.texts) > 50
            wrong = [
                (text, sign)
                for text in prose.texts
                for sign in language.typesetting.wrong_signs
                if sign in _NO_PROSE.sub("", text)
            ]
            assert wrong == [], page.name
