"""What machines read of a web page: addresses, and a description of the document (schema.org `Report`)."""

import json
from hashlib import sha256
from typing import Any

from briefing import __version__
from briefing.formats import SCREEN
from briefing.pages.model import Attachment
from briefing.renditions.model import Rendition


def address_in(rendition: Rendition, locale: str) -> str:
    """Give where the web page of a brief is published in one of its locales; empty when nowhere."""
    return next((other.address for other in rendition.siblings if other.locale == locale), "")


def attachments_of(rendition: Rendition, layout: str) -> tuple[Attachment, ...]:
    """Give what a PDF carries: the public facts it is made of, and a manifest that says what it is.

    A file that is found alone can so be told, checked and used. Relationships: ISO 32000-2, 7.11.3, table 43.
    """
    if layout == SCREEN or not rendition.data:
        return ()
    issued = rendition.issued.machine if rendition.issued is not None else ""
    facts = Attachment(
        name=f"{rendition.brief}.facts.json",
        description="The facts of this document, with their sources",
        relationship="Source",
        content=rendition.data,
        day=issued,
    )
    manifest = {
        "brief": rendition.brief,
        "locale": rendition.tag,
        "layout": layout,
        "edition": rendition.number,
        "issued": issued or None,
        "facts": {"name": facts.name, "sha256": sha256(facts.content).hexdigest()},
        "generator": f"briefing {__version__}",
        "address": rendition.kept_address or None,
    }
    told = Attachment(
        name="manifest.json",
        description="What this document is: brief, edition, language and the digest of its facts",
        relationship="Supplement",
        content=(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode(),
        day=issued,
    )
    return facts, told


def structured_data(rendition: Rendition) -> str:
    """Describe the document as JSON-LD, safe inside a `<script>`: no `<` is left in it."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": str(rendition.title),
        "description": rendition.description,
        "inLanguage": rendition.tag,
        "identifier": rendition.brief,
        "isAccessibleForFree": True,
        "accessibilityFeature": ["structuralNavigation", "alternativeText", "readingOrder", "taggedPDF"],
    }
    if rendition.publisher:
        told["publisher"] = {"@type": "Organization", "name": rendition.publisher}
    if rendition.issued is not None and rendition.issued.machine:
        told["datePublished"] = rendition.issued.machine
    if rendition.edition:
        told["version"] = rendition.edition
    if rendition.base_url:
        told["url"] = rendition.address
        told["workTranslation"] = [
            {"@type": "Report", "inLanguage": other.tag, "url": other.address}
            for other in rendition.siblings
            if not other.is_current
        ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
