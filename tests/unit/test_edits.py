"""Edits of YAML in place: what was meant, and not one byte more."""

from hashlib import sha256
from pathlib import Path

import pytest

from briefing.diagnostics import BriefingError
from briefing.edits import Append, Edit, Put, edited, flow
from briefing.inputs import InputFile


def file_of(text: str) -> InputFile:
    data = text.encode()
    return InputFile(name="facts/x.yaml", path=Path("x"), data=data, digest=sha256(data).hexdigest())


def result(text: str, *edits: Edit) -> str:
    return edited(file_of(text), edits).data.decode()


BLOCK = """\
# the desk's own words
facts:
  # about people
  displaced:
    value: 25000   # counted twice
    text: >-
      {displaced:start} have
      been displaced.
    sources:
      - article   # the only one

  other: {value: 3, unit: day}   # in one line
gaps: {}
"""


def test_a_value_is_replaced_where_it_stands() -> None:
    made = result(BLOCK, Put(path=("facts", "displaced", "value"), value="31500"))
    assert made == BLOCK.replace("25000", "31500")


def test_a_key_is_added_after_the_last_line_of_a_block() -> None:
    made = result(BLOCK, Put(path=("facts", "displaced", "as_of"), value="2026-03-09"))
    assert made == BLOCK.replace(
        "      - article   # the only one\n",
        '      - article   # the only one\n    as_of: "2026-03-09"\n',
    )


def test_a_block_value_becomes_one_line_when_it_is_replaced() -> None:
    made = result(BLOCK, Put(path=("facts", "displaced", "sources"), value=[{"source": "b", "at": "p. 2"}]))
    assert '    sources: [{source: b, at: "p. 2"}]   # the only one\n\n  other:' in made


def test_a_folded_text_is_replaced_whole() -> None:
    made = result(BLOCK, Put(path=("facts", "displaced", "text"), value="{displaced} left."))
    assert '    text: "{displaced} left."\n    sources:\n' in made


def test_a_mapping_in_one_line_grows_in_its_line() -> None:
    made = result(BLOCK, Append(path=("facts", "other", "history"), value={"value": "2"}))
    assert made == BLOCK.replace("unit: day}", "unit: day, history: [{value: 2}]}")


def test_a_list_grows_at_its_end() -> None:
    once = Append(path=("facts", "displaced", "history"), value={"value": "1", "as_of": None})
    again = Append(path=("facts", "displaced", "history"), value={"value": "2"})
    made = result(BLOCK, once, again)
    assert "    history:\n      - {value: 1, as_of: null}\n      - {value: 2}\n\n  other" in made


def test_line_ends_and_missing_last_line_end_are_kept() -> None:
    text = "facts:\r\n  a:\r\n    value: 1"
    made = result(
        text, Put(path=("facts", "a", "value"), value="2"), Put(path=("facts", "a", "unit"), value="day")
    )
    assert made == "facts:\r\n  a:\r\n    value: 2\r\n    unit: day\r\n"


def test_decomposed_letters_elsewhere_are_left_alone() -> None:
    text = "note: cafe\u0301\nvalue: 1\n"
    assert result(text, Put(path=("value",), value="2")) == "note: cafe\u0301\nvalue: 2\n"


def test_a_value_of_nothing_is_filled() -> None:
    assert result("a:\n  value:\n  b: 1\n", Put(path=("a", "value"), value="0")) == "a:\n  value: 0\n  b: 1\n"


def test_a_file_that_cannot_be_edited_safely_is_refused() -> None:
    with pytest.raises(BriefingError, match="byte order mark"):
        result("\ufeffa: 1\n", Put(path=("a",), value="2"))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("25000", "25000"),
        ("at-least", "at-least"),
        ("null", '"null"'),
        ("no", '"no"'),
        ("2026-03-09", '"2026-03-09"'),
        ("s. 7", '"s. 7"'),
        (None, "null"),
        ("говорят: «да»", '"говорят: «да»"'),
    ],
)
def test_a_text_is_quoted_where_it_needs_it(value: str | None, written: str) -> None:
    assert flow(value) == written
