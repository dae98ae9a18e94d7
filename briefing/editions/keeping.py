"""Keeping: what an edition keeps of its inputs. Of facts and translations only what it shows, so that nothing leaks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256

from briefing.catalogs import Message, catalog_name, read_catalog, write_catalog
from briefing.facts import FactBook, public_facts
from briefing.inputs import Inputs


def kept_content(inputs: Inputs, name: str, book: FactBook) -> bytes | None:
    """Give what is kept of an input: all of it but for facts and translations; None when it is absent.

    The facts of another brief are not kept: what of them is withheld, only that brief knows.
    """
    if name == book.name:
        return public_facts(book)
    if name.startswith("facts/"):
        return None
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


def catalogs_without(
    inputs: Inputs, brief: str, is_gone: Callable[[str], bool]
) -> tuple[Mapping[str, bytes], tuple[str, ...]]:
    """Give by name the catalogues that have messages of some contexts, as they are without them, of every locale.

    Then the names of those that cannot be read whole: they may have such messages, and cannot be written back.
    """
    changed: dict[str, bytes] = {}
    unread: list[str] = []
    for path in sorted((inputs.root / "locales").glob(f"*/LC_MESSAGES/{brief}.po")):
        locale = path.parent.parent.name
        read = read_catalog(inputs, locale, brief)
        catalog, name = read.value, catalog_name(locale, brief)
        if catalog is None or read.has_errors:
            unread.append(name)
            continue
        left: Mapping[tuple[str, str], Message] = {
            key: message for key, message in catalog.messages.items() if not is_gone(message.context)
        }
        obsolete = tuple(message for message in catalog.obsolete if not is_gone(message.context))
        if len(left) < len(catalog.messages) or len(obsolete) < len(catalog.obsolete):
            shown = replace(catalog, messages=left, obsolete=obsolete)
            changed[name] = write_catalog(shown, standing=catalog)
    return changed, tuple(unread)


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
            return head in file.facts or (head in book.withdrawn and rest in ("reason", "label"))
