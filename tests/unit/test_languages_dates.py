"""Dates as each language says them: by precision, part, interval, doubt, and in every form."""

from functools import cache
from pathlib import Path

import pytest

from briefing.inputs import Inputs
from briefing.languages import Language, date_forms, format_when, read_language
from briefing.values import Moment, Part, Precision, When

ROOT = Path(__file__).parents[2]
LOCALES = ("en-GB", "hy", "az", "ru")
FORMS = ("date", "on", "since", "until", "year")


@cache
def language(locale: str) -> Language:
    """Read a shipped language."""
    found = read_language(Inputs(root=ROOT, carried=ROOT), locale).value
    assert found is not None
    return found


def moment(text: str, precision: Precision | None = None, part: Part | None = None) -> Moment:
    """Make a moment of an ISO date, of a decade or a century by its first year."""
    fields = [int(number) for number in text.split("-")]
    by_count: dict[int, Precision] = {1: "year", 2: "month", 3: "day"}
    year, month, day = (*fields, None, None)[:3]
    assert year is not None
    return Moment(year=year, month=month, day=day, precision=precision or by_count[len(fields)], part=part)


def single(text: str, precision: Precision | None = None, part: Part | None = None) -> When:
    """Make a single date."""
    return When(edtf=text, start=moment(text, precision, part))


def interval(start: str, end: str) -> When:
    """Make an interval; an empty end is open."""
    ends = [moment(text) if text else None for text in (start, end)]
    return When(edtf=f"{start}/{end}", start=ends[0], end=ends[1], is_interval=True)


def said(locale: str, when: When, forms: tuple[str, ...] = FORMS) -> list[str]:
    """Write a date in several forms, no-break spaces shown as plain ones."""
    return [format_when(language(locale), when, (form,)).replace("\u202f", " ") for form in forms]


