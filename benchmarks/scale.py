"""How cost and memory grow: with briefs, with facts, with drawings of one worker; and a build with nothing to do.

`python benchmarks/scale.py` measures all of it, `--only briefs facts noop worker` parts of it. Seconds are those of the
processor, which what else the machine does falls on least; what is compared by the clock is run in pairs.
"""

import argparse
import json
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from projects import write_project

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "results"
TODAY = "2026-03-10"
TOOL = (sys.executable, "-m", "briefing", "--today", TODAY, "--quiet")
BRIEFS = (10, 100, 1000, 2000)
DRAWN = (10, 100)
FACTS = (100, 1000, 10_000)
LOOKS = (50, 100, 200, 500, 1000)
PAIRS = 15
Row = dict[str, float]


def main() -> None:
    """Measure what is asked for, print a table of each, keep the figures as JSON."""
    parts: dict[str, Callable[[Path], list[Row]]] = {
        "briefs": measure_briefs,
        "drawn": measure_drawn,
        "facts": measure_facts,
        "noop": measure_noop,
        "worker": measure_worker,
    }
    parser = argparse.ArgumentParser(description="Measure how cost and memory grow.")
    parser.add_argument("--only", nargs="+", choices=parts, default=list(parts))
    found: dict[str, list[Row]] = {}
    for name in parser.parse_args().only:
        with tempfile.TemporaryDirectory(prefix="briefing-scale-") as folder:
            found[name] = parts[name](Path(folder))
        print(f"\n{name}\n{table_of(found[name])}", flush=True)
    from bench import machine

    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"scale-{time.strftime('%Y-%m-%dT%H%M%S')}.json"
    path.write_text(json.dumps({"machine": machine(), **found}, indent=2) + "\n", encoding="utf-8")
    print(f"\n{path.relative_to(ROOT)}")


def measure_briefs(folder: Path) -> list[Row]:
    """Check and build the web pages of projects of more and more briefs, ten facts each, in four languages."""
    rows = []
    for briefs in BRIEFS:
        project = folder / f"briefs-{briefs}"
        write_project(project, briefs=briefs, facts=10)
        checked, _ = spent([*TOOL, "check"], project)
        seconds, memory = spent([*TOOL, "build", "--format", "html"], project)
        rows.append(
            {
                "briefs": briefs,
                "check, ms a brief": 1000 * checked / briefs,
                "build, ms a brief": 1000 * seconds / briefs,
                "peak MiB": memory,
            }
        )
    return rows


def measure_drawn(folder: Path) -> list[Row]:
    """Build PDFs, too, on all cores; the memory is the largest of one process."""
    rows = []
    for briefs in DRAWN:
        project = folder / f"drawn-{briefs}"
        write_project(project, briefs=briefs, facts=10)
        seconds, memory = spent([*TOOL, "build"], project)
        rows.append({"briefs": briefs, "build, ms a PDF": 1000 * seconds / briefs / 4, "peak MiB": memory})
    return rows


def measure_facts(folder: Path) -> list[Row]:
    """Check and build the web pages of one brief of more and more facts, in four languages."""
    rows = []
    for facts in FACTS:
        project = folder / f"facts-{facts}"
        write_project(project, briefs=1, facts=facts)
        checked, _ = spent([*TOOL, "check"], project)
        seconds, memory = spent([*TOOL, "build", "--format", "html"], project)
        row = {
            "facts": facts,
            "check, ms a fact": 1000 * checked / facts,
            "build, ms a fact": 1000 * seconds / facts,
        }
        rows.append(row | {"peak MiB": memory})
    return rows


