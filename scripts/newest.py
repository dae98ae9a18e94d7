"""Run all tests and canaries on what is installed; print a line per version unlike the lock, and per failure.

Started by `make newest` in a virtual environment of its own. Words of the command line go to pytest for the tests. The
exit code is 1 when a test or a canary fails; a version that differs is no failure.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path
from xml.etree import ElementTree as ET

OWN = {"briefing", "pip", "setuptools", "wheel"}
_PIN = re.compile(r"^([a-z0-9.-]+)==([^ ;\\]+)(?: *; *([^\\]+))?", re.M)


def main(words: list[str]) -> int:
    """Run the tests, then the canaries, and print what differs."""
    root = Path(__file__).parents[1]
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    versions = list(differing(pinned(lock), installed()))
    tests, is_run = failures(root, ["-n", "auto", *words])
    canaries, is_asked = failures(root, ["-m", "upstream", "tests/unit"])
    for line in (
        *versions,
        *(f"test {line}" for line in tests),
        *(f"canary {line}" for line in canaries),
        *(() if is_run and is_asked else ("pytest ended before its last test",)),
        f"{len(versions)} versions differ, {len(tests)} tests and {len(canaries)} canaries fail",
    ):
        print(f"newest: {line}")
    return int(bool(tests or canaries) or not (is_run and is_asked))


def pinned(lock: str) -> Mapping[str, str]:
    """Give the versions of a lock file that are meant for this Python and system."""
    from packaging.markers import Marker

    return {
        name: version
        for name, version, marker in _PIN.findall(lock)
        if not marker.strip() or Marker(marker.strip()).evaluate()
    }


def installed() -> Mapping[str, str]:
    """Give the versions that are installed beside this Python."""
    return {re.sub(r"[-_.]+", "-", d.metadata["Name"]).lower(): d.version for d in distributions()}


def differing(lock: Mapping[str, str], here: Mapping[str, str]) -> Iterator[str]:
    """Give a line for each package of which another version is here, or one that only one side has."""
    for name in sorted({*lock, *here} - OWN):
        if lock.get(name) != here.get(name):
            yield f"{name} {lock.get(name, 'absent')} -> {here.get(name, 'absent')}"


def failures(root: Path, words: Iterable[str]) -> tuple[list[str], bool]:
    """Run pytest; give a line per failure, and whether it came to its end."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *words]
        code = subprocess.run(command, cwd=root, check=False).returncode
        found = list(failing(report.read_text(encoding="utf-8"))) if report.is_file() else []
        return found, code in (0, 1)


def failing(report: str) -> Iterator[str]:
    """Give a line per failure of a report of pytest: the test, and the first line of what it said."""
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314  # pytest wrote it a moment ago
        for fault in (*case.iter("failure"), *case.iter("error")):
            said = fault.get("message", "").strip().splitlines() or [""]
            name = f"{case.get('classname', '').replace('.', '/')}::{case.get('name')}"
            yield f"{name}: {said[0].removeprefix('AssertionError: ')}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
