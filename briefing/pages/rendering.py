"""A rendition through the templates into a page: HTML with its styles inside, and nothing outside it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, Final

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose, one_of
from briefing.formats import SCREEN
from briefing.inputs import Inputs
from briefing.limits import USUAL_LIMITS, Limits
from briefing.pages.bars import gauges_of, needs_of, trends_of
from briefing.pages.coastline import Coastline
from briefing.pages.fonts import BASE_THEME, read_faces, web_rules
from briefing.pages.identity import NAMELESS, Identity
from briefing.pages.likelihoods import strips_of
from briefing.pages.locator import locator_of
from briefing.pages.markup import Writer, plain
from briefing.pages.metadata import address_in, attachments_of, structured_data
from briefing.pages.model import FontFace, Page, Stylesheet
from briefing.pages.qr import qr_path
from briefing.pages.sandbox import (
    MAX_CHARACTERS,
    EndlessTemplateError,
    InputsLoader,
    RefusedTemplateError,
    Sandbox,
)
from briefing.pages.timescale import timescale_of
from briefing.pages.vectors import excess_in
from briefing.renditions.model import BoundFact, Rendition
from briefing.renditions.texts import OUTDATED

TEMPLATE: Final = "brief.html"
FONT_RULES: Final = "/* fonts */"
_FAILURES: Final = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, MemoryError)
_UNDEFINED: Final = re.compile(r"has no attribute '([^']+)'|'([^']+)' is undefined")
_PICTURES: Final = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
_LONGEST: Final = 200
_CALLING: Final = "call only functions, with what they take, and compare like with like"
_ENDLESS: Final = "let it stop: take the call out, or walk a list with `for`"
_BOOKLET: Final = "-booklet"
_STYLE: Final = "<style>\n"
_SPACE: Final = re.compile(r"[ \t]*([{};])[ \t]*|(?<=[:,])[ \t]+")
_REMARK: Final = re.compile(r"""("[^"\n]*"|'[^'\n]*')|/\*.*?\*/""", re.S)


class UnknownFactError(UndefinedError):
    """A template asks for a fact that the brief does not hold."""

    def __init__(self, id_: str, known: Mapping[str, BoundFact]) -> None:
        super().__init__(f"the brief holds no public fact `{id_}`")
        self.id = id_
        self.hint = one_of(id_, known)


class FailedTemplateError(SecurityError):
    """A template calls something with what it cannot take; `place` is its line."""

    def __init__(self, message: str, error: BaseException, hint: str = _CALLING) -> None:
        super().__init__(message)
        self.place = _place(error)
        self.hint = hint


def render_page(
    rendition: Rendition,
    layout: str,
    *,
    inputs: Inputs,
    theme: str,
    identity: Identity = NAMELESS,
    coastline: Coastline | None = None,
    ink: str = "",
    limits: Limits = USUAL_LIMITS,
) -> Outcome[Page | None]:
    """Render a rendition in a layout, theme and ink, which are independent of one another.

    A template that fails is a finding with its place, and gives no page.
    """
    faces = read_faces(inputs, theme)
    if faces.has_errors:
        return Outcome(value=None, diagnostics=faces.diagnostics)
    sheets, styles = styles_of(inputs, theme, layout, ink, identity)
    try:
        names = {"logo": identity.logo, "locator": locator_of(rendition.positions, coastline)}
        html, templates = _filled(rendition, layout, inputs, styles, names, limits)
    except TemplateError as error:
        return Outcome(value=None, diagnostics=(template_finding(error, inputs),))
    if (excess := excess_in(html)) is not None:
        message = f"a drawing of the page is too much: {excess.message}"
        span = Span(file=f"templates/{TEMPLATE}")
        return Outcome(value=None, diagnostics=(diagnose("BR507", message, span, hint=excess.hint),))
    if layout == SCREEN:
        html = with_fonts(html, faces.value, inputs)
    page = Page(
        brief=rendition.brief,
        locale=rendition.locale,
        layout=layout,
        html=html,
        fonts=faces.value,
        stylesheets=tuple(Stylesheet(name=name, first_line=line + 2) for name, line in sheets),
        places=rendition.spans,
        hyphenation=rendition.hyphenation,
        ink=ink,
        limits=limits,
        assets=tuple(_assets(inputs)),
        attachments=attachments_of(rendition, layout),
        templates=templates,
    )
    return Outcome(value=page, diagnostics=faces.diagnostics)


