"""How long a changed number takes to reach all files while `briefing watch` runs, against a cold build.

Every round saves another number and waits until every file of the brief holds what it should, then builds the same
project cold with two jobs; the bytes of both must be equal. A ratio is that of its round.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench import RESULTS, machine, machine_line
from contenders import ROOT, TODAY, copy_project

FACTS = "facts/nagorno-karabakh-2023.yaml"
NUMBER = re.compile(r"(?m)^( +value: )25000$")
SAME_WIDTH, WIDER = "as many digits", "one digit more"
PATIENCE = 60.0


def main() -> None:
    """Time saves and cold builds in turn, print a table, keep the figures as JSON."""
    parser = argparse.ArgumentParser(description="Time a changed number, warm, against a cold build.")
    parser.add_argument("--rounds", type=int, default=12, help="how often a number is saved (12)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="briefing-warm-") as folder:
        project = copy_project(Path(folder) / "warm")
        times = timed(project, copy_project(Path(folder) / "cold"), rounds)
    print(table_of(times))
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"warm-{time.strftime('%Y-%m-%dT%H%M%S')}.json"
    path.write_text(json.dumps({"machine": machine(), "seconds": times}, indent=2) + "\n", encoding="utf-8")
    print(f"\n{path.relative_to(ROOT)}")


def timed(warm: Path, cold: Path, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Save a number and build it cold, time after time; give seconds by kind of change and what was waited for."""
    good = (warm / FACTS).read_text(encoding="utf-8")
    times: dict[str, dict[str, list[float]]] = {}
    with watching(warm) as told:
        for number in range(-1, rounds):  # the first of each goes unmeasured
            kind = WIDER if number % 4 == 3 else SAME_WIDTH
            value = 125000 + 1000 * number if kind is WIDER else 26000 + 1000 * number
            text, count = NUMBER.subn(rf"\g<1>{value}", good)
            if count != 1:
                sys.exit(f"`{FACTS}` has {count} numbers that may be changed, not one")
            one = {**saved(warm, text, told), "cold build": built(cold, text)}
            if number < 0:
                continue
            compare(warm / "build", cold / "build")
            for what, seconds in one.items():
                times.setdefault(kind, {}).setdefault(what, []).append(seconds)
    return times


def saved(project: Path, text: str, told: list[float]) -> dict[str, float]:
    """Save the facts as editors do; give the seconds until the pages, and until all files are there."""
    del told[:]
    path = project / FACTS
    new = path.with_suffix(".tmp~")
    new.write_text(text, encoding="utf-8")
    began = time.perf_counter()
    new.replace(path)
    while len(told) < 8:
        if time.perf_counter() - began > PATIENCE:
            sys.exit(f"{len(told)} of 8 files after {PATIENCE} s")
        time.sleep(0.002)
    return {"all eight files": told[7] - began}


def built(project: Path, text: str) -> float:
    """Build cold with two jobs; give the seconds."""
    for name in ("build", ".briefing"):
        shutil.rmtree(project / name, ignore_errors=True)
    (project / FACTS).write_text(text, encoding="utf-8")
    began = time.perf_counter()
    done = subprocess.run(
        [*command(project), "build", "--jobs", "2"], env=environment(), capture_output=True, check=False
    )
    if done.returncode != 0:
        sys.exit(done.stderr.decode()[-3000:])
    return time.perf_counter() - began


def compare(one: Path, other: Path) -> None:
    """Stop when the files of two folders are not the same, byte for byte."""
    names = sorted(path.relative_to(other) for path in other.rglob("*.*") if path.is_file())
    unlike = [str(name) for name in names if (one / name).read_bytes() != (other / name).read_bytes()]
    if unlike or len(names) != 8:
        sys.exit(f"{len(names)} files; warm and cold differ in: {', '.join(unlike) or 'none'}")


@contextmanager
def watching(project: Path) -> Iterator[list[float]]:
    """Let `briefing watch` run with two jobs; give the moments at which it told of a file."""
    watch = subprocess.Popen(
        [*command(project), "watch", "--jobs", "2"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    told: list[float] = []

    def hear() -> None:
        told.extend(time.perf_counter() for _ in watch.stdout or ())

    ear = threading.Thread(target=hear, daemon=True)
    ear.start()
    try:
        while len(told) < 8 and watch.poll() is None:
            time.sleep(0.01)
        yield told
    finally:
        watch.terminate()
        watch.wait()


def command(project: Path) -> Sequence[str]:
    """Give how the tool is begun for a project."""
    return [sys.executable, "-m", "briefing", "--project", str(project), "--today", TODAY]


def environment() -> dict[str, str]:
    """Give the environment of a run: the tool of this checkout."""
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def table_of(times: dict[str, dict[str, list[float]]]) -> str:
    """Set medians, ranges and ratios as a table, with the machine above it."""
    lines = [machine_line(), "", f"{'':<34}  median s  range          / cold build"]
    for kind, by_name in times.items():
        cold = by_name["cold build"]
        for name, own in by_name.items():
            ratio = statistics.median(a / b for a, b in zip(own, cold, strict=True))
            spread = f"{min(own):.2f} to {max(own):.2f}"
            lines.append(
                f"{f'{kind}: {name}':<34}  {statistics.median(own):8.2f}  {spread:<13}  {ratio:12.2f}"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
