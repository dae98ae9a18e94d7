"""What has changed since an edition: every kind of change, word for word, in the box, in the list and in `diff`."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from desk import LOCALES

from briefing.cli import run

FOLDER = Path(__file__).parents[1] / "data" / "changes"


class Lines(HTMLParser):
    """Gives the lines of the box and of the list of other changes, each with its kind."""

    def __init__(self) -> None:
        super().__init__()
        self.kind, self.lines = "", list[tuple[str, str]]()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = dict(attrs).get("data-change")
        if kind:
            self.kind = kind
            self.lines.append((kind, ""))

    def handle_endtag(self, tag: str) -> None:
        self.kind = "" if tag == "li" else self.kind

    def handle_data(self, data: str) -> None:
        if self.kind:
            self.lines[-1] = (self.kind, self.lines[-1][1] + data)


def fill(root: Path) -> None:
    """Fill in the translations that a brief lacks, from a table of English sentences with the other three."""
    table = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    for at, locale in enumerate(LOCALES[1:]):
        path = root / f"locales/{locale}/LC_MESSAGES/life.po"
        catalog = read_po(path.read_bytes().splitlines(keepends=True))
        for message in catalog:
            if message.id in table:
                message.string = table[message.id][at]
                message.flags.discard("fuzzy")
                message.previous_id = []
        with path.open("wb") as file:
            write_po(file, catalog)


def lines_of(root: Path, locale: str) -> list[tuple[str, str]]:
    """Give the lines of a page, kind and words."""
    parser = Lines()
    parser.feed((root / f"build/life/life.{locale}.html").read_text(encoding="utf-8"))
    return [(kind, " ".join(text.split())) for kind, text in parser.lines]


EDITS = (
    ("The road is closed.", "The road is open."),
    ("certainty: contested, contradicts: [drill], ", "certainty: contested, "),
    ("certainty: contested, contradicts: [alarm], ", "certainty: contested, "),
    (
        "said_by: council, certainty: claimed, text: The sirens",
        "said_by: council, certainty: claimed, contradicts: [silence], text: The sirens",
    ),
    (
        "said_by: council, certainty: claimed, text: Nobody was warned.",
        "said_by: ministry, certainty: claimed, text: Nobody was warned.",
    ),
    ("certainty: claimed, text: The aid", "certainty: contested, text: The aid"),
    ("2026-03-01/..", "2026-03-01/2026-03-20"),
    ("likelihood: unlikely", "likelihood: likely"),
    ("if the road is open", "if there is water"),
    ('when: "2026-04-02"', 'when: "2026-05-07"'),
    ('outcome: {state: kept, on: "2026-03-07", sources: [{source: first}]}, ', ""),
    (
        "text: More rain will fall.",
        'text: More rain will fall., outcome: {state: did-not-happen, on: "2026-04-01", sources: [{source: first}]}',
    ),
    ('{wells}.", sources: [{source: first}]', '{wells}.", sources: [{source: second}]'),
    ("value: 40", "value: 41"),
    ("Lost: {tents}.", "Destroyed: {tents}."),
    ("The port, is open.", "The port is open."),
    ("tents, polished]", "tents, polished, silence, tested, school]"),
)
ADDED = """
  silence: {section: current-crisis, kind: claim, said_by: ministry, certainty: claimed, contradicts: [sirens], text: Nobody heard a siren., sources: [{source: second}]}
  tested: {section: current-crisis, kind: event, when: "2026-04-03", resolves: [repair], text: The bridge was tested., sources: [{source: second}]}
  school: {section: current-crisis, kind: status, text: A school has opened., sources: [{source: second}]}
"""  # noqa: E501


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project whose first edition is published, and whose facts have changed since in every way there is."""
    root = tmp_path_factory.mktemp("life")
    (root / "facts").mkdir()
    shutil.copy(FOLDER / "life.yaml", root / "facts/life.yaml")
    (root / "briefing.toml").write_text(
        '[briefing]\nlocales = ["en-GB", "hy", "az", "ru"]\napprovals = 0\nreviews = 0\n', encoding="utf-8"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        _run("messages", "update", "-q", "--today", "2026-03-10")
        fill(root)
        _run("publish", "--by", "A", "--today", "2026-03-10")
        facts = root / "facts/life.yaml"
        text = facts.read_text(encoding="utf-8")
        for old, new in EDITS:
            assert old in text, old
            text = text.replace(old, new)
        facts.write_text(text + ADDED.lstrip("\n"), encoding="utf-8")
        _run("messages", "update", "-q", "--today", "2026-04-15")
        fill(root)
        _run("build", "--format", "html", "--today", "2026-04-15")
    return root


def _run(*words: str) -> None:
    assert run(words) == 0, words


def _told(root: Path) -> str:
    text = ""
    for locale in LOCALES:
        text += f"\n## {locale}\n\n"
        text += "".join(f"* {kind}: {line}\n" for kind, line in lines_of(root, locale))
    return text


def test_every_kind_of_change_is_told_in_every_language(life: Path, request: pytest.FixtureRequest) -> None:
    """Box and list, word for word, as a reader of each language has read them."""
    file = FOLDER / "told.md"
    told = "# What has changed, kind by kind\n" + _told(life).replace("\N{NO-BREAK SPACE}", " ")
    if request.config.getoption("--update-cases"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")
