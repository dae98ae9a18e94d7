"""Project: where the root is, and the settings of `[tool.briefing]`, each checked and with its place."""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Final, Literal, cast, get_args

from briefing.codes import Severity
from briefing.diagnostics import BriefingError, Diagnostic, Outcome, Span, diagnose, one_of
from briefing.formats import SCREEN, USUAL_FORMATS, Format
from briefing.inputs import InputFile, Inputs, is_in_the_way
from briefing.limits import USUAL_LIMITS, Limits, limit_faults, limits_of
from briefing.settings import (
    character_faults,
    format_faults,
    formats_of,
    list_faults,
    name_faults,
    overlong_names,
    severity_faults,
    span_of_key,
    span_of_text,
    text_faults,
    unread_tables,
)
from briefing.tables import read_table

NamesPolicy = Literal["neutral", "dual", "local"]
"""Neutral: one name per language. Dual: with the others in brackets at the first mention. Local: the usual one."""

PUBLIC: Final = "public"
"""Where the website is written: what was published, and nothing else."""
SETTINGS_FILES: Final = ("briefing.toml", "pyproject.toml")
_TABLES: Final = {"briefing.toml": ("briefing", "tool.briefing"), "pyproject.toml": ("tool.briefing",)}
_LOCALE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
SETTINGS: Final[Mapping[str, str]] = {
    "locales": "a list of texts",
    "layouts": "a list of texts",
    "formats": "a list of texts",
    "theme": "a text",
    "names": "a text",
    "publisher": "a text",
    "contact": "a text",
    "logo": "a text",
    "colours": "a table of texts",
    "map": "a table of texts",
    "base_url": "a text",
    "stale_after_days": "a whole number",
    "approvals": "a whole number",
    "reviews": "a whole number",
    "approvers": "a list of texts",
    "signers": "a text",
    "reviewers": "a list of texts",
    "limits": "a table of whole numbers",
    "severity": "a table of codes",
}


MAP: Final = ("coastline", "credit")
"""What a locator map is drawn from: a GeoJSON of land or coast, and the words that say whose it is."""

_MOST: Final = 1_000_000
"""The largest whole number of a setting: days, persons, seconds."""

COLOURS: Final = ("ink", "soft", "accent", "rule", "paper")
"""The colours that a project may choose: text, quiet text, headings and marks, lines, and the ground of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting that a later room judges, with its place."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The settings of a project. `locales` are BCP 47 tags in order; `briefs` the stems of facts/*.yaml.

    `approvals` is how many persons must have approved a fact before it is published; `reviews` is 0 where translations
    may be published that no native reader has signed. `approvers` are the only persons who may approve facts, and
    `reviewers` the only ones who may sign translations: the approvers if not given, anybody if neither is. `signers`
    lists the keys that may sign editions.
    """

    root: Path
    carried: Path
    locales: tuple[str, ...] = ("en-GB",)
    layouts: tuple[str, ...] = ("a4",)
    formats: tuple[Format, ...] = USUAL_FORMATS
    theme: str = "plain"
    names: NamesPolicy = "neutral"
    publisher: str = ""
    contact: str = ""
    logo: Setting | None = None
    colours: Mapping[str, Setting] = field(default_factory=dict)
    coastline: Setting | None = None
    coastline_credit: str = ""
    base_url: str = ""
    stale_after_days: int = 30
    approvals: int = 1
    reviews: int = 1
    approvers: tuple[str, ...] = ()
    signers: Setting | None = None
    reviewers: tuple[str, ...] = ()
    limits: Limits = USUAL_LIMITS
    severities: Mapping[str, Severity]
    briefs: tuple[str, ...]


def find_root(start: Path) -> Path:
    """Give the nearest folder, from `start` upwards, that holds the settings of a project."""
    for folder in (start, *start.parents):
        for name in SETTINGS_FILES:
            path = folder / name
            if name == "briefing.toml" and is_in_the_way(path):
                return folder  # told with all that is found in the project
            if path.is_file() and (name == "briefing.toml" or b"[tool.briefing" in path.read_bytes()):
                return folder
    raise BriefingError(
        f"no project here: neither {start} nor a folder above it has `briefing.toml`",
        "start one with `briefing new my-brief`, or name its folder with `--project`",
    )


