"""What the commands say: products on stdout, all else on stderr. A reader that went away is no error."""

import os
import sys
from typing import TextIO

said: dict[str, list[str]] = {"stdout": [], "stderr": []}
"""All that this process has told and complained, for the memory of finished runs."""


def tell(text: str) -> None:
    """Write a product to stdout."""
    said["stdout"].append(text)
    _write(sys.stdout, text)


def tell_bytes(content: bytes) -> None:
    """Write a product to stdout byte for byte, whatever the terminal's encoding is."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        tell(content.decode())
        return
    try:
        stream.write(content)
        stream.flush()
    except BrokenPipeError:
        _let_go(sys.stdout)


def complain(text: str) -> None:
    """Write a finding or a failure to stderr."""
    said["stderr"].append(text)
    _write(sys.stderr, text)


def remark(text: str) -> None:
    """Write to stderr what is true of this moment only, and is not said again when the run is answered from memory."""
    _write(sys.stderr, text)


def is_coloured(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not refused colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(stream: TextIO, text: str) -> None:
    try:
        _encode_all(stream)
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        _let_go(stream)


def _let_go(stream: TextIO) -> None:
    """Point a stream at nothing, so that neither the next word nor the end of the process fails."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)


def _encode_all(stream: TextIO) -> None:
    """Let a stream of another encoding (`LC_ALL=C`) spell out the letters it does not have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and stream.errors == "strict":
        reconfigure(errors="backslashreplace")
