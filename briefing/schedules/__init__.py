"""Schedules: ready job files that rebuild briefs when facts change. Functions of a job; nothing is written here."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from briefing.schedules.cron import cron_files
from briefing.schedules.github import github_files
from briefing.schedules.gitlab import gitlab_files
from briefing.schedules.model import Job
from briefing.schedules.systemd import systemd_files

SCHEDULERS: Mapping[str, Callable[[Job], Mapping[str, str]]] = MappingProxyType(
    {"cron": cron_files, "systemd": systemd_files, "github": github_files, "gitlab": gitlab_files}
)
"""What makes the files of each scheduler, by their names below the folder they go to."""

__all__ = ["SCHEDULERS", "Job"]
