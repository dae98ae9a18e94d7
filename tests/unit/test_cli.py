"""The command line as a user meets it: streams, exit codes, options."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from briefing.cli import globals_first, run
from briefing.cli.session import read_now
from briefing.diagnostics import UsageError

HEAVY = ("pydantic", "jinja2", "babel", "yaml", "rich", "weasyprint", "fontTools")


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command line; give exit code, stdout and stderr."""
    code = run(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def loaded(*arguments: str) -> list[str]:
    """List the heavy libraries that a command line loads, in a process of its own."""
    script = (
        "import sys\nfrom briefing.cli import run\nrun(sys.argv[1:])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    names: list[str] = json.loads(done.stderr.strip().splitlines()[-1].replace("'", '"'))
    return names


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], []],
    ids=["help", "version", "nothing"],
)
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    """Help and version answer without any of the libraries that a build needs."""
    assert loaded(*arguments) == []


def test_help_of_a_command_loads_what_typer_needs_and_no_more() -> None:
    """Typer reads options with pydantic once there is a command; nothing of a build is loaded."""
    assert set(loaded("build", "--help")) <= {"pydantic"}


@pytest.mark.parametrize("command", ["check", "status"])
def test_check_and_status_load_no_pdf_engine(sample: Path, command: str) -> None:
    """Only drawing a PDF loads WeasyPrint."""
    assert "weasyprint" not in loaded(command)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version stands alone on stdout."""
    from briefing import __version__

    assert said(capsys, "--version") == (0, f"briefing {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["check", "sampel"], "there is no brief `sampel`", "did you mean `sample`? known: `sample`"),
        (["check", "--lang", "az"], "there is no locale `az`", "known: `en`, `hy`"),
        (
            ["build", "--layout", "a44"],
            "there is no layout `a44`",
            "did you mean `a4`? known: `a4`, `a5`, `a5-booklet`, `large-print`, `letter`",
        ),
        (
            ["build", "--format", "pfd"],
            "there is no format `pfd`",
            "did you mean `pdf`? known: `html`, `pdf`, `text`",
        ),
        (
            ["check", "--today", "10.3.26"],
            "`10.3.26` is no day",
            "write year, month and day, such as `--today 2026-03-10`",
        ),
        (["explain", "BR399"], "there is no code `BR399`", None),
        (
            ["explain", "stale-translatoin"],
            "there is no code `stale-translatoin`",
            "did you mean `stale-translation`? (`briefing explain` lists all)",
        ),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    sample: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str, hint: str | None
) -> None:
    """Exit code 2, one sentence, and the nearest thing that is there."""
    code, out, err = said(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {message}\n  = hint: ")
    if hint is not None:
        assert err == f"error: {message}\n  = hint: {hint}\n"


def test_an_unknown_command_or_option_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 as everywhere."""
    assert said(capsys, "biuld")[0] == 2
    assert said(capsys, "build", "--langs", "hy")[0] == 2


def test_no_project_is_a_failure_with_a_mend(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Outside a project the tool says what would make one."""
    monkeypatch.chdir(tmp_path)
    code, out, err = said(capsys, "check")
    assert (code, out) == (3, "")
    assert err.startswith("error: no project here")
    assert "\n  = hint: " in err


def test_global_options_may_stand_after_the_command() -> None:
    """They are moved to the front; what follows `--` stays."""
    typed = ["build", "x", "-q", "--today", "2026-01-01", "--project=a", "--lang", "hy", "--", "-v"]
    assert globals_first(typed) == [
        "-q", "--today", "2026-01-01", "--project=a", "build", "x", "--lang", "hy", "--", "-v",
    ]  # fmt: skip


def test_the_day_comes_from_the_option_then_the_epoch_in_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """A typed day wins over SOURCE_DATE_EPOCH, which is read in UTC; nonsense in either is a usage error."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700006399")
    assert read_now("2026-03-10").date() == date(2026, 3, 10)
    assert read_now(None).date() == date(2023, 11, 14)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    for typed in (None, "2026-02-30", "20260310", "2026-3-1"):
        with pytest.raises(UsageError):
            read_now(typed)


