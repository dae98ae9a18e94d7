"""The web pages as a browser shows them and a screen reader is told them, and as the Nu HTML checker reads them."""

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from devtools import Browser, Tab

from briefing.cli import run

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AXE = HERE / "node_modules/axe-core/axe.min.js"
NU = HERE / "node_modules/vnu-jar/build/dist/vnu.jar"
FLOOD = "velora-flood-2026"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
WIDTHS, SCHEMES = (1280, 320), ("light", "dark")
SAID = {
    "table": "<table", "row": "<tr", "columnheader": 'scope="col"', "rowheader": 'scope="row"', "cell": "<td",
    "heading": "<h[1-6]", "link": "<a ", "image": 'role="img"', "main": "<main",
}  # fmt: skip

ALLOWED = (
    # Structured data are a block of data: no browser runs them, and no policy stops them (HTML, 4.12.1).
    r"Inline script violates Content Security Policy .* blocked by “script-src” directive",
)

BREACHES = f"""axe.run(document, {{
    runOnly: {{type: "tag", values: {json.dumps(RULES)}}}, resultTypes: ["violations"]
}}).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${{rule.id}}: ${{node.target}} ${{node.failureSummary}}`)))"""

FAULTS = """(() => {
    const faults = [], wide = document.documentElement.scrollWidth
    if (wide > innerWidth) faults.push(`scrolls sideways: ${wide} in ${innerWidth}`)
    for (const target of document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")) {
        const {width, height} = target.getBoundingClientRect(), around = target.closest("p, li, td, dd, body")
        const isInText = getComputedStyle(target).display == "inline"
            && around.textContent.trim().length > target.textContent.trim().length
        if (!isInText && (width < 24 || height < 24))
            faults.push(`small target: ${target.outerHTML} ${width} x ${height}`)
    }
    return faults
})()"""

EMPTY = """[...document.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td")]
    .filter(part => part.getClientRects().length && !part.innerText.trim())
    .map(part => `nothing in ${part.outerHTML}`)"""

FAULTY = """<!DOCTYPE html><html lang="en"><head><title>Faults</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<script>document.title = ""</script></head>
<body><main><h1>Faults</h1><img alt="" src="http://127.0.0.1:9/theirs.png">
<dl><dt>Seen</dt><dd><i style="display: none">not</i></dd></dl>
<p style="width: 90rem; color: #999; background: #aaa">Wide and pale</p>
<p><a href="#a" style="display: inline-block; font-size: 8px">on</a></p>
<table role="presentation"><tr><td>one</td></tr></table></main></body></html>"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Build the shipped brief; publish the invented flood twice: an index, and a banner over the first edition."""
    out = tmp_path_factory.mktemp("pages")
    assert run(["--project", str(ROOT), "build", "--format", "html", "--out", str(out)]) == 0
    root = Path(shutil.copytree(ROOT / "tests/flood", tmp_path_factory.mktemp("desk") / "flood"))
    with (root / "briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write('layouts = ["a4", "a5-booklet"]\nbase_url = "https://example.org/briefs"\n')
    publish(root)
    anna = ("--by", "Anna")
    assert (
        run(["--project", str(root), "correct", "displaced", "--value", "1900", "--why", "typo", *anna]) == 0
    )
    publish(root)
    published = root / "public" / FLOOD
    found = [*out.rglob("*.html"), *published.parent.glob("*.html"), *published.glob("*.html")]
    return sorted((*found, *(published / "1").glob("*.html")))


def publish(root: Path) -> None:
    """Let the flood be signed and approved, and publish it."""
    desk = ["--project", str(root), "--today", "2026-03-11"]
    for locale in ("hy", "az", "ru"):
        assert run([*desk, "messages", "review", FLOOD, "--lang", locale, "--by", "Reader"]) == 0
    assert run([*desk, "approve", "--by", "Anna"]) == 0
    assert run([*desk, "publish", "--by", "Anna"]) == 0


def test_every_page_is_accessible_at_every_width_in_light_and_dark(pages: list[Path], tmp_path: Path) -> None:
    """No breach of WCAG 2.2 A and AA that axe finds; nothing scrolls sideways, is fetched, or needs a script.

    First a page with faults: were the browser or the rules to find nothing there, they would find nothing anywhere.
    """
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    need("Chromium", is_here=program is not None)
    need("axe-core (`npm ci` in tests/web)", is_here=AXE.is_file())
    assert program is not None
    assert len(pages) == 16
    assert len([page for page in pages if 'class="superseded"' in page.read_text(encoding="utf-8")]) == 4
    faulty = tmp_path / "faulty.html"
    faulty.write_text(FAULTY, encoding="utf-8")
    with Browser(program, tmp_path / "profile") as browser:
        with browser.tab() as tab:
            found = "\n".join(
                (*faults_of(tab, faulty, 320, "light"), *unsaid(tab, faulty), *unprinted(tab, faulty))
            )
            known = (
                "color-contrast: p", "scrolls sideways: ", "small target: ", "1 of `<td`, and 0 of the role cell",
                "nothing in <dd>", "error: Executing inline script violates", "asks for http://127.0.0.1:9/theirs.png",
            )  # fmt: skip
            assert [fault for fault in known if fault not in found] == [], found
        with browser.tab() as tab:
            faults = [
                f"{page.parent.name}/{page.name}, {width} px, {scheme}: {fault}"
                for page in pages
                for width in WIDTHS
                for scheme in SCHEMES
                for fault in faults_of(tab, page, width, scheme)
            ]
            faults += [f"{page.name}: {fault}" for page in pages for fault in unsaid(tab, page)]
            faults += [f"{page.name}, printed: {fault}" for page in pages for fault in unprinted(tab, page)]
    assert faults == []


def test_the_nu_html_checker_has_nothing_to_say(pages: list[Path]) -> None:
    """Neither an error nor a warning, but for those that are named above with their reasons."""
    need("Java", is_here=shutil.which("java") is not None)
    need("vnu-jar (`npm ci` in tests/web)", is_here=NU.is_file())
    done = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--exit-zero-always", "--stdout", *pages],
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)["messages"]
    talked_of = {Path(m["url"]).name for m in told}
    assert talked_of == {page.name for page in pages if not page.name.startswith("index.")}  # each was read
    assert [
        f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}"
        for m in told
        if not any(re.match(allowed, m["message"]) for allowed in ALLOWED)
    ] == []


