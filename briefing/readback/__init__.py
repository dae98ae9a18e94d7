"""Readback: what a finished file says, read from its bytes as a reader, a browser or a copier would.

Hands on `Finished`. Knows nothing of facts, templates or renditions, so that what it reads can be held against them.
"""

from briefing.readback.depths import texts_in, texts_of
from briefing.readback.files import find_finished, find_unread, read_finished
from briefing.readback.finished import Finished, Mark, Stop
from briefing.readback.manifests import manifest_of
from briefing.readback.pictures import Picture, Shape
from briefing.readback.spelling import Squeezed, squeezed, squeezed_text, words_of

__all__ = [
    "Finished",
    "Mark",
    "Picture",
    "Shape",
    "Squeezed",
    "Stop",
    "find_finished",
    "find_unread",
    "manifest_of",
    "read_finished",
    "squeezed",
    "squeezed_text",
    "texts_in",
    "texts_of",
    "words_of",
]
