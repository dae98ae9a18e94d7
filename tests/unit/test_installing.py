"""Hints that install a package: what they name works where the tool was installed, by pip, uv or pipx."""

import importlib.util
import json
import shutil
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from briefing.installing import install_command

WANTED = "distributed>=2026.8,<2027"


@pytest.fixture
def prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of an environment that pip made and that has pip, as the one that runs."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(sys, "executable", f"{tmp_path}/bin/python")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: ModuleSpec(name, None))
    return tmp_path


def test_pip_is_named_where_there_is_one(prefix: Path) -> None:
    """As a module of the interpreter that runs, and of no other."""
    assert install_command(WANTED) == f"{prefix}/bin/python -m pip install '{WANTED}'"


def test_a_path_with_a_space_is_quoted(prefix: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be typed as it stands."""
    monkeypatch.setattr(sys, "executable", "/home/a b/bin/python")
    assert install_command(WANTED).startswith("'/home/a b/bin/python' -m pip")


@pytest.mark.parametrize(
    ("uv", "expected"),
    [
        ("/bin/uv", "uv pip install --python {python} '{wanted}'"),
        (None, "{python} -m ensurepip && {python} -m pip install '{wanted}'"),
    ],
)
def test_without_pip_uv_or_the_pip_of_python_is_named(
    prefix: Path, monkeypatch: pytest.MonkeyPatch, uv: str | None, expected: str
) -> None:
    """Environments of uv have no pip."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(shutil, "which", lambda _: uv)
    assert install_command(WANTED) == expected.format(python=f"{prefix}/bin/python", wanted=WANTED)


@pytest.mark.parametrize(
    ("receipt", "beside", "target"),
    [
        ('[{ name = "briefing" }]', "", "'briefing'"),
        ('[{ name = "briefing", specifier = ">=0.1" }]', "", "'briefing>=0.1'"),
        ('[{ name = "briefing", path = "/a b/briefing-0.1.0.whl" }]', "", "'/a b/briefing-0.1.0.whl'"),
        (
            '[{ name = "briefing", git = "https://x.org/b?rev=v1" }]',
            "",
            "'briefing @ git+https://x.org/b@v1'",
        ),
        ('[{ name = "briefing", extras = ["dask"], directory = "/b" }]', "", "'briefing[dask] @ file:///b'"),
        ('[{ name = "briefing" }, { name = "six", specifier = "<2" }]', "--with 'six<2' ", "'briefing'"),
        ("3", "", "'briefing'"),
        ("[3", "", "'briefing'"),
    ],
)
def test_uv_tool_installs_again_from_where_it_came(
    prefix: Path, receipt: str, beside: str, target: str
) -> None:
    """With what it had beside it; a receipt that says nothing leaves the name."""
    (prefix / "uv-receipt.toml").write_text(f"[tool]\nrequirements = {receipt}\n", encoding="utf-8")
    assert install_command(WANTED) == f"uv tool install --force {beside}--with '{WANTED}' {target}"


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        (json.dumps({"main_package": {"package": "briefing", "suffix": "@2"}}), "briefing@2"),
        (json.dumps({"main_package": {"package": "briefing", "suffix": ""}}), "briefing"),
        ("[]", "venv"),
        ("{", "venv"),
    ],
)
def test_pipx_injects_into_the_environment_of_the_tool(
    prefix: Path, monkeypatch: pytest.MonkeyPatch, metadata: str, name: str
) -> None:
    """By the name that pipx knows it by; that of its folder where its own file cannot be read."""
    folder = prefix / "venv"
    folder.mkdir()
    (folder / "pipx_metadata.json").write_text(metadata, encoding="utf-8")
    monkeypatch.setattr(sys, "prefix", str(folder))
    assert install_command(WANTED) == f"pipx inject --force {name} '{WANTED}'"


def test_the_tool_itself_in_a_former_version_is_the_target(prefix: Path) -> None:
    """What made an edition comes back: the tool as it was, and libraries beside it."""
    (prefix / "uv-receipt.toml").write_text(
        '[tool]\nrequirements = [{ name = "briefing" }]\n', encoding="utf-8"
    )
    command = install_command("briefing==0.1.0", "jinja2==3.0")
    assert command == "uv tool install --force --with 'jinja2==3.0' 'briefing==0.1.0'"
    (prefix / "uv-receipt.toml").unlink()
    (prefix / "pipx_metadata.json").write_text('{"main_package": {"package": "briefing"}}', encoding="utf-8")
    command = install_command("briefing==0.1.0", "jinja2==3.0")
    assert command == "pipx install --force 'briefing==0.1.0' && pipx inject --force briefing 'jinja2==3.0'"
