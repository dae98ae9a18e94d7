"""`briefing doctor`: what this machine lacks, and the command that mends it."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Annotated, Any

import typer

from briefing.cli.findings import PlainFormat
from briefing.cli.libraries import LIBRARIES, Library, install_command, load_library, version_of_pango
from briefing.cli.session import Session, open_project
from briefing.cli.streams import tell, tell_json
from briefing.cli.versions import versions
from briefing.diagnostics import BriefingError
from briefing.inputs import Inputs
from briefing.installing import install_command as package_command

_PACKAGES = (
    "typer",
    "jinja2",
    "weasyprint",
    "pydyf",
    "babel",
    "pyyaml",
    "pydantic",
    "fonttools",
    "pyphen",
    "segno",
    "pikepdf",
    "pypdfium2",
    "watchfiles",
    "confusable-homoglyphs",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a build needs: whether it is there, what was seen, and what mends it when it is not."""

    name: str
    is_ok: bool
    seen: str
    mend: str = ""


def doctor(
    context: typer.Context,
    *,
    output_format: Annotated[PlainFormat, typer.Option(help="How to write it.")] = PlainFormat.text,
) -> None:
    """Say what this machine lacks, and the command that installs it.

    Looks at Python, Pango, packages, the project and the fonts of its theme. Exit code 3 when it lacks one. What it
    prints belongs into a report of a fault, as does `briefing --version --json`, which names no folder.
    """
    session: Session = context.obj
    items = (*_machine(), *_packages(), *_project(session))
    code = 0 if all(item.is_ok for item in items) else 3
    if output_format is PlainFormat.json:
        told = {"schema": 1, "items": [asdict(item) for item in items], "exit": code}
        tell_json(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        shown = [item for item in items if not (session.is_quiet and item.is_ok)]
        tell("".join(_line(item) for item in shown))
    raise typer.Exit(code)


def _line(item: Item) -> str:
    mend = f"       = mend: {item.mend}\n" if item.mend else ""
    return f"{'ok' if item.is_ok else 'lacks':<5}  {item.name}: {item.seen}\n{mend}"


def _machine() -> Iterator[Item]:
    told = versions()
    seen = f"{told['briefing']}, installed by {told['installed_by']}, files {told['code'][:12]}"
    yield Item(name="briefing", is_ok=True, seen=seen)
    yield Item(name="system", is_ok=True, seen=f"{told['system']}, {told['encoding']}")
    is_new = sys.version_info >= (3, 11)
    mend = "" if is_new else "install Python 3.11 or newer"
    yield Item(name="Python", is_ok=is_new, seen=told["python"], mend=mend)
    for library in LIBRARIES:
        yield _library(library)


def _library(library: Library) -> Item:
    loaded = load_library(library)
    if loaded is None:
        return Item(
            name=library.name, is_ok=False, seen=f"not found; {library.why}", mend=install_command(library)
        )
    if library.name != "Pango":
        return Item(name=library.name, is_ok=True, seen="found")
    version = version_of_pango(loaded)
    is_new = version >= (1, 44)
    seen = ".".join(map(str, version))
    mend = "" if is_new else install_command(library)
    return Item(name="Pango", is_ok=is_new, seen=seen if is_new else f"{seen}; 1.44 is needed", mend=mend)


def _packages() -> Iterator[Item]:
    from importlib.metadata import PackageNotFoundError, version

    for package in _PACKAGES:
        try:
            yield Item(name=package, is_ok=True, seen=version(package))
        except PackageNotFoundError:
            mend = package_command(package)
            yield Item(name=package, is_ok=False, seen="not installed", mend=mend)


def _project(session: Session) -> Iterator[Item]:
    try:
        opened = open_project(session)
    except BriefingError as error:
        yield Item(name="project", is_ok=False, seen=error.message, mend=error.hint or "")
        return
    count = len(opened.project.briefs)
    seen = f"{opened.project.root} with {count} brief{'' if count == 1 else 's'}"
    yield Item(name="project", is_ok=True, seen=seen)
    yield from _fonts(opened.inputs, opened.project.theme)


def _fonts(inputs: Inputs, theme: str) -> Iterator[Item]:
    """Hold the fonts of the theme against the digests that its `fonts.toml` lists."""
    folder = f"templates/themes/{theme}/fonts"
    expected = dict(_listed_fonts(inputs, f"{folder}/fonts.toml"))
    wrong = {name: _fault_of_font(inputs, f"{folder}/{name}", digest) for name, digest in expected.items()}
    for name, fault in wrong.items():
        if fault:
            mend = "install briefing again, or check the folder out again"
            yield Item(name=f"{folder}/{name}", is_ok=False, seen=fault, mend=mend)
    count = sum(not fault for fault in wrong.values())
    mend = "" if expected else f"list the fonts in {folder}/fonts.toml, or set another `theme`"
    yield Item(name=f"fonts of theme {theme}", is_ok=bool(count), seen=f"{count} files", mend=mend)


def _listed_fonts(inputs: Inputs, name: str) -> Iterator[tuple[str, str]]:
    from briefing.tables import read_table

    found = inputs.read(name).value
    faces: Any = read_table(found, "BR603").value.get("face", []) if found else []
    try:
        for font in (*faces, *(web for face in faces for web in face.get("web", []))):
            yield font["file"], font["sha256"]
    except (LookupError, TypeError, AttributeError):
        return  # a theme of the user's own may list its fonts another way


def _fault_of_font(inputs: Inputs, name: str, digest: str) -> str:
    found = inputs.read(name, text=False).value
    if found is None:
        return "missing"
    return "" if found.digest == digest else "not the bytes it was released with"
