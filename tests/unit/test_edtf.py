"""EDTF: the examples of its specification, levels 0 and 1, are read, or refused with a message that is true."""

from datetime import date
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.facts import days_of
from briefing.facts.edtf import DateFaultError, read_when
from briefing.inputs import Inputs
from briefing.languages import format_when, read_language

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parents[1] / "cases" / "base"
BEYOND = "has a year beyond 9999 (EDTF level 1), which briefs cannot print"
BEFORE = "has a year before the year 1 (EDTF level 1), which briefs cannot print"

# What each of the 42 examples says in English, or the end of the message that refuses it.
EXAMPLES = {
    "1985-04-12": "on 12 April 1985",
    "1985-04": "in April 1985",
    "1985": "in 1985",
    "1985-04-12T23:20:30": "at 23:20:30 on 12 April 1985",
    "1985-04-12T23:20:30Z": "at 23:20:30\u00a0(UTC) on 12 April 1985",
    "1985-04-12T23:20:30-04": "at 23:20:30\u00a0(UTC\u22124) on 12 April 1985",
    "1985-04-12T23:20:30+04:30": "at 23:20:30\u00a0(UTC+4:30) on 12 April 1985",
    "1964/2008": "from 1964 to 2008",
    "2004-06/2006-08": "from June 2004 to August 2006",
    "2004-02-01/2005-02-08": "from 1 February 2004 to 8 February 2005",
    "2004-02-01/2005-02": "from 1 February 2004 to February 2005",
    "2004-02-01/2005": "from 1 February 2004 to 2005",
    "2005/2006-02": "from 2005 to February 2006",
    "Y170000002": BEYOND,
    "Y-170000002": BEFORE,
    "2001-21": "in spring 2001",
    "1984?": "possibly in 1984",
    "2004-06~": "around June 2004",
    "2004-06-11%": "possibly around 11 June 2004",
    "201X": "in the 2010s",
    "20XX": "in the 21st century",
    "2004-XX": "in 2004",
    "1985-04-XX": "in April 1985",
    "1985-XX-XX": "in 1985",
    "1985-04-12/..": "since 12 April 1985",
    "1985-04/..": "since April 1985",
    "1985/..": "since 1985",
    "../1985-04-12": "until 12 April 1985",
    "../1985-04": "until April 1985",
    "../1985": "until 1985",
    "1985-04-12/": "since 12 April 1985",
    "1985-04/": "since April 1985",
    "1985/": "since 1985",
    "/1985-04-12": "until 12 April 1985",
    "/1985-04": "until April 1985",
    "/1985": "until 1985",
    "-1985": BEFORE,
    "1984~/2004-06": "from around 1984 to June 2004",
    "1984/2004-06~": "from 1984 to around June 2004",
    "1984~/2004~": "from around 1984 to around 2004",
    "1984?/2004%": "possibly from 1984 possibly to around 2004",
    "1984-06-02?/2004-08-08~": "possibly from 2 June 1984 to around 8 August 2004",
}


def said(locale: str, text: str, form: str = "on") -> str:
    """Write a date in a language of the tool."""
    language = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert language is not None
    return format_when(language, read_when(text), (form,))


@pytest.mark.parametrize(("text", "expected"), EXAMPLES.items())
def test_the_examples_of_the_specification(text: str, expected: str) -> None:
    """Every one is printed, or refused as what it is."""
    assert len(EXAMPLES) == 42
    if expected in (BEYOND, BEFORE):
        with pytest.raises(DateFaultError) as fault:
            read_when(text)
        assert fault.value.message == f"`{text}` {expected}"
    else:
        assert said("en-GB", text) == expected


@pytest.mark.parametrize(
    "text",
    ["1950S2", "Y17E8", "Y17101E4S3", "2001-34", "156X-12-25", "15XX-12-XX", "1985-XX-12", "?2004-06-~11", "2004?-06",
     "[1667,1668,1670..1672]", "{1960,1961-12}", "XXXX-12-XX"],
)  # fmt: skip
def test_level_2_is_named(text: str) -> None:
    """It is EDTF, and that is said."""
    with pytest.raises(DateFaultError, match="is EDTF level 2, which briefs cannot print"):
        read_when(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2004-06-11T24:00", "has no time of day of EDTF"),
        ("2004-06-11T10:60Z", "has no time of day of EDTF"),
        ("2004-06-11T10:00+15", "has no time of day of EDTF"),
        ("2004-06T10:00", "is not a date of EDTF"),
        ("2004-13", "is not in the calendar"),
        ("2004-21-01", "is not in the calendar"),
        ("2004-02-30T10:00Z", "is not in the calendar"),
        ("0000", "has a year before the year 1 (EDTF level 0), which briefs cannot print"),
        ("2026-11-02T05:00Z/2026-11-02T04:00Z", "ends before it begins"),
        ("2004-24/2004-03-XX/..", "is not a date of EDTF"),
    ],
)
def test_what_is_in_no_calendar_and_on_no_clock_is_refused(text: str, message: str) -> None:
    """The message is true of what was typed."""
    with pytest.raises(DateFaultError) as fault:
        read_when(text)
    assert fault.value.message == f"`{text}` {message}"