def test_the_paper_of_an_edition_leads_to_that_edition_in_its_language(pages: list[Path]) -> None:
    """The code on a sheet of each language reads as the address beside it: of that edition, not of the latest."""
    for page in (page for page in pages if page.parent.name == "1"):
        address = f"https://example.org/briefs/{FLOOD}/1/{page.name}"
        document = pypdfium2.PdfDocument(page.with_suffix(".a4.pdf"))
        codes = [c.text for sheet in document for c in zxingcpp.read_barcodes(sheet.render(scale=2).to_pil())]
        words = "".join(sheet.get_textpage().get_text_bounded() for sheet in document)
        assert codes == [address]
        assert address in re.sub(r"\s", "", words).replace("\x02", "-")  # a hyphen that ends a line


def faults_of(tab: Tab, page: Path, width: int, scheme: str) -> Iterator[str]:
    """Give what is wrong with a page at a width in a colour scheme."""
    yield from tab.show(page, width=width, scheme=scheme)
    yield from tab.value(FAULTS)
    tab.value(AXE.read_text(encoding="utf-8") + ";0")
    yield from tab.value(BREACHES)


def unsaid(tab: Tab, page: Path) -> Iterator[str]:
    """Give what a screen reader is not told on a narrow screen where scripts are off."""
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    tab.show(page, width=320, scheme="light")
    heard = tab.heard()
    tab.ask("Emulation.setScriptExecutionDisabled", value=False)
    html = re.sub(r"<style>.*?</style>", "", page.read_text(encoding="utf-8"), flags=re.S)
    counted = Counter(role for role, _ in heard)
    for role, typed in SAID.items():
        there = len(re.findall(typed, html))
        if counted[role] != there:
            yield f"{there} of `{typed}`, and {counted[role]} of the role {role}"
    yield from (
        f"a {role} without a name" for role, name in heard if role in ("table", "region") and not name
    )


def unprinted(tab: Tab, page: Path) -> Iterator[str]:
    """Give what stands empty when the page is printed from the browser."""
    tab.show(page, width=700, scheme="dark", medium="print")
    yield from tab.value(EMPTY)


def need(tool: str, *, is_here: bool) -> None:
    """Skip where a tool is missing; fail where CI has not said that it could not install it."""
    if is_here:
        return
    if os.environ.get("CI") == "true" and not os.environ.get("BRIEFING_WITHOUT_WEB_TOOLS"):
        pytest.fail(f"{tool} is not here: `.ci/run` installs it, or sets BRIEFING_WITHOUT_WEB_TOOLS")
    pytest.skip(f"{tool} is not here")
