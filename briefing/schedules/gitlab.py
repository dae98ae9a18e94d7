"""A pipeline of GitLab CI: one job, in a slim image, without secrets. When it runs is set in GitLab itself."""

import shlex
from collections.abc import Mapping
from typing import Final

from briefing.schedules.github import LIBRARIES, PYTHON, quoted
from briefing.schedules.model import Job

_INPUTS: Final = ("facts/**/*", "locales/**/*", "templates/**/*", "briefing.toml", "pyproject.toml")


def gitlab_files(job: Job) -> Mapping[str, str]:
    """Give the pipeline of a job; GitLab keeps the time of a schedule outside the file, so a remark says it."""
    below = "" if job.folder == "." else f"{job.folder}/"
    commands = [
        *([f"cd {shlex.quote(job.folder)}"] if below else []),
        *(shlex.join(["briefing", *step]) for step in job.steps),
    ]
    lines = [
        f"# Rebuild the briefs of {job.name} {job.told} UTC, and when a fact or a translation changes.",
        f"# Set the time in GitLab: Build > Pipeline schedules > New schedule > {job.cron}",
        "# GitLab mails the owner of the schedule when a pipeline fails.",
        "briefing:",
        f"  image: python:{PYTHON}-slim-bookworm",
        "  timeout: 30 minutes",
        "  resource_group: briefing",
        "  rules:",
        '    - if: $CI_PIPELINE_SOURCE == "schedule"',
        "    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH",
        "      changes:",
        *(f"        - {quoted(below + pattern)}" for pattern in _INPUTS),
        "  cache:",
        "    key: briefing",
        "    paths:",
        f"      - {quoted(below + '.briefing/store/')}",
        "  before_script:",
        f"    - apt-get update -q && apt-get install -qy --no-install-recommends {LIBRARIES}",
        f"    - {quoted(shlex.join(['python', '-m', 'pip', 'install', job.install]))}",
        "  script:",
        *(f"    - {quoted(command)}" for command in commands),
        "  artifacts:",
        "    paths:",
        f"      - {quoted(below + 'build/')}",
        "    expire_in: 30 days",
    ]
    return {".gitlab-ci.yml": "".join(f"{line}\n" for line in lines)}
