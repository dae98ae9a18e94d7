"""Finished runs: the answer to a command that nothing has touched since, given before anything heavy is imported.

A run is named by all that decides it: arguments, folder, environment, date, the tool, the libraries, and the
content of every file below `facts`, `templates` and `locales`, with the settings and the records of editions. Nothing
is proved by mtime. Whatever is odd is no answer, and the command runs as ever.

Files whose content a run knew are known again at a glance, by what only the system writes: device, inode, size, mode
and the time of change (POSIX `st_ctime`, which no program can set). Touched or copied, they are read again.
"""

import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable

_PLAIN = {
    "build": (
        *("--lang", "--format", "--layout", "--out", "--jobs", "--strict", "--allow-untranslated", "--ink"),
        *("--pseudo", "--wait", "--output-format", "--explain", "--executor", "--scheduler"),
    ),
    "check": ("--lang", "--strict", "--output-format"),
    "status": ("--lang", "--messages", "--output-format"),
}
"""The commands that are remembered, each with the options that change nothing but what it says or makes."""
_FOLDERS = ("facts", "templates", "locales")
_SETTINGS = ("briefing.toml", "pyproject.toml")
_LIBRARIES = ("pango-1.0", "pangoft2-1.0", "harfbuzz", "harfbuzz-subset", "fontconfig")
_NOISE = ("_", "SHLVL", "OLDPWD", "WINDOWID")
_LIMIT = 128
_TICK = 20_000_000
"""Nanoseconds after which a file that is changed again has another time of change; many systems count in 4 ms."""
_ENVIRONMENT = sorted(o for o in os.environ.items() if o[0] not in _NOISE)
_begun: list[tuple[list[str], str, str, str | None, int]] = []


class Odd(Exception):  # noqa: N818 - not an error: the command runs as ever
    """Something that a run is not remembered for, such as a link or a file that cannot be read."""


def folder_of(arguments: list[str]) -> str | None:
    """Give the root of the project whose runs may answer these arguments; None when none may."""
    asked = _asked(arguments)
    if asked is None:
        return None
    here = os.path.normpath(os.path.join(os.getcwd(), asked))  # noqa: PTH109, PTH118 - pathlib is not imported here
    while os.path.isdir(here):  # noqa: PTH112
        for name in _SETTINGS:
            path = os.path.join(here, name)  # noqa: PTH118
            if os.path.lexists(path) and not os.path.isfile(path):  # noqa: PTH113
                return None
            if os.path.isfile(path) and (name == "briefing.toml" or b"[tool.briefing" in _bytes(path)):  # noqa: PTH113
                return here
        above = os.path.dirname(here)  # noqa: PTH120
        if above == here:
            return None
        here = above
    return None


def _asked(arguments: list[str]) -> str | None:
    """Give the folder that a command line names, empty for this one; None when it may not be remembered."""
    folder, rest, left = "", [], list(arguments)
    while left:
        word = left.pop(0)
        name, has_value, value = word.partition("=")
        if name in ("--project", "--today"):
            if not has_value and not left:
                return None
            value = value if has_value else left.pop(0)
            folder = value if name == "--project" else folder
        elif word not in ("-q", "--quiet"):
            rest.append(word)
    plain = _PLAIN.get(rest[0]) if rest else None
    if plain is None or any(o.startswith("-") and o.partition("=")[0] not in plain for o in rest):
        return None
    return folder


def recall(arguments: list[str]) -> tuple[str, str, int] | None:
    """Give stdout, stderr and exit code of this command when nothing has changed since; else note its beginning."""
    try:
        root = folder_of(arguments)
    except (OSError, Odd):
        return None
    if root is None:
        return None
    began, seen = time.time_ns(), name_of(arguments, root, Glance())
    told = _answer_seen(root, seen) if seen else None
    name = name_of(arguments, root) if told is None else None
    if name is not None:
        _begun.append((arguments, root, name, seen, began))
        told = answer(root, name)
    return told


def finish(inputs: list[str], files: list[tuple[str, str]], said: tuple[str, str], code: int) -> None:
    """Remember the run that began, if all that decides it is as it was then and lies where a run looks."""
    if not _begun:
        return
    arguments, root, name, seen, began = _begun.pop()
    known = all(o in _SETTINGS or o.split("/")[0] in _FOLDERS for o in inputs)
    if not known or any(".." in o.split("/") for o in inputs):
        return
    glance = Glance()
    now = name_of(arguments, root, glance)
    is_untouched = now is not None and now == seen and glance.newest + _TICK < began
    if is_untouched or name_of(arguments, root) == name:
        keep(root, name, files, *said, code)
        if is_untouched:
            _keep_seen(_path(root, f"seen-{now}"), name, files, began)


