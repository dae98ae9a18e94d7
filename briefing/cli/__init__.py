"""The door to people: words in, exit code out. One file per command.

Exit codes: 0 clean, 1 findings of error severity, 2 usage, 3 failure or bug, 4 refused by the gate; 130, 143 and 129
for a command that INT, TERM or HUP ended. Nothing heavy is imported before a command needs it.
"""

import atexit
import errno
import gc
import os
import sys
import threading
from collections.abc import Sequence
from typing import NoReturn

from briefing import __version__, signals
from briefing.diagnostics import BriefingError, UsageError

_FLAGS = ("-q", "--quiet", "-v", "--verbose")
_VALUED = ("--project", "--today")
_PATHS = ("--project", "--out")
_TYPE_ANEW = "type it anew in a terminal that is set to UTF-8, such as one with `LC_ALL=C.UTF-8`"
_MENDS = {
    errno.EACCES: "let the account that runs this write there, or name another folder",
    errno.EPERM: "let the account that runs this write there, or name another folder",
    errno.EROFS: "work in a copy of the project on a disk that can be written",
    errno.ENOSPC: "make room on the disk, then run the command again",
    errno.ENAMETOOLONG: "give the brief a shorter id: its files are named after it",
}
"""What to do when the system refuses, by the number of the refusal."""


def main() -> None:
    """Run the command line of this process and end it with the exit code."""
    from briefing.cli.streams import open_streams

    open_streams()
    gc.set_threshold(200_000, 10, 10)  # most commands are over before there is so much to look through
    _end(signals.exit_code(run(sys.argv[1:])))


def _end(code: int) -> NoReturn:
    """End this process; taking it apart, module by module, would take a tenth of a short command."""
    from briefing.cli.streams import let_go

    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # told where it was written
            let_go(stream)
    if threading.active_count() == 1:
        atexit._run_exitfuncs()  # noqa: SLF001  # what Python itself does first
        os._exit(code)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code; no exception leaves here."""
    from briefing.cli.streams import complain

    try:
        if "--version" in arguments and {*arguments} <= {"--version", "--json"}:
            return _print_version(is_json="--json" in arguments)
        _check_text(arguments)
        return _run_app(globals_first(arguments))
    except KeyboardInterrupt:
        return signals.exit_code(130)
    except BriefingError as error:
        hint = f"\n  = hint: {error.hint}" if error.hint else ""
        complain(f"error: {error.message}{hint}\n")
        return 2 if isinstance(error, UsageError) else 3
    except UnicodeEncodeError as error:
        complain(f"error: `{_shown(str(error.object))}` is not UTF-8 text\n  = hint: {_TYPE_ANEW}\n")
        return 2
    except OSError as error:
        place = f" `{_shown(str(error.filename))}`" if error.filename else ""
        complain(f"error: the system refused{place}: {(error.strerror or str(error)).lower()}\n")
        if error.errno in _MENDS:
            complain(f"  = hint: {_MENDS[error.errno]}\n")
        return 3
    except Exception:  # noqa: BLE001 - the one place where a bug of ours ends
        import traceback

        complain(
            f"{traceback.format_exc()}error: this is a bug in briefing {__version__}, not in your files\n"
        )
        complain(
            "  = hint: report the lines above, the command you typed and what `briefing --version --json` prints\n"
        )
        return 3


def _print_version(*, is_json: bool) -> int:
    if is_json:
        from briefing.cli.versions import print_versions

        print_versions()
        return 0
    from briefing.cli.streams import tell

    tell(f"briefing {__version__}\n")
    return 0


def _check_text(arguments: Sequence[str]) -> None:
    """Refuse a word that is no text; only a path may be bytes that no encoding explains."""
    before = ""
    for word in arguments:
        is_path = before in _PATHS or word.startswith(tuple(f"{name}=" for name in _PATHS))
        if not is_path and _shown(word) != word and not os.path.lexists(word):
            raise UsageError(f"`{_shown(word)}` is not UTF-8 text", _TYPE_ANEW)
        before = word


def _shown(text: str) -> str:
    """Spell out what is no text: bytes of the command line or of a file name that are not UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def globals_first(arguments: Sequence[str]) -> list[str]:
    """Move the options that every command has to the front, so that they may stand after the command."""
    front: list[str] = []
    rest: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        if word == "--":
            rest += [word, *left]
            break
        if word in _FLAGS or word.startswith(tuple(f"{name}=" for name in _VALUED)):
            front.append(word)
        elif word in _VALUED and left:
            front += [word, left.pop(0)]
        else:
            rest.append(word)
    return front + rest


def _run_app(arguments: Sequence[str]) -> int:
    from typer.main import get_command

    from briefing.cli.app import make_app

    try:
        get_command(make_app()).main(list(arguments), prog_name="briefing")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