def open_inputs(root: Path) -> Inputs:
    """Open the door to a project's files, and to what the tool carries where the project has none."""
    packed = Path(__file__).parent / "carried"
    return Inputs(root=root, carried=packed if packed.is_dir() else Path(__file__).parents[1])


def read_project(inputs: Inputs) -> Outcome[Project]:
    """Read the settings; a setting that is wrong is reported and its default used."""
    name = next((n for n in SETTINGS_FILES if os.path.lexists(inputs.root / n)), "briefing.toml")
    found = inputs.read(name)
    findings = [*found.diagnostics, *_folder_faults(inputs)]
    settings: Mapping[str, object] = {}
    if found.value is not None:
        table = _read_table(found.value)
        settings = table.value
        hidden = tuple(character_faults(settings, found.value))
        findings += hidden or (*table.diagnostics, *_faults(settings, found.value))
        settings = {key: value for key, value in settings.items() if key not in overlong_names(settings)}
    project = _project(inputs, settings, found.value)
    if found.value is not None:
        findings += _missing(project, inputs, found.value)
    return Outcome(value=project, diagnostics=tuple(findings))


def _folder_faults(inputs: Inputs) -> Iterator[Diagnostic]:
    """Find what keeps the folder of facts from being read: it would look like a project without a brief."""
    folder = inputs.root / "facts"
    try:
        os.scandir(folder).close()
    except FileNotFoundError:
        if folder.is_symlink():
            hint = "put the folder itself there, or make what the link leads to"
            yield diagnose("BR118", "`facts` is a link that leads nowhere", Span(file="facts"), hint=hint)
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        hint = "see that it is a folder and that it may be read: `ls -ld facts`"
        yield diagnose("BR118", f"`facts` cannot be read: {why}", Span(file="facts"), hint=hint)


def short_locales(locales: tuple[str, ...]) -> tuple[str, ...]:
    """Give the short names of the locales of a project, in its order."""
    return tuple(short_locale(locales, locale) for locale in locales)


def short_locale(locales: tuple[str, ...], locale: str) -> str:
    """Give the locale's name in files and on the command line: its language, unless two locales share it."""
    language = locale.split("-", maxsplit=1)[0]
    return language if sum(o.split("-", maxsplit=1)[0] == language for o in locales) <= 1 else locale


def _read_table(file: InputFile) -> Outcome[Mapping[str, object]]:
    read = read_table(file, "BR104")
    if read.diagnostics:
        return read
    table: object = read.value
    for path in _TABLES[file.name]:
        value = table
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        if isinstance(value, dict):
            return Outcome(value=value, diagnostics=tuple(unread_tables(path, file)))
    return Outcome(value={})


def _faults(settings: Mapping[str, object], file: InputFile) -> Iterator[Diagnostic]:
    yield from text_faults(settings, file)
    yield from list_faults(settings, file)
    yield from name_faults(settings, file)
    for key, value in settings.items():
        span = span_of_key(file, key)
        if key not in SETTINGS:
            yield diagnose("BR101", f"there is no setting `{key}`", span, hint=one_of(key, SETTINGS))
        elif not _has_shape(key, value):
            yield diagnose(
                "BR104", f"`{key}` is not {SETTINGS[key]}", span, hint=f"write `{key} = {_example(key)}`"
            )
        elif key == "locales":
            yield from _locale_faults(cast("list[str]", value), file)
        elif key == "formats":
            yield from format_faults(cast("list[str]", value), file)
        elif key in _TABLE_FAULTS:
            yield from _TABLE_FAULTS[key](cast("dict[str, Any]", value), file)
        elif key == "base_url" and not _is_address(value):
            hint = "write the address that the folder `public` is put at, as `https://example.org/briefs`"
            yield diagnose("BR104", f"`{value}` is no address to publish at", span, hint=hint)
        elif key == "names" and value not in get_args(NamesPolicy):
            hint = "write `neutral`, `dual` or `local`"
            yield diagnose("BR104", f"`{value}` is no policy for names", span, hint=hint)
        elif key in ("theme", "layouts"):
            yield from _name_faults(
                key, [value] if isinstance(value, str) else cast("list[str]", value), span
            )


