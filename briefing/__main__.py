"""`python -m briefing` and the console script: what nothing has touched is answered before the rest is imported."""

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

    answer = recall(sys.argv[1:])
    if answer is None:
        from briefing.cli import main as run

        run()
        return
    for stream, text in zip((sys.stdout, sys.stderr), answer[:2], strict=True):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        try:
            stream.write(text)
            stream.flush()
        except BrokenPipeError:
            import os

            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(answer[2])


if __name__ == "__main__":
    main()
