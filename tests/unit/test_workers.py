"""Workers: pages begun while others are rendered are drawn once, and what the machine lacks is told as ever."""

import gc
import os
import subprocess
import sys
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from briefing.build import Request, plan_build
from briefing.cli.session import read_now
from briefing.diagnostics import Outcome
from briefing.inputs import Inputs
from briefing.pages import Page
from briefing.pdf import Ahead, Pdf, Workers, render_pdfs
from briefing.pdf.workers import _clear_up
from briefing.project import open_inputs, read_project
from briefing.store import Store

_ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.pdf


class Counting(Workers):
    """Workers that count the pages they are given."""

    given = 0

    def _submit(self, page: Page, inputs: Inputs) -> "Future[Outcome[Pdf | None]]":
        self.given += 1
        return super()._submit(page, inputs)


def request(root: Path) -> tuple[Inputs, Request]:
    """Ask for the PDFs of the sample in both languages."""
    inputs = open_inputs(root)
    project = read_project(inputs).value
    return inputs, Request(
        briefs=project.briefs,
        locales=project.locales,
        formats=("pdf",),
        layouts=project.layouts,
        out=root / "build",
        jobs=2,
        allow_untranslated=False,
        now=read_now("2026-03-10"),
    )


def test_a_page_begun_ahead_is_drawn_once_and_the_same(sample: Path) -> None:
    """Both pages are begun while they are rendered; asked for, they are there, as drawn by one process alone."""
    inputs, asked = request(sample)
    project = read_project(inputs).value
    with closing(Counting(1)) as workers:
        ahead = Ahead(workers, jobs=2, pages=2)
        pages = plan_build(inputs, project, asked, store=Store(None), ahead=ahead).pages
        assert (len(pages), workers.given) == (2, 2)
        made = list(render_pdfs(pages, inputs=inputs, jobs=2, progress=lambda _: None, workers=workers))
        assert workers.given == 2
        ahead.close()  # ends none that it did not begin
        again = list(render_pdfs(pages, inputs=inputs, jobs=2, progress=lambda _: None, workers=workers))
        assert workers.given == 4
    alone = list(render_pdfs(pages, inputs=inputs, jobs=1, progress=lambda _: None))
    assert made == again == alone


def test_one_job_begins_no_worker(sample: Path) -> None:
    """Where there is one core, pages are drawn when all of them are rendered."""
    ahead = Ahead(None, jobs=1, pages=4)
    ahead.start()
    assert ahead.workers is None


def test_what_is_not_asked_for_is_given_up(sample: Path) -> None:
    """A page that turned out to be another is begun again; what was begun of it is no answer."""
    inputs, asked = request(sample)
    project = read_project(inputs).value
    with closing(Counting(1)) as workers:
        ahead = Ahead(workers, jobs=2, pages=2)
        plan_build(inputs, project, asked, store=Store(None), ahead=ahead)
        other = plan_build(inputs, project, asked, store=Store(None)).pages
        made = list(render_pdfs(other, inputs=inputs, jobs=2, progress=lambda _: None, workers=workers))
        assert workers.given == 4
    assert all(outcome.value is not None for outcome in made)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_missing_pango_is_told_with_its_mend(sample: Path, tmp_path: Path, jobs: str) -> None:
    """The engine fails to load in workers as it does here: one sentence, exit code 3, nothing written."""
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library libpango')\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "build", "--jobs", jobs],
        cwd=sample,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{_ROOT}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("error: cannot draw PDFs: Pango is not on this machine\n  = hint: run")
    assert len(done.stderr.splitlines()) == 2
    assert not (sample / "build").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_no_process_leaves_copies_of_fonts_behind(sample: Path, tmp_path: Path, jobs: str) -> None:
    """A folder a build would fill the disk of a server that builds every night."""
    folder = tmp_path / "of-this-test"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-m", "briefing", "build", "--lang", "en,hy", "--format", "pdf", "--jobs", jobs],
        cwd=sample,
        env={**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": str(folder)},
        capture_output=True,
        check=True,
    )
    assert len(list(sample.rglob("*.pdf"))) == 2
    assert _becomes_empty(folder)


@pytest.mark.parametrize(
    "end",
    ["os.kill(os.getpid(), signal.SIGKILL)", "os.kill(pid, signal.SIGTERM)", "os.kill(pid, signal.SIGKILL)"],
)
def test_the_fonts_of_a_process_that_is_killed_are_cleared_up(tmp_path: Path, end: str) -> None:
    """A worker does it for the process that began it, and that process for a worker."""
    script = (
        "import os, signal; from briefing.pdf import Workers; from briefing.pdf.engine import own_folder;"
        "pool = Workers(1)._pool; pid = pool.submit(os.getpid).result();"
        "print(os.path.isdir(pool.submit(own_folder).result()), flush=True);"
        f"{end}"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": str(_ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "True\n"
    assert _becomes_empty(tmp_path)


def _becomes_empty(folder: Path) -> bool:
    for _ in range(200):
        if not any(folder.iterdir()):
            return True
        sleep(0.05)
    return False


def test_a_process_clears_up_when_there_is_much_and_when_it_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Never while a page is drawn; a little is let lie until nobody waits."""
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    monkeypatch.setattr(gc, "get_count", lambda: (1000, 0, 0))
    _clear_up(1000)
    assert collected == []
    _clear_up(999)
    assert collected == [1]


def test_what_one_process_has_found_of_a_page_the_others_are_told(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The size of a page goes with it to whoever draws it next; not that of another page, or with other pictures."""
    inputs, asked = request(sample)
    pages = plan_build(inputs, read_project(inputs).value, asked, store=Store(None)).pages
    told: list[object] = []
    with closing(Workers(1)) as workers:
        submit = workers._pool.submit

        def noted(*words: Any) -> Any:
            told.append(words[-1])
            return submit(*words)

        monkeypatch.setattr(workers._pool, "submit", noted)
        first = [one.value for one in workers.draw(pages, inputs=inputs, progress=lambda _: None)]
        other = replace(pages[1], assets=(("templates/logo.svg", "digest"),))
        list(workers.draw([pages[0], other], inputs=inputs, progress=lambda _: None))
    assert first[0] is not None
    assert told == [None, None, first[0].size, None]


_LOSING = """
import os, sys, threading
from multiprocessing.connection import Connection

main, send, where = os.getpid(), Connection._send, sys.argv[1]
def losing(connection, *content):
    is_here = os.getpid() == main
    is_feeder = threading.current_thread().name.startswith("QueueFeeder")
    if is_feeder if where == "here" else not is_here:
        raise OSError(28, "No space left on device")
    return send(connection, *content)
Connection._send = losing
sys.argv = ["briefing", "build", "--format", "pdf", "--jobs", "2"]
from briefing.__main__ import main as run
run()
"""


@pytest.mark.parametrize("where", ["here", "worker"])
def test_a_page_that_is_lost_on_its_way_ends_the_build(sample: Path, where: str) -> None:
    """A pipe that refuses, on either side: a finding that names the page, and nobody waits for ever."""
    done = subprocess.run(
        [sys.executable, "-c", _LOSING, where],
        cwd=sample,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert "ends its process: the memory of the machine is full, or the engine fails at it" in done.stderr
    assert not (sample / "build").exists()