def _is_address(value: object) -> bool:
    """Whether a setting is an address of the web without query or fragment, or empty."""
    return isinstance(value, str) and re.fullmatch(r"(https?://[^\s?#\"<>]+)?", value) is not None


def _has_shape(key: str, value: object) -> bool:
    match SETTINGS[key]:
        case "a list of texts":
            return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)
        case "a text":
            return isinstance(value, str)
        case "a whole number":
            return _is_whole(value)
        case "a table of whole numbers":
            return isinstance(value, dict) and all(_is_whole(v) for v in value.values())
        case _:
            return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST


def _example(key: str) -> str:
    examples = {
        "locales": '["en-GB", "hy"]',
        "layouts": '["a4"]',
        "formats": '["html", "pdf"]',
        "stale_after_days": "30",
        "approvals": "2",
        "reviews": "1",
        "approvers": '["Anna Petrosyan", "Leyla Aliyeva"]',
        "signers": '"allowed_signers"',
        "reviewers": '["Anna Petrosyan", "Leyla Aliyeva"]',
        "limits": "{ seconds = 60, memory_mib = 1024 }",
        "severity": '{ BR312 = "note" }',
        "colours": '{ accent = "#0f4c5c" }',
        "map": '{ coastline = "templates/coastline.geojson", credit = "…" }',
    }
    return examples.get(key, '"…"')


def _locale_faults(locales: list[str], file: InputFile) -> Iterator[Diagnostic]:
    for locale in locales:
        if not _LOCALE.fullmatch(locale):
            span = span_of_text(file, locale)
            yield diagnose(
                "BR102",
                f"`{locale}` is not a locale",
                span,
                hint="write a BCP 47 tag such as `hy` or `en-GB`",
            )


def _colour_faults(colours: dict[str, str], file: InputFile) -> Iterator[Diagnostic]:
    for name, value in colours.items():
        span = _span_of_colour(file, name, value)
        if name not in COLOURS:
            yield diagnose("BR101", f"there is no colour `{name}`", span, hint=one_of(name, COLOURS))
        elif not _is_colour(value):
            hint = "write `#` and six digits 0-9 a-f, as `#0f4c5c`"
            yield diagnose("BR113", f"`{value}` is no colour", span, hint=hint)


def _map_faults(map_: dict[str, str], file: InputFile) -> Iterator[Diagnostic]:
    for name in map_:
        if name not in MAP:
            span = span_of_key(file, "map")
            yield diagnose("BR101", f"`map` has no setting `{name}`", span, hint=one_of(name, MAP))


def _limit_faults(limits: dict[str, int], file: InputFile) -> Iterator[Diagnostic]:
    return limit_faults(limits, lambda name: span_of_key(file, name))


_TABLE_FAULTS: Final[Mapping[str, Callable[[dict[str, Any], InputFile], Iterator[Diagnostic]]]] = {
    "severity": severity_faults,
    "colours": _colour_faults,
    "map": _map_faults,
    "limits": _limit_faults,
}


def _is_colour(value: str) -> bool:
    return re.fullmatch(r"#[0-9a-fA-F]{6}", value) is not None


def _span_of_colour(file: InputFile, name: str, value: str) -> Span:
    """Give the place of a colour: its value behind its name, else its name."""
    found = re.search(rf"\b{re.escape(name)}[\"']?\s*=\s*[\"']({re.escape(value)})[\"']", file.text)
    return file.span_of_offset(found.start(1), len(value)) if found else span_of_key(file, name)


def _name_faults(key: str, names: list[str], span: Span) -> Iterator[Diagnostic]:
    for name in names:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", name):
            hint = "write lower-case letters, digits and hyphens, no path"
            yield diagnose("BR104", f"`{name}` is not a name for `{key}`", span, hint=hint)


