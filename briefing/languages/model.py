"""Language: how one locale writes, as read from its `language.yaml`; and the text of a quantity in parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.languages.plurals import Rule

Forms = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How digits are grouped and parted; `group_from` is the least count of digits that is grouped at all.

    `compact` has the words for thousand, million and so on, the greatest power first: patterns with `{n}` by plural
    category, `other` always among them.
    """

    group: str
    decimal: str
    minus: str
    group_from: int
    dash: str
    compact: Mapping[int, Forms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """What is written after a numeral, by its last spoken word.

    `groups` lists under each group's name the spoken words that belong to it: `7` or `100` is a last spoken
    word, `=2` the number 2 itself, `*` every other. `forms` gives each group's ending by form; an ending with
    `{n}` stands around the numeral instead of after it.
    """

    groups: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, Forms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The word of a unit in the forms of the language's nouns; under `all`, one for the forms not given."""

    words: Forms
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nouns:
    """Which form of a noun follows a number.

    `agreement` gives by case, then by plural category (or `=2`, or `*000` for whole thousands), the form to
    take: the first of the listed forms that the noun has. `own` names the forms that the plural forms of a
    PO message stand for, in their order. `ranges` is `end` (the last number decides) or a plural category.
    """

    agreement: Mapping[str, Mapping[str, tuple[str, ...]]]
    own: tuple[str, ...]
    ranges: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantities:
    """Phrases of quantities: patterns by qualifier and, within, by case (`other` for cases not given).

    `phrase` joins number and unit where the unit has no pattern of its own.
    `measured` are the units that take the patterns of `measured_qualifiers` where those have one. `part_of`
    has the pattern of a part of a whole by case; `part_of_qualified` by qualifier, and within by case, where that needs
    a phrase of its own; `part_of_own` by qualifier (`other` for the rest) for a unit that has no cases. `below_zero`
    joins the ends of a range of which one is negative.
    """

    phrase: str
    qualifiers: Mapping[str, Forms]
    measured: tuple[str, ...]
    measured_qualifiers: Mapping[str, Forms]
    part_of: Forms
    part_of_qualified: Mapping[str, Forms]
    part_of_own: Forms
    below_zero: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """Patterns of dates: by precision, part, kind of interval or doubt, then by form.

    `months` gives the twelve names of the months by form, `weekdays` the seven of the week, Monday first, `seasons` the
    four of the seasons, spring first, or nothing; all as they stand inside a sentence.
    """

    months: Mapping[str, tuple[str, ...]]
    weekdays: Mapping[str, tuple[str, ...]]
    seasons: Mapping[str, tuple[str, ...]]
    patterns: Mapping[str, Forms]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Casing that Unicode's default lacks, the order of the alphabet, and quotation marks."""

    upper: Forms
    lower: Forms
    title: Forms
    alphabet: str
    sorts_as: Forms
    outer_quotes: tuple[str, str]
    inner_quotes: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Syllables:
    """How a language parts a word into syllables, all in small letters.

    `vowels` may have two letters (`ու`); a vowel of `closed` ends in a consonant (`և`). A consonant of `glides`
    belongs to the vowel after it, and no break is sure before it but where the consonants are one of `onsets`.
    `codas` are the only pairs that may end a syllable; empty means any. `hiatus`: whether V-V may be parted.
    """

    vowels: tuple[str, ...]
    consonants: str
    closed: tuple[str, ...] = ()
    glides: str = ""
    onsets: tuple[str, ...] = ()
    codas: tuple[str, ...] = ()
    hiatus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Typesetting:
    """Where lines may end, and which signs are not the language's own, each with what it writes instead.

    Words are broken by `syllables`, or by the pyphen dictionary named in `dictionary`, or not at all.
    """

    no_break_after: tuple[str, ...] = ()
    no_break_before: tuple[str, ...] = ()
    wrong_signs: Forms = field(default_factory=dict)
    wrong_ends: Forms = field(default_factory=dict)
    syllables: Syllables | None = None
    dictionary: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Language:
    """How a locale writes. `locale` and `tag` are the locale asked for (`en-GB`).

    `cldr` is its id in CLDR, for suggestions in hints; `plural_rules` give the plural category of a number.
    """

    locale: str
    tag: str
    cldr: str
    own_name: str
    direction: str
    plural_header: str
    plural_count: int
    plural_rules: Mapping[str, Rule]
    numbers: Numbers
    endings: Endings
    nouns: Nouns
    name_cases: tuple[str, ...]
    quantities: Quantities
    units: Mapping[str, Unit]
    dates: Dates
    lists: Mapping[str, Forms]
    letters: Letters
    places: Mapping[str, Forms]
    typesetting: Typesetting


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityText:
    """A quantity as it prints: `lead` before the digits, `number` the digits, `tail` after them.

    `lead` + `number` + `tail` is `text`. Of a part of a whole, `number` is the part.
    """

    lead: str
    number: str
    tail: str
    text: str
