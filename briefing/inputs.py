"""The only door in: an input's bytes, digest, text and lines, and a trace of what was read.

Reads files below the project root, or below the root of what the tool carries, and nothing else: a path or a
link that leads outside is a finding (BR105), as are oversized (BR106) and non-UTF-8 (BR107) inputs.
"""

import codecs
import errno
import hashlib
import os
import shlex
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Final

from briefing.characters import Hidden, hidden_characters
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose

MAX_BYTES = 8 * 1024 * 1024
_SPLIT: Final = "split it, or keep attachments outside the project's inputs"
_COARSER: Final = "crop the map to your region, or take a coarser one, such as Natural Earth 1:50m"


@dataclass(frozen=True, kw_only=True)
class InputFile:
    """An input as read once: its name from the project root (POSIX), where it lies, its bytes and digest."""

    name: str
    path: Path
    data: bytes
    digest: str

    @cached_property
    def text(self) -> str:
        """The content as NFC text with LF line ends and without a byte order mark."""
        text = self.data.decode("utf-8-sig")
        return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text, without their ends."""
        return tuple(self.text.split("\n"))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The offset at which each line begins."""
        lengths = (len(line) + 1 for line in self.lines[:-1])
        return (0, *accumulate(lengths))

    def span_of_offset(self, offset: int, length: int = 1) -> Span:
        """Give the span that begins `offset` code points into the text and stays on its line."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return Span(
            file=self.name, line=line, column=column, end_line=line, end_column=column + max(length, 1)
        )


@dataclass(slots=True)
class Inputs:
    """The door: reads inputs of one project, carried ones where the project has no file of that name."""

    root: Path
    carried: Path
    trace: dict[str, str] = field(default_factory=dict)
    _memory: dict[Path, InputFile] = field(default_factory=dict)

    def locate(self, name: str) -> Path | None:
        """Give the path of an input that can be read, else None; whoever asks has used it, found or not."""
        found = self.read(name, text=False).value
        return found.path if found is not None else None

    def is_own(self, name: str) -> bool:
        """Whether an input is the project's, and not carried by the tool or absent."""
        return _is_file(self.root / name)

    def read(self, name: str, *, text: bool = True) -> Outcome[InputFile | None]:
        """Read an input by its name from the root; the value is None when it is absent or not readable."""
        path = self._path(name)
        own = self.root / name
        if path != own and os.path.lexists(own):
            return _unopenable(name, _kind_of(own))
        if path is None:
            self.trace.setdefault(name, "absent")
            return Outcome(value=None)
        if path in self._memory:
            return Outcome(value=self._memory[path])
        if not any(path.resolve().is_relative_to(base.resolve()) for base in (self.root, self.carried)):
            return _refused("BR105", name, f"`{name}` leads out of the project", "put the file itself there")
        if path.stat().st_size > MAX_BYTES:
            message = f"`{name}` is larger than {MAX_BYTES // 1024 // 1024} MiB"
            hint = _COARSER if name.endswith((".geojson", ".json")) else _SPLIT
            return _refused("BR106", name, message, hint)
        try:
            data = read_regular(path)
        except OSError as error:
            return _unopenable(
                name, f"cannot be read: {(error.strerror or str(error)).lower()}", f"chmod u+r {name}"
            )
        found = InputFile(name=name, path=path, data=data, digest=hashlib.sha256(data).hexdigest())
        if text:
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                return _undecodable(name, data, error)
        self._memory[path] = found
        self.trace.setdefault(name, found.digest)
        return Outcome(value=found)

    def digest(self, name: str) -> str:
        """Give the digest of an input, empty where it cannot be read; its content is not kept."""
        found = self.read(name, text=False).value
        if found is None:
            return ""
        self._memory.pop(found.path)
        return found.digest

    def let_go(self) -> None:
        """Keep no content, only the trace of it: whoever reads very many files would fill the memory with them."""
        self._memory.clear()

    def is_current(self) -> bool:
        """Whether every input that was read still has the same bytes, and every absent one is still absent."""
        fresh = Inputs(root=self.root, carried=self.carried)
        for name in self.trace:
            fresh.read(name, text=False)
        return fresh.trace == self.trace

    def _path(self, name: str) -> Path | None:
        """Give the project's own file, else the carried one, else None."""
        return next((path for base in (self.root, self.carried) if _is_file(path := base / name)), None)

    def names(self, folder: str, pattern: str) -> tuple[str, ...]:
        """List the inputs below a folder that match a glob, the project's and the carried ones, sorted."""
        found = {
            path.relative_to(base).as_posix()
            for base in (self.root, self.carried)
            for path in (base / folder).glob(pattern)
            if path.is_file()
        }
        return tuple(sorted(found))


