"""Recipes round the product: pipelines of this repository, what `make newest` prints, what `make audit` admits."""

import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from briefing.schedules.github import CHECKOUT, SETUP_PYTHON

ROOT = Path(__file__).parents[2]
WORKFLOWS = (".github/workflows/test.yml", ".github/workflows/newest.yml")
CANARY = '''
"""Two canaries and a product test."""
import pytest

@pytest.mark.upstream
def test_sings(): assert 1 == 1

@pytest.mark.upstream
def test_is_silent(): assert 1 == 2, "upstream has mended this"

def test_product(): assert 1 == 3
'''


def recipe(name: str) -> dict[str, Any]:
    """Give what a script of the project defines."""
    return runpy.run_path(str(ROOT / "scripts" / name))


@pytest.mark.parametrize("name", [*WORKFLOWS, ".gitlab-ci.yml"])
def test_pipelines_keep_to_their_schema(tmp_path: Path, name: str) -> None:
    """The schema that editors use; a pipeline that was spoilt does not pass."""
    pytest.importorskip(
        "check_jsonschema", reason="check-jsonschema, a development package, is not installed"
    )
    schema = "vendor.gitlab-ci" if "gitlab" in name else "vendor.github-workflows"
    command = [sys.executable, "-W", "ignore", "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, str(ROOT / name)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    spoilt = tmp_path / "spoilt.yml"
    text = (ROOT / name).read_text(encoding="utf-8")
    spoilt.write_text(text.replace("script:", "scripts:").replace("steps:", "step:"), encoding="utf-8")
    assert subprocess.run([*command, str(spoilt)], capture_output=True, check=False).returncode == 1


@pytest.mark.parametrize("name", WORKFLOWS)
def test_workflows_pin_their_actions_and_may_only_read(name: str) -> None:
    """To the commits that `briefing schedule github` writes, so that both are renewed together."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"uses: (.*)", text)) == {CHECKOUT, SETUP_PYTHON}
    assert re.findall(r"permissions:\n((?:  .*\n)+)", text) == ["  contents: read\n"]
    assert "persist-credentials: false" in text
    assert "secrets" not in text


def test_canaries_are_asked_every_week_and_in_no_test_job() -> None:
    """`make newest` has a job of its own on both services; what every push runs is `.ci/run`."""
    every_push, weekly = ((ROOT / name).read_text(encoding="utf-8") for name in WORKFLOWS)
    gitlab = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
    assert "- run: .ci/run\n" in every_push
    assert "newest" not in every_push
    assert '- cron: "17 4 * * 1"' in weekly
    assert "- run: make newest\n" in weekly
    assert re.search(r'^newest:\n  rules:\n    - if: \$CI_PIPELINE_SOURCE == "schedule"\n', gitlab, re.M)
    assert re.search(r'^test:\n  rules:\n    - if: \$CI_PIPELINE_SOURCE != "schedule"\n', gitlab, re.M)
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_a_canary_is_not_run_unless_asked_for(tmp_path: Path) -> None:
    """By the marker; a canary that fails is one line, with what it says."""
    (tmp_path / "test_birds.py").write_text(CANARY, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    newest = recipe("newest.py")
    canaries, is_asked = newest["failures"](tmp_path, ["-m", "upstream", "test_birds.py"])
    tests, is_run = newest["failures"](tmp_path, ["test_birds.py"])
    assert canaries == ["test_birds::test_is_silent: upstream has mended this"]
    assert tests == ["test_birds::test_product: assert 1 == 3"]
    assert (is_asked, is_run) == (True, True)
    assert newest["failures"](tmp_path, ["test_none.py"]) == ([], False)


def test_versions_that_differ_from_the_lock_are_told() -> None:
    """One line each; pins for other systems, and what makes the environment, are none of them."""
    newest = recipe("newest.py")
    lock = (
        "# --- make brief\nbabel==2.18.0 \\\n    --hash=sha256:00\nsix==1.17.0 \\\n    --hash=sha256:00\n"
        "colorama==0.4.6 ; sys_platform == 'never' \\\n    --hash=sha256:00\nwheel==0.1 \\\n    --hash=sha256:00\n"
    )
    here = {"babel": "2.19.0", "pip": "26.0", "new-thing": "1.0", "briefing": "0.1.0"}
    assert list(newest["differing"](newest["pinned"](lock), here)) == [
        "babel 2.18.0 -> 2.19.0",
        "new-thing absent -> 1.0",
        "six 1.17.0 -> absent",
    ]


@pytest.mark.parametrize(
    ("report", "lines", "code"),
    [
        (
            {"dependencies": [{"name": "a", "version": "1", "vulns": []}]},
            ["audit: 1 packages asked about, 0 vulnerabilities known"],
            0,
        ),
        (
            {
                "dependencies": [
                    {"name": "a", "version": "1", "vulns": [{"id": "X-1", "fix_versions": ["2"]}]}
                ]
            },
            ["audit: a 1: X-1, mended in 2", "audit: 1 packages asked about, 1 vulnerabilities known"],
            1,
        ),
        (
            {"dependencies": [{"name": "a", "skip_reason": "not found on PyPI"}]},
            [
                "audit: NOT DONE for 1 of 1 packages: the database could not be reached, or does not know them: a"
            ],
            3,
        ),
        ({}, ["audit: NOT DONE: pip-audit has written no report"], 3),
    ],
    ids=["clean", "vulnerable", "out of reach", "crashed"],
)
def test_an_audit_that_asked_nobody_does_not_pass(report: object, lines: list[str], code: int) -> None:
    """As pip-audit does, whose exit code is 0 where the database is out of reach."""
    assert recipe("audit.py")["verdict"](report) == (lines, code)
