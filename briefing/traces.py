"""Traces: what each finished file was made of, so that what has made it due can be named from digests alone.

A trace is found by the name and the bytes of its file; several are remembered for each, since different inputs may make
the same bytes. Traces lie in the store: one that was lost or damaged makes an answer coarser, and never wrong.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from briefing.store import Store, key_of

Parts = Mapping[str, Mapping[str, str]]
"""The digests of an origin's parts: by subject (a fact, a message, a file), then by field, "" where it has but one."""

ABSENT: Final = "it was not there"
ALTERED: Final = "the file was changed since it was written"
UNKNOWN: Final = "how it was made is not remembered"
_MANY: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Something that a file is made of: its digest, and its parts, which are asked for only when they are needed.

    The same digest means the same parts; another digest may still have the same parts, which are what counts. `label`
    is said before a part; parts without a label are files and speak for themselves. What is derived follows from
    another origin besides: a subject that is new or gone is named there.
    """

    name: str
    digest: str
    parts: Callable[[], Parts]
    label: str = ""
    is_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _TraceKey:
    brief: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _SealedKey:
    origin: str
    digest: str


_Trace = tuple[str, Mapping[str, str]]
"""The digest of a file, and those of its origins by name."""


def keep_traces(store: Store, brief: str, made: Mapping[str, tuple[str, Sequence[Origin]]]) -> None:
    """Remember of what the files of a brief were made: by name, the digest of each and its origins."""
    known = _recalled(store, brief)
    there = {pair for traces in known.values() for _, origins in traces for pair in origins.items()}
    fresh = dict(known)
    for file, (digest, origins) in made.items():
        trace: _Trace = digest, {origin.name: origin.digest for origin in origins}
        if trace in known.get(file, ()):
            continue
        fresh[file] = (trace, *known.get(file, ()))[:_MANY]
        for origin in origins:
            if (origin.name, origin.digest) not in there:
                there.add((origin.name, origin.digest))
                store.keep(_parts_key(origin.name, origin.digest), _packed(_sealed(origin)))
    if fresh != known:
        store.keep(key_of(_TraceKey(brief=brief)), _packed(fresh))


def reasons(
    store: Store, brief: str, file: str, digest: str | None, origins: Sequence[Origin]
) -> tuple[str, ...]:
    """Name what has changed since a file was made; `digest` is that of the bytes that lie there, None for none.

    Of several traces of the same bytes the nearest one tells: what differs from it differs from all that is known.
    Empty when nothing is different.
    """
    traces = _recalled(store, brief).get(file, ())
    own = [trace for trace in traces if trace[0] == digest]
    if digest is None:
        return (ABSENT,)
    if not traces:
        return (UNKNOWN,)
    if not own:
        return (ALTERED, *_differences(store, traces[0], origins))
    return min((tuple(_differences(store, trace, origins)) for trace in own), key=len)


def _differences(store: Store, trace: _Trace, origins: Sequence[Origin]) -> Iterator[str]:
    former = trace[1]
    for origin in origins:
        if former.get(origin.name) == origin.digest:
            continue
        before = _parts(store, origin.name, former[origin.name]) if origin.name in former else {}
        if before is None:
            yield origin.label or origin.name
            continue
        yield from _changes(before, origin)


def _sealed(origin: Origin) -> Parts:
    """Give parts under the digests of their names: the name of a fact that is withdrawn may tell what it was."""
    return {digest_of(subject) if origin.label else subject: f for subject, f in origin.parts().items()}


def _changes(before: Parts, origin: Origin) -> Iterator[str]:
    """Name the parts that are others than before, and those that are new; those that are gone are counted."""
    now, left = origin.parts(), dict(before)
    for subject, fields in now.items():
        was = left.pop(digest_of(subject) if origin.label else subject, None)
        named = f"{origin.label}: `{subject}`" if origin.label else subject
        changed = sorted(f for f in {*(was or ()), *fields} if (was or {}).get(f) != fields.get(f))
        if was is None and not origin.is_derived:
            yield f"{named} (new)"
        elif was is not None and changed:
            yield f"{named} {', '.join(changed)}".rstrip()
    if origin.label and left and not origin.is_derived:
        yield f"{origin.label}: {len(left)} no longer there"
    elif not origin.label:
        yield from (f"{subject} (gone)" for subject in left)


def _parts(store: Store, name: str, digest: str) -> Parts | None:
    told = _told(store, _parts_key(name, digest))
    is_sound = isinstance(told, dict) and all(isinstance(fields, dict) for fields in told.values())
    return told if is_sound else None


def _recalled(store: Store, brief: str) -> Mapping[str, tuple[_Trace, ...]]:
    told = _told(store, key_of(_TraceKey(brief=brief)))
    if not isinstance(told, dict) or not all(isinstance(traces, list) for traces in told.values()):
        return {}
    return {file: tuple(map(_trace, filter(_is_trace, traces))) for file, traces in told.items()}


def _trace(told: list[Any]) -> _Trace:
    digest, origins = told
    return digest, origins


def _is_trace(told: object) -> bool:
    """Whether something that was kept is the digest of a file with those of its origins."""
    match told:
        case [str(), {**origins}]:
            return all(isinstance(digest, str) for digest in origins.values())
    return False


def _told(store: Store, key: str) -> Any:
    """Recall what this module has kept; nothing where it is of another make."""
    kept = store.recall(key)
    with suppress(ValueError, RecursionError):
        return json.loads(kept.content) if kept is not None else None
    return None


def _packed(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _parts_key(name: str, digest: str) -> str:
    return key_of(_SealedKey(origin=name, digest=digest))


def digest_of(value: object) -> str:
    """Give the short digest of a value by how Python writes it."""
    return sha256(repr(value).encode()).hexdigest()[:16]
