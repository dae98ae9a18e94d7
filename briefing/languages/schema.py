"""What `language.yaml` holds, key by key: the one description that the reader checks a file against.

Every language has the same keys; what a language does not know (cases, endings) it leaves empty or small.

- `name`: what the language calls itself in a switcher. `direction`: ltr or rtl. `cldr`: its id in CLDR.
  `region`: the region that a locale without one means. `plural`: the gettext header `nplurals=…; plural=…;`.
  `plural_rules`: which numbers are `zero`, `one`, `two`, `few` or `many`, in the notation of CLDR; the others are
  `other`. `name_cases`: the cases that names of places and actors may be asked in.
- `numbers`: separators, minus, the least count of digits that is grouped, the dash of ranges; `compact`: the words
  of 1000, 1000000 …, with `{n}` for the number before them, by plural category where they vary.
- `endings`: what follows a numeral. `groups` of last spoken words (`7`; `=2` for the number 2 itself; `*` for
  all others) and `forms` by group; an ending with `{n}` stands around the numeral.
- `nouns`: which form of a noun follows a number. `agreement` by case, then by CLDR plural category, `=2` or
  `*000` (whole thousands): the first listed form that the noun has. `own`: what the plural forms of a PO
  message stand for. `ranges`: the plural category of a range, or `end` when its last number decides.
- `quantities`: patterns of number and unit (`phrase`), by qualifier and case (`other` for the rest), another
  set for units that are `measured`, and `part_of` a whole. There `{part}` is the part, `{whole:case}` the
  whole with its unit, `{of}` the whole without; a key may be a case, a qualifier that needs a phrase of its
  own (by case again, where it has cases), or `own` for a unit of the brief's own, which has no cases (by
  qualifier, where the general pattern of the qualifier does not fit). `below_zero` joins the ends of a range
  of which one is negative: `{low}`, and `{high:case}` with the unit; without it the ends are joined by `…`.
- `dates`: names of `months` and of `weekdays` (Monday first) by form, as they stand inside a sentence; patterns by
  precision, part of a period, kind of interval, and doubt. `seasons` (spring first) with the patterns of a `season`,
  and those of a `time` of day, which has `{time}` and `{zone}` beside the forms of its day, may be absent: then a
  season is printed as its year, and a time after its day.
- `lists`: how `{0}` and `{1}` are joined, with `and` and with `or`: two items (`2`), and of three or more the first
  two (`start`), the last two (`end`) and those between (`middle`).
- `quotes`: outer and inner marks. `letters`: the alphabet in order, letters that sort as others, and casing
  that Unicode's default lacks. `places`: words for `s. 7` and, under `many`, for several: `{n:ordinal}` writes
  the ending at the last number, `{each:ordinal}` at each, joined with "and".
- `units`: the noun of every unit in its forms, `all` for one that does not change; with a `pattern` where it
  does not stand as `phrase` says.
- `typesetting` (may be absent): short words (`no_break_after`) and signs (`no_break_before`) that a line does
  not part from the next or former word; `wrong_signs` and, at the end of a text, `wrong_ends` that the
  language does not use, each with what it writes; how words are broken: by `syllables` (`vowels`, `consonants`,
  vowels that are `closed` by a consonant, `glides` with the `onsets` they may stand in, the only `codas` of
  two, and whether a `hiatus` is parted) or by a `dictionary` of pyphen.
- `regions`: the same keys again, laid over the others for a locale of that region.

All that a page says stands in the file. CLDR is asked for hints alone: of a key that lacks, what it has.
"""

from collections.abc import Mapping
from typing import Final, get_args

from briefing.languages.lists import ABBREVIATIONS
from briefing.languages.plurals import CATEGORIES
from briefing.languages.shape import (
    Either,
    Free,
    Partial,
    Pattern,
    Places,
    Plain,
    Shape,
    Table,
    Whole,
    Word,
    Words,
)
from briefing.values import Part, Precision, Qualifier

PRECISIONS: Final[tuple[str, ...]] = ("day", "month", "year", "decade", "century")
INTERVALS: Final = ("days-of-month", "days-of-year", "months-of-year", "years", "mixed")

_MOMENT_FORMS: Final = ("date", "on", "since", "until", "from", "to", "of", "article")


def schema(plain: Plain) -> Shape:
    """Give the shape of a language file; cases, endings and months that its patterns may name are its own."""
    endings = (*_inner_keys(plain, "endings", "forms"), "roman")
    cases = _keys(plain, "nouns", "agreement")
    phrase = Pattern({"number": (), "unit": ()})
    shapes: dict[str, Shape] = {
        "name": Word(),
        "direction": Word(("ltr", "rtl")),
        "cldr": Word(),
        "region": Word(),
        "plural": Word(),
        "plural_rules": Free(Word(), CATEGORIES),
        "name_cases": Words(),
        "numbers": _numbers(),
        "endings": Table({"groups": Free(Words()), "forms": Free(Free(Pattern({"n": ()})))}),
        "nouns": Table(
            {"agreement": Free(Free(Word())), "own": Words(), "ranges": Word((*CATEGORIES, "other", "end"))}
        ),
        "quantities": _quantities(endings, cases, phrase),
        "units": Free(Either(Word(), Table({}, {"pattern": phrase, **_word_forms(plain)}))),
        "dates": _dates(
            endings, {name: _keys(plain, "dates", f"{name}s") for name in ("month", "weekday", "season")}
        ),
        "lists": Table(dict.fromkeys(("and", "or"), _list())),
        "quotes": Table({"outer": Words(2), "inner": Words(2)}),
        "letters": Table(
            {"alphabet": Word()}, {k: Free(Word()) for k in ("sorts_as", "upper", "lower", "title")}
        ),
        "places": Table({kind: _place(endings) for kind in ABBREVIATIONS}),
    }
    more: dict[str, Shape] = {"typesetting": _typesetting(), "regions": Free(Partial(Table(shapes)))}
    return Table(shapes, more)


