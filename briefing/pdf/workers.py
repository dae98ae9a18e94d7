"""Several PDFs at the same time, each drawn in a process of its own; the order is that of the pages."""

import gc
import multiprocessing
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from briefing import signals
from briefing.diagnostics import BriefingError, Outcome
from briefing.inputs import Inputs
from briefing.limits import SLACK
from briefing.pages import Page
from briefing.pdf.drawing import Pdf, costly, render_pdf
from briefing.pdf.engine import load_engine, own_folder

_MANY: Final = 1000
"""Drawings after which processes that stay are renewed: the engine keeps a little of each."""

_FEW: Final = 8
"""Pages that are drawn to warm up, while nobody waits."""

_PATIENCE: Final = 60
"""Seconds to wait for a page, besides twice its limit: less is left to the limits of its process."""

_MUCH: Final = 200_000
"""Objects that a process lets lie, some 40 MB that two briefs leave behind, before it clears up and draws another."""


def render_pdfs(
    pages: Sequence[Page],
    *,
    inputs: Inputs,
    jobs: int,
    progress: Callable[[Page], None],
    workers: "Drawers | None" = None,
) -> Iterator[Outcome[Pdf | None]]:
    """Draw pages with workers that are there, else with up to `jobs` of their own; `progress` hears of each page.

    One page, or one job, is drawn here only where no process can be forked: a page that takes all memory, or that the
    engine does not survive, then ends no more than its worker.
    """
    if workers is not None:
        yield from workers.draw(pages, inputs=inputs, progress=progress)
    elif not pages:
        return
    elif min(jobs, len(pages)) < 2 and _method() != "fork":
        for page in pages:
            progress(page)
            yield render_pdf(page, inputs=inputs)
    else:
        with closing(Workers(max(min(jobs, len(pages)), 1), is_loaded=False)) as own:
            yield from own.draw(pages, inputs=inputs, progress=progress)


class Drawers(Protocol):
    """Who draws pages, here or elsewhere."""

    def begin(self, page: Page, *, inputs: Inputs) -> None:
        """Begin to draw a page that will be asked for."""

    def draw(
        self, pages: Sequence[Page], *, inputs: Inputs, progress: Callable[[Page], None]
    ) -> Iterator[Outcome[Pdf | None]]:
        """Draw pages in their order; `progress` hears of each."""


class Workers:
    """Processes that draw PDFs and stay until they are closed. They end with the process that began them."""

    def __init__(self, jobs: int, *, is_loaded: bool = True) -> None:
        """Begin so many processes, with the engine in them; raises `BriefingError` when it is not on the machine.

        Not loaded, each loads the engine for itself, while this process goes on with something else.
        """
        self._jobs = jobs
        self._pool = _pool(jobs, is_loaded=is_loaded)
        self._drawn = 0
        self._landed = 0
        self._sizes: dict[tuple[object, ...], tuple[str, float]] = {}
        self._begun: list[tuple[Page, Future[Outcome[Pdf | None]]]] = []

    def begin(self, page: Page, *, inputs: Inputs) -> None:
        """Begin to draw a page that will be asked for."""
        with suppress(BrokenProcessPool):  # whoever asks for it will try again
            self._begun.append((page, self._submit(page, inputs)))

    def draw(
        self, pages: Sequence[Page], *, inputs: Inputs, progress: Callable[[Page], None]
    ) -> Iterator[Outcome[Pdf | None]]:
        """Draw pages; `progress` hears of each.

        When a process is ended, what is left is drawn once more, page by page: one that ends another is known then.
        """
        if self._drawn > _MANY:
            self._renew()
        self._drawn += len(pages)
        left = list(pages)
        try:
            for outcome in self._outcomes(tuple(left), inputs, progress):
                del left[0]
                yield outcome
        except BrokenProcessPool:
            self._renew()
            for page in left:
                yield from self._alone(page, inputs, progress)

    def _alone(
        self, page: Page, inputs: Inputs, progress: Callable[[Page], None]
    ) -> Iterator[Outcome[Pdf | None]]:
        """Draw a page while nothing else is drawn; one that ends its process is a finding."""
        try:
            yield from self._outcomes((page,), inputs, progress)
        except BrokenProcessPool:
            self._renew()
            ended = costly(
                page, "ends its process: the memory of the machine is full, or the engine fails at it"
            )
            yield Outcome(value=None, diagnostics=(ended,))

    def rest(self) -> None:
        """Let every process clear up, now that nobody waits."""
        with suppress(BrokenProcessPool):  # told when the next page is asked for
            for _ in range(self._jobs):
                self._pool.submit(_clear_up, 0)

    def warm(self, pages: Sequence[Page], *, inputs: Inputs) -> None:
        """Let every process draw a page or more and forget them: fonts are in memory then, and sizes known."""
        for number in range(max(self._jobs, min(len(pages), _FEW)) if pages else 0):
            page = pages[number % len(pages)]
            self._submit(page, inputs).add_done_callback(partial(self._learn, page))

    def close(self) -> None:
        """End the processes; what is being drawn is finished first."""
        self._pool.shutdown(cancel_futures=True)

    def _outcomes(
        self, pages: Sequence[Page], inputs: Inputs, progress: Callable[[Page], None]
    ) -> Iterator[Outcome[Pdf | None]]:
        begun = {id(page): future for page, future in self._begun if not future.cancelled()}
        drawn = [begun.get(id(page)) or self._submit(page, inputs) for page in pages]
        try:
            for page, future in zip(pages, drawn, strict=True):
                progress(page)
                self._wait(future, page)
                self._learn(page, future)
                yield future.result()
        finally:
            for future in (*drawn, *begun.values()):
                future.cancel()
            self._begun.clear()

    def _wait(self, future: "Future[Outcome[Pdf | None]]", page: Page) -> None:
        """Wait for a page; processes none of which says anything for long are ended."""
        patience = 2 * SLACK * page.limits.seconds + _PATIENCE
        while not future.done():
            before = self._landed
            with suppress(TimeoutError):
                future.exception(timeout=patience)
            if not future.done() and before == self._landed:
                for process in list((getattr(self._pool, "_processes", None) or {}).values()):
                    process.kill()

    def _submit(self, page: Page, inputs: Inputs) -> "Future[Outcome[Pdf | None]]":
        size = self._sizes.get(_name_of(page))  # another process may have found it, with other numbers
        future = self._pool.submit(_draw, page, inputs.root, inputs.carried, size)
        future.add_done_callback(self._count_landed)
        return future

    def _count_landed(self, _: object) -> None:
        self._landed += 1

    def _learn(self, page: Page, future: "Future[Outcome[Pdf | None]]") -> None:
        """Remember the size of a page that was drawn."""
        if (
            not future.cancelled()
            and future.exception() is None
            and (pdf := future.result().value) is not None
        ):
            self._sizes[_name_of(page)] = pdf.size

    def _renew(self) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._begun.clear()
        self._pool, self._drawn = _pool(self._jobs), 0