SINGLE = {
    "day": single("2023-09-19"),
    "second": single("2023-09-02"),
    "month": single("2023-09"),
    "year": single("2020"),
    "decade": single("1990", "decade"),
    "early decade": single("1990", "decade", "early"),
    "mid decade": single("1990", "decade", "mid"),
    "late decade": single("1990", "decade", "late"),
    "early year": single("2020", "year", "early"),
    "century": single("1900", "century"),
}
EXPECTED = {
    (
        "en-GB",
        "day",
    ): "19 September 2023|on 19 September 2023|since 19 September 2023|until 19 September 2023|2023",
    ("en-GB", "month"): "September 2023|in September 2023|since September 2023|until September 2023|2023",
    ("en-GB", "year"): "2020|in 2020|since 2020|until 2020|2020",
    ("en-GB", "decade"): "1990s|in the 1990s|since the 1990s|until the 1990s|1990s",
    (
        "en-GB",
        "early decade",
    ): "early 1990s|in the early 1990s|since the early 1990s|until the early 1990s|early 1990s",
    ("en-GB", "mid decade"): "mid-1990s|in the mid-1990s|since the mid-1990s|until the mid-1990s|mid-1990s",
    (
        "en-GB",
        "late decade",
    ): "late 1990s|in the late 1990s|since the late 1990s|until the late 1990s|late 1990s",
    ("en-GB", "early year"): "early 2020|in early 2020|since early 2020|until early 2020|2020",
    (
        "en-GB",
        "century",
    ): "20th century|in the 20th century|since the 20th century|until the 20th century|20th century",
    ("hy", "day"): "2023 թ. սեպտեմբերի 19|2023 թվականի սեպտեմբերի 19-ին|2023 թվականի սեպտեմբերի 19-ից ի վեր|"
    "մինչև 2023 թվականի սեպտեմբերի 19-ը|2023",
    ("hy", "month"): "2023 թ. սեպտեմբեր|2023 թվականի սեպտեմբերին|2023 թվականի սեպտեմբերից ի վեր|"
    "մինչև 2023 թվականի սեպտեմբերը|2023",
    ("hy", "year"): "2020 թ.|2020 թվականին|2020 թվականից ի վեր|մինչև 2020 թվականը|2020",
    ("hy", "decade"): "1990-ական թվականներ|1990-ական թվականներին|1990-ական թվականներից ի վեր|"
    "մինչև 1990-ական թվականները|1990-ական թվականներ",
    ("hy", "early decade"): "1990-ական թվականների սկիզբ|1990-ական թվականների սկզբին|"
    "1990-ական թվականների սկզբից ի վեր|մինչև 1990-ական թվականների սկիզբը|1990-ական թվականների սկիզբ",
    ("hy", "late decade"): "1990-ական թվականների վերջ|1990-ական թվականների վերջին|"
    "1990-ական թվականների վերջից ի վեր|մինչև 1990-ական թվականների վերջը|1990-ական թվականների վերջ",
    ("hy", "century"): "20-րդ դար|20-րդ դարում|20-րդ դարից ի վեր|մինչև 20-րդ դարը|20-րդ դար",
    ("az", "day"): "19 sentyabr 2023|2023-cü il sentyabrın 19-da|2023-cü il sentyabrın 19-dan bəri|"
    "2023-cü il sentyabrın 19-dək|2023",
    ("az", "month"): "sentyabr 2023|2023-cü ilin sentyabrında|2023-cü ilin sentyabrından bəri|"
    "2023-cü ilin sentyabrınadək|2023",
    ("az", "year"): "2020-ci il|2020-ci ildə|2020-ci ildən bəri|2020-ci ilədək|2020",
    ("az", "decade"): "1990-cı illər|1990-cı illərdə|1990-cı illərdən bəri|1990-cı illərədək|1990-cı illər",
    ("az", "early decade"): "1990-cı illərin əvvəlləri|1990-cı illərin əvvəllərində|"
    "1990-cı illərin əvvəllərindən bəri|1990-cı illərin əvvəllərinədək|1990-cı illərin əvvəlləri",
    (
        "az",
        "mid decade",
    ): "1990-cı illərin ortaları|1990-cı illərin ortalarında|1990-cı illərin ortalarından bəri|"
    "1990-cı illərin ortalarınadək|1990-cı illərin ortaları",
    ("az", "early year"): "2020-ci ilin əvvəli|2020-ci ilin əvvəlində|2020-ci ilin əvvəlindən bəri|"
    "2020-ci ilin əvvəlinədək|2020",
    ("az", "century"): "XX əsr|XX əsrdə|XX əsrdən bəri|XX əsrədək|XX əsr",
    (
        "ru",
        "day",
    ): "19 сентября 2023 г.|19 сентября 2023 года|с 19 сентября 2023 года|до 19 сентября 2023 года|2023",
    (
        "ru",
        "second",
    ): "2 сентября 2023 г.|2 сентября 2023 года|со 2 сентября 2023 года|до 2 сентября 2023 года|2023",
    ("ru", "month"): "сентябрь 2023 г.|в сентябре 2023 года|с сентября 2023 года|до сентября 2023 года|2023",
    ("ru", "year"): "2020 г.|в 2020 году|с 2020 года|до 2020 года|2020",
    ("ru", "decade"): "1990-е годы|в 1990-х годах|с 1990-х годов|до 1990-х годов|1990-е годы",
    ("ru", "early decade"): "начало 1990-х годов|в начале 1990-х годов|с начала 1990-х годов|"
    "до начала 1990-х годов|начало 1990-х годов",
    ("ru", "mid decade"): "середина 1990-х годов|в середине 1990-х годов|с середины 1990-х годов|"
    "до середины 1990-х годов|середина 1990-х годов",
    ("ru", "century"): "XX век|в XX веке|с XX века|до XX века|XX век",
}


@pytest.mark.parametrize(("locale", "which"), EXPECTED)
def test_a_date_in_every_form(locale: str, which: str) -> None:
    """A date is never more precise than it was given, whatever the form."""
    assert EXPECTED[locale, which].split("|") == said(locale, SINGLE[which])


