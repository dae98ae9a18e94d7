"""A workflow of GitHub Actions: actions pinned to commits, nothing allowed but reading, no secret."""

import json
import shlex
from collections.abc import Iterator, Mapping
from typing import Final

from briefing.schedules.model import Job

CHECKOUT: Final = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0"
SETUP_PYTHON: Final = "actions/setup-python@ece7cb06caefa5fff74198d8649806c4678c61a1 # v6.3.0"
CACHE: Final = "actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0"
UPLOAD: Final = "actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a # v7.0.1"
LIBRARIES: Final = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PYTHON: Final = "3.12"

_INPUTS: Final = ("facts/**", "locales/**", "templates/**", "briefing.toml", "pyproject.toml")


def github_files(job: Job) -> Mapping[str, str]:
    """Give the workflow of a job."""
    return {".github/workflows/briefing.yml": "".join(f"{line}\n" for line in _lines(job))}


def _lines(job: Job) -> Iterator[str]:
    below = "" if job.folder == "." else f"{job.folder}/"
    yield from (
        f"# Rebuild the briefs of {job.name} {job.told} UTC, and when a fact or a translation changes.",
        "# GitHub mails whoever changed this schedule last when a run fails.",
        "name: briefing",
        "on:",
        "  schedule:",
        f"    - cron: {quoted(job.cron)}",
        "  push:",
        "    paths:",
        *(f"      - {quoted(below + pattern)}" for pattern in _INPUTS),
        "  workflow_dispatch:",
        "permissions:",
        "  contents: read",
        "concurrency:",
        "  group: briefing-${{ github.ref }}",
        "  cancel-in-progress: false",
        "jobs:",
        "  build:",
        "    runs-on: ubuntu-24.04",
        "    timeout-minutes: 30",
        "    defaults:",
        "      run:",
        f"        working-directory: {quoted(job.folder)}",
        "    steps:",
        f"      - uses: {CHECKOUT}",
        "        with:",
        "          persist-credentials: false",
        f"      - uses: {SETUP_PYTHON}",
        "        with:",
        f"          python-version: {quoted(PYTHON)}",
        f"      - run: sudo apt-get update -q && sudo apt-get install -qy --no-install-recommends {LIBRARIES}",
        f"      - run: {_run(['python', '-m', 'pip', 'install', job.install])}",
        f"      - uses: {CACHE}",
        "        with:",
        f"          path: {quoted(below + '.briefing/store')}",
        "          key: briefing-${{ github.run_id }}",
        "          restore-keys: briefing-",
    )
    for step in job.steps:
        if step[0] == "publish":
            yield "      - if: github.event_name != 'push' || github.ref_name == github.event.repository.default_branch"
            yield f"        run: {_run(['briefing', *step])}"
        else:
            output = ("--output-format", "github") if step[0] == "check" else ()
            yield f"      - run: {_run(['briefing', *step, *output])}"
    yield from (
        f"      - uses: {UPLOAD}",
        "        with:",
        "          name: briefs",
        f"          path: {quoted(below + 'build/')}",
        "          if-no-files-found: error",
        "          retention-days: 30",
    )


def quoted(text: str) -> str:
    """Quote a text for YAML, which takes the quotes of JSON."""
    return json.dumps(text, ensure_ascii=False)


def _run(command: list[str]) -> str:
    return quoted(shlex.join(command))
