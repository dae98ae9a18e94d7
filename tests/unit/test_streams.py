"""Streams and words of the command line: closed, full or no text, none of them is answered by a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.cli import run

ROOT = Path(__file__).parents[2]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command line; give its exit code and what it wrote to stderr."""
    code = run(arguments)
    return code, capsys.readouterr().err


def briefing(arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a line of a shell in which `briefing` is the tool."""
    tool = f"'{sys.executable}' -m briefing {arguments}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        ["sh", "-c", tool], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("end", [">&-", "2>&-", ">&- 2>&- <&-", "2>/dev/full"])
@pytest.mark.parametrize("command", ["--version", "--help", "check --lang en", "frob"])
@pytest.mark.skipif(os.name != "posix", reason="of the shells of Unix")
def test_a_stream_that_is_closed_or_full_changes_no_exit_code(sample: Path, command: str, end: str) -> None:
    """Nobody reads it, or nobody can be told; twice, since the second run is answered from memory."""
    if command == "frob":
        assert briefing(f"{command} {end}", sample).returncode == (3 if "full" in end else 2)
        return
    for _ in range(2):
        done = briefing(f"{command} {end}", sample)
        assert done.returncode == 0
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["--version", "--help", "status", "check --output-format json"])
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_a_stdout_that_is_full_is_a_failure_in_one_sentence(sample: Path, command: str) -> None:
    """What was asked for has not arrived."""
    for _ in range(2):
        done = briefing(f"{command} >/dev/full", sample)
        assert done.returncode == 3
        assert done.stderr.startswith("error: ")
        assert "no space left on device" in done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [("approve", "--by", "\udcff"), ("set", "x", "--why", "a\udc80"), ("\udcff",), ("check", "\ud800")],
)
def test_a_word_that_is_no_text_is_a_usage_error(
    sample: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    """It could be written to no file."""
    code, err = said(capsys, *arguments)
    assert code == 2
    assert "is not UTF-8 text\n  = hint: type it anew" in err


def test_a_folder_may_have_a_name_that_is_no_text(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bytes of a path are those of the system."""
    moved = sample.with_name(os.fsdecode(b"\xff"))
    sample.rename(moved)
    assert said(capsys, "check", "--project", str(moved))[0] == 0


def test_what_the_system_refuses_comes_with_a_mend(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence alone leaves whoever reads the mail of a nightly job without a next step."""
    code, err = said(capsys, "export", "json", "--out", "a" * 300)
    assert code == 3
    assert "file name too long" in err
    assert "= hint: " in err


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 30, "1e400", "0." + "9" * 40])
def test_a_number_that_no_fact_could_have_has_no_forms(
    sample: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    """It would be divided by a million to find its last word, which no decimal of 28 digits survives."""
    code, err = said(capsys, "forms", number, "--unit", "person", "--lang", "hy")
    assert code == 2
    assert "is no number, no date and no place or actor" in err
