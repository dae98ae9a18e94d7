"""How long the tool takes, as whole processes, against Python itself and against the bare PDF engine.

Every round runs each command once, so that what else the machine does falls on all alike; a ratio is the
median of the ratios within rounds. The bare engine gets the very pages that the tool would draw, on disk.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
TODAY = "2026-03-10"
FLOOR, BARE = "python -c pass", "bare engine, the same pages"
PACKAGES = ("briefing", "weasyprint", "pydyf", "jinja2", "babel", "typer", "pydantic", "fonttools")
ENGINE = """
import sys
from pathlib import Path
from weasyprint import HTML
for name in sys.argv[2:]:
    HTML(filename=name, base_url=sys.argv[1]).write_pdf(Path(name).with_suffix(".pdf"))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A command to time, and what has to be so before each run."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None]


def main() -> None:
    """Time all contenders, print a table, keep the figures as JSON."""
    parser = argparse.ArgumentParser(description="Time whole commands, interleaved.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (7)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
        contenders = contenders_in(Path(folder))
        for contender in contenders:  # once unmeasured: compiled modules, file cache
            run(contender)
        times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
        for _ in range(rounds):
            for contender in contenders:
                times[contender.name].append(run(contender))
    print(table_of(times))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%S')}.json"
    path.write_text(json.dumps({"machine": machine(), "seconds": times}, indent=2) + "\n", encoding="utf-8")
    print(f"\n{path.relative_to(ROOT)}")


def contenders_in(folder: Path) -> tuple[Contender, ...]:
    """Set up a copy of the project and the pages for the bare engine; give what to time."""
    project, pages = folder / "project", folder / "pages"
    project.mkdir()
    for name in ("facts", "locales", "templates"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "pyproject.toml", project)
    written = write_pages(project, pages)

    def forget() -> None:
        for name in ("build", ".briefing"):
            shutil.rmtree(project / name, ignore_errors=True)

    def nothing() -> None:
        return

    tool = [sys.executable, "-m", "briefing", "--project", str(project), "--today", TODAY]
    engine = [sys.executable, "-c", ENGINE, str(project), *written]
    return (
        Contender(name=FLOOR, command=[sys.executable, "-c", "pass"], prepare=nothing),
        Contender(name="briefing --help", command=[*tool, "--help"], prepare=nothing),
        Contender(name=BARE, command=engine, prepare=nothing),
        Contender(name="build, cold", command=[*tool, "build"], prepare=forget),
        Contender(name="build, nothing changed", command=[*tool, "build"], prepare=nothing),
        Contender(name="check", command=[*tool, "check"], prepare=nothing),
        Contender(
            name="one locale, PDF, cold",
            command=[*tool, "build", "--lang", "hy", "--format", "pdf"],
            prepare=forget,
        ),
    )


def write_pages(project: Path, folder: Path) -> list[str]:
    """Write the pages that the tool would draw as PDF, each as a file, and give their paths."""
    from datetime import datetime

    from briefing import build as corridor
    from briefing.project import open_inputs, read_project
    from briefing.store import Store

    drawn: dict[str, str] = {}
    draw = getattr(corridor, "pdf_key")  # noqa: B009 - the corridor does not export it

    def noted(page):  # type: ignore[no-untyped-def]
        rules = "".join(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};'
            f'src:url("{(ROOT / face.name).as_uri()}")}}'
            for face in page.fonts
        )
        html = page.html.replace("</head>", f"<style>{rules}</style></head>")
        drawn[f"{page.brief}.{page.locale}.{page.layout}.html"] = html
        return draw(page)

    setattr(corridor, "pdf_key", noted)  # noqa: B010
    inputs = open_inputs(project)
    settings = read_project(inputs).value
    request = corridor.Request(
        briefs=settings.briefs,
        locales=settings.locales,
        formats=("pdf",),
        layouts=settings.layouts,
        out=folder / "made",
        jobs=1,
        allow_untranslated=False,
        now=datetime.fromisoformat(f"{TODAY}T00:00+00:00"),
    )
    corridor.build_briefs(inputs, settings, request, store=Store(None), progress=lambda _: None)
    setattr(corridor, "pdf_key", draw)  # noqa: B010
    for name, html in drawn.items():
        (folder / name).write_text(html, encoding="utf-8")
    return [str(folder / name) for name in drawn]


def run(contender: Contender) -> float:
    """Run a command once and give its seconds; a failing one stops the benchmark."""
    contender.prepare()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("FONTCONFIG_FILE", None)  # set by the tool while the pages were written
    began = time.perf_counter()
    done = subprocess.run(
        contender.command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - began
    if done.returncode != 0:
        sys.exit(f"{contender.name} failed with {done.returncode}:\n{done.stderr[-3000:]}")
    return seconds


def table_of(times: Mapping[str, Sequence[float]]) -> str:
    """Set medians and ratios as a table, with the machine above it."""
    width = max(map(len, times))
    lines = [machine_line(), "", f"{'':<{width}}  median s   / python   / bare engine"]
    for name, own in times.items():
        median = statistics.median(own)
        floor, bare = ratio(own, times[FLOOR]), ratio(own, times[BARE])
        lines.append(f"{name:<{width}}  {median:8.3f}  {floor:9.1f}  {bare:14.2f}")
    return "\n".join(lines)


def ratio(own: Sequence[float], other: Sequence[float]) -> float:
    """Give the median of the ratios within rounds."""
    return statistics.median(a / b for a, b in zip(own, other, strict=True))


def machine() -> dict[str, object]:
    """Say on what was measured."""
    return {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "versions": {package: version(package) for package in PACKAGES},
    }


def machine_line() -> str:
    """Say on what was measured, on one line."""
    told = machine()
    return f"{told['system']}, {told['cores']} cores, load {told['load']:.1f}, Python {told['python']}, " + (
        ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    )


if __name__ == "__main__":
    main()
