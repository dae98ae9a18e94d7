"""Placeholders: what a message is made of, and what is no placeholder."""

import random
import time

import pytest

from briefing.placeholders import (
    ParsedMessage,
    Placeholder,
    blank_placeholders,
    ids_of,
    parse_message,
)


def test_a_message_is_text_and_placeholders_in_order() -> None:
    """Literal text and placeholders come back in the order of the message, each with its place."""
    parsed = parse_message("{displaced:gen,start} fled {river-town}.")
    assert parsed.pieces == (
        Placeholder(id="displaced", forms=("gen", "start"), offset=0, length=21),
        " fled ",
        Placeholder(id="river-town", offset=27, length=12),
        ".",
    )
    assert parsed.faults == ()


def test_double_braces_print_one() -> None:
    """`{{` and `}}` are literal braces."""
    assert parse_message("a {{b}} c").pieces == ("a {b} c",)


def test_an_empty_message_has_no_pieces() -> None:
    """No text gives no pieces and no faults."""
    assert parse_message("") == ParsedMessage(pieces=())


@pytest.mark.parametrize(
    ("text", "offset", "length", "why"),
    [
        ("a {b", 2, 1, "`{` is not closed within 120 characters"),
        ("a } b", 2, 1, "`}` closes nothing"),
        ("a {} b", 2, 2, "`{}` is empty"),
        ("a { } b", 2, 3, "`{ }` is empty"),
        ("a { b } c", 2, 5, "`{ b }` has a space in it"),
        ("{a:{b}}", 0, 7, "`{a:{b}}` holds another placeholder"),
        ("{A}", 0, 3, "`{A}` is not an id, or an id and its forms"),
        ("{a.b}", 0, 5, "`{a.b}` is not an id, or an id and its forms"),
        ("{0}", 0, 3, "`{0}` is not an id, or an id and its forms"),
        ("{a!r}", 0, 5, "`{a!r}` is not an id, or an id and its forms"),
        ("{a:}", 0, 4, "`{a:}` is not an id, or an id and its forms"),
        ("{a:gen,}", 0, 8, "`{a:gen,}` is not an id, or an id and its forms"),
        ("{a:>30000000}", 0, 13, "`{a:>30000000}` is not an id, or an id and its forms"),
        ("{փաստ}", 0, 6, "`{փաստ}` is not an id, or an id and its forms"),
        ("so %(x)s many", 3, 5, "`%(x)s` is not a placeholder here"),
        ("so %s many", 3, 2, "`%s` is not a placeholder here"),
    ],
)
def test_what_is_no_placeholder_is_told_with_its_place(text: str, offset: int, length: int, why: str) -> None:
    """A malformed placeholder is a fault at its place and prints as typed."""
    parsed = parse_message(text)
    assert [(f.offset, f.length, f.why) for f in parsed.faults] == [(offset, length, why)]
    assert parsed.pieces == (text,)


def test_an_unclosed_brace_does_not_hide_the_next_placeholder() -> None:
    """Reading goes on right after an unclosed brace."""
    parsed = parse_message("{a and {b}")
    assert parsed.pieces == ("{a and ", Placeholder(id="b", offset=7, length=3))
    assert [f.offset for f in parsed.faults] == [0]


def test_a_space_is_mended_in_the_hint() -> None:
    """The hint for a placeholder with spaces is the placeholder without them."""
    assert parse_message("{ a : gen, start }").faults[0].hint == "write `{a:gen,start}`"


def test_a_percent_sign_alone_is_text() -> None:
    """Only what looks like a printf directive is a fault."""
    assert parse_message("half of it, in %, and a %").faults == ()


def test_ids_are_a_set() -> None:
    """The ids of a message do not depend on forms or repetition."""
    assert ids_of("{a} {a:gen} {b}") == frozenset({"a", "b"})


def test_blanking_keeps_every_offset() -> None:
    """Words stay where they are when placeholders are blanked."""
    blank = blank_placeholders("{a} x {{y}} { z }")
    assert blank == "\ufffc\ufffc\ufffc x \ufffc\ufffcy\ufffc\ufffc \ufffc\ufffc\ufffc\ufffc\ufffc"


def test_any_text_is_read_in_linear_time() -> None:
    """A hundred thousand braces take no more than a moment, and nothing raises."""
    started = time.perf_counter()
    for text in ("{" * 100_000, "}" * 99_999, "{a:" * 40_000, "%(" * 50_000):
        parse_message(text)
    assert time.perf_counter() - started < 5
    chooser = random.Random(7)  # noqa: S311
    for _ in range(500):
        text = "".join(chooser.choice("{}ab:,% ()s") for _ in range(40))
        parsed = parse_message(text)
        assert len(blank_placeholders(text)) == len(text)
        assert all(0 <= f.offset < len(text) for f in parsed.faults)
