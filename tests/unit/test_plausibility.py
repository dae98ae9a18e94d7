"""What cannot be is found: in facts, sources, settings, and in the order of editions."""

import json
import struct
import zlib
from pathlib import Path

import pytest

from briefing.cli import run

FACTS = Path("facts/sample.yaml")
SANDBAGS = "    value: 5000\n    unit: sandbag\n    qualifier: about\n"


def replace(old: str, new: str, path: Path = FACTS) -> None:
    """Change a file of the project."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, int]]:
    """Give code, line and column of every error."""
    capsys.readouterr()
    run(["check", "--output-format", "json"])
    told = json.loads(capsys.readouterr().out)["diagnostics"]
    return [(d["code"], d["line"], d["column"]) for d in told if d["severity"] == "error"]


@pytest.mark.parametrize(
    ("value", "unit", "codes"),
    [
        ("-3", "person", ["BR252"]),
        ("-3", "day", ["BR252"]),
        ("-0.5", "tonne", ["BR252"]),
        ("-3", "sandbag", ["BR252"]),
        ("{low: -5, high: 5}", "house", ["BR252"]),
        ("{part: -1, of: 7}", "house", ["BR252"]),
        ("{part: -1, of: -7}", "percent", ["BR219", "BR252", "BR252"]),
        ("{part: 0, of: 0}", "house", ["BR252"]),
        ("{part: 8, of: 7}", "house", ["BR219"]),
        ("-3", "percent", []),
        ("-3.5", "percentage-point", []),
        ("-2", "metre", []),
        ("-100", "USD", []),
        ("0", "person", []),
        ("{part: 0, of: 7}", "house", []),
    ],
)
def test_persons_and_things_are_not_fewer_than_none(
    sample: Path, capsys: pytest.CaptureFixture[str], value: str, unit: str, codes: list[str]
) -> None:
    """Shares, levels and money may be below zero; a part may be none of its whole."""
    qualifier = "between" if "low" in value else "about"
    replace(SANDBAGS, f"    value: {value}\n    unit: {unit}\n    qualifier: {qualifier}\n")
    assert [code for code, _, _ in found(capsys) if code in ("BR252", "BR219")] == codes


@pytest.mark.parametrize(
    "name", ["competes_with", "contradicts", "supersedes", "resolves", "sum_of", "meets"]
)
def test_no_fact_names_itself(sample: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """Whatever it says of the other one."""
    value = "sandbags" if name == "meets" else "[sandbags]"
    replace(SANDBAGS, f"{SANDBAGS}    {name}: {value}\n")
    code = {"sum_of": "BR238", "meets": "BR245"}.get(name, "BR251")
    assert code in [code for code, _, _ in found(capsys)]


def test_sources_and_actors_do_not_name_themselves(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor two sources one another."""
    replace('published: "2026-03-06"', 'published: "2026-03-06"\n    depends_on: [survey]')
    replace('published: "2026-03-07"', 'published: "2026-03-07"\n    depends_on: [report, survey]')
    replace("    kind: government\n", "    kind: government\n    party: council\n")
    places = [(line, column) for code, line, column in found(capsys) if code == "BR251"]
    assert places == [(14, 18), (19, 18), (19, 26), (24, 12)]


@pytest.mark.parametrize(
    "lines",
    [
        "    outcome: {state: happened, on: 2026-04-01, sources: [report]}\n",
        "    review: {state: reviewed, by: Anna, on: 2026-04-01}\n",
        "    retracted: {by: us, on: 2026-04-01}\n",
    ],
)
def test_what_was_done_was_not_done_tomorrow(
    sample: Path, capsys: pytest.CaptureFixture[str], lines: str
) -> None:
    """The day of an outcome, of a review, of a retraction."""
    replace("    text: More rain", f"{lines}    text: More rain")
    assert "BR223" in [code for code, _, _ in found(capsys)]


