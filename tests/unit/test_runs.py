"""Finished runs: nothing heavy is imported when nothing is due, and every change is due."""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import runs

_ROOT = Path(__file__).parents[2]
_BASE = _ROOT / "tests" / "cases" / "base"
_PROBE = """
import atexit, sys
from briefing.__main__ import main
def tell():
    heavy = sorted({"typer", "jinja2", "babel", "weasyprint", "pydantic", "yaml"} & set(sys.modules))
    print("HEAVY", *heavy, file=sys.stderr)
atexit.register(tell)
main()
"""


def _quiet_environment() -> dict[str, str]:
    """Give the environment without the name of the running test, which differs from call to call."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}


def _command(
    folder: Path, *words: str, probe: str = _PROBE, **environment: str
) -> tuple[str, str, int, bool]:
    """Run a command and give stdout, stderr, exit code and whether the answer came without anything heavy."""
    done = subprocess.run(
        [sys.executable, "-c", probe, *words],
        cwd=folder,
        env={**_quiet_environment(), "PYTHONPATH": str(_ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    said, _, heavy = done.stderr.rpartition("HEAVY")
    return done.stdout, said, done.returncode, not heavy.strip()


def _run(project: Path, *words: str, **environment: str) -> tuple[str, str, bool]:
    """Build and give stdout, stderr and whether the answer came without anything heavy."""
    told, said, code, is_light = _command(project, "build", "--format", "html", *words, **environment)
    assert code == 0
    return told, said, is_light


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build a project once; give its place and a copy of it."""
    folder = tmp_path_factory.mktemp("runs") / "project"
    shutil.copytree(_BASE, folder)
    assert not _run(folder)[2]
    return folder, Path(shutil.copytree(folder, tmp_path_factory.mktemp("runs") / "copy"))


@pytest.fixture
def project(built: tuple[Path, Path]) -> Path:
    """Give a project that was built once, as it was then, in its place: of another place a run knows nothing."""
    folder, copy = built
    shutil.rmtree(folder.parent)  # with what a test has laid beside it
    shutil.copytree(copy, folder)
    return folder


def test_what_nothing_has_touched_is_answered_alike_and_at_once(project: Path) -> None:
    """Touch every file, build again, and read the same words."""
    shutil.rmtree(project / ".briefing")
    first = _run(project)
    for path in project.rglob("*"):
        path.touch()
    assert (*first[:2], True) == _run(project)


def _append(name: str) -> Callable[[Path], object]:
    return lambda project: (project / name).write_bytes((project / name).read_bytes() + b"\n")


def _every(suffix: str, change: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda project: change(sorted((project / "build").rglob(f"*{suffix}"))[0])


def _link(project: Path) -> None:
    (project / "facts" / "sample.yaml").rename(project / "moved.yaml")
    (project / "facts" / "sample.yaml").symlink_to("../moved.yaml")


def _damage(project: Path) -> None:
    for path in (project / ".briefing" / "runs").iterdir():
        path.write_bytes(path.read_bytes()[:-3])


def _override(project: Path) -> None:
    (project / "templates").mkdir()
    (project / "templates" / "new.css").write_text("")


@pytest.mark.parametrize(
    "change",
    [
        _append("facts/sample.yaml"),
        _append("briefing.toml"),
        _append("locales/hy/LC_MESSAGES/sample.po"),
        _every(".html", lambda path: path.write_text("altered")),
        _every(".html", lambda path: path.unlink()),
        _link,
        _damage,
        _override,
    ],
)
def test_every_change_is_due(project: Path, change: Callable[[Path], object]) -> None:
    """Change one thing and see the run go the long way."""
    assert _run(project)[2]
    change(project)
    assert not _run(project)[2]


def _alike(path: Path) -> None:
    """Change a byte for another, and put the times of the file back as programs can."""
    times = path.stat()
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b" ")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (times.st_size, times.st_mtime_ns)


@pytest.fixture
def seen(project: Path) -> Path:
    """Give a project whose files had settled before it was built again: they are known at a glance."""
    time.sleep(2 * runs._TICK / 1_000_000_000)
    shutil.rmtree(project / "build")
    assert not _run(project)[2]
    assert list((project / ".briefing" / "runs").glob("seen-*"))
    return project


def test_what_was_seen_is_not_read_again(seen: Path) -> None:
    """Answer where reading a file would fail; touched, every file is read once more, and the answer is the same."""
    blind = _PROBE.replace("main()", "import briefing.runs; del briefing.runs._digest; main()")
    told, _, code, is_light = _command(seen, "build", "--format", "html", probe=blind)
    assert (code, is_light) == (0, True)
    for path in seen.rglob("*.yaml"):
        path.touch()
    assert (told, True) == _run(seen)[::2]
    _, said, _, _ = _command(seen, "build", "--format", "html", probe=blind)
    assert "NameError" in said


