"""Audience: which fields of a rendition readers see, marked on the fields themselves."""

from dataclasses import fields
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, get_type_hints


class Audience(Enum):
    """Who a field is for: readers, who see it printed, or machines, which are all that uses it."""

    READERS = "readers"
    MACHINES = "machines"


T = TypeVar("T")
Printed = Annotated[str, Audience.READERS]
"""Text that a page may print."""

Counted = Annotated[int, Audience.READERS]
"""A number of things that a page may print, written in the locale."""

Coded = Annotated[str, Audience.MACHINES]
"""An id, a code or a machine value: no word of it stands on a page."""

Internal = Annotated[T, Audience.MACHINES]
"""What a page chooses or draws by, and never prints."""


@cache
def printed_fields(type_: type) -> tuple[str, ...]:
    """Give the names of the fields of a dataclass that readers may see: all that are not marked as for machines."""
    hints = get_type_hints(type_, include_extras=True)
    return tuple(
        field.name for field in fields(type_) if audience_of(hints[field.name]) is not Audience.MACHINES
    )


def audience_of(annotation: Any) -> Audience | None:
    """Give who the outermost mark of an annotation names; None where there is none."""
    return next((o for o in getattr(annotation, "__metadata__", ()) if isinstance(o, Audience)), None)
