"""The fleet, with a real scheduler and real workers: lost workers, a lost scheduler, workers of other versions."""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing import __version__
from briefing.build import Request, plan_build
from briefing.cli import run
from briefing.installing import install_command
from briefing.pdf import fleet
from briefing.project import open_inputs, read_project
from briefing.store import Store

pytest.importorskip("distributed", reason="distributed, an optional package, is not installed")
pytestmark = pytest.mark.pdf

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0


class Fleet:
    """A scheduler and workers on this machine, each a process; all end with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self.scheduler = self._begin("scheduler", "--scheduler-file", str(told), "--port", "0")
        wait(lambda: told.is_file() and b"address" in told.read_bytes())
        import json

        self.address: str = json.loads(told.read_bytes())["address"]

    def worker(self, package: Path = ROOT) -> subprocess.Popen[bytes]:
        """Begin a worker with the package of a folder, in a folder that has nothing to do with any project."""
        words = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder))
        return self._begin("worker", self.address, *words, package=package)

    def close(self) -> None:
        """End what is left."""
        for process in self.processes:
            process.kill()
            process.wait()

    def _begin(self, what: str, *words: str, package: Path = ROOT) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words]
        with (self.folder / "log").open("ab") as log:
            process = subprocess.Popen(
                [*command, "--host", "127.0.0.1", "--no-dashboard"],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(package)},
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process


def wait(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; a very long time fails the test."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Fleet]:
    """Give a scheduler without workers."""
    folder = tmp_path / "fleet"
    folder.mkdir()
    begun = Fleet(folder)
    yield begun
    begun.close()


def begin(project: Path, *words: str) -> subprocess.Popen[str]:
    """Begin a build of a project."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "build", *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def built(project: Path, *words: str) -> tuple[int, str, str]:
    """Build, and give exit code, stdout and stderr."""
    process = begin(project, *words)
    told, said = process.communicate(timeout=PATIENCE)
    return process.returncode, told, said


