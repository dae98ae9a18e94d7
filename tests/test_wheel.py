"""What a stranger has: the wheel alone, in an environment of its own, in a folder with an Armenian name and spaces."""

import email
import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MINUTE = 60.0
"""What the first briefs in four languages may take, with the tool installed."""

pytestmark = [pytest.mark.wheel, pytest.mark.pdf]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def tool(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment that has, besides, what this one has installed of others."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "others.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
    ]
    subprocess.run([*pip, "--ignore-installed", str(wheel)], check=True, capture_output=True)
    return folder / "bin" / "briefing"


def done(tool: Path, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed tool with nothing of this repository, and no more than a minute."""
    kept = {"PATH": os.environ["PATH"], "HOME": str(folder), "BRIEFING_TODAY": "2026-03-10", "LC_ALL": "C"}
    return subprocess.run(
        [tool, *arguments],
        cwd=folder,
        env=kept,
        stdin=subprocess.PIPE,
        capture_output=True,
        encoding="utf-8",
        timeout=MINUTE,
        check=False,
    )


def test_a_stranger_has_four_languages_on_paper_within_a_minute(tool: Path, tmp_path: Path) -> None:
    """`new`, `build`: eight files, and no word on stderr that asks for more."""
    started = done(tool, "new", "Իմ նոր նախագիծը", "--kind", "flood", folder=tmp_path)
    assert started.returncode == 0, started.stderr
    project = tmp_path / "Իմ նոր նախագիծը"
    built = done(tool, "build", folder=project)
    assert (built.returncode, built.stderr) == (0, "")
    expected = [
        f"build/flood/flood.{o}.{end}" for o in ("en", "hy", "az", "ru") for end in ("html", "a4.pdf")
    ]
    assert built.stdout.splitlines() == expected
    assert {(project / name).read_bytes()[:5] for name in expected} == {b"<!DOC", b"%PDF-"}
    assert done(tool, "check", "--strict", folder=project).stderr == "no findings\n"


def test_the_tool_that_runs_is_the_one_that_was_installed(tool: Path, tmp_path: Path) -> None:
    """Not that of this repository; it says what a report of a fault needs, and prints both schemas."""
    told = json.loads(done(tool, "--version", "--json", folder=tmp_path).stdout)
    place = "import briefing; print(briefing.__file__)"
    python = tool.with_name("python")
    found = subprocess.run([python, "-c", place], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.startswith(str(tool.parents[1]))
    assert told["installed_by"] == "pip or uv"
    for name, file in (("facts", "facts/schema.json"), ("open-data", "docs/open-data.schema.json")):
        printed = done(tool, "schema", name, folder=tmp_path).stdout
        assert printed == (ROOT / file).read_text(encoding="utf-8")


def test_the_page_of_the_package_leads_somewhere(wheel: Path) -> None:
    """No link and no picture is relative; addresses, systems and Pythons are named; the types of it are its own."""
    with zipfile.ZipFile(wheel) as archive:
        assert "briefing/py.typed" in archive.namelist()
        assert "briefing/carried/docs/desk.md" in archive.namelist()
        name = next(o for o in archive.namelist() if o.endswith("/METADATA"))
        message = email.message_from_bytes(archive.read(name))
    text = str(message.get_payload())
    links = re.findall(r"\]\(([^)\s]+)\)", text)
    assert len(links) > 5
    assert [link for link in links if not link.startswith("https://")] == []
    assert {line.partition(",")[0] for line in message.get_all("Project-URL", [])} == {
        "Source",
        "Documentation",
        "Changelog",
        "Issues",
    }
    classifiers = message.get_all("Classifier", [])
    assert "Operating System :: POSIX :: Linux" in classifiers
    assert "Programming Language :: Python :: 3.13" in classifiers
