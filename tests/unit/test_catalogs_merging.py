"""Catalogs: merged by context without guessing, and what of them may be printed."""

import random
from dataclasses import replace
from pathlib import Path

from briefing.catalogs import (
    Catalog,
    Wanted,
    empty_catalog,
    is_for_one_number,
    merge_catalog,
    plural_count,
    read_catalog,
    translation_of,
    write_catalog,
)
from briefing.diagnostics import Outcome, Span
from briefing.inputs import Inputs

TWO = "nplurals=2; plural=(n > 1);"
HEADER = """msgid ""
msgstr ""
"Language: hy\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


FULL = (
    HEADER
    + """# a word of the translator
# review: reviewed by A. on 2026-03-01
#. report, sentence 7
#: facts/sample.yaml
#, fuzzy, no-wrap
#| msgctxt "displaced"
#| msgid "{displaced} fled."
msgctxt "displaced"
msgid "{displaced:start} have been displaced."
msgstr ""
"Տեղահանվել է "
"\\"{displaced}\\"։\\n"

msgctxt "unit:boat"
msgid "boat"
msgid_plural "boats"
msgstr[0] "նավակ"
msgstr[1] "նավակ"

msgid "Sources"
msgstr "Աղբյուրներ"

# was once here
#~| msgid "Old one"
#~ msgctxt "gone"
#~ msgid "Old"
#~ msgstr "Հին"
"""
)


def read(folder: Path, text: str) -> Outcome[Catalog | None]:
    """Read a PO file of these contents as `sample` in `hy`."""
    path = folder / "locales/hy/LC_MESSAGES/sample.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    inputs = Inputs(root=folder, carried=folder / "carried")
    return read_catalog(inputs, "hy", "sample", expected_plurals=TWO)


def catalog_of(folder: Path, text: str) -> Catalog:
    """Read a catalogue that is expected to be sound."""
    outcome = read(folder, text)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return outcome.value


def want(context: str, msgid: str, plural: str | None = None, *, domain: str = "sample") -> Wanted:
    """Give a wanted message."""
    span = Span(file="facts/sample.yaml")
    return Wanted(domain=domain, context=context, msgid=msgid, plural=plural, span=span)


OLD = HEADER + 'msgctxt "a"\nmsgid "Old English"\nmsgstr "Հին"\n\nmsgid "Word"\nmsgstr "Բառ"\n'


def test_the_same_english_keeps_its_translation(tmp_path: Path) -> None:
    """What is wanted as before is translated as before."""
    merged = merge_catalog(catalog_of(tmp_path, OLD), [want("a", "Old English")], plural_header=TWO)
    assert translation_of(merged, want("a", "Old English")).state == "translated"


def test_changed_english_is_stale_before_and_after_merging(tmp_path: Path) -> None:
    """A reworded sentence keeps its old translation, fuzzy, with the English it was made from."""
    old, new = catalog_of(tmp_path, OLD), want("a", "Entirely different words")
    assert translation_of(old, new).state == "stale"
    merged = merge_catalog(old, [new, want("", "Word")], plural_header=TWO)
    message = merged.messages[new.key]
    assert (message.translations, message.is_fuzzy, message.previous) == (("Հին",), True, "Old English")
    assert translation_of(merged, new).state == "stale"
    assert merged.obsolete == ()


def test_rewording_twice_remembers_what_was_translated(tmp_path: Path) -> None:
    """The English before is the one behind the translation, not the one in between."""
    first = merge_catalog(catalog_of(tmp_path, OLD), [want("a", "Second")], plural_header=TWO)
    second = merge_catalog(first, [want("a", "Third")], plural_header=TWO)
    assert second.messages["a", "Third"].previous == "Old English"


def test_going_back_leaves_the_word_to_the_translator(tmp_path: Path) -> None:
    """English that returns is fuzzy until somebody confirms: its translation may have been half reworked."""
    first = merge_catalog(catalog_of(tmp_path, OLD), [want("a", "Second")], plural_header=TWO)
    back = merge_catalog(first, [want("a", "Old English")], plural_header=TWO)
    assert translation_of(back, want("a", "Old English")).state == "fuzzy"


def test_nothing_is_guessed_across_contexts(tmp_path: Path) -> None:
    """A new message with English like another's gets no translation from it; nor do words of templates."""
    old = catalog_of(tmp_path, OLD)
    merged = merge_catalog(
        old, [want("a", "Old English"), want("b", "Old English!"), want("", "Words")], plural_header=TWO
    )
    assert merged.messages["b", "Old English!"].translations == ("",)
    assert merged.messages["", "Words"].translations == ("",)
    assert translation_of(merged, want("b", "Old English!")).state == "missing"


