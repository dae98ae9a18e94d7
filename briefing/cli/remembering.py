"""A finished command, remembered: where nothing changes it is answered again before anything heavy is imported."""

from collections.abc import Iterable

from briefing.artifacts import Artifact
from briefing.cli.session import Opened
from briefing.cli.streams import said
from briefing.runs import finish


def remember(opened: Opened, briefs: Iterable[str], code: int, artifacts: Iterable[Artifact] = ()) -> None:
    """Remember what was said and made, unless time alone may change it: of the end of an embargo no file tells."""
    if not _has_embargo(opened, briefs):
        files = [(str(a.path.absolute()), a.digest) for a in artifacts]
        finish(list(opened.inputs.trace), files, ("".join(said["stdout"]), "".join(said["stderr"])), code)


def _has_embargo(opened: Opened, briefs: Iterable[str]) -> bool:
    files = (opened.inputs.read(f"facts/{brief}.yaml").value for brief in briefs)
    return any(file is not None and "embargo:" in file.text for file in files)
