"""What is timed: the tool's own commands, and what else one could use on the very pages that it draws."""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from timing import Watching

ROOT = Path(__file__).parents[1]
BRIEF = "nagorno-karabakh-2023"
TODAY = "2026-03-10"
SINGLE = "hy"
"""The locale of the single PDF: its page is laid out once, by the tool as by the bare script."""

FLOOR = "python -c pass"
COLD = "build, cold: 4 locales, HTML and PDF"
COMMAND = "`weasyprint`, once a page"
CHROMIUM = "chromium --print-to-pdf, once a page"
SCRIPT = "bare tuned script, 1 page"
ONE = "build, cold: 1 locale, PDF"
WARM = "watch: 1 number changed, 8 files"
NOTHING = "build, nothing changed"
CHECK = "check, nothing changed"
STATUS = "status, nothing changed"
TYPST = "typst, 4 documents in one process"

_SCRIPT = """
import ctypes.util, os, sys
from pathlib import Path
os.environ["FONTCONFIG_FILE"] = sys.argv[1]
find, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
ctypes.util.find_library = find
page = Path(sys.argv[2])
HTML(filename=page).write_pdf(page.with_suffix(".pdf"), font_config=FontConfiguration(), pdf_variant="pdf/a-3a")
"""
_TYPST = """
import sys, typst
for name in sys.argv[1:]:
    typst.compile(name, output=name.replace(".typ", ".pdf"), ignore_system_fonts=False)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """What is timed: commands one after another, or a function that gives its seconds; `prepare` is not timed."""

    name: str
    commands: Sequence[Sequence[str]] = ()
    prepare: Callable[[], None] = lambda: None
    measure: Callable[[], float] | None = None
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A ratio of two contenders, and what it should be at most."""

    name: str
    own: str
    other: str
    target: float


COMPARISONS = (
    Comparison(name="cold build / `weasyprint` once a page", own=COLD, other=COMMAND, target=0.22),
    Comparison(name="cold build / chromium once a page", own=COLD, other=CHROMIUM, target=0.35),
    Comparison(name="one PDF, cold / bare tuned script", own=ONE, other=SCRIPT, target=1.10),
    Comparison(name="nothing changed / python -c pass", own=NOTHING, other=FLOOR, target=3.5),
    Comparison(name="one number, warm / cold build", own=WARM, other=COLD, target=0.35),
    Comparison(name="check, nothing changed / python -c pass", own=CHECK, other=FLOOR, target=3.5),
    Comparison(name="status, nothing changed / python -c pass", own=STATUS, other=FLOOR, target=3.5),
    Comparison(name="one number, warm / typst", own=WARM, other=TYPST, target=float("inf")),
    Comparison(name="nothing changed / typst", own=NOTHING, other=TYPST, target=float("inf")),
    Comparison(name="cold build / typst", own=COLD, other=TYPST, target=float("inf")),
)


def contenders_in(folder: Path, watching: Watching, typst: str | None) -> tuple[Contender, ...]:
    """Set up copies of the project, and the pages as files; give what to time."""
    project, warm, idle = (copy_project(folder / name) for name in ("project", "warm", "idle"))
    pages = write_pages(project, folder / "pages")
    tool, resting = (
        [sys.executable, "-m", "briefing", "--project", str(place), "--today", TODAY]
        for place in (project, idle)
    )
    engine = [sys.executable, "-m", "weasyprint", "--quiet"]
    fonts = str(ROOT / "briefing" / "pdf" / "fonts.conf")
    single = next(page for page in pages if f".{SINGLE}." in page)
    found = [
        Contender(name=FLOOR, commands=[[sys.executable, "-c", "pass"]]),
        Contender(name=COLD, commands=[[*tool, "build", "--jobs", "2"]], prepare=_forgetting(project)),
        Contender(name=NOTHING, commands=[[*resting, "build", "--jobs", "2"]]),
        Contender(name=CHECK, commands=[[*resting, "check"]]),
        Contender(name=STATUS, commands=[[*resting, "status"]]),
        Contender(name=COMMAND, commands=[[*engine, page, f"{page}.pdf"] for page in pages]),
        Contender(name=SCRIPT, commands=[[sys.executable, "-c", _SCRIPT, fonts, single]]),
        Contender(
            name=ONE,
            commands=[[*tool, "build", "--lang", SINGLE, "--format", "pdf", "--jobs", "2"]],
            prepare=_forgetting(project),
        ),
        Contender(name=WARM, measure=lambda: watching.change(warm / "facts" / f"{BRIEF}.yaml")),
    ]
    if chromium := shutil.which("chromium") or shutil.which("google-chrome"):
        found.append(Contender(name=CHROMIUM, commands=_printing(chromium, pages, folder)))
    if typst is not None:
        found.append(Contender(name=TYPST, commands=[[typst, "-c", _TYPST, *_as_typst(pages)]]))
    watching.begin(["build", "--jobs", "2"], warm, [sys.executable, "-m", "briefing", "--today", TODAY])
    return tuple(found)


