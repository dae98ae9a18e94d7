"""What readers are told of a withdrawal or a correction: what it was about, since when, who says so, and why."""

import json
from pathlib import Path

import pytest
from desk import LOCALES, Desk

FACTS = """schema: 1
brief: {id: fire, title: "The fire", standfirst: "A fire in the port."}
sections:
  current-crisis: {key: [tons], parts: {port: {heading: The port, facts: [dead, tons, wind]}}}
sources:
  sitrep: {kind: report, label: "Report of the ministry"}
  notice: {kind: statement, label: "Notice of the ministry"}
  diary: {kind: interview, label: "Notes of a night", protected: true}
facts:
"""
FACT = """  {id}:
    section: current-crisis
    kind: figure
    value: {value}
    unit: {unit}
    as_of: "2026-03-01"
    label: {label}
    text: "{text}"
    sources: [{{source: sitrep}}]
"""
TEXTS = {
    "hy": {
        "brief:title": "Հրդեհը",
        "brief:standfirst": "Հրդեհ նավահանգստում։",
        "part:current-crisis:port": "Նավահանգիստը",
        "dead": "Զոհվել է {dead}։",
        "dead:label": "հրդեհի զոհերը",
        "tons": "Այրվել է {tons}։",
        "tons:label": "այրված ապրանքը",
        "wind": "Քամին տևել է {wind}։",
        "wind:label": "քամին",
        "source:sitrep:label": "Նախարարության զեկույցը",
        "source:notice:label": "Նախարարության հայտարարությունը",
        "dead:reason": "Նախարարությունը հետ է կանչել իր զեկույցը։",
        "tons:reason:1": "Նախարարությունը սխալ էր գումարել։",
    },
    "az": {
        "brief:title": "Yanğın",
        "brief:standfirst": "Limanda yanğın.",
        "part:current-crisis:port": "Liman",
        "dead": "{dead} həlak olub.",
        "dead:label": "yanğında ölənlər",
        "tons": "{tons} yanıb.",
        "tons:label": "yanan mal",
        "wind": "Külək {wind} davam edib.",
        "wind:label": "külək",
        "source:sitrep:label": "Nazirliyin hesabatı",
        "source:notice:label": "Nazirliyin bildirişi",
        "dead:reason": "Nazirlik öz hesabatını geri çağırıb.",
        "tons:reason:1": "Nazirlik səhv toplayıb.",
    },
    "ru": {
        "brief:title": "Пожар",
        "brief:standfirst": "Пожар в порту.",
        "part:current-crisis:port": "Порт",
        "dead": "Погибло: {dead}.",
        "dead:label": "погибшие при пожаре",
        "tons": "Сгорело: {tons}.",
        "tons:label": "сгоревший товар",
        "wind": "Ветер длился: {wind}.",
        "wind:label": "ветер",
        "source:sitrep:label": "Доклад министерства",
        "source:notice:label": "Уведомление министерства",
        "dead:reason": "Министерство отозвало свой доклад.",
        "tons:reason:1": "Министерство неверно сложило числа.",
    },
}
WITHDRAWAL = ("--on", "2026-03-20", "--source", "notice", "--at", "p. 3", "--of", "source", "--by", "A")
REASON = "The ministry has recalled its report."
SUM = "The ministry had added up wrongly."
BOXES = {
    "en": [
        "Corrected: Burned: 1,230 tonnes. Edition 1 said, in error: 2,130 tonnes. The error was ours. "
        "The ministry had added up wrongly.",
        "Withdrawn: a statement under “The port” in edition 1: dead in the fire. Its source no longer "
        "stands by it. Withdrawn on March 20, 2026. (Source 2: p. 3) The ministry has recalled its "
        "report.",
    ],
    "hy": [
        "Ուղղված է՝ Այրվել է 1230 տոննա։ 1 համարով թողարկման մեջ սխալմամբ նշված էր՝ 2130 տոննա։ Սխալը "
        "մերն էր։ Նախարարությունը սխալ էր գումարել։",
        "Հետ է վերցված՝ 1 համարով թողարկման տեղեկություն՝ «Նավահանգիստը» վերնագրի տակ, թեման՝ հրդեհի "
        "զոհերը։ Աղբյուրն այլևս չի հաստատում դա։ Հետ է վերցվել 2026 թվականի մարտի 20-ին։ (Աղբյուր 2՝ էջ "
        "3) Նախարարությունը հետ է կանչել իր զեկույցը։",
    ],
    "az": [
        "Düzəldilib: 1.230 ton yanıb. 1 nömrəli buraxılışda səhvən göstərilmişdi: 2.130 ton. Səhv bizim "
        "idi. Nazirlik səhv toplayıb.",
        "Geri götürülüb: 1 nömrəli buraxılışda “Liman” başlığı altında bir müddəa, mövzusu: yanğında "
        "ölənlər. Mənbə artıq onu təsdiq etmir. Bu, 2026-cı il martın 20-də geri götürülüb. (Mənbə 2: "
        "səh. 3) Nazirlik öz hesabatını geri çağırıb.",
    ],
    "ru": [
        "Исправлено: Сгорело: 1230 тонн. В выпуске № 1 ошибочно было указано: 2130 тонн. Ошибка была "
        "нашей. Министерство неверно сложило числа.",
        "Отозвано: утверждение под заголовком «Порт» в выпуске № 1: погибшие при пожаре. Источник его "
        "больше не подтверждает. Отозвано 20 марта 2026 года. (Источник 2: с. 3) Министерство отозвало "
        "свой доклад.",
    ],
}


