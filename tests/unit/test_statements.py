"""Statements: a forecast stands nowhere without what belongs to it, an old figure nowhere without its sign."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from briefing.cli import run
from briefing.facts import is_overdue, read_facts, same_until
from briefing.project import open_inputs

FORECASTS = Path(__file__).parents[1] / "forecasts"
LOCALES = ("en", "hy", "az", "ru")
FACTS = "facts/vote.yaml"
TODAY = "2026-11-10"
Lines = Callable[[str], list[str]]

EMERGENCY = {
    "en": "A state of emergency is declared. Forecast: unlikely. Condition: if the court agrees.",
    "hy": "Հայտարարվում է արտակարգ դրություն։ Կանխատեսում՝ քիչ հավանական է։ Պայմանը՝ եթե դատարանը համաձայնի։",
    "az": "Fövqəladə vəziyyət elan edilir. Proqnoz: az ehtimal olunur. Şərt: məhkəmə razılaşarsa.",
    "ru": "Вводится чрезвычайное положение. Прогноз: маловероятно. Условие: если суд согласится.",
}
FLOODED = {
    "en": "Flooded: at least 300 houses. This is a forecast.",
    "hy": "Ջրի տակ է մնում առնվազն 300 տուն։ Սա կանխատեսում է։",
    "az": "Su altında qalır: ən azı 300 ev. Bu, proqnozdur.",
    "ru": "Затоплено: не менее 300 домов. Это прогноз.",
}
SECOND = {
    "en": "A second vote is held. Forecast: roughly even chance. Expected for 4–11 October 2026; it is not known "
    "whether this happened.",
    "hy": "Տեղի է ունենում երկրորդ քվեարկություն։ Կանխատեսում՝ շանսերը մոտավորապես հավասար են։ Սպասվող ժամկետը՝ "
    "2026 թ. հոկտեմբերի 4–11. հայտնի չէ՝ արդյոք դա տեղի է ունեցել։",
    "az": "İkinci səsvermə keçirilir. Proqnoz: ehtimallar təxminən bərabərdir. Gözlənilən vaxt: 4–11 oktyabr 2026; "
    "bunun baş verib-vermədiyi məlum deyil.",
    "ru": "Проходит второе голосование. Прогноз: шансы примерно равны. Ожидаемый срок: 4–11 октября 2026 г.; "
    "произошло ли это, неизвестно.",
}
FAILED = {
    "en": "This has not happened. Known since 9 November 2026.",
    "hy": "Դա տեղի չի ունեցել։ Հայտնի է 2026 թվականի նոյեմբերի 9-ից ի վեր։",
    "az": "Bu baş verməyib. Bu, 2026-cı il noyabrın 9-dan bəri məlumdur.",
    "ru": "Этого не произошло. Известно с 9 ноября 2026 года.",
}
OLD = {
    "en": (
        "Destroyed: 2,130 houses*. (as of 1 September 2026)",
        "The road is closed.* (as of 2 January 2026)",
    ),
    "hy": (
        "Ավերվել է 2130 տուն*։ (տվյալները՝ 2026 թ. սեպտեմբերի 1)",
        "Ճանապարհը փակ է։* (տվյալները՝ 2026 թ. հունվարի 2)",
    ),
    "az": (
        "Dağılıb: 2.130 ev*. (məlumatın tarixi: 1 sentyabr 2026)",
        "Yol bağlıdır.* (məlumatın tarixi: 2 yanvar 2026)",
    ),
    "ru": (
        "Разрушено: 2130 домов*. (по состоянию на 1 сентября 2026 г.)",
        "Дорога закрыта.* (по состоянию на 2 января 2026 г.)",
    ),
}
MAY_BE_OLD = {
    "en": "may be out of date",
    "hy": "հնարավոր է՝ հնացած է",
    "az": "köhnəlmiş ola bilər",
    "ru": "возможно, устарело",
}
LEGEND = {
    "en": "* Not dated, or may be out of date",
    "hy": "* Առանց ամսաթվի կամ հնարավոր է՝ հնացած",
    "az": "* Tarixsiz və ya köhnəlmiş ola bilər",
    "ru": "* Без даты или, возможно, устарело",
}
STANDFIRST = {
    "en": "Destroyed so far: 2,130 houses*.",
    "hy": "Մինչ այժմ ավերվել է 2130 տուն*։",
    "az": "İndiyədək dağılıb: 2.130 ev*.",
    "ru": "На данный момент разрушено: 2130 домов*.",
}


@pytest.fixture
def vote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "vote"
    shutil.copytree(FORECASTS, root, ignore=shutil.ignore_patterns(".briefing", "build", "public"))
    monkeypatch.chdir(root)
    monkeypatch.setenv("BRIEFING_TODAY", TODAY)
    return root


def built(locale: str) -> str:
    """Build the web page of a locale and give it."""
    assert run(["-q", "build", "--format", "html", "--lang", locale]) == 0
    return Path(f"build/vote/vote.{locale}.html").read_text(encoding="utf-8")


def plain(html: str) -> str:
    """Give the words of a piece of a page, block by block, with plain spaces."""
    blocks = re.sub(r"</?(p|li|dd|dt|td|th|h\d|div|title)\b[^>]*>", "\x00", html)
    text = unescape(re.sub(r"<[^>]*>", "", blocks)).replace("\u202f", " ")
    return "\n".join(" ".join(o.split()) for o in text.split("\x00") if o.strip())


def resolve(root: Path) -> None:
    """Record that there was no state of emergency."""
    facts = root / FACTS
    old = "    condition: if the court agrees\n"
    new = f'{old}    outcome: {{state: did-not-happen, on: "2026-11-09", sources: [report]}}\n'
    text = facts.read_text(encoding="utf-8")
    assert old in text
    facts.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("locale", LOCALES)
def test_forecast_stands_nowhere_without_what_belongs_to_it(vote: Path, locale: str) -> None:
    """In brief, on its card, in the words of its picture, in text, how likely, timeline: as often as its sentence."""
    text = plain(built(locale).split("<main", 1)[1])
    for whole, times in ((EMERGENCY[locale], 4), (FLOODED[locale], 4), (SECOND[locale], 3)):
        sentence = re.split(r"(?<=[.։]) ", whole)[0]
        assert (text.count(sentence), text.count(whole)) == (times, times), text


@pytest.mark.parametrize("locale", LOCALES)
def test_card_of_a_forecast_says_that_it_is_one(vote: Path, locale: str) -> None:
    """A value that is expected is not read as one that was counted."""
    figures = built(locale).split('class="figures"')[1].split("</section>")[0]
    (told,) = re.findall(r'<p class="beside">(.*?)</p>', figures)
    assert plain(told) == re.split(r"(?<=[.։]) ", FLOODED[locale])[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_forecast_that_failed_is_no_event(vote: Path, locale: str) -> None:
    """It leaves the timeline; wherever else it stands, it stands with its outcome."""
    resolve(vote)
    html = built(locale)
    sentence = re.split(r"(?<=[.։]) ", EMERGENCY[locale])[0]
    assert sentence not in plain(html.split('class="timeline"')[1].split("</section>")[0])
    text = plain(html.split("<main", 1)[1])
    assert text.count(sentence) == text.count(f"{EMERGENCY[locale]} {FAILED[locale]}") == 2


def test_forecast_is_on_no_scale_of_what_happened(vote: Path) -> None:
    """The picture of dated events has the two events and no date of a forecast."""
    picture = plain(built("en").split('class="timescale"')[1].split("</svg>")[0])
    assert "late 2025 and 2 November 2026" in picture
    assert "December" not in picture
    assert "October" not in picture


def test_change_that_is_a_forecast_is_told_as_one(vote: Path) -> None:
    """A new forecast in the box of what has changed, and its outcome in the next."""
    facts = vote / FACTS
    text = facts.read_text(encoding="utf-8")
    start, end = text.index("  emergency:\n"), text.index("  flooded:\n")
    facts.write_text((text[:start] + text[end:]).replace("emergency, ", ""), encoding="utf-8")
    assert run(["-q", "publish"]) == 0
    facts.write_text(text, encoding="utf-8")
    assert run(["-q", "publish"]) == 0
    for resolved in (False, True):
        if resolved:
            resolve(vote)
            assert run(["-q", "publish"]) == 0
        for locale in LOCALES:
            page = Path(f"public/vote/vote.{locale}.html").read_text(encoding="utf-8")
            box = plain(page.split('class="changes"')[1].split("</section>")[0])
            assert box.endswith(EMERGENCY[locale] + (f" {FAILED[locale]}" if resolved else ""))


@pytest.mark.parametrize("locale", LOCALES)
def test_old_figure_is_marked_and_dated_in_its_sentence(vote: Path, locale: str) -> None:
    """At its value, or at the end of a sentence without one; fresh figures have no sign."""
    html = built(locale)
    text = plain(html.split("<main", 1)[1])
    assert all(told in text for told in OLD[locale])
    bare = OLD[locale][0].split("*")[0]
    assert text.count(bare) == text.count(f"{bare}*") == 3
    assert "300 houses*" not in text
    signs = re.findall(r'<span class="old-sign" role="img" aria-label="([^"]*)" title="\1">\*</span>', html)
    assert set(signs) == {MAY_BE_OLD[locale]}


def test_sign_of_an_undated_figure_says_so(vote: Path) -> None:
    """Nobody says how old the figure is: that is another reason than its age."""
    facts = vote / FACTS
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace('as_of: "2026-09-01"', "as_of: null"), encoding="utf-8")
    assert 'role="img" aria-label="Date of the data not stated"' in built("en")


@pytest.mark.parametrize("locale", LOCALES)
def test_standfirst_that_stands_alone_explains_its_sign(vote: Path, locale: str) -> None:
    """Search engines, messengers, feeds and the index show it without the page."""
    assert run(["-q", "publish"]) == 0
    page = Path(f"public/vote/vote.{locale}.html").read_text(encoding="utf-8").replace("\u00a0", " ")
    told = f"{STANDFIRST[locale]} {LEGEND[locale]}"
    assert f'<meta name="description" content="{told}">' in page
    assert f'<meta property="og:description" content="{told}">' in page
    assert f'"description":"{told}"' in page
    for name in (f"feed.{locale}.xml", f"index.{locale}.html"):
        assert told in Path(f"public/{name}").read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.mark.pdf
@pytest.mark.parametrize("locale", LOCALES)
def test_every_sheet_explains_the_sign_and_a_reader_hears_it(vote: Path, locale: str) -> None:
    """The words stand at the foot of each sheet, and behind each sign; parity finds nothing amiss."""
    assert (
        run(["-q", "build", "--lang", locale, "--format", "html,pdf", "--layout", "a4,a5,large-print"]) == 0
    )
    for layout in ("a4", "a5", "large-print"):
        path = Path(f"build/vote/vote.{locale}.{layout}.pdf")
        for page in pypdfium2.PdfDocument(path):
            text = " ".join(page.get_textpage().get_text_range().split())
            assert LEGEND[locale] in text
        with pikepdf.open(path) as pdf:
            spans = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Span"]
            alts = {str(o["/Alt"]) for o in spans if "/Alt" in o}
        assert len(alts) == 1
    assert run(["-q", "parity", "--lang", locale]) == 0


def test_past_forecast_is_overdue_the_day_after_its_last(vote: Path) -> None:
    """A page built before is right up to that day, and no longer."""
    book = read_facts(open_inputs(vote), FACTS, today=date(2026, 10, 1)).value
    assert book is not None
    second = book.file.facts["second"]
    assert not is_overdue(second, date(2026, 10, 11))
    assert is_overdue(second, date(2026, 10, 12))
    assert same_until([second], date(2026, 10, 1), 30) == date(2026, 10, 11)
    assert not is_overdue(book.file.facts["law"], date(2026, 10, 12))
    assert same_until([book.file.facts["ballot"]], date(2026, 10, 1), 30) == date(2027, 10, 1)


def test_condition_is_in_open_data(vote: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In JSON and in tables, in each language; sentences there have no sign."""
    assert run(["export", "json", "-q"]) == 0
    assert run(["export", "csv", "-q"]) == 0
    told = "".join(p.read_text(encoding="utf-8") for p in Path("build").rglob("*.*"))
    for words in (
        "if the court agrees",
        "եթե դատարանը համաձայնի",
        "məhkəmə razılaşarsa",
        "если суд согласится",
    ):
        assert told.count(words) == 2
    assert "*" not in told


