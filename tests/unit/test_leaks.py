"""Leaks: what is not public is found in any file of the output, however deep; what anybody may print is not."""

import gzip
import html
import importlib
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefing.build import Rendered, Request, render_briefs
from briefing.cli import run
from briefing.project import open_inputs, read_project
from briefing.proof import find_leaks

FLOOD = Path(__file__).parents[1] / "flood"
BRIEF = "velora-flood-2026"
FACTS = f"facts/{BRIEF}.yaml"
SENTENCE = "The shelter stands behind the old mill."
WITHHELD = """\
  shelter-guests:
    section: current-crisis
    kind: figure
    value: 18750
    unit: person
    qualifier: at-least
    said_by: night-nurse
    text: "{night-nurse:start} counted {shelter-guests} under the bridge near the chapel."
    note: Whoever counted them must never be known to the militia downstream.
    as_of: null
    sensitivity: internal
    sources: [{source: council-report, at: p. 9}]
  short:
    section: current-crisis
    kind: figure
    value: 3
    unit: village
    text: "Cut off by the water: {short}."
    as_of: null
    sensitivity: restricted
    sources: [{source: council-report, at: p. 9}]
  warning-given:
"""
ENTITIES = "".join(f"&#{ord(sign)};" for sign in "Илона Весели").encode()
Plant = Callable[[Path], None]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the invented flood with more that is not public, built in two languages."""
    root = tmp_path_factory.mktemp("leaks") / "flood"
    shutil.copytree(FLOOD, root)
    facts = root / FACTS
    text = facts.read_text(encoding="utf-8").replace("  warning-given:\n", WITHHELD, 1)
    nurse = "  night-nurse:\n    kind: person\n"
    nurse += "    names: {en: Ilona Vessely, hy: Իլոնա Վեսելի, az: İlona Veseli, ru: Илона Весели}\n"
    text = text.replace("actors:\n", f"actors:\n{nurse}", 1)
    facts.write_text(
        text.replace(
            "  tesna:\n    names",
            "  tesna:\n    note: Its upper course is watched by the second brigade.\n    names",
        ),
        "utf-8",
    )
    assert run(["--project", str(root), "-q", "build", "--lang", "en,hy"]) == 0
    return root


@pytest.fixture
def project(built: Path, tmp_path: Path) -> Path:
    """Give a copy of the built project."""
    return Path(shutil.copytree(built, tmp_path / "flood"))


def leaks_in(project: Path) -> set[tuple[str, str]]:
    """Look for leaks; give file and holder of each, after making sure that nothing of it is said."""
    inputs = open_inputs(project)
    settings = read_project(inputs).value
    request = Request(
        briefs=settings.briefs,
        locales=settings.locales,
        formats=("html", "pdf"),
        layouts=settings.layouts,
        out=project / "build",
        jobs=1,
        allow_untranslated=False,
        now=datetime(2026, 3, 10, tzinfo=UTC),
    )
    found = find_leaks(inputs, settings, request).diagnostics
    assert {(d.code.id, d.severity, d.span is None) for d in found} <= {("BR751", "error", False)}
    said = " ".join(d.message for d in found)
    assert [word for word in ("old mill", "18750", "chapel", "Vessely", "brigade") if word in said] == []
    return {(Path(d.span.file).name, d.message.split(" words of ")[1].split(",")[0]) for d in found if d.span}


def test_finding_is_an_error_that_quotes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As text, as JSON and as an annotation: file and id, and no line of a file that holds nothing else."""
    in_file("build/leak.txt", f"{SENTENCE}\n".encode())(project)
    for form in ("text", "json", "github"):
        capsys.readouterr()
        assert run(["--project", str(project), "-q", "check", "--leaks", "--output-format", form]) == 1
        said = "".join(capsys.readouterr())
        assert "build/leak.txt" in said
        assert "`shelter-address`" in said
        assert "mill" not in said


