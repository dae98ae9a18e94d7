"""Rebuilding: an edition made once more from what was kept of it, to see whether the same bytes come out."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path

from briefing.build import Request, render_briefs
from briefing.diagnostics import BriefingError
from briefing.editions import Record, plan_of_record, project_of, read_object
from briefing.inputs import Inputs
from briefing.leftovers import temporary_folder
from briefing.store import Store


def rebuilt(root: Path, record: Record, *, jobs: int, progress: Callable[[str], None]) -> Mapping[str, bytes]:
    """Give the files of an edition by name, drawn anew from its own facts, words, templates and fonts."""
    with temporary_folder() as base:
        for name, digest in record.inputs.items():
            if digest != "absent":
                path = base / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read_object(root, digest))
        inputs = Inputs(root=base, carried=base)
        project = project_of(record.settings, base, record.brief)
        plan = plan_of_record(record)
        request = Request(
            briefs=(record.brief,),
            locales=tuple(record.settings["locales"]),
            formats=("html", "pdf"),
            layouts=tuple(dict.fromkeys(c.layout for c in record.copies if c.layout is not None)),
            out=base,
            jobs=jobs,
            allow_untranslated=False,
            now=datetime.combine(record.issued, time(), tzinfo=UTC),
            plan=plan,
        )
        made = render_briefs(inputs, project, request, store=Store(None), progress=progress)
        errors = [d for d in made.diagnostics if d.is_error]
        if errors:
            raise BriefingError(
                f"edition {record.number} of `{record.brief}` cannot be made again: {errors[0].message}",
                f"use the version of the tool that made it: {record.versions.get('briefing', '')}",
            )
        return {Path(file.name).name: file.content for file in made.files}
