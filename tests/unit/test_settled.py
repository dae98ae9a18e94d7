"""What is settled, replaced or contradicted: the page says so in four languages, and parity proves it."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from test_mutants import BRIEF, FLOOD, TODAY, Desk

from briefing.build import Request, bind_briefs
from briefing.cli import run
from briefing.editions import Plan
from briefing.extraction import wanted_of_page
from briefing.pages import read_coastline
from briefing.project import open_inputs, read_project
from briefing.renditions import Rendition

FACTS = f"facts/{BRIEF}.yaml"
ADDED = {
    "    label: without electricity\n": "    supersedes: [roads-closed]\n",
    "    label: of households without safe water\n": "    resolves: [more-rain, upstream]\n",
}


@pytest.fixture(scope="module")
def flood(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented flood: the power cut replaces the closed road, and a share settles a forecast and a gap."""
    root = tmp_path_factory.mktemp("settled") / "flood"
    shutil.copytree(FLOOD, root, ignore=shutil.ignore_patterns(".briefing", "build"))
    text = (root / FACTS).read_text(encoding="utf-8")
    for line, more in ADDED.items():
        assert line in text
        text = text.replace(line, line + more)
    text = text.replace("    key: [more-rain]\n", "")
    (root / FACTS).write_text(text, encoding="utf-8")
    assert run(["build", "--project", str(root), "--today", TODAY.isoformat(), "--format", "html", "-q"]) == 0
    return root


def lines_of(root: Path, locale: str, section: str, item: str) -> list[str]:
    """Give the text of the items of a section of a page."""
    page = (root / "build" / BRIEF / f"{BRIEF}.{locale}.html").read_text(encoding="utf-8")
    body = re.search(rf'<section class="[^"]*\b{section}\b.*?</section>', page, re.S)
    assert body is not None
    found = re.findall(rf"<{item}\b.*?</{item}>", body[0], re.S)
    return [" ".join(re.sub("<[^>]+>", "", one).replace("\N{NO-BREAK SPACE}", " ").split()) for one in found]


SAID = {
    "en": [
        "The town has had no electricity for more than 1.5 days. This holds since 5 March 2026. "
        "Before that: The valley road has been closed since 2 March 2026.",
        "The town council warned of more heavy rain (12–15 March 2026). Forecast: very likely. "
        "Later facts have settled this. Known since 7 March 2026. "
        "Settled by: Share of households without safe water: about 58.3%.",
        "How much water is being released from the dam is not stated. "
        "Settled by: Share of households without safe water: about 58.3%.",
    ],
    "hy": [
        "Քաղաքը ավելի քան 1,5 օր էլեկտրականություն չունի։ Այսպես է 2026 թվականի մարտի 5-ից ի վեր։ "
        "Մինչ այդ՝ Հովտի ճանապարհը փակ է 2026 թվականի մարտի 2-ից ի վեր։",
        "Քաղաքային խորհուրդը զգուշացրել է նոր հորդառատ անձրևների մասին (2026 թ. մարտի 12–15)։ "
        "Կանխատեսում՝ շատ հավանական է։ "
        "Հետագա տվյալներն այս հարցում պարզություն են մտցրել։ Հայտնի է 2026 թվականի մարտի 7-ից ի վեր։ "
        "Պարզաբանումը՝ Անվտանգ ջուր չունեցող տնային տնտեսությունների բաժինը՝ շուրջ 58,3%։",
        "Նշված չէ, թե որքան ջուր է բաց թողնվում ամբարտակից։ "
        "Պարզաբանումը՝ Անվտանգ ջուր չունեցող տնային տնտեսությունների բաժինը՝ շուրջ 58,3%։",
    ],
    "az": [
        "Şəhərdə elektrik enerjisi yoxdur: 1,5 gündən çox. Vəziyyət 2026-cı il martın 5-dən bəri belədir. "
        "Bundan əvvəl: Vadi yolu 2026-cı il martın 2-dən bəri bağlıdır.",
        "Şəhər şurası yeni güclü yağışlar barədə xəbərdarlıq edib (12–15 mart 2026). Proqnoz: çox ehtimal olunur. "
        "Sonrakı məlumatlar bu məsələyə aydınlıq gətirib. Bu, 2026-cı il martın 7-dən bəri məlumdur. "
        "Aydınlıq gətirən məlumat: Təhlükəsiz suyu olmayan ev təsərrüfatlarının payı: təxminən 58,3%.",
        "Bənddən nə qədər su buraxıldığı göstərilmir. "
        "Aydınlıq gətirən məlumat: Təhlükəsiz suyu olmayan ev təsərrüfatlarının payı: təxminən 58,3%.",
    ],
    "ru": [
        "Город остаётся без электричества: более 1,5 дня. Это так с 5 марта 2026 года. "
        "До этого: Дорога по долине закрыта со 2 марта 2026 года.",
        "Городской совет предупредил о новых сильных дождях (12–15 марта 2026 г.). Прогноз: очень вероятно. "
        "Более поздние данные внесли в это ясность. Известно с 7 марта 2026 года. "
        "Ясность внесло следующее: Доля домохозяйств без безопасной воды: около 58,3 %.",
        "Не сообщается, сколько воды сбрасывают с плотины. "
        "Ясность внесло следующее: Доля домохозяйств без безопасной воды: около 58,3 %.",
    ],
}
CONTRARY = {
    "en": ("Contrary statement: The relief network", "Contrary statement: The town council"),
    "hy": ("Հակառակ պնդումը՝ Օգնության ցանցը", "Հակառակ պնդումը՝ Քաղաքային խորհուրդը"),
    "az": ("Əks bəyanat: Yardım şəbəkəsi", "Əks bəyanat: Şəhər şurası"),
    "ru": ("Обратное утверждение: Сеть помощи", "Обратное утверждение: Городской совет"),
}
CLOSED = {
    "en": "The valley road has been closed",
    "hy": "Հովտի ճանապարհը փակ է",
    "az": "Vadi yolu",
    "ru": "Дорога по долине закрыта",
}