def test_build_lets_nothing_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages, papers and the store of a brief with withheld facts hold none of them, nor any note."""
    assert leaks_in(project) == set()
    assert run(["--project", str(project), "check", "--leaks"]) == 0
    said = capsys.readouterr().err
    assert "files searched for what is not public" in said
    assert not said.startswith("0 ")


def page(project: Path) -> Path:
    """Give the English web page."""
    return project / "build" / BRIEF / f"{BRIEF}.en.html"


def in_page(words: str) -> Plant:
    """Plant words in the web page before its end."""

    def plant(project: Path) -> None:
        text = page(project).read_text(encoding="utf-8")
        page(project).write_text(text.replace("</main>", f"{words}</main>"), encoding="utf-8")

    return plant


def in_file(name: str, content: bytes) -> Plant:
    """Plant a file."""

    def plant(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return plant


def zipped(project: Path) -> None:
    """Plant the sentence in an archive of the output."""
    with zipfile.ZipFile(project / "build" / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("facts.txt", SENTENCE)


@pytest.mark.parametrize(
    ("file", "holder", "plant"),
    [
        (f"{BRIEF}.en.html", "`shelter-address`", in_page(f"<p>{SENTENCE}</p>")),
        (f"{BRIEF}.en.html", "`shelter-address`", in_page("<p>A shelter stands <b>beh</b>ind the old&nbsp;mill</p>")),
        (f"{BRIEF}.en.html", "`shelter-address`", in_page(f"<!-- {SENTENCE} -->")),
        (f"{BRIEF}.en.html", "`shelter-address`", in_page('<p id="shelter-address"></p>')),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page('<data value="18750"></data>')),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>18,750</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>18\u00a0750</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>առնվազն 18\u202f750 մարդ</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>ən azı 18.750 nəfər</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>Ilona Vessely</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>Иլона</p><p>Илона Весели</p>")),
        (f"{BRIEF}.en.html", "`shelter-guests`", in_page("<p>must never be known to the militia</p>")),
        (f"{BRIEF}.en.html", "the note of `tesna` (places)", in_page("<p>is watched by the second brigade</p>")),
        ("data.json", "`shelter-guests`", in_file("public/data.json", json.dumps({"n": "Իլոնա Վեսելի"}).encode())),
        ("log.jsonl", "`shelter-address`", in_file("editions/log.jsonl", b'{"fact": "shelter-address"}\n{}\n')),
        ("feed.xml", "`shelter-guests`", in_file("public/feed.xml", ENTITIES)),
        ("old.txt", "`shelter-address`", in_file(".briefing/old.txt", SENTENCE.encode("utf-16"))),
        ("x.gz", "`shelter-address`", in_file("build/x.gz", gzip.compress(html.escape(SENTENCE).encode()))),
        ("shelter-address.txt", "`shelter-address`", in_file("build/shelter-address.txt", b"")),
        ("all.zip", "`shelter-address`", zipped),
    ],
)  # fmt: skip
def test_planted_leak_is_found(project: Path, file: str, holder: str, plant: Plant) -> None:
    """A sentence, a part of it, an id, a value in any spelling, a name, a note; in text, marks, escapes, archives."""
    plant(project)
    assert leaks_in(project) == {(file, holder)}


@pytest.mark.pdf
@pytest.mark.parametrize("where", ["info", "xmp", "attachment", "alt", "comment"])
def test_leak_in_the_depths_of_a_pdf_is_found(project: Path, where: str) -> None:
    """Information, XMP, an attached file, the words for a picture, a comment: none of them is on the page."""
    path = project / "build" / BRIEF / f"{BRIEF}.hy.a4.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        match where:
            case "info":
                pdf.docinfo["/Subject"] = SENTENCE
            case "xmp":
                with pdf.open_metadata() as metadata:
                    metadata["dc:description"] = SENTENCE
            case "attachment":
                pdf.attachments["notes.txt"] = SENTENCE.encode()
            case "alt":
                next(
                    o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
                ).Alt = SENTENCE
            case _:
                comment = pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=SENTENCE
                )
                pdf.pages[0].Annots = pikepdf.Array([comment])
        pdf.save(path)
    assert leaks_in(project) == {(path.name, "`shelter-address`")}


@pytest.mark.pdf
def test_what_was_public_when_it_was_built_is_found_in_files_and_in_the_store(
    project: Path,
) -> None:
    """A fact that is withdrawn from the public after a build: its page, its paper, and what was kept of it."""
    facts = project / FACTS
    truth = facts.read_text(encoding="utf-8")
    open_ = truth.replace("sensitivity: restricted", "sensitivity: public", 1)
    open_ = open_.replace("facts: [flood-event,", "facts: [shelter-address, flood-event,")
    facts.write_text(open_, encoding="utf-8")
    assert run(["--project", str(project), "-q", "build", "--lang", "en"]) == 0
    facts.write_text(truth, encoding="utf-8")
    found = leaks_in(project)
    assert {(f"{BRIEF}.en.html", "`shelter-address`"), (f"{BRIEF}.en.a4.pdf", "`shelter-address`")} < found
    assert any(len(name) == 62 for name, _ in found)  # an entry of the store has a digest for a name
    assert run(["--project", str(project), "-q", "build", "--lang", "en"]) == 0
    shutil.rmtree(project / ".briefing")
    assert leaks_in(project) == set()


def test_words_that_public_facts_have_as_well_are_no_leak(
    project: Path,
) -> None:
    """`short` says what `cut-villages` says too; its id and its value are too common to tell anything."""
    in_page("<p>Cut off by the water: 3 of 7 villages. 3. short</p>")(project)
    assert leaks_in(project) == set()


def test_name_in_a_public_translation_is_a_leak_though_it_is_printed(project: Path) -> None:
    """A translator who spells out whom only a withheld fact names has let the name out; five other words have not."""
    catalog = project / f"locales/hy/LC_MESSAGES/{BRIEF}.po"
    text = catalog.read_text(encoding="utf-8")
    start = text.index('msgctxt "flood-event"')
    old = text[text.index('msgstr "', start) :].splitlines()[0]
    catalog.write_text(text.replace(old, old.removesuffix('"') + ' Իլոնա Վեսելի։"', 1), encoding="utf-8")
    assert run(["--project", str(project), "-q", "build", "--lang", "hy", "--format", "html"]) == 0
    assert (f"{BRIEF}.hy.html", "`shelter-guests`") in leaks_in(project)


def test_gate_lets_no_edition_out_that_holds_what_is_not_public(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Were a page to say it by some fault of ours, nothing of the edition is written: no file, no record, no entry."""

    def careless(*args: Any, **options: Any) -> Rendered:
        made = render_briefs(*args, **options)
        first = made.files[0]
        words = first.content.replace(b"</main>", f"<!-- {SENTENCE} --></main>".encode())
        return replace(made, files=(replace(first, content=words), *made.files[1:]))

    release = importlib.import_module("briefing.publishing.release")
    monkeypatch.setattr(release, "render_briefs", careless)
    settings = project / "briefing.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\napprovals = 0\nreviews = 0\n", "utf-8")
    assert run(["--project", str(project), "-q", "publish", "--by", "Editor"]) == 4
    said = capsys.readouterr().err
    assert "[BR751]" in said
    assert f"--> {BRIEF}/{BRIEF}." in said
    assert "old mill" not in said
    assert not (project / "editions").exists()
    assert not (project / "public").exists()
    monkeypatch.setattr(release, "render_briefs", render_briefs)
    assert run(["--project", str(project), "-q", "publish", "--by", "Editor"]) == 0
