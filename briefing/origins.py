"""Origins: all that one page is made of - facts, words, templates, styles, fonts, settings, the tool - with digests.

What is told of an origin is what can change the page: a private note of a fact is no part of it, nor is a comment
in a catalogue.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from briefing.catalogs import Catalog
from briefing.editions import Plan, settings_of
from briefing.inputs import Inputs
from briefing.pages import Page
from briefing.project import SETTINGS_FILES, Project
from briefing.renditions import Rendition
from briefing.toolchain import toolchain
from briefing.traces import Origin, Parts, digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What the pages of one rendition were made from, besides what they say of themselves."""

    inputs: Inputs
    project: Project
    rendition: Rendition
    plan: Plan
    catalogs: tuple[Catalog, ...]
    allow_untranslated: bool


def origins_of(page: Page, making: Making) -> tuple[Origin, ...]:
    """Give the origins of the files that a page becomes: a PDF, or all that is made of the page for the screen."""
    rendition, read = making.rendition, making.inputs.trace
    facts = rendition.data
    return (
        Origin(
            name="facts",
            digest=sha256(facts).hexdigest(),
            parts=lambda: _parts_of_facts(facts),
            label=f"facts/{page.brief}.yaml",
        ),
        *(_of_catalog(catalog, read) for catalog in making.catalogs),
        _of_files("languages", _languages(rendition, read), read),
        _of_files("templates", page.templates, read),
        _of_files("styles", [sheet.name for sheet in page.stylesheets], read),
        _of_files("fonts", _fonts(page), read),
        _of_files("pictures", _pictures(page, making), read),
        _of_values("languages beside", {s.locale: s.name for s in rendition.siblings}, "the languages"),
        replace(_of_values("age", _ages(rendition), "the age of the data"), is_derived=True),
        _of_values("edition", _edition(making.plan), "the edition"),
        _of_values("settings", settings_of(making.project), _settings_file(read)),
        _of_values("options", {"--allow-untranslated": making.allow_untranslated}, "the options"),
        _of_values("tool", dict(toolchain(has_pdf=page.is_paper)), "the tool is another version"),
    )


def _of_files(name: str, files: Iterable[str], read: Mapping[str, str]) -> Origin:
    parts = {file: {"": read.get(file, "")[:16]} for file in dict.fromkeys(files)}
    return Origin(name=name, digest=digest_of(parts), parts=lambda: parts)


def _of_values(name: str, values: Mapping[str, Any], label: str) -> Origin:
    parts = {subject: {"": digest_of(value)} for subject, value in values.items()}
    return Origin(name=name, digest=digest_of(parts), parts=lambda: parts, label=label)


def _of_catalog(catalog: Catalog, read: Mapping[str, str]) -> Origin:
    return Origin(
        name=catalog.name,
        digest=read.get(catalog.name, ""),
        parts=lambda: _parts_of_catalog(catalog),
        label=catalog.name,
    )


def _parts_of_catalog(catalog: Catalog) -> Parts:
    """Tell messages by their names; those that share one, such as a word in two numbers, are one subject."""
    parts: dict[str, dict[str, str]] = {}
    for message in catalog.messages.values():
        said = digest_of((message.msgid, message.plural, message.translations, message.is_fuzzy))
        of_name = parts.setdefault(message.name, {})
        of_name[""] = digest_of((of_name.get(""), said)) if of_name else said
    return parts


def _parts_of_facts(data: bytes) -> Parts:
    """Take public facts apart: `displaced` with its value, its text and so on, and the order of each list."""
    parts: dict[str, dict[str, str]] = {}
    for name, group in json.loads(data).items():
        if not isinstance(group, dict):
            parts[name] = {"": digest_of(group)}
            continue
        parts[f"{name} in order"] = {"": digest_of(list(group))}
        for id_, item in group.items():
            subject = id_ if name == "facts" else f"{name}.{id_}"
            is_open = isinstance(item, dict)
            parts[subject] = (
                {field: digest_of(value) for field, value in item.items()}
                if is_open
                else {"": digest_of(item)}
            )
    return parts


def _languages(rendition: Rendition, read: Mapping[str, str]) -> Iterator[str]:
    """Name the files that say how the language writes, and English where it stands in."""
    tags = (rendition.tag, *(("en-GB",) if rendition.fallbacks else ()))
    for locale in dict.fromkeys(locale for tag in tags for locale in (tag, tag.split("-", maxsplit=1)[0])):
        name = f"locales/{locale}/language.yaml"
        if name in read:
            yield name


def _fonts(page: Page) -> Iterator[str]:
    """Name the font files: of a PDF the faces, of a web page the pieces that are in it."""
    tables = {f"{face.name.rpartition('/')[0]}/fonts.toml" for face in page.fonts}
    yield from sorted(tables)
    for face in page.fonts:
        if page.is_paper:
            yield face.name
        else:
            yield from (piece.name for piece in face.pieces)


def _pictures(page: Page, making: Making) -> Iterator[str]:
    for setting in (making.project.logo, making.project.coastline):
        if setting is not None:
            yield setting.value
    if page.is_paper:
        yield from (name for name, _ in page.assets)


def _ages(rendition: Rendition) -> dict[str, bool]:
    return {fact.id: fact.is_outdated for fact in rendition.facts.values()}


def _edition(plan: Plan) -> dict[str, object]:
    return {
        "number": (plan.number, plan.coming),
        "day": plan.issued,
        "changes": (plan.since, plan.changes, plan.former.key if plan.former is not None else ()),
        "embargo": plan.embargo,
    }


def _settings_file(read: Mapping[str, str]) -> str:
    return next((name for name in SETTINGS_FILES if read.get(name, "absent") != "absent"), SETTINGS_FILES[0])
