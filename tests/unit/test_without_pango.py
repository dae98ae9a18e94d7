"""On a machine without Pango: one clear sentence, and all that can be done without it is done."""

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from processes import Staying, until

from briefing.cli import run

ROOT = Path(__file__).parents[2]
ENGINE = """\
print("-----\\nWeasyPrint could not import some external libraries.\\n-----")
raise OSError("cannot load library 'libpango-1.0-0'")
"""


@pytest.fixture
def without_pango(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the sample where the engine behaves as it does without Pango, lines of its own on stdout included."""
    folder = tmp_path / "engine"
    folder.mkdir()
    (folder / "weasyprint.py").write_text(ENGINE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{folder}{os.pathsep}{ROOT}")
    return sample


def done(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own."""
    command = [sys.executable, "-m", "briefing", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_build_says_so_and_what_works(without_pango: Path) -> None:
    """One sentence of ours and none of the engine's; the command of the hint works."""
    refused = done("build", "--lang", "en")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert refused.stderr == (
        "error: cannot draw PDFs: Pango is not on this machine\n"
        "  = hint: run `briefing doctor`, which names the command that installs it; until then,"
        " `briefing build --format html`, `briefing serve` and `briefing check` do without\n"
    )
    for words in ("build --format html", "check"):
        assert done(*words.split()).returncode == 0


def test_serve_shows_pages_by_itself(without_pango: Path) -> None:
    """It says once why there are no PDFs; asked for by name, they are a failure."""
    staying = Staying("serve", "--port", "0")
    try:
        until(staying.is_ready, staying)
        address = staying.told[0].strip()
        with urllib.request.urlopen(f"{address}sample/sample.en.html") as answer:  # noqa: S310 - our own server
            assert answer.status == 200
    finally:
        staying.end()
    assert (
        staying.said[0]
        == "cannot draw PDFs: Pango is not on this machine; the pages are shown without them\n"
    )
    assert done("serve", "--port", "0", "--pdf").returncode == 3


def test_a_report_of_a_fault_names_versions_and_no_folder(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In either order; what `doctor` prints begins with the same."""
    assert run(["--json", "--version"]) == run(["--version", "--json"]) == 0
    first, second = capsys.readouterr().out.split("}\n{")
    told = json.loads("{" + second)
    assert json.loads(first + "}") == told
    assert {"briefing", "code", "python", "system", "encoding", "installed_by", "libraries"} < told.keys()
    assert {"weasyprint", "pango", "jinja2"} < told["libraries"].keys()
    assert str(Path.home()) not in second
    assert sys.prefix not in second
    run(["doctor"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"ok     briefing: {told['briefing']}, installed by ")
    assert told["system"] in lines[1]
