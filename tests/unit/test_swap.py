"""The swap: a run that is killed at any moment leaves files of one state to whoever looks next."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from briefing.artifacts import finish_swaps, write_files
from briefing.diagnostics import BriefingError

OLD = {"a": b"old a", "sub/b": b"old b", "gone": b"old gone"}
NEW = {"a": b"new a", "sub/b": b"new b", "sub/more/c": b"new c"}
KILLED = """
    import hashlib, os, sys
    from pathlib import Path
    from briefing.artifacts import write_files

    left = int(sys.argv[2])
    def counted(act):
        def do(*arguments, **options):
            global left
            left -= 1
            if left < 0:
                os._exit(9)
            return act(*arguments, **options)
        return do
    for name in ("replace", "unlink", "mkdir", "open", "rmdir", "touch"):
        setattr(Path, name, counted(getattr(Path, name)))
    gone = {"gone": hashlib.sha256(b"old gone").hexdigest()}
    new = {"a": b"new a", "sub/b": b"new b", "sub/more/c": b"new c"}
    write_files(new, Path(sys.argv[1]), removed=gone)
"""


def files_of(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def killed(out: Path, steps: int) -> int:
    """Write new files over old ones in a process that dies after so many acts; give its exit code."""
    shutil.rmtree(out, ignore_errors=True)
    write_files(OLD, out)
    script = textwrap.dedent(KILLED)
    return subprocess.run([sys.executable, "-c", script, str(out), str(steps)], check=False).returncode


def kill_in_swap(out: Path) -> Path:
    """Leave a swap half done: some files moved, some not; give the folder of what is staged."""
    for steps in range(100):
        assert killed(out, steps) == 9
        moved = {name: data for name, data in files_of(out).items() if not name.startswith(".")}
        if moved not in (OLD, NEW):
            (staging,) = out.glob(".staging-*")
            return staging
    raise AssertionError("no swap was ever half done")


def test_whenever_a_run_is_killed_the_next_finds_one_state(tmp_path: Path) -> None:
    """After each act: all old or all new, never some of both, and nothing is left lying about."""
    out, states = tmp_path / "out", list[str]()
    for steps in range(100):
        code = killed(out, steps)
        finish_swaps(out)
        found = files_of(out)
        assert found in (OLD, NEW), steps
        states.append("new" if found == NEW else "old")
        if code == 0:
            break
    assert states == sorted(states, reverse=True)  # once new, never old again
    assert set(states) == {"old", "new"}


def test_a_swap_is_finished_before_the_next_run_writes(tmp_path: Path) -> None:
    """A run that writes one other file brings all others to one state first."""
    out = tmp_path / "out"
    kill_in_swap(out)
    write_files({"other": b"1"}, out)
    assert files_of(out) == {**NEW, "other": b"1"}


def test_a_file_that_was_changed_since_the_kill_is_left(tmp_path: Path) -> None:
    """Somebody mended a page by hand before the next run: it is not written over, and the rest is finished."""
    out = tmp_path / "out"
    staging = kill_in_swap(out)
    steps = json.loads(json.loads((staging / "swap.json").read_bytes())["steps"])
    name = next(step[0] for step in steps if (staging / f"{step[3]}.new").exists())
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(b"by hand")
    finish_swaps(out)
    left = {key: data for key, data in NEW.items() if key != name}
    found = files_of(out)
    assert found.pop(name) == b"by hand"
    assert left.items() <= found.items()


def test_a_swap_that_came_from_elsewhere_is_none(tmp_path: Path) -> None:
    """A page of a swap in a checkout or a copy moves nothing: a pull request could write anywhere with it."""
    out, copy = tmp_path / "out", tmp_path / "copy"
    kill_in_swap(out)
    shutil.copytree(out, copy)
    before = {name: data for name, data in files_of(copy).items() if not name.startswith(".")}
    finish_swaps(copy)
    assert files_of(copy) == before


@pytest.mark.parametrize("name", ["../out-of-here", "/etc/x", "a/../../x", "", "sub//b", "a\\b"])
def test_a_name_that_leads_elsewhere_is_no_step(tmp_path: Path, name: str) -> None:
    """Nothing of the page is done, though it was written on this machine."""
    out = tmp_path / "out"
    staging = kill_in_swap(out)
    page = json.loads((staging / "swap.json").read_bytes())
    steps = json.loads(page["steps"])
    steps[-1][0] = name
    page["steps"] = json.dumps(steps)
    page["digest"] = __import__("hashlib").sha256(page["steps"].encode()).hexdigest()
    (staging / "swap.json").write_text(json.dumps(page), encoding="utf-8")
    before = {n: data for n, data in files_of(out).items() if not n.startswith(".")}
    finish_swaps(out)
    assert files_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_somebody_put_into_a_staging_folder_stays(tmp_path: Path) -> None:
    """Only what a run stages there is swept; a link of that name is no staging folder."""
    left = tmp_path / ".staging-12345"
    left.mkdir()
    (left / "0.new").write_bytes(b"half")
    (left / "mine.txt").write_bytes(b"mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "1.new").write_bytes(b"mine")
    (tmp_path / ".staging-7").symlink_to("elsewhere")
    write_files({"a": b"1"}, tmp_path)
    assert files_of(tmp_path) == {
        "a": b"1",
        ".staging-12345/mine.txt": b"mine",
        "elsewhere/1.new": b"mine",
    }
    assert (tmp_path / ".staging-7").is_symlink()


@pytest.mark.parametrize("link", ["sub", "sub/b"])
def test_nothing_is_written_or_removed_through_a_link(tmp_path: Path, link: str) -> None:
    """A folder or a file that is a link is refused by name, before anything changes."""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "b").write_bytes(b"mine")
    out.mkdir()
    (out / link).parent.mkdir(exist_ok=True)
    (out / link).symlink_to(elsewhere if link == "sub" else elsewhere / "b")
    with pytest.raises(BriefingError, match=f"`{out / link}` is a link"):
        write_files(NEW, out)
    write_files({}, out, removed={"sub/b": "8b0a5b5e0d5f1a3b"})
    assert files_of(elsewhere) == {"b": b"mine"}
    assert not (out / "a").exists()


def test_a_pipe_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """It is not read, which would wait for ever, and not written over."""
    os.mkfifo(tmp_path / "a")
    with pytest.raises(BriefingError, match="what stands there is no file"):
        write_files(NEW, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_only_a_file_that_is_as_it_was_written_is_removed(tmp_path: Path) -> None:
    """Another content means that somebody works on it; a folder that became empty goes, another stays."""
    write_files({"x/1": b"1", "y/1": b"1", "y/2": b"2"}, tmp_path)
    (tmp_path / "y" / "2").write_bytes(b"by hand")
    one = "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"
    two = "d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35"
    write_files({}, tmp_path, removed={"x/1": one, "y/1": one, "y/2": two, "../z": one})
    assert files_of(tmp_path) == {"y/2": b"by hand"}
    assert not (tmp_path / "x").exists()