def write_project(root: Path, locales: tuple[str, ...]) -> None:
    """Write a brief of three figures."""
    (root / "facts").mkdir()
    facts = (("dead", 12, "person", "dead in the fire", "Dead: {dead}."),
             ("tons", 2130, "tonne", "burned goods", "Burned: {tons}."),
             ("wind", 3, "day", "the wind", "Wind for {wind}."))  # fmt: skip
    keys = ("id", "value", "unit", "label", "text")
    text = FACTS + "".join(FACT.format(**dict(zip(keys, fact, strict=True))) for fact in facts)
    (root / "facts/fire.yaml").write_text(text, encoding="utf-8")
    settings = f"[briefing]\nlocales = {json.dumps(list(locales))}\napprovals = 0\nreviews = 0\n"
    (root / "briefing.toml").write_text(settings, encoding="utf-8")


def translate(desk: Desk) -> None:
    """Fill in what the catalogues ask for and have not yet, message by message."""
    desk("messages", "update", "-q")
    for locale, texts in TEXTS.items():
        path = desk.root / f"locales/{locale}/LC_MESSAGES/fire.po"
        if not path.exists():
            continue
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        for index, block in enumerate(blocks):
            for context, text in texts.items():
                if f'msgctxt "{context}"\n' in block and block.rstrip().endswith('msgstr ""'):
                    blocks[index] = block.rstrip().removesuffix('""') + json.dumps(text, ensure_ascii=False)
        path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def desk_in(root: Path, capsys: pytest.CaptureFixture[str], *locales: str) -> Desk:
    """Give a desk whose brief was published as edition 1."""
    write_project(root, locales)
    desk = Desk(root, "fire", "2026-03-02", capsys)
    if locales != ("en",):
        translate(desk)
    desk("publish", "--by", "A")
    desk.now = "2026-03-21"
    return desk


def test_a_withdrawal_says_what_in_four_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its subject, day, source and reason are printed; why the desk did it is not. A correction has its reason, too."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, *LOCALES)
    desk("retract", "dead", *WITHDRAWAL, "--reason", REASON, "--why", "Karen called us about this")
    desk(
        "correct", "tons", "--value", "1230", "--reason", SUM, "--why", "two digits were swapped", "--by", "A"
    )
    assert "`dead:reason` is not in the catalogue" in desk("publish", "--by", "A", code=4)
    translate(desk)
    desk("publish", "--by", "A")
    got = {locale: [line for line in desk.box(locale) if ":" in line or "՝" in line] for locale in LOCALES}
    assert got == BOXES
    written = [path.read_bytes() for path in (tmp_path / "public").rglob("*.html")]
    assert not any(b"Karen" in data or b"swapped" in data for data in written)
    assert "byte for byte as published" in desk("build", "--edition", "2")
    assert "no findings" in desk("check")


