"""Parity: finished files are read back and held against the facts; whatever is done to a file is found."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from briefing.build import Request, bind_briefs
from briefing.catalogs import Wanted
from briefing.cli import run
from briefing.extraction import wanted_of_page
from briefing.project import open_inputs, read_project
from briefing.proof import prove as prove_files
from briefing.renditions import Rendition
from briefing.renditions.texts import OUTDATED

FLOOD = Path(__file__).parents[1] / "flood"
BRIEF = "velora-flood-2026"
FACTS = f"facts/{BRIEF}.yaml"
LOCALES = ("en", "hy", "az", "ru")
TODAY = date(2026, 3, 10)
Prove = Callable[[], tuple[bool, set[tuple[str, str]]]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented flood with web pages, A4 and a booklet in four languages, built once."""
    root = tmp_path_factory.mktemp("parity") / "flood"
    shutil.copytree(FLOOD, root)
    assert run(["--project", str(root), "-q", "build", "--layout", "a4,a5-booklet"]) == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the built project to tamper with."""
    return Path(shutil.copytree(built, tmp_path / "flood"))


@pytest.fixture(scope="module")
def bound(built: Path) -> tuple[tuple[Rendition, ...], tuple[Wanted, ...]]:
    """Give the renditions of the project and the words of its templates, bound once."""
    inputs = open_inputs(built)
    settings = read_project(inputs).value
    request = Request(
        briefs=settings.briefs,
        locales=settings.locales,
        formats=("html", "pdf"),
        layouts=settings.layouts,
        out=built / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
    )
    pairs = bind_briefs(inputs, settings, request).value
    return tuple(rendition for _, rendition in pairs), wanted_of_page(inputs).value


@pytest.fixture
def prove(project: Path, bound: tuple[tuple[Rendition, ...], tuple[Wanted, ...]]) -> Prove:
    """Give what proves the files of the project: whether one is wrong, and findings as pairs of code and file."""

    def proved() -> tuple[bool, set[tuple[str, str]]]:
        found = prove_files(*bound, project / "build", root=project)
        files = {(d.code.id, Path(d.span.file).name) for d in found.diagnostics if d.span is not None}
        return found.has_errors, files

    return proved


def page_of(project: Path, locale: str) -> Path:
    """Give the web page of a locale."""
    return project / "build" / BRIEF / f"{BRIEF}.{locale}.html"


def replace_once(path: Path, old: str, new: str, count: int = 1) -> None:
    """Change words of a file that must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, count), encoding="utf-8")


