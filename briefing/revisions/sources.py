"""Sources: a new one written into the fact file."""

from collections.abc import Mapping

from briefing.diagnostics import UsageError
from briefing.edits import Put
from briefing.facts import Desk
from briefing.revisions.model import Revision
from briefing.trees import Plain


def add_source(desk: Desk, id_: str, fields: Mapping[str, Plain | None]) -> Revision:
    """Add a source; what is not given is left out. The ledger does not name it: it may come to be a secret."""
    if id_ in desk.file.sources:
        raise UsageError(
            f"there is a source `{id_}` already", "give the new one another id, or change it in the file"
        )
    value: dict[str, Plain] = {name: text for name, text in fields.items() if text is not None}
    return Revision(
        fact="",
        edits=(Put(path=("sources", id_), value=value),),
        said={"fact": "", "count": "1"},
        told=(f"{id_}: added",),
    )
