"""Installing: the command that puts a Python package beside this tool, however the tool itself was installed.

`uv tool` and pipx give every tool an environment of its own, most without pip; each knows its own by a file in it.
"""

import importlib.util
import json
import shlex
import shutil
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

_TOOL: Final = "briefing"
_RECEIPT: Final = "uv-receipt.toml"
_PIPX: Final = "pipx_metadata.json"


def install_command(*requirements: str) -> str:
    """Give the command that installs packages where this process runs, to be typed as it is."""
    command = tool_command(*requirements)
    if command is not None:
        return command
    wanted, python = _quoted(requirements), shlex.quote(sys.executable)
    if importlib.util.find_spec("pip") is not None:
        return f"{python} -m pip install {wanted}"
    if shutil.which("uv") is not None:
        return f"uv pip install --python {python} {wanted}"
    return f"{python} -m ensurepip && {python} -m pip install {wanted}"


def tool_command(*requirements: str) -> str | None:
    """Give the command of the tool that installed this one as a tool; None where pip or uv made an environment."""
    prefix = Path(sys.prefix)
    if (prefix / _RECEIPT).is_file():
        return _of_uv(_receipt(prefix / _RECEIPT), requirements)
    if (prefix / _PIPX).is_file():
        return _of_pipx(shlex.quote(_name_in_pipx(prefix)), requirements)
    return None


def installer() -> str:
    """Say what made the environment that this process runs in."""
    prefix = Path(sys.prefix)
    if (prefix / _RECEIPT).is_file():
        return "uv tool"
    if (prefix / _PIPX).is_file():
        return "pipx"
    return "pip or uv" if sys.prefix != sys.base_prefix else "the system's Python"


def _of_uv(receipt: Mapping[str, Any], requirements: tuple[str, ...]) -> str:
    """Install the tool again, from where it came, with what it had beside it and what is wanted."""
    tool = receipt.get("tool")
    had = tool.get("requirements") if isinstance(tool, dict) else None
    entries = [entry for entry in had if isinstance(entry, dict)] if isinstance(had, list) else []
    target = next((_requirement(e) for e in entries if e.get("name") == _TOOL), _TOOL)
    others = [_requirement(e) for e in entries if e.get("name") != _TOOL]
    pinned, wanted = _parted(requirements)
    extras = [*others, *wanted]
    options = "".join(f" --with {_quoted((extra,))}" for extra in extras)
    return f"uv tool install --force{options} {_quoted((pinned or target,))}"


def _of_pipx(name: str, requirements: tuple[str, ...]) -> str:
    """Put what is wanted into the environment of the tool, which keeps it when the tool is renewed."""
    pinned, wanted = _parted(requirements)
    steps = [f"pipx install --force {_quoted((pinned,))}"] if pinned is not None else []
    steps += [f"pipx inject --force {name} {_quoted(wanted)}"] if wanted else []
    return " && ".join(steps)


def _parted(requirements: tuple[str, ...]) -> tuple[str | None, tuple[str, ...]]:
    """Part the tool itself, in a version of its own, from the packages beside it."""
    pinned = next((r for r in requirements if r.startswith(f"{_TOOL}==")), None)
    return pinned, tuple(r for r in requirements if r != pinned)


def _requirement(entry: Mapping[str, Any]) -> str:
    """Write a requirement of uv's receipt as it can be typed: from a file, a repository, an address or an index."""
    name = str(entry.get("name", ""))
    extras = entry.get("extras")
    named = f"{name}[{','.join(map(str, extras))}]" if isinstance(extras, list) and extras else name
    for key in ("path", "directory", "editable", "url"):
        if isinstance(entry.get(key), str):
            return f"{named} @ {_address(entry[key])}" if named != name else str(entry[key])
    if isinstance(entry.get("git"), str):
        return f"{named} @ git+{entry['git'].replace('?rev=', '@').replace('?tag=', '@').replace('?branch=', '@')}"
    return f"{named}{entry.get('specifier', '')}"


def _address(path: str) -> str:
    return path if "://" in path else Path(path).absolute().as_uri()


def _receipt(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _name_in_pipx(prefix: Path) -> str:
    """Give the name that pipx knows an environment by; with a suffix it is not the package's."""
    try:
        main = json.loads((prefix / _PIPX).read_text(encoding="utf-8"))["main_package"]
        return f"{main['package']}{main.get('suffix', '')}"
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return prefix.name


def _quoted(requirements: tuple[str, ...]) -> str:
    return " ".join(f"'{requirement}'" for requirement in requirements)
