"""The list of what was written into a folder that others write into as well: names and digests, in the folder itself.

Whoever removes what belongs there no longer removes what is on the list and still has the digest, and nothing else.
The list is input like any other: a name that leads elsewhere counts for nothing.
"""

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing.artifacts.places import content_of, is_plain

WRITTEN: Final = ".briefing-written.json"
_FORMAT: Final = "briefing-written-1"
_DIGEST: Final = re.compile("[0-9a-f]{64}")


def read_written(folder: Path) -> Mapping[str, str]:
    """Give the names and digests of what was written into a folder; nothing where there is no such list."""
    with suppress(ValueError, LookupError, TypeError, AttributeError, RecursionError):
        tree = json.loads(content_of(folder / WRITTEN) or b"{}")
        if tree["format"] == _FORMAT:
            return {name: digest for name, digest in tree["files"].items() if _is_entry(name, digest)}
    return {}


def text_of_written(files: Mapping[str, str]) -> bytes:
    """Give the list as it is written, by name."""
    tree = {"format": _FORMAT, "files": dict(sorted(files.items()))}
    return (json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode()


def _is_entry(name: object, digest: object) -> bool:
    return is_plain(name) and isinstance(digest, str) and _DIGEST.fullmatch(digest) is not None
