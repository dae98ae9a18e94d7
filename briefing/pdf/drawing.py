"""Drawing: a page into the bytes of a tagged PDF, and all that the engine had to say about it as findings."""

import logging
import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose
from briefing.inputs import Inputs
from briefing.limits import RANGES
from briefing.pages import Attachment, Hyphenation, Page
from briefing.pdf.booklet import SUFFIX, impose
from briefing.pdf.bounds import ExcessError, bounded
from briefing.pdf.digits import are_alike, shape_of
from briefing.pdf.engine import SCHEME, FontFile, fetcher_of, fonts_of, hearing, load_engine
from briefing.pdf.fitting import fitted
from briefing.pdf.hyphens import register
from briefing.pdf.key import VARIANT
from briefing.pdf.lines import lines_of, remembering
from briefing.pdf.styles import parted
from briefing.pdf.tagging import listening

_TOFU: Final = re.compile(r'\.notdef glyph rendered .*"(?P<character>.*)" \(U\+(?P<point>[0-9A-F]+)\)', re.S)
_LONGEST: Final = 200
"""The most characters of a finding that are the engine's: it quotes whole pictures and stylesheets."""

_ABSOLUTE: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_CSS: Final = re.compile(r"`(?P<what>[^`]*)` at (?P<line>\d+):(?P<column>\d+)(?:, (?P<why>.*))?", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pdf:
    """A finished PDF and its number of pages; of a booklet, those before two came on a sheet.

    `size` is the one that suits a page of that shape: see `shape_of`.
    """

    content: bytes
    pages: int
    size: tuple[str, float] = ("", 1)


def render_pdf(
    page: Page, *, inputs: Inputs, size: tuple[str, float] | None = None, is_own_process: bool = False
) -> Outcome[Pdf | None]:
    """Draw a page as PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) in one file, within the limits of the page.

    A character without a glyph, or a font from elsewhere, is an error: there is no PDF. `size` is that of the same page
    with other numbers, with the same fonts, hyphens and pictures, where another process has found it.
    """
    load_engine()
    drawing = _Drawing(page=page, inputs=inputs)
    try:
        with bounded(page.limits, is_own_process=is_own_process):
            return _drawn(page, inputs, size, drawing)
    except ExcessError as excess:
        return Outcome(value=None, diagnostics=(costly(page, f"takes {excess.cost}"),))
    except (BriefingError, OSError):
        raise
    except SystemError:  # what a library in C says when it gets no memory and does not look
        return Outcome(
            value=None, diagnostics=(costly(page, f"takes more than {page.limits.memory_mib} MiB of memory"),)
        )
    except Exception as error:  # noqa: BLE001 - foreign code over foreign templates, styles and pictures
        return Outcome(value=None, diagnostics=(*drawing.findings, _unrenderable(page, error)))


def costly(page: Page, cost: str) -> Diagnostic:
    """Give the finding of a page that costs more than its limits."""
    message = f"drawing `{page.brief}` in `{page.locale}` on `{page.layout}` {cost}"
    more = ", ".join(
        f"{name} = {min(2 * getattr(page.limits, name), most)}" for name, (_, most) in RANGES.items()
    )
    hint = (
        "take out of templates, theme or logo what repeats without end; "
        f"a sound page is given more in the settings: `limits = {{ {more} }}`"
    )
    return diagnose("BR607", message, None, hint=hint)


def _unrenderable(page: Page, error: Exception) -> Diagnostic:
    said = " ".join(str(error).split())[:_LONGEST]
    kind = type(error).__name__
    message = f"the PDF engine fails at `{page.brief}` in `{page.locale}` on `{page.layout}`: {kind}: {said}"
    hint = "take out of templates, theme or logo what was added last; the engine cannot read all of it"
    return diagnose("BR608", message.rstrip(": "), None, hint=hint)


def _drawn(
    page: Page, inputs: Inputs, size: tuple[str, float] | None, drawing: "_Drawing"
) -> Outcome[Pdf | None]:
    files = tuple(_font_files(page, inputs))
    fonts, sheet = fonts_of(files)
    engine = load_engine()
    if page.hyphenation is not None:
        register(page.hyphenation)
    with hearing(drawing.hear), remembering(lines_of(fonts, page.hyphenation)):
        apart = parted(page.html, files)
        for record in apart.said:
            drawing.hear(record)
        html = engine.HTML(string=apart.html, base_url=SCHEME, url_fetcher=fetcher_of(drawing.serve))
        document, size = _fitted(
            lambda fit: html.render(
                font_config=fonts,
                stylesheets=[sheet, *apart.sheets, engine.CSS(string=f"html{{--fit:{fit}}}")],
                pdf_variant=VARIANT,
            ),
            page,
            files,
            size,
        )
        with listening() as tagging, warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # the engine leaves its colour profile open
            content: bytes = document.write_pdf(
                pdf_variant=VARIANT,
                finisher=tagging.finish,
                attachments=[_attached(file) for file in page.attachments],
            )
    drawing.findings += _foreign_fonts(document, page)
    findings = tuple(dict.fromkeys(drawing.findings))
    if any(finding.is_error for finding in findings):
        return Outcome(value=None, diagnostics=findings)
    if page.layout.endswith(SUFFIX):
        content = impose(content)
    return Outcome(value=Pdf(content=content, pages=len(document.pages), size=size), diagnostics=findings)


def _fitted(
    lay_out: Callable[[float], Any],
    page: Page,
    files: tuple[FontFile, ...],
    size: tuple[str, float] | None,
) -> tuple[Any, tuple[str, float]]:
    """Lay a page out in the size that suits it: that of a page that differs in digits alone is known."""
    known = _sizes(files, page.hyphenation, page.assets)
    if size is not None:
        known.setdefault(*size)
    shape = shape_of(page.html)
    if shape in known and are_alike(files):
        return lay_out(known[shape]), (shape, known[shape])
    document, known[shape] = fitted(lay_out)
    return document, (shape, known[shape])


@lru_cache(maxsize=16)
def _sizes(
    files: tuple[FontFile, ...], hyphenation: Hyphenation | None, assets: tuple[tuple[str, str], ...]
) -> dict[str, float]:
    """Give the memory of sizes for all that pages are laid out with besides their HTML, empty at first."""
    del files, hyphenation, assets  # they name the memory
    return {}


@dataclass(slots=True, kw_only=True)
class _Drawing:
    """One page being drawn: what it asks for, and what was found."""

    page: Page
    inputs: Inputs
    findings: list[Diagnostic] = field(default_factory=list)

    def serve(self, address: str) -> bytes:
        """Give the content of an address of the project; all others are refused and told."""
        name = address.removeprefix(SCHEME)
        if _ABSOLUTE.match(name) or not name.startswith("templates/"):
            message = f"the page asks for `{address}`, which is not among the templates of the project"
            hint = "put the file there and name it from the root, as in `templates/themes/…/logo.svg`"
            self.findings.append(diagnose("BR604", message, self._place(address), hint=hint))
            raise PermissionError(address)
        found = self.inputs.read(name, text=False)
        self.findings += found.diagnostics
        if found.value is None:
            if not found.diagnostics:
                message, hint = (
                    f"there is no file `{name}`",
                    "put the file there, or take its name out of the page",
                )
                self.findings.append(diagnose("BR603", message, self._place(name), hint=hint))
            raise FileNotFoundError(name)
        return found.value.data

    def hear(self, record: logging.LogRecord) -> None:
        """Turn what the engine says while drawing into a finding."""
        if isinstance(record.args, tuple) and any(isinstance(one, MemoryError) for one in record.args):
            raise MemoryError  # the engine goes on without a picture that has filled the memory
        said = record.getMessage()
        if (tofu := _TOFU.search(said)) is not None:
            message = f"no font of the theme has `{tofu['character']}` (U+{tofu['point']})"
            hint = "type another character, or add a font that has it to the theme"
            self.findings.append(diagnose("BR601", message, None, hint=hint, note=self._which()))
        elif (css := _CSS.search(said)) is not None:
            why = (css["why"] or "not understood").rstrip(".")
            message = f"the PDF engine ignores `{css['what'][:_LONGEST]}`: {why[:_LONGEST]}"
            span = self._css_place(int(css["line"]), int(css["column"]))
            hint = "say it in another way, or keep it for the screen in `templates/layouts/screen.css`"
            self.findings.append(diagnose("BR606", message, span, hint=hint))
        elif not said.startswith(("Failed to load", "Font-face")):
            message = f"the PDF engine says: {said.splitlines()[0][:_LONGEST]}"
            hint = "mend the template or the stylesheet it speaks of"
            self.findings.append(diagnose("BR606", message, None, hint=hint, note=self._which()))

    def _which(self) -> str:
        return f"in the PDF of `{self.page.brief}` in `{self.page.locale}`"

    def _css_place(self, line: int, column: int) -> Span | None:
        sheets = [sheet for sheet in self.page.stylesheets if sheet.first_line <= line]
        if not sheets:
            return None
        return Span(file=sheets[-1].name, line=line - sheets[-1].first_line + 1, column=column)

    def _place(self, typed: str) -> Span | None:
        """Give where an address is typed: in a template or a stylesheet; None when it is put together."""
        for name in (
            *self.inputs.names("templates", "**/*.html"),
            *self.inputs.names("templates", "**/*.css"),
        ):
            file = self.inputs.read(name).value
            if file is not None and (offset := file.text.find(typed)) >= 0:
                return file.span_of_offset(offset, len(typed))
        return None


def _attached(file: Attachment) -> Any:
    """Give a file to the engine. Its date is the day of the edition; a draft has the first day of Unix."""
    day = datetime.fromisoformat(file.day) if file.day else datetime(1970, 1, 1)  # noqa: DTZ001  # the engine adds Z
    return load_engine().Attachment(
        file_obj=BytesIO(file.content),
        name=file.name,
        description=file.description,
        relationship=file.relationship,
        created=day,
        modified=day,
    )


def _font_files(page: Page, inputs: Inputs) -> Iterator[FontFile]:
    for face in page.fonts:
        found = inputs.read(face.name, text=False).value
        if found is None:
            raise BriefingError(f"cannot read the font `{face.name}`")
        yield FontFile(face=face, data=found.data)


def _foreign_fonts(document: Any, page: Page) -> Iterator[Diagnostic]:
    """Find fonts that were drawn with and are not of the theme."""
    own = {face.family for face in page.fonts}
    for family in sorted({_family_of(font) for font in document.fonts.values()} - own):
        message = (
            f"a text of `{page.brief}` in `{page.locale}` is set in `{family}`, which is no font of the theme"
        )
        listed = ", ".join(f"`{name}`" for name in sorted(own))
        yield diagnose("BR602", message, None, hint=f"use one of the families of its `fonts.toml`: {listed}")


def _family_of(font: Any) -> str:
    family = font.family
    return family.decode("utf-8", "replace") if isinstance(family, bytes) else str(family)
