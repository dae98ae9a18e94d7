"""Patterns of `language.yaml`: `{name}` or `{name:form}`, filled by what each name can write."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

Filler = Callable[[str], str]
Fillers = Mapping[str, Filler]

_PLACE: Final = re.compile(r"\{([a-z0-9]+)(?::([a-z-]+))?\}")


def fill(pattern: str, fillers: Fillers) -> str:
    """Fill a pattern: each `{name:form}` becomes what the filler of that name writes in that form."""
    return _PLACE.sub(lambda place: fillers[place[1]](place[2] or ""), pattern)


def places_of(pattern: str) -> Iterator[tuple[str, str]]:
    """Give the name and form (empty for none) of every place in a pattern."""
    for place in _PLACE.finditer(pattern):
        yield place[1], place[2] or ""


def is_well_formed(pattern: str) -> bool:
    """Whether every brace of a pattern belongs to a place."""
    return not set("{}") & set(_PLACE.sub("", pattern))