def files_of(folder: Path) -> dict[str, bytes]:
    """Give all files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def drawn(project: Path) -> int:
    """Count the PDFs that came back so far."""
    kept = (project / ".briefing" / "store").glob("??/*")  # among traces of what pages are made of
    return sum(1 for path in kept if path.suffix != ".new" and b"%PDF-" in path.read_bytes())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")
def test_a_lost_worker_loses_no_work_and_no_byte_differs(flood: Path, dask: Fleet) -> None:
    """One of two workers is killed when the first PDF is there; the files are those of a local build."""
    other = shutil.copytree(flood, flood.with_name("other"))
    workers = [dask.worker(), dask.worker()]
    words = ("--layout", "a4,a5")
    building = begin(flood, *words, "--executor", "dask", "--scheduler", dask.address)
    wait(lambda: drawn(flood) >= 1 or building.poll() is not None)
    workers[0].send_signal(signal.SIGKILL)
    at_the_kill = drawn(flood)
    told, said = building.communicate(timeout=PATIENCE)
    assert (building.returncode, at_the_kill < 8, "Traceback" in said) == (0, True, False), said
    assert workers[1].poll() is None
    assert (0, told, said) == built(other, *words)
    assert files_of(flood / "build") == files_of(other / "build")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent to processes")
def test_a_lost_scheduler_is_a_failure_that_writes_nothing(flood: Path, dask: Fleet) -> None:
    """What came back is kept, no file is put in place, and the sentence says what to do."""
    dask.worker()
    building = begin(flood, "--executor", "dask", "--scheduler", dask.address)
    wait(lambda: drawn(flood) >= 1 or building.poll() is not None)
    dask.scheduler.send_signal(signal.SIGKILL)
    told, said = building.communicate(timeout=PATIENCE)
    assert (building.returncode, told) == (3, "")
    assert said.startswith(f"error: the Dask scheduler at `{dask.address}` went away; nothing was written\n")
    assert (files_of(flood / "build") if (flood / "build").is_dir() else {}) == {}
    assert 1 <= drawn(flood) < 4


def test_a_worker_of_other_versions_is_refused_by_name(flood: Path, dask: Fleet) -> None:
    """Alone it is a failure; beside a worker like this machine it is told, and the other one draws."""
    package = shutil.copytree(ROOT / "briefing", flood.with_name("package") / "briefing").parent
    init = package / "briefing" / "__init__.py"
    init.write_text(init.read_text().replace(f'__version__ = "{__version__}"', '__version__ = "0.0.9"'))
    dask.worker(package)
    words = ("--lang", "en", "--format", "pdf", "--executor", "dask", "--scheduler", dask.address)
    code, told, said = built(flood, *words)
    assert (code, told) == (3, "")
    assert "error: no worker draws as this machine does: tcp://127.0.0.1:" in said
    assert f": briefing 0.0.9 and not {__version__}, the tool's own files " in said
    dask.worker()
    code, told, said = built(flood, *words)
    assert (code, told) == (0, "build/velora-flood-2026/velora-flood-2026.en.a4.pdf\n")
    assert f"is given no page: briefing 0.0.9 and not {__version__}, the tool's own files " in said


def test_what_a_page_finds_is_found_there_as_here(flood: Path, dask: Fleet) -> None:
    """A declaration that is not understood, and a picture that is not there."""
    sheet = flood / "templates" / "layouts" / "a4.css"
    sheet.parent.mkdir(parents=True)
    text = (ROOT / "templates" / "layouts" / "a4.css").read_text()
    sheet.write_text(f"{text}body {{ colour: red; background: url(briefing:///templates/none.png) }}\n")
    other = shutil.copytree(flood, flood.with_name("other"))
    dask.worker()
    words = ("--lang", "en", "--format", "pdf")
    code, told, said = built(flood, *words, "--executor", "dask", "--scheduler", dask.address)
    assert (code, "BR606" in said, "BR603" in said) == (1, True, True)
    assert (code, told, said) == built(other, *words)


def test_what_goes_to_workers_names_no_folder_and_nothing_withheld(flood: Path) -> None:
    """Pages and files as they are sent hold neither a path of this machine nor a restricted fact."""
    inputs = open_inputs(flood)
    project = read_project(inputs).value
    request = Request(
        briefs=project.briefs,
        locales=project.locales,
        formats=("pdf",),
        layouts=("a4",),
        out=flood / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
    )
    pages = tuple(plan_build(inputs, project, request, store=Store(None)).pages)
    sent = pickle.dumps(([fleet.bare(page) for page in pages], fleet.supplies_of(inputs)))
    assert (len(pages), b"Velora" in sent, str(flood).encode() in sent) == (4, True, False)
    assert b"old mill" not in sent
    assert str(ROOT).encode() not in sent


def test_a_scheduler_has_to_be_named(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without its address the command line is wrong."""
    assert run(["build", "--executor", "dask"]) == 2
    assert "error: `--executor dask` needs the address of a scheduler" in capsys.readouterr().err


def test_a_scheduler_has_to_answer(
    flood: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A port where nobody listens, from the environment; the build has drawn nothing and says what to type."""
    monkeypatch.setattr(fleet, "_KNOCK", 0.5)
    monkeypatch.setenv("BRIEFING_SCHEDULER", "tcp://127.0.0.1:9")
    assert run(["build", "--lang", "en", "--format", "pdf", "--executor", "dask"]) == 3
    said = capsys.readouterr().err
    assert "error: no Dask scheduler answers at `tcp://127.0.0.1:9`\n" in said
    assert "hint: begin one with `dask scheduler`" in said
    assert not (flood / "build").exists()
    code, told, said = built(flood, "--format", "pdf", "--executor", "dask", "--scheduler", "nowhere")
    assert (code, told, "Traceback" in said) == (3, "", False)
    assert "error: no Dask scheduler answers at `nowhere`\n" in said


def test_the_extra_has_to_be_there(
    flood: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without `distributed` the command that installs it is named; a build with processes does not miss it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    words = ["build", "--lang", "en", "--format", "pdf"]
    assert run([*words, "--executor", "dask", "--scheduler", "tcp://127.0.0.1:9"]) == 3
    assert install_command("distributed>=2026.8,<2027") in capsys.readouterr().err
    assert run(words) == 0
    with suppress(KeyError):
        monkeypatch.delitem(sys.modules, "distributed")


def test_dask_is_imported_only_when_it_draws(flood: Path) -> None:
    """A build with processes, and one with nothing to draw, do without."""
    probe = "import sys; from briefing.cli import run; run(sys.argv[1:]); print('distributed' in sys.modules)"
    words = ["build", "--lang", "en", "--format", "pdf"]
    for more in ([], ["--executor", "dask", "--scheduler", "tcp://127.0.0.1:9"]):
        done = subprocess.run(
            [sys.executable, "-c", probe, *words, *more],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.endswith("False\n")