class Glance:
    """Looks at files without reading them, and keeps the newest time of change that it met, in nanoseconds."""

    def __init__(self) -> None:
        self.newest = 0

    def __call__(self, path: str) -> str:
        """Give what only the system writes about a file; a link is odd."""
        found = os.lstat(path)
        if not stat.S_ISREG(found.st_mode):
            raise Odd
        self.newest = max(self.newest, found.st_ctime_ns)
        return f"{found.st_dev} {found.st_ino} {found.st_size} {found.st_mode} {found.st_ctime_ns}"

    def of_all(self, paths: Iterable[str]) -> str:
        """Give the digest of what the system says about some files."""
        return hashlib.sha256("\n".join(map(self, paths)).encode()).hexdigest()


def _answer_seen(root: str, seen: str) -> tuple[str, str, int] | None:
    """Give the answer of a run whose files are as they were when it ended, at a glance."""
    try:
        key, name, files = _bytes(_path(root, f"seen-{seen}")).decode().split(" ")
        if key != seen:
            return None
        kept, said = _told(root, name)
        if _is_left_half(root, kept):
            return None
        return said if Glance().of_all(path for path, _ in kept) == files else None
    except (OSError, ValueError, LookupError, Odd):
        return None


def _keep_seen(path: str, name: str, files: list[tuple[str, str]], began: int) -> None:
    """Remember how the files of a run look, once each change to come would make them look another way.

    Not where a change leaves no trace: where times have whole seconds, or where the time of change is another thing.
    """
    seen = os.path.basename(path).removeprefix("seen-")  # noqa: PTH119
    if os.name != "posix" or not os.path.isdir(os.path.dirname(path)):  # noqa: PTH112, PTH120
        return
    glance = Glance()
    try:
        glance.of_all(one for one, _ in files)
        wait = glance.newest + _TICK - time.time_ns()
        if wait > _TICK or (files and glance.newest % 1_000_000_000 == 0):
            return
        time.sleep(max(wait, 0) / 1_000_000_000)
        looks = Glance().of_all(one for one, _ in files)
        # changed by this run, or by someone else
        late = [one for one in files if os.lstat(one[0]).st_ctime_ns + _TICK >= began]
        if all(_digest(one) == digest for one, digest in late):
            _write(path, f"{seen} {name} {looks}".encode())
    except (OSError, Odd):
        return


def name_of(arguments: list[str], root: str, look: Callable[[str], str] | None = None) -> str | None:
    """Give the digest of all that decides this run, or None when something is odd; `look` tells files apart."""
    look = look or _digest
    try:
        package = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120
        carried = os.path.join(package, "carried")  # noqa: PTH118
        bases = [root]
        if not os.path.isdir(carried):  # noqa: PTH112
            bases.append(os.path.dirname(package))  # noqa: PTH120
        trees = [os.path.join(base, name) for base in dict.fromkeys(bases) for name in _FOLDERS]  # noqa: PTH118
        told = {
            "arguments": arguments,
            "folder": os.getcwd(),  # noqa: PTH109
            "environment": _ENVIRONMENT,
            "today": time.strftime("%Y-%m-%d %z"),
            "terminals": [_terminal(1), _terminal(2)],
            "cores": sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
            "python": [sys.version, sys.executable, sys.flags.optimize],
            "libraries": _libraries(),
            "editions": os.path.isdir(os.path.join(root, "editions")),  # noqa: PTH112, PTH118
            "settings": [
                [path, look(path)]
                for name in _SETTINGS
                if os.path.lexists(path := os.path.join(root, name))  # noqa: PTH118
            ],
            "trees": [_tree(path, look) for path in (package, *trees, *_records(root))],
        }
    except (OSError, Odd):
        return None
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _records(root: str) -> list[str]:
    """Give the folders of the records of editions; what they name by its digest need not be looked at."""
    folder = os.path.join(root, "editions")  # noqa: PTH118
    if not os.path.isdir(folder):  # noqa: PTH112
        return []
    names = sorted(name for name in os.listdir(folder) if name != "objects")  # noqa: PTH208
    return [path for name in names if os.path.isdir(path := os.path.join(folder, name))]  # noqa: PTH112, PTH118


def answer(root: str, name: str) -> tuple[str, str, int] | None:
    """Give what the run wrote to stdout and stderr and its exit code, when its files are still as it left them."""
    try:
        files, said = _told(root, name)
        if _is_left_half(root, files):
            return None
        if any(os.path.islink(path) or _digest(path) != digest for path, digest in files):  # noqa: PTH114
            return None
    except (OSError, ValueError, LookupError, Odd):
        return None
    return said


