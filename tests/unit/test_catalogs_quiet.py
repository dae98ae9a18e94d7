"""Catalogues are quiet: numbers, wrapping and editors of others change no file, and headers lack nothing."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from briefing.cli import run

FACTS = "facts/velora-flood-2026.yaml"
DOMAINS = ("velora-flood-2026", "templates")
TEXT = re.compile(r'"(.*)"')


def catalogue(locale: str, domain: str = DOMAINS[0]) -> Path:
    """Give the path of a catalogue of the flood."""
    return Path(f"locales/{locale}/LC_MESSAGES/{domain}.po")


def wrapped(text: str, width: int) -> str:
    """Wrap every quoted text at a width, as editors of catalogues do: the entries stay what they are."""
    found: list[str] = []
    for line in text.split("\n"):
        if line.startswith('"') and found and found[-1].endswith('"'):
            found[-1] = found[-1][:-1] + line[1:]
        else:
            found.append(line)
    return "\n".join(_rewrapped(line, width) for line in found)


def _rewrapped(line: str, width: int) -> str:
    keyword, quote, text = line.partition('"')
    if not quote or line.startswith("#") or len(line) <= width:
        return line
    lines = [f'{keyword}""']
    for part in re.findall(r"(?:[^\\]|\\[^n])*\\n|(?:[^\\]|\\[^n])+$", text[:-1]):
        chunk = ""
        for word in re.findall(r"\S* *", part):
            if chunk and len(chunk) + len(word) > width - 2:
                lines.append(f'"{chunk}"')
                chunk = ""
            chunk += word
        lines.append(f'"{chunk}"')
    return "\n".join(lines)


def change(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def in_step(flood: Path) -> Path:
    """Give the flood with every catalogue up to date."""
    assert run(["messages", "update"]) == 0
    return flood


def test_a_changed_number_date_or_source_place_changes_no_catalogue(in_step: Path) -> None:
    """What a desk edits every day leaves the translators' files alone."""
    facts = Path(FACTS)
    text = facts.read_text(encoding="utf-8")
    text = re.sub(r"(value: )(\d{2,})\b", lambda m: f"{m[1]}{int(m[2]) + 1}", text)
    text = re.sub(r"(as_of: \"?)2026-11-0[1-9]", r"\g<1>2026-11-01", text)
    assert text != facts.read_text(encoding="utf-8")
    facts.write_text(text, encoding="utf-8")
    assert run(["messages", "update", "--check"]) == 0


@pytest.mark.parametrize("width", [40, 60, 79])
def test_another_width_changes_no_catalogue(in_step: Path, width: int) -> None:
    """A file that an editor has wrapped in its own way is in step, and `update` leaves its bytes."""
    paths = [catalogue(locale, domain) for locale in ("hy", "az", "ru") for domain in DOMAINS[:1]]
    for path in paths:
        text = path.read_text(encoding="utf-8")
        other = wrapped(text, width)
        assert other != text
        path.write_text(other, encoding="utf-8")
    before = [path.read_bytes() for path in paths]
    assert run(["messages", "update", "--check"]) == 0
    assert run(["messages", "update"]) == 0
    assert before == [path.read_bytes() for path in paths]


def test_line_ends_of_another_system_change_no_catalogue(in_step: Path) -> None:
    """A checkout on Windows is in step."""
    path = catalogue("ru")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run(["messages", "update", "--check"]) == 0


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
def test_what_poedit_saves_is_in_step(in_step: Path) -> None:
    """Poedit writes with gettext at 79 columns: joined references, other breaks, the entries of before."""
    path = catalogue("ru")
    before = path.read_bytes()
    subprocess.run(["msgcat", "--width=79", str(path), "-o", str(path)], check=True)
    assert path.read_bytes() != before
    assert run(["messages", "update", "--check"]) == 0


def test_a_changed_sentence_changes_its_own_lines_alone(in_step: Path) -> None:
    """The other entries keep the lines of the editor, and the new one is wrapped at the width of the file."""
    path = catalogue("ru")
    path.write_text(wrapped(path.read_text(encoding="utf-8"), 79), encoding="utf-8")
    before = path.read_text(encoding="utf-8").split("\n\n")
    long = "A title of many words " * 6
    change(Path(FACTS), 'title: "', f'title: "{long}')
    assert run(["messages", "update", "--lang", "ru"]) == 0
    after = path.read_text(encoding="utf-8").split("\n\n")
    differing = [new for old, new in zip(before, after, strict=True) if old != new]
    assert len(differing) == 1
    assert "#, fuzzy" in differing[0]
    assert max(len(line) for line in differing[0].split("\n")) <= 79


