"""Bounds: what one page, one template, one picture or one file may cost; too much is a finding."""

import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.build import plan_build
from briefing.catalogs import Message, Wanted, merge_catalog
from briefing.catalogs.entries import MAX_ENTRIES, scan_entries
from briefing.catalogs.pofile import empty_catalog
from briefing.cli import run
from briefing.cli.session import read_now
from briefing.console import MOST_SHOWN, View, json_of, text_of
from briefing.diagnostics import Span, diagnose
from briefing.inputs import InputFile, Inputs
from briefing.limits import Limits
from briefing.pages import Page
from briefing.pages.vectors import Drawing, ExcessiveDrawingError
from briefing.pdf import Workers, render_pdfs
from briefing.pdf.bounds import ExcessError, bounded
from briefing.project import open_inputs, read_project
from briefing.request import Request
from briefing.store import Store
from briefing.tables import read_table

ROOT = Path(__file__).parents[2]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run a command line; give its exit code and what it wrote to stderr."""
    code = run(arguments)
    return code, capsys.readouterr().err


def file_of(text: str, name: str = "briefing.toml") -> InputFile:
    return InputFile(name=name, path=Path(name), data=text.encode(), digest="")


def settings(root: Path, line: str) -> None:
    """Put a line into the settings of the sample."""
    path = root / "briefing.toml"
    path.write_text(path.read_text("utf-8").replace("layouts", f"{line}\nlayouts", 1), "utf-8")


def pages_of(root: Path) -> tuple[Inputs, tuple[Page, ...]]:
    inputs = open_inputs(root)
    project = read_project(inputs).value
    asked = Request(
        briefs=project.briefs,
        locales=project.locales,
        formats=("pdf",),
        layouts=project.layouts,
        out=root / "build",
        jobs=1,
        allow_untranslated=False,
        now=read_now("2026-03-10"),
    )
    return inputs, plan_build(inputs, project, asked, store=Store(None)).pages


# ---- a page


def test_what_takes_too_long_is_interrupted_though_it_swallows_every_error() -> None:
    """The engine catches all that its parts raise, and goes on."""

    def stubborn() -> None:
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: BLE001, S110 - as the engine does
                pass

    with (
        pytest.raises(ExcessError, match="longer than 0 seconds"),
        bounded(Limits(seconds=0), is_own_process=False),
    ):
        stubborn()
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the memory of a process is not told")
def test_what_fills_the_memory_is_interrupted() -> None:
    """Looked at again and again while it grows."""
    with (
        pytest.raises(ExcessError, match="more than 1 MiB"),
        bounded(Limits(memory_mib=1), is_own_process=False),
    ):
        time.sleep(5)


@pytest.mark.pdf
@pytest.mark.skipif(sys.platform != "linux", reason="pages are drawn in a forked process there")
def test_a_page_that_ends_its_process_is_a_finding_and_the_others_are_drawn(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fonts that the engine does not survive, or a machine without memory: the page is named, the build goes on."""
    inputs, pages = pages_of(sample)
    monkeypatch.setattr("briefing.pdf.workers.render_pdf", _killing)
    monkeypatch.setattr("briefing.pdf.workers._method", lambda: "fork")
    workers = Workers(1)
    try:
        outcomes = list(workers.draw(pages, inputs=inputs, progress=lambda _: None))
    finally:
        workers.close()
    assert [outcome.value is None for outcome in outcomes] == [page.locale == "hy" for page in pages]
    (finding,) = outcomes[[page.locale for page in pages].index("hy")].diagnostics
    assert finding.code.id == "BR607"
    assert "drawing `sample` in `hy` on `a4` ends its process" in finding.message


def _killing(page: Page, **options: object) -> object:
    from briefing.diagnostics import Outcome
    from briefing.pdf import Pdf

    if page.locale == "hy":
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(value=Pdf(content=b"", pages=1))


