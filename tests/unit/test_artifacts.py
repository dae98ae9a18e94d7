"""Finished files: all together or not at all."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from briefing.artifacts import Pending, write_artifacts, write_files
from briefing.diagnostics import BriefingError


def pending(name: str, content: bytes) -> Pending:
    """Make a file to write."""
    return Pending(brief="b", locale="hy", format="html", layout=None, name=name, content=content)


def files_of(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_are_written_and_told(tmp_path: Path) -> None:
    """A new file is `built`, with its path and the SHA-256 of its bytes; nothing else is left behind."""
    out = tmp_path / "build"
    (artifact,) = write_artifacts([pending("b/b.hy.html", b"abc")], out)
    assert artifact.path == out / "b" / "b.hy.html"
    assert artifact.state == "built"
    assert artifact.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert files_of(tmp_path) == {"build/b/b.hy.html": b"abc"}


def test_a_file_with_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    """The second run says `unchanged` and touches neither the file nor its time."""
    write_artifacts([pending("a", b"1"), pending("b", b"1")], tmp_path)
    before = (tmp_path / "a").stat()
    second = write_artifacts([pending("a", b"1"), pending("b", b"2")], tmp_path)
    assert [a.state for a in second] == ["unchanged", "built"]
    after = (tmp_path / "a").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_mode_follows_the_umask(tmp_path: Path) -> None:
    """A web server of the same group can read what the user's umask lets it."""
    before = os.umask(0o027)
    try:
        write_artifacts([pending("a", b"1")], tmp_path)
    finally:
        os.umask(before)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_when_one_file_cannot_be_put_in_place_none_changes(tmp_path: Path) -> None:
    """A folder in the place of the last file: the first keeps its old bytes, a new one is not there."""
    write_artifacts([pending("a", b"old")], tmp_path)
    (tmp_path / "z").mkdir()
    with pytest.raises(BriefingError) as caught:
        write_artifacts([pending("a", b"new"), pending("n", b"new"), pending("z", b"new")], tmp_path)
    assert files_of(tmp_path) == {"a": b"old"}
    assert caught.value.message == f"cannot write to `{tmp_path}`: is a directory; nothing was changed"
    assert caught.value.hint == "move the folder that stands where a file belongs"


def test_when_one_file_cannot_be_staged_none_changes(tmp_path: Path) -> None:
    """A disk that fills up while staging leaves everything as it was."""
    script = f"""
        import resource, signal
        from pathlib import Path
        from briefing.artifacts import write_files
        from briefing.diagnostics import BriefingError
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_files({{"a": b"new", "b": b"x" * 2000}}, Path({str(tmp_path)!r}))
        except BriefingError as error:
            print(error.message)
    """
    write_files({"a": b"old"}, tmp_path)
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True
    )
    assert said.stdout == f"cannot write to `{tmp_path}`: file too large; nothing was changed\n"
    assert files_of(tmp_path) == {"a": b"old"}


def test_a_file_in_the_place_of_the_folder_is_a_failure_with_a_mend(tmp_path: Path) -> None:
    """The output folder cannot be made where a file lies."""
    out = tmp_path / "build"
    out.write_bytes(b"")
    with pytest.raises(BriefingError) as caught:
        write_artifacts([pending("a", b"1")], out)
    assert caught.value.hint == "move the file that stands where a folder belongs"


def test_leftovers_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    """The staging folder of a run that was killed is gone after the next."""
    left = tmp_path / ".staging-12345"
    left.mkdir()
    (left / "0.new").write_bytes(b"half")
    write_artifacts([pending("a", b"1")], tmp_path)
    assert files_of(tmp_path) == {"a": b"1"}
    assert not left.exists()


def test_a_second_run_waits_and_then_says_who_writes(tmp_path: Path) -> None:
    """While another process holds the folder, a run gives up after its patience and names the process."""
    script = f"""
        import time
        from pathlib import Path
        from briefing.artifacts.locking import hold_folder
        with hold_folder(Path({str(tmp_path)!r}), 1):
            Path({str(tmp_path)!r}, ".staging-4711").mkdir()
            print("held", flush=True)
            time.sleep(60)
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(BriefingError) as caught:
            write_files({"a": b"1"}, tmp_path, patience=0.1)
        assert caught.value.message == f"process 4711 is writing to `{tmp_path}`"
    finally:
        holder.kill()
        holder.communicate()
    write_files({"a": b"1"}, tmp_path, patience=5)
    assert files_of(tmp_path) == {"a": b"1"}


def test_interruption_does_not_part_the_files_of_a_run(tmp_path: Path) -> None:
    """Whenever a run is told to end, every file is of the same run."""
    script = f"""
        from pathlib import Path
        from briefing.artifacts import write_files
        for number in range(10_000):
            write_files({{f"{{n}}": b"%d" % number for n in range(6)}}, Path({str(tmp_path)!r}))
            if number == 0:
                print("go", flush=True)
    """
    for delay in (0.0, 0.013, 0.031, 0.057):
        writer = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(script)], stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        while len([p for p in tmp_path.iterdir() if p.is_file()]) < 6:
            time.sleep(0.002)
        time.sleep(0.02 + delay)
        writer.send_signal(signal.SIGTERM)
        writer.communicate()
        finished = {p.name: p.read_bytes() for p in tmp_path.iterdir() if p.is_file()}
        assert len(set(finished.values())) == 1
        assert len(finished) == 6
