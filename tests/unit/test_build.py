"""The corridor: what stops a build and what does not, from the command line as a desk would type it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import run

PO = "locales/hy/LC_MESSAGES/sample.po"


@pytest.fixture
def built(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, list[str], str]]:
    """Give what builds HTML of the sample: exit code, paths, and all that was said."""

    def build(*options: str) -> tuple[int, list[str], str]:
        code = run(["build", "--format", "html", *options])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err

    return build


def change(path: str, old: str, new: str) -> None:
    """Change a file of the sample."""
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def test_a_locale_with_an_error_is_left_out_and_the_others_go_on(
    sample: Path, built: Callable[..., tuple[int, list[str], str]]
) -> None:
    """A missing translation stops Armenian, with its place; English is written, and the exit code is 1."""
    change(PO, 'msgstr "Եղանակը"', 'msgstr ""')
    code, paths, said = built()
    assert (code, paths) == (1, ["build/sample/sample.en.html"])
    assert f"error[BR310]: `part:outlook:weather` has no translation\n  --> {PO}:32:8" in said


@pytest.mark.parametrize("state", ["missing", "fuzzy", "stale"])
def test_english_stands_in_only_when_allowed_and_is_marked(
    sample: Path, built: Callable[..., tuple[int, list[str], str]], state: str
) -> None:
    """With `--allow-untranslated` the English is printed with its language, a note above, and a warning."""
    match state:
        case "missing":
            change(PO, 'msgstr "Եղանակը"', 'msgstr ""')
        case "fuzzy":
            change(PO, 'msgctxt "part:outlook:weather"', '#, fuzzy\nmsgctxt "part:outlook:weather"')
        case _:
            change(PO, 'msgid "The weather"', 'msgid "The storm"')
    assert built()[0] == 1
    code, paths, said = built("--allow-untranslated")
    assert (code, len(paths)) == (0, 2)
    assert "warning[BR31" in said
    page = Path("build/sample/sample.hy.html").read_text(encoding="utf-8")
    assert '<h3><span lang="en-GB" class="untranslated">The weather</span></h3>' in page
    assert "Եղանակը" not in page
    assert "դեռ թարգմանված չեն" in page
    assert (
        "untranslated"
        not in Path("build/sample/sample.en.html").read_text(encoding="utf-8").split("</style>")[1]
    )


def test_a_wrong_fact_file_makes_no_page_at_all(
    sample: Path, built: Callable[..., tuple[int, list[str], str]]
) -> None:
    """What is wrong in the facts is wrong in every language."""
    change("facts/sample.yaml", "value: 1200", "value: 1,200")
    code, paths, said = built()
    assert (code, paths) == (1, [])
    assert said.count("error[") == 1
    assert not Path("build").exists()


def test_a_fact_that_breaks_a_rule_makes_no_page_either(
    sample: Path, built: Callable[..., tuple[int, list[str], str]]
) -> None:
    """The file has the right shape and could be rendered; it says something that cannot be."""
    change(
        "facts/sample.yaml",
        'label: laid by volunteers\n    as_of: "2026',
        'label: laid by volunteers\n    as_of: "2062',
    )
    code, paths, said = built()
    assert (code, paths) == (1, [])
    assert "error[BR223]" in said


def test_the_pseudo_locale_shows_what_is_in_no_catalogue(
    sample: Path, built: Callable[..., tuple[int, list[str], str]]
) -> None:
    """Every message is accented and in brackets; what is not came from no catalogue: names, values, settings."""
    code, paths, _ = built("--pseudo")
    assert (code, paths) == (0, ["build/sample/sample.en-XA.html"])
    page = Path(paths[0]).read_text(encoding="utf-8")
    body = re.sub(r"<(title|nav)\b.*?</\1>", "", page.split("<main")[1], flags=re.S)
    text = re.sub(r"<[^>]*>", "", body.split(">", 1)[1])
    while "[" in text:
        text, before = re.sub(r"\[[^\[\]]*\]", "", text), text
        assert text != before
    # names and values of the register, places in sources, the publisher of the settings
    assert set(re.findall(r"[^\W\d]{2,}", text)) == {
        "Sample",
        "desk",
        "households",
        "sandbags",
        "about",
        "at",
        "least",
        "March",
        "The",
        "town",
        "council",
    }
    assert 'lang="en-XA"' in page


def test_json_says_all_of_it_in_one_object(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Artifacts with digests, findings with places, the exit code: also when the build fails."""
    change(PO, 'msgstr "Եղանակը"', 'msgstr ""')
    code = run(["build", "--format", "html", "--output-format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["exit"], code) == (1, 1, 1)
    assert [(a["locale"], a["format"], a["layout"], a["state"]) for a in told["artifacts"]] == [
        ("en", "html", None, "built")
    ]
    found = told["diagnostics"][0]
    assert (found["code"], found["file"], found["line"], found["column"]) == ("BR310", PO, 32, 8)


def test_a_severity_of_the_project_decides(
    sample: Path, built: Callable[..., tuple[int, list[str], str]]
) -> None:
    """A desk that lets no outdated figure through."""
    change(
        "facts/sample.yaml",
        'label: laid by volunteers\n    as_of: "2026-03-05"',
        "label: laid by volunteers\n    as_of: null",
    )
    assert built()[0] == 0
    with Path("briefing.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[briefing.severity]\nBR207 = "error"\n')
    code, _, said = built()
    assert code == 1
    assert "error[BR207]" in said


SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9" fill="{}"/></svg>'


@pytest.mark.pdf
def test_a_changed_picture_is_drawn_anew(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture is no part of the HTML, and still decides the PDF."""
    layouts = sample / "templates" / "layouts"
    layouts.mkdir(parents=True)
    css = "@page { size: A4 }\nbody { background: url(templates/square.svg) }\n"
    (layouts / "a4.css").write_text(css, encoding="utf-8")
    made = []
    for colour in ("red", "blue", "red"):
        (sample / "templates" / "square.svg").write_text(SQUARE.format(colour), encoding="utf-8")
        assert run(["build", "--format", "pdf", "--lang", "en"]) == 0
        made.append(Path("build/sample/sample.en.a4.pdf").read_bytes())
    capsys.readouterr()
    assert made[0] == made[2] != made[1]
