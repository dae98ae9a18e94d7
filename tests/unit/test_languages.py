"""Reading a language file, and what it says of letters, lists, quotes and places in a source."""

import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from briefing.diagnostics import Outcome
from briefing.inputs import Inputs
from briefing.languages import (
    Language,
    capitalize_first,
    format_list,
    format_quantity,
    format_when,
    name_cases,
    place_in_source,
    quote,
    read_language,
    sort_key,
    unit_ids,
)
from briefing.values import Moment, Quantity, When

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "hy", "az", "ru")
UKRAINIAN = {
    "name: Русский": "name: Українська",
    "cldr: ru": "cldr: uk",
    "region: RU": "region: UA",
    "сентябре, октябре": "вересні, жовтні",
    "не менее {n:gen}": "щонайменше {n}",
    "в {month:loc} {y} года": "у {month:loc} {y} року",
}


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale)
    assert found.diagnostics == ()
    assert found.value is not None
    return found.value


def reading(folder: Path, text: str, locale: str = "xx") -> Outcome[Language | None]:
    """Read a language file of the given text."""
    path = folder / f"locales/{locale}/language.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return read_language(Inputs(root=folder, carried=folder), locale)


def shipped_text(locale: str) -> str:
    """Give the text of a shipped language file."""
    return (ROOT / f"locales/{locale}/language.yaml").read_text(encoding="utf-8")


def test_a_language_knows_itself() -> None:
    """Tag, direction, plural header and count are those of the locale."""
    assert [(its.tag, its.direction, its.plural_count) for its in map(language, LOCALES)] == [
        ("en-GB", "ltr", 2),
        ("hy", "ltr", 2),
        ("az", "ltr", 2),
        ("ru", "ltr", 3),
    ]
    assert language("hy").plural_header == "nplurals=2; plural=(n > 1);"
    assert [language(locale).cldr for locale in ("en-GB", "en", "hy")] == ["en_GB", "en_US", "hy_AM"]


def test_the_region_of_a_locale_shares_the_file_of_its_language(tmp_path: Path) -> None:
    """`ru-KZ` reads locales/ru, and a file of its own before that."""
    assert language("ru-KZ").locale == "ru-KZ"
    own = reading(tmp_path, shipped_text("ru").replace("name: Русский", "name: Русский (Казахстан)"), "ru-KZ")
    assert own.value is not None
    assert own.value.own_name == "Русский (Казахстан)"


def test_a_missing_file_says_where_to_put_it(tmp_path: Path) -> None:
    """BR109 names the file to write."""
    found = read_language(Inputs(root=tmp_path, carried=tmp_path), "ka")
    assert found.value is None
    assert [(d.code.id, d.message) for d in found.diagnostics] == [("BR109", "`ka` has no language data")]
    assert "locales/ka/language.yaml" in str(found.diagnostics[0].hint)


FAULTS = [
    ("group_from: 5", "group_from: five", "`five` is not a whole number of at least 1", "five"),
    ("direction: ltr", "direction: left", "`left` is none of `ltr`, `rtl`", "left"),
    ("cldr: ru", "cldr: qq", "CLDR has no locale `qq`", "qq"),
    ("name: Русский", "nmae: Русский", "`nmae` is not a key of the file", "nmae"),
    ("  decimal:", "  decimals:", "`decimals` is not a key of `numbers`", "decimals"),
    ('about: {other: "около {n:gen}"', 'about: {other: "около {n:gne}"', "`{n}` has no form `gne`", '"около'),
    ('of: "{y} года"', 'of: "{yy} года"', "`{yy}` cannot stand here", '"{yy}'),
    ('of: "{y} года"', 'of: "{y года"', "a brace belongs to no place", '"{y года"'),
    ("own: [nom, gen, gen-pl]", "own: [nom]", "`nouns.own` has 1 forms, the plural header 3", "[nom]"),
    ("[январе, феврале,", "[январе,", "`dates.months.loc` has 11 words, not 12", "[январе,"),
    ('outer: ["«", "»"]', "outer: «»", "`quotes.outer` is not a list of texts", "«»"),
    ("  day: {nom: день,", "  day: {nm: день,", "`nm` is not a key of `units.day`", "nm:"),
    ("nplurals=3", "nplurals=4", "the formula gives 3 forms, the header says 4", '"nplurals'),
    ("n%10==1", "n%0==1", "is not a plural formula", '"nplurals'),
    ("units: []", "units: [parsec]", "there is no unit `parsec`", "[parsec]"),
    ("    second: [", "    zweite: [", "group `zweite` has no endings", "zweite"),
]


