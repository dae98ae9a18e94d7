"""A fleet: pages drawn by the workers of a Dask scheduler, sent as data and given back as data.

The only door to `distributed`, which is imported when a page has to be drawn. No worker needs a path of this machine:
a page goes with the files that it could ask for, and comes back as an entry of the store, held against its digest.
"""

import hashlib
import logging
import platform
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from briefing.diagnostics import BriefingError, Outcome
from briefing.inputs import Inputs
from briefing.installing import install_command
from briefing.pages import Page
from briefing.pdf.drawing import Pdf, render_pdf
from briefing.pdf.engine import own_folder
from briefing.pdf.key import pdf_key
from briefing.store import Kept, packed, unpacked
from briefing.toolchain import CODE, code_digest, toolchain

_AHEAD: Final = 3
"""Pages under way for each thread of a worker: enough that none waits, few enough that they fit into memory."""

_TICK: Final = 1.0
_KNOCK: Final = 10.0
_ENGINE: Final = threading.Lock()
"""The engine draws one page at a time in a process; a worker may have been begun with several threads."""


@dataclass(kw_only=True)
class Supplies:
    """The files that pages could ask for, by name, and the digest of them all.

    On a worker they are laid down in a folder of its own, which goes when they are let go.
    """

    digest: str
    files: tuple[tuple[str, bytes], ...]

    def __getstate__(self) -> dict[str, object]:
        return {"digest": self.digest, "files": self.files}

    @cached_property
    def inputs(self) -> Inputs:
        """The door to the files on this machine."""
        root = Path(self._folder.name)
        for name, data in self.files:
            path = (root / name).resolve()
            if not path.is_relative_to(root.resolve()):
                raise ValueError(f"{name!r} leads out of the folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return Inputs(root=root, carried=root)

    @cached_property
    def _folder(self) -> TemporaryDirectory[str]:
        from distributed import get_worker

        own_folder(get_worker().local_directory)
        return TemporaryDirectory(prefix="briefing-", dir=get_worker().local_directory)


@dataclass(slots=True, kw_only=True)
class Fleet:
    """The workers of the scheduler at an address. `refused` hears why a worker is not given any page.

    When for `patience` seconds there is no worker that could draw, drawing ends with a `BriefingError`.
    """

    address: str
    refused: Callable[[str], None] = lambda _: None
    patience: float = 60

    def begin(self, page: Page, *, inputs: Inputs) -> None:
        """Do nothing yet: pages go out when they are asked for, so many at a time as there are workers."""

    def draw(
        self, pages: Iterable[Page], *, inputs: Inputs, progress: Callable[[Page], None]
    ) -> Iterator[Outcome[Pdf | None]]:
        """Draw pages in their order; `progress` hears of each. What a lost worker had in hand another one draws."""
        left = iter(pages)
        first = next(left, None)
        if first is None:
            return
        with _connected(self.address) as client:
            crew = _Crew(fleet=self, client=client, supplies=supplies_of(inputs))
            ahead = deque([crew.send(first)])
            while ahead:
                while len(ahead) < crew.room and (page := next(left, None)) is not None:
                    ahead.append(crew.send(page))
                flight = ahead.popleft()
                progress(flight.page)
                yield crew.landed(flight, inputs)


@dataclass(slots=True, kw_only=True)
class _Flight:
    """A page under way: its future, and the workers that may draw it."""

    page: Page
    future: Any
    workers: frozenset[str]


@dataclass(slots=True, kw_only=True)
class _Crew:
    """The workers that draw with the versions of this machine, and pages under way to them."""

    fleet: Fleet
    client: Any
    supplies: Supplies
    fit: dict[str, int] = field(default_factory=dict)
    unfit: dict[str, str] = field(default_factory=dict)
    sent: int = 0
    _held: tuple[frozenset[str], Any] = field(default=(frozenset(), None), init=False)

    @property
    def room(self) -> int:
        """How many pages may be under way."""
        return _AHEAD * max(1, sum(self.fit.values()))

    def send(self, page: Page) -> _Flight:
        """Give a page to the workers that may draw it; waits until there is one."""
        workers = self._fit_workers() if not self.fit else frozenset(self.fit)
        held, files = self._held
        if held != workers:
            files = self._submit(_files_of, self.supplies, "files", workers)
            self._held = (workers, files)
        future = self._submit(draw_page, (bare(page), files), pdf_key(page), workers)
        return _Flight(page=page, future=future, workers=workers)

    def landed(self, flight: _Flight, inputs: Inputs) -> Outcome[Pdf | None]:
        """Wait for a page. One that fails there is drawn here, where the files are that its findings point into."""
        from distributed import CancelledError, KilledWorker

        while True:
            try:
                content, pages = flight.future.result(timeout=_TICK)
            except TimeoutError:
                self._look()
                if not flight.workers & self.fit.keys():
                    flight = self.send(flight.page)
                continue
            except (CancelledError, OSError) as error:
                if flight.future.status == "error":
                    message = f"a worker of `{self.fleet.address}` cannot draw: {error}"
                    raise BriefingError(
                        message, "make room on its disk, or build without `--executor`"
                    ) from error
                raise _gone(self.fleet.address) from error
            except KilledWorker as error:
                page = f"`{flight.page.brief}` in `{flight.page.locale}`"
                hint = "give the workers more memory, or build without `--executor`"
                raise BriefingError(f"every worker that was to draw {page} was lost", hint) from error
            kept: Kept | None = unpacked(content) if pages else None
            if kept is None:
                return render_pdf(flight.page, inputs=inputs)
            return Outcome(value=Pdf(content=kept.content, pages=pages), diagnostics=kept.diagnostics)

    def _submit(self, task: Callable[..., object], given: object, name: str, workers: frozenset[str]) -> Any:
        self.sent += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a page is large for a task, and that is meant
            words = given if isinstance(given, tuple) else (given,)
            return self.client.submit(
                task, *words, key=f"briefing-{name}-{id(self)}-{self.sent}", workers=sorted(workers)
            )

    def _fit_workers(self) -> frozenset[str]:
        """Wait for workers that may draw; raises `BriefingError` when none comes."""
        until = time.monotonic() + self.fleet.patience
        while True:
            self._look()
            if self.fit:
                return frozenset(self.fit)
            if time.monotonic() >= until or self.unfit:
                raise _alone(self.fleet.address, self.unfit)
            time.sleep(_TICK / 4)

    def _look(self) -> None:
        """See which workers there are, and ask new ones for their versions."""
        try:
            threads: Mapping[str, int] = self.client.nthreads()
            new = sorted(threads.keys() - self.fit.keys() - self.unfit.keys())
            told = self.client.run(worker_versions, workers=new, on_error="return") if new else {}
        except (OSError, RuntimeError, ValueError) as error:
            raise _gone(self.fleet.address) from error
        self.unfit = {o: why for o, why in self.unfit.items() if o in threads}
        self.fit = {o: threads[o] for o in self.fit if o in threads}
        for worker, its in told.items():
            if isinstance(its, OSError):
                continue  # it went away while it was asked
            why = _differing(its)
            if why:
                self.unfit[worker] = why
                self.fleet.refused(f"the worker at `{worker}` is given no page: {why}")
            else:
                self.fit[worker] = threads[worker]


def bare(page: Page) -> Page:
    """Leave out of a page what drawing does not need: where its facts stand on this machine."""
    return replace(page, places={})


def supplies_of(inputs: Inputs) -> Supplies:
    """Take the templates folder, which is all that a page may ask for: fonts, pictures, stylesheets."""
    names = inputs.names("templates", "**/*")
    read = ((name, inputs.read(name, text=False).value) for name in names)
    files = tuple((name, file.data) for name, file in read if file is not None)
    told = "".join(f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in files)
    return Supplies(digest=hashlib.sha256(told.encode()).hexdigest(), files=files)


def worker_versions() -> dict[str, str]:
    """Give all that decides the bytes of a PDF besides the page: asked here and of every worker."""
    return {**dict(toolchain(has_pdf=True)), CODE: code_digest()[:12], "machine": platform.machine()}


def draw_page(page: Page, supplies: Supplies) -> tuple[bytes, int]:
    """Draw a page on a worker; gives an entry of the store and the number of pages, which is 0 where it failed."""
    with _ENGINE:
        drawn = render_pdf(page, inputs=supplies.inputs)
    if drawn.value is None:
        return b"", 0
    return packed(drawn.value.content, drawn.diagnostics), drawn.value.pages


def _files_of(supplies: Supplies) -> Supplies:
    """Let the scheduler have files as a task, which it can do again when the worker that held them is lost."""
    return supplies


def _differing(told: object) -> str:
    """Say in what a worker differs from this machine; empty when in nothing that decides the bytes of a PDF."""
    if isinstance(told, ModuleNotFoundError):
        return "it does not have `briefing`"
    if not isinstance(told, dict):
        return f"it cannot say its versions ({told})"
    ours = worker_versions()
    names = [name for name in {**ours, **told} if ours.get(name) != told.get(name)]
    return ", ".join(
        f"{name} {told.get(name) or 'missing'} and not {ours.get(name) or 'missing'}" for name in names
    )


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Be a client of the scheduler at an address; raises `BriefingError` when there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        hint = install_command("distributed>=2026.8,<2027")
        message = "drawing with Dask needs the package `distributed`, which is not installed"
        raise BriefingError(message, hint) from error
    for name in ("distributed", "distributed.client", "distributed.core", "tornado", "tornado.application"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what it has to say is said here, once
    client: Any = Client.__new__(Client)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # other versions of Dask's own libraries: workers are asked for ours
            client.__init__(address, timeout=_KNOCK, set_as_default=False, name="briefing")
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        client.status = "closed"  # or it would wait for itself to end, and say so
        hint = f"begin one with `dask scheduler`, and give its address with `--scheduler` ({error})"
        raise BriefingError(f"no Dask scheduler answers at `{address}`", hint) from error
    try:
        yield client
    finally:
        with suppress(OSError, RuntimeError, TimeoutError):
            client.close(timeout=_TICK)


def _gone(address: str) -> BriefingError:
    hint = (
        "what was drawn is kept: begin the scheduler again and build once more, or build without `--executor`"
    )
    return BriefingError(f"the Dask scheduler at `{address}` went away; nothing was written", hint)


def _alone(address: str, unfit: Mapping[str, str]) -> BriefingError:
    if unfit:
        told = "; ".join(f"{worker}: {why}" for worker, why in sorted(unfit.items())[:3])
        hint = "install there what is installed here, and begin the workers again"
        return BriefingError(f"no worker draws as this machine does: {told}", hint)
    hint = f"begin one on each machine, where `briefing` is installed: dask worker {address} --nthreads 1"
    return BriefingError(f"the Dask scheduler at `{address}` has no worker", hint)