def copy_project(folder: Path) -> Path:
    """Copy the project, without what was made of it."""
    folder.mkdir(parents=True)
    for name in ("facts", "locales", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def _forgetting(project: Path) -> Callable[[], None]:
    def forget() -> None:
        for name in ("build", ".briefing"):
            shutil.rmtree(project / name, ignore_errors=True)

    return forget


def _printing(chromium: str, pages: Sequence[str], folder: Path) -> list[list[str]]:
    plain = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    profile = f"--user-data-dir={folder / 'chromium'}"
    return [[chromium, *plain, profile, f"--print-to-pdf={page}.pdf", Path(page).as_uri()] for page in pages]


def write_pages(project: Path, folder: Path) -> list[str]:
    """Write the pages that the tool draws as PDF, each as a file with its fonts, and give their paths."""
    from briefing.build import Request, plan_build
    from briefing.project import open_inputs, read_project
    from briefing.store import Store

    inputs = open_inputs(project)
    settings = read_project(inputs).value
    request = Request(
        briefs=(BRIEF,),
        locales=settings.locales,
        formats=("pdf",),
        layouts=settings.layouts,
        out=folder / "made",
        jobs=1,
        allow_untranslated=False,
        now=datetime.fromisoformat(f"{TODAY}T00:00+00:00"),
    )
    folder.mkdir()
    written = []
    for page in plan_build(inputs, settings, request, store=Store(None)).pages:
        rules = "".join(
            f'@font-face{{font-family:"{face.family}";font-weight:{face.weight};font-style:{face.style};'
            f'src:url("{(ROOT / face.name).as_uri()}")}}'
            for face in page.fonts
        )
        path = folder / f"{page.brief}.{page.locale}.html"
        path.write_text(page.html.replace("</head>", f"<style>{rules}</style></head>"), encoding="utf-8")
        written.append(str(path))
    return written


def _as_typst(pages: Sequence[str]) -> list[str]:
    """Write the words of each page as a plain Typst document: headings and paragraphs, no other design."""
    import re
    from html import unescape

    written = []
    for page in pages:
        body = re.sub(r"<(style|script|svg|title)\b.*?</\1>", "", Path(page).read_text("utf-8"), flags=re.S)
        lines = ['#set page("a4")', f'#set text(lang: "{Path(page).name.split(".")[1]}", size: 9.5pt)']
        for tag, inner in re.findall(r"<(h[1-6]|p|li|td|th|dt|dd)\b[^>]*>(.*?)</\1>", body, re.S):
            words = " ".join(unescape(re.sub(r"<[^>]*>", "", inner)).split())
            plain = "".join(f"\\{sign}" if sign in "\\#$*_`<>@[]=-+/~" else sign for sign in words)
            lines.append(f"{'=' * int(tag[1])} {plain}" if tag[0] == "h" else f"{plain}\n")
        path = Path(page).with_suffix(".typ")
        path.write_text("\n".join(lines), encoding="utf-8")
        written.append(str(path))
    return written


def environment_of(contender: Contender) -> dict[str, str]:
    """Give the environment of a contender's commands, without what the tool sets for itself."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **contender.environment}
    environment.pop("FONTCONFIG_FILE", None)
    return environment
