"""The logo and the colours of an organisation, on pages of both kinds and as findings."""

import base64
import io
import re
from pathlib import Path

import page as page_validation
import pikepdf
import pytest
from PIL import Image

from briefing.cli import run

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path fill="#0f4c5c" d="M0 0h20v10z"/></svg>'
)


def settings(text: str) -> None:
    """Add settings to those of the sample."""
    with Path("briefing.toml").open("a", encoding="utf-8") as file:
        file.write(text + "\n")


def draw(text: str, name: str = "logo.svg") -> None:
    """Write a logo and name it in the settings."""
    Path("templates").mkdir(exist_ok=True)
    Path("templates", name).write_text(text, encoding="utf-8")
    settings(f'logo = "templates/{name}"')


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    """Give a PNG of one colour."""
    held = io.BytesIO()
    Image.new("RGB", size, "#0f4c5c").save(held, "PNG")
    return held.getvalue()


def page(*options: str) -> str:
    """Give the web page of the sample in English."""
    assert run(["build", "--format", "html", "--lang", "en", *options]) == 0
    return Path("build/sample/sample.en.html").read_text(encoding="utf-8")


def first_finding(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the first line of the first finding and its place."""
    capsys.readouterr()
    assert run(["check"]) == 1
    told = capsys.readouterr()
    return "\n".join((told.out + told.err).splitlines()[:2])


def test_a_logo_stands_for_the_name_and_is_inside_the_page(sample: Path) -> None:
    """The picture is data of the page itself; its words are the publisher's name."""
    draw(SVG)
    found = re.search(
        r'<img class="logo" src="data:image/svg\+xml;base64,([^"]+)" alt="Sample desk">', page()
    )
    assert found is not None
    assert base64.b64decode(found[1]).decode() == SVG


@pytest.mark.pdf
def test_a_changed_logo_is_another_pdf(sample: Path) -> None:
    """Its words are the alternative text of a figure; another logo of the same name is drawn anew."""
    Path("templates").mkdir()
    Path("templates/logo.png").write_bytes(png())
    settings('logo = "templates/logo.png"')
    path = Path("build/sample/sample.en.a4.pdf")
    assert run(["build", "--format", "pdf", "--lang", "en"]) == 0
    first = path.read_bytes()
    for profile in ("ua1", "3a"):
        report = page_validation.validate_pdf(str(path), profile=profile)
        # A stream whose data end in 0x0D is called too long by mistake, about one of 256.
        assert [f.rule_id for f in report.failures if "STREAM-LENGTH" not in f.rule_id] == []
    with pikepdf.open(io.BytesIO(first)) as document:
        texts = [str(o.Alt) for o in document.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    assert "Sample desk" in texts
    Path("templates/logo.png").write_bytes(png((60, 20)))
    assert run(["build", "--format", "pdf", "--lang", "en"]) == 0
    assert path.read_bytes() != first


@pytest.mark.parametrize(
    ("logo", "expected"),
    [
        ("<svg viewBox='0 0 1 1'><script>go()</script></svg>", "holds `<script>`"),
        ("<svg viewBox='0 0 1 1'><g onload='go()'/></svg>", "`onload` reaches out of it"),
        ("<svg viewBox='0 0 1 1'><use href='https://example.org/a.svg'/></svg>", "`href` reaches out of it"),
        (
            "<svg viewBox='0 0 1 1'><path fill='url(https://example.org/a)'/></svg>",
            "`fill` reaches out of it",
        ),
        ("<svg viewBox='0 0 1 1'><text>Words</text></svg>", "holds `<text>`"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg viewBox='0 0 1 1'/>", "declares a document type"),
        ("<?xml-stylesheet href='a.css'?><svg viewBox='0 0 1 1'/>", "asks for another file"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "not an `<svg>` with a `viewBox`"),
        ("<svg viewBox='0 0 1 1'>", "is not XML"),
    ],
)
def test_a_logo_that_is_more_than_shapes_is_refused(
    sample: Path, capsys: pytest.CaptureFixture[str], logo: str, expected: str
) -> None:
    """Nothing of it runs or asks for anything; the finding is in the logo's own file."""
    draw(logo)
    found = first_finding(capsys)
    assert expected in found
    assert "templates/logo.svg:1:" in found


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ('logo = "logo.svg"', "is no SVG or PNG in `templates/`"),
        ('logo = "templates/../facts/sample.yaml"', "is no SVG or PNG in `templates/`"),
        ('logo = "templates/logo.png"', "there is no file"),
        ('logo = "templates/large.png"', "has 40 008 bytes"),
        ('logo = "templates/torn.png"', "is not a whole PNG"),
        (
            'colours = { accent = "#ffff00" }',
            "`accent` #ffff00 on `paper` #ffffff has a contrast of 1.1 to 1",
        ),
        ('colours = { paper = "#0f4c5c" }', "`accent` #0f4c5c on `paper` #0f4c5c"),
        ('colours = { acent = "#000000" }', "there is no colour `acent`"),
        ('colours = { accent = "red" }', "`red` is no colour"),
    ],
)
def test_a_setting_that_cannot_be_used_is_found_at_its_place(
    sample: Path, capsys: pytest.CaptureFixture[str], setting: str, expected: str
) -> None:
    """Line 5 of the settings is where it was added."""
    Path("templates").mkdir()
    Path("templates/large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40_000))
    Path("templates/torn.png").write_bytes(png()[:-20])
    settings(setting)
    found = first_finding(capsys)
    assert expected in found
    assert "briefing.toml:5:" in found


def test_chosen_colours_lie_over_the_theme_and_under_the_dark_page(sample: Path) -> None:
    """The last rule for a screen in the light is the chosen one; low ink comes after it on paper."""
    settings('colours = { accent = "#7a2e1d" }')
    html = page()
    chosen = html.index("html { --accent: #7a2e1d; }")
    assert html.index("--accent:#0f4c5c") < chosen < html.index("prefers-color-scheme:dark")
