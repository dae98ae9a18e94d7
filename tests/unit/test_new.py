"""`briefing new`: a project that builds at once, from samples that say that they are samples."""

import os
import pty
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TODAY

from briefing.cli import run
from briefing.cli.new import Kind
from briefing.starters import KINDS

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files_below(folder: Path) -> list[str]:
    """List all files below a folder, but those of git."""
    return sorted(
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and ".git/" not in p.as_posix()
    )


def test_a_kind_can_be_asked_for_by_its_name() -> None:
    """The kinds of the command line are those that there are samples for."""
    assert [kind.value for kind in Kind] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_project_has_nothing_to_find(kind: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No warning either, in four languages; the catalogues are complete and in step; the samples are marked."""
    assert run(["new", "Իմ նոր նախագիծը", "--kind", kind]) == 0
    root = desk / "Իմ նոր նախագիծը"
    said = capsys.readouterr().out
    assert sorted(said.splitlines()) == [f"Իմ նոր նախագիծը/{name}" for name in files_below(root)]
    assert run(["--project", str(root), "check", "--strict"]) == 0
    assert capsys.readouterr().err == "no findings\n"
    assert run(["--project", str(root), "messages", "update", "--check"]) == 0
    facts = (root / "facts" / f"{kind}.yaml").read_text(encoding="utf-8")
    ids = re.findall(r"^  [a-z-]+:(.*)$", facts.partition("\nfacts:\n")[2].partition("\n\n")[0], re.M)
    assert set(ids) == {"  # sample"}
    assert len(ids) == 2 if kind == "blank" else 10 <= len(ids) <= 15
    assert "# A sample: no place, person, body or number in this file exists." in facts


def test_every_page_of_a_new_project_says_that_it_is_a_sample(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In every language: who builds it and shows it to somebody has said so."""
    assert run(["new", "a", "--kind", "conflict"]) == 0
    assert run(["--project", "a", "build", "--format", "html"]) == 0
    pages = {
        p.name.split(".")[1]: p.read_text(encoding="utf-8").replace("\u00a0", " ")
        for p in (desk / "a/build").rglob("*.html")
    }
    words = {
        "en": "This is a sample: the places, people and numbers in it are invented.",
        "hy": "Սա օրինակ է. նշված վայրերը, մարդիկ և թվերը հորինված են։",
        "az": "Bu, nümunədir: buradakı yerlər, insanlar və rəqəmlər uydurmadır.",
        "ru": "Это образец: места, люди и числа в нём вымышлены.",
    }
    assert {locale: words[locale] in page for locale, page in pages.items()} == dict.fromkeys(words, True)


def test_nobody_publishes_the_samples(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are approved by nobody, and no translation is signed."""
    assert run(["new", "a", "--kind", "blank"]) == 0
    capsys.readouterr()
    assert run(["--project", "a", "publish", "--dry-run"]) == 4


def test_samples_are_young_on_the_first_day(desk: Path) -> None:
    """Days move with the day of the start, so that no figure is outdated; years of the past stay."""
    assert run(["new", "a", "--kind", "flood", "--today", "2031-01-02"]) == 0
    facts = (desk / "a/facts/flood.yaml").read_text(encoding="utf-8")
    assert 'when: "1974"' in facts
    assert max(re.findall(r"\d{4}-\d\d-\d\d", facts.partition("sections:")[0])) == "2031-01-01"
    assert (run(["--project", "a", "--today", "2031-01-02", "check", "--strict"])) == 0


def test_the_project_keeps_what_is_built_and_remembered_out_of_git(desk: Path) -> None:
    """`git status` shows no file that a build has written."""
    assert run(["new", "a", "--kind", "blank"]) == 0
    before = files_below(desk / "a")
    assert run(["--project", "a", "build", "--format", "html"]) == 0
    git = ["git", "-c", "init.defaultBranch=main", "-C", "a"]
    subprocess.run([*git, "init", "-q"], check=True)
    done = subprocess.run(
        [*git, "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert sorted(done.stdout.split()) == before


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("notes.txt", "`a` is not empty: it has `notes.txt`; nothing was written"),
        (".hidden", "`a` is not empty: it has `.hidden`; nothing was written"),
    ],
)
def test_a_folder_that_has_something_is_left_as_it_is(
    there: str, told: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A usage error that says what stands there, and where one can start."""
    (desk / "a").mkdir()
    (desk / "a" / there).write_text("mine", encoding="utf-8")
    assert run(["new", "a"]) == 2
    said = capsys.readouterr().err
    assert told in said
    assert "briefing new my-brief" in said
    assert files_below(desk / "a") == [there]


def test_a_file_a_link_and_a_way_through_a_file_are_no_folders(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each is named, and nothing is written anywhere."""
    (desk / "file").write_text("mine", encoding="utf-8")
    (desk / "real").mkdir()
    (desk / "link").symlink_to("real")
    assert [run(["new", name]) for name in ("file", "link", "file/below")] == [2, 2, 2]
    said = capsys.readouterr().err
    assert "`file` is a file" in said
    assert "`link` is a link" in said
    assert "`file/below` cannot be a folder" in said
    assert files_below(desk) == ["file"]


def test_a_clone_without_files_is_empty(desk: Path) -> None:
    """`git clone`, then `briefing new .`: the usual way to start; job files stand where the host reads them."""
    (desk / ".git").mkdir()
    assert run(["new", ".", "--ci", "gitlab"]) == 0
    assert (desk / ".gitlab-ci.yml").is_file()
    assert (desk / "briefing.toml").is_file()


def test_a_folder_of_a_larger_repository_is_told_how_to_get_job_files(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A host reads them at the top of a repository alone; there, they would be in nobody's project."""
    (desk / ".git").mkdir()
    assert run(["new", "briefs/flood"]) == 0
    assert "briefing schedule github --out" in capsys.readouterr().err
    assert not (desk / "briefs/flood/.github").exists()


def test_all_files_are_written_or_none(desk: Path) -> None:
    """On a disk that refuses one of them, here by its size, nothing is left."""
    command = [sys.executable, "-m", "briefing", "new", "a"]
    done = subprocess.run(
        command,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, files_below(desk)) == (3, [])
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u202eb"])
def test_a_publisher_that_no_page_can_print_is_refused(
    name: str, desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before a file is written."""
    assert run(["new", "a", "--publisher", name]) == 2
    assert "is no name that a page can print" in capsys.readouterr().err
    assert files_below(desk) == []


def test_a_publisher_stands_in_the_settings(desk: Path) -> None:
    """Whatever signs it has, as TOML reads them."""
    assert run(["new", "a", "--kind", "blank", "--publisher", 'Relief "North" \\ Հույս']) == 0
    assert 'publisher = "Relief \\"North\\" \\\\ Հույս"' in (desk / "a/briefing.toml").read_text(
        encoding="utf-8"
    )
    assert run(["--project", "a", "check", "--strict"]) == 0
    assert run(["--project", "a", "messages", "update", "--check"]) == 0


def test_on_a_pipe_nothing_is_asked(desk: Path) -> None:
    """It ends at once, with the kind that is usual."""
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "new", "a"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert (desk / "a/facts/conflict.yaml").is_file()


def test_on_a_terminal_kind_and_name_are_asked_for(desk: Path) -> None:
    """An answer that is no kind is told which there are, and asked again."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "briefing", "new", "a"],
        env={**os.environ, "PYTHONPATH": str(ROOT), "BRIEFING_TODAY": TODAY.isoformat()},
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    )
    os.close(theirs)
    os.write(ours, b"fload\nflood\nVelora Relief\n")
    assert child.wait(60) == 0
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "did you mean `flood`?" in said
    assert 'publisher = "Velora Relief"' in (desk / "a/briefing.toml").read_text(encoding="utf-8")
    assert (desk / "a/facts/flood.yaml").is_file()