def test_a_signature_changes_its_own_lines_alone(in_step: Path) -> None:
    """`messages review` leaves what it does not sign as the editor wrapped it."""
    path = catalogue("ru")
    path.write_text(wrapped(path.read_text(encoding="utf-8"), 79), encoding="utf-8")
    before = path.read_text(encoding="utf-8").split("\n\n")
    run(["messages", "review", "--lang", "ru", "--by", "Anna Petrova", "--only", "brief:title"])
    after = path.read_text(encoding="utf-8").split("\n\n")
    assert len([new for old, new in zip(before, after, strict=True) if old != new]) == 1


def test_entries_in_another_order_are_not_in_step(in_step: Path) -> None:
    """Order is that of the brief: a translator reads it from top to bottom."""
    path = catalogue("ru")
    header, first, second, *rest = path.read_text(encoding="utf-8").split("\n\n")
    path.write_text("\n\n".join((header, second, first, *rest)), encoding="utf-8")
    assert run(["messages", "update", "--check"]) == 1


def test_an_editors_header_is_kept_and_a_missing_field_comes_once(in_step: Path) -> None:
    """Fields of an editor, its empty names and its spelling of the plural rule are no reason to write."""
    path = catalogue("hy")
    change(path, "nplurals=2; plural=(n > 1);", "nplurals=2; plural=n>1;")
    text = re.sub(r'"Last-Translator: [^"]*"', r'"Last-Translator: \\n"', path.read_text(encoding="utf-8"))
    path.write_text(
        text.replace('"Plural-Forms', '"X-Generator: Poedit 3.4\\n"\n"Plural-Forms'), encoding="utf-8"
    )
    assert run(["messages", "update", "--check"]) == 0
    path.write_text(re.sub(r'"Language-Team: [^"]*"\n', "", text), encoding="utf-8")
    assert run(["messages", "update", "--check"]) == 1
    assert run(["messages", "update"]) == 0
    assert '"Language-Team: Հայերեն\\n"' in path.read_text(encoding="utf-8")
    assert '"Last-Translator: \\n"' in path.read_text(encoding="utf-8")
    assert run(["messages", "update", "--check"]) == 0


def test_headers_are_dated_once(in_step: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date of a file is that of the day it came: another day changes nothing."""
    monkeypatch.setenv("BRIEFING_TODAY", "2026-12-24")
    assert run(["messages", "update", "--check"]) == 0


@pytest.mark.parametrize(
    ("contact", "reports", "translator"),
    [
        ("desk@flood.org", "desk@flood.org", "Desk <desk@flood.org>"),
        ("https://flood.org/desk", "https://flood.org/desk", "Desk <no-reply@briefing.internal>"),
        ("+374 10 000000", "no-reply@briefing.internal", "Desk <no-reply@briefing.internal>"),
    ],
)
def test_who_answers_for_messages_is_the_contact(
    sample: Path, contact: str, reports: str, translator: str
) -> None:
    """An address of mail stands for both, a page for reports; where there is neither, an address that sends nothing."""
    settings = Path("briefing.toml")
    text = re.sub(r"(?m)^(publisher|contact|base_url) = .*\n", "", settings.read_text(encoding="utf-8"))
    text = text.replace("[briefing]\n", f'[briefing]\npublisher = "Desk"\ncontact = "{contact}"\n')
    settings.write_text(text, encoding="utf-8")
    run(["messages", "update", "--lang", "hy"])
    header = catalogue("hy", "sample").read_text(encoding="utf-8").split("\n\n")[0]
    assert f'"Report-Msgid-Bugs-To: {reports}\\n"' in header
    assert f'"Last-Translator: {translator}\\n"' in header


SHIPPED = sorted(Path(__file__).parents[2].glob("locales/*/LC_MESSAGES/*.po"))


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_gettext_has_nothing_to_say_of_a_shipped_catalogue(path: Path) -> None:
    """`msgfmt --check` is silent: no field of a header is missing."""
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(shutil.which("i18nspector") is None, reason="i18nspector is not installed")
@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: f"{p.parts[-3]}-{p.stem}")
def test_i18nspector_has_nothing_to_say_of_a_shipped_catalogue(path: Path) -> None:
    """The checker of Debian's translators is silent."""
    done = subprocess.run(["i18nspector", str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")
