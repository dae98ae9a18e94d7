"""The readers of the tool by name, each with a valid input: given any bytes they find faults, and raise none.

Property tests and the fuzzer call the same functions.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from briefing.build import Request, bind_briefs
from briefing.catalogs import read_catalog
from briefing.facts import read_facts
from briefing.facts.edtf import DateFaultError, days_of, read_when
from briefing.formats import Output
from briefing.inputs import Inputs
from briefing.languages import read_language
from briefing.pages import SCREEN, check_templates, read_coastline, read_identity, render_page
from briefing.pages.fonts import read_faces
from briefing.placeholders import blank_placeholders, parse_message
from briefing.project import open_inputs, read_project
from briefing.readback import read_finished, texts_in
from briefing.renditions import Rendition

ROOT: Final = Path(__file__).parents[2]
BASE: Final = ROOT / "tests" / "cases" / "base"
FONT: Final = "BriefingSans-Regular.ttf"
_FONTS: Final = ROOT / "templates" / "themes" / "plain" / "fonts"
_LOGO: Final = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="a">'
    b'<stop offset="0" stop-color="#fff"/></linearGradient><g id="b"><path d="M0 0h20v10z"/></g></defs>'
    b'<use href="#b" x="1"/><rect width="4" height="4" fill="url(#a)" transform="rotate(3)"/></svg>'
)
_COAST: Final = (
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "land"}, "geometry":'
    b' {"type": "Polygon", "coordinates": [[[44.1, 40.2], [45.5, 40.9], [46.0, 39.0], [44.1, 40.2]]]}}]}'
)
_TEMPLATE: Final = (
    b'{% macro line(item) %}<li>{{ item.text }}</li>{% endmacro %}\n<ul lang="{{ brief.locale }}">\n'
    b'{% for item in brief.facts if item %}{{ line(item) }}{% else %}{{ _("Background") }}{% endfor %}</ul>\n'
    b'{% set few = [1, 2, 3] %}{{ few|length }} {{ listing(few) }} {{ number(4) }} {{ quote("a") }}'
    b'{{ ngettext("{n} fact", "{n} facts", 3) }}{% if 1 in few and not few[0] == 2 %}{{ styles }}{% endif %}'
)


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, a valid input for it, and the file of a project that is replaced; empty for a text by itself."""

    read: Callable[[Path], object]
    valid: bytes
    file: str = ""


@lru_cache(maxsize=1)
def folder() -> Path:
    """Give a project in a folder of this process, whose files are replaced again and again."""
    root = Path(mkdtemp(prefix="briefing-fuzz-")) / "project"
    shutil.copytree(BASE, root)
    for name, content in (("logo.svg", _LOGO), ("land.geojson", _COAST)):
        (root / "templates" / "themes" / "mine" / "fonts").mkdir(parents=True, exist_ok=True)
        (root / "templates" / name).write_bytes(content)
    fonts = root / "templates" / "themes" / "mine" / "fonts"
    (fonts / FONT).write_bytes((_FONTS / FONT).read_bytes())
    (root / "templates" / "themes" / "mine" / "theme.css").write_text("html { color: black }\n", "utf-8")
    settings = root / "briefing.toml"
    more = 'map = { coastline = "templates/land.geojson", credit = "x" }\nlogo = "templates/logo.svg"\n'
    settings.write_text(settings.read_text("utf-8").replace("layouts", f"{more}layouts", 1), "utf-8")
    return root