@pytest.mark.parametrize(
    "name", ["facts/sample.yaml", "locales/hy/LC_MESSAGES/sample.po", "build/*/*.hy.html"]
)
def test_a_change_of_one_size_and_time_is_seen(seen: Path, name: str) -> None:
    """No time that a program can set, and no size, is taken for a proof."""
    assert _run(seen)[2]
    (path,) = seen.glob(name)
    _alike(path)
    assert not _run(seen)[2]


def test_a_file_that_was_altered_while_a_run_ended_is_not_taken_for_its_own(tmp_path: Path) -> None:
    """Only what holds what the run made may be known at a glance."""
    made, memory = tmp_path / "made.html", tmp_path / "seen"
    made.write_text("made")
    digest = hashlib.sha256(b"made").hexdigest()
    runs._keep_seen(str(memory), "run", [(str(made), digest)], began=0)
    assert memory.read_text().startswith("seen run ")
    memory.unlink()
    made.write_text("altered")
    runs._keep_seen(str(memory), "run", [(str(made), digest)], began=0)
    assert not memory.exists()


def test_an_answer_under_the_name_of_another_run_is_none(seen: Path) -> None:
    """An answer is whole and lies where that of another command belongs: that command runs as ever."""
    told, _, _ = _run(seen)
    _run(seen, "--lang", "hy")
    for kind in ("seen-*", "[!s]*"):
        one, other = sorted(
            (seen / ".briefing" / "runs").glob(kind), key=lambda path: path.stat().st_mtime_ns
        )[-2:]
        shutil.copy(one, other)
    other_told, _, is_light = _run(seen, "--lang", "hy")
    assert not is_light
    assert other_told != told


def test_a_folder_that_was_left_half_written_is_looked_at(project: Path) -> None:
    """A build that was killed has left its mark there: an answer of before is none."""
    left = project / "build" / ".staging-12345"
    left.mkdir()
    assert not _run(project)[2]
    assert not left.exists()


def test_a_pipe_in_the_place_of_a_page_is_not_waited_for(project: Path) -> None:
    """It is no page, and nobody ever writes into it."""
    (page,) = (project / "build").glob("*/*.hy.html")
    page.unlink()
    os.mkfifo(page)
    assert _command(project, "build", "--format", "html")[2] == 3


def test_words_and_environment_are_due(project: Path) -> None:
    """Ask for something else, or elsewhere in time."""
    assert not _run(project, SOURCE_DATE_EPOCH="1773100800")[2]
    assert not _run(project, "--lang", "hy")[2]
    assert not _run(project, "--output-format", "json")[2]


def test_a_change_taken_back_is_answered_at_once(project: Path) -> None:
    """Put the old bytes back and build."""
    facts = project / "facts" / "sample.yaml"
    before = facts.read_bytes()
    _append("facts/sample.yaml")(project)
    _run(project)
    facts.write_bytes(before)
    _run(project)
    assert _run(project)[2]


_UNDATED = (
    "sample.yaml",
    'label: laid by volunteers\n    as_of: "2026-03-05"',
    "label: laid by volunteers\n    as_of: null",
)
_BROKEN = "sample.yaml", "value: 1200", "value: 1,200"
_OLD = "sample.yaml", 'as_of: "2026-03-05"', 'as_of: "2025-03-05"'


def _change(project: Path, name: str, old: str, new: str) -> None:
    path = project / "facts" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_private_note_is_looked_at_once_and_writes_no_page(project: Path) -> None:
    """The file is another, so it is read; no page is written, and the next answer comes from memory again."""
    pages = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project / "build").rglob("*.html")}
    journal = (project / ".briefing" / "journal.jsonl").read_bytes()
    _change(project, "sample.yaml", "    label: laid by", "    note: Ask them again.\n    label: laid by")
    first, second = _run(project), _run(project)
    assert (first[2], second) == (False, (*first[:2], True))
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project / "build").rglob("*.html")} == pages
    assert (project / ".briefing" / "journal.jsonl").read_bytes() == journal


def test_what_was_due_is_not_said_again(project: Path) -> None:
    """`--explain` after a build says that nothing was due, and says so from memory from then on."""
    _change(project, "sample.yaml", "value: 1200", "value: 1300")
    first, second, third = (_run(project, "--explain") for _ in range(3))
    assert first[1].count("was due: facts/sample.yaml: `households` value") == 2
    assert (second[1], second[2], third) == ("nothing was due\n", False, (*second[:2], True))


