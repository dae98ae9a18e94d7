"""Several PDFs at the same time, each drawn in a process of its own pool; the order is that of the pages."""

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from briefing.diagnostics import Outcome
from briefing.inputs import Inputs
from briefing.pages import Page
from briefing.pdf.drawing import Pdf, render_pdf
from briefing.pdf.engine import load_engine


def render_pdfs(
    pages: Sequence[Page], *, inputs: Inputs, jobs: int, progress: Callable[[Page], None]
) -> Iterator[Outcome[Pdf | None]]:
    """Draw pages with up to `jobs` processes; one page, or one job, is drawn here. `progress` hears of each page."""
    workers = min(jobs, len(pages))
    if workers < 2:
        for page in pages:
            progress(page)
            yield render_pdf(page, inputs=inputs)
        return
    load_engine()  # once: forked workers find it imported, and a missing library is told here
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context(_method())) as pool:
        drawn = [pool.submit(_draw, page, inputs.root, inputs.carried) for page in pages]
        try:
            for page, future in zip(pages, drawn, strict=True):
                progress(page)
                yield future.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _method() -> str:
    """Fork where it is safe: on Linux, and only while no thread runs that could hold a lock."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _draw(page: Page, root: Path, carried: Path) -> Outcome[Pdf | None]:
    return render_pdf(page, inputs=Inputs(root=root, carried=carried))
