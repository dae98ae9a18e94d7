"""Inputs: what stands in the place of a file and is none is a finding, and nobody waits for it."""

import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.diagnostics import Diagnostic
from briefing.inputs import Inputs
from briefing.ledger import read_ledger
from briefing.project import find_root, open_inputs, read_project


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the whole path may be too long for its address
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


KINDS: dict[str, Callable[[Path], object]] = {
    "is a link that leads to no file": lambda path: path.symlink_to("nowhere"),
    "is a folder": lambda path: path.mkdir(),
    "is a pipe, a socket or a device": os.mkfifo,
    "is a pipe, a socket or a device ": _socket,
}
INPUTS = (
    "facts/sample.yaml",
    "locales/hy/LC_MESSAGES/sample.po",
    "locales/hy/LC_MESSAGES/templates.po",
    "locales/hy/language.yaml",
    "templates/base.html",
    "templates/logo.svg",
    "templates/coastline.geojson",
    "briefing.toml",
)


def codes_of(found: tuple[Diagnostic, ...]) -> list[str]:
    """Give the codes of findings."""
    return [finding.code.id for finding in found]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", INPUTS)
def test_what_is_no_file_is_told_by_its_name(tmp_path: Path, name: str, kind: str) -> None:
    """Also where the tool carries a file of that name, which would be read in its place without a word."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    KINDS[kind](path)
    outcome = Inputs(root=tmp_path, carried=Path(__file__).parents[2]).read(name)
    (finding,) = outcome.diagnostics
    assert outcome.value is None
    assert (finding.code.id, finding.message) == ("BR118", f"`{name}` {kind.strip()}")
    assert finding.hint is not None
    assert f"`mv {name} {name}.old`" in finding.hint


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "words", [["check"], ["build", "second", "--format", "html"], ["build", "--format", "html"], ["status"]]
)
def test_a_brief_that_cannot_be_opened_is_an_error_in_every_command(
    sample: Path, capsys: pytest.CaptureFixture[str], kind: str, words: list[str]
) -> None:
    """Whether it is named or one of all, the command ends with 1 and says which file."""
    KINDS[kind](sample / "facts" / "second.yaml")
    assert run(words) == 1
    assert f"error[BR118]: `facts/second.yaml` {kind.strip()}\n" in capsys.readouterr().err


@pytest.mark.parametrize("kind", KINDS)
def test_settings_that_cannot_be_opened_are_told(sample: Path, kind: str) -> None:
    """The folder is that of the project all the same, and no folder above it."""
    (sample.parent / "briefing.toml").write_text("[briefing]\n", encoding="utf-8")
    (sample / "briefing.toml").unlink()
    KINDS[kind](sample / "briefing.toml")
    assert find_root(sample) == sample
    assert codes_of(read_project(open_inputs(sample)).diagnostics) == ["BR118"]
    assert run(["check"]) == 1


@pytest.mark.parametrize("kind", ["link", "file"])
def test_a_folder_of_facts_that_cannot_be_read_is_told(
    sample: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """It is not taken for a project without a brief."""
    shutil.rmtree(sample / "facts")
    if kind == "link":
        (sample / "facts").symlink_to("nowhere")
    else:
        (sample / "facts").write_text("x", encoding="utf-8")
    assert codes_of(read_project(open_inputs(sample)).diagnostics) == ["BR118"]
    assert run(["check"]) == 2
    assert "error: `facts` " in capsys.readouterr().err


@pytest.mark.parametrize("kind", [*KINDS, "is a link"])
def test_a_ledger_that_is_no_file_is_neither_empty_nor_written(sample: Path, kind: str) -> None:
    """A link would let acts be written elsewhere; what leads nowhere would look like a project without acts."""
    (sample / "editions").mkdir()
    outside = sample.parent / "outside"
    outside.write_text("", encoding="utf-8")
    ledger = sample / "editions" / "ledger.jsonl"
    if kind in KINDS:
        KINDS[kind](ledger)
    else:
        ledger.symlink_to(outside)
    assert codes_of(read_ledger(sample).diagnostics) == ["BR118"]
    assert run(["approve", "--by", "Anna"]) in (1, 3)
    assert outside.read_text(encoding="utf-8") == ""


def test_the_command_that_makes_a_file_utf_8_does_so(tmp_path: Path) -> None:
    """Typed as the hint has it, in a project whose file is UTF-16."""
    name = "facts/my brief.yaml"
    (tmp_path / "facts").mkdir()
    (tmp_path / name).write_text("schema: 1\n# Հույս\n", encoding="utf-16")
    (found,) = open_inputs(tmp_path).read(name).diagnostics
    command = (found.hint or "").split("`")[1]
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    assert (tmp_path / name).read_text(encoding="utf-8") == "schema: 1\n# Հույս\n"
    assert [p.name for p in (tmp_path / "facts").iterdir()] == ["my brief.yaml"]
