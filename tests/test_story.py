"""The life of a brief after its first print: an invented earthquake through three editions, in four languages.

What every box says, sentence by sentence, stands in `quake/boxes.md`; `--update-cases` writes it anew, to be read.
"""

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from desk import LOCALES, Desk, compare

QUAKE = Path(__file__).parent / "quake"
BOXES = QUAKE / "boxes.md"
BRIEF = "sarona-quake-2026"
FACTS = f"facts/{BRIEF}.yaml"
SECRETS = ("Mill Lane", "bakery", "shelter-address", "Nobody outside", "nurse", "by telephone", "A nurse of")
TENTS = ("Tents stand", "tent-camp", "մարզադաշտ", "İdman meydan", "спортплощадк")


OUTCOMES = (
    ("This has not happened.", "The promise was kept.", "Sources agree"),
    ("Դա տեղի չի ունեցել։", "Խոստումը կատարվել է։", "Աղբյուրները համընկնում են"),
    ("Bu baş verməyib.", "Vəd yerinə yetirilib.", "Mənbələr üst-üstə düşür"),
    ("Этого не произошло.", "Обещание выполнено.", "Источники совпадают"),
)


TRENDS = (
    (
        "Over the editions",
        "Edition 1 · 0 deaths",
        "Up to edition 2 · 35 people",
        "Up to edition 2 · 50–60 people",
    ),
    (
        "Ըստ թողարկումների",
        "Թողարկում 1 · 0 մահվան դեպք",
        "Մինչև 2 համարով թողարկումը ներառյալ · 35 մարդ",
        "Մինչև 2 համարով թողարկումը ներառյալ · 50–60 մարդ",
    ),
    (
        "Buraxılışlar üzrə",
        "Buraxılış 1 · 0 ölüm halı",
        "2 nömrəli buraxılışa qədər (o da daxil olmaqla) · 35 nəfər",
        "2 nömrəli buraxılışa qədər (o da daxil olmaqla) · 50–60 nəfər",
    ),
    (
        "По выпускам",
        "Выпуск 1 · 0 случаев смерти",
        "До выпуска № 2 включительно · 35 человек",
        "До выпуска № 2 включительно · 50–60 человек",
    ),
)

