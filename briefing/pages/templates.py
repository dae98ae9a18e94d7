"""Checks of templates and stylesheets as they are typed: nothing is rendered here.

What a template would print and no catalogue could translate is found, as is what the sandbox refuses.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from briefing.diagnostics import Diagnostic, Span, diagnose, one_of
from briefing.inputs import InputFile, Inputs, character_findings
from briefing.pages.contrast import check_contrast
from briefing.pages.fonts import read_faces
from briefing.pages.sandbox import faults_of, loaded_names
from briefing.syntax import TOO_DEEP, Parsed, TemplateSyntaxError, nodes, parse_template

_JINJA: Final = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
_WORDLESS: Final = re.compile(r"<!--.*?-->|<(style|script)\b.*?</\1\s*>|<!?/?[a-zA-Z][^<>]*>|&[#\w]+;", re.S)
_SPOKEN: Final = re.compile(
    r"\b(?:alt|title|aria-label|aria-description|placeholder)\s*=\s*([\"'])(.*?)\1", re.S
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_NUMBER: Final = re.compile(r"\d+(?:[.,  ]\d+)*")
_CASE: Final = re.compile(
    r"text-transform\s*:\s*(?!none\b|inherit\b|initial\b)[\w-]+"
    r"|font-variant(?:-caps)?\s*:[^;}]*\b(?:small-caps|all-small-caps|petite-caps|all-petite-caps|unicase)\b"
)
_FAMILY: Final = re.compile(r"font-family\s*:\s*([^;}]+)")
_CSS_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
_MANY: Final = 512


def check_templates(inputs: Inputs, theme: str) -> tuple[Diagnostic, ...]:
    """Check every template, every layout, and the stylesheets of the theme."""
    found: list[Diagnostic] = []
    names = inputs.names("templates", "**/*.html")
    for name in names:
        read = inputs.read(name)
        found += read.diagnostics
        if read.value is not None:
            found += _of_template(read.value, names)
    families = frozenset(face.family for face in read_faces(inputs, theme).value)
    sheets = (
        *inputs.names("templates/layouts", "*.css"),
        *inputs.names("templates/inks", "*.css"),
        *(inputs.names("templates/themes/plain", "*.css") if theme != "plain" else ()),
        *inputs.names(f"templates/themes/{theme}", "*.css"),
    )
    for name in sheets:
        read = inputs.read(name)
        found += read.diagnostics
        if read.value is not None:
            found += _of_stylesheet(read.value, families)
    return tuple(found)


@lru_cache(maxsize=_MANY)
def _of_template(file: InputFile, names: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Check a template, once for each content: a process that stays meets the same again on every save."""
    return (*character_findings(file), *_faults(file, names))


def _faults(file: InputFile, names: tuple[str, ...]) -> Iterator[Diagnostic]:
    try:
        parsed = parse_template(file.text, file.name)
    except TemplateSyntaxError as error:
        message = (error.message or "not a template").split(". ")[0].rstrip(".")
        span = _line(file, error.lineno)
        hint = "close each `{{`, `{%` and block, as in `{% if … %} … {% endif %}`"
        hint = "put parts of it into macros" if error.message == TOO_DEEP else hint
        yield diagnose("BR501", message[0].lower() + message[1:], span, hint=hint)
        return
    for fault in faults_of(parsed):
        yield diagnose(fault.code, fault.message, _line(file, fault.line, fault.words), hint=fault.hint)
    templates = [o.removeprefix("templates/") for o in names]
    for name, line in loaded_names(parsed):
        if name not in templates:
            message = f"there is no template `{name}`"
            yield diagnose("BR506", message, _line(file, line, name), hint=one_of(name, templates))
    yield from _typed_words(file, parsed)


def _typed_words(file: InputFile, parsed: Parsed) -> Iterator[Diagnostic]:
    """Find words and digits that would print as typed: between tags, in spoken attributes, in `{{ "…" }}`."""
    markup = _blanked(file.text, _JINJA)
    spoken = (match.span(2) for match in _SPOKEN.finditer(markup))
    stretches = [(0, _blanked(markup, _WORDLESS)), *((a, markup[a:b]) for a, b in spoken)]
    for start, text in stretches:
        yield from _bare(file, ((start + m.start(), m[0]) for m in _NUMBER.finditer(text)), "BR504")
        words = {file.text.count("\n", 0, start + m.start()): (start + m.start(), m[0]) for m in _words(text)}
        yield from _bare(file, words.values(), "BR509")
    for output in parsed.every(nodes.Output):
        for node in output.nodes:
            if isinstance(node, nodes.Const) and isinstance(node.value, str | int | float):
                text = str(node.value)
                code = "BR504" if _NUMBER.search(text) else "BR509"
                if code == "BR504" or _WORD.search(text):
                    yield _typed(code, text, _line(file, node.lineno, text))


def _words(text: str) -> Iterator[re.Match[str]]:
    """Give the words of a text from last to first, so that the first of a line is kept."""
    yield from reversed(list(_WORD.finditer(text)))


def _bare(file: InputFile, found: Iterable[tuple[int, str]], code: str) -> Iterator[Diagnostic]:
    for offset, text in found:
        yield _typed(code, text, file.span_of_offset(offset, len(text)))


def _typed(code: str, text: str, span: Span) -> Diagnostic:
    if code == "BR504":
        message = f"the number `{text}` is typed into a template"
        hint = 'make it a fact and print it with `{{ figure("id") }}`; a count is `{{ number(n) }}`'
        return diagnose(code, message, span, hint=hint)
    message = f"`{text}` is typed into a template, where no catalogue can translate it"
    return diagnose(
        code, message, span, hint='write it as `{{ _("…") }}`, then run `briefing messages update`'
    )


@lru_cache(maxsize=_MANY)
def _of_stylesheet(file: InputFile, families: AbstractSet[str]) -> tuple[Diagnostic, ...]:
    return (*character_findings(file), *_untypeset(file, families), *check_contrast(file))


def _untypeset(file: InputFile, families: AbstractSet[str]) -> Iterator[Diagnostic]:
    """Find fonts that the theme has not, and letters whose case is changed."""
    sheet = _blanked(file.text, _CSS_COMMENT)
    for match in _FAMILY.finditer(sheet):
        name = match[1].strip().strip("\"'")
        if families and name not in families and name not in ("inherit", "initial"):
            message = f"`{name}` is no font of the theme"
            listed = ", ".join(f'`"{family}"`' for family in sorted(families))
            hint = f"name one of its families: {listed}; or add the font to its `fonts.toml`"
            yield diagnose(
                "BR602", message, file.span_of_offset(match.start(1), len(match[1].rstrip())), hint=hint
            )
    for match in _CASE.finditer(sheet):
        message = f"`{' '.join(match[0].split())}` changes the case of letters"
        hint = "take it out: Armenian և and Azerbaijani i come out wrong; type capitals in the message itself"
        yield diagnose("BR508", message, file.span_of_offset(match.start(), len(match[0])), hint=hint)


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Put spaces for what a pattern matches, so that all else keeps its place."""
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)


def _line(file: InputFile, line: int, words: str = "") -> Span:
    """Give the place of some words on a line, or of the line itself."""
    typed = file.lines[line - 1] if 0 < line <= len(file.lines) else ""
    at = typed.find(words) if words else -1
    column = at + 1 if at >= 0 else len(typed) - len(typed.lstrip()) + 1
    length = len(words) if at >= 0 else len(typed.strip())
    return Span(file=file.name, line=line, column=column, end_line=line, end_column=column + max(length, 1))
