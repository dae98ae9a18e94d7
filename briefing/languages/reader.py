"""`locales/<locale>/language.yaml` into a Language: the shape checked, every fault with its place.

A language is data: a new one needs a file, no code. `briefing.languages.schema` describes its keys.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast, get_args

from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, Inputs
from briefing.languages.cldr import is_known, suggestion
from briefing.languages.loose_ends import loose_ends
from briefing.languages.model import (
    Dates,
    Endings,
    Language,
    Letters,
    Nouns,
    Numbers,
    Quantities,
    Syllables,
    Typesetting,
    Unit,
)
from briefing.languages.numerals import plural_parts
from briefing.languages.plurals import parse_rule
from briefing.languages.schema import schema
from briefing.languages.shape import Fault, faults
from briefing.trees import Tree, read_tree
from briefing.values import Qualifier

# The shape is checked before anything is built of it, so the builders may index freely.
Plain = Mapping[str, Any]


def read_language(inputs: Inputs, locale: str) -> Outcome[Language | None]:
    """Read how a locale writes: `en-GB` from `locales/en-GB/language.yaml`, else `locales/en/…`."""
    short = locale.split("-", maxsplit=1)[0]
    names = [f"locales/{name}/language.yaml" for name in dict.fromkeys((locale, short))]
    for name in names:
        found = inputs.read(name)
        if found.value is not None:
            break
        if found.diagnostics:
            return Outcome(value=None, diagnostics=found.diagnostics)
    else:
        hint = f"write `{names[-1]}`; one of a language near to it is a good start"
        finding = diagnose("BR109", f"`{locale}` has no language data", Span(file=names[-1]), hint=hint)
        return Outcome(value=None, diagnostics=(finding,))
    return _of_file(found.value, locale)


@lru_cache(maxsize=64)
def _of_file(file: InputFile, locale: str) -> Outcome[Language | None]:
    """Give the language that a file describes, once for each content: a process that stays meets the same again."""
    tree = read_tree(file)
    if tree.value is None:
        empty = diagnose("BR110", "the file is empty", Span(file=file.name), hint="write its keys")
        return Outcome(value=None, diagnostics=tree.diagnostics or (empty,))
    findings = (*tree.diagnostics, *_findings(tree.value))
    if any(finding.is_error for finding in findings):
        return Outcome(value=None, diagnostics=findings)
    return Outcome(value=_language(cast("Plain", tree.value.plain), locale), diagnostics=findings)


def _findings(tree: Tree) -> Iterator[Diagnostic]:
    found: list[Fault] = list(faults(schema(tree.plain), tree.plain))
    if not found:
        found = list(_loose_ends(cast("Plain", tree.plain)))
    for fault in found:
        span = tree.key_span(*fault.path) if fault.at_key else tree.span(*fault.path)
        yield diagnose("BR110", fault.message, span, hint=_suggested(fault, tree.plain) or fault.hint)


def _loose_ends(plain: Plain) -> Iterator[Fault]:
    """Give the faults between keys: of the file itself, else of each region laid over it."""
    own = list(loose_ends(plain))
    yield from own
    for region, over in {} if own else plain.get("regions", {}).items():
        for fault in loose_ends(_laid_over(plain, over)):
            yield replace(fault, path=("regions", region, *fault.path))


def _suggested(fault: Fault, plain: object) -> str | None:
    """Give the hint of a fault where CLDR has what the file lacks: the very line to write."""
    if not isinstance(plain, dict) or not isinstance(plain.get("cldr"), str):
        return None
    path = (*fault.path, fault.lacks) if fault.lacks else fault.path
    if not fault.lacks and fault.at_key:
        return None
    value: object = plain
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    words = suggestion(plain["cldr"], path, value)
    if words is None:
        return None
    return f"add `{path[-1]}: {words}`" if fault.lacks else f"write `{path[-1]}: {words}`"


def _language(base: Plain, locale: str) -> Language:
    subtags = [tag for tag in locale.split("-")[1:] if tag.isupper() or tag.isdecimal()]
    region = subtags[0] if subtags else base["region"]
    plain = _laid_over(base, base.get("regions", {}).get(region, {}))
    regional = f"{plain['cldr']}_{region}"
    return Language(
        locale=locale,
        tag=locale,
        cldr=regional if is_known(regional) else plain["cldr"],
        own_name=plain["name"],
        direction=plain["direction"],
        plural_header=plain["plural"],
        plural_count=plural_parts(plain["plural"])[0],
        plural_rules={category: parse_rule(rule) for category, rule in plain["plural_rules"].items()},
        numbers=_numbers(plain["numbers"]),
        endings=_endings(plain["endings"]),
        nouns=_nouns(plain["nouns"]),
        name_cases=tuple(plain["name_cases"]),
        quantities=_quantities(plain["quantities"]),
        units={name: _unit(unit, plain["quantities"]["phrase"]) for name, unit in plain["units"].items()},
        dates=_dates(plain["dates"]),
        lists=plain["lists"],
        letters=_letters(plain),
        places=plain["places"],
        typesetting=_typesetting(plain.get("typesetting", {})),
    )


def _laid_over(base: Plain, over: Plain) -> Plain:
    """Lay the keys of one mapping over another, mappings within key by key."""
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = _laid_over(merged[key], value) if both else value
    return merged


def _numbers(plain: Plain) -> Numbers:
    words = {int(power): _forms(pattern) for power, pattern in plain["compact"].items()}
    compact = dict(sorted(words.items(), reverse=True))
    return Numbers(**{**plain, "group_from": int(plain["group_from"]), "compact": compact})


def _endings(plain: Plain) -> Endings:
    groups = {name: tuple(words) for name, words in plain["groups"].items()}
    return Endings(groups=groups, forms=plain["forms"])


def _nouns(plain: Plain) -> Nouns:
    agreement = {
        case: {number: tuple(forms.split()) for number, forms in by_number.items()}
        for case, by_number in plain["agreement"].items()
    }
    return Nouns(agreement=agreement, own=tuple(plain["own"]), ranges=plain["ranges"])


def _quantities(plain: Plain) -> Quantities:
    parts, qualifiers = plain["part_of"], get_args(Qualifier)
    return Quantities(
        phrase=plain["phrase"],
        qualifiers={name: _forms(pattern) for name, pattern in plain["qualifiers"].items()},
        measured=tuple(plain["measured"]["units"]),
        measured_qualifiers={n: _forms(pattern) for n, pattern in plain["measured"]["qualifiers"].items()},
        part_of={case: pattern for case, pattern in parts.items() if case not in (*qualifiers, "own")},
        part_of_qualified={q: _forms(parts[q]) for q in qualifiers if q in parts},
        part_of_own=_forms(parts["own"]) if "own" in parts else {},
        below_zero=plain.get("below_zero", ""),
    )


def _forms(pattern: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"other": pattern} if isinstance(pattern, str) else pattern


def _unit(plain: str | Mapping[str, str], phrase: str) -> Unit:
    if isinstance(plain, str):
        return Unit(words={"all": plain}, pattern=phrase)
    words = {form: word for form, word in plain.items() if form != "pattern"}
    return Unit(words=words, pattern=plain.get("pattern", phrase))


def _dates(plain: Plain) -> Dates:
    return Dates(
        months={form: tuple(names) for form, names in plain["months"].items()},
        weekdays={form: tuple(names) for form, names in plain["weekdays"].items()},
        seasons={form: tuple(names) for form, names in plain.get("seasons", {}).items()},
        patterns={key: block for key, block in plain.items() if key not in ("months", "weekdays", "seasons")},
    )


def _typesetting(plain: Plain) -> Typesetting:
    syllables = plain.get("syllables")
    return Typesetting(
        no_break_after=tuple(plain.get("no_break_after", ())),
        no_break_before=tuple(plain.get("no_break_before", ())),
        wrong_signs=plain.get("wrong_signs", {}),
        wrong_ends=plain.get("wrong_ends", {}),
        syllables=_syllables(syllables) if syllables is not None else None,
        dictionary=plain.get("dictionary", ""),
    )


def _syllables(plain: Plain) -> Syllables:
    return Syllables(
        vowels=tuple(plain["vowels"]),
        consonants=plain["consonants"],
        closed=tuple(plain.get("closed", ())),
        glides=plain.get("glides", ""),
        onsets=tuple(plain.get("onsets", ())),
        codas=tuple(plain.get("codas", ())),
        hiatus=plain.get("hiatus") == "parted",
    )


def _letters(plain: Plain) -> Letters:
    letters, quotes = plain["letters"], plain["quotes"]
    return Letters(
        upper=letters.get("upper", {}),
        lower=letters.get("lower", {}),
        title=letters.get("title", {}),
        alphabet=letters["alphabet"],
        sorts_as=letters.get("sorts_as", {}),
        outer_quotes=(quotes["outer"][0], quotes["outer"][1]),
        inner_quotes=(quotes["inner"][0], quotes["inner"][1]),
    )
