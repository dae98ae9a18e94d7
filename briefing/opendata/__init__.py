"""Open data: the public facts of a brief as JSON, CSV and HXL, one row per speaker, with every qualifier kept.

It hands on the bytes of files. What is withheld never reaches it, for it takes books and renditions, which have none.
"""

from briefing.opendata.model import DataBook, DataDate, DataFact, DataSource
from briefing.opendata.reader import Export, read_open_data
from briefing.opendata.spreadsheet import csv_of, hxl_of
from briefing.opendata.tree import json_of

__all__ = [
    "DataBook",
    "DataDate",
    "DataFact",
    "DataSource",
    "Export",
    "csv_of",
    "hxl_of",
    "json_of",
    "read_open_data",
]
