"""Catalogs: the translations of one locale, read from PO files directly and written back in one stable form.

Hands on a `Catalog`. It knows neither facts nor languages: what is wanted of it comes as `Wanted` messages,
the plural rule as the header it must have.
"""

from briefing.catalogs.headers import Maintainer
from briefing.catalogs.lookup import Translation, translation_of
from briefing.catalogs.merging import merge_catalog
from briefing.catalogs.model import TEMPLATES, Catalog, Message, MessageKey, PlacedText, State, Wanted
from briefing.catalogs.plurals import is_for_one_number, plural_count
from briefing.catalogs.pofile import catalog_name, catalog_of, empty_catalog, read_catalog
from briefing.catalogs.review import Review, is_signed, review_of, signed
from briefing.catalogs.writing import write_catalog, write_template

__all__ = [
    "TEMPLATES",
    "Catalog",
    "Maintainer",
    "Message",
    "MessageKey",
    "PlacedText",
    "Review",
    "State",
    "Translation",
    "Wanted",
    "catalog_name",
    "catalog_of",
    "empty_catalog",
    "is_for_one_number",
    "is_signed",
    "merge_catalog",
    "plural_count",
    "read_catalog",
    "review_of",
    "signed",
    "translation_of",
    "write_catalog",
    "write_template",
]
