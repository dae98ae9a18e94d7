"""Schemas: every property is described, what the reader takes is valid, and what it refuses is marked."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefing.cli import run
from briefing.schemas import facts_schema, language_schema, settings_schema

ROOT = Path(__file__).parents[2]
FACTS = (
    ROOT / "facts" / "nagorno-karabakh-2023.yaml",
    ROOT / "tests" / "flood" / "facts" / "velora-flood-2026.yaml",
    ROOT / "tests" / "quake" / "facts" / "sarona-quake-2026.yaml",
    ROOT / "tests" / "forecasts" / "facts" / "vote.yaml",
    *sorted((ROOT / "briefing" / "starters" / "projects").glob("*/facts/*.yaml")),
)
LANGUAGES = (
    *sorted((ROOT / "locales").glob("*/language.yaml")),
    *sorted((ROOT / "tests" / "languages").glob("*/language.yaml")),
)


class EditorLoader(yaml.SafeLoader):
    """Reads what an editor does: the types of the core schema of YAML 1.2, which has no dates."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        sign: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith(":timestamp") and (sign in "tf" or not tag.endswith(":bool"))
        ]
        for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def plain(path: Path) -> Any:
    return read(path.read_text(encoding="utf-8"))


def read(text: str) -> Any:
    return yaml.load(text, Loader=EditorLoader)  # noqa: S506 - a safe one


def faults(schema: dict[str, Any], tree: Any) -> list[str]:
    return [error.json_path for error in Draft202012Validator(schema).iter_errors(tree)]


def properties(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for name, value in node.get("properties", {}).items():
            yield f"{path}.{name}", value
        for key, value in node.items():
            yield from properties(value, f"{path}/{key}")
    if isinstance(node, list):
        for item in node:
            yield from properties(item, path)


@pytest.mark.parametrize("name", ["facts", "settings", "language", "open-data"])
def test_every_property_is_described_in_plain_words(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """An editor shows them while somebody types."""
    assert run(["schema", name]) == 0
    schema = json.loads(capfd.readouterr().out)
    Draft202012Validator.check_schema(schema)
    places = [
        (path, value)
        for path, value in properties(schema)
        if not path.endswith(("if.value", "then.qualifier", "else.qualifier", "else.unit"))
    ]
    assert len(places) > 15
    bare = [path for path, value in places if len(value.get("description", "")) < 10]
    assert bare == []


def test_schema_for_editors_is_fresh() -> None:
    """facts/schema.json is what `briefing schema` prints today."""
    path = ROOT / "facts" / "schema.json"
    assert json.loads(path.read_text(encoding="utf-8")) == facts_schema()


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_facts_that_are_read_are_valid(path: Path) -> None:
    """In the schema of all fact files."""
    assert faults(facts_schema(), plain(path)) == []


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.parent.name)
def test_languages_that_are_read_are_valid(path: Path) -> None:
    """With the cases, endings and months that each names itself."""
    assert faults(language_schema(), plain(path)) == []


@pytest.mark.parametrize(
    ("old", "new", "at"),
    [
        ("group_from:", "group_form:", "$.numbers"),
        ("direction: ltr", "direction: left", "$.direction"),
        ("ranges: end", "ranges: last", "$.nouns.ranges"),
        ("cldr: hy\n", "", "$"),
    ],
)
def test_what_is_wrong_in_a_language_is_marked(old: str, new: str, at: str) -> None:
    """At its place."""
    text = (ROOT / "locales" / "hy" / "language.yaml").read_text(encoding="utf-8")
    assert old in text
    assert at in faults(language_schema(), read(text.replace(old, new, 1)))


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("tests/*/briefing.toml")), ids=lambda path: path.parent.name
)
def test_settings_that_are_read_are_valid(path: Path) -> None:
    """Those of this repository, too, in the file of all tools."""
    assert faults(settings_schema(), tomllib.loads(path.read_text(encoding="utf-8"))) == []
    own = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert faults(settings_schema(), own) == []


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("layout = ['a4']", "$.briefing"),
        ("names = 'both'", "$.briefing.names"),
        ("approvals = -1", "$.briefing.approvals"),
        ("formats = ['docx']", "$.briefing.formats[0]"),
        ("limits = { seconds = 0 }", "$.briefing.limits.seconds"),
        ("colours = { accent = 'red' }", "$.briefing.colours.accent"),
        ("severity = { BR999 = 'note' }", "$.briefing.severity"),
        ("severity = { BR312 = 'fatal' }", "$.briefing.severity.BR312"),
    ],
)
def test_what_is_wrong_in_settings_is_marked(line: str, at: str) -> None:
    """Each is a finding of `briefing check`, too."""
    assert at in faults(settings_schema(), tomllib.loads(f"[briefing]\n{line}\n"))


def test_ids_and_units_of_a_brief_are_listed_and_others_marked(
    sample: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What refers to something else of the file may name what there is, and nothing else."""
    assert run(["schema", "facts", "--brief", "sample"]) == 0
    schema = json.loads(capfd.readouterr().out)
    tree = plain(sample / "facts" / "sample.yaml")
    assert faults(schema, tree) == []
    id_, fact = next(iter(tree["facts"].items()))
    for key, value, at in (
        ("unit", "furlong", "unit"),
        ("said_by", "nobody", "said_by"),
        ("supersedes", ["nothing"], "supersedes[0]"),
        ("sources", ["hearsay"], "sources[0]"),
        ("sources", [{"source": "hearsay"}], "sources[0]"),
    ):
        wrong = {**tree, "facts": {**tree["facts"], id_: {**fact, key: value}}}
        assert faults(schema, wrong) == [
            f"$.facts.{id_}.{at}" if "-" not in id_ else f"$.facts['{id_}'].{at}"
        ]
        assert faults(facts_schema(), wrong) == []


def test_a_brief_is_asked_for_facts_alone(sample: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Settings have no ids; a brief that there is not is named with those there are."""
    assert run(["schema", "settings", "--brief", "sample"]) == 2
    assert "`briefing schema facts --brief sample`" in capfd.readouterr().err
    assert run(["schema", "facts", "--brief", "simple"]) == 2
    assert "there is no brief `simple`" in capfd.readouterr().err
