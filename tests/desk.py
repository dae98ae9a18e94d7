"""A desk at work on a project through several editions: what it does, and what the pages then say."""

import json
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing.cli import run

LOCALES = ("en", "hy", "az", "ru")
Told = Sequence[tuple[str, dict[str, list[str]]]]
"""Headings, and what the pages of each locale say there, line by line."""


class Words(HTMLParser):
    """Gives the text of the first element with a class, one line an item."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.lines = wanted, 0, [""]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or (self.wanted in (dict(attrs).get("class") or "").split() and self.lines == [""]):
            self.depth += 1
        if self.depth and tag in ("li", "h2", "p"):
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth and tag)

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.lines[-1] += data


class Desk:
    """A desk of two at work on a project, on a day of the story."""

    def __init__(self, root: Path, brief: str, now: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.brief, self.now, self.capsys = root, brief, now, capsys
        self.facts = f"facts/{brief}.yaml"

    def __call__(self, *words: str, code: int = 0) -> str:
        """Run a command, expect its exit code, and give all it says."""
        got = run([*words, "--today", self.now])
        told = self.capsys.readouterr()
        assert got == code, (words, told.out, told.err)
        return (told.out + told.err).replace("\N{NO-BREAK SPACE}", " ")

    def translate(self, id_: str, words: dict[str, str]) -> None:
        """Fill in what the catalogues lack of a fact, by locale."""
        self("messages", "update", "-q")
        for locale, text in words.items():
            name = f"locales/{locale}/LC_MESSAGES/{self.brief}.po"
            start = (self.root / name).read_text(encoding="utf-8").split(f'msgctxt "{id_}"\n')[1]
            entry = f'msgctxt "{id_}"\n' + start.split('msgstr ""')[0] + 'msgstr ""'
            self.change(entry, entry.removesuffix('""') + json.dumps(text, ensure_ascii=False), name)

    def words_of(self, page: str, css: str) -> list[str]:
        """Give the lines of the first element of a page that has a class."""
        parser = Words(css)
        parser.feed((self.root / page).read_text(encoding="utf-8"))
        return [" ".join(line.split()) for line in parser.lines if line.strip()]

    def box(self, locale: str) -> list[str]:
        """Give the lines of the box on page one of the latest edition."""
        return self.words_of(f"public/{self.brief}/{self.brief}.{locale}.html", "changes")

    def sign(self, *persons: str) -> None:
        """Let a reader sign each translation, and persons approve every fact."""
        for locale in LOCALES[1:]:
            self("messages", "review", self.brief, "--lang", locale, "--by", f"Reader of {locale}", "-q")
        for name in persons:
            self("approve", "--by", name)

    def read(self) -> str:
        """Give the fact file as it is."""
        return (self.root / self.facts).read_text(encoding="utf-8")

    def change(self, old: str, new: str, name: str | None = None) -> None:
        """Edit a file by hand; the fact file when none is named."""
        path = self.root / (name or self.facts)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def compare(title: str, told: Told, file: Path, *, is_updated: bool) -> None:
    """Hold what the pages say against a file that a reader has read, or write it to be read."""
    text = f"# {title}\n"
    for heading, boxes in told:
        text += f"\n## {heading}\n"
        for locale, lines in boxes.items():
            text += f"\n{locale}\n\n" + "".join(f"* {line}\n" for line in lines)
    if is_updated:
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