MACROS = Path(__file__).parents[2] / "templates/macros/statements.html"


@pytest.mark.parametrize(
    ("pattern", "left", "told"),
    [
        (r' \{\{ _\("Forecast: .*?\}\}', "", "`emergency` stands without its likelihood"),
        (
            r' \{\{ _\("This is a forecast."\) \}\}',
            "",
            "`flooded` stands without its word that it is a forecast",
        ),
        (r' \{\{ _\("Condition: .*?\}\}', "", "`emergency` stands without its condition"),
        (r" \{\{ outcome\(fact.outcome\) \}\}", "", "`emergency` stands without its outcome"),
        (
            r' \{\{ _\("Expected for .*?\}\}',
            "",
            "`second` stands without its word that its outcome is not known",
        ),
        (r"\{\{ text \}\}", "{{ text.unmarked }}", "the sentence of `road` has been altered"),
    ],
)
def test_page_whose_template_drops_what_belongs_to_a_statement_is_found(
    vote: Path, capsys: pytest.CaptureFixture[str], pattern: str, left: str, told: str
) -> None:
    """A project may have templates of its own; parity says of which fact they leave out what."""
    resolve(vote)
    macros = MACROS.read_text(encoding="utf-8")
    shorter, times = re.subn(pattern, lambda _: left, macros)
    assert times == 1
    (vote / "templates/macros").mkdir(parents=True)
    (vote / "templates/macros/statements.html").write_text(shorter, encoding="utf-8")
    built("en")
    assert run(["-q", "parity", "--lang", "en"]) == 1
    assert told in capsys.readouterr().err
