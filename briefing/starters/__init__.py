"""Starters: the files of a new project, by kind; nothing is written here.

Each folder below `projects` is a project with facts and catalogues of one kind; `every` has what all kinds are given.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Final

KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "conflict": "two parties who contradict each other, people displaced, needs and promises",
        "earthquake": "deaths and missing people by two counts, damage, aftershocks to come",
        "flood": "people displaced by two counts, damage, what is needed and given, more rain",
        "epidemic": "cases by two counts, deaths, water, care, warnings that are contested",
        "blank": "one event and one figure",
    }
)
"""What a new project can be about, and what its sample facts say."""

USUAL: Final = "conflict"
"""The kind where none is asked for."""

_PROJECTS: Final = Path(__file__).parent / "projects"
_EVERY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "briefing.toml": "briefing.toml",
        "README.md": "README.md",
        "gitignore": ".gitignore",
        "editorconfig": ".editorconfig",
        "settings.json": ".vscode/settings.json",
        "extensions.json": ".vscode/extensions.json",
    }
)
"""The files that every project is given, and where they stand there."""

_DAY_OF_THE_SAMPLES: Final = date(2026, 3, 10)
_DAY: Final = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_PUBLISHER: Final = "Your organisation"


def starter_files(kind: str, *, today: date, publisher: str | None = None) -> Mapping[str, bytes]:
    """Give the files of a new project, by name; its samples are as old on its first day as they are in the tool."""
    texts = {**dict(_every(kind, publisher or _PUBLISHER)), **dict(_own(kind))}
    shift = today - _DAY_OF_THE_SAMPLES
    return {name: _shifted(text, shift).encode() for name, text in texts.items()}


def _every(kind: str, publisher: str) -> Iterator[tuple[str, str]]:
    for name, place in _EVERY.items():
        text = (_PROJECTS / "every" / name).read_text(encoding="utf-8")
        if name == "README.md":
            text = text.replace("KIND", kind)
        if name == "briefing.toml":
            text = text.replace(f'"{_PUBLISHER}"', json.dumps(publisher, ensure_ascii=False))
        yield place, text


def _own(kind: str) -> Iterator[tuple[str, str]]:
    folder = _PROJECTS / kind
    for path in sorted(folder.rglob("*.*")):
        if path.suffix in (".yaml", ".po"):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8")


def _shifted(text: str, shift: timedelta) -> str:
    """Move every whole day of a text; years that stand alone are of the past, and stay."""
    return _DAY.sub(lambda found: (date.fromisoformat(found[0]) + shift).isoformat(), text)
