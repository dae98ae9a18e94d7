"""Who signed: one person under many spellings, and only those whom the settings list."""

import json
from pathlib import Path

import pytest

from briefing.cli import run
from briefing.persons import distinct_persons, fault_of_name, found_person

ONE = (
    "anna",
    "Anna",
    "Аnna",
    "Anna.",
    "Anna ",
    "ANNA",
    "Αnna",
    "Ꭺnna",
    "ꓮnna",
    "Ａnna",
    "𝐀nna",
    "Ánna",
    "An-na",
    "Annа",
)


@pytest.mark.parametrize("name", ONE)
def test_another_spelling_is_no_other_person(name: str) -> None:
    """Capitals, points, accents and letters that look alike, of whatever script."""
    assert distinct_persons(("Anna", name)) == ("Anna",)


@pytest.mark.parametrize(
    "names",
    [
        ("Ivan", "lvan"),
        ("IVAN", "ivan"),
        ("Елена", "EЛEHA"),
        ("Գոհար", "ԳՈՀԱՐ"),
        ("İlqar", "ilqar"),
        ("Сос", "Coc"),
    ],
)
def test_names_alike_in_capitals_or_small_letters_are_one(names: tuple[str, str]) -> None:
    """What looks alike in one of them need not in the other."""
    assert distinct_persons(names) == names[:1]


@pytest.mark.parametrize(
    "names", [("Alla", "Alia"), ("Anna B", "Anna V"), ("Անի", "Անահիտ"), ("Рашад", "Rəşad"), ("Anna", "Aram")]
)
def test_persons_with_other_names_stay_two(names: tuple[str, str]) -> None:
    """Two readers are two."""
    assert distinct_persons(names) == names


@pytest.mark.parametrize(
    "name", ["", " ", "A\u200bnna", "\u202eAnna", "A\x1b[31m", "...", "123", "a\nb", "A" * 101]
)
def test_what_is_no_name_is_refused(name: str) -> None:
    """Empty, hidden, without a letter, on two lines, endless."""
    assert fault_of_name(name) is not None


def test_a_list_gives_its_own_spelling() -> None:
    """Who is not in it is nobody."""
    assert found_person("anna petrosyan", ("Leyla", "Anna Petrosyan")) == "Anna Petrosyan"
    assert found_person("Bob", ("Leyla",)) is None


def settings(text: str) -> None:
    """Add settings to the project."""
    path = Path("briefing.toml")
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def signers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give who signed, as the ledger has it."""
    capsys.readouterr()
    run(["log", "--output-format", "json"])
    return [entry["by"] for entry in json.loads(capsys.readouterr().out)]


def test_two_spellings_are_one_approval(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`approvals = 2` by one person under two names is refused; a second person opens the gate."""
    settings("approvals = 2\nreviews = 0\n")
    for name in ("Anna", "anna", "Аnna", "Anna."):
        assert run(["approve", "--by", name]) == 0
    assert run(["publish", "--by", "Anna"]) == 4
    assert "approved by Anna only" in capsys.readouterr().err
    assert run(["approve", "--by", "Leyla"]) == 0
    assert run(["publish", "--by", "Anna"]) == 0


def test_an_empty_name_is_not_the_user_of_git(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nor is one that nobody can see; nothing is written."""
    for command in (["approve"], ["publish"], ["retract", "road", "--why", "x"]):
        for name in ("", " ", "A\u200bnna"):
            assert run([*command, "--by", name]) == 2
    assert run(["messages", "review", "--lang", "hy", "--by", "A\u200bnna"]) == 2
    assert not Path("editions").exists()


def test_git_is_not_asked_where_a_name_is_typed(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A `git` that leaves a trace is not run; without `--by` it is."""
    folder = tmp_path / "bin"
    folder.mkdir()
    git = folder / "git"
    git.write_text(f"#!/bin/sh\necho Gitta\n: > {tmp_path}/asked\n", encoding="utf-8")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("BRIEFING_USER", raising=False)
    assert run(["approve", "--by", "Anna"]) == 0
    assert not (tmp_path / "asked").exists()
    assert run(["approve"]) == 0
    assert signers(capsys) == ["Anna", "Gitta"]


def test_only_approvers_approve(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Others are told who may; a line of theirs in the ledger does not count."""
    assert run(["approve", "--by", "Bob"]) == 0
    settings('reviews = 0\napprovers = ["Anna Petrosyan", "Leyla"]\n')
    assert run(["publish", "--by", "Bob"]) == 4
    capsys.readouterr()
    assert run(["approve", "--by", "Bob"]) == 2
    assert "they are: `Anna Petrosyan`, `Leyla`" in capsys.readouterr().err
    assert run(["approve", "--by", "anna petrosyan"]) == 0
    assert signers(capsys) == ["Bob", "Anna Petrosyan"]
    assert run(["publish", "--by", "Bob"]) == 0


def test_only_reviewers_sign_translations(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The approvers where there is no list of them; a signature of somebody else is none."""
    review = ["messages", "review", "--lang", "hy", "--by"]
    assert run([*review, "Bob"]) == 0
    settings('approvals = 0\napprovers = ["Anna"]\n')
    assert run([*review, "Bob"]) == 2
    assert "`approvers`" in capsys.readouterr().err
    assert run(["publish", "--by", "Anna"]) == 4
    settings('reviewers = ["Gohar"]\n')
    assert run([*review, "Anna"]) == 2
    assert "`reviewers`" in capsys.readouterr().err
    assert run([*review, "gohar"]) == 0
    assert "reviewed by Gohar on" in Path("locales/hy/LC_MESSAGES/sample.po").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ('approvers = ["Anna", ""]', ("BR104", 5, 23)),
        ('approvers = ["Anna", "ANNA."]', ("BR121", 5, 23)),
        ('reviewers = ["123"]', ("BR104", 5, 15)),
        ("approvers = []", ("BR104", 5, 1)),
        ('approvers = "Anna"', ("BR104", 5, 1)),
    ],
)
def test_lists_of_persons_are_checked(
    sample: Path, capsys: pytest.CaptureFixture[str], line: str, place: tuple[str, int, int]
) -> None:
    """Each name is one, and stands once."""
    settings(f"{line}\n")
    assert run(["check", "--output-format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert [(d["code"], d["line"], d["column"]) for d in found] == [place]
