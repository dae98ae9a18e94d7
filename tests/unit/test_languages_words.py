"""All words of a page stand in the language's file: no CLDR is asked for them, only for what a hint suggests."""

import re
import subprocess
import sys
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.diagnostics import Outcome
from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    date_forms,
    format_list,
    format_quantity,
    format_when,
    known_name,
    quantity_forms,
    read_language,
    unit_ids,
)
from briefing.languages.plurals import category_of, parse_rule
from briefing.values import Moment, Quantity, When

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "en", "hy", "az", "ru", "uk", "ka")
NUMBERS = tuple(
    map(Decimal, ("0", "1", "2", "5", "21", "1.5", "1.0", "-40", "25000", "1500000", "2000000000"))
)
CONDITIONS = {
    "v = 0 and i % 10 = 1 and i % 100 != 11": "1 21 31 101 1001",
    "v = 0 and i % 10 = 2..4 and i % 100 != 12..14": "2 3 4 22 24 102",
    "i = 0,1": "0 1 0.5 1.5 1.0",
    "n = 1": "1 1.0",
    "i = 1 and v = 0": "1",
    "n % 10 = 1..2,5": "1 2 5 11 12 21 22 31 101 102 1001 1.0",
    "n != 0..200": "1001 0.5 1.5",
    "t != 0 or f = 0 and w = 0 and v = 1": "0.5 1.5 1.0",
    "e = 0 and n = 0..200 and c != 1": "0 1 2 3 4 5 11 12 14 21 22 24 31 101 102 1.0",
}
PROBES = [*map(str, (0, 1, 2, 3, 4, 5, 11, 12, 14, 21, 22, 24, 31, 101, 102, 1001)), "0.5", "1.5", "1.0"]


def reading(folder: Path, text: str, locale: str) -> Outcome[Language | None]:
    """Read a language file of the given text."""
    path = folder / f"locales/{locale}/language.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return read_language(Inputs(root=folder, carried=folder), locale)


