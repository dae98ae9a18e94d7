"""Job: what is to be done, when, and who is told; the same for every scheduler."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Every = Literal["hour", "day", "week"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A rebuild of a project's briefs, at a minute of every hour, or at a time of every day or Monday.

    `tool` starts briefing on this machine, `git` pulls (empty where nothing is pulled), `install` is what pip is given
    on another machine. `folder` is where the project lies in its repository. `choice` are the words that choose
    briefs and locales. `mail` is told of failures, or empty.
    """

    name: str
    root: Path
    folder: str
    tool: tuple[str, ...]
    git: str
    install: str
    every: Every
    hour: int
    minute: int
    briefs: tuple[str, ...]
    locales: tuple[str, ...]
    is_published: bool
    mail: str

    @property
    def steps(self) -> tuple[tuple[str, ...], ...]:
        """Give the words of each step after the tool's own name; a step that fails stops those behind it.

        All are silent unless something is wrong. A build that has nothing to do writes nothing.
        """
        lang = ("--lang", ",".join(self.locales)) if self.locales else ()
        check = ("check", "--quiet", *self.briefs, *lang)
        build = ("build", "--quiet", *self.briefs, *lang)
        publish = (("publish", "--quiet", *self.briefs),) if self.is_published else ()
        return (check, build, *publish)

    @property
    def cron(self) -> str:
        """Give the five fields of cron."""
        match self.every:
            case "hour":
                return f"{self.minute} * * * *"
            case "day":
                return f"{self.minute} {self.hour} * * *"
            case "week":
                return f"{self.minute} {self.hour} * * 1"

    @property
    def told(self) -> str:
        """Say when, in words."""
        time = f"{self.hour:02}:{self.minute:02}"
        match self.every:
            case "hour":
                return f"every hour at minute {self.minute}"
            case "day":
                return f"every day at {time}"
            case "week":
                return f"every Monday at {time}"
