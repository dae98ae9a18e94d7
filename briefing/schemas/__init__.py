"""Schemas: what the files of a project may hold, as JSON Schema (draft 2020-12), for editors and other programs.

Each is made from what reads the file, so that the two cannot differ, and says of every property what it is for.
"""

from briefing.schemas.dialect import text_of_schema
from briefing.schemas.facts import Ids, facts_schema
from briefing.schemas.language import language_schema
from briefing.schemas.settings import settings_schema

__all__ = ["Ids", "facts_schema", "language_schema", "settings_schema", "text_of_schema"]
