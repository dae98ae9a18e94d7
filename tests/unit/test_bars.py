"""Pictures of figures: bars from zero, what editions printed, needs and responses, likelihoods."""

import re
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import get_args

import pytest

from briefing.cli import run
from briefing.facts import shortfall_of
from briefing.pages.bars import Bar, bar_of
from briefing.values import Qualifier, Quantity

FACTS = "facts/velora-flood-2026.yaml"
BRIEF = "velora-flood-2026"
CONFIG = "briefing.toml"


def quantity(told: str) -> Quantity:
    """Read `QUALIFIER NUMBER` or `QUALIFIER LOW..HIGH`."""
    qualifier, number = told.split(" ")
    low, _, high = number.partition("..")
    known: dict[str, Qualifier] = {q: q for q in get_args(Qualifier)}
    return Quantity(low=Decimal(low), high=Decimal(high) if high else None, qualifier=known[qualifier])


def told(found: Quantity | None) -> str:
    """Write it back."""
    return "" if found is None else f"{found.qualifier} {found.machine}"


@pytest.mark.parametrize(
    ("need", "response", "verdict", "left"),
    [
        ("exactly 600", "exactly 240", "left", "exactly 360"),
        ("at-least 600", "exactly 240", "left", "at-least 360"),
        ("more-than 600", "exactly 240", "left", "more-than 360"),
        ("at-least 600", "fewer-than 240", "left", "more-than 360"),
        ("exactly 600", "at-least 240", "left", "at-most 360"),
        ("fewer-than 600", "exactly 240", "left", "fewer-than 360"),
        ("at-least 600", "at-least 240", "open", ""),
        ("at-most 600", "at-most 240", "left", "at-most 600"),
        ("between 400..600", "exactly 250", "left", "between 150..350"),
        ("between 400..600", "between 100..200", "left", "between 200..500"),
        ("between 400..600", "exactly 500", "left", "at-most 100"),
        ("about 600", "exactly 240", "left", "about 360"),
        ("about 600", "exactly 580", "open", ""),
        ("about 600", "at-least 240", "open", ""),
        ("exactly 240", "exactly 240", "met", ""),
        ("exactly 240", "at-least 300", "met", ""),
        ("at-most 240", "exactly 240", "met", ""),
        ("about 600", "exactly 700", "met", ""),
    ],
)
def test_what_is_left_of_a_need_claims_no_more_than_both_figures(
    need: str, response: str, verdict: str, left: str
) -> None:
    """A bound goes over into what follows from it; two that pull apart leave it open; rounding makes no gap."""
    found = shortfall_of(quantity(need), quantity(response))
    assert (found.verdict, told(found.quantity)) == (verdict, left)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("exactly 50", Bar(filled="M0 6H144", outlined="", arrow="")),
        ("exactly 0", Bar(filled="", outlined="", arrow="")),
        ("at-least 50", Bar(filled="M0 6H144", outlined="", arrow="M144 6h9m-4-4l4 4l-4 4")),
        ("at-most 50", Bar(filled="", outlined="M0 2.6H144V9.4H0Z", arrow="M144 6h-9m4-4l-4 4l4 4")),
        ("between 25..50", Bar(filled="M0 6H72", outlined="M72 2.6H144V9.4H72Z", arrow="")),
        ("about 50", Bar(filled="M0 6H138", outlined="M138 2.6H150V9.4H138Z", arrow="")),
    ],
)
def test_a_bar_leaves_open_what_its_qualifier_does(value: str, expected: Bar) -> None:
    """Filled is what there is at least; outlined what there may be; an arrow points where a bound does."""
    assert bar_of(quantity(value), Decimal(100)) == expected


def test_an_error_is_no_bar_of_what_was() -> None:
    """What was printed in error is dashed and hollow, whatever its qualifier."""
    bar = bar_of(quantity("at-least 50"), Decimal(100), is_error=True)
    assert (bar.filled, bar.is_dashed, bar.arrow) == ("", True, "")


def page(locale: str = "en") -> str:
    """Build the page of the current project and give it with plain spaces."""
    assert run(["build", "-q", "--format", "html", "--lang", locale]) == 0
    html = Path(f"build/{BRIEF}/{BRIEF}.{locale}.html").read_text(encoding="utf-8")
    return html.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")


def rows(html: str, heading: str) -> list[str]:
    """Give the words of each row of bars under a heading, and of the pictures in it."""
    part = html.split(f"<h3>{heading}</h3>")[1].split("</ul>", maxsplit=1)[0]
    found = re.findall(r"<li>(.*?)</li>", part, re.S)
    return [" ".join(unescape(re.sub(r"<[^>]*>", "", row)).split()) for row in found]


