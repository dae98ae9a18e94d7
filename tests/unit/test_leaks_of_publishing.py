"""Publishing searches all that is or stays public, and knows what a word is evidence of."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.proof.searching import Secrets, has_id, stretches, stretches_of

BASE = Path(__file__).parents[1] / "cases" / "base"
FACTS = "facts/sample.yaml"
PO = "locales/hy/LC_MESSAGES/sample.po"
SENTENCE = "The shelter stands behind the old mill."
SHELTER = f"""\
  shelter-beds:
    section: current-crisis
    kind: figure
    value: 2
    unit: day
    qualifier: at-least
    text: "{SENTENCE} Food lasts {{shelter-beds}}."
    as_of: "2026-03-02"
    sensitivity: restricted
    sources: [report]
  households:
"""
LANGUAGE = Path(__file__).parents[2] / "locales/en/language.yaml"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a published project with a withheld fact, whose value is in a comment of the language's own file."""
    root = tmp_path_factory.mktemp("leaks") / "sample"
    shutil.copytree(BASE, root)
    text = (root / FACTS).read_text(encoding="utf-8")
    (root / FACTS).write_text(text.replace("  households:\n", SHELTER, 1), encoding="utf-8")
    settings = (root / "briefing.toml").read_text(encoding="utf-8")
    settings = settings.replace("[briefing]\n", "[briefing]\nreviews = 0\napprovals = 0\n")
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    own = root / "locales/en/language.yaml"
    own.parent.mkdir()
    own.write_text(f"# at least 2 days, for example: shelter-beds\n{LANGUAGE.read_text('utf-8')}", "utf-8")
    assert run(["--project", str(root), "--today", "2026-03-10", "-q", "publish", "--by", "Anna"]) == 0
    return root


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """Give a copy of the published project."""
    return Path(shutil.copytree(published, tmp_path / "sample"))


def act(root: Path, *words: str) -> int:
    return run(["--project", str(root), "--today", "2026-03-11", "-q", *words])


def plant(name: str, content: str) -> Callable[[Path], str]:
    def planted(root: Path) -> str:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return name

    return planted


def obsolete(root: Path) -> str:
    """Leave the translation of the fact in the catalogue, as `messages update` used to do."""
    with (root / PO).open("a", encoding="utf-8") as file:
        file.write(
            f'\n#~ msgctxt "shelter-beds"\n#~ msgid "{SENTENCE}"\n#~ msgstr "Ապաստարանը հին ջրաղացի ետևում է։"\n'
        )
    return PO


def linked(root: Path) -> str:
    """Put a file behind a link that is on the website."""
    plant("../behind/x.txt", SENTENCE)(root)
    (root / "public/more").symlink_to(root / "../behind")
    return "public/more/x.txt"


def object_that_names(root: Path) -> str:
    """Let what is kept of an edition name the fact, as `retract --safety` used to leave it."""
    tree = {"facts": {"rain": {"meets": "shelter-beds"}}}
    return plant(f"editions/objects/ab/ab{'0' * 62}", json.dumps(tree))(root)


LEFT = [
    plant("public/notes.txt", SENTENCE),
    plant("editions/objects/ab/cd", SENTENCE),
    plant("locales/sample.pot", f'msgid "{SENTENCE}"'),
    obsolete,
    linked,
    object_that_names,
]