def character_findings(
    file: InputFile, *, is_allowed: Callable[[str, Hidden], bool] | None = None
) -> Iterator[Diagnostic]:
    """Find the characters of an input, as it is typed, that hide, reorder or break text.

    `is_allowed` says of a line and what was found on it whether the kind of file has it there.
    """
    for number, line in enumerate(file.lines, start=1):
        for hidden in hidden_characters(line):
            if is_allowed is None or not is_allowed(line, hidden):
                start = hidden.offset + 1
                yield forbidden(hidden, _on_line(file.name, number, start, start + hidden.length))


def forbidden(hidden: Hidden, span: Span) -> Diagnostic:
    """Word the finding of a forbidden character (BR108) at its place."""
    return diagnose("BR108", hidden.message, span, hint="delete it and type the text anew")


def _on_line(name: str, line: int, start: int, end: int) -> Span:
    return Span(file=name, line=line, column=start, end_line=line, end_column=end)


def read_regular(path: Path) -> bytes:
    """Read a file; raises `OSError` for whatever is none, and never waits for one who writes, as a named pipe does."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, "it is no file", str(path))
    with os.fdopen(handle, "rb") as file:
        return file.read()


def is_in_the_way(path: Path) -> bool:
    """Whether something stands at a path that is no file, such as a link that leads nowhere, a folder or a pipe."""
    return os.path.lexists(path) and not path.is_file()


def _kind_of(path: Path) -> str:
    """Say what stands in the place of a file."""
    if path.is_symlink():
        return "is a link that leads to no file"
    return "is a folder" if path.is_dir() else "is a pipe, a socket or a device"


def _unopenable(name: str, why: str, command: str = "") -> Outcome[InputFile | None]:
    mend = command or f"mv {name} {name}.old"
    hint = f"{'let it be read' if command else 'put the file itself there, or move this away'}: `{mend}`"
    return _refused("BR118", name, f"`{name}` {why}", hint)


def _is_file(path: Path) -> bool:
    """Whether there is such a file; names come from files, too, and no system has one of 5,000 letters."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _refused(code: str, name: str, message: str, hint: str) -> Outcome[InputFile | None]:
    return Outcome(value=None, diagnostics=(diagnose(code, message, Span(file=name), hint=hint),))


def _undecodable(name: str, data: bytes, error: UnicodeDecodeError) -> Outcome[InputFile | None]:
    head = data[: error.start]
    line = head.count(b"\n") + 1
    column = len(head[head.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    finding: Diagnostic = diagnose(
        "BR107",
        f"`{name}` is not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}",
        Span(file=name, line=line, column=column),
        hint=_as_utf8(name, data),
    )
    return Outcome(value=None, diagnostics=(finding,))


def _as_utf8(name: str, data: bytes) -> str:
    """Say how a file becomes UTF-8: by a command where its first bytes tell the encoding that it has."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        file = shlex.quote(name)
        return f"it is UTF-16; type `iconv -f UTF-16 -t UTF-8 {file} >{file}.new && mv {file}.new {file}`"
    return "open it in an editor with the encoding that it was saved in, such as Windows-1251, and save it as UTF-8"
