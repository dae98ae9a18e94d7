"""Units of systemd for a user: a service, its timer, and a service that tells of failures."""

from collections.abc import Mapping, Sequence

from briefing.schedules.model import Job


def systemd_files(job: Job) -> Mapping[str, str]:
    """Give the units of a job, by file name."""
    unit = f"briefing-{job.name}"
    files = {f"{unit}.service": _service(job, unit), f"{unit}.timer": _timer(job, unit)}
    return {**files, f"{unit}-failed.service": _telling(job, unit)} if job.mail else files


def _service(job: Job, unit: str) -> str:
    pull = [f"ExecStartPre={_words([job.git, 'pull', '--quiet', '--ff-only'])}"] if job.git else []
    return _lines(
        "# Put these files into ~/.config/systemd/user, then:",
        f"#   systemctl --user daemon-reload && systemctl --user enable --now {unit}.timer",
        "# For a machine where you do not stay logged in: loginctl enable-linger",
        "[Unit]",
        f"Description=Rebuild the briefs of {_plain(job.name)} when facts change",
        *([f"OnFailure={unit}-failed.service"] if job.mail else []),
        "",
        "[Service]",
        "Type=oneshot",
        f"WorkingDirectory={_plain(str(job.root))}",
        *pull,
        *(f"ExecStart={_words([*job.tool, *step])}" for step in job.steps),
        "TimeoutStartSec=30min",
        "Nice=10",
        "NoNewPrivileges=yes",
    )


def _timer(job: Job, unit: str) -> str:
    when = {
        "hour": f"*-*-* *:{job.minute:02}:00",
        "day": f"*-*-* {job.hour:02}:{job.minute:02}:00",
        "week": f"Mon *-*-* {job.hour:02}:{job.minute:02}:00",
    }
    return _lines(
        "[Unit]",
        f"Description=Rebuild the briefs of {_plain(job.name)} {job.told}",
        "",
        "[Timer]",
        f"OnCalendar={when[job.every]}",
        "# a machine that was off then does it when it is on again",
        "Persistent=true",
        f"Unit={unit}.service",
        "",
        "[Install]",
        "WantedBy=timers.target",
    )


def _telling(job: Job, unit: str) -> str:
    """Mail the last lines that the service said, through the machine's own sendmail."""
    head = f"To: {job.mail}\\nSubject: the briefs of {job.name} were not built\\n\\n"
    lines = f"journalctl --user --unit={unit}.service --lines=60 --no-pager --output=cat"
    script = f"{{ printf '{head}'; {lines}; }} | /usr/sbin/sendmail -t"
    return _lines(
        "[Unit]",
        f"Description=Tell that the briefs of {_plain(job.name)} were not built",
        "",
        "[Service]",
        "Type=oneshot",
        f"ExecStart={_words(['/bin/sh', '-c', script])}",
        "NoNewPrivileges=yes",
    )


def _words(command: Sequence[str]) -> str:
    """Quote the words of a command as systemd reads them."""
    return " ".join(_word(word) for word in command)


def _word(word: str) -> str:
    escaped = _plain(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'


def _plain(text: str) -> str:
    """Let systemd read a percent sign as one."""
    return text.replace("%", "%%")


def _lines(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)