@pytest.mark.parametrize("locale", ["en", "hy", "az", "ru"])
def test_a_page_says_what_is_settled_and_replaced(flood: Path, locale: str) -> None:
    """With the day since when, and what is replaced stands nowhere else; a settled gap is no open question."""
    assert lines_of(flood, locale, "relations", "li") == SAID[locale]
    page = (flood / "build" / BRIEF / f"{BRIEF}.{locale}.html").read_text(encoding="utf-8")
    assert page.replace("\N{NO-BREAK SPACE}", " ").count(CLOSED[locale]) == 1
    assert lines_of(flood, locale, "gaps", "li") == []


@pytest.mark.parametrize("locale", ["en", "hy", "az", "ru"])
def test_a_contradiction_stands_on_both_sides(flood: Path, locale: str) -> None:
    """Each row says who says the opposite, and no other row does."""
    rows = lines_of(flood, locale, "statements", "tr")
    of_council, of_network = CONTRARY[locale]
    lead = of_council.split(" ")[0]
    assert [of for row in rows for of in (of_council, of_network) if of in row] == [of_council, of_network]
    assert sum(lead in row for row in rows) == 2


def test_pages_in_four_languages_are_even(flood: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Parity has nothing to say against them."""
    assert run(["parity", "--project", str(flood), "--today", TODAY.isoformat()]) == 0
    assert "17/17 facts in en hy az ru (html)" in capsys.readouterr().out


@pytest.fixture(scope="module")
def desk(flood: Path) -> Desk:
    """Give the flood bound once, and what renders and proves it."""
    inputs = open_inputs(flood)
    project = read_project(inputs).value
    request = Request(
        briefs=project.briefs,
        locales=project.locales[:1],
        formats=("html", "pdf"),
        layouts=project.layouts,
        out=flood / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
        plan=Plan(today=TODAY),
    )
    (pair,) = bind_briefs(inputs, project, request).value
    coastline = read_coastline(inputs, project).value
    return Desk(inputs=inputs, rendition=pair[1], words=wanted_of_page(inputs).value, coastline=coastline)


def _relations(rendition: Rendition, number: int, **changed: Any) -> Rendition:
    relations = list(rendition.relations)
    relations[number] = replace(relations[number], **changed)
    return replace(rendition, relations=tuple(relations))


def _statement(rendition: Rendition, id_: str, **changed: Any) -> Rendition:
    other = replace(rendition.facts[id_], **changed)
    statements = tuple(other if fact.id == id_ else fact for fact in rendition.statements)
    return replace(rendition, statements=statements, facts={**rendition.facts, id_: other})


def _in_sections(rendition: Rendition, id_: str, **changed: Any) -> Rendition:
    other = replace(rendition.facts[id_], **changed)
    sections = [
        replace(
            section,
            parts=tuple(
                replace(part, facts=tuple(other if fact.id == id_ else fact for fact in part.facts))
                for part in section.parts
            ),
        )
        for section in rendition.sections
    ]
    return replace(rendition, sections=tuple(sections))


WRONG: dict[str, Callable[[Rendition], Rendition]] = {
    "nothing is settled or replaced": lambda r: replace(r, relations=()),
    "another day": lambda r: _relations(r, 0, since=r.facts["flood-event"].when),
    "no day": lambda r: _relations(r, 0, since=None),
    "replaced by another": lambda r: _relations(r, 0, by=r.facts["deaths"]),
    "another one was replaced": lambda r: _relations(r, 0, former=(r.facts["deaths"],)),
    "settled by another": lambda r: _relations(r, 1, by=r.facts["deaths"]),
    "an open question that is settled": lambda r: replace(r, gaps=(r.relations[2].gap or r.title,)),
    "what is settled is open": lambda r: _in_sections(r, "more-rain", outcome=None),
    "a contradiction on one side": lambda r: _statement(r, "warning-given", contradicts=()),
    "a contradiction that is none": lambda r: _statement(r, "more-rain", contradicts=("warning-denied",)),
    "contradicted by another": lambda r: _statement(r, "warning-given", contradicts=("tents-given",)),
}


def test_the_true_page_is_even(desk: Desk, tmp_path: Path) -> None:
    """Nothing is found of a page that is as it should be."""
    assert desk.proved(tmp_path) == set()


@pytest.mark.pdf
def test_the_true_paper_is_even(desk: Desk, tmp_path: Path) -> None:
    """Nor of its PDF."""
    assert desk.proved(tmp_path, layout="a4") == set()


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_page_is_found(desk: Desk, tmp_path: Path, name: str) -> None:
    """Whatever is not as the facts have it."""
    assert desk.proved(tmp_path, WRONG[name](desk.rendition))
