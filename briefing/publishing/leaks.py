"""What a publication is searched for before anything is written: all that it would add, and all that stays."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from briefing.artifacts import finish_swaps
from briefing.build import Rendered, Request
from briefing.diagnostics import Diagnostic
from briefing.editions import FOLDER
from briefing.inputs import Inputs
from briefing.project import Project
from briefing.proof import files_in, leaks_in, leaks_of, searched_of
from briefing.publishing.site import site_files, stale_files

_KEPT: Final = (FOLDER, "locales")
_STORE: Final = ".briefing/store"


def leaks_of_release(
    inputs: Inputs,
    project: Project,
    request: Request,
    made: Rendered,
    contents: Mapping[str, bytes],
    kept: Mapping[str, str],
) -> tuple[Diagnostic, ...]:
    """Search what a release writes, what is kept of editions, the catalogues, and what stays of the website.

    The secrets are those of all briefs, for the website has them all. What the store remembers of a secret is dropped
    there and is no finding: nobody is shown it, and it can be made again. `kept` are the inputs of the edition, their
    digests by name.
    """
    searched = searched_of(inputs, project, project.briefs, request, kept=kept)
    if not searched.secrets:
        return ()
    finish_swaps(request.out)
    for path in files_in(inputs.root / _STORE):
        if leaks_in((path,), searched):
            path.unlink(missing_ok=True)
    there = [path for name in _KEPT for path in files_in(inputs.root / name)]
    stays = _staying(inputs, project, request, made)
    return (*leaks_of(contents, searched), *leaks_in((*there, *stays), searched))


def _staying(inputs: Inputs, project: Project, request: Request, made: Rendered) -> Iterable[Path]:
    """Give the files of the website that a release neither writes anew nor takes off."""
    renditions = {rendition.locale: rendition for _, rendition in made.bound}
    written = {
        **site_files(inputs, project, renditions).value,
        **{file.name: file.content for file in made.files},
    }
    stale = stale_files(request.out, written, project.root)
    gone = {request.out / name for name in (*stale.removed, *written)}
    return [path for path in files_in(request.out) if path not in gone]
