"""Open data: what `briefing export` writes, held against its JSON Schema, against RFC 4180 and against HXL 1.1."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefing.cli import run
from briefing.opendata import DataBook, DataFact, DataSource, csv_of, hxl_of

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "open-data.schema.json"
BRIEF = "velora-flood-2026"


def exported(name: str, *arguments: str, code: int = 0) -> bytes:
    """Export one brief and give the bytes of its file."""
    assert run(["export", *arguments]) == code
    return Path("build", BRIEF, f"{BRIEF}.{name}").read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Read CSV back, with a row of hashtags when there is one."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


def facts_of(content: bytes) -> dict[str, Any]:
    """Read JSON back, facts by id; a float anywhere is a failure."""

    def refuse(number: str) -> float:
        pytest.fail(f"{number} is a float")

    return {fact["id"]: fact for fact in json.loads(content, parse_float=refuse)["facts"]}


@pytest.fixture
def guarded(flood: Path) -> Path:
    """Give the flood with a note, and with a place in a source that looks like a formula."""
    path = flood / "facts" / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace(
        "    label: forced from home\n", "    label: forced from home\n    note: for the desk alone\n", 1
    )
    path.write_text(text.replace("at: table 2", "at: '@table'"), encoding="utf-8")
    return flood


def test_json_keeps_to_its_schema(flood: Path) -> None:
    """Every kind of value, date and speaker of the flood is as the schema says; the schema is one itself."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    tree = json.loads(exported("facts.json", "json"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(tree)] == []
    for fault in faulty(tree):
        assert not Draft202012Validator(schema).is_valid(fault)


def faulty(tree: Any) -> Iterator[Any]:
    """Give trees that are wrong in one place each."""
    changes: list[dict[str, Any]] = [
        {"value": {"number": 1850}},
        {"qualifier": None},
        {"unit": None},
        {"sources": []},
        {"note": ""},
    ]
    for change in changes:
        facts = [fact | change if fact["id"] == "displaced" else fact for fact in tree["facts"]]
        yield tree | {"facts": facts}
    yield {key: value for key, value in tree.items() if key != "digest"}


