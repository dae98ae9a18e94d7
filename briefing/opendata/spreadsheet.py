"""CSV and HXL of a DataBook: one row per fact, one column per thing, RFC 4180 with CRLF, UTF-8.

HXL is the same table with a row of hashtags (HXL 1.1) below its heads. A text that a spreadsheet would take for a
formula has an apostrophe put before it; a number never has.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from briefing.opendata.model import DataBook, DataDate, DataFact, DataSource

_BOM: Final = b"\xef\xbb\xbf"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_BETWEEN: Final = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, its hashtag, and what stands in it. Only numbers are written as they are."""

    head: str
    tag: str
    cell: Callable[[DataFact], str | None]
    is_number: bool = False


def csv_of(book: DataBook, *, has_bom: bool = False) -> bytes:
    """Write the facts of a brief as CSV with one row of heads; a byte-order mark only where it is asked for."""
    columns = tuple(columns_of(book))
    return _written([[column.head for column in columns], *_rows(book, columns)], has_bom=has_bom)


def hxl_of(book: DataBook, *, has_bom: bool = False) -> bytes:
    """Write the facts of a brief as CSV with a row of heads and a row of HXL hashtags."""
    columns = tuple(columns_of(book))
    heads = [[column.head for column in columns], [column.tag for column in columns]]
    return _written([*heads, *_rows(book, columns)], has_bom=has_bom)


def columns_of(book: DataBook) -> Iterator[Column]:
    """Give the columns: they depend on the locales alone, so that files of several briefs can be put together."""
    yield Column(head="brief", tag="#meta+brief", cell=lambda _: book.brief)
    yield Column(head="id", tag="#meta+id", cell=lambda fact: fact.id)
    yield Column(head="section", tag="#meta+section", cell=lambda fact: fact.section)
    yield Column(head="kind", tag="#description+type", cell=lambda fact: fact.kind)
    yield from _value_columns()
    yield Column(head="speaker", tag="#meta+speaker+code", cell=lambda fact: fact.speaker)
    for locale in book.locales:
        tag = f"#meta+speaker+name+{_attribute(locale)}"
        yield Column(head=f"speaker_{locale}", tag=tag, cell=_in(locale, lambda fact: fact.speaker_name))
    yield Column(head="speech_act", tag="#meta+speech_act", cell=lambda fact: fact.speech_act)
    yield Column(head="certainty", tag="#meta+certainty", cell=lambda fact: fact.certainty)
    yield from _date_columns("when", "occurred", lambda fact: fact.when)
    yield from _date_columns("as_of", "as_of", lambda fact: fact.as_of)
    yield from _source_columns(book)
    yield Column(head="competes_with", tag="#meta+rival", cell=lambda fact: _joined(fact.competes_with))
    yield Column(head="contradicts", tag="#meta+contradicts", cell=lambda fact: _joined(fact.contradicts))
    yield Column(head="sum_of", tag="#meta+sum_of", cell=lambda fact: _joined(fact.sum_of))
    yield Column(head="meets", tag="#meta+meets", cell=lambda fact: fact.meets)
    yield Column(head="likelihood", tag="#meta+likelihood", cell=lambda fact: fact.likelihood)
    yield Column(head="outcome", tag="#meta+outcome", cell=lambda fact: fact.outcome)
    yield Column(head="hxl", tag="#meta+hashtag", cell=lambda fact: fact.hxl)
    for locale in book.locales:
        tag = f"#indicator+name+{_attribute(locale)}"
        yield Column(head=f"label_{locale}", tag=tag, cell=_in(locale, lambda fact: fact.label))
    for locale in book.locales:
        tag = f"#meta+condition+{_attribute(locale)}"
        yield Column(head=f"condition_{locale}", tag=tag, cell=_in(locale, lambda fact: fact.condition))
    for locale in book.locales:
        tag = f"#description+{_attribute(locale)}"
        yield Column(head=f"sentence_{locale}", tag=tag, cell=_in(locale, lambda fact: fact.sentence))


def _value_columns() -> Iterator[Column]:
    """Give a column for each number a value may have; a range has no number of its own, and gets none."""
    attributes = {"number": "value", "low": "low", "high": "high", "part": "part", "of": "whole"}
    for name, attribute in attributes.items():
        head = "value" if name == "number" else name
        tag = f"#indicator+num+{attribute}"
        yield Column(head=head, tag=tag, cell=_number(name), is_number=True)
    yield Column(head="qualifier", tag="#indicator+qualifier", cell=lambda fact: fact.qualifier)
    yield Column(head="unit", tag="#indicator+unit", cell=lambda fact: fact.unit)


def _date_columns(head: str, attribute: str, date: Callable[[DataFact], DataDate | None]) -> Iterator[Column]:
    """Give a date as EDTF, which `#date` may not hold, and the days between which it lies, which it may."""

    def of(name: str) -> Callable[[DataFact], str | None]:
        return lambda fact: None if (found := date(fact)) is None else getattr(found, name)

    yield Column(head=head, tag=f"#meta+{attribute}+edtf", cell=of("edtf"))
    yield Column(head=f"{head}_part", tag=f"#meta+{attribute}+part", cell=of("part"))
    yield Column(head=f"{head}_start", tag=f"#date+{attribute}+start", cell=of("start"))
    yield Column(head=f"{head}_end", tag=f"#date+{attribute}+end", cell=of("end"))


def _source_columns(book: DataBook) -> Iterator[Column]:
    """Give lists of sources and of all that is said of each, in the same order and equally long."""

    def of(told: Callable[[DataSource], str | None]) -> Callable[[DataFact], str | None]:
        return lambda fact: _joined([told(book.sources[id_]) or "" for id_, _ in fact.sources])

    yield Column(
        head="source", tag="#meta+source+code", cell=lambda fact: _joined([id_ for id_, _ in fact.sources])
    )
    yield Column(
        head="source_place",
        tag="#meta+source+place",
        cell=lambda fact: _joined([at or "" for _, at in fact.sources]),
    )
    for locale in book.locales:
        tag = f"#meta+source+name+{_attribute(locale)}"
        yield Column(head=f"source_{locale}", tag=tag, cell=of(_label_in(locale)))
    yield Column(head="source_url", tag="#meta+source+url", cell=of(lambda source: source.url))


def _label_in(locale: str) -> Callable[[DataSource], str | None]:
    return lambda source: source.label[locale]


def _in(
    locale: str, words: Callable[[DataFact], Mapping[str, str | None] | None]
) -> Callable[[DataFact], str | None]:
    return lambda fact: None if (found := words(fact)) is None else found[locale]


def _number(name: str) -> Callable[[DataFact], str | None]:
    return lambda fact: None if fact.value is None else fact.value.get(name)


def _attribute(locale: str) -> str:
    """Give the HXL attribute of a language: `+i_en`, as the conventions of HXL 1.1 have it."""
    return f"i_{locale.replace('-', '_').lower()}"


def _joined(items: Sequence[str]) -> str:
    """Join a list into one cell; a bar or backslash in an item has a backslash before it."""
    if not any(items):
        return ""
    return _BETWEEN.join(item.replace("\\", "\\\\").replace("|", "\\|") for item in items)


def _rows(book: DataBook, columns: Sequence[Column]) -> Iterator[list[str]]:
    for fact in book.facts:
        yield [_cell(column.cell(fact) or "", is_number=column.is_number) for column in columns]


def _cell(text: str, *, is_number: bool) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and not is_number else text


def _written(rows: Sequence[Sequence[str]], *, has_bom: bool) -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return (_BOM if has_bom else b"") + stream.getvalue().encode()