def test_untouched_files_are_even(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every locale shows every fact, in each format and layout there is."""
    facts = (
        len(re.findall(r"^    section:", (project / FACTS).read_text(encoding="utf-8"), re.M)) - 1
    )  # restricted
    assert run(["--project", str(project), "parity"]) == 0
    every = f"{facts}/{facts}"
    said = f"{BRIEF}: {every} facts in en hy az ru (html), {every} (pdf a4), {every} (pdf a5-booklet)\n"
    assert capsys.readouterr() == (said, "")


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("BR745", 'value="1850"', 'value="8150"'),  # for machines, in a sentence
        ("BR745", 'class="figure" value="1850"', 'class="figure" value="1851"'),  # for machines, on the card
        ("BR745", 'datetime="2026-03-05"', 'datetime="2026-03-06"'),
        ("BR745", 'value="1850" data-fact="displaced"', 'value="1850" data-fact="deaths"'),
        ("BR745", '<b class="number">1,850</b>', '<b class="number">1,950</b>'),
        ("BR745", '<span class="lead">at least </span>', ""),
        ("BR745", '<span class="lead">about </span>', '<span class="lead">at least </span>'),
        ("BR744", 'data-fact="displaced">At least 1,850', 'data-fact="displaced">At least 1.850'),
        ("BR744", 'data-fact="displaced">At least 1,850', 'data-fact="displaced">1,850'),
        ("BR744", "has been closed", "has been open"),
        ("BR744", "that no warning had reached", "that warning had reached"),
        ("BR746", "<span>The town council</span>\n", "<span>The relief network</span>\n"),
        ("BR746", "<span>The town council</span>\n<span> · </span>", "<span>Source 1</span><span> · </span>"),
        ("BR746", "<span>Source 1</span><span> · </span>", "<span>The town council</span><span> · </span>"),
        ("BR746", '<th scope="row">The town council</th>', '<th scope="row">The relief network</th>'),
        ("BR746", '<th scope="row">The town council</th>', '<th scope="row">The source itself</th>'),
        ("BR746", "<td>contested ", "<td>confirmed "),
        ("BR746", "<td>stated</td>", "<td>reported</td>"),
        ("BR746", ">Source 1</a>: p.\u00a05</span>", ">Source 1</a>: p.\u00a06</span>"),
        ("BR746", ">Source 1</a>: p.\u00a05</span>", ">Source 2</a>: p.\u00a05</span>"),
        ("BR746", '<td class="count">9</td>', '<td class="count">3</td>'),
        (
            "BR746",
            'As of <time datetime="2026-03-05">5\u00a0March 2026</time>',
            'As of <time datetime="2026-03-07">7\u00a0March 2026</time>',
        ),
        (
            "BR746",
            "\nDate of the data not stated\n",
            '\nAs of <time datetime="2026-03-07">7 March 2026</time>\n',
        ),
        ("BR746", '<dt><time datetime="1974">1974</time>', '<dt><time datetime="2026-03-02">2 March 2026</time>'),
        ("BR746", '<dd><time datetime="2026-03">March 2026</time>; 1 undated</dd>', "<dd>7 March 2026</dd>"),
        ("BR754", "; 1 undated</dd>", "; 2 undated</dd>"),
        ("BR754", "; 1 undated</dd>", "</dd>"),
        ("BR745", '<data class="figure" value="1850" data-fact="displaced">', '<data class="figure">'),
        ("BR745", '<data class="figure" value="1850" data-fact="displaced">', "<b>"),
        ("BR744", '<span data-sentence="roads-closed">', '<span hidden data-sentence="roads-closed">'),
        ("BR744", '<dd><span data-sentence="dam-built">', '<dd><span style="display: none" data-sentence="dam-built">'),
        ("BR744", f'title="Date of the data not stated">{OUTDATED}</span>', "></span>"),  # the sign in a sentence
        ("BR746", " Forecast: very likely.", ""),
        ("BR746", " Forecast: very likely.", " Forecast: unlikely."),
        ("BR746", "lower streets.</span>", "lower streets.</span> This is a forecast."),
        ("BR746", '(as of <time datetime="2026-03-07">7\u00a0March 2026</time>)</small></td>', "</small></td>"),
        ("BR754", '<small class="as-of">(as of <time datetime="2026-03">March 2026</time>)</small>', ""),
        ("BR748", "</h1>", "</h1><p>Up to 90 people are missing.</p>"),
        ("BR748", "<dt>Edition</dt>", "<dt>Edition 4711</dt>"),
        ("BR749", "</h1>", "</h1><p>The town was abandoned.</p>"),
        ("BR749", "How much water is being", "How little water is being"),
        ("BR749", "<title>Damaged by water", "<title>Ruined by water"),
        ("BR749", 'name="description" content="What is known', 'name="description" content="All that is known'),
        ("BR749", "Date of the data not stated", "Checked today"),
        ("BR750", 'data-sentence="deaths"', 'data-sentence="casualties"'),
        ("BR750", 'data-fact="deaths"', 'data-fact="shelter-address"'),
        ("BR746", "<span>Source 2</span><span> · </span>", "<span>Source 1</span><span> · </span>"),
        ("BR746", '#source-network-survey">Source 2</a></span></td>', '#source-network-survey">Source</a></span></td>'),
        ("BR746", '<td class="count">1</td>', '<td class="count"></td>'),
        ("BR752", "<td>contested ", "<td> "),
        ("BR752", "<h2>Outlook</h2>", ""),
        ("BR752", "<li>This is a draft. It has not been issued as a numbered edition.</li>", ""),
        ("BR742", '<html lang="en-GB"', '<html lang="ru"'),
        ("BR741", "<html ", "<xml "),
    ],
)  # fmt: skip
def test_web_page_that_was_tampered_with_is_found(
    project: Path, prove: Prove, code: str, old: str, new: str
) -> None:
    """A value, a qualifier, a word, a speaker, a date, a place, a mark: each change alone is an error there."""
    page = page_of(project, "en")
    replace_once(page, old, new)
    is_wrong, found = prove()
    assert (is_wrong, {file for _, file in found}) == (True, {page.name})
    assert code in {found_code for found_code, _ in found}


@pytest.mark.parametrize(
    ("locale", "old", "new"),
    [
        ("hy", "առնվազն ", ""),
        ("az", "ən azı ", ""),
        ("ru", "не менее ", ""),
        ("ru", "не менее ", "около "),
        ("az", "58,3", "58.3"),
        ("hy", "1850", "1580"),
    ],
)
def test_qualifier_and_digits_are_held_in_every_language(
    project: Path, prove: Prove, locale: str, old: str, new: str
) -> None:
    """The smallest change of a figure in one locale is found there, and the others are still sound."""
    page = page_of(project, locale)
    replace_once(page, old, new, count=99)
    is_wrong, found = prove()
    assert (is_wrong, {file for _, file in found}) == (True, {page.name})
    # Two rows of a picture that are both altered take the words between them along: BR752.
    assert {code for code, _ in found} <= {"BR744", "BR745", "BR748", "BR749", "BR752", "BR754", "BR756"}


def test_former_value_on_a_card_is_found(project: Path, prove: Prove) -> None:
    """What the fact was in error stands in the picture of its editions, and nowhere else."""
    page = page_of(project, "hy")
    html = page.read_text(encoding="utf-8")
    start = html.index("<data", html.index('<div class="card rivals">'))
    end = html.index("</data>", start)
    assert "1850" in html[start:end]
    card = html[start:end].replace("1850", "1805")
    page.write_text(html[:start] + card + html[end:], encoding="utf-8")
    assert prove() == (True, {("BR746", page.name)})


def test_fact_that_is_gone_is_named(project: Path, prove: Prove, capsys: pytest.CaptureFixture[str]) -> None:
    """All that is said of a fact is cut out of one language: absent there. One of two: uneven, a row less."""
    page = page_of(project, "ru")
    html = page.read_text(encoding="utf-8")
    cut = re.sub(r"<span data-sentence=\"roads-closed\">.*?</span>\n", "", html, flags=re.S)
    assert cut != html
    page.write_text(cut, encoding="utf-8")
    assert prove() == (True, {("BR743", page.name)})
    run(["--project", str(project), "parity"])
    assert "`roads-closed` is not shown in this file" in capsys.readouterr().err
    first = re.sub(r"<dd><span data-sentence=\"flood-event\">.*?</dd>\n", "", html, count=1, flags=re.S)
    page.write_text(first, encoding="utf-8")
    assert prove() == (True, {("BR747", page.name), ("BR754", page.name)})


def test_page_of_another_language_in_the_place_of_one(project: Path, prove: Prove) -> None:
    """A copied file is told by what it declares, and by what it says where it declares nothing."""
    for ending in ("html", "a4.pdf", "a5-booklet.pdf"):
        folder = project / "build" / BRIEF
        shutil.copy(folder / f"{BRIEF}.ru.{ending}", folder / f"{BRIEF}.hy.{ending}")
    replace_once(page_of(project, "hy"), '<html lang="ru"', '<html lang="hy"')
    names = (f"{BRIEF}.hy.{ending}" for ending in ("html", "a4.pdf", "a5-booklet.pdf"))
    assert prove() == (True, {("BR742", name) for name in names})


def test_missing_and_torn_files(project: Path, prove: Prove) -> None:
    """Every locale has a file of each layout that one locale has; a cut PDF and a page of bytes are no files."""
    folder = project / "build" / BRIEF
    (folder / f"{BRIEF}.az.html").unlink()
    (folder / f"{BRIEF}.en.html").write_bytes(b"\xff\xfe")
    whole = (folder / f"{BRIEF}.ru.a4.pdf").read_bytes()
    (folder / f"{BRIEF}.ru.a4.pdf").write_bytes(whole[:200])
    expected = {("BR740", "az.html"), ("BR741", "en.html"), ("BR741", "ru.a4.pdf")}
    assert prove() == (True, {(code, f"{BRIEF}.{name}") for code, name in expected})
    shutil.rmtree(folder)
    assert prove() == (True, {("BR740", f"{BRIEF}.{locale}.html") for locale in LOCALES})


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("BR744", "qualifier: at-least", "qualifier: about"),
        ("BR744", "value: 1850", "value: 1950"),
        ("BR744", "The valley road has been closed", "The mountain road has been closed"),
        ("BR744", "said_by: council\n    certainty: claimed\n", "said_by: relief-network\n    certainty: claimed\n"),
        ("BR746", 'forced from home\n    as_of: "2026-03-05"', 'forced from home\n    as_of: "2026-03-06"'),
        ("BR746", "at: p. 5", "at: p. 6"),
        ("BR743", "roads-closed]", "]"),
    ],
)  # fmt: skip
def test_stale_and_false_papers_are_found(project: Path, prove: Prove, code: str, old: str, new: str) -> None:
    """PDFs made from other facts than those there are: one word of the fact file apart."""
    facts = project / FACTS
    truth = facts.read_text(encoding="utf-8")
    replace_once(facts, old, new)
    if "said_by" in old:  # texts that name another speaker are found before
        replace_once(
            facts, "{council:start} said that {displaced}", "{relief-network:start} said that {displaced}"
        )
        replace_once(facts, "homes, according to {council}", "homes, according to {relief-network}")
    if code == "BR743":
        text = re.sub(r"  roads-closed:\n(    .*\n)+", "", facts.read_text(encoding="utf-8"))
        facts.write_text(text, encoding="utf-8")
    built = run(["--project", str(project), "-q", "build", "--lang", "en", "--format", "pdf"])
    assert built == 0
    facts.write_text(truth, encoding="utf-8")
    is_wrong, found = prove()
    paper = f"{BRIEF}.en.a4.pdf"
    assert (is_wrong, {file for _, file in found}) == (True, {paper})
    assert code in {found_code for found_code, _ in found}


@pytest.mark.pdf
def test_paper_with_words_taken_out_or_put_in(project: Path, prove: Prove) -> None:
    """The longest line of a page removed, a page drawn so that nobody sees it, words for a picture changed."""
    path = project / "build" / BRIEF / f"{BRIEF}.hy.a4.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        drawn = list(pikepdf.parse_content_stream(page))
        shows = [at for at, shown in enumerate(drawn) if str(shown.operator) in ("TJ", "Tj")]
        del drawn[max(shows, key=lambda at: len(pikepdf.unparse_content_stream([drawn[at]])))]
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))
        pdf.save(path)
    is_wrong, found = prove()
    assert (is_wrong, {file for _, file in found}) == (True, {path.name})
    path = project / "build" / BRIEF / f"{BRIEF}.ru.a4.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        unseen = pikepdf.ContentStreamInstruction([3], pikepdf.Operator("Tr"))
        page.Contents = pdf.make_stream(
            pikepdf.unparse_content_stream([unseen, *pikepdf.parse_content_stream(page)])
        )
        pdf.save(path)
    assert path.name in {file for _, file in prove()[1]}
    path = project / "build" / BRIEF / f"{BRIEF}.az.a4.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        figure = next(figure_elements(pdf))
        figure.Alt = "Velora was ruined."
        pdf.save(path)
    assert ("BR749", path.name) in prove()[1]


def figure_elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Find the elements of a tag tree that have words for a picture."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and "/Alt" in item:
            yield item


@pytest.mark.pdf
def test_sentence_over_a_page_break_is_read_whole(tmp_path: Path) -> None:
    """In large print some sentence begins on one page and ends on the next; the proof holds all the same."""
    from briefing.formats import Output
    from briefing.readback import read_finished, squeezed

    root = Path(shutil.copytree(FLOOD, tmp_path / "flood"))
    for _ in range(1):
        facts = root / FACTS
        text = facts.read_text(encoding="utf-8")
        facts.write_text(
            text.replace("The valley road has", "The valley road (" + "long word " * 180 + ") has"), "utf-8"
        )
    assert (
        run(
            [
                "--project",
                str(root),
                "-q",
                "build",
                "--lang",
                "en",
                "--format",
                "pdf",
                "--layout",
                "large-print",
            ]
        )
        == 0
    )
    path = root / "build" / BRIEF / f"{BRIEF}.en.large-print.pdf"
    finished = read_finished(BRIEF, "en", Output(format="pdf", layout="large-print"), path)
    assert finished is not None
    sentence = "The valley road (" + "long word " * 180 + ") has been closed since 2 March 2026."
    start = squeezed(finished.text).text.find(squeezed(sentence).text)
    first = finished.stop_at(squeezed(finished.text).origins[start]).page
    last = finished.stop_at(squeezed(finished.text).origins[start + len(squeezed(sentence).text) - 1]).page
    assert start >= 0
    assert last > first
    assert run(["--project", str(root), "parity", "--lang", "en"]) == 0


@pytest.mark.pdf
def test_settings_of_a_project_are_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Names in brackets, an address as a QR code, a contact, low ink, English that stands in: all accounted for."""
    root = Path(shutil.copytree(FLOOD, tmp_path / "flood"))
    settings = 'names = "dual"\nbase_url = "https://example.org/x-1"\ncontact = "desk, tel. +1 555 0100"\n'
    (root / "briefing.toml").write_text(
        f'[briefing]\nlocales = ["en-GB", "ru"]\n{settings}', encoding="utf-8"
    )
    catalog = root / "locales/ru/LC_MESSAGES" / f"{BRIEF}.po"
    entries = catalog.read_text(encoding="utf-8").split("\n\n")
    catalog.write_text("\n\n".join(e for e in entries if 'msgctxt "displaced"' not in e), encoding="utf-8")
    assert run(["--project", str(root), "-q", "build", "--allow-untranslated", "--ink", "low"]) == 0
    capsys.readouterr()
    assert run(["--project", str(root), "parity", "--allow-untranslated"]) == 0
    assert capsys.readouterr().out == f"{BRIEF}: 17/17 facts in en ru (html), 17/17 (pdf a4-low-ink)\n"
    assert run(["--project", str(root), "-q", "parity"]) == 1  # without the option, Russian cannot be bound
