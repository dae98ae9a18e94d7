"""How much a second worker brings: a hundred briefs, one PDF each, cold, on one worker and on two."""

import re
import shutil
import sys
from pathlib import Path

from contenders import BRIEF, TODAY, Contender, copy_project, environment_of
from timing import time_commands

BRIEFS = 100


def time_scaling(folder: Path) -> dict[str, float]:
    """Build a hundred briefs on one worker and on two; efficiency is the time on one over twice that on two."""
    project = copy_many(folder / "many")
    tool = [sys.executable, "-m", "briefing", "--project", str(project), "--today", TODAY, "--quiet"]
    seconds = {}
    for jobs in (1, 2):
        for name in ("build", ".briefing"):
            shutil.rmtree(project / name, ignore_errors=True)
        command = [*tool, "build", "--lang", "en", "--format", "pdf", "--jobs", str(jobs)]
        environment = environment_of(Contender(name=""))
        seconds[f"seconds_on_{jobs}"] = round(time_commands([command], environment, folder), 2)
        made = len(list((project / "build").glob("*/*.pdf")))
        if made != BRIEFS:
            raise RuntimeError(f"{made} PDFs were made of {BRIEFS}")
    return seconds | {"efficiency": round(seconds["seconds_on_1"] / 2 / seconds["seconds_on_2"], 3)}


def copy_many(folder: Path) -> Path:
    """Make a project of a hundred briefs, which differ in a number, so that each is a PDF of its own."""
    project = copy_project(folder)
    first = project / "facts" / f"{BRIEF}.yaml"
    text = first.read_text(encoding="utf-8")
    first.unlink()
    for number in range(BRIEFS):
        name = f"brief-{number:03}"
        own = text.replace(f"id: {BRIEF}", f"id: {name}", 1)
        own = re.sub(r"(?<=    value: )25000(?=\n)", str(25_001 + number), own, count=1)
        (project / "facts" / f"{name}.yaml").write_text(own, encoding="utf-8")
    return project