INTERVALS = {
    "days of a month": interval("2023-09-19", "2023-09-20"),
    "days of a year": interval("2020-09-27", "2020-11-10"),
    "days": interval("2022-12-12", "2023-09-20"),
    "months of a year": interval("2020-09", "2020-11"),
    "months": interval("2022-12", "2023-09"),
    "years": interval("2020", "2023"),
    "mixed": interval("2020", "2023-09-20"),
    "open start": interval("", "2023"),
    "open end": interval("2023-09-19", ""),
}
INTERVAL_TEXTS = {
    ("en-GB", "days of a month"): "19–20 September 2023|on 19–20 September 2023",
    ("en-GB", "days of a year"): "27 September – 10 November 2020|from 27 September to 10 November 2020",
    ("en-GB", "days"): "12 December 2022 – 20 September 2023|from 12 December 2022 to 20 September 2023",
    ("en-GB", "months of a year"): "September–November 2020|from September to November 2020",
    ("en-GB", "months"): "December 2022 – September 2023|from December 2022 to September 2023",
    ("en-GB", "years"): "2020–2023|from 2020 to 2023",
    ("en-GB", "mixed"): "2020 – 20 September 2023|from 2020 to 20 September 2023",
    ("en-GB", "open start"): "until 2023|until 2023",
    ("en-GB", "open end"): "since 19 September 2023|since 19 September 2023",
    ("hy", "days of a month"): "2023 թ. սեպտեմբերի 19–20|2023 թվականի սեպտեմբերի 19–20-ին",
    ("hy", "days of a year"): "2020 թ. սեպտեմբերի 27 – նոյեմբերի 10|"
    "2020 թվականի սեպտեմբերի 27-ից մինչև նոյեմբերի 10-ը",
    ("hy", "months of a year"): "2020 թ. սեպտեմբեր–նոյեմբեր|2020 թվականի սեպտեմբերից մինչև նոյեմբերը",
    ("hy", "years"): "2020–2023 թթ.|2020–2023 թվականներին",
    ("hy", "mixed"): "2020 թ. – 2023 թ. սեպտեմբերի 20|2020 թվականից մինչև 2023 թվականի սեպտեմբերի 20-ը",
    ("hy", "open start"): "մինչև 2023 թվականը|մինչև 2023 թվականը",
    ("hy", "open end"): "2023 թվականի սեպտեմբերի 19-ից ի վեր|2023 թվականի սեպտեմբերի 19-ից ի վեր",
    ("az", "days of a month"): "19–20 sentyabr 2023|2023-cü il sentyabrın 19–20-də",
    ("az", "days of a year"): "27 sentyabr – 10 noyabr 2020|2020-ci il sentyabrın 27-dən noyabrın 10-dək",
    (
        "az",
        "days",
    ): "12 dekabr 2022 – 20 sentyabr 2023|2022-ci il dekabrın 12-dən 2023-cü il sentyabrın 20-dək",
    ("az", "months of a year"): "sentyabr–noyabr 2020|2020-ci ilin sentyabr–noyabr aylarında",
    ("az", "years"): "2020–2023-cü illər|2020–2023-cü illərdə",
    ("az", "open start"): "2023-cü ilədək|2023-cü ilədək",
    ("az", "open end"): "2023-cü il sentyabrın 19-dan bəri|2023-cü il sentyabrın 19-dan bəri",
    ("ru", "days of a month"): "19–20 сентября 2023 г.|19–20 сентября 2023 года",
    ("ru", "days of a year"): "27 сентября\u00a0— 10 ноября 2020 г.|с 27 сентября по 10 ноября 2020 года",
    (
        "ru",
        "days",
    ): "12 декабря 2022 г.\u00a0— 20 сентября 2023 г.|с 12 декабря 2022 года по 20 сентября 2023 года",
    ("ru", "months of a year"): "сентябрь–ноябрь 2020 г.|в сентябре–ноябре 2020 года",
    ("ru", "months"): "декабрь 2022 г.\u00a0— сентябрь 2023 г.|с декабря 2022 года по сентябрь 2023 года",
    ("ru", "years"): "2020–2023 гг.|в 2020–2023 годах",
    ("ru", "mixed"): "2020 г.\u00a0— 20 сентября 2023 г.|с 2020 года по 20 сентября 2023 года",
    ("ru", "open start"): "до 2023 года|до 2023 года",
    ("ru", "open end"): "с 19 сентября 2023 года|с 19 сентября 2023 года",
}


@pytest.mark.parametrize(("locale", "which"), INTERVAL_TEXTS)
def test_an_interval_says_once_what_its_ends_share(locale: str, which: str) -> None:
    """Month and year stand once when both ends have them; an open end is "since" or "until"."""
    assert INTERVAL_TEXTS[locale, which].split("|") == said(locale, INTERVALS[which], ("date", "on"))


