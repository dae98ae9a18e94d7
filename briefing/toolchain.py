"""The toolchain: all that makes a page besides the project - libraries with their versions, the tool's own code.

One value for every question "is it still made the same way": the key of a PDF, what `--explain` names, what an edition
records, and what a worker on another machine is asked.
"""

import ctypes
import sys
import zlib
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from briefing import __version__

CODE: Final = "the tool's own files"
"""The name under which the digest of the tool's own code and data stands among the versions."""
_OF_PAGES: Final = ("jinja2", "markupsafe", "babel", "pyphen", "pydantic", "pyyaml", "segno")
_OF_PDFS: Final = (
    "weasyprint",
    "pydyf",
    "tinycss2",
    "cssselect2",
    "tinyhtml5",
    "fonttools",
    "pillow",
    "pikepdf",
)
PACKAGES: Final = ("briefing", *_OF_PAGES, *_OF_PDFS)
"""What `pip` can bring back in a version that was recorded."""
_SUFFIXES: Final = (".py", ".js", ".conf")


@lru_cache(maxsize=2)
def toolchain(*, has_pdf: bool) -> tuple[tuple[str, str], ...]:
    """Give the versions of all that makes a page, by name, and of what draws PDFs where one is asked for."""
    found = [("briefing", __version__), (CODE, code_digest())]
    found.append(("python", ".".join(map(str, sys.version_info[:2]))))
    for package in (*_OF_PAGES, *(_OF_PDFS if has_pdf else ())):
        with suppress(PackageNotFoundError):
            found.append((package, version(package)))
    return (*found, *(_libraries() if has_pdf else ()))


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Give the digest of the tool's own code and data, which may be worked on while the version stays.

    Templates and language data are inputs, and have digests of their own.
    """
    package = Path(__file__).parent
    digest = sha256()
    for path in sorted(path for path in package.rglob("*") if path.suffix in _SUFFIXES):
        name = path.relative_to(package)
        if name.parts[0] != "carried":
            digest.update(f"{name.as_posix()}\0{sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _libraries() -> tuple[tuple[str, str], ...]:
    return (
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        ("pango", _version_of("libpango-1.0.so.0", "pango_version_string")),
        ("harfbuzz", _version_of("libharfbuzz.so.0", "hb_version_string")),
        ("harfbuzz-subset", "there" if _load("libharfbuzz-subset.so.0") else "missing"),
    )


def _version_of(name: str, symbol: str) -> str:
    """Ask a C library for its version; asked without the PDF engine, which would take most of a second."""
    library = _load(name)
    if library is None:
        return ""
    asked = getattr(library, symbol)
    asked.restype = ctypes.c_char_p
    answer: bytes = asked()
    return answer.decode("ascii", "replace")


def _load(name: str) -> ctypes.CDLL | None:
    with suppress(OSError):
        return ctypes.CDLL(name)
    return None