def _numbers() -> Shape:
    pattern = Pattern({"n": ()})
    words = Either(pattern, Table({"other": pattern}, dict.fromkeys(CATEGORIES, pattern)))
    signs = {key: Word() for key in ("group", "decimal", "minus", "dash")}
    return Table({**signs, "group_from": Whole(), "compact": Free(words)})


def _list() -> Shape:
    return Table(dict.fromkeys(("2", "start", "middle", "end"), Pattern({"0": (), "1": ()})))


def _typesetting() -> Shape:
    syllables = Table(
        {"vowels": Words(), "consonants": Word()},
        {
            "closed": Words(),
            "glides": Word(),
            "onsets": Words(),
            "codas": Words(),
            "hiatus": Word(("kept", "parted")),
        },
    )
    signs = Free(Word())
    return Table(
        {},
        {
            "no_break_after": Words(),
            "no_break_before": Words(),
            "wrong_signs": signs,
            "wrong_ends": signs,
            "syllables": syllables,
            "dictionary": Word(),
        },
    )


def _quantities(endings: tuple[str, ...], cases: tuple[str, ...], phrase: Pattern) -> Shape:
    phrase_of = Pattern({"n": cases, "number": endings, "unit": cases})
    by_case = Either(phrase_of, Table({"other": phrase_of}, dict.fromkeys(cases, phrase_of)))
    qualifiers = get_args(Qualifier)
    part = Pattern({"part": endings, "whole": cases, "of": endings, "unit": cases})
    qualified = Either(part, Table({"other": part}, dict.fromkeys(cases, part)))
    own = Either(part, Table({"other": part}, dict.fromkeys(qualifiers, part)))
    parts: dict[str, Shape] = {
        **dict.fromkeys(cases, part),
        **dict.fromkeys(qualifiers, qualified),
        "own": own,
    }
    ends = Pattern({"low": endings, "high": cases})
    return Table(
        {
            "phrase": phrase,
            "qualifiers": Table(dict.fromkeys(qualifiers, by_case)),
            "measured": Table({"units": Words(), "qualifiers": Free(by_case, qualifiers)}),
            "part_of": Table({"other": part}, parts),
        },
        {"below_zero": ends},
    )


def _dates(endings: tuple[str, ...], names: Places) -> Shape:
    fields = {"y": endings, "c": endings, "d": endings, "month": names["month"], "weekday": names["weekday"]}
    whole = dict.fromkeys(_MOMENT_FORMS, ())
    both = {**fields, **{f"{name}2": forms for name, forms in fields.items()}}
    parts = get_args(Part)
    blocks: dict[str, Shape] = {precision: _moment(fields) for precision in PRECISIONS}
    blocks |= {part: _moment(whole) for part in parts}
    blocks |= {kind: _interval(both) for kind in INTERVALS}
    blocks |= {doubt: _moment(whole) for doubt in ("approximate", "uncertain")}
    special: dict[str, Shape] = {f"{part}-{p}": _moment(whole) for part in parts for p in get_args(Precision)}
    special |= {
        "seasons": Free(Words(4)),
        "season": _moment({"y": endings, "season": names["season"]}),
        "time": _moment({**whole, "full": (), "time": endings, "zone": ()}),
    }
    return Table({"months": Free(Words(12)), "weekdays": Free(Words(7)), **blocks}, special)


def _moment(places: Places) -> Shape:
    pattern = Pattern(places)
    required = dict.fromkeys(("date", "on", "since", "until"), pattern)
    return Table(required, dict.fromkeys(("from", "to", "of", "article", "full"), pattern))


def _interval(places: Places) -> Shape:
    ends = {"start": _MOMENT_FORMS, "end": _MOMENT_FORMS}
    return Table(dict.fromkeys(("date", "on"), Pattern({**places, **ends})))


def _place(endings: tuple[str, ...]) -> Shape:
    return Table({"one": Pattern({"n": endings}), "many": Pattern({"n": endings, "each": endings})})


def _word_forms(plain: Plain) -> Mapping[str, Shape]:
    agreement = _at(plain, "nouns", "agreement")
    forms: dict[str, None] = {"all": None}
    for case in agreement.values():
        for listed in case.values() if isinstance(case, dict) else ():
            forms |= dict.fromkeys(str(listed).split())
    return dict.fromkeys(forms, Word())


def _keys(plain: Plain, *path: str) -> tuple[str, ...]:
    return tuple(_at(plain, *path))


def _inner_keys(plain: Plain, *path: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(k for inner in _at(plain, *path).values() if isinstance(inner, dict) for k in inner)
    )


def _at(plain: Plain, *path: str) -> Mapping[str, object]:
    for key in path:
        plain = plain.get(key) if isinstance(plain, dict) else None
    return plain if isinstance(plain, dict) else {}
