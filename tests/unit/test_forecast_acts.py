"""A forecast and a status through three editions: corrected, set, reworded, resolved; every sentence stays true."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po
from desk import LOCALES

from briefing.cli import run

FORECASTS = Path(__file__).parents[1] / "forecasts"
OPEN = {"hy": "Ճանապարհը բաց է։", "az": "Yol açıqdır.", "ru": "Дорога открыта."}
SECOND_BOX = {
    "en": [
        "Corrected: Destroyed: 1,310 houses. Edition 1 said, in error: 2,130 houses. The error was ours.",
        "Now reads: The road is open.* Edition 1 said: “The road is closed”.",
        "Likelihood: A state of emergency is declared. Forecast: likely. Condition: if the court agrees. "
        "In edition 1: unlikely.",
    ],
    "hy": [
        "Ուղղված է՝ Ավերվել է 1310 տուն։ 1 համարով թողարկման մեջ սխալմամբ նշված էր՝ 2130 տուն։ Սխալը մերն էր։",
        "Այժմ ասվում է՝ Ճանապարհը բաց է։* 1 համարով թողարկման մեջ նշված էր՝ «Ճանապարհը փակ է»։",
        "Հավանականություն՝ Հայտարարվում է արտակարգ դրություն։ Կանխատեսում՝ հավանական է։ "
        "Պայմանը՝ եթե դատարանը համաձայնի։ 1 համարով թողարկման մեջ՝ քիչ հավանական է։",
    ],
    "az": [
        "Düzəldilib: Dağılıb: 1.310 ev. 1 nömrəli buraxılışda səhvən göstərilmişdi: 2.130 ev. Səhv bizim idi.",
        "İndi deyilir: Yol açıqdır.* 1 nömrəli buraxılışda göstərilmişdi: “Yol bağlıdır”.",
        "Ehtimal: Fövqəladə vəziyyət elan edilir. Proqnoz: ehtimal olunur. Şərt: məhkəmə razılaşarsa. "
        "1 nömrəli buraxılışda: az ehtimal olunur.",
    ],
    "ru": [
        "Исправлено: Разрушено: 1310 домов. В выпуске № 1 ошибочно было указано: 2130 домов. Ошибка была нашей.",
        "Теперь сказано: Дорога открыта.* В выпуске № 1 было указано: «Дорога закрыта».",
        "Вероятность: Вводится чрезвычайное положение. Прогноз: вероятно. Условие: если суд согласится. "
        "В выпуске № 1: маловероятно.",
    ],
}
THIRD_BOX = {
    "en": "Outcome: A state of emergency is declared. Forecast: likely. Condition: if the court agrees. "
    "This has not happened. Known since 12 November 2026.",
    "hy": "Արդյունքը՝ Հայտարարվում է արտակարգ դրություն։ Կանխատեսում՝ հավանական է։ "
    "Պայմանը՝ եթե դատարանը համաձայնի։ Դա տեղի չի ունեցել։ Հայտնի է 2026 թվականի նոյեմբերի 12-ից ի վեր։",
    "az": "Nəticə: Fövqəladə vəziyyət elan edilir. Proqnoz: ehtimal olunur. Şərt: məhkəmə razılaşarsa. "
    "Bu baş verməyib. Bu, 2026-cı il noyabrın 12-dən bəri məlumdur.",
    "ru": "Чем закончилось: Вводится чрезвычайное положение. Прогноз: вероятно. Условие: если суд согласится. "
    "Этого не произошло. Известно с 12 ноября 2026 года.",
}
THIRD_TIMELINE = {
    "en": [
        "The law was amended in late 2025.",
        "A second vote is held. Forecast: roughly even chance. Expected for 4–11 October 2026; "
        "it is not known whether this happened.",
        "The vote was held on 2 November 2026.",
        "Flooded: at least 300 houses. This is a forecast. (as of 1 November 2026)",
    ],
    "hy": [
        "Օրենքը փոփոխվել է 2025 թվականի վերջին։",
        "Տեղի է ունենում երկրորդ քվեարկություն։ Կանխատեսում՝ շանսերը մոտավորապես հավասար են։ "
        "Սպասվող ժամկետը՝ 2026 թ. հոկտեմբերի 4–11. հայտնի չէ՝ արդյոք դա տեղի է ունեցել։",
        "Քվեարկությունը տեղի է ունեցել 2026 թվականի նոյեմբերի 2-ին։",
        "Ջրի տակ է մնում առնվազն 300 տուն։ Սա կանխատեսում է։ (տվյալները՝ 2026 թ. նոյեմբերի 1)",
    ],
    "az": [
        "Qanuna 2025-ci ilin sonunda dəyişiklik edilib.",
        "İkinci səsvermə keçirilir. Proqnoz: ehtimallar təxminən bərabərdir. Gözlənilən vaxt: 4–11 oktyabr 2026; "
        "bunun baş verib-vermədiyi məlum deyil.",
        "Səsvermə 2026-cı il noyabrın 2-də keçirilib.",
        "Su altında qalır: ən azı 300 ev. Bu, proqnozdur. (məlumatın tarixi: 1 noyabr 2026)",
    ],
    "ru": [
        "Закон изменили в конце 2025 года.",
        "Проходит второе голосование. Прогноз: шансы примерно равны. Ожидаемый срок: 4–11 октября 2026 г.; "
        "произошло ли это, неизвестно.",
        "Голосование прошло 2 ноября 2026 года.",
        "Затоплено: не менее 300 домов. Это прогноз. (по состоянию на 1 ноября 2026 г.)",
    ],
}


def _run(*words: str) -> None:
    assert run(words) == 0, words


def entries(root: Path, locale: str, name: str) -> list[str]:
    """Give the items of a box or list of a published page, as a reader reads them."""
    page = (root / f"public/vote/vote.{locale}.html").read_text(encoding="utf-8")
    part = page.split(f'class="{name}"')[1].split("</section>")[0]
    items = re.findall(r"<(?:li|dd)\b.*?</(?:li|dd)>", part, re.S)
    return [" ".join(unescape(re.sub("<[^>]*>", "", item)).replace("\u202f", " ").split()) for item in items]


def reword(root: Path) -> None:
    """Open the road and make the emergency likely, by hand, and translate it."""
    facts = root / "facts/vote.yaml"
    text = facts.read_text(encoding="utf-8")
    text = text.replace("likelihood: unlikely", "likelihood: likely").replace("is closed", "is open")
    facts.write_text(text, encoding="utf-8")
    _run("messages", "update", "-q", "--today", "2026-11-11")
    for locale, sentence in OPEN.items():
        path = root / f"locales/{locale}/LC_MESSAGES/vote.po"
        catalog = read_po(path.read_bytes().splitlines(keepends=True))
        message = catalog.get("The road is open.", "road")
        assert message is not None
        message.string = sentence
        message.flags.discard("fuzzy")
        message.previous_id = []
        with path.open("wb") as file:
            write_po(file, catalog)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[str]], Path]:
    """Give the boxes of the second edition, and the project after the third."""
    root = tmp_path_factory.mktemp("lived") / "vote"
    shutil.copytree(FORECASTS, root, ignore=shutil.ignore_patterns(".briefing", "build", "public"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        _run("publish", "-q", "--today", "2026-11-10")
        patch.setenv("BRIEFING_TODAY", "2026-11-11")
        _run("correct", "houses", "--value", "1230", "--why", "swap")
        _run("set", "houses", "--value", "1310", "--as-of", "2026-11-10", "--source", "report")
        reword(root)
        _run("publish", "-q")
        boxes = {locale: entries(root, locale, "changes") for locale in LOCALES}
        patch.setenv("BRIEFING_TODAY", "2026-11-12")
        _run(
            *("resolve", "emergency", "--outcome", "did-not-happen"),
            *("--on", "2026-11-12", "--source", "report"),
        )
        _run("publish", "-q")
        _run("build", "-q", "--format", "html")
        _run("parity", "-q")
    return boxes, root


@pytest.mark.parametrize("locale", LOCALES)
def test_box_tells_a_forecast_and_a_status_as_they_were(
    lived: tuple[dict[str, list[str]], Path], locale: str
) -> None:
    """The value that edition 1 printed, the words it had, and the likelihood it gave."""
    boxes, _ = lived
    assert boxes[locale] == SECOND_BOX[locale]


@pytest.mark.parametrize("locale", LOCALES)
def test_resolved_forecast_is_told_with_its_outcome_and_leaves_the_timeline(
    lived: tuple[dict[str, list[str]], Path], locale: str
) -> None:
    """What has not happened is no entry among what has; what may have happened says that it is not known."""
    _, root = lived
    assert THIRD_BOX[locale] in entries(root, locale, "changes")
    assert entries(root, locale, "timeline") == THIRD_TIMELINE[locale]
