"""The web page and its address: what machines and readers of the paper are told."""

import json
import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from briefing.cli import run

BASE = "https://example.org/briefs"


@pytest.fixture
def published(sample: Path) -> Path:
    """Give the sample project with an address and a contact."""
    with (sample / "briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'base_url = "{BASE}/"\ncontact = "desk@example.org"\n')
    return sample


def page(locale: str = "hy") -> str:
    """Give the web page of the sample."""
    assert run(["build", "--format", "html", "--lang", locale]) == 0
    return Path(f"build/sample/sample.{locale}.html").read_text(encoding="utf-8")


def data_of(html: str) -> dict[str, object]:
    """Give what the page says of itself as JSON-LD."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


def test_a_published_page_knows_its_address_and_its_siblings(published: Path) -> None:
    """Canonical, alternates of all languages as absolute addresses, and the same in the structured data."""
    html = page()
    assert f'<link rel="canonical" href="{BASE}/sample/sample.hy.html">' in html
    assert re.findall(r'hreflang="([^"]+)" href="(https[^"]+)"', html) == [
        ("en-GB", f"{BASE}/sample/sample.en.html"),
        ("hy", f"{BASE}/sample/sample.hy.html"),
        ("x-default", f"{BASE}/sample/sample.en.html"),
    ]
    told = data_of(html)
    assert (told["@type"], told["inLanguage"], told["name"]) == ("Report", "hy", "Ջրհեղեղ Վելորայում")
    assert told["url"] == f"{BASE}/sample/sample.hy.html"
    assert "Կապ՝ desk@example.org" in html


def test_a_page_without_address_claims_none(sample: Path) -> None:
    """Relative alternates, no canonical; it still says what it is."""
    html = page()
    assert "canonical" not in html
    assert "url" not in data_of(html)


def test_no_text_breaks_out_of_the_structured_data(sample: Path) -> None:
    """A title is data, whatever it holds."""
    for name in ("facts/sample.yaml", "locales/hy/LC_MESSAGES/sample.po"):
        path = Path(name)
        text = path.read_text(encoding="utf-8")
        text = text.replace("What is known, and who says it.", "What & who, a < b")
        path.write_text(text, encoding="utf-8")
    html = page("en")
    assert data_of(html)["description"] == "What & who, a < b"
    assert "a < b" not in html


@pytest.mark.pdf
def test_the_paper_leads_to_the_page(published: Path) -> None:
    """The code reads as the address that stands beside it, when the sheet is printed or photocopied."""
    assert run(["build", "--format", "pdf", "--lang", "hy"]) == 0
    document = pypdfium2.PdfDocument("build/sample/sample.hy.a4.pdf")
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    assert f"{BASE}/sample/sample.hy.html" in re.sub(r"\s", "", text)
    for scale in (1.5, 4):
        found = [
            code.text
            for sheet in document
            for code in zxingcpp.read_barcodes(sheet.render(scale=scale).to_pil())
        ]
        assert found == [f"{BASE}/sample/sample.hy.html"]


@pytest.mark.parametrize("address", ["example.org", "ftp://x.org", "https://x.org/a?b", "https://x.org/ a"])
def test_what_is_no_address_is_found(sample: Path, capsys: pytest.CaptureFixture[str], address: str) -> None:
    """At its place, and the page goes without."""
    with (sample / "briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write(f'base_url = "{address}"\n')
    assert run(["check"]) == 1
    assert "error[BR104]" in capsys.readouterr().err


def test_remarks_of_stylesheets_stay_at_home(sample: Path) -> None:
    """A reader fetches no remark; what looks like one in quotes is kept, and so is the order of rules."""
    theme = sample / "templates/themes/own/theme.css"
    theme.parent.mkdir(parents=True)
    theme.write_text('/* don\'t\nfetch */ .a::before { content: "/* kept */"; } /* nor */ .b { top: 0 }\n')
    with (sample / "briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write('theme = "own"\n')
    styles = re.search(r"<style>(.*?)</style>", page("en"), re.S)
    assert styles is not None
    assert ' .a::before { content: "/* kept */"; }  .b { top: 0 }\n' in styles[1]
    assert re.findall(r"/\*.*?\*/", styles[1], re.S) == ["/* kept */"]