def test_contexts_of_templates_are_no_ids(tmp_path: Path) -> None:
    """Two words of templates may share a context, so that one never takes the other's translation."""
    old = catalog_of(tmp_path, OLD)
    new = want("a", "New English", domain="templates")
    assert translation_of(old, new).state == "missing"
    assert merge_catalog(old, [new], plural_header=TWO).messages[new.key].translations == ("",)


def test_what_vanishes_becomes_obsolete_and_can_return(tmp_path: Path) -> None:
    """A translation that nothing asks for is kept aside, and taken back when it is wanted again."""
    old = catalog_of(tmp_path, OLD)
    without = merge_catalog(old, [], plural_header=TWO)
    assert [m.key for m in without.obsolete] == [("a", "Old English"), ("", "Word")]
    back = merge_catalog(without, [want("", "Word"), want("a", "Old English")], plural_header=TWO)
    assert back.obsolete == ()
    assert [m.translations for m in back.messages.values()] == [("Բառ",), ("Հին",)]
    assert not any(m.is_fuzzy for m in back.messages.values())


def test_plural_messages_get_the_forms_of_the_language() -> None:
    """A new plural message has one empty form for each of the language's."""
    header = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);"
    merged = merge_catalog(empty_catalog("ru", "sample"), [want("u", "one", "many")], plural_header=header)
    assert merged.messages["u", "one"].translations == ("", "", "")


def test_a_changed_plural_is_stale(tmp_path: Path) -> None:
    """A message that gains a plural, or another one, waits for the translator."""
    old = catalog_of(tmp_path, FULL)
    new = want("unit:boat", "boat", "ships")
    assert translation_of(old, new).state == "stale"
    merged = merge_catalog(old, [new], plural_header=TWO)
    assert (merged.messages[new.key].is_fuzzy, merged.messages[new.key].previous_plural) == (True, "boats")
    assert translation_of(merged, new).state == "stale"


def test_merging_twice_changes_nothing(tmp_path: Path) -> None:
    """The second update of a catalogue gives the bytes of the first."""
    wanted = [want("displaced", "New words"), want("unit:boat", "boat"), want("b", "B"), want("", "Sources")]
    once = merge_catalog(catalog_of(tmp_path, FULL), wanted, plural_header=TWO)
    again = catalog_of(tmp_path, write_catalog(once).decode())
    assert again == once
    twice = merge_catalog(again, wanted, plural_header=TWO)
    assert write_catalog(twice) == write_catalog(once)


def test_chance_histories_lose_no_translation(tmp_path: Path) -> None:
    """However the facts change, every translation is somewhere, and each update can be repeated."""
    chooser = random.Random(11)  # noqa: S311
    catalog = catalog_of(tmp_path, HEADER)
    for turn in range(40):
        contexts = chooser.sample("abcdef", chooser.randrange(6))
        wanted = [want(c, f"{c} {chooser.randrange(3)}") for c in contexts]
        before = {t for m in (*catalog.messages.values(), *catalog.obsolete) for t in m.translations if t}
        catalog = merge_catalog(catalog, wanted, plural_header=TWO)
        after = {t for m in (*catalog.messages.values(), *catalog.obsolete) for t in m.translations if t}
        assert before == after
        assert merge_catalog(catalog, wanted, plural_header=TWO) == catalog
        filled = {
            k: m if m.translations[0] else replace(m, translations=(f"{m.msgid} {turn}",))
            for k, m in catalog.messages.items()
        }
        catalog = replace(catalog, messages=filled)


def test_no_catalogue_has_nothing() -> None:
    """Without a catalogue every message is missing."""
    assert translation_of(None, want("a", "A")).state == "missing"


def test_which_form_may_leave_its_number_out() -> None:
    """Only a form that stands for one number alone; English `one` does, Russian `one` is 21 as well."""
    assert is_for_one_number("nplurals=2; plural=(n != 1);", 0)
    assert not is_for_one_number(TWO, 0)
    assert plural_count(TWO) == 2
    assert plural_count("nonsense") == 1