@pytest.mark.parametrize(("good", "bad", "message", "place"), FAULTS, ids=[f[1] for f in FAULTS])
def test_a_fault_is_found_at_its_place(tmp_path: Path, good: str, bad: str, message: str, place: str) -> None:
    """Every fault of a language file is BR110, points at the key or value that is wrong, and has a hint."""
    assert good in shipped_text("ru")
    text = shipped_text("ru").replace(good, bad, 1)
    found = reading(tmp_path, text, "ru")
    assert found.value is None
    fault = next(d for d in found.diagnostics if message in d.message)
    assert fault.code.id == "BR110"
    assert fault.hint
    assert fault.span is not None
    line = text.split("\n")[fault.span.line - 1]
    assert line[fault.span.column - 1 :].startswith(place)


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    """A file with nothing but its name lacks all other keys, each named."""
    found = reading(tmp_path, "name: Nothing\n")
    missing = [d.message for d in found.diagnostics]
    assert "the file lacks `numbers`" in missing
    assert "the file lacks `units`" in missing
    assert len(missing) > 10


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n", "name: [", "regions: {}\nunits: 5\n"])
def test_rubbish_is_a_finding(tmp_path: Path, text: str) -> None:
    """A file of any other shape is reported and never crashes the reader."""
    found = reading(tmp_path, text)
    assert found.value is None
    assert found.diagnostics


def test_a_new_language_needs_only_a_file(tmp_path: Path) -> None:
    """Ukrainian, written by laying a few words over the Russian file; plurals come from CLDR."""
    text = shipped_text("ru")
    for russian, ukrainian in UKRAINIAN.items():
        assert russian in text
        text = text.replace(russian, ukrainian)
    text = text.replace("\nunits:\n", "\nunits:\n  lake: {nom: озеро, gen: озера, gen-pl: озер}\n")
    its = reading(tmp_path, text, "uk").value
    assert its is not None
    month = When(edtf="2023-09", start=Moment(year=2023, month=9, precision="month"))
    assert format_when(its, month, ("on",)) == "у вересні 2023 року"
    lakes = Quantity(low=Decimal(5), unit="lake", qualifier="at-least")
    assert format_quantity(its, lakes).text == "щонайменше 5\u00a0озер"


def test_reading_does_not_load_what_dates_and_numbers_need() -> None:
    """Importing the room loads neither Babel nor YAML."""
    script = (
        "import sys, briefing.languages; print(sorted({'babel', 'jinja2', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_name_cases() -> None:
    """The cases that names may have in the fact file."""
    assert {locale: " ".join(name_cases(language(locale))) for locale in LOCALES} == {
        "en-GB": "nom",
        "hy": "nom gen dat acc abl ins loc",
        "az": "nom gen dat acc loc abl",
        "ru": "nom gen dat acc ins loc",
    }


def test_the_units_of_the_contract_are_there() -> None:
    """People, what stands, measures, time and money."""
    wanted = {
        "person",
        "household",
        "house",
        "village",
        "tonne",
        "percent",
        "percentage-point",
        "day",
        "time",
        "AMD",
    }
    assert wanted <= set(unit_ids(language("en-GB")))


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("az", "ildə", "İldə"),
        ("az", "ırmaq", "Irmaq"),
        ("hy", "և այլն", "Եվ այլն"),
        ("hy", "ևս", "Եվս"),
        ("ru", "«ёлка»", "«Ёлка»"),
        ("en-GB", "“at least", "“At least"),
        ("en-GB", "25,000 people", "25,000 people"),
        ("en-GB", "", ""),
        ("en-GB", "(in 2020)", "(In 2020)"),
    ],
)
def test_the_first_letter_becomes_a_capital(locale: str, text: str, expected: str) -> None:
    """After quotes and brackets too; a sentence that begins with a digit is left to its editor."""
    assert expected == capitalize_first(language(locale), text)


