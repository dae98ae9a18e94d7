"""What a report of a fault needs to know of a machine: versions and systems, and no path, name or project."""

import json
import locale
import platform
import sys
from typing import Any

from briefing import __version__
from briefing.cli.streams import tell_json
from briefing.installing import installer
from briefing.toolchain import CODE, toolchain


def print_versions() -> None:
    """Print as JSON all that makes a page, and where it runs."""
    tell_json(json.dumps({"schema": 1, **versions()}, ensure_ascii=False, indent=2) + "\n")


def versions() -> dict[str, Any]:
    """Give the version of the tool, of what it stands on, and of the system."""
    made_by = dict(toolchain(has_pdf=True))
    own = {"briefing": __version__, "code": made_by.pop(CODE)}
    for name in ("briefing", "python"):
        made_by.pop(name)
    return {
        **own,
        "python": platform.python_version(),
        "system": platform.platform(),
        "encoding": f"{sys.getfilesystemencoding()}, {locale.getpreferredencoding(do_setlocale=False)}",
        "installed_by": installer(),
        "libraries": made_by,
    }