def test_publish_refuses_while_anything_public_has_words_of_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that the tool has not written, links, what is kept, catalogues: nothing new is published beside them."""
    names = {leave(project) for leave in LEFT}
    before = sorted((project / "public").rglob("*"))
    assert act(project, "publish", "--by", "Anna") == 4
    told = capsys.readouterr().err
    message = "[BR751]: this file holds words of `shelter-beds`, which is not public"
    assert {name for name in names if f"{message}\n --> {name}\n" in told} == names
    assert told.count("[BR751]") == len(names)
    assert "mill" not in told
    assert sorted((project / "public").rglob("*")) == before
    assert act(project, "check", "--leaks") == 1
    told = capsys.readouterr().err
    assert {name for name in names if f"{message}\n --> {name}\n" in told} == names


def test_nothing_with_words_of_it_stays_where_the_tool_writes(project: Path) -> None:
    """A page that looks like one of an edition: it is taken off, or nothing is published."""
    name = plant("public/sample/9/sample.en.html", f"<p>{SENTENCE}</p>")(project)
    assert act(project, "publish", "--by", "Anna") == 4 or not (project / name).exists()


def test_what_a_run_that_was_cut_short_has_left_is_swept(project: Path) -> None:
    """Before the search for leaks, which would find it."""
    names = ("public/.staging-1/0.new", ".staging-1/3.new", "build/.staging-2/0.old")
    for name in names:
        plant(name, SENTENCE)(project)
    assert act(project, "check", "--leaks") == 0
    assert [name for name in names if (project / name).exists()] == []


def test_the_memory_of_former_builds_is_no_reason_to_refuse(project: Path) -> None:
    """Nobody is shown it: what it holds of a secret is dropped when something is published."""
    left = project / plant(".briefing/store/ab/cd", SENTENCE)(project)
    assert act(project, "publish", "--by", "Anna") == 0
    assert not left.exists()


def test_value_in_a_file_of_a_language_is_no_leak(project: Path) -> None:
    """`at least 2 days` and an id are examples there; a sentence in it is a leak."""
    assert act(project, "check", "--leaks") == 0
    own = project / "locales/en/language.yaml"
    own.write_text(f"# {SENTENCE}\n{own.read_text('utf-8')}", "utf-8")
    assert act(project, "check", "--leaks") == 1
    assert act(project, "publish", "--by", "Anna") == 4


def test_value_with_its_unit_is_evidence_and_without_it_is_none(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = {
        "at least 2 days": True,
        "առնվազն 2 օր": True,
        '{"x": "shelter-beds"}': True,
        "at least 2": False,
        "at least 2 weeks": False,
        "2": False,
        "the shelter beds": False,
    }
    for number, text in enumerate(words):
        plant(f"build/{number}.txt", text)(project)
    assert act(project, "check", "--leaks") == 1
    told = capsys.readouterr().err
    assert {text: f"--> build/{n}.txt" in told for n, text in enumerate(words)} == words


def test_update_drops_the_words_of_what_is_not_public(project: Path) -> None:
    """What is merely not asked for any more stays as obsolete and can return."""
    obsolete(project)
    with (project / PO).open("a", encoding="utf-8") as file:
        file.write('\n#~ msgctxt "former"\n#~ msgid "It was so."\n#~ msgstr "Այդպես էր։"\n')
    assert act(project, "messages", "update") == 0
    text = (project / PO).read_text(encoding="utf-8")
    assert "shelter-beds" not in text
    assert '#~ msgid "It was so."' in text
    assert act(project, "check", "--leaks") == 0


@pytest.mark.parametrize(
    ("text", "id_", "is_there"),
    [
        ('"tent-camp"', "tent-camp", True),
        ("tent-camp: 1", "tent-camp", True),
        ('id="fact-tent-camp"', "tent-camp", True),
        ("winter-tent-camp", "tent-camp", False),
        ("tent-camps", "tent-camp", False),
        ("the tent camp", "tent-camp", False),
        ('{"meets": "camp"}', "camp", True),
        ('href="#source-camp"', "camp", True),
        ("the camp", "camp", False),
        ("camp", "camp", True),
        ('"ab"', "ab", False),
    ],
)
def test_an_id_is_told_from_a_word(text: str, id_: str, is_there: bool) -> None:  # noqa: FBT001
    assert has_id(text, id_) is is_there


def test_files_that_write_of_no_fact_have_no_values() -> None:
    values = stretches(dict.fromkeys(stretches_of("at least 2 days"), "`x`"))
    secrets = Secrets(words=stretches({}), values=values, ids={"long-id": "`y`"})
    text = "# at least 2 days, long-id"
    assert secrets.found_in(text) == {"`x`", "`y`"}
    assert secrets.found_in(text, is_page=False) == frozenset()
