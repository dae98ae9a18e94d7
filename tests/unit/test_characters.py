"""Characters that hide, reorder or break text are found in every file, raw and as an escape, where they stand."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from briefing.catalogs.entries import scan_entries
from briefing.characters import hidden_characters, visible, visible_json, visible_lines
from briefing.cli import run
from briefing.inputs import InputFile
from briefing.project import open_inputs, read_project
from briefing.trees import read_tree

HOSTILE = {
    "NUL": "\0",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1": "\x9b",
    "next line": "\x85",
    "soft hyphen": "\u00ad",
    "zero width space": "\u200b",
    "joiner in Latin": "\u200d",
    "non-joiner in Latin": "\u200c",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "Arabic letter mark": "\u061c",
    "override": "\u202e",
    "isolate": "\u2066",
    "line separator": "\u2028",
    "invisible times": "\u2062",
    "grapheme joiner": "\u034f",
    "Hangul filler": "\u3164",
    "blank braille": "\u2800",
    "tag": "\U000e0041",
    "private use": "\ue000",
    "private plane": "\U00100000",
    "noncharacter": "\ufdd0",
    "last noncharacter": "\U0010ffff",
    "half a pair": "\ud800",
    "replacement": "\ufffd",
    "variant of a letter": "\ufe0f",
    "variant of nothing": "\U000e0100",
}
HARMLESS = (
    "Plain text, “quoted” – 25\u00a0000 or 25\u202f000.",
    "Աննա, ի՞նչ եղավ։ Երևան՝ 5-րդ",
    "Şəhərdə İlqar, göl",
    "Ёжик — кВт⋅ч, м², ½, №\u00a07",
    "خانه\u200cها و می\u200cشود",
    "{people}\u200cها",
    "۵\u200cساله",
    "ه\u200d.ق",
    "क्\u200dष",
    "Việt Nam, a\u0301\u0302\u0303\u0304",
    "⚠\ufe0f",
    "\u0605 and \u06dd",
)


def file_of(text: str, name: str = "a.yaml") -> InputFile:
    """Give a text as an input."""
    data = text.encode("utf-8", "surrogatepass")
    return InputFile(name=name, path=Path(name), data=data, digest=sha256(data).hexdigest())


@pytest.mark.parametrize("sign", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hidden_character_is_found_where_it_stands(sign: str) -> None:
    """Alone and in a row, which is one finding."""
    assert [(h.offset, h.length) for h in hidden_characters(f"ab{sign}c")] == [(2, 1)]
    assert [(h.offset, h.length) for h in hidden_characters(f"ab{sign * 3}c")] == [(2, 3)]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_languages_need_is_left_alone(text: str) -> None:
    """Joiners where a script is spelled with them, marks, signs in a variant, spaces that do not break."""
    assert list(hidden_characters(text)) == []


def test_endless_marks_on_one_letter_are_one_finding() -> None:
    """Four are borne, what is stacked on them is not."""
    found = list(hidden_characters("Z" + "\u0336\u0337" * 30 + "algo"))
    assert [(h.offset, h.length) for h in found] == [(5, 56)]


def test_an_escape_of_yaml_is_found_at_its_own_place() -> None:
    """In a value, in a key, on a second line, and the second of two."""
    text = 'a: "x\\u200by \\\n   and \\u200b"\n"k\\x1b": \'it\\u200b\'\nb: "\\0"\n'
    found = read_tree(file_of(text)).diagnostics
    places = [(d.code.id, d.span.line, d.span.column, d.span.end_column) for d in found if d.span]
    assert places == [("BR108", 1, 6, 12), ("BR108", 2, 8, 14), ("BR108", 3, 3, 7), ("BR108", 4, 5, 7)]


def test_a_catalogue_is_searched_raw_and_escaped_comments_too() -> None:
    """The isolates that gettext puts around a file name with a space are its own."""
    text = '#: \u2068a b.html\u2069:1\n# note\u200b\nmsgid "x\u202e"\nmsgstr "a\\a\\v"\n'
    _, faults = scan_entries(file_of(text, "a.po"))
    places = [(d.span.line, d.span.column) for d in faults if d.span and d.code.id == "BR108"]
    assert places == [(2, 7), (3, 9), (4, 10), (4, 12)]


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ('[briefing]\npublisher = "A\\u0000b"\n', (2, 15)),
        ('[briefing]\npublisher = "A\u200bb"\n', (2, 15)),
        ('[briefing]\n# a note\u2060\npublisher = "b"\n', (2, 9)),
        ('[briefing]\npublisher = """\nA\\U000E0041b"""\n', (3, 2)),
        ("[briefing]\npublisher = 'A\u202eb'\n", (2, 15)),
        ('[briefing]\nmap = { credit = "\\u2066" }\n', (2, 19)),
        ('[briefing]\n"l\\u200bogo" = "x"\n', (2, 3)),
        ('[briefing]\npublisher = "A\x00"\n', (2, 15)),
    ],
)
def test_settings_are_searched_raw_and_escaped(tmp_path: Path, settings: str, place: tuple[int, int]) -> None:
    """The place is that of the character, or of its escape."""
    (tmp_path / "briefing.toml").write_text(settings, encoding="utf-8")
    found = read_project(open_inputs(tmp_path)).diagnostics
    assert [(d.code.id, d.span.line, d.span.column) for d in found if d.span] == [("BR108", *place)]


def test_tables_of_other_tools_are_not_searched(tmp_path: Path) -> None:
    """A `pyproject.toml` belongs to several."""
    (tmp_path / "pyproject.toml").write_text(
        '[tool.other]\nname = "a\\u200b"  # \u200b\n[tool.briefing]\npublisher = "b\\u200b"\n',
        encoding="utf-8",
    )
    found = read_project(open_inputs(tmp_path)).diagnostics
    assert [(d.span.line, d.span.column) for d in found if d.span] == [(4, 15)]


@pytest.mark.parametrize(
    "command",
    [
        [
            "set",
            "households",
            "--value",
            "1300",
            "--as-of",
            "2026-03-06",
            "--source",
            "report",
            "--at",
            "s. 7\u200b",
        ],
        ["correct", "households", "--value", "1300", "--why", "a slip\x1b[31m"],
        ["correct", "households", "--text", "So\u202e {households}.", "--why", "a slip"],
        ["retract", "road", "--why", "\u2066untrue"],
        [
            "resolve",
            "rain",
            "--outcome",
            "happened",
            "--on",
            "2026-03-09",
            "--source",
            "report",
            "--at",
            "\u00ad",
        ],
    ],
)
def test_the_command_line_is_searched_before_anything_is_written(
    sample: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """Exit 2 with the character spelled out; file and ledger are as before."""
    before = Path("facts/sample.yaml").read_bytes()
    assert run([*command, "--by", "Anna"]) == 2
    assert "does not belong in a text" in capsys.readouterr().err
    assert Path("facts/sample.yaml").read_bytes() == before
    assert not Path("editions").exists()


def test_a_text_is_spelled_out_for_a_terminal() -> None:
    """Controls, direction and what hides; letters, joiners of Persian and line ends stay."""
    assert visible("a\x1b[31m\u202e\u200b\n") == "a\\u{1b}[31m\\u{202e}\\u{200b}\\u{a}"
    assert visible_lines("a\x9b\tb\n") == "a\\u{9b}\tb\n"
    assert visible("خانه\u200cها Երևան") == "خانه\u200cها Երևան"


def test_json_is_spelled_out_and_says_the_same() -> None:
    """The escapes are those of JSON."""
    text = "a\x7f\x9b\u202e\U000e0041Երևան\n"
    spelled = visible_json(json.dumps(text, ensure_ascii=False))
    assert spelled.isprintable()
    assert json.loads(spelled) == text
