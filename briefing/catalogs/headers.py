"""Header of a PO file: complete for gettext and its checkers, and never rewritten for its form alone.

A field that a file has is kept, in its place: translators' tools write them too. What is missing, or still says
what gettext's template says, is filled in. The dates are those of the day a field was missing: no clock rewrites them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from briefing.catalogs.plurals import is_same_rule

_BOILERPLATE: Final = re.compile(
    r"YEAR-MO-DA|FULL NAME <EMAIL@ADDRESS>|LANGUAGE <LL@li\.org>|PACKAGE VERSION|PROJECT VERSION|charset=CHARSET"
)
_SPECIAL: Final = re.compile(r"[()<>@,:;.\"\[\]\\\s]+")
_UTF8: Final = re.compile(r"text/plain;\s*charset=utf-?8", re.IGNORECASE)
_NAMED_AND_NUMBERED: Final = re.compile(r"(?=.*[^_\d\W])(?=.*\d).+", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintainer:
    """Who answers for a project's catalogues: a name, an e-mail address, and where faults of messages are reported.

    `team` is the name of the translators' language, `on` the day that a new file is dated with.
    """

    name: str
    address: str
    reports: str
    team: str
    on: date


def minimal_headers(domain: str, language: str) -> Mapping[str, str]:
    """Give the fields without which a file cannot be read: what it is of, its language and its encoding."""
    return {
        "Project-Id-Version": domain,
        **({"Language": language} if language else {}),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }


def complete_headers(
    found: Mapping[str, str], *, domain: str, language: str, plurals: str, maintainer: Maintainer | None
) -> Mapping[str, str]:
    """Give all fields that a header must have: those found where they serve, then the others found.

    A header that lacks nothing comes back in its own order; without a maintainer nobody's name is filled in.
    """
    defaults = {**minimal_headers(domain, language), "Plural-Forms": plurals}
    if maintainer is not None:
        defaults = dict(_defaults(domain, language, plurals, maintainer))
    whole = {
        name: found[name] if _serves(name, found, default) else default for name, default in defaults.items()
    }
    whole |= {
        name: value for name, value in found.items() if name not in whole and not _BOILERPLATE.search(value)
    }
    return found if whole == found else whole


def _defaults(domain: str, language: str, plurals: str, maintainer: Maintainer) -> Iterator[tuple[str, str]]:
    """Give every field in the order of gettext."""
    day = f"{maintainer.on.isoformat()} 00:00+0000"
    name = " ".join(_SPECIAL.sub(" ", maintainer.name).split()) or domain
    minimal = minimal_headers(domain, language)
    yield "Project-Id-Version", f"{domain} 1"
    yield "Report-Msgid-Bugs-To", maintainer.reports
    yield "POT-Creation-Date", day
    yield "PO-Revision-Date", day
    yield "Last-Translator", f"{name} <{maintainer.address}>"
    yield "Language-Team", maintainer.team
    yield from ((field, value) for field, value in minimal.items() if field != "Project-Id-Version")
    yield "Plural-Forms", plurals


def _serves(name: str, found: Mapping[str, str], default: str) -> bool:
    """Say whether the field that a file has can stay. An empty name stays: editors write it for who gave none."""
    value = found.get(name)
    if value is None or _BOILERPLATE.search(value):
        return False
    match name:
        case "Plural-Forms":
            return is_same_rule(value, default)
        case "Content-Type":
            return _UTF8.fullmatch(value) is not None
        case "Project-Id-Version":
            return value == default or _NAMED_AND_NUMBERED.fullmatch(value) is not None
        case "Language" | "MIME-Version" | "Content-Transfer-Encoding":
            return bool(value)
        case _:
            return True
