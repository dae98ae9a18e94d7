"""Rendition: facts and a catalogue bound to one locale; every word, number, date and name is chosen here."""

from briefing.renditions.binding import bind_rendition
from briefing.renditions.model import Rendition
from briefing.renditions.writer import Binding

__all__ = ["Binding", "Rendition", "bind_rendition"]
