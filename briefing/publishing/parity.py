"""Parity at the gate: the finished files of an edition read back, before a byte of them is written."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefing.artifacts import Pending
from briefing.diagnostics import Diagnostic, Outcome, diagnose
from briefing.facts import FactBook

_DATA: Final = re.compile(r'<data\b[^>]*\bvalue="(?P<value>[^"]*)"[^>]*\bdata-fact="(?P<fact>[^"]*)"')
_SENTENCE: Final = re.compile(r'data-sentence="(?P<fact>[^"]*)"')


def parity_of(files: Sequence[Pending], book: FactBook) -> Outcome[str]:
    """Say how many facts every locale shows, as `39/39 facts in en hy az ru`; what one of them lacks is a finding."""
    findings: list[Diagnostic] = []
    pages = {file.locale: file.content.decode() for file in files if file.format == "html"}
    shown = {locale: set(_SENTENCE.findall(html)) for locale, html in pages.items()}
    values = {locale: sorted(_DATA.findall(html)) for locale, html in pages.items()}
    wanted = set(book.file.facts)
    for locale, ids in shown.items():
        for id_ in sorted(wanted - ids):
            span = book.places.key_span("facts", id_)
            message, hint = f"`{locale}` does not show `{id_}`", "let the templates show every fact"
            findings.append(diagnose("BR704", message, span, hint=hint))
    first = next(iter(values), "")
    for locale, found in values.items():
        if found != values[first]:
            here, there = Counter(found), Counter(values[first])
            odd = sorted({fact for _, fact in (here - there) + (there - here)})
            message = f"`{locale}` and `{first}` show different values of {', '.join(f'`{o}`' for o in odd)}"
            findings.append(
                diagnose("BR704", message, None, hint="let every language use the same placeholders")
            )
    least = min((len(wanted & ids) for ids in shown.values()), default=0)
    return Outcome(value=f"{least}/{len(wanted)} facts in {' '.join(pages)}", diagnostics=tuple(findings))
