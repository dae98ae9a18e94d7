"""How long the tool takes, as whole processes, against Python, the bare PDF engine and a browser.

Every round runs each contender once, so that what else the machine does falls on all alike; a ratio is the median of
the ratios within rounds. The peers get the very pages that the tool draws, as files on disk.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from contenders import (
    CHROMIUM,
    COLD,
    COMMAND,
    COMPARISONS,
    FLOOR,
    ONE,
    ROOT,
    SCRIPT,
    TYPST,
    Contender,
    contenders_in,
    environment_of,
)
from scaling import time_scaling
from timing import Watching, load, peak_memory, rest, time_commands

RESULTS = ROOT / "benchmarks" / "results"
PACKAGES = ("briefing", "weasyprint", "pydyf", "jinja2", "babel", "typer", "pydantic", "fonttools")


def main() -> None:
    """Time all contenders, print tables, keep the figures as JSON."""
    parser = argparse.ArgumentParser(description="Time whole commands, interleaved.")
    parser.add_argument("--rounds", type=int, default=7, help="how often each command runs (7)")
    parser.add_argument(
        "--scaling", action="store_true", help="100 briefs on one and on two workers, too: slow"
    )
    parser.add_argument("--typst", metavar="PYTHON", help="a Python that has `typst`, as one more contender")
    words = parser.parse_args()
    told: dict[str, object] = {"began": time.strftime("%Y-%m-%d %H:%M %z"), "machine": machine()}
    print(machine_line())
    watching = Watching()
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
        try:
            contenders = contenders_in(Path(folder), watching, words.typst)
            times = time_all(contenders, words.rounds)
        finally:
            watching.end()
        told |= {"rounds": words.rounds, "seconds": times, "medians": medians_of(times)}
        told["ratios"] = ratios_of(times)
        print(table_of(times))
        told["memory_mib"] = memory_of(contenders)
        print(f"\nmost memory, MiB: {told['memory_mib']}")
        if words.scaling:
            told["scaling"] = time_scaling(Path(folder))
            print(f"\n100 briefs: {told['scaling']}")
    told["load_at_end"] = load()
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{time.strftime('%Y-%m-%dT%H%M%S')}.json"
    path.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{path.relative_to(ROOT)}")


def time_all(contenders: Sequence[Contender], rounds: int) -> dict[str, list[float]]:
    """Run each contender twice unmeasured, for compiled modules and the file cache, then once every round."""
    for _ in range(2):  # twice: the first of two commands that share a project changes it for the second
        for contender in contenders:
            time_one(contender)
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    for _ in range(rounds):
        for contender in contenders:
            rest()
            times[contender.name].append(time_one(contender))
    return times


def time_one(contender: Contender) -> float:
    """Give the seconds of one run."""
    contender.prepare()
    if contender.measure is not None:
        return contender.measure()
    return time_commands(contender.commands, environment_of(contender), ROOT)


def memory_of(contenders: Sequence[Contender]) -> dict[str, float]:
    """Give the largest memory of the first command of those that draw PDFs; it is looked at in a run of its own."""
    found = {}
    for contender in contenders:
        if contender.name in (COLD, COMMAND, CHROMIUM, SCRIPT, ONE, TYPST):
            contender.prepare()
            peak = peak_memory(contender.commands[0], environment_of(contender), ROOT)
            found[contender.name] = round(peak / 1024, 1)
    return found


def medians_of(times: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Give the median seconds by contender."""
    return {name: round(statistics.median(own), 4) for name, own in times.items()}


def ratios_of(times: Mapping[str, Sequence[float]]) -> list[dict[str, object]]:
    """Give every ratio whose contenders both ran, with its target; none is a remark."""
    found = []
    for one in COMPARISONS:
        if one.own in times and one.other in times:
            value = round(ratio(times[one.own], times[one.other]), 3)
            has_target = one.target != float("inf")
            told = {"target": one.target, "met": value <= one.target} if has_target else {}
            found.append({"name": one.name, "ratio": value, **told})
    return found


def table_of(times: Mapping[str, Sequence[float]]) -> str:
    """Set medians, and ratios with their targets, as two tables."""
    width = max(map(len, times))
    lines = ["", f"{'':<{width}}  median s   lowest   / python"]
    for name, own in times.items():
        median, lowest = statistics.median(own), min(own)
        lines.append(f"{name:<{width}}  {median:8.3f} {lowest:8.3f} {ratio(own, times[FLOOR]):10.1f}")
    told = ratios_of(times)
    width = max(len(str(row["name"])) for row in told)
    lines += ["", f"{'':<{width}}     ratio   target"]
    for row in told:
        met = {True: "met", False: "not met", None: ""}[row.get("met")]  # type: ignore[index]
        lines.append(f"{row['name']:<{width}}  {row['ratio']:8.3f} {row.get('target', ''):8} {met}")
    return "\n".join(lines)


def ratio(own: Sequence[float], other: Sequence[float]) -> float:
    """Give the median of the ratios within rounds."""
    return statistics.median(a / b for a, b in zip(own, other, strict=True))


def machine() -> dict[str, object]:
    """Say on what was measured."""
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return {
        "system": platform.platform(),
        "processor": processor(),
        "cores": os.cpu_count(),
        "load": load(),
        "python": sys.version.split()[0],
        "commit": done.stdout.strip(),
        "versions": {package: version(package) for package in PACKAGES},
    }


def processor() -> str:
    """Name the processor, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def machine_line() -> str:
    """Say on what was measured, on one line."""
    told = machine()
    return (
        f"{told['system']}, {told['processor']}, {told['cores']} cores, load {told['load']:.1f}, "
        f"Python {told['python']}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    )


if __name__ == "__main__":
    main()
