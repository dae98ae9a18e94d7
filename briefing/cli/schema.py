"""`briefing schema`: the JSON Schemas, for editors and for who reads exported facts."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.streams import tell_bytes


class Document(StrEnum):
    """What a schema is of."""

    facts = "facts"
    open_data = "open-data"


def schema(
    document: Annotated[
        Document, typer.Argument(metavar="facts|open-data", help="Of a fact file, or of `export json`.")
    ] = Document.facts,
) -> None:
    """Print a JSON Schema, by which editors complete and check a file.

    `briefing new` writes that of fact files into a project; after an update of the tool, bring it up to date with

    briefing schema > facts/schema.json
    """
    from briefing.facts.schema import text_of_schema

    tell_bytes(text_of_schema() if document is Document.facts else _open_data())


def _open_data() -> bytes:
    from briefing.project import open_inputs

    return (open_inputs(Path()).carried / "docs" / "open-data.schema.json").read_bytes()
