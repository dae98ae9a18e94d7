"""Pointers to sources, as they print in one locale."""

from collections.abc import Iterator, Sequence

from briefing.facts import Citation
from briefing.languages import format_list, merge_places, place_in_source
from briefing.renditions.model import CitationText
from briefing.renditions.writer import Writer


def citations_of(citations: Sequence[Citation], writer: Writer) -> Iterator[CitationText]:
    """Write pointers to sources, each source once with all places in it."""
    order = list(writer.binding.book.file.sources)
    for source in dict.fromkeys(c.source for c in citations if c.source in order):
        places = merge_places([c.at for c in citations if c.source == source and c.at])
        written = [place_in_source(writer.language, at) for at in places]
        number = writer.count(order.index(source) + 1)
        yield CitationText(number=number, source=source, at=format_list(writer.language, written))
