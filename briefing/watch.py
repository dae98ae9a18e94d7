"""Watch: what was saved in a project, as often as something is. Looks at inputs only, never at what is built.

Every folder is watched by itself, without those below it: an editor that saves by renaming changes a folder, and a
folder that is moved away and made anew is another one, which is then watched in its place.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing.diagnostics import BriefingError
from briefing.installing import install_command
from briefing.project import SETTINGS_FILES

FOLDERS: Final = ("facts", "locales", "templates")
"""Where builds read from, beside the settings."""

_SETTLED: Final = 15
_BURST: Final = 500
_LOOK: Final = 200


def watch_inputs(root: Path) -> Iterator[frozenset[str]]:
    """Give the names of inputs that were saved, time after time: first none, once everything is watched.

    Saves that come together are given together, after 15 ms without another. Raises `BriefingError` where nothing
    can be watched.
    """
    saved: frozenset[str] = frozenset()
    while True:
        folders = _folders(root)
        for number, changed in enumerate(_changes(folders)):
            saved |= frozenset(_inputs(changed, root))
            if number == 0 or saved:  # at first too: what was saved before all was watched
                yield saved
            saved = frozenset()
            if _folders(root) != folders:
                break


def _changes(folders: Mapping[Path, tuple[int, int]]) -> Iterator[set[str]]:
    """Give the paths that changed in folders; an empty set when nothing has for a while."""
    try:
        from watchfiles import watch
    except ImportError as error:
        hint = install_command("watchfiles>=1.1,<2")
        raise BriefingError(
            "watching files needs the package `watchfiles`, which is not installed", hint
        ) from error
    try:
        for changes in watch(
            *folders,
            watch_filter=None,
            recursive=False,
            step=_SETTLED,
            debounce=_BURST,
            rust_timeout=_LOOK,
            yield_on_timeout=True,
        ):
            yield {path for _, path in changes}
    except FileNotFoundError:  # a folder went away before it was watched
        yield set()


def _folders(root: Path) -> dict[Path, tuple[int, int]]:
    """Give the folders to watch, and which folder of the disk each of them is at present."""
    found = {}
    for folder in (root, *(path for name in FOLDERS for path in _below(root / name))):
        with suppress(OSError):
            status = folder.stat()
            found[folder] = (status.st_dev, status.st_ino)
    return found


def _below(folder: Path) -> Iterator[Path]:
    return (Path(path) for path, _, _ in os.walk(folder))


def _inputs(changed: set[str], root: Path) -> Iterator[str]:
    """Give the names of changed paths that a build may read; editors' own files are none."""
    for path in changed:
        with suppress(ValueError):
            name = Path(path).relative_to(root).as_posix()
            first, _, below = name.partition("/")
            is_input = first in FOLDERS or (not below and name in SETTINGS_FILES)
            if is_input and not Path(path).name.startswith(".") and not name.endswith("~"):
                yield name
