"""Rebuilding: an edition made once more from what was kept of it, to see whether the same bytes come out.

When they do not, the toolchain of then and of now says why. Nobody is accused: what was altered shows by its digest.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from briefing.build import Request, render_briefs
from briefing.diagnostics import BriefingError
from briefing.editions import Record, plan_of_record, project_of, read_object
from briefing.inputs import Inputs
from briefing.installing import tool_command
from briefing.leftovers import temporary_folder
from briefing.project import Project, short_locale
from briefing.store import Store
from briefing.toolchain import CODE, PACKAGES, toolchain


def rebuilt(root: Path, record: Record, *, jobs: int, progress: Callable[[str], None]) -> Mapping[str, bytes]:
    """Give the files of an edition by name, drawn anew from its own facts, words, templates and fonts."""
    with restored(root, record) as (inputs, project):
        plan, every = plan_of_record(root, record), project.locales
        request = Request(
            briefs=(record.brief,),
            locales=tuple(o for o in every if short_locale(every, o) in record.locales),
            formats=record.formats,
            layouts=tuple(dict.fromkeys(c.layout for c in record.copies if c.layout is not None)),
            out=inputs.root,
            jobs=jobs,
            allow_untranslated=True,  # as it was then: what had no translation is English there, too
            now=datetime.combine(record.issued, time(), tzinfo=UTC),
            plan=plan,
        )
        made = render_briefs(inputs, project, request, store=Store(None), progress=progress)
        errors = [d for d in made.diagnostics if d.is_error]
        if errors:
            why, hint = unrepeatable(record)
            message = f"edition {record.number} of `{record.brief}` cannot be made again: {errors[0].message}"
            raise BriefingError(f"{message} ({why})", hint)
        return {Path(file.name).name: file.content for file in made.files}


@contextmanager
def restored(root: Path, record: Record) -> Iterator[tuple[Inputs, Project]]:
    """Lay what was kept of the inputs of an edition down in a folder of its own, and open it as a project."""
    with temporary_folder() as base:
        for name, digest in record.inputs.items():
            if digest != "absent":
                path = base / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(read_object(root, digest))
        yield Inputs(root=base, carried=base), project_of(record.settings, base, record.brief)


def unrepeatable(record: Record) -> tuple[str, str]:
    """Say why an edition is not made with the same bytes today, and how to get back what made it."""
    now = dict(toolchain(has_pdf=True))
    hint = "what was published itself is below `editions`"
    others = [n for n in now if n in record.versions and n != CODE and record.versions[n] != now[n]]
    if CODE not in record.versions:
        unknown = ", ".join(name for name in PACKAGES if name in now and name not in record.versions)
        if not others:
            return f"the versions recorded do not explain it; those of {unknown} were not recorded then", hint
    if others:
        then = ", ".join(f"{name} {record.versions[name] or 'missing'}" for name in others)
        today = ", ".join(f"{name} {now[name] or 'missing'}" for name in others)
        return f"made with {then}; this is {today}", _install(record, others) or hint
    if record.versions.get(CODE) != now[CODE]:
        by = record.versions.get(CODE, "")[:12]
        again = "check out the commit of the tool that it was published with"
        return f"made by other code of the tool (`{by}`; this is `{now[CODE][:12]}`)", f"{again}; {hint}"
    return "the versions recorded do not explain it", hint


def _install(record: Record, names: list[str]) -> str:
    """Give the command that brings back the packages that an edition was made with, as they were."""
    pins = [
        f"{name}=={record.versions[name]}" for name in names if name in PACKAGES and record.versions[name]
    ]
    quoted = " ".join(f"'{pin}'" for pin in pins)
    return (tool_command(*pins) or f"pip install {quoted}") if pins else ""
