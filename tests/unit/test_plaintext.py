"""Plain text of a web page: every word once, in reading order, in lines that fit."""

import re

import pytest

from briefing.plaintext import COLUMNS, plain_text, width_of, wrapped


def text(body: str) -> str:
    """Give the text of a page with a body, without the line end of the file."""
    return plain_text(f"<html><head><title>no</title></head><body>{body}</body></html>").removesuffix("\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>Title</h1><p>Words.</p>", "Title\n=====\n\nWords."),
        ("<h2>A</h2><h3>Part\n one</h3><p>W</p>", "A\n-\n\nPart one\n~~~~~~~~\n\nW"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        (
            '<div><p class="big">40</p><p class="label">dead</p></div><div><p class="big">2</p></div>',
            "40\ndead\n\n2",
        ),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>", "- a\n- b\n  - c"),
        ("<dl><dt>When</dt><dd>now</dd><dd><ul><li>x</li></ul></dd></dl>", "When\n  now\n  - x"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>fact <sup><a href='#s'>1</a>, <a href='#t'>2</a></sup></p>", "fact [1, 2]"),
        ('<p>x <span class="untranslated" lang="en">not yet</span></p>', "x [not yet]"),
        ('<p><img src="l.png" alt="Desk"></p>', "Desk"),
        ("<p>in&shy;ter&#8203;net</p>", "internet"),
        ('<a class="skip" href="#m">Skip</a><style>p{}</style><p hidden>no</p><p>yes</p>', "yes"),
    ],
)
def test_blocks(body: str, expected: str) -> None:
    """Each kind of element has one form in the text."""
    assert text(body) == expected


def test_a_table_is_rows_with_their_head() -> None:
    """No cell is lost, however it is made, and what belongs to a row stands below its head."""
    table = """<table><caption>Who</caption>
    <thead><tr><th>Speaker</th><th>Statement</th><th>Place</th></tr></thead>
    <tbody><tr><th>Town</th><td><p>40 died.</p><p>More.</p></td><td>stated <span class="contrary">Not so: Army</span>
    </td><td>p. 1</td></tr></tbody></table>"""
    assert text(table) == (
        "Who\nSpeaker · Statement · Place\n\nTown\n  40 died. · More.\n  stated · Not so: Army · p. 1"
    )


def test_pictures() -> None:
    """A picture with words in it is told by its title; any other repeats what stands beside it."""
    drawn = "<p>before</p><svg><title>Scale: 1990</title><path d='M0 0'/>{}</svg><p>after</p>"
    assert text(drawn.format("<text>1990</text>")) == "before\n\n[Scale: 1990]\n\nafter"
    assert text(drawn.format("")) == "before\n\nafter"


def test_lines_fit() -> None:
    """Lines have at most 72 columns; what may not be parted stays whole, and a sign of a row never begins a line."""
    words = "a bb ccc dddd " * 30
    lines = list(wrapped(f"{words} {'x' * 90} 25\u00a0000\u00a0people · {words}", "- ", "  "))
    assert max(len(line) for line in lines if "x" * 90 not in line) <= COLUMNS
    assert " ".join(" ".join(lines).split(" ")).count("25\u00a0000\u00a0people") == 1
    assert lines[0].startswith("- a ")
    assert all(line.startswith("  ") for line in lines[1:])
    for count in range(80):
        assert not any(line.lstrip().startswith("·") for line in wrapped(f"{'y' * count} z · w"))


def test_width_is_what_is_seen() -> None:
    """A wide letter takes two columns, a mark on a letter none."""
    assert (width_of("Հայ"), width_of("дом"), width_of("中文"), width_of("e\u0301"), width_of("և")) == (
        3,
        3,
        4,
        1,
        1,
    )
    assert max(map(width_of, wrapped("中 " * 100))) <= COLUMNS


@pytest.mark.parametrize(
    "broken", ["<p>a<b>b", "</p>a", "<table><tr></tr></table>a", "<td>a", "<dd>a</dt>", "<h1></h1>a"]
)
def test_broken_html_loses_no_word(broken: str) -> None:
    """A template of a desk may be wrong HTML: its words come out all the same."""
    assert re.findall("[ab]", text(broken)) == re.findall("[ab](?=<|b|$)", re.sub("<[^>]*>", "<", broken))
