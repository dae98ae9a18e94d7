"""Coverage-guided fuzzing of one reader: `python -m fuzz.run READER [SECONDS]`; `make fuzz` runs all of them.

An input that makes a reader raise is written to `crash-…` in the current folder; its least form becomes a test.
"""

import sys

import atheris

with atheris.instrument_imports(include=["briefing"]):
    from fuzz.readers import Reader, read, readers


def main() -> None:
    """Fuzz the reader that is named, beginning with a valid input."""
    name, seconds = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "30"
    reader = readers()[name]
    atheris.Setup(
        [sys.argv[0], f"-max_total_time={seconds}", "-timeout=30", "-rss_limit_mb=2048", "-max_len=60000"],
        lambda data: _try(reader, data),
    )
    atheris.Fuzz()


def _try(reader: Reader, data: bytes) -> None:
    """Read what the fuzzer gives alone, and in the midst of a valid input, where it gets further."""
    cut = len(reader.valid) * (data[0] if data else 0) // 256
    read(reader, data)
    read(reader, reader.valid[:cut] + data[1:] + reader.valid[cut:])


if __name__ == "__main__":
    main()
