"""Manifests: what a PDF says of itself in its attachment `manifest.json`, whoever has changed it since."""

import json
from contextlib import suppress
from io import BytesIO
from typing import Final

_NAME: Final = "manifest.json"
_FIELDS: Final = ("brief", "locale", "edition")
_LONGEST: Final = 100
_MOST_BYTES: Final = 100_000


def manifest_of(data: bytes) -> dict[str, str]:
    """Give brief, locale and edition that a PDF claims to be; what is missing or no short text is left out."""
    import pikepdf

    with suppress(pikepdf.PdfError, ValueError, TypeError, KeyError, RecursionError, AttributeError):
        with pikepdf.open(BytesIO(data)) as pdf:
            content = pdf.attachments[_NAME].get_file().read_bytes()
        said = json.loads(content) if len(content) <= _MOST_BYTES else {}
        texts = {name: str(said[name]) for name in _FIELDS if isinstance(said.get(name), str | int)}
        return {name: text for name, text in texts.items() if len(text) <= _LONGEST}
    return {}