@pytest.mark.parametrize(
    "command",
    [
        ["set", "households", "--value", "1300", "--as-of", "2026-03-11", "--source", "report"],
        ["set", "sandbags", "--value", "5100", "--as-of", "2026-04", "--source", "report"],
        ["correct", "households", "--as-of", "2026-03-11", "--why", "x"],
        ["resolve", "rain", "--outcome", "happened", "--on", "2026-03-11", "--source", "report"],
    ],
)
def test_an_act_of_tomorrow_is_refused_at_once(
    sample: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """The file and the ledger stay as they were."""
    before = FACTS.read_bytes()
    assert run([*command, "--by", "Anna"]) == 2
    assert "is after today" in capsys.readouterr().err
    assert FACTS.read_bytes() == before
    assert not Path("editions").exists()


def test_a_slip_that_is_there_already_excuses_no_other(sample: Path) -> None:
    """The same words are found twice; the second is new."""
    replace("    text: The dam above", '    as_of: "2026-03-11"\n    text: The dam above')
    command = ["set", "households", "--value", "1300", "--as-of", "2026-03-11", "--source", "report"]
    assert run([*command, "--by", "Anna"]) == 2


def test_no_edition_is_dated_before_the_last(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 4 and nothing written, whether something has changed or not; the same day again is no step back."""
    replace("publisher", "approvals = 0\nreviews = 0\npublisher", Path("briefing.toml"))
    assert run(["publish", "--by", "Anna"]) == 0
    before = {
        path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and "public" in path.parts
    }
    assert run(["publish", "--by", "Anna", "--today", "2026-03-09"]) == 4
    assert "[BR716]" in capsys.readouterr().err
    replace("at-least\n", "about\n")
    assert run(["publish", "--by", "Anna", "--today", "2026-03-09"]) == 4
    after = {
        path: path.read_bytes() for path in Path().rglob("*") if path.is_file() and "public" in path.parts
    }
    assert after == before
    assert run(["publish", "--by", "Anna", "--today", "2026-03-10"]) == 0


def test_a_long_id_of_a_brief_is_a_finding(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The names of its files would be longer than a system takes."""
    id_ = "a" * 240
    replace("id: sample", f"id: {id_}")
    FACTS.rename(f"facts/{id_}.yaml")
    assert run(["build"]) == 1
    assert "[BR213]" in capsys.readouterr().err


@pytest.mark.parametrize(
    "line",
    [
        'theme = "NAME"',
        'layouts = ["NAME"]',
        'logo = "templates/NAME.svg"',
        'map = { coastline = "templates/NAME.json", credit = "x" }',
    ],
)
def test_a_long_name_in_the_settings_is_a_finding(
    sample: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    """And no refusal of the system in the middle of a command."""
    replace("publisher", f"{line.replace('NAME', 'a' * 300)}\npublisher", Path("briefing.toml"))
    replace('layouts = ["a4"]\n', "", Path("briefing.toml"))
    assert [(code, line) for code, line, _ in found(capsys)] == [("BR104", 3)]


def test_a_long_credit_is_no_name(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Words may be as long as they are."""
    map_ = 'map = { coastline = "templates/none.geojson", credit = "' + "a" * 300 + '" }\npublisher'
    replace("publisher", map_, Path("briefing.toml"))
    assert [code for code, _, _ in found(capsys)] == ["BR114"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_a_coast_has_no_point_nowhere(sample: Path, capsys: pytest.CaptureFixture[str], number: str) -> None:
    """What Python reads and JSON does not have, and what overflows."""
    Path("templates").mkdir()
    shape = f'{{"type": "LineString", "coordinates": [[44.5, 40.2], [{number}, 40.3]]}}'
    Path("templates/coast.geojson").write_text(shape, encoding="utf-8")
    map_ = 'map = { coastline = "templates/coast.geojson", credit = "Survey" }\npublisher'
    replace("publisher", map_, Path("briefing.toml"))
    assert [code for code, _, _ in found(capsys)] == ["BR114"]


@pytest.mark.parametrize(("rows", "codes"), [(10, []), (7, ["BR112"]), (0, ["BR112"])])
def test_a_png_without_its_last_rows_is_not_whole(
    sample: Path, capsys: pytest.CaptureFixture[str], rows: int, codes: list[str]
) -> None:
    """Though each of its parts is."""
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", 10, 10, 8, 0, 0, 0, 0),
        b"IDAT": zlib.compress((b"\0" + b"\x80" * 10) * rows),
        b"IEND": b"",
    }
    data = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts.items()
    )
    Path("templates").mkdir()
    Path("templates/logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data)
    replace("publisher", 'logo = "templates/logo.png"\npublisher', Path("briefing.toml"))
    assert [code for code, _, _ in found(capsys)] == codes


TITLED = "<html><head><title>{{ _('Sources') }}</title></head></html>"


@pytest.mark.parametrize("template", ["", " \n", "{# nothing #}", "{% set x = 1 %}", TITLED])
def test_a_template_without_content_is_an_error(
    sample: Path, capsys: pytest.CaptureFixture[str], template: str
) -> None:
    """A blank sheet is not built; exit 1."""
    Path("templates").mkdir()
    Path("templates/brief.html").write_text(template, encoding="utf-8")
    assert run(["build", "--format", "html"]) == 1
    assert "[BR511]" in capsys.readouterr().err
    assert not list(Path().glob("build/**/*.html"))


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('locales = ["en-GB", "a\\u0072menian"]', ("BR102", 2, 22)),
        ('layouts = ["a\\u0034\\u0034"]', ("BR103", 2, 13)),
        ('theme = "a\\\\b"', ("BR104", 2, 1)),
        ('theme = "f\\u0061ncy"', ("BR111", 2, 10)),
        ('severity = { BR207 = "f\\u0061tal" }', ("BR104", 2, 23)),
        ("logo = 'templates\\logo.svg'", ("BR112", 2, 9)),
    ],
)
def test_a_setting_with_an_escape_has_its_place(
    sample: Path, capsys: pytest.CaptureFixture[str], line: str, place: tuple[str, int, int]
) -> None:
    """Not the first character of the file."""
    Path("briefing.toml").write_text(f'[briefing]\n{line}\npublisher = "Desk"\n', encoding="utf-8")
    assert place in found(capsys)
