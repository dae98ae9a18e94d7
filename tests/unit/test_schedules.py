"""Job files: each is held against the tool or the schema of who reads it, and the cron line is run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.journal import read_entries

CHECKER = "check-jsonschema, a development package, is not installed"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday


@pytest.fixture
def awkward(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the sample in a folder whose name shells, cron and systemd each read in their own way."""
    root = sample.parent / "50% of $HOME's"
    sample.rename(root)
    monkeypatch.chdir(root)
    return root


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[Path]:
    """Write job files to `jobs`; give their paths."""
    assert run(["schedule", *arguments, "--out", "jobs"]) == 0
    return [Path(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--at", "06:30"], "2026-03-11 06:30"),
        (["--at", "18:05", "--every", "day"], "2026-03-10 18:05"),
        (["--at", "06:30", "--every", "week"], "2026-03-16 06:30"),
    ],
)
def test_cron_starts_at_the_time_asked_for(
    sample: Path, capsys: pytest.CaptureFixture[str], options: list[str], expected: str
) -> None:
    """As Debian's cron reads it; the mail goes to whom it should."""
    cronsim = pytest.importorskip("cronsim", reason="cronsim, a development package, is not installed")
    (path,) = written(capsys, "cron", *options, "--mail", "desk@example.org")
    *_, mail, line = path.read_text(encoding="utf-8").splitlines()
    assert mail == "MAILTO=desk@example.org"
    assert len(line) < 1000
    following = next(cronsim.CronSim(" ".join(line.split()[:5]), NOON))
    assert following.strftime("%Y-%m-%d %H:%M") == expected


