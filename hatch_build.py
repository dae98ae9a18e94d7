"""The README as an index of packages shows it: links that lead somewhere from outside the repository."""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?![a-z]+:|#)([^)\s]+)\)")


class CustomMetadataHook(MetadataHookInterface):
    """Gives the README with absolute links; they begin with the address of the source."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set the README of a package that is built."""
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = absolute_links(text, metadata["urls"]["Source"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}


def absolute_links(text: str, source: str) -> str:
    """Let every relative link of a text lead to a file of the main branch, and every picture be one."""

    def absolute(found: re.Match[str]) -> str:
        kind = "raw" if found[1] else "blob"
        return f"{found[1]}[{found[2]}]({source}/{kind}/main/{found[3]})"

    return _LINK.sub(absolute, text)
