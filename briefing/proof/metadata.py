"""Metadata: what machines read of a finished file - title, addresses, structured data, attachments."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from briefing.proof.evidence import Evidence, Fault
from briefing.proof.messages import LEGEND, Wording
from briefing.readback import Finished
from briefing.renditions import Rendition
from briefing.renditions.texts import OUTDATED

_MANIFEST = "manifest.json"


def wrong_metadata(evidence: Evidence) -> Iterator[Fault]:
    """Find what a file says of itself to machines that is not so; what it does not say at all is let be."""
    finished, rendition = evidence.finished, evidence.rendition
    assert finished is not None
    wanted = _head_of(rendition)
    for name, value in finished.head:
        expected = wanted.get(name)
        if expected is not None and value != expected:
            yield _fault(f"`{name}`", value, expected)
    for name, value in _structured_of(rendition).items() if finished.structured else ():
        found = finished.structured.get(name)
        if found != value:
            yield _fault(f"`{name}` of the structured data", found, value)
    yield from _wrong_attachments(finished, rendition)


def _fault(what: str, found: object, expected: object) -> Fault:
    told = f"`{_shortened(found)}` and has to be `{_shortened(expected)}`"
    return Fault(code="BR757", message=f"{what} is {told}")


def _shortened(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 90 else f"{text[:89]}…"


def _head_of(rendition: Rendition) -> Mapping[str, str]:
    """Give what the head of a page, the information of a PDF and links to other languages have to hold, by name."""
    title, address = str(rendition.title), address_of(rendition, rendition.locale)
    wanted = {
        "title": title,
        "og:title": title,
        "description": description_of(rendition),
        "og:description": description_of(rendition),
        "author": rendition.publisher,
        "og:site_name": rendition.publisher,
        "og:locale": rendition.tag,
        "canonical": address,
        "og:url": address,
    }
    for sibling in rendition.siblings:
        name = f"{rendition.brief}.{sibling.locale}.html"
        wanted[f"alternate {sibling.tag}"] = address_of(rendition, sibling.locale) or name
        wanted[f"language {sibling.tag}"] = f"{name} {sibling.name}"
    first = rendition.siblings[0].locale if rendition.siblings else rendition.locale
    return wanted | {"alternate x-default": address_of(rendition, first)}


def description_of(rendition: Rendition) -> str:
    """Work out anew what stands for a brief elsewhere: its standfirst, with the words for a sign in it."""
    standfirst = str(rendition.standfirst)
    if standfirst == rendition.standfirst.unmarked:
        return standfirst
    return f"{standfirst} {Wording(rendition=rendition)(LEGEND, sign=OUTDATED)}"


def address_of(rendition: Rendition, locale: str, number: int | None = None) -> str:
    """Work out anew where a page is published."""
    edition = "" if number is None else f"/{number}"
    place = f"{rendition.brief}{edition}/{rendition.brief}.{locale}.html"
    return f"{rendition.base_url}/{place}" if rendition.base_url else ""


def _structured_of(rendition: Rendition) -> Mapping[str, Any]:
    """Give what the description of a web page (schema.org `Report`) has to hold; None for what it must not have."""
    issued = rendition.issued.machine if rendition.issued is not None else ""
    others = [sibling for sibling in rendition.siblings if not sibling.is_current]
    translations = [
        {"@type": "Report", "inLanguage": o.tag, "url": address_of(rendition, o.locale)} for o in others
    ]
    publisher = {"@type": "Organization", "name": rendition.publisher} if rendition.publisher else None
    return {
        "name": str(rendition.title),
        "description": description_of(rendition),
        "inLanguage": rendition.tag,
        "identifier": rendition.brief,
        "version": rendition.edition or None,
        "datePublished": issued or None,
        "publisher": publisher,
        "url": address_of(rendition, rendition.locale) or None,
        "workTranslation": translations if rendition.base_url else None,
    }


def _wrong_attachments(finished: Finished, rendition: Rendition) -> Iterator[Fault]:
    """Find an attached file of facts, or a manifest, that is not that of the rendition."""
    name = f"{rendition.brief}.facts.json"
    facts = finished.attachments.get(name)
    if facts is not None and facts != rendition.data:
        message = f"the attachment `{name}` holds other facts than the brief"
        yield Fault(code="BR757", message=message)
    if _MANIFEST not in finished.attachments:
        return
    try:
        manifest = json.loads(finished.attachments[_MANIFEST])
    except ValueError:
        manifest = None
    digest = sha256(rendition.data if facts is None else facts).hexdigest()  # of other facts is told above
    wanted = {
        "brief": rendition.brief,
        "locale": rendition.tag,
        "edition": rendition.number,
        "issued": (rendition.issued.machine if rendition.issued is not None else "") or None,
        "address": address_of(rendition, rendition.locale, rendition.number) or None,
        "facts": {"name": name, "sha256": digest},
    }
    told = manifest if isinstance(manifest, dict) else {}
    for key, value in wanted.items():
        if told.get(key) != value:
            yield _fault(f"`{key}` of the attached manifest", told.get(key), value)
