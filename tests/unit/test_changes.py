"""What has changed since an edition: every kind of change, word for word, in the box, in the list and in `diff`."""

import json
import re
import shutil
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from desk import LOCALES
from pypdfium2 import PdfDocument

from briefing.cli import run
from briefing.editions import read_record

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
        if not path.exists():
            continue
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
    ("The keys are with {clerk}.", "The keys are safe."),
    ("polished, keys]", "polished, keys, silence, tested, school]"),
)
ADDED = """
  silence: {section: current-crisis, kind: claim, said_by: ministry, certainty: claimed, contradicts: [sirens], text: Nobody heard a siren., sources: [{source: second}]}
  tested: {section: current-crisis, kind: event, when: "2026-04-03", resolves: [repair], text: The bridge was tested., sources: [{source: second}]}
  school: {section: current-crisis, kind: status, text: A school has opened., sources: [{source: second}]}
"""  # noqa: E501


LOCALES_LINE = 'locales = ["en-GB", "hy", "az", "ru"]'


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project whose first edition is published, and whose facts have changed since in every way there is."""
    root = tmp_path_factory.mktemp("life")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        publish_first(root, LOCALES_LINE)
        edit(root, EDITS, ADDED)
        _run("messages", "update", "-q", "--today", "2026-04-15")
        fill(root)
        _run("build", "--format", "html", "--today", "2026-04-15")
    return root


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the same project, in English alone, with nothing changed since its first edition."""
    monkeypatch.chdir(tmp_path)
    publish_first(tmp_path, 'locales = ["en-GB"]')
    return tmp_path


def publish_first(root: Path, locales: str) -> None:
    """Lay down the project and publish its first edition."""
    (root / "facts").mkdir()
    shutil.copy(FOLDER / "life.yaml", root / "facts/life.yaml")
    settings = f"[briefing]\n{locales}\napprovals = 0\nreviews = 0\n"
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    _run("messages", "update", "-q", "--today", "2026-03-10")
    fill(root)
    _run("publish", "--by", "A", "--today", "2026-03-10")


def edit(root: Path, edits: Sequence[tuple[str, str]], added: str = "") -> None:
    """Edit the fact file by hand."""
    facts = root / "facts/life.yaml"
    text = facts.read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    facts.write_text(text + added.lstrip("\n"), encoding="utf-8")


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


def test_page_one_leaves_out_plain_updates_alone(life: Path) -> None:
    """More than six that take something back or end it have room; all others are counted, and listed where it says."""
    page = (life / "build/life/life.en.html").read_text(encoding="utf-8")
    box, listed = page.split('id="other-changes"')
    assert re.findall('data-change="(.*?)"', listed) == [
        *("wording", "figure", "event", "condition", "date", "speaker", "source", "stale", "new"),
    ]
    assert len(re.findall("data-change=", box)) == 10
    more = (
        '<p><a href="#other-changes">9 more changes are listed under “Other changes since edition 1”.</a></p>'
    )
    assert more in re.sub(r"\s+(?=9 more|</a>)", "", box).replace("\N{NO-BREAK SPACE}", " ")


