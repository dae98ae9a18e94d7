"""Furniture: headings, labels and fixed sentences of templates, which every locale has to have as often as others."""

from collections.abc import Iterator, Mapping, Sequence

from briefing.proof.evidence import Evidence, Fault

Message = tuple[str, str]
"""Context and msgid."""


def uneven_words(evidence: Evidence, others: Sequence[Evidence]) -> Iterator[Fault]:
    """Find words that stand more or less often in this file than in most of its layout.

    Words with a placeholder may depend on the language, as do remarks on what is not translated; they are let be. So
    are words which in one of the languages read as others do.
    """
    if any(other.rendition.fallbacks for other in others):
        return
    counts = [_counted(other) for other in others]
    mine = counts[others.index(evidence)]
    for message in dict.fromkeys(message for count in counts for message in count):
        here = mine.get(message, 0)
        known = [number for count in counts if (number := count.get(message, 0)) is not None]
        usual = max(known, key=lambda number: (known.count(number), number), default=here)
        if here is not None and here != usual:
            told = f"the words `{message[1]}` stand {here}× here and {usual}× in other languages"
            yield Fault(code="BR752", message=told)


def _counted(evidence: Evidence) -> Mapping[Message, int | None]:
    """Count the words of templates in a file; None for those that cannot be told from others."""
    counts: dict[Message, int | None] = {}
    for item in evidence.items:
        messages = {(p.ref, p.whole) for p in item.phrases if p.whole}
        is_clear = len(messages) == 1 and all(p.whole for p in item.phrases)
        for message in messages:
            former = counts.get(message, 0)
            counts[message] = former + 1 if is_clear and former is not None else None
    return counts
