"""What all tests share: a clean environment, a fixed day, and a small project to change."""

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

BASE = Path(__file__).parent / "cases" / "base"
TODAY = date(2026, 3, 10)
TOGETHER = (
    "test_browser",
    "test_brief",
    "test_parity",
    "test_mutants",
    "test_leaks",
    "test_provenance",
    "test_lines",
)
"""Files whose tests share what takes long to make: one process runs all of a file, others of them share nothing."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-cases`: write what the tool says into the case pages. Read the diff first."""
    parser.addoption("--update-cases", action="store_true", help="rewrite the console text of case pages")


class Together(LoadScopeScheduling):  # type: ignore[misc]  # pytest-xdist gives away tests one by one, or all by file
    """Gives tests to processes: those of some files together, and first, all others as processes are free."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", maxsplit=1)[0]
        return path if Path(path).stem in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Together:
    """Make the scheduler of a run in several processes."""
    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def _environment() -> Iterator[None]:
    """Let nothing of the user's shell into a test; the day is fixed, and garbage is collected as the program does.

    What is built in this process is drawn in it, too: others run tests meanwhile, and beside the threads of a run in
    several processes each worker would be begun from nothing.
    """
    gc.set_threshold(200_000, 10, 10)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("NO_COLOR", "FORCE_COLOR", "SOURCE_DATE_EPOCH", "GITHUB_ACTIONS"):
            patch.delenv(name, raising=False)
        patch.setenv("BRIEFING_TODAY", TODAY.isoformat())
        patch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
        yield


@pytest.fixture
def flood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the invented flood in four languages, as the current folder."""
    root = tmp_path / "flood"
    left = shutil.ignore_patterns(".briefing", "build", "public")  # of whoever has built it where it stands
    shutil.copytree(BASE.parents[1] / "flood", root, ignore=left)
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the small valid project of the case pages, as the current folder."""
    root = tmp_path / "sample"
    shutil.copytree(BASE, root)
    monkeypatch.chdir(root)
    return root
