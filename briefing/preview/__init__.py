"""Preview: what was built, shown on this machine, with a panel for languages, PDFs and findings.

The panel is put into the served copy of a page and into no file. What is served is looked up by its name among what
was built; no path of a request ever reaches the disk.
"""

from briefing.preview.board import Board
from briefing.preview.model import Remark, Sheet, Shown
from briefing.preview.server import open_server

__all__ = ["Board", "Remark", "Sheet", "Shown", "open_server"]