def test_sides_of_an_interval() -> None:
    """`since` is its beginning, `until` its end, `year` both years where they differ."""
    forms = ("since", "until", "year")
    assert said("ru", INTERVALS["days"], forms) == [
        "с 12 декабря 2022 года",
        "до 20 сентября 2023 года",
        "2022–2023",
    ]
    assert said("en-GB", INTERVALS["days of a year"], forms) == [
        "since 27 September 2020",
        "until 10 November 2020",
        "2020",
    ]
    assert said("en-GB", INTERVALS["open end"], forms) == ["since 19 September 2023"] * 2 + ["since 2023"]


DOUBTS = {
    ("en-GB", "~"): "around 2020|around 2020|since around 2020|until around 2020|around 2020",
    ("en-GB", "?"): "possibly 2020|possibly in 2020|possibly since 2020|possibly until 2020|possibly 2020",
    ("en-GB", "%"): "possibly around 2020|possibly around 2020|possibly since around 2020|"
    "possibly until around 2020|possibly around 2020",
    ("hy", "~"): "մոտավորապես 2020 թ.|մոտավորապես 2020 թվականին|մոտավորապես 2020 թվականից ի վեր|"
    "մոտավորապես մինչև 2020 թվականը|մոտավորապես 2020",
    ("az", "?"): "ehtimalən 2020-ci il|ehtimalən 2020-ci ildə|ehtimalən 2020-ci ildən bəri|"
    "ehtimalən 2020-ci ilədək|ehtimalən 2020",
    (
        "ru",
        "~",
    ): "примерно 2020 г.|примерно в 2020 году|примерно с 2020 года|примерно до 2020 года|примерно 2020",
    ("ru", "?"): "предположительно 2020 г.|предположительно в 2020 году|предположительно с 2020 года|"
    "предположительно до 2020 года|предположительно 2020",
}


@pytest.mark.parametrize(("locale", "sign"), DOUBTS)
def test_doubt_is_never_dropped(locale: str, sign: str) -> None:
    """`~` and `?` of EDTF are said in words in every form; `%` says both."""
    when = When(edtf=f"2020{sign}", start=moment("2020"), approximate=sign in "~%", uncertain=sign in "?%")
    assert DOUBTS[locale, sign].split("|") == said(locale, when)


def test_doubt_about_a_decade_keeps_its_article() -> None:
    """English says "around the early 1990s", not "around in the"."""
    early = When(edtf="199X~", start=moment("1990", "decade", "early"), approximate=True)
    assert format_when(language("en-GB"), early, ("on",)) == "around the early 1990s"


def test_in_is_on_and_start_is_a_capital() -> None:
    """`in` reads better in some messages; `start` joins with any form."""
    year = SINGLE["year"]
    texts = [format_when(language(locale), year, ("in", "start")) for locale in LOCALES]
    assert texts == ["In 2020", "2020 թվականին", "2020-ci ildə", "В 2020 году"]
    assert "Əvvəl" not in format_when(language("az"), SINGLE["day"], ("start",))


def test_full_names_the_weekday() -> None:
    """The weekday comes from the date, in the place where the language has it; a month has none."""
    assert [said(locale, SINGLE["day"], ("full",))[0] for locale in LOCALES] == [
        "Tuesday 19 September 2023",
        "2023 թ. սեպտեմբերի 19, երեքշաբթի",
        "19 sentyabr 2023, çərşənbə axşamı",
        "вторник, 19 сентября 2023 г.",
    ]
    assert said("en-GB", SINGLE["month"], ("full",)) == ["September 2023"]


def test_a_region_has_its_own_order() -> None:
    """`en` means the United States, as in CLDR; every other region writes the day first."""
    us = [format_when(language("en"), INTERVALS[which]) for which in ("days of a month", "days of a year")]
    assert us == ["September 19–20, 2023", "September 27 – November 10, 2020"]
    assert format_when(language("en"), SINGLE["day"], ("on",)) == "on September 19, 2023"
    assert format_when(language("en-IE"), SINGLE["day"], ("on",)) == "on 19 September 2023"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_month_has_every_form(locale: str) -> None:
    """All twelve months print in all forms, with no brace left and no one-dot leader."""
    for month in range(1, 13):
        for form in date_forms(language(locale)):
            text = format_when(language(locale), single(f"2023-{month:02}-05"), (form,))
            assert "5" in text or form == "year"
            assert not set("{}\u2024") & set(text)
