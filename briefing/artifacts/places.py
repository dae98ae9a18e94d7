"""Places: where a finished file may stand. Below its folder, by a plain name, and never through a link."""

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from briefing.diagnostics import BriefingError
from briefing.inputs import read_regular

STAGING: Final = ".staging-"
_STAGING: Final = re.compile(re.escape(STAGING) + r"(?P<process>[1-9][0-9]{0,9})")


def staging_folders(out: Path) -> list[tuple[Path, int]]:
    """List the folders in an output folder where runs stage files, each with the number of its process."""
    found: list[tuple[Path, int]] = []
    with suppress(OSError), os.scandir(out) as entries:
        for entry in entries:
            named = _STAGING.fullmatch(entry.name)
            if named is not None and entry.is_dir(follow_symlinks=False):
                found.append((out / entry.name, int(named["process"])))
    return found


def is_plain(name: object) -> bool:
    """Whether something is a name that stays below its folder: relative, with `/`, and no part that leads elsewhere."""
    if not isinstance(name, str) or "\0" in name or "\\" in name:
        return False
    with suppress(UnicodeEncodeError):
        name.encode()
        return all(part not in ("", ".", "..") for part in name.split("/"))
    return False


def content_of(path: Path) -> bytes | None:
    """Read a finished file; None where none stands."""
    with suppress(OSError):
        return read_regular(path)
    return None


def digest_of_file(path: Path) -> str | None:
    """Give the SHA-256 of a file, as in its artifact; None when there is no such file."""
    there = content_of(path)
    return None if there is None else sha256(there).hexdigest()


def is_reached_by_link(folder: Path, name: str) -> bool:
    """Whether a place below a folder is a link, or lies behind one."""
    return _link_on_the_way(folder, name, set()) is not None


def refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Raise `BriefingError` where the place of a file is a link, lies behind one, or holds what is no file."""
    seen: set[Path] = set()
    for name in names:
        if not is_plain(name):
            raise BriefingError(f"`{name}` is no name of a file below `{folder}`; nothing was changed")
        link = _link_on_the_way(folder, name, seen)
        if link is not None:
            raise _linked(link)
        path = folder / name
        with suppress(OSError):
            mode = path.lstat().st_mode
            if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
                raise BriefingError(
                    f"cannot write `{path}`: what stands there is no file; nothing was changed",
                    f"move it away: `mv {path} {path}.old`",
                )


def checked_folder(folder: Path, root: Path) -> Path:
    """Give an output folder; raises `BriefingError` when it is a link, or reached by one below the project's root."""
    if folder == root:
        return folder
    plain = Path(os.path.normpath(folder))
    inside = plain.is_relative_to(root)
    parts = plain.relative_to(root).as_posix() if inside else plain.name
    link = _link_on_the_way(root if inside else plain.parent, parts, set()) if parts else None
    if link is not None:
        raise _linked(link)
    return folder


def _link_on_the_way(folder: Path, name: str, seen: set[Path]) -> Path | None:
    path = folder
    for part in name.split("/"):
        path = path / part
        if path not in seen and path.is_symlink():
            return path
        seen.add(path)
    return None


def _linked(link: Path) -> BriefingError:
    return BriefingError(
        f"`{link}` is a link, and nothing is written through one; nothing was changed",
        f"move it away: `mv {link} {link}.old`; or name the folder that it leads to with `--out`",
    )
