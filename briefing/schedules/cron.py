"""A crontab: one line, whose words no shell and no cron takes for its own."""

import shlex
from collections.abc import Mapping

from briefing.schedules.model import Job


def cron_files(job: Job) -> Mapping[str, str]:
    """Give the crontab of a job. Cron mails what a command says, and these say nothing unless something is wrong."""
    pull = [(job.git, "pull", "--quiet", "--ff-only")] if job.git else []
    commands = [("cd", str(job.root)), *pull, *((*job.tool, *step) for step in job.steps)]
    # cron takes a bare % for the end of the command, in quotes too
    line = " && ".join(shlex.join(command) for command in commands).replace("%", "\\%")
    name = f"briefing-{job.name}.cron"
    lines = [
        f"# Rebuild the briefs of {job.name} {job.told}, local time.",
        f"# Add it to your crontab: (crontab -l; cat {name}) | crontab -",
        *([f"MAILTO={job.mail}"] if job.mail else []),
        f"{job.cron} {line}",
    ]
    return {name: "".join(f"{line}\n" for line in lines)}
