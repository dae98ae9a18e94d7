"""What machines read of a web page: addresses, and a description of the document (schema.org `Report`)."""

import json
from typing import Any

from briefing.renditions.model import Rendition


def address_of(rendition: Rendition, locale: str | None = None) -> str:
    """Give where the web page of a rendition is published, or that of another locale; empty when nowhere."""
    if not rendition.base_url:
        return ""
    return f"{rendition.base_url}/{rendition.brief}/{rendition.brief}.{locale or rendition.locale}.html"


def kept_address_of(rendition: Rendition) -> str:
    """Give where this very edition stays, with what was corrected since; of a draft, where the brief is published."""
    if not rendition.base_url or rendition.number is None:
        return address_of(rendition)
    name = f"{rendition.brief}.{rendition.locale}.html"
    return f"{rendition.base_url}/{rendition.brief}/{rendition.number}/{name}"


def structured_data(rendition: Rendition) -> str:
    """Describe the document as JSON-LD, safe inside a `<script>`: no `<` is left in it."""
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": str(rendition.title),
        "description": str(rendition.standfirst),
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
        told["url"] = address_of(rendition)
        told["workTranslation"] = [
            {"@type": "Report", "inLanguage": other.tag, "url": address_of(rendition, other.locale)}
            for other in rendition.siblings
            if not other.is_current
        ]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")
