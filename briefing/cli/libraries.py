"""The system libraries that drawing a PDF needs, found as the PDF engine finds them but without it."""

import ctypes
import ctypes.util
import os
import platform
import shutil
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A library: the file names it goes by on Linux, macOS and Windows, its short name, its packages."""

    name: str
    files: tuple[str, ...]
    short: str
    why: str
    apt: str
    dnf: str
    apk: str
    brew: str


LIBRARIES: Final = (
    Library(
        name="Pango",
        files=("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
        short="pango-1.0",
        why="no PDF can be drawn",
        apt="libpango-1.0-0",
        dnf="pango",
        apk="pango",
        brew="pango",
    ),
    Library(
        name="PangoFT2",
        files=("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll"),
        short="pangoft2-1.0",
        why="no PDF can be drawn",
        apt="libpangoft2-1.0-0",
        dnf="pango",
        apk="pango",
        brew="pango",
    ),
    Library(
        name="HarfBuzz subset",
        files=("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        short="harfbuzz-subset",
        why="each PDF takes 2.3 times as long",
        apt="libharfbuzz-subset0",
        dnf="harfbuzz",
        apk="harfbuzz-subset",
        brew="harfbuzz",
    ),
)


def load_library(library: Library) -> ctypes.CDLL | None:
    """Load a library by the first of its names that works, or give None."""
    for file in library.files:
        try:
            return ctypes.CDLL(file)
        except OSError:
            continue
    found = ctypes.util.find_library(library.short)
    try:
        return ctypes.CDLL(found) if found else None
    except OSError:
        return None


def version_of_pango(pango: ctypes.CDLL) -> tuple[int, int, int]:
    """Ask the loaded Pango for its version; the number is 10000 major + 100 minor + micro."""
    number = int(pango.pango_version())
    return number // 10_000, number // 100 % 100, number % 100


def install_command(library: Library) -> str:
    """Give the command that installs a library on this system."""
    if platform.system() == "Darwin":
        return f"brew install {library.brew}"
    if platform.system() == "Windows":
        return "install MSYS2, then `pacman -S mingw-w64-ucrt-x86_64-pango`"
    root = "" if os.geteuid() == 0 else "sudo "
    if shutil.which("dnf"):
        return f"{root}dnf install -y {library.dnf}"
    if shutil.which("apk"):
        return f"{root}apk add {library.apk}"
    return f"{root}apt-get install -y {library.apt}"