def test_proof_holds_the_box_against_what_was_kept(life: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are proved; with another former sentence or date on one of them they are not."""
    monkeypatch.chdir(life)
    _run("parity", "--today", "2026-04-15")
    page = life / "build/life/life.hy.html"
    text = page.read_text(encoding="utf-8")
    for true, false in (
        ("«Ճանապարհը փակ է»", "«Ճանապարհը բաց է»"),
        ("ապրիլի\N{NO-BREAK SPACE}2", "ապրիլի\N{NO-BREAK SPACE}3"),
    ):
        assert true in text
        page.write_text(text.replace(true, false), encoding="utf-8")
        assert run(["parity", "--today", "2026-04-15"]) == 1
        page.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("locale", ["hy", "ru"])
def test_diff_has_no_english_words(
    life: Path, locale: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Heading, kinds, states and sentences are in the language; the ids of facts are what a desk types."""
    monkeypatch.chdir(life)
    _run("diff", "1", "--lang", locale, "--today", "2026-04-15")
    told = capsys.readouterr().out
    assert told.count("\n") == 21  # heading, changes, and what the sign of old data means
    ids = re.compile(
        "|".join(
            sorted(re.findall(r"^  ([a-z]+): \{section", (life / "facts/life.yaml").read_text("utf-8"), re.M))
        )
    )
    assert re.findall("[A-Za-z]+", ids.sub("", told)) == []
    _run("diff", "1", "--lang", locale, "--today", "2026-04-15", "--output-format", "json")
    rows = json.loads(capsys.readouterr().out)
    assert (
        re.findall(
            "[A-Za-z]+", "".join(row[name] for row in rows for name in ("before", "after", "statement"))
        )
        == []
    )


def test_polish_of_words_is_no_change(english: Path) -> None:
    """Another comma, another form of a placeholder, another way to type a date: nothing has changed."""
    edits = [("The port, is open.", "The port is open"), ("Lost: {tents}.", "Lost: {tents:start}.")]
    edit(english, [*edits, ('when: "2026-04-02"', "when: {edtf: 2026-04-02}")])
    _run("build", "--format", "html", "--today", "2026-03-12")
    assert lines_of(english, "en") == []


def test_what_is_only_hidden_now_ends_no_dispute(english: Path) -> None:
    """A statement that is no longer public leaves no word behind, not even that nothing stands against another."""
    edit(
        english,
        [("drill: {section: current-crisis,", "drill: {section: current-crisis, sensitivity: internal,")],
    )
    _run("build", "--format", "html", "--today", "2026-03-12")
    assert lines_of(english, "en") == []


def test_only_figures_are_counted_as_figures(english: Path) -> None:
    """Where page one leaves out nothing but new figures it says so."""
    edit(english, [(f"value: {n}", f"value: {n + 1}") for n in (12, 7, 40)])
    edits = [("The sirens were", "Sirens were"), ("A vote is planned", "The vote is planned")]
    edits += [("The aid has", "Aid has"), ("Nobody was", "No one was"), ("The bridge is", "That bridge is")]
    edit(english, edits)
    _run("build", "--format", "html", "--today", "2026-03-12")
    text = (
        (english / "build/life/life.en.html").read_text(encoding="utf-8").replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "2 more figures are listed under “Other changes since edition 1”." in text


def test_language_that_came_later_has_no_former_sentence(english: Path) -> None:
    """What the former edition did not say in a language is not made up, nor said in English."""
    settings = english / "briefing.toml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace('["en-GB"]', '["en-GB", "ru"]'), encoding="utf-8")
    edit(english, [("The road is closed.", "The road is open.")])
    _run("messages", "update", "-q", "--today", "2026-03-12")
    fill(english)
    _run("build", "--format", "html", "--today", "2026-03-12")
    assert lines_of(english, "ru") == [
        ("wording", "Теперь сказано: Дорога открыта. В выпуске № 1 было иначе.")
    ]
    assert lines_of(english, "en") == [
        ("wording", "Now reads: The road is open. Edition 1 said: “The road is closed”.")
    ]


def test_statement_taken_out_for_safety_leaves_the_record(english: Path) -> None:
    """A dispute is told of two facts: when one of them is taken out, the line goes from what is kept."""
    edit(english, EDITS[3:4], ADDED.strip("\n").splitlines()[0] + "\n")
    edit(english, [("polished, keys]", "polished, keys, silence]")])
    _run("publish", "--by", "A", "--today", "2026-03-12")
    assert [(c.kind, c.fact, c.other) for c in read_record(english, "life", 2).changes] == [
        ("dispute", "sirens", "silence")
    ]
    _run("retract", "silence", "--safety", "--why", "it could harm", "--by", "A", "--today", "2026-03-13")
    assert read_record(english, "life", 2).changes == ()


@pytest.mark.pdf
def test_box_over_two_pages_is_proved(life: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In large print the box begins on page one and ends on the next, above a sentence that runs over as well."""
    monkeypatch.chdir(life)
    wanted = ("--lang", "ru", "--layout", "large-print", "--today", "2026-04-15")
    _run("build", "--format", "pdf", *wanted)
    pages = PdfDocument(life / "build/life/life.ru.large-print.pdf")
    first = pages[0].get_textpage().get_text_range()
    pages.close()
    assert "Теперь сказано: Дорога открыта" in " ".join(first.split())
    _run("parity", "--lang", "ru", "--today", "2026-04-15")
