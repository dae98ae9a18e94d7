"""Invented projects of any size: so many briefs of so many facts, in four languages with whole catalogues.

`python benchmarks/projects.py FOLDER --briefs 1000 --facts 20` writes one. The words of translations are no
translations, only whole sentences in each script, so that every room has as much to do as with real ones.
"""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

PLURALS: Final = {
    "hy": "nplurals=2; plural=(n > 1);",
    "az": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
SETTINGS: Final = """[briefing]
locales = ["en-GB", "hy", "az", "ru"]
publisher = "Bench desk"
"""
HEAD: Final = """schema: 1

brief:
  id: {brief}
  title: Situation in {number}
  standfirst: What is known about it, and who says it.

sources:
  survey:
    kind: dataset
    label: Survey of the network
    publisher: Survey network
    language: en
    published: "2026-03-07"

sections:
"""
SECTIONS: Final = ("current-crisis", "background", "outlook")
LETTERS: Final = "abcdefghij"
WORDS: Final = {
    "title": {
        "hy": "Իրավիճակը {} տարածքում",
        "az": "{} ərazisində vəziyyət",
        "ru": "Положение в районе {}",
    },
    "standfirst": {
        "hy": "Ինչ է հայտնի, և ով է դա ասում։",
        "az": "Nə məlumdur və bunu kim deyir.",
        "ru": "Что известно и кто это говорит.",
    },
    "heading": {"hy": "Մաս {}", "az": "Hissə {}", "ru": "Часть {}"},
    "text": {
        "hy": "Ցանցի հարցումը {} տարածքում գրանցել է՝ {{{}}}։",
        "az": "Şəbəkənin sorğusu {} ərazisində qeydə alıb: {{{}}}.",
        "ru": "Опрос сети в районе {} показал: {{{}}}.",
    },
    "event": {
        "hy": "{} տարածքում հաշվարկն անցկացվել է {{{}:on}}։",
        "az": "{} ərazisində sayım {{{}:on}} aparılıb.",
        "ru": "В районе {} подсчёт провели {{{}:on}}.",
    },
    "source": {"hy": "Ցանցի հարցումը", "az": "Şəbəkənin sorğusu", "ru": "Опрос сети"},
    "label": {"hy": "գրանցված {}", "az": "qeydə alınıb {}", "ru": "учтено {}"},
}


def main() -> None:
    """Write a project as the command line asks."""
    parser = argparse.ArgumentParser(description="Write an invented project.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--briefs", type=int, default=10)
    parser.add_argument("--facts", type=int, default=20)
    asked = parser.parse_args()
    write_project(asked.folder, briefs=asked.briefs, facts=asked.facts)


def write_project(folder: Path, *, briefs: int, facts: int) -> None:
    """Write a project of so many briefs, each with so many facts and three catalogues."""
    (folder / "facts").mkdir(parents=True)
    (folder / "briefing.toml").write_text(SETTINGS, encoding="utf-8")
    for number in range(briefs):
        write_brief(folder, f"brief-{number:05}", facts)


def write_brief(folder: Path, brief: str, facts: int) -> None:
    """Write one brief and its catalogues."""
    word = spelled(int(brief.rpartition("-")[2]))
    text = "".join(
        (HEAD.format(brief=brief, number=word), *_sections(facts), "\nfacts:\n", *_facts(word, facts))
    )
    (folder / "facts" / f"{brief}.yaml").write_text(text, encoding="utf-8")
    for locale, plurals in PLURALS.items():
        path = folder / "locales" / locale / "LC_MESSAGES" / f"{brief}.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(_catalog(brief, word, locale, plurals, facts)), encoding="utf-8")


def spelled(number: int) -> str:
    """Spell a number in letters: a digit in a sentence is a finding."""
    return "z" + "".join(LETTERS[int(digit)] for digit in str(number))


def _of_section(facts: int, index: int) -> Sequence[int]:
    return range(index, facts, len(SECTIONS))


def _sections(facts: int) -> Iterator[str]:
    for index, section in enumerate(SECTIONS):
        ids = [f"fact-{spelled(n)}" for n in _of_section(facts, index)]
        if ids:
            key = f"    key: [{', '.join(ids[:3])}]\n" if index == 0 else ""
            yield f"  {section}:\n{key}    parts:\n      part-{LETTERS[index]}:\n"
            yield f"        heading: Part {LETTERS[index]}\n        facts: [{', '.join(ids)}]\n"


def _is_event(number: int) -> bool:
    """Let every fifth fact be an event, so that there is a timeline."""
    return number % 5 == 3


def _english(id_: str, own: str, number: int) -> str:
    if _is_event(number):
        return f"A count took place in area {own} {{{id_}:on}}."
    return f"The survey counted {{{id_}}} in area {own}."


def _facts(word: str, facts: int) -> Iterator[str]:
    for number in range(facts):
        id_, own = f"fact-{spelled(number)}", f"{word} {spelled(number)}"
        kind = "event" if _is_event(number) else "figure"
        yield f"  {id_}:\n    section: {SECTIONS[number % 3]}\n    kind: {kind}\n"
        yield f'    text: "{_english(id_, own, number)}"\n    sources: [{{source: survey}}]\n'
        if _is_event(number):
            yield f'    when: "{1900 + number % 120}-03-{1 + number % 28:02}"\n'
        else:
            yield f"    value: {1000 + number * 7}\n    unit: person\n    qualifier: at-least\n"
            yield f'    label: counted in {own}\n    as_of: "2026-03-05"\n'


def _catalog(brief: str, word: str, locale: str, plurals: str, facts: int) -> Iterator[str]:
    yield f'msgid ""\nmsgstr ""\n"Project-Id-Version: {brief}\\n"\n"Language: {locale}\\n"\n'
    yield '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    yield f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {plurals}\\n"\n'
    yield _message("brief:title", f"Situation in {word}", WORDS["title"][locale].format(word))
    yield _message(
        "brief:standfirst", "What is known about it, and who says it.", WORDS["standfirst"][locale]
    )
    for index, section in enumerate(SECTIONS):
        if _of_section(facts, index):
            letter = LETTERS[index]
            heading = WORDS["heading"][locale].format(letter)
            yield _message(f"part:{section}:part-{letter}", f"Part {letter}", heading)
    yield _message("source:survey:label", "Survey of the network", WORDS["source"][locale])
    for number in range(facts):
        id_, own = f"fact-{spelled(number)}", f"{word} {spelled(number)}"
        words = WORDS["event" if _is_event(number) else "text"][locale]
        yield _message(id_, _english(id_, own, number), words.format(own, id_))
        if not _is_event(number):
            yield _message(f"{id_}:label", f"counted in {own}", WORDS["label"][locale].format(own))


def _message(context: str, english: str, own: str) -> str:
    return f'\nmsgctxt "{context}"\nmsgid "{english}"\nmsgstr "{own}"\n'


if __name__ == "__main__":
    main()