def test_a_withdrawal_that_was_told_can_be_removed_for_safety(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The edition that told of it has its subject and its reason: its pages go, and nothing of it is kept."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, "en")
    desk("retract", "dead", *WITHDRAWAL, "--reason", REASON, "--why", "a witness called")
    desk("publish", "--by", "A")
    assert REASON.encode() in (tmp_path / "public/fire/fire.en.html").read_bytes()
    assert "it was printed in edition 1, 2" in desk("retract", "dead", "--safety", "--by", "A")
    assert "one item is removed" not in desk("retract", "dead", "--safety", "--by", "A", "-q")
    assert not list((tmp_path / "public/fire").rglob("*.html"))
    desk("publish", "--by", "A")
    kept = b"".join(path.read_bytes() for path in (tmp_path / "editions").rglob("*") if path.is_file())
    assert (REASON.encode() in kept, b"in the fire" in kept) == (False, False)
    assert "BR" not in desk("verify")


def test_nothing_is_told_of_what_no_edition_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the sources of a withdrawal nor its words reach the public facts, and nobody has to translate them."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, ("en",))
    desk = Desk(tmp_path, "fire", "2026-03-21", capsys)
    desk("retract", "dead", *WITHDRAWAL, "--reason", REASON, "--why", "a witness called")
    desk("publish", "--by", "A")
    desk("messages", "extract", "-q")
    shown = (tmp_path / "public/fire/fire.en.html").read_text(encoding="utf-8")
    assert ("Notice" in shown, "recalled" in shown, "dead in" in shown) == (False, False, False)
    assert "recalled" not in (tmp_path / "locales/fire.pot").read_text(encoding="utf-8")


def test_a_protected_source_of_a_withdrawal_is_not_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither its id nor its label nor the place in it is in anything that is published or kept."""
    monkeypatch.chdir(tmp_path)
    desk = desk_in(tmp_path, capsys, "en")
    words = ("--source", "diary", "--at", "the ninth page", "--why", "wrong", "--by", "A")
    desk("retract", "dead", *words)
    desk("publish", "--by", "A")
    assert "(Source 2)" in desk.box("en")[-1]
    files = [p for f in ("public", "editions") for p in (tmp_path / f).rglob("*") if p.is_file()]
    told = [p.name for p in files if b"diary" in p.read_bytes() or b"ninth" in p.read_bytes()]
    assert told == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--on", "2026-04-01", "--why", "w"), "[BR223]"),
        (("--on", "20.03.2026", "--why", "w"), "type `2026-03-20`"),
        (("--source", "notcie", "--why", "w"), "did you mean `notice`"),
        (("--at", "p. 3", "--why", "w"), "add `--source` with its id"),
        (("--reason", "r"), "add `--why`"),
        (("--safety", "--reason", "r"), "leave `--reason` out"),
        (("--reason", "It\u202ewas wrong.", "--why", "w"), "cannot be written"),
    ],
)
def test_a_withdrawal_that_cannot_be_meant_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    told: str,
) -> None:
    """Nothing is written: neither the file nor the ledger."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, ("en",))
    desk = Desk(tmp_path, "fire", "2026-03-21", capsys)
    before = desk.read()
    assert told in desk("retract", "dead", *words, "--by", "A", code=2)
    assert (desk.read(), (tmp_path / "editions").exists()) == (before, False)


def test_every_source_that_is_named_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--source` repeats, each with its own `--at` or none of them with any."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, ("en",))
    desk = Desk(tmp_path, "fire", "2026-03-21", capsys)
    act = ("set", "dead", "--value", "14", "--as-of", "2026-03-20", "--by", "A", "--source", "sitrep")
    assert "there are 2 sources and 1 places" in desk(*act, "--source", "notice", "--at", "p. 1", code=2)
    assert "is named twice" in desk(*act, "--source", "sitrep", code=2)
    desk(*act, "--source", "notice", "--at", "p. 1", "--at", "")
    assert 'sources: [{source: sitrep, at: "p. 1"}, {source: notice}]' in desk.read()
    assert "source: sitrep, notice" in desk("log")
    desk("set", "dead", "--certainty", "confirmed", "--by", "A")
    assert "certainty: confirmed" in desk.read()
    assert desk.read().count("history:") == 1


def test_an_act_on_what_is_withheld_is_not_named_in_the_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the id nor the reason of a restricted fact that is taken back."""
    monkeypatch.chdir(tmp_path)
    write_project(tmp_path, ("en",))
    desk = Desk(tmp_path, "fire", "2026-03-21", capsys)
    desk.change("    value: 12\n", "    value: 12\n    sensitivity: restricted\n")
    desk("retract", "dead", "--why", "the witness asked", "--by", "A")
    ledger = (tmp_path / "editions/ledger.jsonl").read_text(encoding="utf-8")
    assert ("dead" in ledger, "witness" in ledger, '"withheld"' in ledger) == (False, False, True)