@pytest.mark.pdf
@pytest.mark.skipif(sys.platform != "linux", reason="pages are drawn in a forked process there")
def test_one_job_draws_in_a_process_of_its_own(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what the engine does not survive would end the tool without a word."""
    inputs, pages = pages_of(sample)
    monkeypatch.setattr("briefing.pdf.workers.render_pdf", _killing)
    monkeypatch.setattr("briefing.pdf.workers._method", lambda: "fork")
    outcomes = list(render_pdfs(pages, inputs=inputs, jobs=1, progress=lambda _: None))
    assert sorted(len(outcome.diagnostics) for outcome in outcomes) == [0, 1]


def test_the_limits_of_the_settings_reach_the_page(sample: Path) -> None:
    """And decide nothing that a reader sees: the key of a PDF is the same."""
    from briefing.pdf import pdf_key

    settings(sample, "limits = { seconds = 7, memory_mib = 300 }")
    page = pages_of(sample)[1][0]
    assert page.limits == Limits(seconds=7, memory_mib=300)
    assert pdf_key(page) == pdf_key(replace(page, limits=Limits()))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("limits = { seconds = 0 }", "`seconds` is 0, which is no limit to build with"),
        ("limits = { memory_mib = 12 }", "`memory_mib` is 12"),
        ("limits = { secnods = 5 }", "`limits` has no setting `secnods`"),
        ('limits = { seconds = "5" }', "`limits` is not a table of whole numbers"),
        ("stale_after_days = 99999999999", "`stale_after_days` is not a whole number"),
    ],
)
def test_limits_that_are_none_are_found(
    sample: Path, capsys: pytest.CaptureFixture[str], line: str, message: str
) -> None:
    """Zero seconds would refuse every page."""
    settings(sample, line)
    code, err = said(capsys, "check")
    assert code == 1
    assert message in err


# ---- pictures, templates, fonts


def drawing(levels: int, uses: int) -> Drawing:
    """Give an SVG whose groups use the group before them so many times."""
    made = Drawing()
    made.begin({"viewBox": "0 0 1 1"})
    made.begin({"id": "a0"})
    made.end()
    for level in range(1, levels + 1):
        made.begin({"id": f"a{level}"})
        for _ in range(uses):
            made.begin({"xlink:href": f"#a{level - 1}"})
            made.end()
        made.end()
    return made


def test_what_is_used_again_is_counted_where_it_is_used() -> None:
    """Two groups of groups are an icon; six levels of ten are a million shapes."""
    assert drawing(2, 3).weigh() < 60
    with pytest.raises(ExcessiveDrawingError, match="more than 20 000 shapes"):
        drawing(6, 10).weigh()


@pytest.mark.parametrize(
    "attributes",
    [{"href": "#a"}, {"fill": "url(#a)"}, {"style": "mask: url('#a')"}, {"clip-path": "url( #a )"}],
)
def test_what_uses_itself_is_found(attributes: dict[str, str]) -> None:
    """By any attribute that refers to a part of the picture."""
    made = Drawing()
    made.begin({"id": "a"})
    made.begin(attributes)
    made.end()
    made.end()
    with pytest.raises(ExcessiveDrawingError, match="uses itself"):
        made.weigh()


@pytest.mark.parametrize(
    ("text", "said_so"),
    [
        ("{% if 1 %}" * 120 + "{% endif %}" * 120, "BR501"),
        ("{% for a in brief.facts %}" * 30 + "{% endfor %}" * 30, "BR501"),
        ("{{ " + "9" * 5000 + " }}", "BR501"),
        ("{% if 1 == " + "9" * 30 + " %}{% endif %}", "BR501"),
        ("{{ number(1e999) }}", "BR501"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "BR501"),
        ('{{ number("x") }}', "BR507"),
        ("{{ _(3) }}", "BR507"),
        ("{{ [1][::0] }}", "BR507"),
        ("{% for a, b in [[1]] %}{% endfor %}", "BR507"),
        ("{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1) }}", "BR507"),
        ("{% macro m(f) %}{{ f(f) }}{% endmacro %}{{ m(m) }}", "BR507"),
        ('<svg viewBox="0 0 1 1"><g id="a"><use href="#a"/></g></svg>', "BR507"),
        ('<svg viewBox="0 0 1 1"><path id="a" d="M0 0z"/><use href="#a"/><use href="#a"/></svg>', ""),
        ('{% set a = ["x"] %}' + "{% set a = [a,a,a,a,a,a,a,a,a,a] %}" * 9 + "{{ a }}", "BR507"),
        ("{% set a = (1,) %}" + "{% set a = {1: a, 2: a, 3: a, 4: a}|list %}{% set a = (a,a,a,a) %}" * 9, ""),
        ('{% set a = {"b": 1} %}' + '{% set a = {"b": a, "c": a, "d": a} %}' * 12 + "{{ a == a }}", "BR507"),
    ],
)
def test_a_template_that_no_machine_could_bear_is_a_finding(
    sample: Path, capsys: pytest.CaptureFixture[str], text: str, said_so: str
) -> None:
    """Nested without end, with numbers without end, called with what nothing takes, or made of itself."""
    path = sample / "templates" / "partials" / "names.html"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    code, err = said(capsys, "check", "--lang", "en")
    assert "Traceback" not in err
    assert code == int(bool(said_so))
    assert said_so in err


@pytest.mark.parametrize(
    ("table", "font", "message"),
    [
        ("", None, "the table of fonts names no face"),
        ("face = 3\n", None, "the table of fonts cannot be read: `face` is no list of tables"),
        ("FACE", None, "there is no font file"),
        ("FACE", b"", "is no whole TrueType or OpenType font"),
        ("FACE", b"junk" * 100, "is no whole TrueType or OpenType font"),
        ("FACE", b"\0\1\0\0\xff\xff", "is no whole TrueType or OpenType font"),
        ("x = " + "[" * 20_000, None, "brackets nest more than 16 deep"),
    ],
)
def test_fonts_that_the_engine_would_not_survive_are_found_before_it_sees_them(
    sample: Path, capsys: pytest.CaptureFixture[str], table: str, font: bytes | None, message: str
) -> None:
    """Pango ends the interpreter where it is given no font at all."""
    settings(sample, 'theme = "mine"')
    fonts = sample / "templates" / "themes" / "mine" / "fonts"
    fonts.mkdir(parents=True)
    (fonts.parent / "theme.css").write_text("html { color: black }\n", encoding="utf-8")
    face = '[[face]]\nfamily = "Mine"\nweight = 400\nstyle = "normal"\nfile = "a.ttf"\n'
    (fonts / "fonts.toml").write_text(table.replace("FACE", face), encoding="utf-8")
    if font is not None:
        (fonts / "a.ttf").write_bytes(font)
    code, err = said(capsys, "build", "--lang", "en")
    assert code == 1
    assert f"error[BR603]: {message}" in err or f"` {message}" in err
    assert not (sample / "build").exists()


# ---- files


@pytest.mark.parametrize("text", ["hello\n", "- a\n", "[1]\n", "null\n", "''\n"])
def test_a_fact_file_that_is_no_mapping_is_a_finding(
    sample: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """At its first line."""
    (sample / "facts" / "x.yaml").write_text(text, encoding="utf-8")
    code, err = said(capsys, "check", "x")
    assert code == 1
    assert "stands where a mapping is wanted\n --> facts/x.yaml:1:1" in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = " + "[" * 20_000 + "]" * 20_000, "brackets nest more than 16 deep"),
        ("x = " + "{a=" * 20_000, "brackets nest more than 16 deep"),
        ("x" + ".a" * 20_000 + " = 1", "a key has more than 16 parts"),
        ('"x"' + '."a"' * 17 + " = 1", "a key has more than 16 parts"),
        ("x = " + "9" * 5000, "a number has more than 18 digits"),
        ("x = 1_" + "0" * 30, "a number has more than 18 digits"),
        ("x = 0x" + "f" * 5000, "a number has more than 18 digits"),
        ("x = 2026-02-31", "not valid TOML"),
        ("x = ", "not valid TOML: invalid value"),
    ],
)
def test_a_table_that_cannot_be_read_is_a_finding_with_its_place(text: str, message: str) -> None:
    """One reader for settings and fonts: brackets, keys and numbers without end are found before it reads them."""
    read = read_table(file_of(f"# begin\n{text}\n"), "BR104")
    assert read.value == {}
    assert read.diagnostics[0].message.startswith(message)
    assert read.diagnostics[0].span is not None


def test_signs_in_texts_and_remarks_of_a_table_are_not_counted() -> None:
    """An address has full stops, a text may have brackets, a remark digits."""
    text = (
        f'x = "{"[" * 30}{"9" * 40}" # {"a." * 40}\ny = \'{"{" * 30}\'\nz = """\n{"a.b." * 40}"""\nw = 1.5\n'
    )
    assert set(read_table(file_of(text), "BR104").value) == {"x", "y", "z", "w"}


def test_a_place_is_found_without_reading_all_before_it_again() -> None:
    """Line and column as before; the offsets of lines are looked up."""
    file = file_of("ab\n\ncd\n")
    assert [(file.span_of_offset(o).line, file.span_of_offset(o).column) for o in range(8)] == [
        (1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (3, 2), (3, 3), (4, 1),
    ]  # fmt: skip


def test_a_catalogue_of_very_many_messages_is_no_catalogue() -> None:
    """One finding, and the rest is left unread."""
    text = "".join(f'#~ msgctxt "a{n}"\n#~ msgid "b"\n#~ msgstr "c"\n\n' for n in range(MAX_ENTRIES + 3000))
    entries, faults = scan_entries(file_of(text, "x.po"))
    assert len(entries) == MAX_ENTRIES + 1
    assert [fault.message for fault in faults] == ["the catalogue has more than 10 000 messages"]


def test_of_obsolete_messages_with_one_key_the_last_returns() -> None:
    """As before they were indexed; what was taken over is obsolete no longer."""
    old = [
        Message(context="a", msgid="b", translations=(text,), span=Span(file="x.po", line=line))
        for line, text in enumerate(("first", "last"))
    ]
    catalog = replace(empty_catalog("hy", "sample"), obsolete=tuple(old))
    wanted = Wanted(domain="sample", context="a", msgid="b", span=Span(file="x.yaml"))
    merged = merge_catalog(catalog, [wanted], plural_header="nplurals=1; plural=0;")
    assert merged.messages["a", "b"].translations == ("last",)
    assert [message.translations for message in merged.obsolete] == [("first",)]


# ---- findings


def test_of_very_many_findings_the_errors_are_shown_first_and_the_rest_counted(sample: Path) -> None:
    """Nobody reads 23 MB; programs are given more, and told how many they are not given."""
    warnings = [diagnose("BR312", f"w{n}", Span(file="a.po", line=n)) for n in range(20_000)]
    found = [*warnings, diagnose("BR310", "the error", Span(file="z.po", line=1))]
    text = text_of(found, View(inputs=open_inputs(sample), start=sample))
    assert text.count("[BR") == MOST_SHOWN
    assert "error[BR310]: the error" in text
    assert text.endswith("\n1 error, 20000 warnings; 19901 of them are not shown\n")
    told = json_of(found, brief=None, artifacts=(), exit_code=1)
    assert '"omitted": 10001' in told
    assert "the error" in told


def test_a_line_of_signs_without_width_is_cut_around_the_caret(sample: Path) -> None:
    """Each finding would else quote, and measure, all of it."""
    path = sample / "facts" / "sample.yaml"
    path.write_text("# " + "\u200b" * 50_000 + "\n" + path.read_text("utf-8"), encoding="utf-8")
    span = Span(file="facts/sample.yaml", line=1, column=30_000)
    text = text_of([diagnose("BR108", "x", span)], View(inputs=open_inputs(sample), start=sample))
    assert len(text) < 4000
    assert "1 | …\\u{200b}" in text