def change(old: str, new: str, name: str = FACTS) -> None:
    """Change a file of the project."""
    text = Path(name).read_text(encoding="utf-8")
    assert old in text
    Path(name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_trend_tells_editions_errors_and_dates(flood: Path) -> None:
    """Every value that was printed, as it was qualified; the one that was an error says so, to all readers."""
    assert rows(page(), "Over the editions") == [
        "Edition 1 · at least 700 people · As of 3 March 2026 Bar from zero. Edition 1: at least 700 people",
        "Edition 2 · at least 1,805 people · In error, corrected since "
        "Dashed bar from zero, an error that was corrected. Edition 2: at least 1,805 people",
        "Now · at least 1,850 people · The town council · As of 5 March 2026 "
        "Bar from zero. Now: at least 1,850 people",
    ]


def test_cards_draw_ranges_parts_and_rivals_from_zero(flood: Path) -> None:
    """A range is filled to its low end, three of seven villages are boxes to be counted, rivals have one scale."""
    cards = page().split('<div class="card')[1:]
    cards[-1] = cards[-1].split("</section>")[0]
    pictures = {o.split('data-fact="')[1].split('"')[0]: o for card in cards for o in card.split("<svg ")[1:]}
    assert [name for name, o in pictures.items() if 'class="bar"' in o] == [
        "displaced",
        "displaced-survey",
        "damaged-houses",
        "cut-villages",
    ]
    assert 'd="M0 6H192"' in pictures["damaged-houses"]
    assert 'd="M192 2.6H288V9.4H192Z"' in pictures["damaged-houses"]
    filled, outlined = re.findall(r' d="(M0 6[^"]*|M[\d.]+ 2\.6[^"]*)"', pictures["cut-villages"])
    assert (filled.count("M"), outlined.count("M")) == (3, 4)
    lengths = [re.findall(r'd="M0 6H([\d.]+)"', pictures[o]) for o in ("displaced", "displaced-survey")]
    assert lengths == [["204.9"], ["254.8"]]
    assert "<title>Cut off by the water: 3 of 7 villages*.</title>" in pictures["cut-villages"]


def test_rivals_have_one_scale_and_are_not_joined(flood: Path) -> None:
    """The bar of one speaker is as long as its number is beside that of the other: 1850 of 2600 of 288."""
    html = page()
    trend = html.split("<h3>Over the editions</h3>")[1].split("</ul>")[0]
    assert f'd="M0 6H{round(1850 / 2600 * 288, 1)}"' in trend
    assert html.count("<h3>Over the editions</h3>") == 1
    assert all("2,300" not in row for row in rows(html, "Over the editions"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("edition: 1, replaced", "edition: null, replaced"),
        ("      - {value: 700", "      # {value: 700"),
    ],
)
def test_one_value_is_no_trend(flood: Path, old: str, new: str) -> None:
    """What no edition printed is not compared, and an error alone is nothing to compare with."""
    if new.startswith("      #"):
        change("    history:\n", "    history: []\n")
    change(old, new)
    assert "Over the editions" not in page()


def test_a_value_replaced_before_it_was_printed_is_in_no_trend(flood: Path) -> None:
    """Of several values between two editions the first was the one on paper."""
    change(
        "    corrections:\n      - {by: us",
        "      - {value: 9999, as_of: null, edition: 1, replaced: '2026-03-05'}\n    corrections:\n      - {by: us",
    )
    html = page()
    assert "9,999" not in html
    assert len(rows(html, "Over the editions")) == 3


@pytest.mark.parametrize(
    ("locale", "heading", "gap"),
    [
        ("en", "Need and response", "Gap · at least 360 tents · Worked out here"),
        ("hy", "Կարիքը և արձագանքը", "Պակաս · առնվազն 360 վրան · Հաշվարկված է այստեղ"),
        ("az", "Ehtiyac və ona cavab", "Çatışmazlıq · ən azı 360 çadır · Burada"),
        ("ru", "Потребность и помощь", "Нехватка · не менее 360 палаток · Вычислено здесь"),
    ],
)
def test_a_gap_is_said_to_be_worked_out(flood: Path, locale: str, heading: str, gap: str) -> None:
    """Both figures with their speakers and days, then what follows from them, in every language."""
    found = rows(page(locale), heading)
    assert len(found) == 3
    assert found[2].startswith(gap)


def test_limits_that_leave_a_gap_open_give_none(flood: Path) -> None:
    """At least so many needed and at least so many given: no number, but a sentence that says why."""
    change("    value: 240\n", "    value: 240\n    qualifier: at-least\n")
    found = rows(page(), "Need and response")
    assert found[2] == "No gap is worked out: the limits of the two figures leave it open."
    assert run(["parity", "--lang", "en"]) == 0


def test_several_responses_are_not_added(flood: Path) -> None:
    """They may be the same tents."""
    change("    unit: boat-crew\n", "    unit: tent\n    meets: tents-needed\n")
    found = rows(page(), "Need and response")
    assert [row.split(" · ")[0] for row in found[:3]] == ["Need", "Response", "Response"]
    assert found[3:] == ["No gap is worked out: the responses may overlap."]


def test_a_withheld_need_takes_its_picture_along(flood: Path) -> None:
    """Neither bars nor a gap that would tell the number."""
    change("    label: needed\n", "    label: needed\n    sensitivity: restricted\n")
    html = page()
    assert "Need and response" not in html
    assert "360" not in re.sub(r"<style>.*?</style>|base64,[^)\"]*", "", html, flags=re.S)


def test_likelihood_has_its_step_and_the_scale_is_told(flood: Path) -> None:
    """The sixth box of seven, its word and its chances; the whole scale beneath."""
    html = page()
    part = html.split("<h3>How likely</h3>")[1].split("</section>")[0]
    words = " ".join(unescape(re.sub(r"<[^>]*>", "", part)).split())
    assert "very likely · 80–95%" in words
    assert "Step 6 of 7 on a scale from almost no chance to almost certain: very likely, 80–95%" in words
    assert re.findall(r"almost no chance 1–5%.*almost certain 95–99%", words) != []
    assert 'stroke-width="12" d="M215 6h40"' in part


def test_a_scale_that_nobody_uses_is_not_told(flood: Path) -> None:
    """Without a likelihood of the author's there is no strip, whatever the sentence says."""
    change("    likelihood: very-likely\n", "")
    assert "How likely" not in page()


def test_what_has_come_of_a_forecast_ends_its_likelihood(flood: Path) -> None:
    """A chance of what has happened is none."""
    outcome = "    outcome: {state: happened, on: '2026-03-09', sources: [council-report]}\n"
    change("    likelihood: very-likely\n", f"    likelihood: very-likely\n{outcome}")
    html = page()
    assert "This has happened." in html
    assert "How likely" not in html
