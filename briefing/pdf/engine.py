"""The PDF engine, imported with the fonts of the machine shut out, and its memory of fonts."""

import ctypes.util
import logging
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from io import StringIO
from mimetypes import guess_type
from multiprocessing.util import Finalize
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from briefing.diagnostics import BriefingError
from briefing.leftovers import make_temporary
from briefing.pages import FontFace

_APART = '"liga" 0,"clig" 0'
"""No letters run together: an `fi` hides the dot that tells i from ı in Azerbaijani, and programs copy what is joined
as they like. Said of the fonts and not in a stylesheet, where the engine loses memory for it with every line."""
_FOLDERS: Final[dict[int, str]] = {}
_SUBSETTING = ("fontTools.subset", "fontTools.varLib.instancer")
SCHEME = "briefing:///"
"""What addresses of project files begin with inside a PDF's page: no path of the machine is ever in one."""


@lru_cache(maxsize=1)
def load_engine() -> Any:
    """Import WeasyPrint; raises `BriefingError` with the mend when Pango is not on the machine."""
    os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
    try:
        # the engine prints nine lines of its own where it finds no Pango
        with _quick_lookup(), _subsetting_later(), warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.filterwarnings("ignore", message="No fonts configured")
            import weasyprint
    except OSError as error:
        raise BriefingError(
            "cannot draw PDFs: Pango is not on this machine",
            "run `briefing doctor`, which names the command that installs it; until then,"
            " `briefing build --format html`, `briefing serve` and `briefing check` do without",
        ) from error
    return weasyprint


@contextmanager
def _quick_lookup() -> Iterator[None]:
    """Answer "not found" when libraries are looked up by bare names while the engine is imported.

    The engine tries several names for each; a miss runs ldconfig and a compiler, half of the time of the
    import. The names with `.so` still load. Elsewhere than on Linux the lookup is needed.
    """
    if sys.platform != "linux":
        yield
        return
    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005  # the name is the interface
    try:
        yield
    finally:
        ctypes.util.find_library = find


@contextmanager
def _subsetting_later() -> Iterator[None]:
    """Let the engine import its second subsetter of fonts when it uses it: where HarfBuzz is whole, it never does.

    A quarter of the import goes on it. What is imported already, and what the engine no longer asks for, stays.
    """
    later = [_Later(name) for name in _SUBSETTING if name not in sys.modules]
    sys.modules.update({module.__name__: module for module in later})
    try:
        yield
    finally:
        for module in later:
            if sys.modules.get(module.__name__) is module:
                del sys.modules[module.__name__]


class _Later(ModuleType):
    """Stands for a module until something of it is called or asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # what the import itself looks for
            raise AttributeError(name)

        def called(*arguments: Any, **options: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **options)

        return called if self.__name__ in sys.modules else getattr(import_module(self.__name__), name)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """A face and the bytes of its file."""

    face: FontFace
    data: bytes


def fetcher_of(serve: Callable[[str], bytes]) -> Any:
    """Make the engine's door: it asks `serve` for every address; `data:` addresses hold their own content.

    What `serve` raises the engine takes for a file that is missing.
    """
    load_engine()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # the engine has no types
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            return URLFetcherResponse(url, serve(url), {"Content-Type": guess_type(url)[0] or ""})

    return Fetcher(allowed_protocols=("data",), allow_redirects=False)


@contextmanager
def hearing(hear: Callable[[logging.LogRecord], object]) -> Iterator[None]:
    """Hear what the engine logs from warnings upwards, and keep it off the terminal."""
    logger = logging.getLogger("weasyprint")
    ear = logging.Handler(level=logging.WARNING)
    ear.emit = hear  # type: ignore[method-assign,assignment]
    kept = logger.handlers[:], logger.propagate
    logger.handlers, logger.propagate = [ear], False
    try:
        yield
    finally:
        logger.handlers, logger.propagate = kept


@lru_cache(maxsize=4)
def fonts_of(files: tuple[FontFile, ...]) -> tuple[Any, Any]:
    """Give the font configuration of some faces and the stylesheet that declares them, made once a process."""
    engine = load_engine()
    from weasyprint.text.fonts import FontConfiguration

    contents = {f"{SCHEME}{file.face.name}": file.data for file in files}
    configuration = FontConfiguration()
    rules = "".join(
        f'@font-face{{font-family:"{file.face.family}";font-weight:{file.face.weight};'
        f'font-style:{file.face.style};font-feature-settings:{_APART};src:url("{SCHEME}{file.face.name}")}}\n'
        for file in files
    )
    fetcher = fetcher_of(contents.__getitem__)
    with _in_own_folder():
        sheet = engine.CSS(string=rules, font_config=configuration, url_fetcher=fetcher, base_url=SCHEME)
    return configuration, sheet


@contextmanager
def _in_own_folder() -> Iterator[None]:
    """Make files for the time being in a folder of this process.

    The engine keeps copies of fonts there until it lets go of them, which a process that ends gives it no time for.
    """
    before = tempfile.tempdir
    tempfile.tempdir = own_folder()
    try:
        yield
    finally:
        tempfile.tempdir = before


def own_folder(within: str | None = None) -> str:
    """Make the folder for the fonts of this process, once: within one that somebody clears up even when it is killed.

    A forked process leaves the folder of its parent alone.
    """
    if (process := os.getpid()) not in _FOLDERS:
        _FOLDERS[process] = make_temporary("briefing-fonts-", within)
        Finalize(None, _let_go, exitpriority=0)  # and not `atexit`, which a worker does not run
    return _FOLDERS[process]


def _let_go() -> None:
    """Remove the copies of fonts that this process keeps."""
    if (folder := _FOLDERS.pop(os.getpid(), None)) is not None:
        shutil.rmtree(folder, ignore_errors=True)