def measure_noop(folder: Path) -> list[Row]:
    """Build a thousand briefs that are built already, in pairs with `python -c pass`; then with one number changed."""
    project = folder / "noop"
    write_project(project, briefs=1000, facts=10)
    command = [sys.executable, "-m", "briefing", "build", "--format", "html"]
    spent(command, project)
    spent(command, project)
    ratios, own = [], []
    for _ in range(PAIRS):
        own.append(clocked(command, project))
        ratios.append(own[-1] / clocked([sys.executable, "-c", "pass"], project))
    files = sum(1 for path in project.rglob("*") if path.is_file() and ".briefing" not in path.parts)
    changed = []
    for number in range(1, 4):
        facts = project / "facts" / f"brief-{number:05}.yaml"
        facts.write_text(re.sub(r"value: \d+", f"value: {number}77", facts.read_text(), count=1))
        changed.append(clocked(command, project))
    return [
        {
            "files": files,
            "1 changed, s": statistics.median(changed),
            "median s": statistics.median(own),
            "/ python": statistics.median(ratios),
            "least / python": min(ratios),
        }
    ]


def measure_worker(folder: Path) -> list[Row]:
    """Draw a thousand different pages in one worker, and look at its memory."""
    from briefing.pdf import Workers

    project = folder / "worker"
    write_project(project, briefs=max(LOOKS) // 4, facts=10)
    pages, inputs = _pages(project)
    workers = Workers(1)
    (process,) = multiprocessing.active_children()
    rows, drawn = [], 0
    for look in LOOKS:
        batch = [next(pages) for _ in range(look - drawn)]
        began = _ticks(process.pid)
        outcomes = workers.draw(batch, inputs=inputs, progress=lambda _: None)
        assert all(outcome.value is not None for outcome in outcomes)
        milliseconds = 1000 * (_ticks(process.pid) - began) / len(batch)
        rows.append({"drawn": look, "ms a PDF": milliseconds, "MiB": _resident(process.pid)})
        drawn = look
    workers.close()
    return rows


def _pages(project: Path):  # type: ignore[no-untyped-def]
    """Render the pages of a project, some at a time, and give them with its door."""
    from briefing.build import Request, batches_of, plan_build
    from briefing.project import open_inputs, read_project
    from briefing.store import Store

    inputs = open_inputs(project)
    settings = read_project(inputs).value
    request = Request(
        briefs=settings.briefs,
        locales=settings.locales,
        formats=("pdf",),
        layouts=("a4",),
        out=project / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime.fromisoformat(f"{TODAY}T00:00").replace(tzinfo=UTC),
    )

    def pages() -> Iterator[object]:
        for batch in batches_of(request, 40):
            yield from plan_build(inputs, settings, batch, store=Store(None)).pages
            inputs.let_go()

    return pages(), inputs


def spent(command: Sequence[str], folder: Path) -> tuple[float, float]:
    """Run a command; give the seconds of the processor that it and its children took, and the largest memory in MiB."""
    report = folder.with_suffix(".spent")
    probe = (
        "import os, resource, subprocess, sys; code = subprocess.run(sys.argv[2:]).returncode; "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "open(sys.argv[1], 'w').write(f'{used.ru_utime + used.ru_stime} {used.ru_maxrss}'); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe, str(report), *command],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} failed with {done.returncode}:\n{done.stderr[-3000:]}")
    seconds, kibibytes = report.read_text().split()
    return float(seconds), int(kibibytes) / 1024


def clocked(command: Sequence[str], folder: Path) -> float:
    """Run a command and give its seconds by the clock."""
    began = time.perf_counter()
    subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=True)
    return time.perf_counter() - began


def environment() -> dict[str, str]:
    """Give the environment of a command: this checkout, a fixed day."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "BRIEFING_TODAY": TODAY}


def table_of(rows: Sequence[Row]) -> str:
    """Set rows as a table."""
    heads = list(rows[0])
    told = [heads, *([_told(row[head]) for head in heads] for row in rows)]
    return "\n".join("  ".join(f"{cell:>18}" for cell in cells) for cells in told)


def _told(value: float) -> str:
    return f"{value:.2f}" if value % 1 else f"{value:.0f}"


def _resident(pid: int | None) -> float:
    """Give the memory of a process that is its own, in MiB."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return (
        sum(int(size) for size in re.findall(r"^(?:Private_Clean|Private_Dirty):\s+(\d+)", told, re.M)) / 1024
    )


def _ticks(pid: int | None) -> float:
    """Give the seconds of the processor that a process has taken."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
