"""Finished runs: the answer to a command that nothing has touched since, given before anything heavy is imported.

A run is named by all that decides it: arguments, folder, environment, date, the tool, the libraries, and the
content of every file below `facts`, `templates` and `locales`, with the settings and the records of editions. Nothing
is proved by mtime. Whatever is odd is no answer, and the command runs as ever.
"""

import hashlib
import json
import os
import sys
import time

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
_LIMIT = 64
_ENVIRONMENT = sorted(o for o in os.environ.items() if o[0] not in _NOISE)
_begun: list[tuple[list[str], str, str]] = []


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
    except OSError:
        return None
    name = name_of(arguments, root) if root else None
    if root is None or name is None:
        return None
    _begun.append((arguments, root, name))
    return answer(root, name)


def finish(inputs: list[str], files: list[tuple[str, str]], said: tuple[str, str], code: int) -> None:
    """Remember the run that began, if all that decides it is as it was then and lies where a run looks."""
    if not _begun:
        return
    arguments, root, name = _begun.pop()
    known = all(o in _SETTINGS or o.split("/")[0] in _FOLDERS for o in inputs)
    if known and not any(".." in o.split("/") for o in inputs) and name_of(arguments, root) == name:
        keep(root, name, files, *said, code)


def name_of(arguments: list[str], root: str) -> str | None:
    """Give the digest of all that decides this run, or None when something is odd."""
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
            "settings": [
                [path, _digest(path)]
                for name in _SETTINGS
                if os.path.lexists(path := os.path.join(root, name))  # noqa: PTH118
            ],
            "trees": [_tree(path) for path in (package, *trees, *_records(root))],
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
        head, _, body = _bytes(_path(root, name)).partition(b"\n")
        if head.decode() != hashlib.sha256(body).hexdigest():
            return None
        told = json.loads(body)
        if any(os.path.islink(path) or _digest(path) != digest for path, digest in told["files"]):  # noqa: PTH114
            return None
        return told["stdout"], told["stderr"], told["exit"]
    except (OSError, ValueError, LookupError, Odd):
        return None


def keep(root: str, name: str, files: list[tuple[str, str]], stdout: str, stderr: str, code: int) -> None:
    """Remember a finished run: its files with their digests, what it wrote and its end. A refusal does no harm.

    Where there is no `.briefing` yet, a command that writes nothing begins none.
    """
    if not files and not os.path.isdir(os.path.join(root, ".briefing")):  # noqa: PTH112, PTH118
        return
    body = json.dumps({"files": files, "stdout": stdout, "stderr": stderr, "exit": code}).encode()
    path = _path(root, name)
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        try:
            with open(temporary, "wb") as file:  # noqa: PTH123
                file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(temporary, path)  # noqa: PTH105
        finally:
            if os.path.exists(temporary):  # noqa: PTH110
                os.remove(temporary)  # noqa: PTH107
        entries = sorted(os.scandir(os.path.dirname(path)), key=lambda o: o.stat().st_mtime_ns)  # noqa: PTH120
        for entry in entries[:-_LIMIT]:
            os.remove(entry.path)  # noqa: PTH107
    except OSError:
        return


def _path(root: str, name: str) -> str:
    return os.path.join(root, ".briefing", "runs", name)  # noqa: PTH118


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def _digest(path: str) -> str:
    return hashlib.sha256(_bytes(path)).hexdigest()


def _tree(folder: str) -> list[list[str]]:
    """Give every file below a folder with its digest. A link is odd: what it leads to may lie anywhere."""
    if os.path.islink(folder):  # noqa: PTH114
        raise Odd
    if not os.path.isdir(folder):  # noqa: PTH112
        return []
    found: list[list[str]] = []
    for entry in sorted(os.scandir(folder), key=lambda o: o.name):
        if entry.is_symlink():
            raise Odd
        if entry.is_dir():
            found += _tree(entry.path) if entry.name != "__pycache__" else []
        elif entry.is_file():
            found.append([entry.path, _digest(entry.path)])
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