def test_json_of_the_shipped_brief_keeps_to_its_schema(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The brief that comes with the tool has all 39 facts in four languages."""
    monkeypatch.chdir(ROOT)
    assert run(["export", "json", "--out", "-"]) == 0
    tree = json.loads(capsysbinary.readouterr().out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(tree)] == []
    assert (len(tree["facts"]), tree["locales"]) == (39, ["en", "hy", "az", "ru"])
    assert [f["id"] for f in tree["facts"] if None in f["sentence"].values()] == []


def test_numbers_keep_their_digits_qualifiers_and_shapes(flood: Path) -> None:
    """A number, a range, a part and zero, as they were typed."""
    facts = facts_of(exported("facts.json", "json", "--lang", "en"))
    told = {id_: (f["value"], f["qualifier"], f["unit"]) for id_, f in facts.items() if f["value"]}
    assert told == {
        "power-cut": ({"number": "1.5"}, "more-than", "day"),
        "displaced": ({"number": "1850"}, "at-least", "person"),
        "displaced-survey": ({"low": "2300", "high": "2600"}, "between", "person"),
        "deaths": ({"number": "0"}, "exactly", "death"),
        "unsafe-water": ({"number": "58.3"}, "about", "percent"),
        "damaged-houses": ({"low": "400", "high": "600"}, "between", "house"),
        "cut-villages": ({"part": "3", "of": "7"}, "exactly", "village"),
        "rescue-boats": ({"number": "21"}, "exactly", "boat-crew"),
        "tents-needed": ({"number": "600"}, "at-least", "tent"),
        "tents-given": ({"number": "240"}, "exactly", "tent"),
    }


def test_a_response_names_its_need_and_a_forecast_its_likelihood(flood: Path) -> None:
    """What pictures are drawn from is in the data, too, and in no row that it is not of."""
    facts = facts_of(exported("facts.json", "json", "--lang", "en"))
    told = {id_: (f["meets"], f["likelihood"]) for id_, f in facts.items() if f["meets"] or f["likelihood"]}
    assert told == {"tents-given": ("tents-needed", None), "more-rain": (None, "very-likely")}


def test_a_response_does_not_name_a_withheld_need(flood: Path) -> None:
    """That there is one would be told by its id."""
    path = flood / "facts" / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8")
    assert "    label: needed\n" in text
    path.write_text(
        text.replace("    label: needed\n", "    label: needed\n    sensitivity: restricted\n"), "utf-8"
    )
    assert facts_of(exported("facts.json", "json", "--lang", "en"))["tents-given"]["meets"] is None


def test_rivals_are_two_rows_with_two_speakers(flood: Path) -> None:
    """No row has a number that nobody said, and a range has no number of its own."""
    rows = [row for row in rows_of(exported("facts.csv", "csv", "--lang", "en")) if row["competes_with"]]
    told = [
        (r["id"], r["speaker_en"], r["qualifier"], r["value"], r["low"], r["high"], r["competes_with"])
        for r in rows
    ]
    assert told == [
        ("displaced", "the town council", "at-least", "1850", "", "", "displaced-survey"),
        ("displaced-survey", "the relief network", "between", "", "2300", "2600", "displaced"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ('"2026-03"', ("2026-03", "", "2026-03-01", "2026-03-31")),
        ('"2026-02-28/2026-03-01"', ("2026-02-28/2026-03-01", "", "2026-02-28", "2026-03-01")),
        ('"2026-02-28/.."', ("2026-02-28/..", "", "2026-02-28", "")),
        ('"../2026"', ("../2026", "", "", "2026-12-31")),
        ("2025~", ("2025~", "", "", "")),
        ('"2025?"', ("2025?", "", "", "")),
        ("{edtf: 199X, part: early}", ("199X", "early", "1990-01-01", "1999-12-31")),
        ("null", ("", "", "", "")),
    ],
)
def test_dates_are_edtf_and_days_where_days_can_say_it(
    flood: Path, typed: str, expected: tuple[str, str, str, str]
) -> None:
    """What a plain day cannot express is left empty rather than made more exact."""
    path = flood / "facts" / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('as_of: "2026-03"\n', f"as_of: {typed}\n"), encoding="utf-8")
    rows = {row["id"]: row for row in rows_of(exported("facts.csv", "csv", "--lang", "en"))}
    row = rows["damaged-houses"]
    assert (row["as_of"], row["as_of_part"], row["as_of_start"], row["as_of_end"]) == expected


@pytest.mark.parametrize(("form", "name"), [("json", "facts.json"), ("csv", "facts.csv"), ("hxl", "hxl.csv")])
def test_nothing_withheld_and_no_note_gets_out(guarded: Path, form: str, name: str) -> None:
    """A restricted fact leaves neither words nor id; a note stays with the desk."""
    text = exported(name, form).decode()
    assert "displaced-survey" in text
    assert [word for word in ("shelter", "mill", "restricted", "desk alone") if word in text] == []


def test_a_protected_source_shows_neither_id_nor_place_nor_label(flood: Path) -> None:
    """That there is a source is all that is said of it."""
    path = flood / "facts" / f"{BRIEF}.yaml"
    text = path.read_text(encoding="utf-8")
    kind = re.search(r"  network-survey:\n    kind: \w+\n", text)
    assert kind is not None
    path.write_text(text.replace(kind[0], f"{kind[0]}    protected: true\n"), encoding="utf-8")
    content = exported("facts.json", "json", "--lang", "en")
    assert b"survey by" not in content.lower()
    assert b"network-survey" not in content
    assert facts_of(content)["unsafe-water"]["sources"] == [{"source": "protected-1", "at": None}]


@pytest.mark.parametrize(("form", "name"), [("json", "facts.json"), ("csv", "facts.csv"), ("hxl", "hxl.csv")])
def test_the_same_facts_give_the_same_bytes(
    flood: Path, form: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another day changes nothing, and what is written again is left alone."""
    first = exported(name, form)
    before = Path("build", BRIEF, f"{BRIEF}.{name}").stat().st_mtime_ns
    monkeypatch.setenv("BRIEFING_TODAY", "2027-01-01")
    assert exported(name, form) == first
    assert Path("build", BRIEF, f"{BRIEF}.{name}").stat().st_mtime_ns == before


def test_digest_is_that_of_the_facts_and_not_of_their_words(flood: Path) -> None:
    """A changed number changes it; another choice of languages does not."""
    digest = json.loads(exported("facts.json", "json"))["digest"]
    assert json.loads(exported("facts.json", "json", "--lang", "hy"))["digest"] == digest
    path = flood / "facts" / f"{BRIEF}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("1850", "1851"), encoding="utf-8")
    assert json.loads(exported("facts.json", "json"))["digest"] != digest


def test_csv_is_that_of_rfc_4180(guarded: Path) -> None:
    """CRLF, equally many fields in every row, no byte-order mark unless it is asked for."""
    content = exported("facts.csv", "csv")
    assert content.count(b"\r\n") == content.count(b"\n") == len(rows_of(content)) + 1
    lines = list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    assert exported("facts.csv", "csv", "--bom") == b"\xef\xbb\xbf" + content


def test_a_text_is_no_formula_and_a_bar_no_border(guarded: Path) -> None:
    """An apostrophe keeps a spreadsheet from running a text; JSON has it plain."""
    rows = {row["id"]: row for row in rows_of(exported("facts.csv", "csv", "--lang", "en"))}
    assert rows["displaced"]["source_place"] == "'@table"
    assert rows["flood-event"]["source"].split("|") == ["council-report", "network-survey"]
    assert rows["flood-event"]["source_place"].split("|") == ["p. 1", ""]
    facts = facts_of(exported("facts.json", "json", "--lang", "en"))
    assert facts["displaced"]["sources"] == [{"source": "council-report", "at": "@table"}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_every_start_of_a_formula_is_disarmed_in_every_column_but_numbers(start: str) -> None:
    """Whatever field a text comes in; a number that is negative stays a number."""
    text = f"{start}cmd"
    rows = rows_of(csv_of(book_of(text)))
    armed = {head for head, cell in rows[0].items() if cell.startswith(start)}
    assert armed == ({"value"} if start == "-" else set())
    assert rows[0]["value"] == "-3.5"
    assert rows[0]["sentence_en"] == f"'{text}"


def test_a_bar_and_a_backslash_in_a_list_can_be_told_from_those_between(flood: Path) -> None:
    """Splitting at bars that have no backslash before them gives the list back."""
    row = rows_of(csv_of(book_of("a|b\\c")))[0]
    assert row["source_place"] == "a\\|b\\\\c"


def test_an_untranslated_sentence_stops_the_file_or_is_left_empty(flood: Path) -> None:
    """No sentence goes out under a language that it is not in."""
    path = flood / "locales" / "ru" / "LC_MESSAGES" / f"{BRIEF}.po"
    text = path.read_text(encoding="utf-8")
    found = re.search(r'msgctxt "power-cut"\nmsgid (?:".*"\n)+msgstr (?P<text>(?:".*"\n)+)', text)
    assert found is not None
    path.write_text(text.replace(found["text"], '""\n', 1), encoding="utf-8")
    assert run(["export", "json"]) == 1
    assert not Path("build").exists()
    facts = facts_of(exported("facts.json", "json", "--allow-untranslated"))
    assert facts["power-cut"]["sentence"]["ru"] is None
    assert facts["power-cut"]["sentence"]["hy"]
    rows = {row["id"]: row for row in rows_of(exported("facts.csv", "csv", "--allow-untranslated"))}
    assert rows["power-cut"]["sentence_ru"] == ""


def test_paths_go_to_stdout_and_no_file_is_left_when_one_brief_is_wrong(
    flood: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All files of a run or none."""
    assert run(["export", "csv", "--out", "data"]) == 0
    assert capsys.readouterr().out == f"data/{BRIEF}/{BRIEF}.facts.csv\n"
    good = (flood / "facts" / f"{BRIEF}.yaml").read_text(encoding="utf-8")
    (flood / "facts" / "other.yaml").write_text(good.replace(f"id: {BRIEF}", "id: another"), encoding="utf-8")
    assert run(["export", "json"]) == 1
    said = capsys.readouterr()
    assert (said.out, "BR228" in said.err, Path("build").exists()) == ("", True, False)


@pytest.mark.parametrize(
    "arguments", [["json", "--bom"], ["json", "--out", "-"], ["xml"]], ids=["bom", "two-to-stdout", "xml"]
)
def test_what_cannot_be_written_is_refused(flood: Path, arguments: list[str]) -> None:
    """A mark in JSON, two briefs on one stream, a format that is none."""
    (flood / "facts" / "other.yaml").write_text("schema: 1\n", encoding="utf-8")
    assert run(["export", *arguments]) == 2


def test_exported_files_disturb_neither_parity_nor_the_search_for_leaks(
    flood: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They lie among the pages and are no pages."""
    assert run(["build", "--format", "html"]) == 0
    assert [run(["export", form]) for form in ("json", "csv", "hxl")] == [0, 0, 0]
    assert run(["parity"]) == 0
    assert run(["check", "--leaks"]) == 0
    shown = (Path("build", BRIEF) / f"{BRIEF}.facts.json").read_text(encoding="utf-8")
    (Path("build", BRIEF) / f"{BRIEF}.facts.json").write_text(
        shown.replace("forced from home", "The shelter stands behind the old mill."), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(["check", "--leaks"]) == 1
    assert "BR751" in capsys.readouterr().err


def book_of(text: str) -> DataBook:
    """Give a book of one fact that has the same text wherever a text may be, and a negative number."""
    source = DataSource(
        id=text,
        kind="report",
        label={"en": text},
        title=text,
        publisher=text,
        author=text,
        language="en",
        published=None,
        url=text,
        is_protected=False,
    )
    fact = DataFact(
        id=text,
        section="outlook",
        kind="figure",
        sentence={"en": text},
        label={"en": text},
        value={"number": "-3.5"},
        qualifier="about",
        unit=text,
        speaker=text,
        speaker_name={"en": text},
        speech_act="say",
        certainty="reported",
        when=None,
        as_of=None,
        sources=((text, text),),
        competes_with=(text,),
        contradicts=(text,),
        sum_of=(text,),
        meets=None,
        likelihood=None,
        condition=None,
        outcome=None,
        hxl=text,
    )
    return DataBook(
        brief=text,
        digest="0" * 64,
        locales=("en",),
        title={"en": text},
        sources={text: source},
        facts=(fact,),
    )


def test_hxl_of_a_formula_is_disarmed_as_well() -> None:
    """The row of hashtags begins with `#` and is left as it is."""
    lines = hxl_of(book_of("=x")).decode().split("\r\n")
    assert lines[1].startswith("#meta+brief,#meta+id,")
    assert lines[2].startswith("'=x,'=x,")
