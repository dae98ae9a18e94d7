"""What may be chosen on the command line - briefs, locales, formats, layouts - and its completion.

A choice repeats, takes commas, or is `all`. A word that is none of them is refused with the nearest that is.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Annotated, Final, cast

import typer

from briefing.cli.session import Opened, Session, open_project, read_now
from briefing.diagnostics import BriefingError, UsageError, one_of
from briefing.formats import FORMATS, SCREEN, Format
from briefing.inputs import Inputs
from briefing.project import short_locale

FORMAT_WORDS: Final = "|".join(FORMATS)
"""The formats, as the help of an option lists them."""
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", min=1, max=1024, help="PDFs drawn at the same time; as many as cores if not given."
    ),
]


def require_brief(opened: Opened, brief: str | None) -> None:
    """Raise `UsageError` where a brief is named that the project does not have."""
    if brief is not None and brief not in opened.project.briefs:
        raise UsageError(f"there is no brief `{brief}`", one_of(brief, opened.project.briefs))


def chosen_briefs(opened: Opened, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Give the briefs that were named, by id or by their file; all when none was."""
    known = opened.project.briefs
    if not known:
        for finding in opened.findings:
            if finding.code.id == "BR118":
                raise UsageError(finding.message, finding.hint)
        raise UsageError(
            "this project has no brief", f"write the first one as `{opened.project.root}/facts/NAME.yaml`"
        )
    words = [_id_of_file(word) for word in typed or ()]
    return _chosen(words, {brief: brief for brief in known}, "brief", default=known)


def chosen_locales(opened: Opened, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Give the locales that were named, short (`en`) or in full (`en-GB`); all when none was."""
    locales = opened.project.locales
    names = {short_locale(locales, o): o for o in locales}
    aliases = {o.lower(): o for o in locales} | {o.lower().replace("-", "_"): o for o in locales}
    words = [names.get(w, aliases.get(w.lower(), w)) for w in _words(typed)]
    known = {o: o for o in locales}
    return _chosen(words, known, "locale", default=locales, shown=names)


def chosen_formats(typed: Sequence[str] | None, default: Iterable[Format]) -> tuple[Format, ...]:
    """Give the formats that were named; the default, as a rule those of the settings, when none was."""
    chosen = _chosen(typed, {f: f for f in FORMATS}, "format", default=default)
    return cast("tuple[Format, ...]", chosen)


def chosen_layouts(opened: Opened, typed: Sequence[str] | None) -> tuple[str, ...]:
    """Give the layouts that were named; those of the settings when none was."""
    known = {layout: layout for layout in known_layouts(opened.inputs)}
    return _chosen(typed, known, "layout", default=opened.project.layouts)


def chosen_ink(opened: Opened, typed: str | None) -> str:
    """Give the ink that was named; empty, which is the theme's own, when none was."""
    if typed is None:
        return ""
    known = {Path(name).stem: Path(name).stem for name in opened.inputs.names("templates/inks", "*.css")}
    return _chosen([typed], known, "ink", default=())[0]


def known_layouts(inputs: Inputs) -> tuple[str, ...]:
    """List the layouts of paper that the project or the tool has a stylesheet for."""
    stems = (Path(name).stem for name in inputs.names("templates/layouts", "*.css"))
    return tuple(stem for stem in stems if stem != SCREEN)


def complete_briefs(incomplete: str) -> list[str]:
    """Complete a brief's id from the project the user stands in."""
    return _completed(incomplete, lambda opened: opened.project.briefs)


def complete_locales(incomplete: str) -> list[str]:
    """Complete a locale's short name."""
    return _completed(
        incomplete,
        lambda opened: [short_locale(opened.project.locales, o) for o in opened.project.locales],
    )


def complete_layouts(incomplete: str) -> list[str]:
    """Complete a layout's name."""
    return _completed(incomplete, lambda opened: known_layouts(opened.inputs))


def complete_formats(incomplete: str) -> list[str]:
    """Complete a format."""
    return [f for f in (*FORMATS, "all") if f.startswith(incomplete)]


def complete_codes(incomplete: str) -> list[str]:
    """Complete a code by its number or its name."""
    from briefing.codes import CODES

    names = [*CODES, *(code.name for code in CODES.values())]
    return [name for name in names if name.lower().startswith(incomplete.lower())]


def _chosen(
    typed: Sequence[str] | None,
    known: dict[str, str],
    noun: str,
    *,
    default: Iterable[str],
    shown: Iterable[str] | None = None,
) -> tuple[str, ...]:
    words = _words(typed)
    if not words:
        return tuple(default)
    chosen: dict[str, None] = {}
    for word in words:
        if word == "all":
            chosen |= dict.fromkeys(known.values())
        elif word in known:
            chosen[known[word]] = None
        else:
            raise UsageError(f"there is no {noun} `{word}`", one_of(word, known if shown is None else shown))
    return tuple(chosen)


def _words(typed: Sequence[str] | None) -> list[str]:
    return [word.strip() for value in typed or () for word in value.split(",") if word.strip()]


def _id_of_file(word: str) -> str:
    """Let `facts/flood.yaml`, which a shell completes by itself, mean `flood`."""
    return Path(word).stem if word.endswith(".yaml") else word


def _completed(incomplete: str, known: Callable[[Opened], Iterable[str]]) -> list[str]:
    """Complete the last word of a comma list; where there is no project, offer nothing."""
    head, comma, last = incomplete.rpartition(",")
    try:
        here = Path.cwd()
        opened = open_project(Session(start=here, folder=here, now=read_now("2000-01-01")))
    except (BriefingError, OSError):
        return []
    return [f"{head}{comma}{word}" for word in (*known(opened), "all") if word.startswith(last)]
