"""Finished runs: nothing heavy is imported when nothing is due, and every change is due."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_BASE = _ROOT / "tests" / "cases" / "base"
_PROBE = """
import sys
from briefing.__main__ import main
code = 0
try:
    main()
except SystemExit as end:
    code = end.code or 0
heavy = sorted({"typer", "jinja2", "babel", "weasyprint", "pydantic", "yaml"} & set(sys.modules))
print("HEAVY", *heavy, file=sys.stderr)
sys.exit(code)
"""


def _quiet_environment() -> dict[str, str]:
    """Give the environment without the name of the running test, which differs from call to call."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}


def _run(project: Path, *words: str, **environment: str) -> tuple[str, str, bool]:
    """Build and give stdout, stderr and whether the answer came without anything heavy."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, "build", "--format", "html", *words],
        cwd=project,
        env={**_quiet_environment(), "PYTHONPATH": str(_ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    said, _, heavy = done.stderr.rpartition("HEAVY")
    return done.stdout, said, not heavy.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project that was built once."""
    folder = tmp_path / "project"
    shutil.copytree(_BASE, folder)
    assert not _run(folder)[2]
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
