"""Hostile inputs: files that are changed at random are found faulty or are read; no reader raises.

`BRIEFING_FUZZ=1` looks at many times as many, which `make fuzz` asks for.
"""

import os
from typing import Final

import pytest
from fuzz.readers import FONT, Reader, read, readers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_EXAMPLES: Final = 1500 if os.environ.get("BRIEFING_FUZZ") else 12
_SLOW: Final = {"template": 4, "theme": 4, "pdf": 2, "logo": 2}
_READERS: Final = readers()
_WORDS: Final = (
    *(
        b"",
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xe2\x80\x8b",
        b"\xed\xa0\x80",
        b"\r",
        b"\n",
        b"\t",
        b" ",
    ),
    *(b"{", b"}", b"[", b"]", b"(", b")", b"<", b">", b'"', b"'", b"\\", b"#", b"%", b"&", b"*", b"!", b"|"),
    *(b"{{", b"{%", b"%}", b"{#", b": ", b"- ", b"#~ ", b"msgid ", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>"),
    *(b"9" * 5000, b"1e400", b"-0", b"NaN", b"null", b"[" * 3000, b"{a: " * 500, b"a." * 3000, b"<g>" * 2000),
    *(b"{% if 1 %}" * 150, b"var(--a)", b"url(#a)", b"2023-13-45", b"\xd5\x81" * 30, b"%s%d", b"__class__"),
)


@st.composite
def changed(draw: st.DrawFn, valid: bytes) -> bytes:
    """Change a valid input in one to four places: something put in, taken out, or said twice."""
    data = valid
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        end = min(at + draw(st.sampled_from((0, 0, 1, 2, 8, 60, 2000))), len(data))
        word = draw(st.one_of(st.sampled_from(_WORDS), st.binary(max_size=4), st.just(data[at:end] * 2)))
        data = data[:at] + word + data[end:]
    return data


@pytest.mark.parametrize("name", _READERS)
def test_no_reader_raises_whatever_it_is_given(name: str) -> None:
    """What a stranger sends is a finding or is read; the same examples each time."""
    reader = _READERS[name]

    @settings(
        max_examples=max(_EXAMPLES // _SLOW.get(name, 1), 4),
        derandomize=not os.environ.get("BRIEFING_FUZZ"),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(data=changed(reader.valid))
    def holds(data: bytes) -> None:
        read(reader, data)

    holds()


@pytest.mark.parametrize("name", _READERS)
def test_a_valid_input_is_read(name: str) -> None:
    """Otherwise the examples would be refused at the door."""
    reader: Reader = _READERS[name]
    read(reader, reader.valid)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("pdf", b"/Type/Font", b"/Type/\x80Font"),
        ("pdf", b"/Lang(en)", b"/Lang<d8>/\xff(a)"),
        ("pdf", b"/Count 1", b"/Count (x)"),
        ("pdf", b"<</Length 38>>", b"<</Length 38/Type/ObjStm/First(a)>>"),
        ("faces", FONT.encode(), b"[" * 3000 + FONT.encode()),
        ("faces", FONT.encode(), b"a\\u0000.ttf"),
    ],
)
def test_what_was_found_once_is_found_again(name: str, old: bytes, new: bytes) -> None:
    """The least forms of inputs that made a reader raise."""
    reader = _READERS[name]
    assert old in reader.valid
    read(reader, reader.valid.replace(old, new))