def _is_left_half(root: str, files: Iterable[Iterable[str]]) -> bool:
    """Whether a run is at work, or was killed, in a folder that a command would look at first."""
    outs = {os.path.dirname(os.path.dirname(path)) for path, _ in files}  # noqa: PTH120
    folders = {root, *(os.path.join(root, name) for name in ("build", "public")), *outs}  # noqa: PTH118
    return any(
        name.startswith(".staging-")
        for folder in folders
        if os.path.isdir(folder)  # noqa: PTH112
        for name in os.listdir(folder)  # noqa: PTH208
    )


def _told(root: str, name: str) -> tuple[list[list[str]], tuple[str, str, int]]:
    """Read what a run left: its files with their digests, and what it said; raises when it is damaged."""
    head, _, body = _bytes(_path(root, name)).partition(b"\n")
    if head.decode() != _seal(name, body):
        raise Odd
    told = json.loads(body)
    return told["files"], (told["stdout"], told["stderr"], told["exit"])


def keep(root: str, name: str, files: list[tuple[str, str]], stdout: str, stderr: str, code: int) -> None:
    """Remember a finished run: its files with their digests, what it wrote and its end. A refusal does no harm.

    Where there is no `.briefing` yet, a command that writes nothing begins none.
    """
    if not files and not os.path.isdir(os.path.join(root, ".briefing")):  # noqa: PTH112, PTH118
        return
    body = json.dumps({"files": files, "stdout": stdout, "stderr": stderr, "exit": code}).encode()
    path = _path(root, name)
    try:
        _write(path, _seal(name, body).encode() + b"\n" + body)
        entries = sorted(os.scandir(os.path.dirname(path)), key=lambda o: o.stat().st_mtime_ns)  # noqa: PTH120
        for entry in entries[:-_LIMIT]:
            os.remove(entry.path)  # noqa: PTH107
        _sweep(os.path.dirname(path))  # noqa: PTH120
    except OSError:
        return


def _sweep(folder: str) -> None:
    """Remove what commands that were killed had begun to remember."""
    import re
    from pathlib import Path

    from briefing.leftovers import sweep

    sweep(Path(folder), re.compile(r".*\.(?P<process>\d+)\.tmp"))


def _seal(name: str, body: bytes) -> str:
    """Give the digest of an answer and of the name of its run: kept under another, it is no answer."""
    return hashlib.sha256(name.encode() + b"\n" + body).hexdigest()


def _write(path: str, content: bytes) -> None:
    """Write a file, whole or not at all."""
    temporary = f"{path}.{os.getpid()}.tmp"
    os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
    try:
        with open(temporary, "wb") as file:  # noqa: PTH123
            file.write(content)
        os.replace(temporary, path)  # noqa: PTH105
    finally:
        if os.path.exists(temporary):  # noqa: PTH110
            os.remove(temporary)  # noqa: PTH107


def _path(root: str, name: str) -> str:
    return os.path.join(root, ".briefing", "runs", name)  # noqa: PTH118


def _bytes(path: str) -> bytes:
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116
        raise Odd  # a named pipe would wait for one who writes
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def _digest(path: str) -> str:
    return hashlib.sha256(_bytes(path)).hexdigest()


def _tree(folder: str, look: Callable[[str], str]) -> list[list[str]]:
    """Give every file below a folder with what tells it apart. A link is odd: what it leads to may lie anywhere."""
    if os.path.islink(folder):  # noqa: PTH114
        raise Odd
    if not os.path.isdir(folder):  # noqa: PTH112
        return []
    found: list[list[str]] = []
    for entry in sorted(os.scandir(folder), key=lambda o: o.name):
        if entry.is_symlink():
            raise Odd
        if entry.is_dir():
            found += _tree(entry.path, look) if entry.name != "__pycache__" else []
        elif entry.is_file():
            found.append([entry.path, look(entry.path)])
        else:
            raise Odd
    return found


def _libraries() -> list[str]:
    """Name the installed libraries with their versions, and the system's that draw PDFs."""
    found: list[str] = []
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112
            found += sorted(o for o in os.listdir(folder) if o.endswith((".dist-info", ".egg-info", ".pth")))  # noqa: PTH208
    triple = getattr(sys.implementation, "_multiarch", "")
    for base in ("/usr/lib", f"/usr/lib/{triple}", "/usr/lib64", "/usr/local/lib"):
        for name in _LIBRARIES:
            path = f"{base}/lib{name}.so.{1 if name == 'fontconfig' else 0}"
            found.append(os.path.realpath(path) if os.path.exists(path) else "")  # noqa: PTH110
    return found


def _terminal(stream: int) -> list[int]:
    try:
        return list(os.get_terminal_size(stream)) if os.isatty(stream) else []
    except OSError:
        return [0]
