"""`briefing schema`: the JSON Schemas, for editors and for who reads exported facts."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.choices import complete_briefs, require_brief
from briefing.cli.session import open_project
from briefing.cli.streams import tell_bytes
from briefing.diagnostics import UsageError

if TYPE_CHECKING:
    from briefing.schemas import Ids


class Document(StrEnum):
    """What a schema is of."""

    facts = "facts"
    settings = "settings"
    language = "language"
    open_data = "open-data"


def schema(
    context: typer.Context,
    document: Annotated[
        Document,
        typer.Argument(
            metavar="facts|settings|language|open-data",
            help="Of a fact file, of `briefing.toml`, of a `language.yaml`, or of `export json`.",
        ),
    ] = Document.facts,
    *,
    brief: Annotated[
        str | None,
        typer.Option(
            metavar="BRIEF",
            help="List the ids and units of this brief: the editor completes them and marks others.",
            autocompletion=complete_briefs,
        ),
    ] = None,
) -> None:
    """Print a JSON Schema, by which editors complete and check a file.

    `briefing new` writes that of fact files into a project; after an update of the tool, bring it up to date with

    briefing schema > facts/schema.json

    With the ids of one brief, for who edits that:

    briefing schema facts --brief flood > facts/flood.schema.json
    """
    from briefing.schemas import facts_schema, language_schema, settings_schema, text_of_schema

    if brief is not None and document is not Document.facts:
        raise UsageError(
            "`--brief` is for the schema of facts", f"type `briefing schema facts --brief {brief}`"
        )
    match document:
        case Document.facts:
            ids = _ids_of(context, brief) if brief is not None else None
            tell_bytes(text_of_schema(facts_schema(ids)))
        case Document.settings:
            tell_bytes(text_of_schema(settings_schema()))
        case Document.language:
            tell_bytes(text_of_schema(language_schema()))
        case Document.open_data:
            tell_bytes(_open_data())


def _ids_of(context: typer.Context, brief: str) -> "Ids":
    """Give the ids of a brief, withheld facts among them: the schema lies beside the fact file, as private."""
    from briefing.facts import read_desk
    from briefing.languages import read_language
    from briefing.schemas import Ids

    opened = open_project(context.obj)
    require_brief(opened, brief)
    file = opened.inputs.read(f"facts/{brief}.yaml").value
    limit = opened.project.stale_after_days
    read = read_desk(file, today=opened.session.today, stale_after_days=limit) if file is not None else None
    if read is None or read.value is None:
        raise UsageError(f"`facts/{brief}.yaml` cannot be read", "see `briefing check`")
    facts, english = read.value.file, read_language(opened.inputs, "en").value
    built_in = english.units if english is not None else {}
    return Ids(
        facts=tuple(facts.facts),
        gaps=tuple(facts.gaps),
        sources=tuple(facts.sources),
        actors=tuple(facts.actors),
        units=tuple(dict.fromkeys((*built_in, *facts.units))),
    )


def _open_data() -> bytes:
    from briefing.project import open_inputs

    return (open_inputs(Path()).carried / "docs" / "open-data.schema.json").read_bytes()
