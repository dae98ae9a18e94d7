"""Cards and units: long numbers stay inside their card, units may have a number, and a number may have no unit."""

import re
from pathlib import Path

import pypdfium2
import pytest

from briefing.cli import run

LOCALES = ("en", "hy", "az", "ru")
LAYOUTS = ("a4", "a5", "letter", "large-print")
HEAD = """schema: 1
brief: {id: sums, title: "The appeal", standfirst: "What is asked for."}
sources: {doc: {kind: report, label: "Appeal document", published: "2026-03-08"}}
"""
AMOUNTS = {
    "asked": "value: 32000000, unit: USD",
    "worldwide": "value: 4400000000, unit: USD, qualifier: about",
    "odd": "value: 4412345678, unit: USD, qualifier: at-least",
    "span": "value: {low: 4400000000, high: 4600000000}, unit: USD, qualifier: between",
    "debt": "value: -99887766554, unit: EUR, qualifier: fewer-than",
    "people": "value: 32000000, unit: person, qualifier: more-than",
    "homes": "value: 9999999, unit: household, qualifier: at-most",
    "cattle": "value: 888888888, unit: person, qualifier: fewer-than",
}


def project(root: Path, facts: dict[str, str], *, units: str = "", settings: str = "") -> None:
    """Write a project of figures that all stand on cards and in sentences."""
    listed = ", ".join(facts)
    lines = [
        f"  {id_}: {{section: current-crisis, kind: figure, {value}, label: of {id_}, as_of: "
        f'"2026-03-08", text: "There are {{{id_}}}.", sources: [doc]}}'
        for id_, value in facts.items()
    ]
    parts = f"{{key: [{listed}], parts: {{p: {{heading: Figures, facts: [{listed}]}}}}}}"
    text = f"{HEAD}{units}sections: {{current-crisis: {parts}}}\nfacts:\n" + "\n".join(lines) + "\n"
    (root / "facts").mkdir()
    (root / "facts/sums.yaml").write_text(text, encoding="utf-8")
    base = 'publisher = "Desk"\napprovals = 0\nreviews = 0\n'
    (root / "briefing.toml").write_text(f"[briefing]\n{base}{settings}", encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder as the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ends_of_words(path: Path) -> tuple[float, float, float]:
    """Give the left margin of the first page, its width, and the right end of all that is printed on it."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    text = page.get_textpage()
    boxes = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_text_range(i, 1).strip()]
    ends = min(b[0] for b in boxes), page.get_width(), max(b[2] for b in boxes)
    for closed in (text, page, document):
        closed.close()
    return ends


@pytest.mark.pdf
def test_no_number_leaves_the_page(desk: Path) -> None:
    """Billions, ranges and numbers below zero keep the margin, on every paper and in every language."""
    listed = ", ".join(f'"{name}"' for name in LOCALES)
    papers = ", ".join(f'"{name}"' for name in LAYOUTS)
    project(desk, AMOUNTS, settings=f"locales = [{listed}]\nlayouts = [{papers}]\n")
    assert run(["-q", "build", "--format", "pdf", "--allow-untranslated"]) == 0
    files = sorted(desk.glob("build/sums/*.pdf"))
    assert len(files) == len(LOCALES) * len(LAYOUTS)
    for path in files:
        left, width, right = ends_of_words(path)
        assert right <= width - left + 1, path.name


@pytest.mark.parametrize(
    ("locale", "card"),
    [
        ("en", "4.4\u00a0billion"),
        ("hy", "4,4\u00a0միլիարդ"),
        ("az", "4,4\u00a0milyard"),
        ("ru", "4,4\u00a0миллиарда"),
    ],
)
def test_a_card_has_the_short_form_and_the_sentence_all_digits(desk: Path, locale: str, card: str) -> None:
    """Where it is as exact and shorter; an uneven number keeps its digits."""
    project(desk, AMOUNTS, settings=f'locales = ["en", "{locale}"]\n' if locale != "en" else "")
    assert run(["-q", "build", "--format", "html", "--allow-untranslated"]) == 0
    page = (desk / f"build/sums/sums.{locale}.html").read_text(encoding="utf-8")
    cards = dict(
        re.findall(
            r'<p class="big"><data class="figure" value="([^"]+)".*?<b class="number[^"]*">([^<]*)<', page
        )
    )
    assert cards["4400000000"].replace("\u202f", "\u00a0") == card
    assert re.sub(r"\D", "", cards["4412345678"]) == "4412345678"
    assert re.search(r"4[.,\u00a0\u202f]400[.,\u00a0\u202f]000[.,\u00a0\u202f]000", page)


UNITS = 'units:\n  rate: {one: "case per 100,000 people", other: "cases per 100,000 people"}\n'


def test_a_unit_may_have_a_number_and_parity_reads_it_back(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A rate is said as the field says it."""
    project(desk, {"rate-of-cases": "value: 12.4, unit: rate"}, units=UNITS)
    assert run(["build", "--format", "html"]) == 0
    page = (desk / "build/sums/sums.en.html").read_text(encoding="utf-8")
    assert "cases per 100,000 people" in page.replace("\u00a0", " ")
    assert run(["parity"]) == 0
    assert "error" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("translated", "code", "said"),
    [
        ("случаев на 100 000 человек", 0, ""),
        ("случаев на сто тысяч человек", 0, ""),
        ("случаев на 10 000 человек", 1, "hint: write `100,000`, as the language does"),
    ],
)
def test_the_translation_of_a_unit_has_the_same_number(
    desk: Path, capsys: pytest.CaptureFixture[str], translated: str, code: int, said: str
) -> None:
    """A rate per 10,000 is another rate."""
    project(desk, {"cases": "value: 12.4, unit: rate"}, units=UNITS, settings='locales = ["en", "ru"]\n')
    assert run(["-q", "messages", "update", "--lang", "ru"]) == 0
    path = desk / "locales/ru/LC_MESSAGES/sums.po"
    text = re.sub(r'msgstr\[(\d)\] ""', rf'msgstr[\1] "{translated}"', path.read_text(encoding="utf-8"))
    text = text.replace('"\nmsgstr ""\n\n', '"\nmsgstr "Слова {cases}."\n\n')
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    run(["check", "--lang", "ru"])
    err = capsys.readouterr().err
    assert ("[BR316]" in err) == bool(code)
    assert said in err


def test_a_number_in_front_of_a_unit_is_found_where_it_stands(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`other` is pointed at and not `one`, and the hint names a fact of this file."""
    units = 'units:\n  box: {one: "box", other: "12 boxes"}\n'
    project(desk, {"parcels": "value: 5, unit: box"}, units=units)
    assert run(["check"]) == 1
    err = capsys.readouterr().err
    line, column = 5, 'box: {one: "box", other: "'.__len__() + 2 + 1
    assert f"facts/sums.yaml:{line}:{column}\n" in err
    assert "type its placeholder, as in `{parcels}`" in err
    assert "displaced" not in err


def test_a_number_without_a_unit_prints(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`unit: none` says that it counts nothing; without it a warning asks, and the page is built all the same."""
    project(desk, {"rzero": "value: 1.4, unit: none", "magnitude": "value: 6.2"})
    assert run(["build", "--format", "html"]) == 0
    err = capsys.readouterr().err
    assert "the value of `magnitude` has no unit" in err
    assert "the value of `rzero` has no unit" not in err
    page = (desk / "build/sums/sums.en.html").read_text(encoding="utf-8")
    assert '<data class="figure" value="1.4" data-fact="rzero"><b class="number">1.4</b></data>' in page
    assert run(["parity"]) == 0
