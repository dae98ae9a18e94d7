"""A fact removed for safety: gone from all that is kept, whenever the act was cut short, and never published again."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.ledger import record
from briefing.readback import texts_in

BASE = Path(__file__).parents[1] / "cases" / "base"
FACTS = "facts/sample.yaml"
PO = "locales/hy/LC_MESSAGES/sample.po"
SECRETS = (
    "a widow in the shelter",
    "Petra Holm",
    "a night guard at the mill",
    "the diary under the floor",
    "Otto Brandt",
    "Օտտո Բրանդ",
    "the Millers Gang",
    "schools-held",
    "were searched by armed men",
    "խուզարկել են",
    "այրի կին",
)
SOURCES = """\
sources:
  widow: {kind: interview, label: a widow in the shelter, author: Petra Holm}
  night: {kind: interview, label: a night guard at the mill, depends_on: [diary]}
  diary: {kind: other, label: the diary under the floor}
"""
ACTORS = """\
actors:
  guard: {kind: person, party: gang, names: {en: Otto Brandt, hy: Օտտո Բրանդ}}
  gang: {kind: group, names: {en: the Millers Gang, hy: Ջրաղացպանների խումբ}}
"""
SCHOOLS = """\
  schools-held:
    section: current-crisis
    kind: figure
    value: 2
    unit: day
    qualifier: at-least
    said_by: guard
    text: "For {schools-held} schools were searched by armed men."
    as_of: "2026-03-02"
    sources: [{source: night, at: p. 9}]
    history: [{value: 1, sources: [widow], replaced: "2026-03-01"}]
  schools-shut:
    section: current-crisis
    kind: figure
    value: 2
    unit: day
    qualifier: more-than
    text: "For {schools-shut} schools were shut."
    as_of: "2026-03-02"
    sum_of: [schools-held]
    meets: schools-held
    sum_differs: not known
    sources: [{source: report, at: p. 9}]
  rain:
"""
WORDS = {
    "schools-held": "{schools-held} դպրոցներ խուզարկել են զինված մարդիկ։",
    "schools-shut": "{schools-shut} դպրոցները փակ էին։",
    "source:widow:label": "այրի կին ապաստարանում",
    "source:night:label": "գիշերային պահակ",
    "source:diary:label": "օրագիր հատակի տակ",
}


def edit(root: Path, name: str, *pairs: tuple[str, str]) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with a fact that will have to go, published as edition 1, approved before."""
    root = tmp_path_factory.mktemp("removing") / "sample"
    shutil.copytree(BASE, root)
    edit(
        root,
        FACTS,
        ("sources:\n", SOURCES),
        ("actors:\n", ACTORS),
        ("  rain:\n", SCHOOLS),
        ("facts: [flood, road]", "facts: [flood, road, schools-held, schools-shut]"),
    )
    edit(root, "briefing.toml", ("[briefing]\n", "[briefing]\nreviews = 0\n"))
    at = ("--project", str(root), "--today", "2026-03-10", "-q")
    assert run(["messages", "update", *at]) == 0
    assert run(["messages", "extract", *at]) == 0
    text = (root / PO).read_text(encoding="utf-8")
    for context, words in WORDS.items():
        head, tail = text.split(f'msgctxt "{context}"\n')
        text = f'{head}msgctxt "{context}"\n' + tail.replace(
            'msgstr ""', f"msgstr {json.dumps(words, ensure_ascii=False)}", 1
        )
    (root / PO).write_text(text, encoding="utf-8")
    assert run(["approve", "--by", "Anna", *at]) == 0
    assert run(["publish", "--by", "Anna", *at]) == 0
    assert {secret for _, secret in found_in(root)} == set(SECRETS)
    return root


@pytest.fixture
def project(published: Path, tmp_path: Path) -> Path:
    """Give a copy of the published project."""
    return Path(shutil.copytree(published, tmp_path / "sample", symlinks=True))


