"""Keeping: what an edition keeps of its inputs. Of facts and translations only what it shows, so that nothing leaks."""

import re
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefing.artifacts import write_files
from briefing.catalogs import Message, catalog_name, read_catalog, write_catalog
from briefing.facts import FactBook, public_facts
from briefing.inputs import Inputs


def kept_content(inputs: Inputs, name: str, book: FactBook) -> bytes | None:
    """Give what is kept of an input: all of it but for facts and translations; None when it is absent."""
    if name == book.name:
        return public_facts(book)
    brief = book.file.brief.id
    of_brief = re.fullmatch(rf"locales/([^/]+)/LC_MESSAGES/{re.escape(brief)}\.po", name)
    if of_brief is not None:
        catalog = read_catalog(inputs, of_brief[1], brief).value
        if catalog is not None:
            shown = {
                key: replace(message, extracted=(), places=())
                for key, message in catalog.messages.items()
                if _is_shown(message, book)
            }
            return write_catalog(replace(catalog, messages=shown, obsolete=()))
    found = inputs.read(name, text=False).value
    return found.data if found is not None else None


def kept_digest(inputs: Inputs, name: str, book: FactBook) -> str:
    """Give the digest of what is kept of an input, or "absent"."""
    content = kept_content(inputs, name, book)
    return sha256(content).hexdigest() if content is not None else "absent"


def drop_translations(inputs: Inputs, locales: tuple[str, ...], brief: str, fact: str) -> tuple[str, ...]:
    """Take every translation of a fact out of the catalogues; give the names of those that had one."""
    changed: dict[str, bytes] = {}
    for locale in locales:
        name = catalog_name(locale, brief)
        catalog = read_catalog(inputs, locale, brief).value
        if catalog is None or not inputs.is_own(name):
            continue
        left: Mapping[tuple[str, str], Message] = {
            key: message for key, message in catalog.messages.items() if _fact_of(message) != fact
        }
        obsolete = tuple(message for message in catalog.obsolete if _fact_of(message) != fact)
        if len(left) < len(catalog.messages) or len(obsolete) < len(catalog.obsolete):
            changed[name] = write_catalog(replace(catalog, messages=left, obsolete=obsolete))
    write_files(changed, Path(inputs.root))
    return tuple(changed)


def _fact_of(message: Message) -> str:
    return message.context.split(":", maxsplit=1)[0]


def _is_shown(message: Message, book: FactBook) -> bool:
    """Whether a message is one of the book's: of its frame, or of a fact, gap, source or part that it shows."""
    file = book.file
    head, _, rest = message.context.partition(":")
    match head:
        case "gap":
            return rest in file.gaps
        case "source":
            return rest.removesuffix(":label") in file.sources
        case "part":
            section, _, part = rest.partition(":")
            return any(id_ == section and part in s.parts for id_, s in file.sections.items())
        case "brief" | "unit":
            return True
        case _:
            return head in file.facts
