"""Hints, typed as they stand: what they say to type is not found fault with, and no hint leads back to another.

Every case page breaks a project; here each finding that says what to type in its place is answered literally, step by
step, until nothing is left or a hint asks for what only a person knows.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from test_cases import CASES, FAULTS, PAGES, blocks_of, change, console_of

from briefing.cli import run

_STEPS = 6
_FINDING = re.compile(
    r"^(?:error|warning)\[(?P<code>BR\d+)\]: (?P<message>.*)\n +--> (?P<file>.+):(?P<line>\d+):(?P<column>\d+)\n"
    r" +\|\n *\d+ \| .*\n +\| (?P<marks>.*)\n(?: +\|.*\n|  .*= note.*\n)*? +(?:\|\n +)?= hint: (?P<hint>.*)$",
    re.M,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A finding as it is printed: its place, what is marked there, and what to type."""

    code: str
    message: str
    file: str
    line: int
    column: int
    length: int
    hint: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same finding after a change."""
        return self.code, self.message, self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody who does as told has changed: the file, the line, and from where to where the new words stand."""

    file: str
    line: int
    start: int
    end: int

    def has(self, told: Told) -> bool:
        """Whether a finding is about what was typed."""
        return (told.file, told.line) == (self.file, self.line) and self.start <= told.column < self.end


def findings() -> list[Told]:
    """Check the project in the current folder; give what is printed."""
    said = console_of("$ briefing check\n")
    return [
        Told(
            code=found["code"],
            message=found["message"],
            file=found["file"],
            line=int(found["line"]),
            column=int(found["column"]),
            length=found["marks"].count("^"),
            hint=found["hint"],
        )
        for found in _FINDING.finditer(said)
    ]


def _instead(told: Told, words: str) -> Typed:
    """Type words in the place of what is marked."""
    return _put(told, told.column - 1, told.column - 1 + told.length, words)


def _after(told: Told, words: str) -> Typed:
    end = told.column - 1 + told.length
    return _put(told, end, end, words)


def _without(told: Told, words: str) -> Typed:
    """Take words out that stand where the mark begins, with a space."""
    line = _lines(told)[told.line - 1]
    start = line.index(words, max(told.column - 2, 0))
    space = line[start + len(words)] == " "
    return _put(told, start, start + len(words) + space, "")


def _setting(told: Told, words: str) -> Typed:
    """Give a key another value, in the line that is marked."""
    key = words.partition(":")[0]
    line = _lines(told)[told.line - 1]
    found = re.search(rf"\b{key}: *[^,}}\n]*", line)
    if found is not None:
        return _put(told, *found.span(), words)
    indent = len(line) - len(line.lstrip())
    return _put(told, indent, indent, f"{words}\n{' ' * indent}")


def _run(told: Told, words: str) -> Typed:
    run(words.split())
    return Typed(file=told.file, line=0, start=0, end=0)


def _put(told: Told, start: int, end: int, words: str) -> Typed:
    lines = _lines(told)
    line = lines[told.line - 1]
    lines[told.line - 1] = line[:start] + words + line[end:]
    Path(told.file).write_text("".join(lines), encoding="utf-8")
    return Typed(file=told.file, line=told.line, start=start + 1, end=start + 1 + len(words))


def _lines(told: Told) -> list[str]:
    return Path(told.file).read_text(encoding="utf-8").splitlines(keepends=True)


WAYS: tuple[tuple[str, Callable[[Told, str], Typed]], ...] = (
    (r"did you mean `([^`]+)`\?", _instead),
    (r"known: (?:`[^`]+`, )*`([^`]+)`$", _instead),
    (r"type `([^` ]+)` after it$", _after),
    (r"type `([^` ]+)`(?:$|,| or | where it)", _instead),
    (r"type one( )space$", _instead),
    (r"()delete it$", _instead),
    (r"()take it out(?:$|;|,)", _instead),
    (r"take `([^`]+)` out$", _without),
    (r"write `(\w+: [^`]+)`", _setting),
    (r"write it in kebab case, as `([^`]+)`", _instead),
    (r"write `([^` ]+)`(?:$| if)", _instead),
    (r"type `([^` ]+)`; the separators", _instead),
    (r"take it out with `briefing (messages update --lang \w+)`", _run),
)


def follow(told: Told) -> Typed | None:
    """Do what a hint says; None where it asks for what only a person knows."""
    for pattern, way in WAYS:
        found = re.match(pattern, told.hint)
        if found is not None:
            return way(told, found[1])
    return None


def _first_step(found: Sequence[Told]) -> tuple[Told | None, Typed | None]:
    """Do what the first hint says that can be typed as it stands."""
    for told in found:
        typed = follow(told)
        if typed is not None:
            return told, typed
    return None, None


def answered() -> Iterator[Path]:
    """Give the pages on which some hint can be typed as it stands."""
    for page in (*PAGES, *FAULTS):
        hints = re.findall(r"= hint: (.*)", page.read_text(encoding="utf-8"))
        if page.stem[:3] not in ("BR5", "BR6", "BR7") and any(
            re.match(pattern, hint) for hint in hints for pattern, _ in WAYS
        ):
            yield page


@pytest.mark.parametrize("page", tuple(answered()), ids=lambda page: page.stem)
def test_who_does_as_told_is_done(page: Path, request: pytest.FixtureRequest) -> None:
    """Each step mends what it was told of, and brings nothing to where something was typed as told."""
    request.getfixturevalue("flood" if page in FAULTS else "sample")
    for block in blocks_of(page.read_text(encoding="utf-8")):
        if block.verb not in ("console", "version"):
            change(Path.cwd(), block)
    found = findings()
    for _ in range(_STEPS):
        told, typed = _first_step(found)
        if told is None or typed is None:
            return
        found = findings()
        assert told.key not in {o.key for o in found}, told.hint
        assert [(told.hint, o.message, o.hint) for o in found if typed.has(o)] == []
    pytest.fail("there is no end to the hints")


def test_most_pages_can_be_answered() -> None:
    """The patterns above still are those of the hints."""
    assert len(list(answered())) >= 45
    assert CASES.is_dir()


def test_a_number_in_the_label_of_a_source_belongs_into_its_title(sample: Path) -> None:
    """It is part of a name and no fact; the title takes it."""
    path = sample / "facts/sample.yaml"
    text = path.read_text(encoding="utf-8")
    label = re.search(r"label: (.+)", text)
    assert label is not None
    path.write_text(text.replace(label[0], f"{label[0]} 3", 1), encoding="utf-8")
    hints = [told.hint for told in findings() if told.code == "BR316"]
    assert hints == [
        "describe the source without it, and put its name as it stands on it, numbers included, under `title:`"
    ]
    path.write_text(text.replace(label[0], f"{label[0]}\n    title: {label[1]} 3", 1), encoding="utf-8")
    assert findings() == []
