"""`python -m briefing` and the console script: what nothing has touched is answered before the rest is imported."""

import os
import sys

from briefing import signals


def main() -> None:
    """Run the command line of this process and end it with the exit code; a signal that ends it has its own."""
    signals.obey()
    try:
        _answer()
    except KeyboardInterrupt:
        sys.exit(signals.exit_code(130))


def _answer() -> None:
    from briefing.runs import recall

    answer = recall(sys.argv[1:]) if sys.stdout is not None and sys.stderr is not None else None
    if answer is None:
        from briefing.cli import main as run

        run()
        return
    sys.exit(_repeated(*answer))


def _repeated(told: str, complained: str, code: int) -> int:
    """Write what a run wrote before; give its exit code, or 3 when what it tells cannot be written."""
    for stream, text in ((sys.stdout, told), (sys.stderr, complained)):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        try:
            stream.write(text)
            stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if stream is sys.stdout and not isinstance(error, BrokenPipeError):
                code = 3
                sys.stderr.write(f"error: cannot write to stdout: {(error.strerror or '').lower()}\n")
    return code


if __name__ == "__main__":
    main()
