"""Words that mix scripts, and words of one script that pass for another's."""

import pytest

from briefing.scripts import mixed_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The cоuncil", ["cоuncil"]),
        ("а flood in Velora", ["а"]),
        ("a сор saw it", ["сор"]),
        ("Ꭺnna Velora", ["Ꭺnna"]),
        ("Τhe Town", ["Τhe"]),
        ("дома c людьми", ["c"]),
        ("Եղaնակը լավ է", ["Եղaնակը"]),
        ("Şəhərdə оt var", ["оt"]),
        ("𝐀nna", ["𝐀nna"]),
        ("Ａnna", ["Ａnna"]),
    ],
)
def test_a_word_of_two_scripts_is_found(text: str, words: list[str]) -> None:
    """Also in English, and a single letter that passes for one of the text's own."""
    assert [mixed.word for mixed in mixed_words(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19ն տարածվել է",
        "5 кВт⋅ч и 3 км²",
        "ՄԱԿ-ի IDPs-ի մասին",
        "Организация CO и EPA",
        "e-mail и Wi-Fi у людей",
        "the newspaper Известия",
        "10 µg, 5 Ω, ½",
        "Երևանում 5-րդ հոդվածը",
        "日本語テスト",
        "Հայաստանի Հանրապետություն (Armenia)",
        "сайт example.org",
    ],
)
def test_what_belongs_together_is_left_alone(text: str) -> None:
    """Endings on foreign abbreviations, units, names in their own script, signs."""
    assert list(mixed_words(text)) == []


def test_the_finding_names_letters_and_what_to_type() -> None:
    """A mixed word names its strange letters; a whole word of another script what it looks like."""
    mixed, whole = mixed_words("The tоwn of а council")
    assert mixed.message == "`tоwn` mixes scripts: `о` (U+043E) is Cyrillic"
    assert whole.message == "`а` is Cyrillic and looks Latin"
    assert mixed.hint == whole.hint == "type the word again with Latin letters only"
