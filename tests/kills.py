"""Kills: commands killed at random moments and at system calls, and what the next command then finds.

Run by `make kills`, not by the tests: `python tests/kills.py --kills 300 --seed 1`. Each command starts from the same
project, is killed once, and must leave files of one state to whoever reads next; done again, it ends as if it had never
been killed, and nothing is left lying about. A line for each fault, then the counts; exit 1 when there is any fault.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

BASE: Final = Path(__file__).parent / "cases" / "base"
TODAY: Final = "2026-03-10"
BRIEF: Final = "sample"
CALLS: Final = (
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "mkdir"),
    *("fsync", "flock", "ftruncate", "utimensat", "pwrite64"),
)
LEFT: Final = re.compile(r"\.staging-.*|.*\.\d+\.new|.*\.\d+\.tmp|\.ledger\.jsonl\..*|briefing-.*\d+-.*")
PATIENCE: Final = 120.0
Files = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A command that is killed: what changes before it, what finishes it, and what must then be as it was without.

    `seen` are the folders that are one state or the other; `word` may stand nowhere in them once all is done.
    """

    name: str
    words: tuple[str, ...]
    seen: tuple[str, ...]
    change: tuple[str, str] = ("", "")
    then: tuple[str, ...] = ()
    word: str = ""


SCENES: Final = (
    Scene(name="build", words=("build",), seen=("build",), change=("value: 1200", "value: 1300")),
    Scene(
        name="publish",
        words=("publish", "--by", "Anna"),
        seen=("public", f"editions/{BRIEF}"),
        change=("value: 1200", "value: 1300"),
    ),
    Scene(
        name="set",
        words=(
            *("set", "households", "--value", "1300", "--as-of", "2026-03-09", "--source", "report"),
            *("--by", "Anna"),
        ),
        seen=("facts",),
    ),
    Scene(
        name="retract --safety",
        words=("retract", "sandbags", "--safety", "--why", "harm", "--by", "Anna"),
        seen=("facts",),
        then=("publish", "--by", "Anna"),
        word="sandbags",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A scene as it goes when nobody kills: files before and after, its seconds, and how often it makes each call."""

    start: Path
    before: Mapping[str, Files]
    after: Mapping[str, Files]
    seconds: float
    calls: Mapping[str, int]


def main() -> int:
    """Kill, look, and count; give the exit code."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--kills", type=int, default=300, help="in total, over all commands")
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--only", choices=[scene.name.split()[0] for scene in SCENES])
    asked = reader.parse_args()
    chance = random.Random(asked.seed)  # noqa: S311 - no secret
    scenes = [scene for scene in SCENES if asked.only in (None, scene.name.split()[0])]
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kills-") as folder:
        for scene in scenes:
            reference = rehearse(scene, Path(folder))
            for number in range(asked.kills // len(scenes)):
                how = aim(reference, chance, is_timed=number % 2 == 0)
                faults = list(kill(scene, reference, how, Path(folder)))
                counts[f"{scene.name}: {'faulty' if faults else 'whole'}"] += 1
                for fault in faults:
                    print(f"{scene.name}, {' '.join(how)}: {fault}", flush=True)  # noqa: T201
    for line, count in sorted(counts.items()):
        print(f"{count:4} {line}")  # noqa: T201
    return int(any("faulty" in line for line in counts))


def rehearse(scene: Scene, folder: Path) -> Reference:
    """Play a scene to its end, for what is to be expected of it."""
    start = folder / f"{scene.name.split()[0]}-start"
    shutil.copytree(BASE, start)
    settings = start / "briefing.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("[briefing]", "[briefing]\napprovals = 0\nreviews = 0"), "utf-8"
    )
    for words in (("build",), ("publish", "--by", "Anna")):
        expect(0, start, folder, *words)
    facts = start / "facts" / f"{BRIEF}.yaml"
    facts.write_text(facts.read_text("utf-8").replace(*scene.change), "utf-8")
    before = {name: files_below(start / name) for name in scene.seen}
    run = copied(start, folder)
    began = time.monotonic()
    expect(0, run, folder, *scene.words)
    seconds = time.monotonic() - began
    after = {name: files_below(run / name) for name in scene.seen}
    return Reference(
        start=start, before=before, after=after, seconds=seconds, calls=counted(scene, start, folder)
    )


def counted(scene: Scene, start: Path, folder: Path) -> Mapping[str, int]:
    """Count the system calls of a command; none where there is no strace."""
    if shutil.which("strace") is None:
        return {}
    run, log = copied(start, folder), folder / "strace.log"
    traced = ("strace", "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    told = subprocess.DEVNULL
    subprocess.run(
        [*traced, *command(*scene.words)],
        cwd=run,
        env=environment(folder),
        stdout=told,
        stderr=told,
        check=False,
    )
    lines = log.read_text("utf-8", "replace").splitlines()
    calls = (re.match(r"\d+ +(\w+)\(", line) for line in lines)
    return Counter(call[1] for call in calls if call is not None)


def aim(reference: Reference, chance: random.Random, *, is_timed: bool) -> tuple[str, ...]:
    """Choose when to kill: after some seconds, or at some call of a kind."""
    if is_timed or not reference.calls:
        return "after", f"{chance.uniform(0, reference.seconds * 1.1):.3f}"
    call = chance.choice(sorted(reference.calls))
    return call, str(chance.randint(1, reference.calls[call]))


def kill(scene: Scene, reference: Reference, how: tuple[str, ...], folder: Path) -> Iterator[str]:
    """Play a scene with a kill in it, look at what the next command finds, and play it to its end; name what is off."""
    run = copied(reference.start, folder)
    killed(scene, run, how, folder)
    reader = done(run, folder, "log")
    if reader.returncode not in (0, 1) or "Traceback" in reader.stderr:
        yield f"`log` ends with {reader.returncode}: {reader.stderr.strip()[-300:]}"
    for name in scene.seen:
        found = files_below(run / name)
        if found not in (reference.before[name], reference.after[name]) and not name.startswith("editions"):
            yield f"`{name}` is neither as before nor as after: {differing(found, reference.after[name])}"
    yield from torn(run)
    again = done(run, folder, *scene.words)
    is_done = all(files_below(run / name) == reference.after[name] for name in scene.seen)
    if again.returncode != 0 and not (is_done and again.returncode == 2):
        yield f"done again it ends with {again.returncode}: {again.stderr.strip()[-300:]}"
    elif not is_done:
        yield f"done again it does not end as it would have: {differences(scene, reference, run)}"
    if scene.then:
        expect(0, run, folder, *scene.then)
    if scene.word:
        yield from (f"`{name}` holds the word" for name in holding(run, scene.word))
    verified = done(run, folder, "verify")
    if verified.returncode != 0:
        yield f"`verify` ends with {verified.returncode}: {verified.stderr.strip()[-300:]}"
    yield from left_over(run, folder)


def killed(scene: Scene, run: Path, how: tuple[str, ...], folder: Path) -> None:
    """Begin a command and kill it, and wait until no process of it is left."""
    words = command(*scene.words)
    if how[0] != "after":
        inject = f"inject={how[0]}:signal=KILL:when={how[1]}"
        words = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={how[0]}", "-e", inject, *words]
    process = subprocess.Popen(
        words,
        cwd=run,
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(float(how[1]) if how[0] == "after" else PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    end = time.monotonic() + 10
    while time.monotonic() < end:
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)


def torn(run: Path) -> Iterator[str]:
    """Find records and kept contents that are not whole."""
    for path in (run / "editions" / "objects").glob("*/*"):
        if sha256(path.read_bytes()).hexdigest() != path.name:
            yield f"`{path.name}` is torn"
    for path in (run / "editions").glob("*/*.json"):
        try:
            json.loads(path.read_bytes())
        except ValueError:
            yield f"`{path.name}` is torn"


def left_over(run: Path, folder: Path) -> Iterator[str]:
    """Find what no command may leave behind once it was done again."""
    for base in (run, folder / "tmp"):
        for path in base.rglob("*"):
            if LEFT.fullmatch(path.name):
                yield f"`{path.relative_to(folder)}` is left over"


def holding(run: Path, word: str) -> Iterator[str]:
    """Name the files of the website that hold a word."""
    for path in (run / "public").rglob("*"):
        if path.suffix in (".html", ".xml", ".json") and word.encode() in path.read_bytes():
            yield path.relative_to(run).as_posix()


def differences(scene: Scene, reference: Reference, run: Path) -> str:
    """Name the files that are not as they would have been."""
    return "; ".join(differing(files_below(run / name), reference.after[name]) for name in scene.seen)


def differing(found: Files, wanted: Files) -> str:
    """Name the files in which two folders differ."""
    return ", ".join(sorted(n for n in {*found, *wanted} if found.get(n) != wanted.get(n)))


def files_below(folder: Path) -> Files:
    """Give the digests of all files below a folder by name, but of what is staged there."""
    names = (path for path in folder.rglob("*") if path.is_file())
    return {
        name: sha256(path.read_bytes()).hexdigest()
        for path in names
        if not (name := path.relative_to(folder).as_posix()).startswith(".staging-")
    }


def copied(start: Path, folder: Path) -> Path:
    """Give a fresh copy of a project, in the same place each time, and an empty folder for temporary files."""
    run = folder / "run"
    shutil.rmtree(run, ignore_errors=True)
    shutil.rmtree(folder / "tmp", ignore_errors=True)
    (folder / "tmp").mkdir()
    return Path(shutil.copytree(start, run))


def command(*words: str) -> list[str]:
    """Give the command line of a command."""
    return [sys.executable, "-m", "briefing", *words]


def environment(folder: Path) -> dict[str, str]:
    """Give the environment: this tool, a fixed day, a folder for temporary files of its own."""
    (folder / "tmp").mkdir(exist_ok=True)
    root = str(Path(__file__).parents[1])
    return {**os.environ, "PYTHONPATH": root, "BRIEFING_TODAY": TODAY, "TMPDIR": str(folder / "tmp")}


def done(run: Path, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a command to its end."""
    return subprocess.run(
        command(*words), cwd=run, env=environment(folder), capture_output=True, text=True, check=False
    )


def expect(code: int, run: Path, folder: Path, *words: str) -> None:
    """Run a command, and stop everything when it does not end as it must."""
    ended = done(run, folder, *words)
    if ended.returncode != code:
        raise SystemExit(f"`{' '.join(words)}` ends with {ended.returncode}: {ended.stderr}")


if __name__ == "__main__":
    sys.exit(main())
