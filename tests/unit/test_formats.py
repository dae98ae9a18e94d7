"""Formats: one table, whose words are all that may be asked for."""

import shutil
from dataclasses import fields, replace
from pathlib import Path
from typing import get_args

import pytest

from briefing.cli import run
from briefing.editions import settings_of
from briefing.editions.shape import SettingsShape
from briefing.formats import FORMATS, SCREEN, USUAL_FORMATS, Format, Output, format_of_name, outputs_of
from briefing.project import open_inputs, read_project
from briefing.readback import find_finished

EDITION = Path(__file__).parents[1] / "data" / "edition"
"""An edition as version 0.1 has published it."""


def test_the_table_has_every_format() -> None:
    """A format that is only a word, without an entry, would be built by nobody."""
    assert tuple(FORMATS) == get_args(Format)


def test_names_go_both_ways(tmp_path: Path) -> None:
    """What a file is named for is what is read back from its name."""
    outputs = outputs_of(tuple(FORMATS), ("a4", "large-print"))
    (tmp_path / "b").mkdir()
    for output in outputs:
        name = output.file_name("b", "hy")
        assert format_of_name(name) == output.format
        (tmp_path / "b" / name).touch()
    found = find_finished(tmp_path, "b")
    assert {(locale, output) for locale, output, _ in found} == {("hy", output) for output in outputs}


def test_paper_has_layouts_and_ink() -> None:
    """A format of paper has a file for each layout, in the ink asked for; every other has one."""
    asked = outputs_of(tuple(FORMATS), ("a4", "a5"), "low")
    assert [o.file_name("b", "en") for o in asked if o.is_paged] == [
        "b.en.a4-low-ink.pdf",
        "b.en.a5-low-ink.pdf",
    ]
    assert [o.page_layout for o in asked if o.is_paged] == ["a4", "a5"]
    assert {(o.layout, o.ink, o.page_layout) for o in asked if not o.is_paged} == {("", "", SCREEN)}
    assert outputs_of(USUAL_FORMATS[:1], ("a4",)) == (Output(format="html"),)


def test_the_usual_formats_stay() -> None:
    """A new format changes nothing for a project that does not ask for it."""
    assert USUAL_FORMATS == ("html", "pdf")


@pytest.mark.parametrize("command", ["build", "watch", "parity", "publish"])
def test_an_unknown_format_is_refused(command: str, sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that takes formats names those there are, and does nothing."""
    by = ["--by", "A"] if command == "publish" else []
    assert run([command, "--format", "odt", *by]) == 2
    said = capsys.readouterr().err
    assert "there is no format `odt`" in said
    assert all(f"`{name}`" in said for name in FORMATS)
    assert not (sample / "build").exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ('["html", "txt"]', "there is no format `txt`"),
        ('["pdf"]', "`formats` lacks `html`"),
        ('["html", "html"]', "twice"),
        ('"html"', "is not a list of texts"),
    ],
)
def test_a_wrong_setting_is_found(
    typed: str, message: str, sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be built, or would leave the website without its pages, is found in the settings."""
    settings = sample / "briefing.toml"
    settings.write_text(f"{settings.read_text()}formats = {typed}\n")
    assert run(["check"]) == 1
    assert message in capsys.readouterr().err


def test_the_setting_says_what_is_built(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`formats` is for every build that names none; `--format` is for one."""
    settings = sample / "briefing.toml"
    settings.write_text(f'{settings.read_text()}formats = ["html"]\n')
    assert run(["build", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "build/sample/sample.en.html\n"


def test_a_record_with_an_unknown_format_names_those_there_are(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record of a newer version is refused at its place, not read in part."""
    record = sample / "editions/sample/1.json"
    shutil.copytree(EDITION, sample / "editions")
    record.write_text(record.read_text().replace('"format": "html"', '"format": "odt"', 1))
    assert run(["verify"]) == 1
    said = capsys.readouterr()
    assert f"`odt`, and not one of {', '.join(f'`{name}`' for name in FORMATS)}" in said.out + said.err


def test_formats_are_no_part_of_what_an_edition_says(sample: Path) -> None:
    """The settings that a record holds, and that make another edition due, are those that show on a page."""
    project = read_project(open_inputs(sample)).value
    assert settings_of(project) == settings_of(replace(project, formats=("html",)))
    assert settings_of(project).keys() <= {field.name for field in fields(SettingsShape)}
