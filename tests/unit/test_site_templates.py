"""Templates of the website that fail: findings at their lines, before anything of an edition is written."""

from pathlib import Path

import pytest

from briefing.cli import run

SETTINGS = '[briefing]\nlocales = ["en-GB"]\npublisher = "Sample desk"\napprovals = 0\n'
CARRIED = Path(__file__).parents[2] / "templates"


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Run a command, expect its exit code, and give all it says."""
    got = run(["-q", *words])
    said = capsys.readouterr()
    assert got == code, (words, said)
    return said.out + said.err


def override(name: str, added: str) -> None:
    """Put a template into the project: the carried one with a last line."""
    path = Path("templates", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((CARRIED / name).read_text(encoding="utf-8") + added, encoding="utf-8")


@pytest.mark.parametrize(
    ("added", "code"),
    [
        ("{{ nobody.name }}", "BR502"),
        ("{% for entry in entries %}{{ entry.nobody }}{% endfor %}", "BR502"),
        ('{% for entry in entries %}{% if entry.page %}{{ fact("nobody") }}{% endif %}{% endfor %}', "BR503"),
        ("{{ entries.__class__ }}", "BR507"),
    ],
)
def test_an_index_that_fails_is_a_finding_and_nothing_is_published(
    sample: Path, added: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where it fails only once the first edition is there."""
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    override("index.html", added + "\n")
    line = (CARRIED / "index.html").read_text(encoding="utf-8").count("\n") + 1
    said = told(capsys, "publish", "--by", "Anna", code=4)
    assert f"error[{code}]" in said
    assert f" --> templates/index.html:{line}:" in said
    assert not list(sample.rglob("*.json"))
    assert not Path("public").exists()
    assert not Path("editions/ledger.jsonl").exists()


def test_a_banner_that_fails_is_a_finding_and_nothing_is_published(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands over old editions only: the first is published, the second refused, and the website stays."""
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    override("partials/superseded.html", "{{ latest_href.nobody.name }}\n")
    told(capsys, "publish", "--by", "Anna")
    before = {path: path.read_bytes() for path in sorted(Path("public").rglob("*")) if path.is_file()}
    facts = Path("facts/sample.yaml")
    text = facts.read_text(encoding="utf-8")
    facts.write_text(text.replace("value: 1200", "value: 1300", 1), encoding="utf-8")
    said = told(capsys, "publish", "--by", "Anna", code=4)
    assert "error[BR502]" in said
    assert " --> templates/partials/superseded.html:15:" in said
    assert before == {path: path.read_bytes() for path in before}
    assert not Path("editions/sample/2.json").exists()


def test_an_index_that_fails_later_leaves_the_website_as_it_is(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What has not changed is written again only where the website can be made."""
    Path("briefing.toml").write_text(SETTINGS, encoding="utf-8")
    told(capsys, "publish", "--by", "Anna")
    index = Path("public/index.en.html")
    index.write_text("other", encoding="utf-8")
    override("index.html", "{{ nobody.name }}\n")
    assert "error[BR502]" in told(capsys, "publish", "--by", "Anna", code=4)
    assert index.read_text(encoding="utf-8") == "other"
