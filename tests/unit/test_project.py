"""The project room: settings with their places, and the root found upwards."""

from pathlib import Path

import pytest

from briefing.diagnostics import BriefingError, Diagnostic
from briefing.project import find_root, open_inputs, read_project, short_locale


def found(root: Path, settings: str) -> list[tuple[str, int, int]]:
    """Read the settings given as text; give code, line and column of each finding."""
    (root / "briefing.toml").write_text(settings, encoding="utf-8")
    return [place(d) for d in read_project(open_inputs(root)).diagnostics]


def place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """Give code, line and column of a finding that has a place."""
    assert diagnostic.span is not None
    return (diagnostic.code.id, diagnostic.span.line, diagnostic.span.column)


def test_settings_are_read(tmp_path: Path) -> None:
    """Locales keep their order, briefs are the stems of the fact files."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "b.yaml").touch()
    (tmp_path / "facts" / "a.yaml").touch()
    (tmp_path / "briefing.toml").write_text('[briefing]\nlocales = ["hy", "en-GB"]\npublisher = "Desk"\n')
    outcome = read_project(open_inputs(tmp_path))
    assert outcome.diagnostics == ()
    assert (outcome.value.locales, outcome.value.briefs, outcome.value.publisher) == (
        ("hy", "en-GB"),
        ("a", "b"),
        "Desk",
    )


def test_pyproject_table_serves_as_well(tmp_path: Path) -> None:
    """`[tool.briefing]` of a pyproject.toml is read when there is no briefing.toml."""
    (tmp_path / "pyproject.toml").write_text('[tool.briefing]\nlocales = ["ru"]\n')
    assert read_project(open_inputs(tmp_path)).value.locales == ("ru",)


def test_every_wrong_setting_is_found_in_one_run(tmp_path: Path) -> None:
    """Unknown keys, wrong shapes, locales and severities are all reported, each at its own place."""
    settings = (
        '[briefing]\nlocale = ["hy"]\nlayouts = "a4"\nlocales = ["hy", "Armenian"]\n'
        'theme = "../x"\n[briefing.severity]\nBR999 = "error"\nBR312 = "loud"\n'
    )
    assert found(tmp_path, settings) == [
        ("BR101", 2, 1),
        ("BR104", 3, 1),
        ("BR102", 4, 19),
        ("BR104", 5, 1),
        ("BR101", 7, 1),
        ("BR104", 8, 10),
    ]


def test_broken_toml_has_its_place(tmp_path: Path) -> None:
    """A syntax error of TOML is a finding at its line and column."""
    assert found(tmp_path, '[briefing]\nlocales = ["hy"\n') == [("BR104", 3, 1)]


def test_root_is_found_upwards(tmp_path: Path) -> None:
    """A command run in a folder of the project finds the project."""
    (tmp_path / "briefing.toml").touch()
    (tmp_path / "facts" / "deep").mkdir(parents=True)
    assert find_root(tmp_path / "facts" / "deep") == tmp_path


def test_no_project_is_a_failure_with_a_mend(tmp_path: Path) -> None:
    """Outside a project the one sentence says where was looked, and the hint what to do."""
    with pytest.raises(BriefingError) as raised:
        find_root(tmp_path)
    assert "--project" in (raised.value.hint or "")


@pytest.mark.parametrize(
    ("locales", "locale", "expected"),
    [(("en-GB", "hy"), "en-GB", "en"), (("en-GB", "en-US"), "en-GB", "en-GB"), (("az",), "az", "az")],
)
def test_short_locale(locales: tuple[str, ...], locale: str, expected: str) -> None:
    """A locale is called by its language as long as no other locale shares it."""
    assert short_locale(locales, locale) == expected


def test_input_behind_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """A symbolic link that leads outside is not followed."""
    outside = tmp_path / "secret.txt"
    outside.write_text("secret")
    root = tmp_path / "project"
    root.mkdir()
    (root / "link.txt").symlink_to(outside)
    outcome = open_inputs(root).read("link.txt")
    assert (outcome.value, [d.code.id for d in outcome.diagnostics]) == (None, ["BR105"])


def test_bytes_that_are_no_text_are_found_with_their_place(tmp_path: Path) -> None:
    """An input that is not UTF-8 is reported at the first wrong byte."""
    (tmp_path / "x.yaml").write_bytes("ա: բ\n".encode() + b"key: \xff\n")
    outcome = open_inputs(tmp_path).read("x.yaml")
    assert [place(d) for d in outcome.diagnostics] == [("BR107", 2, 6)]