FORGED = (
    ("The promise was kept.", "The promise was not kept.", "`road-promise` stands with an outcome that"),
    ("This has not happened.", "", "`aftershocks` stands without its outcome"),
    (">since 12\u00a0May 2026</time>.", ">since 13\u00a0May 2026</time>.", "with a day of the outcome that"),
    (
        "210\N{NO-BREAK SPACE}deaths",
        "250\N{NO-BREAK SPACE}deaths",
        "250 deaths` holds a number that no fact accounts for",
    ),
    (
        "<span>The relief network</span>",
        "<span>The province</span>",
        "`missing-survey` stands with a speaker that",
    ),
    (
        '<data class="figure" value="120" data-fact="deaths">',
        "<span>",
        "`deaths` is not marked as the fact's",
    ),
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    root = tmp_path / "quake"
    shutil.copytree(QUAKE, root)
    monkeypatch.chdir(root)
    monkeypatch.setenv("BRIEFING_USER", "Anna")
    monkeypatch.delenv("BRIEFING_TODAY")
    return Desk(root, BRIEF, "2026-05-05T10:00+04:00", capsys)


def first_edition(desk: Desk) -> None:
    desk.change(
        "sources:\n", 'edition: {embargo: "2026-05-05T18:00+04:00", next: "2026-05-08"}\n\nsources:\n'
    )
    refused = desk("publish", code=4)
    for told in (
        "[BR701]",
        "2 approvals are missing",
        "`deaths`",
        "[BR702]",
        "14:00 UTC",
        "[BR703]",
        "`hy`: no reader",
    ):
        assert told in refused
    assert not (desk.root / "public").exists()
    desk("build", "-q")
    for locale, told in zip(
        LOCALES, ("Embargoed until", "Չհրապարակել մինչև", "Bu vaxtadək", "Не публиковать до"), strict=True
    ):
        page = f"build/{BRIEF}/{BRIEF}.{locale}.html"
        assert told in " ".join(desk.words_of(page, "status"))
        assert "18:00 (UTC+04:00)" in " ".join(desk.words_of(page, "status"))
        assert "14:00 UTC" in " ".join(desk.words_of(page, "status"))
    desk.sign("Anna")
    refused = desk("publish", code=4)
    assert "one more approval is missing of" in refused
    assert "approved by Anna only" in refused
    desk.sign("Boris")
    assert "[BR702]" in desk("publish", code=4)
    desk.now = "2026-05-05T18:30+04:00"
    assert "published as edition 1" in desk("publish")
    assert all(desk.box(locale) == [] for locale in LOCALES)
    assert "nothing has changed since edition 1" in desk("publish")


def second_edition(desk: Desk) -> None:
    desk.now = "2026-05-08T09:00+04:00"
    before = (desk.root / FACTS).read_text(encoding="utf-8").splitlines()
    desk("correct", "deaths", "--was", "210", "--value", "120", "--why", "two digits were swapped")
    lower = ("--value", "1100", "--as-of", "2026-05-07", "--source", "province-report", "--at", "p. 1")
    assert "cannot become fewer" in desk("set", "injured", *lower, code=2)
    desk("correct", "injured", *lower, "--why", "counted twice", "--of", "source")
    desk(
        "set",
        "aftershock-deaths",
        "--value",
        "2",
        "--as-of",
        "2026-05-07",
        "--source",
        "province-report",
        "--yes",
    )
    desk("retract", "clinic", "--why", "it was another village")
    after = (desk.root / FACTS).read_text(encoding="utf-8").splitlines()
    touched = [line for line in before if line not in after]
    assert {line.split(":")[0].strip() for line in touched} == {"value"}
    assert "    value: 120   # typed in a hurry" in after
    desk.change("  tent-camp:\n    section", ROAD + "  tent-camp:\n    section")
    desk.change("facts: [road-promise, tent-camp,", "facts: [road-promise, bridge, tent-camp,")
    refused = desk("publish", code=4)
    assert "translation is missing of `bridge`" in refused
    assert not (desk.root / f"editions/{BRIEF}/2.json").exists()
    desk.translate("bridge", BRIDGE)
    desk.sign("Anna", "Boris")
    assert "published as edition 2" in desk("publish")


ROAD = """\
  bridge:
    section: current-crisis
    kind: event
    when: "2026-05-07"
    text: "{bridge:on,start}, the bridge was closed."
    sources: [{source: province-report, at: p. 4}]
"""
BRIDGE = {
    "hy": "{bridge:on,start} կամուրջը փակվել է։",
    "az": "{bridge:on,start} körpü bağlanıb.",
    "ru": "{bridge:on,start} мост закрыли.",
}


def third_edition(desk: Desk) -> None:
    desk.now = "2026-05-14T09:00+04:00"
    source = ("--as-of", "2026-05-13", "--source", "province-report")
    desk("set", "missing", "--value", "41", *source)
    desk("set", "missing-survey", "--value", "41", "--qualifier", "exactly", "--as-of", "2026-05-13",
         "--source", "network-survey", "--said-by", "relief-network")  # fmt: skip
    assert "another fact" in desk(
        "set", "missing", "--value", "44", *source, "--said-by", "relief-network", code=2
    )
    desk(
        "resolve",
        "aftershocks",
        "--outcome",
        "did-not-happen",
        "--on",
        "2026-05-13",
        "--source",
        "network-survey",
    )
    desk("resolve", "road-promise", "--outcome", "kept", "--on", "2026-05-12", "--source", "province-report")
    assert "one item is removed" in desk("retract", "tent-camp", "--safety")
    desk.sign("Anna", "Boris")
    assert "published as edition 3" in desk("publish")


def everything(root: Path, *folders: str) -> Iterator[tuple[str, str]]:
    """Give every file of some folders with all that is in it, PDFs decompressed."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                data = path.read_bytes()
                text = data.decode("utf-8", "replace")
                if data.startswith(b"%PDF"):
                    with pikepdf.open(io.BytesIO(data)) as pdf:
                        streams = (o.read_bytes() for o in pdf.objects if isinstance(o, pikepdf.Stream))
                        text += "".join(s.decode("utf-8", "replace") for s in streams)
                        text += "".join(str(o) for o in pdf.objects)
                yield str(path.relative_to(root)), text


@pytest.mark.pdf
def test_a_brief_lives_through_three_editions(desk: Desk, pytestconfig: pytest.Config) -> None:
    first_edition(desk)
    first_pdf = (desk.root / f"public/{BRIEF}/{BRIEF}.hy.a4.pdf").read_bytes()
    second_edition(desk)
    told: list[tuple[str, dict[str, list[str]]]] = [
        ("Edition 2", {locale: desk.box(locale) for locale in LOCALES})
    ]
    old = f"public/{BRIEF}/1/{BRIEF}.hy"
    assert (desk.root / f"{old}.a4.pdf").read_bytes() == first_pdf
    told.append(("The banner over edition 1", {
        locale: desk.words_of(f"public/{BRIEF}/1/{BRIEF}.{locale}.html", "superseded") for locale in LOCALES
    }))  # fmt: skip
    said = desk("verify", f"{old}.html", f"{old}.a4.pdf")
    assert said.count("edition 1 of 2026-05-05 in `hy`") == 2
    assert "unaltered but for the banner" in said
    assert "210 մահվան դեպք → 120 մահվան դեպք" in said
    assert "byte for byte as published" in desk("build", "--edition", "1")
    assert "Исправлено     deaths" in desk("diff", "1", "2", "--lang", "ru")
    third_edition(desk)
    told.append(("Edition 3", {locale: desk.box(locale) for locale in LOCALES}))
    compare(
        "What the pages of the earthquake say has changed",
        told,
        BOXES,
        is_updated=pytestconfig.getoption("--update-cases"),
    )
    for locale, words in zip(LOCALES, OUTCOMES, strict=True):
        page = (desk.root / f"public/{BRIEF}/{BRIEF}.{locale}.html").read_text(encoding="utf-8")
        page = page.replace("\N{NO-BREAK SPACE}", " ")
        assert [word for word in words if word not in page] == []
    for locale, (heading, *rows) in zip(LOCALES, TRENDS, strict=True):
        pictures = desk.words_of(f"public/{BRIEF}/{BRIEF}.{locale}.html", "pictures")
        drawn = [" · ".join(line.split(" · ")[:2]) for line in pictures if " · " in line]
        assert drawn[::2] == rows  # an error alone, 210 deaths, is no trend
        assert " ".join(pictures).count(heading) == len(rows)
    assert "facts in en hy az ru" in desk("parity", "--out", "public")
    for forgery in FORGED:
        forge(desk, *forgery)
    index = " ".join(desk.words_of("public/index.en.html", "entry-of-index"))
    assert "Edition 3" in index
    assert "Edition 1 ·" not in index  # it held what was removed for safety
    feed = (desk.root / "public/feed.ru.xml").read_text(encoding="utf-8")
    assert feed.count("<entry>") == 1  # the two before held it, too
    assert "all as published" in desk("verify")
    for name, text in everything(desk.root, "public", "editions", "locales", ".briefing"):
        assert [secret for secret in SECRETS if secret in text] == [], name
        assert [word for word in TENTS if word in text] == [], name
    log = desk("log")
    assert log.count("publish") == 3
    assert "tent-camp" not in log
    assert "210 → 120" in log


def forge(desk: Desk, old: str, new: str, told: str) -> None:
    """Change a word of the published page, let it be found, and put it back."""
    page = desk.root / f"public/{BRIEF}/{BRIEF}.en.html"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert told in desk("parity", "--out", "public", "--lang", "en,hy", code=1)
    page.write_text(text, encoding="utf-8")


def test_a_changed_line_of_the_ledger_is_found(desk: Desk) -> None:
    for name in ("Anna", "Boris"):
        desk("approve", "--by", name)
    path = desk.root / "editions/ledger.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert desk("log").count("  approve  ") == 2
    path.write_text(lines[0].replace("Anna", "Olga") + lines[1], encoding="utf-8")
    assert "[BR707]" in desk("log", code=1)
    path.write_text(lines[1], encoding="utf-8")
    assert "[BR707]" in desk("log", code=1)
    path.write_text(re.sub('"deaths": "[0-9a-f]*"', '"deaths": "0"', lines[0]) + lines[1], encoding="utf-8")
    assert "was changed after it was written" in desk("log", code=1)