@pytest.mark.parametrize(
    ("locale", "items"),
    [
        (
            "az",
            [
                "10",
                "2",
                "Ağdam",
                "Bakı",
                "çay",
                "Əsgəran",
                "Füzuli",
                "xan",
                "Iğdır",
                "İran",
                "Qax",
                "Şuşa",
                "Zaur",
            ],
        ),
        ("hy", ["Արցախ", "Երևան", "Երկիր", "Էջ", "Ղարաբաղ", "Ճամբարակ", "Օշական", "Ֆիլիպ"]),
        ("ru", ["А", "Е", "ё", "Ёж", "ель", "Жук", "Я"]),
        ("en-GB", ["a b", "ab", "Émile", "Emma", "Zoe", "Երևան"]),
    ],
)
def test_sorting_follows_the_alphabet(locale: str, items: list[str]) -> None:
    """Any order of the items sorts to the order of the language's alphabet."""
    backwards = list(reversed(items))
    assert items == sorted(backwards, key=lambda item: sort_key(language(locale), item))


def test_lists() -> None:
    """Nothing, one, two, three and four items; braces in an item stay."""
    its = language("hy")
    assert [format_list(its, "ABCD"[:n]) for n in range(5)] == ["", "A", "A և B", "A, B և C", "A, B, C և D"]
    assert format_list(its, ["{1}", "{0}"], "or") == "{1} կամ {0}"
    assert format_list(language("en"), "ABC") == "A, B, and C"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en-GB", "“He said ‘no’, then ‘yes’”"),
        ("hy", "«He said “no”, then “yes”»"),
        ("az", "“He said ‘no’, then ‘yes’”"),
        ("ru", "«He said „no“, then „yes“»"),
    ],
)
def test_quotes_within_quotes(locale: str, expected: str) -> None:
    """Quotes of any kind within a quotation become the language's inner ones; an apostrophe stays."""
    assert expected == quote(language(locale), 'He said "no", then «yes»')
    assert "Men’s" in quote(language(locale), "Men’s")


PLACES = (
    "s. 1",
    "s. 7",
    "s 3-4",
    "p. 12",
    "pp. 3–4",
    "para. 2, 5",
    "ch. 6",
    "table 1",
    "figs. 2, 3",
    "Annex II, p. 3",
)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (
            "en-GB",
            "sentence 1|sentence 7|sentences 3–4|p. 12|pp. 3–4|paragraphs 2, 5|chapter 6|table 1|"
            "figures 2, 3|Annex II, p. 3",
        ),
        (
            "hy",
            "1-ին նախադասություն|7-րդ նախադասություն|3–4-րդ նախադասություններ|էջ 12|էջ 3–4|"
            "2-րդ և 5-րդ պարբերություններ|6-րդ գլուխ|աղյուսակ 1|նկարներ 2, 3|Annex II, p. 3",
        ),
        (
            "az",
            "1-ci cümlə|7-ci cümlə|3–4-cü cümlələr|səh. 12|səh. 3–4|2, 5-ci abzaslar|6-cı fəsil|cədvəl 1|"
            "şəkillər 2, 3|Annex II, p. 3",
        ),
        (
            "ru",
            "предложение 1|предложение 7|предложения 3–4|с. 12|с. 3–4|абзацы 2, 5|глава 6|таблица 1|"
            "рисунки 2, 3|Annex II, p. 3",
        ),
    ],
)
def test_a_place_in_a_source_is_said_in_words(locale: str, expected: str) -> None:
    """The known abbreviations are put into words, ranges and lists too; anything else stays as typed."""
    texts = [place_in_source(language(locale), place).replace("\u00a0", " ") for place in PLACES]
    assert expected.split("|") == texts
