"""The dialect of the schemas, and how one is written."""

import json
from typing import Any, Final

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def text_of_schema(schema: dict[str, Any]) -> bytes:
    """Write a schema as JSON, UTF-8, with a line break at the end."""
    return (json.dumps(schema, indent=2, ensure_ascii=False) + "\n").encode()
