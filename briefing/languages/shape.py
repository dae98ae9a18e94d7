"""The shape of `language.yaml`, as data, and the faults of a file against it.

A shape says what may stand at a place; `faults` walks a plain tree along it. Faults name their place by its
path of keys, so that the reader can point at it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from briefing.diagnostics import one_of
from briefing.languages.patterns import is_well_formed, places_of

_WHOLE: Final = re.compile(r"[1-9][0-9]{0,8}")
Path = tuple[str, ...]
Plain = object
Places = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place; `at_key` when it is the key there and not its value, `lacks` a key that is absent."""

    path: Path
    message: str
    hint: str
    at_key: bool = False
    lacks: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A text; one of `choices` where there are any."""

    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number of at least 1."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A text with places `{name}` or `{name:form}`; `places` lists the names and the forms each has."""

    places: Places


@dataclass(frozen=True, slots=True)
class Words:
    """A list of texts; of `count` texts where that is not zero."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping with fixed keys."""

    required: Mapping[str, "Shape"]
    optional: Mapping[str, "Shape"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Free:
    """A mapping with keys of the language's choosing; `keys` lists the only ones when not empty."""

    value: "Shape"
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """A plain text of shape `text`, or else a list or mapping of shape `more`."""

    text: "Shape"
    more: "Shape"


@dataclass(frozen=True, slots=True)
class Partial:
    """A shape of which required keys may be absent."""

    shape: "Shape"


Shape = Word | Whole | Pattern | Words | Table | Free | Either | Partial


def faults(shape: Shape, plain: Plain, path: Path = (), *, partial: bool = False) -> Iterator[Fault]:
    """Give the faults of a plain tree against a shape; in a `partial` one required keys may be absent."""
    match shape:
        case Table():
            yield from _table_faults(shape, plain, path, partial=partial)
        case Free():
            yield from _free_faults(shape, plain, path, partial=partial)
        case Either():
            inner = shape.text if isinstance(plain, str) else shape.more
            yield from faults(inner, plain, path, partial=partial)
        case Partial():
            yield from faults(shape.shape, plain, path, partial=True)
        case Words():
            yield from _list_faults(shape, plain, path)
        case Word() | Whole() | Pattern():
            yield from _text_faults(shape, plain, path)


def _table_faults(shape: Table, plain: Plain, path: Path, *, partial: bool) -> Iterator[Fault]:
    if not isinstance(plain, dict):
        yield _wrong(path, "a mapping", f"write the keys {_listed(shape.required)} under it")
        return
    known = {**shape.required, **shape.optional}
    for key, value in plain.items():
        if key in known:
            yield from faults(known[key], value, (*path, key), partial=partial)
        else:
            yield Fault(
                (*path, key), f"`{key}` is not a key of {_place(path)}", one_of(key, known), at_key=True
            )
    if not partial:
        for key in shape.required:
            if key not in plain:
                yield _lacking(path, key)


def _free_faults(shape: Free, plain: Plain, path: Path, *, partial: bool) -> Iterator[Fault]:
    if not isinstance(plain, dict):
        yield _wrong(path, "a mapping", "write `key: value` lines under it")
        return
    for key, value in plain.items():
        if shape.keys and key not in shape.keys:
            message = f"`{key}` is not a key of {_place(path)}"
            yield Fault((*path, key), message, one_of(key, shape.keys), at_key=True)
        else:
            yield from faults(shape.value, value, (*path, key), partial=partial)


def _list_faults(shape: Words, plain: Plain, path: Path) -> Iterator[Fault]:
    if not isinstance(plain, list) or not all(isinstance(item, str) for item in plain):
        yield _wrong(path, "a list of texts", "write `[…, …]`")
    elif shape.count and len(plain) != shape.count:
        message = f"{_place(path)} has {len(plain)} words, not {shape.count}"
        yield Fault(path, message, f"write {shape.count}, in order")


def _text_faults(shape: Word | Whole | Pattern, plain: Plain, path: Path) -> Iterator[Fault]:
    if not isinstance(plain, str):
        yield _wrong(path, "a text", 'write `key: "text"`')
        return
    match shape:
        case Word() if shape.choices and plain not in shape.choices:
            yield Fault(path, f"`{plain}` is none of {_listed(shape.choices)}", one_of(plain, shape.choices))
        case Whole() if _WHOLE.fullmatch(plain) is None:
            yield Fault(
                path, f"`{plain}` is not a whole number of at least 1", "write digits alone, such as `4`"
            )
        case Pattern():
            yield from _pattern_faults(shape, plain, path)


def _pattern_faults(shape: Pattern, pattern: str, path: Path) -> Iterator[Fault]:
    if not is_well_formed(pattern):
        yield Fault(path, "a brace belongs to no place", "write places as `{name}` or `{name:form}`")
    for name, form in places_of(pattern):
        if name not in shape.places:
            yield Fault(path, f"`{{{name}}}` cannot stand here", one_of(name, shape.places))
        elif form and form not in shape.places[name]:
            yield Fault(path, f"`{{{name}}}` has no form `{form}`", one_of(form, shape.places[name]))


def _wrong(path: Path, wanted: str, hint: str) -> Fault:
    return Fault(path, f"{_place(path)} is not {wanted}", hint)


def _lacking(path: Path, key: str) -> Fault:
    return Fault(path, f"{_place(path)} lacks `{key}`", f"add `{key}: …`", at_key=bool(path), lacks=key)


def _place(path: Path) -> str:
    return f"`{'.'.join(path)}`" if path else "the file"


def _listed(names: Mapping[str, object] | tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)
