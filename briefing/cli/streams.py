"""What the commands say: products on stdout, all else on stderr. A reader that went away is no error.

What a file says never reaches a terminal as it is: controls, and what turns or hides text, are spelled out here.
"""

import os
import sys
from typing import TextIO

from briefing.characters import visible, visible_json, visible_lines
from briefing.diagnostics import BriefingError

said: dict[str, list[str]] = {"stdout": [], "stderr": []}
"""All that this process has told and complained, for the memory of finished runs."""


def tell(text: str) -> None:
    """Write a product to stdout."""
    _say(sys.stdout, "stdout", visible_lines(text))


def tell_json(text: str) -> None:
    """Write a product in JSON to stdout, with the escapes of JSON for what a terminal would obey."""
    _say(sys.stdout, "stdout", visible_json(text))


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
        let_go(sys.stdout)
    except OSError as error:
        let_go(sys.stdout)
        raise _refused(error) from error


def open_streams() -> None:
    """Let every standard stream lead somewhere: what a shell has closed (`>&-`) leads to nothing.

    Otherwise the next file that is opened would take its place, and be written over.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            stream = open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)


def complain(text: str) -> None:
    """Write a finding or a failure to stderr."""
    _say(sys.stderr, "stderr", visible_lines(text))


def complain_in_colour(text: str) -> None:
    """Write findings to stderr whose colours stand in them; what comes from files is spelled out there already."""
    _say(sys.stderr, "stderr", text)


def remark(text: str) -> None:
    """Write to stderr what is true of this moment only, and is not said again when the run is answered from memory."""
    _write(sys.stderr, visible_lines(text))


def remark_in_place(text: str) -> None:
    """Write over the last line of a terminal."""
    _write(sys.stderr, f"\r\033[2K{visible(text)}")


def is_coloured(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user has not refused colour."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _say(stream: TextIO, name: str, text: str) -> None:
    said[name].append(text)
    _write(stream, text)


def _write(stream: TextIO, text: str) -> None:
    try:
        _encode_all(stream)
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        let_go(stream)
    except OSError as error:
        let_go(stream)
        if stream is not sys.stderr:  # about which there is no other to tell
            raise _refused(error) from error


def _refused(error: OSError) -> BriefingError:
    """Word what the system says of a stdout that cannot be written, such as one on a full disk."""
    reason = (error.strerror or str(error)).lower()
    return BriefingError(f"cannot write to stdout: {reason}", "make room, or send it elsewhere")


def let_go(stream: TextIO) -> None:
    """Point a stream at nothing, so that neither the next word nor the end of the process fails."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)


def _encode_all(stream: TextIO) -> None:
    """Let a stream of another encoding (`LC_ALL=C`) spell out the letters it does not have."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None and stream.errors == "strict":
        reconfigure(errors="backslashreplace")
