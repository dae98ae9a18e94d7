"""The feed of new editions in one language: Atom (RFC 4287), an entry for each edition, the newest first."""

from collections.abc import Mapping
from typing import Final
from xml.etree import ElementTree as ET

from briefing.editions import Record
from briefing.renditions import Rendition

ATOM: Final = "http://www.w3.org/2005/Atom"
_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_MOST: Final = 50


def feed_of(rendition: Rendition, records: Mapping[str, tuple[Record, ...]], locale: str) -> bytes:
    """Write the feed of a locale. Its words are the rendition's; times are those of publishing, never of the run."""
    editions = [r for found in records.values() for r in found if locale in r.titles]
    editions.sort(key=lambda record: (record.at, record.brief, record.number), reverse=True)
    base = rendition.base_url
    name = f"feed.{locale}.xml"
    feed = ET.Element("feed", {"xmlns": ATOM, _XML_LANG: rendition.tag})
    title, _ = rendition.words.look_up("", "Policy briefs", None, None)
    ET.SubElement(feed, "title").text = f"{title} · {rendition.publisher}" if rendition.publisher else title
    ET.SubElement(feed, "id").text = f"{base}/{name}" if base else f"urn:briefing:feed:{locale}"
    ET.SubElement(feed, "updated").text = editions[0].at if editions else "1970-01-01T00:00:00+00:00"
    if base:
        ET.SubElement(feed, "link", {"rel": "self", "href": f"{base}/{name}", "type": "application/atom+xml"})
    author = ET.SubElement(feed, "author")
    ET.SubElement(author, "name").text = rendition.publisher or title
    for record in editions[:_MOST]:
        feed.append(_entry(rendition, record, locale, base))
    ET.indent(feed)
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(rendition: Rendition, record: Record, locale: str, base: str) -> ET.Element:
    words = record.titles[locale]
    page = f"{record.brief}/{record.number}/{record.brief}.{locale}.html"
    entry = ET.Element("entry")
    number, _ = rendition.words.look_up("", "Edition {number}", None, None)
    told = number.replace("{number}", words["edition"])
    ET.SubElement(entry, "title").text = f"{words['title']} · {told}"
    urn = f"urn:briefing:{record.brief}:{record.number}:{locale}"
    ET.SubElement(entry, "id").text = f"{base}/{page}" if base else urn
    ET.SubElement(entry, "updated").text = record.at
    ET.SubElement(
        entry, "link", {"rel": "alternate", "href": f"{base}/{page}" if base else page, "type": "text/html"}
    )
    ET.SubElement(entry, "summary").text = words.get("standfirst", "")
    return entry