class Ahead:
    """Draws pages while others are still rendered, with workers that are there, else with its own: those it ends.

    With one job there are no workers: pages are then drawn when all of them are rendered.
    """

    def __init__(self, workers: Drawers | None, *, jobs: int, pages: int) -> None:
        """Take workers that are there, or plan own ones for at most so many pages; begin none yet."""
        self.workers: Drawers | None = workers
        self._own: Workers | None = None
        self._count = min(jobs, pages) if jobs > 1 else 0

    def start(self) -> None:
        """Begin the workers: each imports the engine while this process goes on."""
        if self.workers is None and self._count:
            self.workers = self._own = Workers(self._count, is_loaded=False)

    def draw(self, page: Page, *, inputs: Inputs) -> None:
        """Begin to draw a page."""
        self.start()
        if self.workers is not None:
            self.workers.begin(page, inputs=inputs)

    def close(self) -> None:
        """End its own workers."""
        if self._own is not None:
            self._own.close()


def _pool(jobs: int, *, is_loaded: bool = True) -> ProcessPoolExecutor:
    if is_loaded:
        load_engine()  # once: forked workers find it imported, and a missing library is told here
    context = multiprocessing.get_context(_method())
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=(own_folder(),))
    _break_on_loss(pool)
    pool.submit(os.getpid)  # fork now, while no thread runs
    return pool


def _break_on_loss(pool: ProcessPoolExecutor) -> None:
    """Let a pool break when a page could not be handed over: Python prints that, and waits for the page for ever.

    What it looks for is the page itself, of which it has only the bytes by then (`multiprocessing.queues._feed`).
    """
    queue, workers = pool._call_queue, pool._processes  # type: ignore[attr-defined]  # noqa: SLF001
    tell = queue._on_queue_feeder_error  # noqa: SLF001

    def hear(error: Exception, item: object) -> None:
        if not isinstance(item, (bytes, bytearray, memoryview)):
            tell(error, item)
            return
        for worker in list(workers.values()):
            worker.kill()

    queue._on_queue_feeder_error = hear  # noqa: SLF001


def _end_on_loss() -> None:
    """Let this worker end when it cannot send what it drew: half an answer would be waited for for ever."""
    from multiprocessing.connection import Connection

    send = Connection._send  # type: ignore[attr-defined]  # noqa: SLF001

    def send_or_end(connection: object, *content: object) -> None:
        try:
            send(connection, *content)
        except OSError:
            os._exit(1)

    Connection._send = send_or_end  # type: ignore[attr-defined]  # noqa: SLF001


def _method() -> str:
    """Fork where it is safe: on Linux, and only while no thread runs that could hold a lock."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _begin(folder: str) -> None:
    """Set a worker up: ^C is for the process that began it, with which it ends; what is there now is no garbage.

    Its fonts it keeps in the folder of that process.
    """
    signals.restore_defaults()
    _end_on_loss()
    own_folder(within=folder)
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    with suppress(BriefingError):  # told by the first page that is drawn
        load_engine()
    gc.freeze()
    gc.disable()  # between pages alone: a collection in the midst of one looks through all that is still in use


def _end_with_parent(folder: str) -> None:
    """Wait for the end of the process that began this one; killed, it could neither tell nor clear up its folder."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)  # others of its workers do it, too
        os._exit(1)


def _draw(
    page: Page, root: Path, carried: Path, size: tuple[str, float] | None = None
) -> Outcome[Pdf | None]:
    _clear_up(_MUCH)
    outcome = render_pdf(page, inputs=Inputs(root=root, carried=carried), size=size, is_own_process=True)
    if outcome.value is None:
        gc.collect()  # of a page that filled the memory, the next one may need it
    return outcome


def _name_of(page: Page) -> tuple[object, ...]:
    """Give what a page is the same by, whatever it says."""
    return page.brief, page.locale, page.layout, page.ink, page.fonts, page.hyphenation, page.assets


def _clear_up(much: int) -> None:
    """Throw garbage away when more objects than so many came since the last time."""
    if gc.get_count()[0] > much:
        gc.collect()
