"""The JSON Schema of the settings, `briefing.toml` or `[tool.briefing]`: as `briefing.project` reads them."""

from collections.abc import Mapping
from typing import Any, Final, get_args

from briefing.codes import CODES, Severity
from briefing.formats import FORMATS
from briefing.limits import RANGES
from briefing.project import COLOURS, MAP, SETTINGS, NamesPolicy
from briefing.schemas.dialect import DIALECT

_WORDS: Final[Mapping[str, str]] = {
    "locales": "The languages, as BCP 47 tags, in the order of the switcher: `en-GB`, `hy`.",
    "layouts": "The layouts of the PDFs: `a4`, `letter`, `a5`, `large-print`, or one of your own.",
    "formats": "What `build` and `publish` make where `--format` names nothing else.",
    "theme": "The look: the name of a file in `templates/themes`.",
    "names": "What names of places are printed: `neutral`, `dual` (others in brackets) or `local`.",
    "publisher": "Who publishes: it stands on every page.",
    "contact": "Where readers can write to.",
    "logo": "The file of a logo, PNG, JPEG or SVG.",
    "colours": "Colours of the organisation, as `#0f4c5c`.",
    "map": "What the locator map is drawn from.",
    "base_url": "The address that the folder `public` is put at.",
    "stale_after_days": "After how many days data are too old and are marked so.",
    "approvals": "How many persons have to approve a fact before it is published.",
    "reviews": "How many native readers have to sign a translation before it is published; 0 for none.",
    "approvers": "The only persons who may approve facts; anybody if not given.",
    "signers": "The file of keys that may sign editions, as ssh-keygen has it; every edition has to be signed then.",
    "reviewers": "The only persons who may sign translations; the approvers if not given.",
    "limits": "What one page may cost.",
    "severity": "Findings that are more, or less, than usual: by code or name.",
}
_INNER: Final[Mapping[str, Mapping[str, str]]] = {
    "colours": {
        "ink": "The colour of text.",
        "soft": "The colour of quiet text.",
        "accent": "The colour of headings and marks.",
        "rule": "The colour of lines.",
        "paper": "The colour of the ground.",
    },
    "map": {
        "coastline": "A file of GeoJSON with land or coast.",
        "credit": "Whose data it is: it stands under the map.",
    },
    "limits": {
        "seconds": "Seconds of computing to fill its templates, and again to draw its PDF.",
        "memory_mib": "Memory to draw it, in MiB.",
    },
}


def settings_schema() -> dict[str, Any]:
    """Give the schema of the table of settings."""
    properties = {key: {"description": _WORDS[key], **_value(key, kind)} for key, kind in SETTINGS.items()}
    table = {"type": "object", "properties": properties, "additionalProperties": False}
    settings = {"$ref": "#/$defs/Settings"}
    return {
        "$schema": DIALECT,
        "title": "Settings of a briefing project",
        "description": "The table `[briefing]` of `briefing.toml`, or `[tool.briefing]` of `pyproject.toml`.",
        "type": "object",
        "properties": {
            "briefing": {"description": "The settings, in `briefing.toml`.", **settings},
            "tool": {
                "description": "The table of all tools, in `pyproject.toml`.",
                "type": "object",
                "properties": {"briefing": {"description": "The settings.", **settings}},
            },
        },
        "$defs": {"Settings": table},
    }


def _value(key: str, kind: str) -> dict[str, Any]:
    """Give the schema of a setting, as far as the reader has a rule for it."""
    text: dict[str, Any] = {"type": "string"}
    match key:
        case "names":
            return {**text, "enum": list(get_args(NamesPolicy))}
        case "formats":
            return {**_list(), "items": {**text, "enum": list(FORMATS)}}
        case "colours":
            return _table(key, {name: {**text, "pattern": "^#[0-9a-fA-F]{6}$"} for name in COLOURS})
        case "map":
            return _table(key, {name: dict(text) for name in MAP})
        case "limits":
            ranges = {
                name: {"type": "integer", "minimum": least, "maximum": most}
                for name, (least, most) in RANGES.items()
            }
            return _table(key, ranges)
        case "severity":
            words = {"enum": list(get_args(Severity))}
            named = {
                name: {"description": code.what, **words}
                for code in CODES.values()
                for name in (code.id, code.name)
            }
            return {"type": "object", "properties": named, "additionalProperties": False}
        case _:
            return _list() if kind == "a list of texts" else dict(_PLAIN[kind])


_PLAIN: Final[Mapping[str, Mapping[str, Any]]] = {
    "a text": {"type": "string"},
    "a whole number": {"type": "integer", "minimum": 0},
}


def _list() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}, "minItems": 1, "uniqueItems": True}


def _table(key: str, properties: dict[str, dict[str, Any]]) -> dict[str, Any]:
    described = {name: {"description": _INNER[key][name], **value} for name, value in properties.items()}
    return {"type": "object", "properties": described, "additionalProperties": False}