@pytest.mark.parametrize(
    ("words", "change", "code"),
    [
        (("check",), None, 0),
        (("check",), _UNDATED, 0),
        (("check", "--strict"), _UNDATED, 1),
        (("check",), _BROKEN, 1),
        (("check", "sample", "--lang", "hy", "--output-format", "json"), _BROKEN, 1),
        (("check", "--output-format", "github"), _UNDATED, 0),
        (("-q", "check"), _UNDATED, 0),
        (("--today", "2026-03-10", "status"), _OLD, 1),
        (("status", "--messages", "--today=2026-03-10"), None, 0),
        (("status", "--output-format=json", "--lang", "hy"), _UNDATED, 1),
    ],
)
def test_every_answer_is_the_same_and_light_the_second_time(
    project: Path, words: tuple[str, ...], change: tuple[str, str, str] | None, code: int
) -> None:
    """Findings, tables, annotations and exit codes come again as they were, without the libraries."""
    if change is not None:
        _change(project, *change)
    first = _command(project, *words)
    assert first[2:] == (code, False)
    assert _command(project, *words) == (*first[:3], True)


def test_findings_come_again_in_their_order(project: Path) -> None:
    """Two findings in two files: the same lines, the same order, still on stderr."""
    _change(project, *_UNDATED)
    po = project / "locales/hy/LC_MESSAGES/sample.po"
    po.write_text(po.read_text(encoding="utf-8").replace('msgstr "Եղանակը"', 'msgstr ""'), encoding="utf-8")
    told, said, code, _ = _command(project, "check")
    assert (told, code) == ("", 1)
    assert 0 == said.find("warning[BR207]") < said.find("error[BR310]")
    assert _command(project, "check") == ("", said, 1, True)


def test_a_figure_grows_old_by_the_day_alone(project: Path) -> None:
    """The same words on another day are another question."""
    young, old = ("--today", "2026-03-10", "check"), ("--today", "2026-06-10", "check")
    for words in (young, old):
        assert not _command(project, *words)[3]
    assert "is outdated" not in _command(project, *young)[1]
    assert "is outdated" in _command(project, *old)[1]
    assert _command(project, *old)[3]
    assert not _command(project, "check", BRIEFING_TODAY="2026-06-11")[3]


def test_a_project_is_named_from_anywhere(project: Path) -> None:
    """`--project` before or after the command, quiet or not, with the paths told from where one stands."""
    for words in (
        ("--project", "project", "build", "--format", "html"),
        ("build", "--format=html", "--project=project/facts", "-q"),
        ("--quiet", "build", "--format", "html", "--out", "elsewhere", "--project", "project"),
    ):
        first = _command(project.parent, *words)
        assert first[2:] == (0, False)
        assert _command(project.parent, *words) == (*first[:3], True)
        assert bool(first[0]) is not bool({"-q", "--quiet"} & set(words))


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--leaks"),
        ("-v", "build", "--format", "html"),
        ("-qv", "build", "--format", "html"),
        ("--project",),
        ("--project", "none", "check"),
        ("check", "--today", "never"),
        ("check", "--", "sample"),
        ("check", "nothing"),
        ("check", "--nothing"),
        ("doctor",),
    ],
)
def test_what_is_odd_goes_the_long_way(project: Path, words: tuple[str, ...]) -> None:
    """Whatever is not known to be repeatable is done again each time."""
    first = _command(project, *words)
    second = _command(project, *words)
    assert (first[3], second[3]) == (False, False)
    assert second[2] == first[2]


def test_json_of_a_build_says_that_its_files_are_unchanged(project: Path) -> None:
    """What was `built` the first time is `unchanged` after: the first answer is not given again."""
    shutil.rmtree(project / "build")
    words = ("build", "--format", "html", "--output-format", "json")
    first, second, third = (_command(project, *words) for _ in range(3))
    assert '"state": "built"' in first[0]
    assert '"state": "built"' not in second[0]
    assert (first[3], second[3], third) == (False, False, (*second[:3], True))


def test_an_embargo_ends_without_a_change_of_any_file(project: Path) -> None:
    """A brief under embargo is never answered from memory, by no command."""
    _change(
        project,
        "sample.yaml",
        "\n\nsources:\n",
        '\nedition: {embargo: "2030-03-12T06:00+04:00"}\n\nsources:\n',
    )
    for words in (("build", "--format", "html"), ("check",), ("status",)):
        assert _command(project, *words)[2:] == (0, False)
        assert _command(project, *words)[2:] == (0, False)


def test_check_begins_no_memory_in_a_project_that_has_none(tmp_path: Path) -> None:
    """It promises to write no file: a checkout stays as it is."""
    shutil.copytree(_BASE, tmp_path / "project")
    for _ in range(2):
        assert _command(tmp_path / "project", "check")[2:] == (0, False)
    assert not (tmp_path / "project" / ".briefing").exists()
