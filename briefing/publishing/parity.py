"""Parity at the gate: the finished files of an edition, read back and proved before any of them is published."""

from collections.abc import Iterator

from briefing.artifacts import write_files
from briefing.build import Rendered
from briefing.diagnostics import Diagnostic, Outcome, diagnose, with_severity
from briefing.extraction import wanted_of_page
from briefing.formats import Output
from briefing.inputs import Inputs
from briefing.leftovers import temporary_folder
from briefing.project import Project
from briefing.proof import Shown, prove


def parity_of(inputs: Inputs, project: Project, made: Rendered) -> Outcome[str]:
    """Say how many facts every file shows as they are, as `39/39 facts in en hy az ru`; findings where one does not."""
    renditions = tuple(rendition for _, rendition in made.bound)
    words = wanted_of_page(inputs)
    with temporary_folder() as folder:
        write_files({file.name: file.content for file in made.files}, folder)
        asked = (Output(format=file.format, layout=file.layout or "") for file in made.files)
        required = tuple(dict.fromkeys(asked))
        proved = prove(renditions, words.value, folder, root=folder, required=required)
    uneven = (finding for shown in proved.value.outputs for finding in _uneven(shown))
    found = with_severity((*words.diagnostics, *proved.diagnostics, *uneven), project.severities)
    least = min((count for shown in proved.value.outputs for count in shown.shown.values()), default=0)
    total = max((shown.total for shown in proved.value.outputs), default=0)
    locales = " ".join(rendition.locale for rendition in renditions)
    return Outcome(value=f"{least}/{total} facts in {locales}", diagnostics=found)


def _uneven(shown: Shown) -> Iterator[Diagnostic]:
    if not shown.is_even:
        counts = ", ".join(f"{count}/{shown.total} in {locale}" for locale, count in shown.shown.items())
        message = f"not every language shows every fact as it is ({shown.output.label}): {counts}"
        yield diagnose("BR704", message, None, hint="the findings about the files say what is off in which")
