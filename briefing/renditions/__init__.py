"""Rendition: facts and a catalogue bound to one locale; every word, number, date and name is chosen here."""

from briefing.renditions.binding import bind_rendition
from briefing.renditions.model import Rendition
from briefing.renditions.pseudo import LOCALE as PSEUDO
from briefing.renditions.writer import Binding

__all__ = ["PSEUDO", "Binding", "Rendition", "bind_rendition"]