def test_a_failed_check_writes_json_to_stdout(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object on stdout, nothing on stderr, exit code 1 inside and outside."""
    _break_number(sample)
    code, out, err = said(capsys, "check", "--output-format", "json")
    told = json.loads(out)
    assert (code, err, told["exit"], told["schema"], told["brief"]) == (1, "", 1, 1, "sample")
    assert [d["code"] for d in told["diagnostics"]] == ["BR210"]


def test_findings_of_a_check_go_to_stderr(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In text, stdout stays empty."""
    _break_number(sample)
    code, out, err = said(capsys, "check")
    assert (code, out) == (1, "")
    assert err.startswith("error[BR210]: ")
    assert err.endswith("\n1 error\n")


def test_annotations_name_files_from_where_the_user_stands(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--project`, paths are told from the current folder, which is where CI shows them."""
    _break_number(sample)
    monkeypatch.chdir(sample.parent)
    code, out, err = said(capsys, "check", "--project", "sample", "--output-format", "github")
    assert (code, err) == (1, "")
    assert out.startswith("::error file=sample/facts/sample.yaml,line=")


def test_quiet_and_strict_do_not_hinder_each_other(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A warning is silent under `-q` with exit code 0, and an error under `-q --strict` with 1."""
    assert said(capsys, "check", "-q", "--today", "2027-01-01") == (0, "", "")
    code, _, err = said(capsys, "check", "-q", "--strict", "--today", "2027-01-01")
    assert code == 1
    assert err.startswith("error[BR207]: ")


def test_status_is_due_when_a_figure_is_old(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 while all is fresh and translated, 1 when a figure is past its limit."""
    code, out, err = said(capsys, "status", "--lang", "hy")
    assert (code, err) == (0, "")
    assert "sample  households  2026-03-05  5 d  30 d\n" in out
    code, out, _ = said(capsys, "status", "--output-format", "json", "--today", "2027-01-01")
    told = json.loads(out)
    assert (code, told["exit"]) == (1, 1)
    assert [f["is_due"] for f in told["facts"]] == [True, True]


def test_explain_finds_a_code_by_number_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    """Number in any case and name give the same page; no argument lists every code."""
    from briefing.codes import CODES

    by_number = said(capsys, "explain", "br311")
    assert by_number == said(capsys, "explain", "stale-translation")
    assert by_number[1].startswith("BR311 stale-translation (error)\n\n")
    assert len(said(capsys, "explain")[1].splitlines()) == len(CODES)


def test_messages_come_into_step_once(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`update` names what it wrote; `--check` then has nothing to say; a second run writes nothing."""
    assert said(capsys, "messages", "update", "--check")[0] == 1
    code, out, _ = said(capsys, "messages", "update")
    assert code == 0
    assert "locales/hy/LC_MESSAGES/sample.po\n" in out
    assert said(capsys, "messages", "update", "--check") == (0, "", "")
    assert said(capsys, "messages", "update") == (0, "", "")
    assert said(capsys, "status", "--lang", "hy")[0] == 0


def test_update_does_not_rewrite_a_catalogue_it_could_not_read(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A translator's broken file is reported and left as it is."""
    path = sample / "locales/hy/LC_MESSAGES/sample.po"
    broken = path.read_text(encoding="utf-8") + '\nmsgid "unclosed\nmsgstr ""\n'
    path.write_text(broken, encoding="utf-8")
    code, _, err = said(capsys, "messages", "update")
    assert code == 1
    assert "[BR301]" in err
    assert path.read_text(encoding="utf-8") == broken


def test_extract_writes_one_template_for_each_domain(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """POT files lie beside the locales and hold no translation."""
    assert said(capsys, "messages", "extract") == (0, "locales/templates.pot\nlocales/sample.pot\n", "")
    assert 'msgctxt "households"' in (sample / "locales/sample.pot").read_text(encoding="utf-8")


def test_doctor_tells_what_it_saw(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every item is told; the exit code says whether one lacks."""
    code, out, _ = said(capsys, "doctor", "--output-format", "json")
    told = json.loads(out)
    assert code == told["exit"] == (0 if all(item["is_ok"] for item in told["items"]) else 3)
    assert {"Python", "Pango", "weasyprint", "project", "fonts of theme plain"} <= {
        i["name"] for i in told["items"]
    }


def test_doctor_finds_a_font_with_other_bytes(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A font that is not the one that was released is named, with exit code 3."""
    font = sample / "templates/themes/plain/fonts/BriefingSans-SemiBold.ttf"
    font.parent.mkdir(parents=True)
    font.write_bytes(b"not a font")
    code, out, _ = said(capsys, "doctor", "-q")
    assert code == 3
    assert (
        "lacks  templates/themes/plain/fonts/BriefingSans-SemiBold.ttf: not the bytes it was released with\n"
        in out
    )


def test_a_reader_that_went_away_is_no_error(sample: Path) -> None:
    """`briefing explain | head -1` ends quietly."""
    command = f"{sys.executable} -m briefing explain | head -1; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_terminal_without_the_letters_is_no_error(sample: Path) -> None:
    """Under an ASCII locale letters are spelled out; the exit code stays that of the findings."""
    _break_number(sample)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "briefing", "check"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 1
    assert done.stderr.isascii()


def test_completion_offers_what_the_project_has(sample: Path) -> None:
    """The shell completes briefs, locales - after a comma too - and layouts."""
    assert _completed("briefing check sa") == ["sample"]
    assert _completed("briefing build --lang ") == ["en", "hy", "all"]
    assert _completed("briefing build --lang en,h") == ["en,hy"]
    assert _completed("briefing build --format p") == ["pdf"]
    assert _completed("briefing explain BR31")[0] == "BR310"


def _completed(line: str) -> list[str]:
    words = line.split(" ")
    environment = {
        **os.environ,
        "_BRIEFING_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-m", "briefing"], capture_output=True, text=True, env=environment, check=False
    )
    return done.stdout.split()


def _break_number(root: Path) -> None:
    path = root / "facts/sample.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 1200", "value: 1,200"), encoding="utf-8")
