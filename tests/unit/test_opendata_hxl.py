"""HXL of open data, held against the reference implementation and the dictionary of HXL 1.1."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import hxl
import pytest

from briefing.cli import run

ROOT = Path(__file__).parents[2]
BRIEF = "velora-flood-2026"
CORE = re.findall(
    r"\w+",
    """
    access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country crisis
    currency date description event frequency geo group impact indicator inneed item loc meta modality need operations
    org output population reached region respondee sector service severity status subsector targeted value
    """,
)
"""The hashtags of the HXL 1.1 dictionary (1.1 final, 2018)."""


def exported(name: str, *arguments: str, code: int = 0) -> bytes:
    """Export one brief and give the bytes of its file."""
    assert run(["export", *arguments]) == code
    return Path("build", BRIEF, f"{BRIEF}.{name}").read_bytes()


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Read CSV back, with a row of hashtags when there is one."""
    return list(csv.DictReader(io.StringIO(content.decode(), newline=""), strict=True))


@pytest.mark.parametrize("project", [ROOT, ROOT / "tests" / "flood", ROOT / "tests" / "quake"])
def test_hxl_is_valid(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    """The reference implementation finds the hashtags and has neither error nor warning."""
    monkeypatch.chdir(project)
    monkeypatch.setenv("BRIEFING_TODAY", "2026-05-10")
    brief = next(path.stem for path in sorted((project / "facts").glob("*.yaml")))
    assert run(["export", "hxl", brief, "--out", "-"]) == 0
    content = capsysbinary.readouterr().out
    assert serious_faults(content) == []
    rows = rows_of(content)
    read = list(hxl.data(io.BytesIO(content)))
    assert [row.get("#meta+id") for row in read] == [row["id"] for row in rows[1:]]
    assert [row.get("#indicator+num+value") or "" for row in read] == [row["value"] for row in rows[1:]]


def test_hxl_that_is_not_valid_is_found_out(flood: Path) -> None:
    """The validation of the test above can fail: `#date` may hold no EDTF, and a number no words."""
    content = exported("hxl.csv", "hxl")
    assert (
        len(
            serious_faults(
                content.replace(b"#date+occurred+start", b"#meta+x").replace(
                    b"#meta+occurred+edtf", b"#date+occurred"
                )
            )
        )
        > 0
    )
    assert len(serious_faults(content.replace(b"#indicator+qualifier", b"#affected"))) > 0


def serious_faults(content: bytes) -> list[str]:
    """Give what the reference implementation of HXL finds, but for its remarks about outliers and spelling."""
    found: list[str] = []

    def note(issue: Any) -> None:
        if issue.rule.severity != "info":
            found.append(f"{issue.rule.severity}: {issue}")

    hxl.schema(None, callback=note).validate(hxl.data(io.BytesIO(content)))
    return found


def test_hashtags_are_of_the_dictionary_and_none_stands_twice(flood: Path) -> None:
    """A column can be asked for by its hashtag; languages are told by attributes."""
    tags = list(rows_of(exported("hxl.csv", "hxl"))[0].values())
    assert [tag for tag in tags if tag[1:].split("+")[0] not in CORE] == []
    assert len({frozenset(tag.split("+")) for tag in tags}) == len(tags)
    assert [tag for tag in tags if not re.fullmatch(r"#[a-z]\w*(\+[a-z]\w*)*", tag, re.ASCII)] == []
    assert {"#description+i_en", "#description+i_hy", "#description+i_az", "#description+i_ru"} <= set(tags)


def test_hxl_is_csv_with_one_row_more(flood: Path) -> None:
    """Below heads and hashtags both are the same."""
    plain, tagged = (
        content.split(b"\r\n") for content in (exported("facts.csv", "csv"), exported("hxl.csv", "hxl"))
    )
    assert [tagged[0], *tagged[2:]] == plain


def test_every_column_stands_in_the_documentation(flood: Path) -> None:
    """Heads and hashtags are those that the page about open data lists."""
    page = (ROOT / "docs" / "open-data.md").read_text(encoding="utf-8")
    tags = rows_of(exported("hxl.csv", "hxl", "--lang", "en"))[0]
    assert [tag for tag in tags.values() if f"`{tag}`" not in page] == []
    assert [head for head in tags if f"`{head}`" not in page and not head.startswith("as_of_")] == []