def _assets(inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Give the pictures among the templates: one of them changed is another PDF, though the HTML stays."""
    for name in inputs.names("templates", "**/*"):
        if PurePosixPath(name).suffix.lower() in _PICTURES:
            file = inputs.read(name, text=False).value
            if file is not None:
                yield name, file.digest


def styles_of(
    inputs: Inputs, theme: str, layout: str, ink: str, identity: Identity
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Join the stylesheets of theme, layout and ink; give each with the line of the whole it begins on.

    Every theme is laid over the plain one, and has only to say what is different. The colours of the settings lie
    over the themes, under the dark page and the low ink.
    """
    begins: list[tuple[str, int]] = []
    joined = f"{FONT_RULES}\n" if layout == SCREEN else ""
    base = layout.removesuffix(_BOOKLET)
    layouts = dict.fromkeys(f"templates/layouts/{name}.css" for name in (base, layout))
    inks = (f"templates/inks/{ink}.css",) if ink else ()
    themes = dict.fromkeys(f"templates/themes/{name}/theme.css" for name in (BASE_THEME, theme))
    last_theme = list(themes)[-1]
    for name in ("templates/brief.css", *themes, *layouts, *inks):
        found = inputs.read(name).value
        if found is not None:
            begins.append((name, joined.count("\n")))
            joined += (_spare(found.text) if layout == SCREEN else found.text).rstrip("\n") + "\n"
        if name == last_theme:
            joined += identity.styles
    return tuple(begins), joined.replace("</", "<\\/")


def _spare(css: str) -> str:
    """Leave out of a stylesheet what every reader would fetch for nothing; its lines stay where they are."""
    bare = _REMARK.sub(lambda found: found[1] or "\n" * found[0].count("\n"), css)
    return "\n".join(line if '"' in line else _SPACE.sub(r"\1", line).strip() for line in bare.split("\n"))


def _filled(
    rendition: Rendition,
    layout: str,
    inputs: Inputs,
    styles: str,
    names: Mapping[str, object],
    limits: Limits,
) -> tuple[str, tuple[str, ...]]:
    """Fill the templates; once more when words of theirs stayed in English, so that the page can say so."""
    writer = Writer(rendition=rendition)
    has_english = rendition.fallbacks > 0
    html = filled(
        TEMPLATE, writer, layout, inputs, styles, has_english=has_english, names=names, limits=limits
    )
    if writer.english_words and not has_english:
        html = filled(TEMPLATE, writer, layout, inputs, styles, has_english=True, names=names, limits=limits)
    return html, tuple(writer.templates)


def filled(
    template: str,
    writer: Writer,
    layout: str,
    inputs: Inputs,
    styles: str,
    *,
    has_english: bool,
    names: Mapping[str, object] | None = None,
    limits: Limits = USUAL_LIMITS,
) -> str:
    """Fill a template in the sandbox; `names` are what it may use besides what every template may.

    Raises `TemplateError`, whatever is wrong with the template.
    """
    loader = InputsLoader(inputs)
    sandbox = Sandbox(loader, writer.finalize, plain, seconds=limits.seconds)
    sandbox.globals.update(_names(writer, layout, styles, has_english=has_english))
    sandbox.globals.update(names or {})
    try:
        html = "".join(_pieces(sandbox, template))
    except RecursionError as error:
        raise FailedTemplateError("a template calls itself without end", error, _ENDLESS) from None
    except _FAILURES as error:
        raise FailedTemplateError(f"a template fails: {_said(error)}", error) from error
    writer.templates |= loader.names
    return html


def _pieces(sandbox: Sandbox, template: str) -> Iterator[str]:
    size = 0
    for piece in sandbox.get_template(template).generate():
        size += len(piece)
        if size > MAX_CHARACTERS:
            raise SecurityError("the page grows too large")
        yield piece


def _said(error: BaseException) -> str:
    """Give what an exception says, in one line of a sensible length."""
    said = " ".join(str(error).split())
    return said[:_LONGEST] if isinstance(error, TypeError | ValueError) and said else type(error).__name__


def _names(writer: Writer, layout: str, styles: str, *, has_english: bool) -> dict[str, Any]:
    """Give the names that templates may use."""
    rendition = writer.rendition
    facts = rendition.facts

    def fact(id_: str) -> BoundFact:
        if id_ not in facts:
            raise UnknownFactError(id_, facts)
        return facts[id_]

    names: dict[str, object | Callable[..., object]] = {
        "_": writer.gettext,
        "gettext": writer.gettext,
        "pgettext": writer.pgettext,
        "ngettext": writer.ngettext,
        "npgettext": writer.npgettext,
        "brief": rendition,
        "layout": layout,
        "styles": Markup(_STYLE + styles + "</style>"),
        "has_english": has_english,
        "old_sign": OUTDATED,
        "address": rendition.address,
        "address_in": lambda locale: address_in(rendition, locale),
        "json_ld": Markup(structured_data(rendition)),
        "kept_address": rendition.kept_address,
        "qr": qr_path(rendition.kept_address) if rendition.kept_address and layout != SCREEN else None,
        "timescale": timescale_of(rendition),
        "gauges": gauges_of(rendition),
        "trends": trends_of(rendition),
        "needs": needs_of(rendition),
        "strips": strips_of(rendition),
        "fact": fact,
        "figure": lambda id_: fact(id_).figure,
        "number": rendition.words.number,
        "listing": lambda items: rendition.words.listing(tuple(str(item) for item in items)),
        "quote": rendition.words.quote,
    }
    return names


def with_fonts(html: str, faces: tuple[FontFace, ...], inputs: Inputs) -> str:
    """Put the fonts of a web page into it, with the letters that it has."""
    return html.replace(FONT_RULES, web_rules(html, faces, inputs), 1)


def template_finding(error: TemplateError, inputs: Inputs) -> Diagnostic:
    """Turn an error of Jinja's into a finding at the template's line."""
    span = _place(error)
    message = str(error.message or error).splitlines()[0].rstrip(".")
    match error:
        case RefusedTemplateError():
            fault = error.fault
            span = Span(file=error.name, line=fault.line)
            return diagnose(fault.code, fault.message, span, hint=fault.hint)
        case FailedTemplateError():
            return diagnose("BR507", message, error.place, hint=error.hint)
        case EndlessTemplateError():
            return diagnose("BR507", message, span, hint=_ENDLESS)
        case UnknownFactError():
            return diagnose("BR503", message, _underlined(span, error.id, inputs), hint=error.hint)
        case UndefinedError():
            named = _UNDEFINED.search(message)
            if named is not None:
                message = f"there is no `{named[1] or named[2]}` here"
                span = _underlined(span, named[1] or named[2], inputs)
            hint = "use a name that the tool gives to templates, or `set` it before"
            return diagnose("BR502", message, span, hint=hint)
        case TemplateSyntaxError():
            span = Span(file=error.filename or error.name or "templates", line=error.lineno)
            return diagnose("BR501", message, span, hint="mend the template at this line")
        case TemplateNotFound():
            message = f"there is no template `{error.name}`"
            return diagnose("BR506", message, span, hint=f"add `templates/{error.name}`")
        case _:
            return diagnose("BR507", message, span, hint="let the template only choose and place")


def _underlined(span: Span, words: str, inputs: Inputs) -> Span:
    """Narrow the place of a line to some words of it."""
    file = inputs.read(span.file).value
    at = file.lines[span.line - 1].find(words) if file is not None and span.line <= len(file.lines) else -1
    if at < 0:
        return span
    return replace(span, column=at + 1, end_line=span.line, end_column=at + 1 + len(words))


def _place(error: BaseException) -> Span:
    """Give the template line that an error was raised from: the deepest frame that is a template's."""
    place, trace = Span(file=f"templates/{TEMPLATE}"), error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith("templates/"):
            place = Span(file=name, line=trace.tb_lineno)
        trace = trace.tb_next
    return place
