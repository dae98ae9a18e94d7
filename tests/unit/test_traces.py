"""Traces: what has changed since a file was made is named from digests, several per file, none of them for ever."""

from collections.abc import Mapping
from pathlib import Path

from briefing.store import Store
from briefing.traces import ABSENT, ALTERED, UNKNOWN, Origin, digest_of, keep_traces, reasons

Tree = Mapping[str, Mapping[str, str]]


def origin(name: str, parts: Tree, label: str = "") -> Origin:
    """Make an origin of these parts."""
    return Origin(name=name, digest=digest_of(parts), parts=lambda: parts, label=label)


def facts(**values: str) -> Origin:
    """Make the origin of a fact file with one field a fact."""
    return origin("facts", {name: {"value": value} for name, value in values.items()}, "facts/b.yaml")


def test_parts_are_named_by_subject_and_field(tmp_path: Path) -> None:
    """A changed field, a new subject, one that is gone; files speak for themselves."""
    store = Store(tmp_path)
    before = origin("facts", {"a": {"value": "1", "text": "t"}, "b": {"value": "2"}}, "facts/b.yaml")
    now = origin("facts", {"a": {"value": "9", "text": "u"}, "c": {"value": "2"}}, "facts/b.yaml")
    old_files, new_files = origin("styles", {"a.css": {"": "1"}}), origin("styles", {"a.css": {"": "2"}})
    keep_traces(store, "b", {"b.html": ("d1", [before, old_files])})
    assert reasons(store, "b", "b.html", "d1", [now, new_files]) == (
        "facts/b.yaml: `a` text, value",
        "facts/b.yaml: `c` (new)",
        "facts/b.yaml: 1 no longer there",
        "a.css",
    )
    assert reasons(store, "b", "b.html", "d1", [before, old_files]) == ()


def test_another_digest_with_the_same_parts_is_no_reason(tmp_path: Path) -> None:
    """A comment in a catalogue changes the file and nothing that is said."""
    store = Store(tmp_path)
    keep_traces(
        store, "b", {"b.html": ("d1", [Origin(name="po", digest="1", parts=lambda: {"m": {"": "x"}})])}
    )
    again = Origin(name="po", digest="2", parts=lambda: {"m": {"": "x"}})
    assert reasons(store, "b", "b.html", "d1", [again]) == ()


def test_a_file_that_is_missing_altered_or_unknown_says_so(tmp_path: Path) -> None:
    """What lies there is told by its bytes alone; an altered file is told with what has changed besides."""
    store = Store(tmp_path)
    keep_traces(store, "b", {"b.html": ("d1", [facts(a="1")])})
    assert reasons(store, "b", "b.html", None, [facts(a="2")]) == (ABSENT,)
    assert reasons(store, "b", "b.html", "other", [facts(a="1")]) == (ALTERED,)
    assert reasons(store, "b", "b.html", "other", [facts(a="2")]) == (ALTERED, "facts/b.yaml: `a` value")
    assert reasons(store, "b", "c.html", "d1", [facts(a="1")]) == (UNKNOWN,)


def test_each_state_of_a_file_has_its_own_trace(tmp_path: Path) -> None:
    """Put an older file back, and what is named is what has changed since that one."""
    store = Store(tmp_path)
    keep_traces(store, "b", {"b.html": ("d1", [facts(a="1", b="1")])})
    keep_traces(store, "b", {"b.html": ("d2", [facts(a="2", b="1")])})
    now = [facts(a="2", b="2")]
    assert reasons(store, "b", "b.html", "d2", now) == ("facts/b.yaml: `b` value",)
    assert reasons(store, "b", "b.html", "d1", now) == ("facts/b.yaml: `a` value", "facts/b.yaml: `b` value")


def test_of_several_traces_of_the_same_bytes_the_nearest_tells(tmp_path: Path) -> None:
    """A change that changed no byte is no reason, in whatever order the changes came."""
    store = Store(tmp_path)
    for value in ("1", "2", "1"):
        keep_traces(store, "b", {"b.html": ("d1", [facts(a=value, b="1")])})
    for value in ("1", "2"):
        told = reasons(store, "b", "b.html", "d1", [facts(a=value, b="2")])
        assert told == ("facts/b.yaml: `b` value",)


def test_what_is_forgotten_or_damaged_makes_an_answer_coarser(tmp_path: Path) -> None:
    """Without the parts the file is named; without the trace it is said that nothing is remembered."""
    store = Store(tmp_path)
    keep_traces(store, "b", {"b.html": ("d1", [facts(a="1")])})
    parts = min((p for p in tmp_path.rglob("*") if p.is_file()), key=lambda p: b"b.html" in p.read_bytes())
    parts.write_bytes(parts.read_bytes()[:-1])
    assert reasons(store, "b", "b.html", "d1", [facts(a="2")]) == ("facts/b.yaml",)
    for path in (p for p in tmp_path.rglob("*") if p.is_file()):
        path.write_bytes(path.read_bytes()[:-1])
    assert reasons(store, "b", "b.html", "d1", [facts(a="2")]) == (UNKNOWN,)


def test_traces_of_a_file_are_bounded_and_the_newest_stay(tmp_path: Path) -> None:
    """A hundred states leave those of the last eight."""
    store = Store(tmp_path)
    for number in range(100):
        keep_traces(store, "b", {"b.html": (f"d{number}", [facts(a=str(number))])})
    now = [facts(a="now")]
    known = [n for n in range(100) if reasons(store, "b", "b.html", f"d{n}", now)[0] != ALTERED]
    assert known == list(range(92, 100))


def test_what_is_known_is_not_written_again(tmp_path: Path) -> None:
    """A build that makes the same of the same touches no trace."""
    store = Store(tmp_path)
    for _ in range(2):
        keep_traces(store, "b", {"b.html": ("d1", [facts(a="1")])})
        files = {p: p.stat().st_ino for p in tmp_path.rglob("*") if p.is_file()}
        keep_traces(store, "b", {"b.html": ("d1", [facts(a="1")])})
        assert {p: p.stat().st_ino for p in tmp_path.rglob("*") if p.is_file()} == files


def test_the_store_tells_no_name_of_a_fact(tmp_path: Path) -> None:
    """A fact that is withdrawn for somebody's safety leaves no name behind; files are named as they are."""
    keep_traces(
        Store(tmp_path), "b", {"b.html": ("d1", [facts(shelter="1"), origin("s", {"a.css": {"": "1"}})])}
    )
    kept = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert (b"shelter" in kept, b"a.css" in kept) == (False, True)