def _missing(project: Project, inputs: Inputs, file: InputFile) -> Iterator[Diagnostic]:
    """Find layouts and a theme that have no files, neither in the project nor among what the tool carries."""
    sheets = inputs.names("templates/layouts", "*.css")
    layouts = [o for o in (PurePosixPath(name).stem for name in sheets) if o != SCREEN]
    for layout in project.layouts:
        if layout not in layouts and re.fullmatch(r"[a-z][a-z0-9-]*", layout):
            message = f"the layout `{layout}` has no file `templates/layouts/{layout}.css`"
            hint = one_of(layout, layouts)
            if layout == SCREEN:
                message, hint = (
                    "`screen` is the web page, not a layout of paper",
                    f"use one of: {', '.join(layouts)}",
                )
            yield diagnose("BR103", message, span_of_text(file, layout), hint=hint)
    themes = [PurePosixPath(name).parent.name for name in inputs.names("templates/themes", "*/theme.css")]
    if project.theme not in themes and re.fullmatch(r"[a-z][a-z0-9-]*", project.theme):
        message = f"the theme `{project.theme}` has no file `templates/themes/{project.theme}/theme.css`"
        span = span_of_text(file, project.theme)
        yield diagnose("BR111", message, span, hint=one_of(project.theme, themes))


def _setting(file: InputFile | None, text: str) -> Setting | None:
    return Setting(value=text, span=span_of_text(file, text)) if file is not None and text else None


def _project(inputs: Inputs, settings: Mapping[str, object], file: InputFile | None) -> Project:
    def valid(key: str, default: object) -> object:
        value = settings.get(key, default)
        return value if _has_shape(key, value) else default

    locales = [o for o in cast("list[str]", valid("locales", ["en-GB"])) if _LOCALE.fullmatch(o)]
    severities = cast("dict[str, Severity]", valid("severity", {}))
    logo = cast("str", valid("logo", ""))
    map_ = cast("dict[str, str]", valid("map", {}))
    coast = map_.get("coastline", "")
    approvers = cast("list[str]", valid("approvers", []))
    return Project(
        root=inputs.root,
        carried=inputs.carried,
        locales=tuple(dict.fromkeys(locales)) or ("en-GB",),
        layouts=tuple(dict.fromkeys(cast("list[str]", valid("layouts", ["a4"])))),
        formats=formats_of(cast("list[str]", valid("formats", list(USUAL_FORMATS)))),
        theme=cast("str", valid("theme", "plain")),
        names=cast("NamesPolicy", names)
        if (names := valid("names", "neutral")) in get_args(NamesPolicy)
        else "neutral",
        publisher=cast("str", valid("publisher", "")),
        contact=cast("str", valid("contact", "")),
        logo=_setting(file, logo),
        colours={
            name: Setting(value=value, span=_span_of_colour(file, name, value))
            for name, value in cast("dict[str, str]", valid("colours", {})).items()
            if file is not None and name in COLOURS and _is_colour(value)
        },
        coastline=Setting(value=coast, span=span_of_text(file, coast))
        if file is not None and coast
        else None,
        coastline_credit=map_.get("credit", ""),
        base_url=cast("str", valid("base_url", "")).rstrip("/") if _is_address(valid("base_url", "")) else "",
        stale_after_days=cast("int", valid("stale_after_days", 30)),
        approvals=cast("int", valid("approvals", 1)),
        reviews=cast("int", valid("reviews", 1)),
        signers=_setting(file, cast("str", valid("signers", ""))),
        approvers=tuple(dict.fromkeys(approvers)),
        reviewers=tuple(dict.fromkeys(cast("list[str]", valid("reviewers", approvers)))),
        limits=limits_of(cast("dict[str, int]", valid("limits", {}))),
        severities={key: s for key, s in severities.items() if s in ("error", "warning", "note")},
        briefs=tuple(sorted(p.stem for p in (inputs.root / "facts").glob("[!.]*.yaml"))),
    )
