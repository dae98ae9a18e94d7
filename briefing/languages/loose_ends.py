"""Faults that a shape cannot see: one key of `language.yaml` naming what another one lacks."""

import re
from collections.abc import Iterator, Mapping
from gettext import c2py
from typing import Any

from briefing.diagnostics import one_of
from briefing.languages.cldr import is_known
from briefing.languages.numerals import plural_parts
from briefing.languages.patterns import places_of
from briefing.languages.plurals import parse_rule
from briefing.languages.shape import Fault

Plain = Mapping[str, Any]


def loose_ends(plain: Plain) -> Iterator[Fault]:
    """Give the faults between the keys of a file whose shape is right."""
    if not is_known(plain["cldr"]):
        yield Fault(
            ("cldr",), f"CLDR has no locale `{plain['cldr']}`", "write its language code, such as `hy`"
        )
    yield from _plural_faults(plain)
    yield from _rule_faults(plain["plural_rules"])
    yield from _compact_faults(plain["numbers"]["compact"])
    yield from _ending_faults(plain["endings"])
    yield from _noun_faults(plain)
    yield from _list_faults(plain["lists"])
    for names in ("months", "weekdays"):
        if "nom" not in plain["dates"][names]:
            message, hint = f"`dates.{names}` lacks `nom`", "add `nom: […]`, the plain names"
            yield Fault(("dates", names), message, hint, at_key=True, lacks="nom")
    if "season" in plain["dates"] and "nom" not in plain["dates"].get("seasons", {}):
        message, hint = (
            "`dates.season` has no names",
            "add `seasons: {nom: […]}` beside it, from spring to winter",
        )
        yield Fault(("dates", "season"), message, hint, at_key=True)


def _plural_faults(plain: Plain) -> Iterator[Fault]:
    hint = "write a gettext header: `nplurals=2; plural=(n != 1);`"
    count, formula = plural_parts(plain["plural"])
    if not formula:
        yield Fault(("plural",), f"`{plain['plural']}` is not a plural header", hint)
        return
    try:
        index = c2py(formula)
        used = {index(n) for n in range(1000)}
    except (ValueError, ZeroDivisionError) as error:
        yield Fault(("plural",), f"`{formula}` is not a plural formula: {error}", hint)
        return
    if used != set(range(count)):
        yield Fault(("plural",), f"the formula gives {len(used)} forms, the header says {count}", hint)
    if len(plain["nouns"]["own"]) != count:
        message = f"`nouns.own` has {len(plain['nouns']['own'])} forms, the plural header {count}"
        yield Fault(("nouns", "own"), message, "name one form for each plural form of a PO message")


def _rule_faults(rules: Plain) -> Iterator[Fault]:
    for category, rule in rules.items():
        try:
            parse_rule(rule)
        except ValueError as error:
            hint = "write it as CLDR does: `v = 0 and i % 10 = 2..4`"
            yield Fault(("plural_rules", category), f"`{rule}` is not a plural rule: {error}", hint)


def _compact_faults(compact: Plain) -> Iterator[Fault]:
    for power, forms in compact.items():
        path = ("numbers", "compact", power)
        if not re.fullmatch("10{3,30}", power):
            hint = "write `1000`, `1000000` or another of that kind"
            yield Fault(path, f"`{power}` is not a power of ten from 1000 on", hint, at_key=True)
        for pattern in (forms,) if isinstance(forms, str) else forms.values():
            if pattern.count("{n}") != 1:
                yield Fault(
                    path, f"`{pattern}` does not have `{{n}}` once", "write `{n}` where the number stands"
                )


def _number_faults(plain: Plain) -> Iterator[Fault]:
    """Find numbers that `nouns` names and no number is: a noun after them would never have its form."""
    rules = (*plain["plural_rules"], "other")
    for case, by_number in plain["nouns"]["agreement"].items():
        for number in by_number:
            if number not in rules and not re.fullmatch(r"=\d+|\*000", number):
                path = ("nouns", "agreement", case, number)
                yield Fault(path, f"`{number}` has no plural rule", one_of(number, rules), at_key=True)
    if plain["nouns"]["ranges"] not in (*rules, "end"):
        message = f"`{plain['nouns']['ranges']}` has no plural rule"
        yield Fault(("nouns", "ranges"), message, one_of(plain["nouns"]["ranges"], (*rules, "end")))


def _list_faults(lists: Plain) -> Iterator[Fault]:
    for kind, patterns in lists.items():
        for key, pattern in patterns.items():
            if [name for name, _ in places_of(pattern)] != ["0", "1"]:
                message, hint = (
                    f"`{pattern}` does not join `{{0}}` and `{{1}}`",
                    "write both once, `{0}` first",
                )
                yield Fault(("lists", kind, key), message, hint)


def _ending_faults(endings: Plain) -> Iterator[Fault]:
    for group in endings["groups"]:
        if group not in endings["forms"]:
            path = ("endings", "groups", group)
            yield Fault(
                path, f"group `{group}` has no endings", f"add `{group}: {{…}}` to `forms`", at_key=True
            )
    for group in endings["forms"]:
        if group not in endings["groups"]:
            yield Fault(
                ("endings", "forms", group),
                f"no group `{group}`",
                one_of(group, endings["groups"]),
                at_key=True,
            )


def _noun_faults(plain: Plain) -> Iterator[Fault]:
    agreement, units = plain["nouns"]["agreement"], plain["units"]
    if "nom" not in agreement:
        yield Fault(
            ("nouns", "agreement"), "`nouns.agreement` lacks `nom`", "add the plain form", at_key=True
        )
        return
    for case, by_number in agreement.items():
        if "other" not in by_number:
            path = ("nouns", "agreement", case)
            yield Fault(
                path, f"case `{case}` lacks `other`", "add `other: …`, the form of every other number"
            )
    yield from _number_faults(plain)
    wanted = {form for forms in agreement["nom"].values() for form in forms.split()}
    for name, unit in units.items():
        if not isinstance(unit, str) and "all" not in unit and not wanted & set(unit):
            hint = f"add one of {', '.join(sorted(wanted))}, or `all`"
            yield Fault(("units", name), f"unit `{name}` has no plain form", hint, at_key=True)
    for name in plain["quantities"]["measured"]["units"]:
        if name not in units:
            yield Fault(
                ("quantities", "measured", "units"), f"there is no unit `{name}`", one_of(name, units)
            )
