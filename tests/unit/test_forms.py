"""`briefing forms`: what a translator may ask for, and what it prints."""

import json

import pytest

from briefing.cli import run

pytestmark = pytest.mark.usefixtures("sample")


def told(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, str]:
    """Give the forms that are shown, spaces made plain."""
    assert run(["forms", *options, "--output-format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["forms"]
    return {f["form"]: f["text"].replace("\u00a0", " ").replace("\u202f", " ") for f in found}


def test_a_number_in_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    """With unit and qualifier, as a sentence needs it."""
    found = told(capsys, "25000", "--unit", "person", "--qualifier", "at-least", "--lang", "hy")
    assert (found[""], found["start"]) == ("առնվազն 25 000 մարդ", "Առնվազն 25 000 մարդ")
    assert found["compact"] == "առնվազն 25 հազար մարդ"


def test_a_date_in_every_use(capsys: pytest.CaptureFixture[str]) -> None:
    """On, since, until."""
    found = told(capsys, "2023-09-19", "--lang", "en")
    assert (found["on"], found["since"]) == ("on 19 September 2023", "since 19 September 2023")


def test_a_name_in_every_case(capsys: pytest.CaptureFixture[str]) -> None:
    """As the register has it."""
    assert told(capsys, "velora", "--lang", "hy") == {"nom": "Վելորա", "gen": "Վելորայի", "loc": "Վելորայում"}


@pytest.mark.parametrize(
    ("options", "hint"),
    [
        (["valora"], "did you mean `velora`"),
        (["5", "--unit", "persons"], "did you mean `person`"),
        (["5", "--qualifier", "atleast"], "did you mean `at-least`"),
    ],
)
def test_what_is_not_there_is_a_usage_error(
    capsys: pytest.CaptureFixture[str], options: list[str], hint: str
) -> None:
    """With the nearest that is."""
    assert run(["forms", *options]) == 2
    assert hint in capsys.readouterr().err


def test_a_number_below_zero_is_a_value_and_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    """Typed as it is, before and after the options."""
    wanted = "\N{MINUS SIGN}6.5%"
    assert told(capsys, "-6.5", "--unit", "percent", "--lang", "en")[""] == wanted
    assert told(capsys, "--unit", "percent", "--lang", "en", "-6.5")[""] == wanted
