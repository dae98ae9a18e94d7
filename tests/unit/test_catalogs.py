"""Catalogs: read with every place, written in one form, merged without guessing."""

import io
import random
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from briefing.catalogs import (
    Catalog,
    Wanted,
    empty_catalog,
    merge_catalog,
    read_catalog,
    write_catalog,
    write_template,
)
from briefing.diagnostics import Diagnostic, Outcome, Span
from briefing.inputs import Inputs

TWO = "nplurals=2; plural=(n > 1);"
HEADER = """msgid ""
msgstr ""
"Language: hy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""
FULL = (
    HEADER
    + """# a word of the translator
# review: reviewed by A. on 2026-03-01
#. report, sentence 7
#: facts/sample.yaml
#, fuzzy, no-wrap
#| msgctxt "displaced"
#| msgid "{displaced} fled."
msgctxt "displaced"
msgid "{displaced:start} have been displaced."
msgstr ""
"Տեղահանվել է "
"\\"{displaced}\\"։\\n"

msgctxt "unit:boat"
msgid "boat"
msgid_plural "boats"
msgstr[0] "նավակ"
msgstr[1] "նավակ"

msgid "Sources"
msgstr "Աղբյուրներ"

# was once here
#~| msgid "Old one"
#~ msgctxt "gone"
#~ msgid "Old"
#~ msgstr "Հին"
"""
)


def read(folder: Path, text: str | bytes, *, plurals: str | None = TWO) -> Outcome[Catalog | None]:
    """Read a PO file of these contents as `sample` in `hy`."""
    path = folder / "locales/hy/LC_MESSAGES/sample.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    inputs = Inputs(root=folder, carried=folder / "carried")
    return read_catalog(inputs, "hy", "sample", expected_plurals=plurals)


def catalog_of(folder: Path, text: str) -> Catalog:
    """Read a catalogue that is expected to be sound."""
    outcome = read(folder, text)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def want(context: str, msgid: str, plural: str | None = None, *, domain: str = "sample") -> Wanted:
    """Give a wanted message."""
    span = Span(file="facts/sample.yaml")
    return Wanted(domain=domain, context=context, msgid=msgid, plural=plural, span=span)


def brief(finding: Diagnostic) -> tuple[str, int, int]:
    """Give code, line and column of a finding."""
    span = finding.span or Span(file="")
    return (finding.code.id, span.line, span.column)


# ---- reading


def test_everything_of_an_entry_is_read(tmp_path: Path) -> None:
    """Texts, flags, comments, references, and the English before come back as they stand."""
    catalog = catalog_of(tmp_path, FULL)
    message = catalog.messages["displaced", "{displaced:start} have been displaced."]
    assert message.translations == ('Տեղահանվել է "{displaced}"։\n',)
    assert message.is_fuzzy
    assert message.flags == ("no-wrap",)
    assert message.previous == "{displaced} fled."
    assert message.comments == ("a word of the translator", "review: reviewed by A. on 2026-03-01")
    assert message.extracted == ("report, sentence 7",)
    assert message.places == ("facts/sample.yaml",)
    assert catalog.messages["unit:boat", "boat"].translations == ("նավակ", "նավակ")
    assert [m.key for m in catalog.messages.values()][-1] == ("", "Sources")
    assert [(m.msgid, m.previous, m.comments) for m in catalog.obsolete] == [
        ("Old", "Old one", ("was once here",))
    ]


def test_every_character_of_a_wrapped_text_has_its_place(tmp_path: Path) -> None:
    """The span of each character quotes that character in the file, also across lines and escapes."""
    catalog = catalog_of(tmp_path, FULL)
    lines = FULL.split("\n")
    for message in catalog.messages.values():
        for placed in message.placed("hy"):
            for offset, sign in enumerate(placed.text):
                span = placed.span_at(offset)
                typed = lines[span.line - 1][span.column - 1 :]
                assert typed.startswith({"\n": "\\n", '"': '\\"'}.get(sign, sign))


def test_spans_quote_msgid_and_msgstr(tmp_path: Path) -> None:
    """The spans of msgid and msgstr cover the quoted text, of a wrapped one the first line that has words."""
    message = catalog_of(tmp_path, FULL).messages["displaced", "{displaced:start} have been displaced."]
    lines = FULL.split("\n")
    quoted = [
        lines[span.line - 1][span.column - 1 : span.end_column - 1]
        for span in (message.span, message.msgid_span, message.text_spans[0])
        if span is not None
    ]
    assert quoted == [
        'msgctxt "displaced"',
        '"{displaced:start} have been displaced."',
        '"Տեղահանվել է "',
    ]


def test_an_absent_file_is_none(tmp_path: Path) -> None:
    """No file gives no catalogue and no finding: the check of catalogues says what is missing."""
    assert read_catalog(Inputs(root=tmp_path, carried=tmp_path), "hy", "sample") == Outcome(value=None)


def test_bom_and_crlf_do_no_harm(tmp_path: Path) -> None:
    """A file saved on Windows reads the same."""
    plain = catalog_of(tmp_path, FULL)
    assert read(tmp_path, b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode()).value == plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid "a"\nmsgstr "b', ("BR301", 8, 8)),
        ('msgid "a"\nmsgstr "say "b" now"', ("BR301", 8, 13)),
        ('msgid "a"\nmsgstr b', ("BR301", 8, 8)),
        ('msgid "a"\nmsgstr', ("BR301", 8, 7)),
        ('msgid "a"\nmsgstr "\\q"', ("BR301", 8, 9)),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"', ("BR301", 7, 7)),
        ('# x\nmsgstr "b"', ("BR301", 8, 8)),
        ('# x\n"b"', ("BR301", 8, 1)),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"', ("BR301", 7, 1)),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"', ("BR301", 9, 1)),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"', ("BR301", 7, 7)),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', ("BR303", 10, 7)),
    ],
)
def test_a_faulty_line_is_found_at_its_place(
    tmp_path: Path, text: str, expected: tuple[str, int, int]
) -> None:
    """Each fault of a PO file is one finding, at the character, with a hint."""
    outcome = read(tmp_path, f"{HEADER}{text}\n")
    assert [brief(d) for d in outcome.diagnostics if d.hint] == [expected]


def test_reading_goes_on_after_a_fault(tmp_path: Path) -> None:
    """What stands after a faulty entry is still read."""
    outcome = read(tmp_path, f'{HEADER}msgid "a"\nmsgstr "b\n\nmsgid "c"\nmsgstr "d"\n')
    assert outcome.value is not None
    assert [(m.msgid, m.translations) for m in outcome.value.messages.values()] == [
        ("a", ("b",)),
        ("c", ("d",)),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"Language: ru\\n"\n"Plural-Forms: nplurals=2; plural=n>1;\\n"', [("BR305", 3, 2)]),
        ('"Plural-Forms: nplurals=2; plural=n>1\\n"', [("BR305", 3, 1)]),
        ('"Language: hy_AM\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"', [("BR302", 4, 2)]),
        ('"Language: hy\\n"', [("BR302", 3, 1)]),
        ('"Language: hy\\n"\n"Plural-Forms: nplurals=2; plural=__import__;\\n"', [("BR302", 4, 2)]),
        ('"Language: hy\\n"\n"Plural-Forms: nplurals=2; plural=n%0;\\n"', [("BR302", 4, 2)]),
        (
            '"Language: hy\\n"\n"Plural-Forms: nplurals=2; plural=!(n<=1);\\n"\n'
            '"Content-Type: text/plain; charset=KOI8-R\\n"',
            [("BR301", 5, 2)],
        ),
    ],
)
def test_the_header_is_held_to_the_language(
    tmp_path: Path, header: str, expected: list[tuple[str, int, int]]
) -> None:
    """Language and plural rule must be those of the folder; a rule counts by what it does."""
    outcome = read(tmp_path, f'msgid ""\nmsgstr ""\n{header}\n')
    assert [brief(d) for d in outcome.diagnostics] == expected


def test_no_bytes_whatever_raise(tmp_path: Path) -> None:
    """A file of chance bytes, or a sound one with chance damage, gives findings and never an exception."""
    chooser = random.Random(20260305)  # noqa: S311
    whole = FULL.encode()
    pieces = [b"msgid", b'"', b"\\", b"\n", b"#~ ", b"#| ", b"msgstr[9]", b" ", b"\x00", b"#, fuzzy", b"\xff"]
    for _ in range(400):
        at = chooser.randrange(len(whole))
        damaged = whole[:at] + chooser.choice(pieces) + whole[at + chooser.randrange(4) :]
        read(tmp_path, damaged)
    for _ in range(200):
        outcome = read(tmp_path, b"".join(chooser.choice(pieces) for _ in range(60)))
        if outcome.value is not None:
            assert write_catalog(outcome.value)


def test_a_file_of_faults_is_not_told_line_by_line(tmp_path: Path) -> None:
    """A file that is no PO file gives a bounded number of findings."""
    assert len(read(tmp_path, "nonsense\n" * 10_000).diagnostics) < 60


def test_babel_reads_the_same(tmp_path: Path) -> None:
    """Babel, another reader of PO files, finds the same messages in what is read and in what is written."""
    catalog = catalog_of(tmp_path, FULL)
    for text in (FULL, write_catalog(catalog).decode()):
        theirs = read_po(io.StringIO(text), locale="hy")
        found = {
            (m.context or "", m.id if isinstance(m.id, str) else m.id[0]): m.string for m in theirs if m.id
        }
        ours = {
            k: m.translations if m.plural is not None else m.translations[0]
            for k, m in catalog.messages.items()
        }
        assert found == ours


# ---- writing


def test_what_is_written_reads_back_equal(tmp_path: Path) -> None:
    """Writing and reading again changes nothing, and writing twice gives the same bytes."""
    catalog = catalog_of(tmp_path, FULL)
    written = write_catalog(catalog)
    again = catalog_of(tmp_path, written.decode())
    assert again == catalog
    assert write_catalog(again) == written


def test_chance_texts_survive_writing(tmp_path: Path) -> None:
    """Texts of quotes, backslashes, line ends and long words read back as they were."""
    chooser = random.Random(3)  # noqa: S311
    empty = catalog_of(tmp_path, HEADER)
    for _ in range(60):
        texts = ["".join(chooser.choice('ab "\\\n\t՝ə{}x     ') for _ in range(150)) for _ in range(4)]
        wanted = [want(f"c-{i}", text) for i, text in enumerate(texts)]
        merged = merge_catalog(empty, wanted, plural_header=TWO)
        filled = {k: replace(m, translations=(m.msgid[::-1],)) for k, m in merged.messages.items()}
        catalog = replace(merged, messages=filled)
        assert catalog_of(tmp_path, write_catalog(catalog).decode()) == catalog


def test_the_written_form_is_dateless_and_wrapped() -> None:
    """A new catalogue: fixed header, files without line numbers, lines of at most a hundred characters."""
    words = "words that do not fit on a single line of a file that people read " * 2
    merged = merge_catalog(empty_catalog("hy", "sample"), [want("long", words + "end")], plural_header=TWO)
    assert write_catalog(merged).decode() == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: sample\\n"\n'
        '"Language: hy\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
        "\n"
        "#: facts/sample.yaml\n"
        'msgctxt "long"\n'
        'msgid ""\n'
        '"words that do not fit on a single line of a file that people read words that do not fit on a "\n'
        '"single line of a file that people read end"\n'
        'msgstr ""\n'
    )


def test_translators_headers_are_kept(tmp_path: Path) -> None:
    """Who translated, when, and from which template stays; boilerplate goes when the catalogue is merged."""
    text = HEADER.rstrip() + (
        '\n"POT-Creation-Date: 2020-01-01 00:00+0000\\n"\n"Last-Translator: A <a@example.org>\\n"\n'
        '"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"\n"X-Generator: Poedit 3\\n"\n'
    )
    headers = merge_catalog(catalog_of(tmp_path, text), [], plural_header=TWO).headers
    assert headers["Last-Translator"] == "A <a@example.org>"
    assert headers["POT-Creation-Date"] == "2020-01-01 00:00+0000"
    assert headers["X-Generator"] == "Poedit 3"
    assert "PO-Revision-Date" not in headers


def test_a_template_has_empty_forms_and_no_language() -> None:
    """A POT file holds what is wanted, each plural with two empty forms."""
    wanted = replace(want("unit:boat", "boat", "boats"), note="report\nvalue: 3 boat")
    assert write_template("sample", [wanted]).decode().split("\n\n")[1] == (
        "#. report\n#. value: 3 boat\n#: facts/sample.yaml\n"
        'msgctxt "unit:boat"\nmsgid "boat"\nmsgid_plural "boats"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
