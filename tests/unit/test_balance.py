"""Balance: what each party has in the shipped brief, and what the desk should know of it."""

import json
from pathlib import Path

import pytest

from briefing.cli import run

ROOT = str(Path(__file__).parents[2])


def test_what_one_side_has_alone_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    """The source quotes one side only: the tool says so, in every language alike."""
    assert run(["--project", ROOT, "--today", "2026-11-23", "balance"]) == 0
    out = capsys.readouterr().out
    assert out.count("azerbaijan  1         4 ") == 4
    assert out.endswith(
        "nagorno-karabakh-2023: only `azerbaijan` has speakers\n"
        "nagorno-karabakh-2023: only `azerbaijan` has statements\n"
        "nagorno-karabakh-2023: only `azerbaijan` has words\n"
    )


def test_counts_are_those_of_the_sentences(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One statement of the council, with a figure; the words are those of the locale."""
    assert run(["balance", "--lang", "en", "--output-format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["parties"] == [
        {
            "brief": "sample",
            "locale": "en",
            "party": "council",
            "is_side": False,
            "speakers": 1,
            "statements": 1,
            "words": 12,
            "figures": 1,
            "mentions": 1,
        }
    ]
    assert told["alone"] == {"sample": []}
