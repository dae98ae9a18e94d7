"""Rendition: facts and a catalogue bound to one locale; every word, number, date and name is chosen here."""

from briefing.renditions.binding import Binding, bind_rendition
from briefing.renditions.model import Rendition

__all__ = ["Binding", "Rendition", "bind_rendition"]