@pytest.mark.parametrize(
    ("locale", "forms"),
    [
        (
            "hy",
            {
                "date": "2026 թ. նոյեմբերի 1, ժամը 04:17\u00a0(UTC+4)",
                "on": "2026 թվականի նոյեմբերի 1-ին՝ ժամը 04:17-ին\u00a0(UTC+4)",
                "since": "2026 թվականի նոյեմբերի 1-ի ժամը 04:17-ից\u00a0(UTC+4) ի վեր",
                "until": "մինչև 2026 թվականի նոյեմբերի 1-ի ժամը 04:17-ը\u00a0(UTC+4)",
            },
        ),
        (
            "az",
            {
                "date": "1 noyabr 2026, saat 04:17\u00a0(UTC+4)",
                "on": "2026-cı il noyabrın 1-də saat 04:17-də\u00a0(UTC+4)",
                "since": "2026-cı il noyabrın 1-də saat 04:17-dən\u00a0(UTC+4) bəri",
                "until": "2026-cı il noyabrın 1-də saat 04:17-dək\u00a0(UTC+4)",
            },
        ),
        (
            "ru",
            {
                "date": "1 ноября 2026\u202fг., 04:17\u00a0(UTC+4)",
                "on": "1 ноября 2026 года в 04:17\u00a0(UTC+4)",
                "since": "с 04:17\u00a0(UTC+4) 1 ноября 2026 года",
                "until": "до 04:17\u00a0(UTC+4) 1 ноября 2026 года",
            },
        ),
        ("en-US", {"on": "at 04:17\u00a0(UTC+4) on November 1, 2026", "year": "2026"}),
    ],
)
def test_a_time_of_day_is_written_in_every_language(locale: str, forms: dict[str, str]) -> None:
    """With its zone, and with the endings of its last number."""
    assert {form: said(locale, "2026-11-01T04:17+04:00", form) for form in forms} == forms


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("en", ["spring 2023", "in winter 2023", "since autumn 2023", "until summer 2023"]),
        (
            "hy",
            [
                "2023 թ. գարուն",
                "2023 թվականի ձմռանը",
                "2023 թվականի աշնանից ի վեր",
                "մինչև 2023 թվականի ամառը",
            ],
        ),
        (
            "az",
            [
                "2023-cü ilin yazı",
                "2023-cü ilin qışında",
                "2023-cü ilin payızından bəri",
                "2023-cü ilin yayınadək",
            ],
        ),
        ("ru", ["весна 2023\u202fг.", "зимой 2023 года", "с осени 2023 года", "до лета 2023 года"]),
    ],
)
def test_seasons_have_names_in_every_language(locale: str, expected: list[str]) -> None:
    """And their forms."""
    asked = (("2023-21", "date"), ("2023-24", "on"), ("2023-23", "since"), ("2023-22", "until"))
    assert [said(locale, text, form) for text, form in asked] == expected


def test_times_and_seasons_stand_in_their_order() -> None:
    """A time after its day, two zones by their moment; a season begins with its first month."""
    texts = ["2026-10-31", "2026-11-01", "2026-11-01T06:00+04:00", "2026-11-01T03:00Z", "2026-11-02"]
    keys = [moment.sort_key for text in texts if (moment := read_when(text).start) is not None]
    assert keys == sorted(keys)
    seasons = ["2023-02", "2023-21", "2023-22", "2023-09-01", "2023-24", "2024-01"]
    keys = [moment.sort_key for text in seasons if (moment := read_when(text).start) is not None]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("2023-24", "2023-01-01", "2024-02-29"),
        ("9999-24", "9999-01-01", "9999-12-31"),
        ("2024-02-XX", "2024-02-01", "2024-02-29"),
        ("2026-11-01T04:17Z", "2026-11-01", "2026-11-01"),
        ("0987", "0987-01-01", "0987-12-31"),
    ],
)
def test_the_days_that_a_date_may_mean(text: str, first: str, last: str) -> None:
    """A winter is at either end of its year; a time is of its day."""
    days = days_of(read_when(text))
    assert days is not None
    assert [date.fromordinal(day).isoformat() for day in days] == [first, last]


def test_a_language_without_the_words_prints_what_is_true(tmp_path: Path) -> None:
    """A file of one's own from before: a season is its year, a time stands after its day."""
    text = (ROOT / "locales/en/language.yaml").read_text(encoding="utf-8")
    for block in ("seasons", "season", "time"):
        begin = text.index(f"\n  {block}:\n")
        end = begin + 1
        while True:
            end = text.index("\n", end + 1)
            if not text[end + 1 :].startswith("    "):
                break
        text = text[:begin] + text[end:]
    text = text[: text.index("\nregions:")] + "\n" if "\nregions:" in text else text
    path = tmp_path / "locales/en/language.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    read = read_language(Inputs(root=tmp_path, carried=ROOT), "en-GB")
    assert read.value is not None
    assert format_when(read.value, read_when("2023-21"), ("on",)) == "in 2023"
    assert (
        format_when(read.value, read_when("2023-09-19T13:00Z"), ("on",))
        == "on 19 September 2023, 13:00\u00a0(UTC)"
    )


def test_a_page_prints_the_time_and_says_it_to_machines(sample: Path) -> None:
    """In the sentence and in `<time datetime>`, in both languages, and parity reads it back."""
    facts = sample / "facts/sample.yaml"
    text = facts.read_text(encoding="utf-8")
    assert 'when: "2026-03-02"' in text
    facts.write_text(text.replace('when: "2026-03-02"', 'when: "2026-03-02T05:12+04:00"'), encoding="utf-8")
    assert run(["build", "--format", "html", "--allow-untranslated"]) == 0
    page = next(sample.glob("build/sample/*.en.html")).read_text(encoding="utf-8")
    assert 'datetime="2026-03-02T05:12+04:00"' in page
    assert run(["parity"]) == 0