def text_of(locale: str) -> str:
    """Give the text of a language file, shipped or of the tests."""
    name = f"{locale.partition('-')[0]}/language.yaml"
    return next(
        path.read_text(encoding="utf-8")
        for folder in ("locales", "tests/languages")
        if (path := ROOT / folder / name).is_file()
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_no_form_of_anything_asks_cldr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
    """Every form of every unit, date and list, written where there is no Babel at all."""
    monkeypatch.setitem(sys.modules, "babel", None)
    its = reading(tmp_path, text_of(locale), locale).value
    assert its is not None
    texts = [
        format_quantity(its, Quantity(low=number, unit=unit), (form,)).text
        for unit in unit_ids(its)
        for form in quantity_forms(its)
        for number in NUMBERS
    ]
    days = [
        When(edtf="", start=Moment(year=2023, month=9, day=day, precision="day")) for day in range(18, 25)
    ]
    texts += [format_when(its, day, (form,)) for day in days for form in date_forms(its)]
    texts += [format_list(its, ["A", "B", "C", "D"], "and"), format_list(its, ["A", "B"], "or")]
    assert all(texts)


def test_a_build_imports_no_babel(flood: Path) -> None:
    """Pages of all languages are rendered without it."""
    code = (
        "import sys; from briefing.cli import run; code = run(sys.argv[1:]); "
        "print(code, 'babel' in sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "build", "--format", "html", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=flood)
    assert done.stderr.splitlines()[-1] == "0 False"


@pytest.mark.parametrize("condition", CONDITIONS)
def test_a_plural_rule_is_read_as_cldr_writes_it(condition: str) -> None:
    """Ranges, moduli, and the digits typed: 1 is not 1.0."""
    rules = {"one": parse_rule(condition)}
    matched = [probe for probe in PROBES if category_of(rules, Decimal(probe)) == "one"]
    assert matched == sorted(CONDITIONS[condition].split(), key=PROBES.index)


@pytest.mark.parametrize(
    "text", ["", "one", "i = ", "i % 0 = 1", "x = 1", "i = 1 and", "i == 1", "i = 1..", "i = " + "9" * 50]
)
def test_a_broken_plural_rule_is_a_finding(tmp_path: Path, text: str) -> None:
    """Whatever it is, with a hint that shows how one looks."""
    found = reading(tmp_path, text_of("hy").replace('{one: "i = 0,1"}', f'{{one: "{text}"}}'), "hy")
    assert [(d.code.id, d.hint) for d in found.diagnostics] == [
        ("BR110", "write it as CLDR does: `v = 0 and i % 10 = 2..4`")
    ]


BROKEN = [
    ('end: "{0} և {1}"}', 'end: "{0} և"}', "`{0} և` does not join `{0}` and `{1}`"),
    ('"2": "{0} կամ {1}"', '"2": "{1} կամ {0}"', "`{1} կամ {0}` does not join `{0}` and `{1}`"),
    ('"2": "{0} կամ {1}"', '"2": "{0} {0} {1}"', "`{0} {0} {1}` does not join `{0}` and `{1}`"),
    ("    1000000: ", "    1000001: ", "`1000001` is not a power of ten from 1000 on"),
    ("    1000: ", "    100: ", "`100` is not a power of ten from 1000 on"),
    ('"{n}\\u00A0հազար"', '"հազար"', "`հազար` does not have `{n}` once"),
    ("ուրբաթ, շաբաթ, ", "ուրբաթ, ", "`dates.weekdays.nom` has 6 words, not 7"),
    ("    nom: [երկուշաբթի", "    gen: [երկուշաբթի", "`dates.weekdays` lacks `nom`"),
    ("gen: {one: gen, ", "gen: {oen: gen, ", "`oen` has no plural rule"),
    ("ranges: end", "ranges: few", "`few` has no plural rule"),
    ("plural_rules: {one: ", "plural_rules: {two: ", "`one` has no plural rule"),
    ('{d}, {weekday}"', '{d}, {weekday:gen}"', "`{weekday}` has no form `gen`"),
]


@pytest.mark.parametrize(("good", "bad", "message"), BROKEN, ids=[b[1] for b in BROKEN])
def test_words_that_cannot_be_used_are_found(tmp_path: Path, good: str, bad: str, message: str) -> None:
    """Before a page is rendered, and never by a crash of it."""
    assert good in text_of("hy")
    found = reading(tmp_path, text_of("hy").replace(good, bad, 1), "hy")
    assert {(d.code.id, d.message) for d in found.diagnostics} == {("BR110", message)}


def test_a_region_is_held_to_the_same(tmp_path: Path) -> None:
    """What a region lays over the file is checked as laid over it, and found there."""
    text = text_of("en").replace('or: {end: "{0}, or {1}"}', 'or: {end: "or {1}"}')
    (finding,) = reading(tmp_path, text, "en").diagnostics
    assert finding.message == "`or {1}` does not join `{0}` and `{1}`"
    assert finding.span is not None
    assert "or {1}" in text.split("\n")[finding.span.line - 1]


def test_the_comma_before_the_last_is_of_the_united_states() -> None:
    """And of no other region that reads the same file."""
    inputs = Inputs(root=ROOT, carried=ROOT)
    languages = [read_language(inputs, locale).value for locale in ("en", "en-US", "en-GB", "en-IE")]
    assert [format_list(its, ["A", "B", "C"]) for its in languages if its is not None] == [
        "A, B, and C",
        "A, B, and C",
        "A, B and C",
        "A, B and C",
    ]


def test_compact_numbers_keep_every_digit_and_their_minus(tmp_path: Path) -> None:
    """The word follows the number as written; below a thousand the number stands as it was typed."""
    its = reading(tmp_path, text_of("ru"), "ru").value
    assert its is not None
    typed = ("1000", "1200", "5000", "1500000", "-2000000", "12.50", "123456789012345678", "1" + "0" * 40)
    texts = [format_quantity(its, Quantity(low=Decimal(n)), ("compact",)).text for n in typed]
    assert [text.replace("\u00a0", " ").replace("\u202f", " ") for text in texts] == [
        "1 тысяча",
        "1,2 тысячи",
        "5 тысяч",
        "1,5 миллиона",
        "\u22122 миллиона",
        "12,50",
        "123 456,789012345678 триллиона",
        f"10{' 000' * 9} триллионов",
    ]


def test_what_lacks_is_suggested_from_cldr(tmp_path: Path) -> None:
    """A file that left its words to CLDR is told the line to write for each, until it has them all."""
    plain: dict[str, Any] = yaml.load(text_of("uk"), Loader=yaml.BaseLoader)  # noqa: S506  # makes texts alone
    plain["dates"]["months"] |= {"nom": "cldr stand-alone", "gen": "cldr format"}
    plain["lists"] = {}
    del plain["plural_rules"], plain["numbers"]["compact"], plain["dates"]["weekdays"]
    found = reading(tmp_path, yaml.safe_dump(plain, allow_unicode=True), "uk")
    assert len(found.diagnostics) == 7
    for finding in found.diagnostics:
        hint = re.fullmatch(r"(?:add|write) `(.*)`", str(finding.hint))
        assert hint is not None, finding
        owner = re.match(r"`([a-z.]+)` (?:lacks|is not a list)", finding.message)
        path = owner[1].split(".") if owner else []
        _write(plain, path[:-1] if "is not" in finding.message else path, hint[1])
    its = reading(tmp_path, yaml.safe_dump(plain, allow_unicode=True), "uk").value
    assert its is not None
    assert its.dates.months["gen"][8] == "вересня"
    assert its.dates.months["nom"][8] == "вересень"
    assert its.dates.weekdays["nom"][1] == "вівторок"
    assert category_of(its.plural_rules, Decimal(22)) == "few"
    assert its.numbers.compact[1000]["many"] == "{n}\u00a0тисяч"
    assert format_list(its, ["A", "B", "C"], "or") == "A, B або C"


def _write(plain: dict[str, Any], path: Sequence[str], line: str) -> None:
    for key in path:
        plain = plain[key]
    plain |= yaml.load(line, Loader=yaml.BaseLoader)  # noqa: S506  # makes texts alone


def test_a_name_that_is_none_is_not_suggested() -> None:
    """CLDR explains the island of Sark in Azerbaijani by the dialect that is spoken there."""
    its = read_language(Inputs(root=ROOT, carried=ROOT), "az").value
    assert its is not None
    assert [known_name(its, name) for name in ("Georgia", "Sark", "Velora")] == ["Gürcüstan", None, None]
