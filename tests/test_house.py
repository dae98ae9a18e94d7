"""The house rules that a machine can hold: lint, types, walls, names, sizes, documents."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.main import get_command

from briefing import __version__
from briefing.cli import run
from briefing.cli.app import make_app
from briefing.codes import CODES, Code

ROOT = Path(__file__).parents[1]
SOURCES = sorted(p for folder in ("briefing", "tests", "benchmarks") for p in (ROOT / folder).rglob("*.py"))
PAGES = sorted(p for p in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")) if p.name != "CHANGELOG.md")
"""The pages for people."""
NOT_CARRIED = {"architecture.md", "releasing.md"}
"""The pages that are of use in the repository alone."""
BANNED = {"utils", "util", "helpers", "helper", "common", "misc", "core", "manager", "base", "service", "ctx"}

pytestmark = pytest.mark.house


@pytest.mark.parametrize(
    "command",
    [
        ["-m", "ruff", "check", "."],
        ["-m", "ruff", "format", "--check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"],
    ],
    ids=["ruff-check", "ruff-format", "mypy", "lint-imports"],
)
def test_tool_is_content(command: list[str]) -> None:
    """Lint, format, types and walls have nothing to say."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_longer_than_400_lines() -> None:
    """A longer file is two rooms."""
    long = {
        p.relative_to(ROOT).as_posix(): n for p in SOURCES if (n := len(p.read_bytes().splitlines())) > 400
    }
    assert long == {}


def test_no_file_has_a_name_that_says_nothing() -> None:
    """Every module is named by what it hands on."""
    assert [p for p in SOURCES if p.stem in BANNED] == []


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.id)
def test_code_is_explained(code: Code) -> None:
    """Why a reader would suffer, an example, and what to write instead; none of them a sentence cut short."""
    assert (bool(code.why), bool(code.example), bool(code.instead)) == (True, True, True)
    assert code.example != code.instead


def test_codes_and_names_are_unique() -> None:
    """One disease, one id, one name in kebab-case."""
    names = [code.name for code in CODES.values()]
    assert len(set(names)) == len(names)
    assert [n for n in names if n != n.lower() or " " in n or "_" in n] == []


def test_every_command_has_help() -> None:
    """Each command and each of its options says what it does."""
    assert [path for path, command in commands() if not command.help] == []
    silent = [(path, p.name) for path, command in commands() for p in command.params if not _help_of(p)]
    assert silent == []


@pytest.mark.parametrize("page", ["README.md", "docs/commands.md"])
def test_every_command_stands_in_the_documents(page: str) -> None:
    """The README and the full table show every command."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [path for path, _ in commands() if f"`briefing {path}`" not in text] == []


def test_readme_is_a_door() -> None:
    """A newcomer reads it to the end; what is longer is a page of its own in `docs`."""
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 130


def test_links_of_the_documents_lead_to_files() -> None:
    """Every relative link leads to a file, those of a page in the wheel to what is in the wheel, too."""
    links = [
        (p, link) for p in PAGES for link in re.findall(r"\]\(([^)\s#]+)", p.read_text(encoding="utf-8"))
    ]
    relative = [(p, (p.parent / link).resolve()) for p, link in links if not link.startswith("https:")]
    assert len(relative) > 20
    assert [(p.name, target.name) for p, target in relative if not target.is_file()] == []
    carried = [(p, target) for p, target in relative if p.parent != ROOT and p.name not in NOT_CARRIED]
    assert [
        (p.name, target.name)
        for p, target in carried
        if target.parent != p.parent or target.name in NOT_CARRIED
    ] == []


def test_every_page_of_the_documents_is_linked_in_the_readme() -> None:
    """No page can only be found by looking into the folder."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in (ROOT / "docs").glob("*.md") if f"(docs/{p.name})" not in readme] == []


def test_hooks_run_what_is_promised() -> None:
    """The hook of the documents is offered and runs a command; before a commit of ours run lint, format and types."""
    offered = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "engineer.md").read_text(encoding="utf-8")
    assert re.findall(r"- id: (.+)", page) == [hook["id"] for hook in offered]
    assert [hook["entry"] for hook in offered] == ["briefing check"]
    assert f"rev: v{__version__}\n" in page
    own = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    entries = " ".join(hook["entry"] for repo in own["repos"] for hook in repo["hooks"])
    assert [tool for tool in ("ruff check", "ruff format", "mypy") if f"-m {tool}" not in entries] == []


def test_architecture_lists_the_rooms_of_the_import_contract() -> None:
    """Every room has its line, in the order of the layers."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    rooms = [room for layer in layers for room in layer.split(" | ")]
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = page.partition("## The rooms")[2].partition("## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", listed, re.M) == rooms


def test_architecture_names_files_that_exist() -> None:
    """Who follows the walk finds each place; a name without a folder is in the room named before it."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:\w+/)+[\w.-]+\.\w+)`", page)
    assert len(named) > 10
    assert [n for n in named if not (ROOT / n).is_file() and not (ROOT / "briefing" / n).is_file()] == []


def test_commands_of_the_documents_run(tmp_path: Path) -> None:
    """Every `$ briefing …` of a page does what it says, on the shipped project; `status` has things due."""
    for name in ("facts", "locales", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    typed = [line for p in PAGES for line in re.findall(r"^\$ briefing (.+)$", p.read_text("utf-8"), re.M)]
    assert len(typed) >= 5
    for line in typed:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", "--project", str(tmp_path), *line.split()],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (line, done.returncode, done.stderr) == (line, int(line == "status"), done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("project", ["", "tests/flood"])
def test_catalogues_are_in_step(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What `messages update` would write is what there is, byte for byte."""
    assert run(["--project", str(ROOT / project), "messages", "update", "--check"]) == 0, (
        capsys.readouterr().out
    )


def test_documents_show_facts_and_findings_as_they_are() -> None:
    """The lines that the README asks to change are those of the fact file; the finding is that of its case page."""
    facts = (ROOT / "facts" / "nagorno-karabakh-2023.yaml").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"```yaml\n(.*?)```", readme, re.S)
    assert [lines for lines in shown[:1] if lines not in facts] == []
    assert shown
    desk = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    finding = re.search(r"```text\n(error.*?)```", desk, re.S)
    assert finding is not None
    assert finding[1].rstrip() in (ROOT / "tests/cases/BR316-bare-digit.md").read_text(encoding="utf-8")


def test_changelog_has_the_version() -> None:
    """The version of the package has its section."""
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_wheel_carries_every_language_and_no_brief() -> None:
    """Words of templates and data of languages; the catalogues of the shipped brief stay with it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    carried = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "locales").rglob("language.yaml")}
    words = {p.relative_to(ROOT).as_posix() for p in (ROOT / "locales").rglob("templates.po")}
    pages = {f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md") if p.name not in NOT_CARRIED}
    pages.add("docs/open-data.schema.json")
    assert {name: f"briefing/carried/{name}" for name in {"templates"} | data | words | pages} == carried


def commands() -> list[tuple[str, Any]]:
    """List every command with its path, those of groups too."""
    found: list[tuple[str, Any]] = []
    left: list[tuple[str, Any]] = [("", get_command(make_app()))]
    while left:
        path, command = left.pop()
        below = getattr(command, "commands", None)
        if below is None:
            found.append((path, command))
        else:
            left += [(f"{path} {name}".strip(), child) for name, child in below.items()]
    return sorted(found, key=lambda pair: pair[0])


def _help_of(parameter: object) -> str:
    return str(getattr(parameter, "help", "") or "")