def readers() -> Mapping[str, Reader]:
    """Give the readers by name."""
    sample = (BASE / "facts" / "sample.yaml").read_bytes()
    catalog = (BASE / "locales" / "hy" / "LC_MESSAGES" / "sample.po").read_bytes()
    language = (ROOT / "locales" / "hy" / "language.yaml").read_bytes()
    theme = (ROOT / "templates" / "themes" / "plain" / "theme.css").read_bytes()
    faces = f'[[face]]\nfamily = "Mine"\nweight = 400\nstyle = "normal"\nfile = "{FONT}"\n'.encode()
    page = (
        b'<!DOCTYPE html><html lang="en"><p data-sentence="a">at <data value="3" data-fact="a">3</data></p>'
    )
    return {
        "facts": Reader(_facts, sample, "facts/sample.yaml"),
        "catalog": Reader(_catalog, catalog, "locales/hy/LC_MESSAGES/sample.po"),
        "settings": Reader(_settings, (folder() / "briefing.toml").read_bytes(), "briefing.toml"),
        "language": Reader(_language, language, "locales/hy/language.yaml"),
        "theme": Reader(_theme, theme, "templates/themes/mine/theme.css"),
        "faces": Reader(_faces, faces, "templates/themes/mine/fonts/fonts.toml"),
        "logo": Reader(_logo, _LOGO, "templates/logo.svg"),
        "coastline": Reader(_coastline, _COAST, "templates/land.geojson"),
        "template": Reader(_template, _TEMPLATE, "templates/brief.html"),
        "message": Reader(_message, b"{displaced:start} of {total}, {{ and 100 %, on {day:on,gen}"),
        "date": Reader(_date, b"2023-09-19/2024-01~"),
        "web page": Reader(_web_page, page, "build/sample/sample.en.html"),
        "pdf": Reader(_pdf, _valid_pdf(), "build/sample/sample.en.a4.pdf"),
    }


def read(reader: Reader, data: bytes) -> None:
    """Give bytes to a reader, in place of a file of the project; what was there is put back."""
    root = folder()
    path = root / (reader.file or "text")
    before = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    try:
        reader.read(root if reader.file and not reader.file.startswith("build/") else path)
    finally:
        path.unlink() if before is None else path.write_bytes(before)


def _facts(root: Path) -> object:
    return read_facts(open_inputs(root), "facts/sample.yaml", today=date(2026, 3, 10))


def _catalog(root: Path) -> object:
    return read_catalog(open_inputs(root), "hy", "sample", expected_plurals="nplurals=2; plural=n != 1;")


def _settings(root: Path) -> object:
    return read_project(open_inputs(root))


def _language(root: Path) -> object:
    return read_language(open_inputs(root), "hy")


def _theme(root: Path) -> object:
    return check_templates(open_inputs(root), "mine")


def _faces(root: Path) -> object:
    return read_faces(open_inputs(root), "mine")


def _logo(root: Path) -> object:
    inputs = open_inputs(root)
    return read_identity(inputs, read_project(inputs).value)


def _coastline(root: Path) -> object:
    inputs = open_inputs(root)
    return read_coastline(inputs, read_project(inputs).value)


def _template(root: Path) -> object:
    inputs = open_inputs(root)
    check_templates(inputs, "plain")
    return render_page(_rendition(), SCREEN, inputs=inputs, theme="plain")


@lru_cache(maxsize=1)
def _rendition() -> Rendition:
    inputs = Inputs(root=BASE, carried=ROOT)
    project = read_project(inputs).value
    request = Request(
        briefs=("sample",),
        locales=("en-GB",),
        formats=("html",),
        layouts=("a4",),
        out=folder() / "build",
        jobs=1,
        allow_untranslated=True,
        now=datetime(2026, 3, 10, tzinfo=UTC),
    )
    return bind_briefs(inputs, project, request).value[0][1]


def _message(path: Path) -> object:
    text = path.read_bytes().decode("utf-8", "replace")
    return parse_message(text), blank_placeholders(text)


def _date(path: Path) -> object:
    try:
        return days_of(read_when(path.read_bytes().decode("utf-8", "replace")))
    except DateFaultError as fault:
        return fault.hint


def _web_page(path: Path) -> object:
    return read_finished("sample", "en", Output(format="html"), path), tuple(texts_in(path))


def _pdf(path: Path) -> object:
    return read_finished("sample", "en", Output(format="pdf", layout="a4"), path), tuple(texts_in(path))


def _valid_pdf() -> bytes:
    """Give a PDF of one page with a word on it, written by hand so that nothing has to be drawn."""
    parts = (
        b"<</Type/Catalog/Pages 2 0 R/Lang(en)>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        b"<</Length 38>>stream\nBT /F 12 Tf 20 50 Td (25 000 left) Tj ET\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table,
            len(body),
        )
    )