def test_every_hour_is_a_minute_of_every_hour(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not the full hour, at which everybody else begins."""
    cronsim = pytest.importorskip("cronsim", reason="cronsim, a development package, is not installed")
    (path,) = written(capsys, "cron", "--every", "hour")
    fields = " ".join(path.read_text(encoding="utf-8").splitlines()[-1].split()[:5])
    times = cronsim.CronSim(fields, NOON)
    first, second = next(times), next(times)
    assert (second - first).total_seconds() == 3600
    assert first.minute != 0


def test_the_cron_line_builds_and_is_silent(awkward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    r"""Run as cron would: no PATH to speak of, `\%` for `%`, from another folder; the second run does nothing."""
    assert run(["schedule", "cron", "--lang", "en"]) == 0
    line = capsys.readouterr().out.splitlines()[-1]
    assert re.search(r"(?<!\\)%", line) is None
    command = line.split(maxsplit=5)[5].replace("\\%", "%")
    environment = {"PATH": "/usr/bin:/bin", "HOME": "/", "PYTHONPATH": ":".join(sys.path)}
    for _ in range(2):
        done = subprocess.run(
            ["/bin/sh", "-c", command], cwd="/", env=environment, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (awkward / "build/sample/sample.en.a4.pdf").is_file()
    assert not (awkward / "build/sample/sample.hy.html").exists()
    assert len(read_entries(awkward)) == 1


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd-analyze")
@pytest.mark.parametrize("every", ["hour", "day", "week"])
def test_systemd_finds_nothing_in_the_units(
    awkward: Path, capsys: pytest.CaptureFixture[str], every: str
) -> None:
    """Service, timer, and the service that tells of failures; a spoilt unit does not pass."""
    paths = written(
        capsys, "systemd", "sample", "--every", every, "--mail", "desk@example.org", "--lang", "hy", "--pull"
    )
    assert [p.suffix for p in paths] == [".service", ".timer", ".service"]
    environment = {**os.environ, "XDG_RUNTIME_DIR": str(awkward)}

    def verified() -> tuple[int, str]:
        command = ["systemd-analyze", "verify", "--user", *map(str, paths)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        # the machine's own units have faults of their own
        told = [line for line in done.stderr.splitlines(keepends=True) if "briefing-" in line]
        return done.returncode, "".join(told)

    assert verified() == (0, "")
    service = paths[0].read_text(encoding="utf-8")
    paths[0].write_text(service.replace("Type=oneshot", "Type=oneshto"), encoding="utf-8")
    assert "Failed to parse service type" in verified()[1]
    calendar = re.search(r"^OnCalendar=(.*)$", paths[1].read_text(encoding="utf-8"), re.M)
    assert calendar is not None
    subprocess.run(["systemd-analyze", "calendar", calendar[1]], capture_output=True, check=True)


@pytest.mark.parametrize(
    ("kind", "name", "schema"),
    [
        ("github", "jobs/.github/workflows/briefing.yml", "vendor.github-workflows"),
        ("gitlab", "jobs/.gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
@pytest.mark.parametrize("options", [[], ["sample", "--lang", "hy,en", "--every", "week", "--publish"]])
def test_pipelines_keep_to_their_schema(
    sample: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    name: str,
    schema: str,
    options: list[str],
) -> None:
    """The schema that editors use; a pipeline that was spoilt does not pass."""
    pytest.importorskip("check_jsonschema", reason=CHECKER)
    assert written(capsys, kind, *options) == [Path(name)]
    command = [sys.executable, "-W", "ignore", "-m", "check_jsonschema", "--builtin-schema", schema, name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    text = Path(name).read_text(encoding="utf-8")
    assert ("briefing publish --quiet" in text) == ("--publish" in options)
    Path(name).write_text(text.replace("paths:", "path:").replace("steps:", "step:"), encoding="utf-8")
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_a_workflow_may_only_read_and_knows_no_secret(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Actions are pinned to commits, and nothing of the project stands in a shell line unquoted."""
    assert run(["schedule", "github", "--publish"]) == 0
    text = capsys.readouterr().out
    used = re.findall(r"uses: (.*)", text)
    assert len(used) == 4
    assert [u for u in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", u)] == []
    assert re.findall(r"permissions:\n((?:  .*\n)+)", text) == ["  contents: read\n"]
    assert "persist-credentials: false" in text
    assert "secrets" not in text


def test_a_project_below_its_repository_is_found_there(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paths of triggers, caches and artifacts are told from the repository."""
    (sample.parent / ".git").mkdir()
    assert run(["schedule", "github"]) == 0
    text = capsys.readouterr().out
    assert 'working-directory: "sample"' in text
    assert '- "sample/facts/**"' in text
    assert 'path: "sample/build/"' in text


def test_a_repository_is_pulled_from_and_a_plain_folder_is_not(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless asked otherwise."""
    pulled = []
    for options in ([], ["--pull"], ["--no-pull"]):
        assert run(["schedule", "cron", *options]) == 0
        pulled.append(" pull --quiet --ff-only && " in capsys.readouterr().out)
    (sample / ".git").mkdir()
    for options in ([], ["--no-pull"]):
        assert run(["schedule", "cron", *options]) == 0
        pulled.append(" pull --quiet --ff-only && " in capsys.readouterr().out)
    assert pulled == [False, True, False, True, False]


def test_a_file_of_others_is_not_overwritten(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipeline that the desk wrote itself stays, until it is said twice; the tool's own may be written again."""
    mine = Path("jobs/.gitlab-ci.yml")
    mine.parent.mkdir()
    mine.write_text("mine: {script: [true]}\n", encoding="utf-8")
    assert run(["schedule", "gitlab", "--out", "jobs"]) == 2
    assert mine.read_text(encoding="utf-8").startswith("mine")
    assert written(capsys, "gitlab", "--force") == [mine]
    assert written(capsys, "gitlab") == [mine]


@pytest.mark.parametrize(
    "options",
    [
        ["cron", "--at", "24:00"],
        ["cron", "--at", "06:30", "--every", "hour"],
        ["cron", "--mail", "a@b\nMAILTO=c"],
        ["cron", "--mail", "$(id)@example.org"],
        ["github", "--mail", "desk@example.org"],
        ["cron", "none-such"],
        ["anacron"],
    ],
    ids=shlex.join,
)
def test_what_cannot_be_scheduled_is_a_usage_error(sample: Path, options: list[str]) -> None:
    """Exit code 2."""
    assert run(["schedule", *options]) == 2
