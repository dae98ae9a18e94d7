"""PDF of a page: tagged, with the fonts of its theme and nothing else of the machine; the same bytes each time.

The PDF engine is imported here only, and only when a PDF has to be drawn.
"""

from briefing.pdf.drawing import Pdf, render_pdf
from briefing.pdf.engine import load_engine
from briefing.pdf.fleet import Fleet
from briefing.pdf.key import pdf_key
from briefing.pdf.workers import Ahead, Drawers, Workers, render_pdfs

__all__ = [
    "Ahead",
    "Drawers",
    "Fleet",
    "Pdf",
    "Workers",
    "load_engine",
    "pdf_key",
    "render_pdf",
    "render_pdfs",
]