def found_in(root: Path, but: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Give every secret that is in any file but the fact file, with its file."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and name != FACTS and not name.startswith(but):
            texts = [" ".join(text.split()) for text in texts_in(path)]
            yield from ((name, secret) for secret in SECRETS if any(secret in text for text in texts))


def act(root: Path, *words: str) -> int:
    return run(["--project", str(root), "--today", "2026-03-11", *words])


def retract(root: Path) -> int:
    return act(root, "retract", "schools-held", "--safety", "--by", "Anna")


def publish(root: Path) -> int:
    return act(root, "-q", "publish", "--by", "Anna")


KILLED = """
import os, signal, sys
name, left = sys.argv[1], int(sys.argv[2])
real = getattr(os, name)
def killed(*args, **options):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*args, **options)
setattr(os, name, killed)
from briefing.cli import run
from briefing.ledger import record
run(sys.argv[3:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize(
    ("call", "number"),
    [
        *(("replace", n) for n in (1, 2, 4, 5, 6)),
        *(("unlink", n) for n in (1, 7)),
        ("fsync", 4),
    ],
)
def test_killed_anywhere_it_is_finished_by_the_same_call(
    project: Path, capsys: pytest.CaptureFixture[str], call: str, number: int
) -> None:
    """Until then nothing is published; afterwards nothing that is kept has a word of it, and the act stands once."""
    words = ["--project", str(project), "--today", "2026-03-11", "retract", "schools-held", "--safety"]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, call, str(number), *words, "--by", "Anna"],
        capture_output=True,
        check=False,
    )
    assert ended.returncode in (0, -9)
    if ended.returncode and "removed:" in (project / FACTS).read_text(encoding="utf-8"):
        assert publish(project) == 4
        assert "[BR715]" in capsys.readouterr().err
    assert retract(project) == 0
    assert list(found_in(project)) == []
    ledger = (project / "editions/ledger.jsonl").read_text(encoding="utf-8")
    assert ledger.count('"act": "remove"') == 1
    assert [p.name for p in project.rglob(".*") if p.name.startswith((".staging", ".ledger"))] == []


def test_removed_it_is_nowhere_after_the_next_edition(project: Path) -> None:
    """Done twice it changes nothing. What it led to goes too: in records, catalogues, POT, store and website."""
    assert retract(project) == 0
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert retract(project) == 0
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before
    assert act(project, "-q", "approve", "--by", "Anna") == 0
    assert publish(project) == 0
    assert list(found_in(project)) == []
    assert act(project, "-q", "check", "--leaks") == 0
    assert act(project, "verify") == 0


def test_nothing_behind_a_link_is_taken_off_the_website(project: Path, tmp_path: Path) -> None:
    """The pages go from `public` at once; a folder that a link leads to is not the tool's."""
    elsewhere = tmp_path / "elsewhere"
    (project / "public/sample/1").rename(elsewhere)
    (project / "public/sample/1").symlink_to(elsewhere)
    names = sorted(path.name for path in elsewhere.iterdir())
    assert retract(project) == 0
    assert sorted(path.name for path in elsewhere.iterdir()) == names
    assert [path.name for path in (project / "public/sample").iterdir()] == ["1"]
    assert publish(project) == 4


def test_unfinished_removal_is_named_with_what_to_type(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`removed:` that was typed by hand is a removal that has not been made yet."""
    edit(project, FACTS, ("  schools-held:\n", "  schools-held:\n    removed: {on: 2026-03-10}\n"))
    assert publish(project) == 4
    told = capsys.readouterr().err
    assert "[BR715]: `schools-held` is marked as removed, and something of it is kept" in told
    hint = "briefing retract schools-held --brief sample --safety"
    assert f"= hint: finish it: {hint}" in told
    assert act(project, *hint.split()[1:], "--by", "Anna") == 0
    assert act(project, "-q", "check") == 0


def test_memory_behind_a_link_is_cleared_and_nothing_else_there(project: Path, tmp_path: Path) -> None:
    """Only what the tool writes: a folder that a link leads to may hold files of somebody else."""
    elsewhere = tmp_path / "elsewhere"
    (project / ".briefing").rename(elsewhere)
    (elsewhere / "thesis.txt").write_text("mine", encoding="utf-8")
    (project / ".briefing").symlink_to(elsewhere)
    assert list(found_in(elsewhere)) != []
    assert retract(project) == 0
    assert list(found_in(elsewhere)) == []
    assert (elsewhere / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (project / ".briefing").is_symlink()


def test_memory_that_cannot_be_cleared_is_a_failure_and_not_silence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    assert retract(project) == 3
    assert "permission denied" in capsys.readouterr().err
    monkeypatch.undo()
    assert retract(project) == 0


def test_an_edition_that_cannot_be_read_is_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody knows whether it had the item: all else is done, the act is not finished, and it says so."""
    digest = json.loads((project / "editions/sample/1.json").read_bytes())["facts"]
    kept = project / f"editions/objects/{digest[:2]}/{digest}"
    data = kept.read_bytes()
    kept.unlink()
    assert retract(project) == 3
    assert "the facts of edition 1 of `sample` cannot be read" in capsys.readouterr().err
    assert list(found_in(project, but=("public/", "editions/objects", "locales"))) == []
    kept.write_bytes(data)
    assert retract(project) == 0
    assert list(found_in(project, but=("public/",))) == []


def test_the_same_id_in_another_brief_keeps_its_approvals(project: Path) -> None:
    ledger = project / "editions/ledger.jsonl"
    said = {"facts": {"schools-held": "abc"}}
    record(project, "approve", brief="other", by="Zoe", at=datetime(2026, 3, 10, tzinfo=UTC), said=said)
    assert retract(project) == 0
    told = ledger.read_text(encoding="utf-8").splitlines()
    assert ["schools-held" in line for line in told if '"brief": "other"' in line] == [True]
    assert not any("schools-held" in line for line in told if '"brief": "sample"' in line)
