"""What CLDR knows, through Babel, for hints alone: nothing that Babel says reaches a page.

The only module of the room that imports Babel, and only when a finding asks for a suggestion.
"""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from babel import Locale

_PLAIN: Final = re.compile(r"\w[\w .’ʼ-]*")
_WIDTHS: Final = {"cldr format": "format", "cldr stand-alone": "stand-alone"}


def is_known(cldr: str) -> bool:
    """Whether CLDR has data of a locale, such as `hy` or `en_GB`; Babel is looked at, not imported."""
    folder = _data_folder()
    return folder is None or (cldr.isidentifier() and cldr != "root" and (folder / f"{cldr}.dat").is_file())


def territory_name(cldr: str, code: str) -> str | None:
    """Give the name of a country or region by its ISO 3166 code, as CLDR has it."""
    name = _locale(cldr).territories.get(code)
    return str(name) if name is not None else None


def territory_named(cldr: str, name: str) -> str | None:
    """Give the ISO 3166 code of a country or region by its name in a language."""
    return next((code for code, known in _locale(cldr).territories.items() if known == name), None)


def suggestion(cldr: str, path: tuple[str, ...], value: object) -> str | None:
    """Give what CLDR has for a key of `language.yaml`, as YAML on one line; None when it has nothing.

    A word that stands for a number and its unit at once (French `mille`) is left out: no digit may be lost.
    """
    if not is_known(cldr):
        return None
    match path:
        case ("plural_rules",):
            return _mapping(_plural_rules(cldr))
        case ("numbers", "compact"):
            return _mapping(_compact(cldr))
        case ("dates", "weekdays"):
            return f"{{nom: {_listed(_locale(cldr).days['stand-alone']['wide'], range(7))}}}"
        case ("dates", "weekdays", _):
            return _listed(_locale(cldr).days["format"]["wide"], range(7))
        case ("dates", "months", _):
            width = _WIDTHS.get(str(value), "stand-alone")
            return _listed(_locale(cldr).months[width]["wide"], range(1, 13))
        case ("lists",):
            return _mapping({kind: _list_patterns(cldr, kind) for kind in ("and", "or")})
        case ("lists", "and" | "or" as kind):
            return _mapping(_list_patterns(cldr, kind))
        case ("lists", "and" | "or" as kind, key):
            return json.dumps(_list_patterns(cldr, kind).get(key), ensure_ascii=False)
        case _:
            return None


def _plural_rules(cldr: str) -> Mapping[str, str]:
    rules = {}
    for category, rule in _locale(cldr).plural_form.rules.items():
        words = str(rule).replace(" not in ", " != ").replace(" in ", " = ").replace(" mod ", " % ")
        rules[str(category)] = words
    return rules


def _compact(cldr: str) -> Mapping[str, object]:
    """Give the words of thousands, millions and so on, by plural category where they have more than one form."""
    by_category = _locale(cldr).compact_decimal_formats["long"]
    found: dict[str, object] = {}
    for power, other in by_category["other"].items():
        if str(other.pattern).count("0") == 1:
            forms = {
                str(category): _with_place(str(patterns[power].pattern))
                for category, patterns in by_category.items()
                if power in patterns and "0" in str(patterns[power].pattern)
            }
            found[str(power)] = forms if len(set(forms.values())) > 1 else forms["other"]
    return {power: forms for power, forms in found.items() if forms != "{n}"}


def _with_place(pattern: str) -> str:
    return pattern.replace("0", "{n}").replace("'", "").replace(" ", "\u00a0")


def _list_patterns(cldr: str, kind: str) -> Mapping[str, str]:
    style = {"and": "standard", "or": "or"}[kind]
    return {str(key): str(pattern) for key, pattern in _locale(cldr).list_patterns[style].items()}


def _listed(names: Mapping[int, object], keys: range) -> str:
    words = (str(names[key]) for key in keys)
    return f"[{', '.join(word if _PLAIN.fullmatch(word) else _yaml(word) for word in words)}]"


def _mapping(content: Mapping[str, object]) -> str:
    pairs = (f"{key}: {_yaml(value)}" for key, value in content.items())
    return f"{{{', '.join(pairs)}}}"


def _yaml(value: object) -> str:
    if isinstance(value, Mapping):
        return _mapping(value)
    return json.dumps(value, ensure_ascii=False).replace("\u00a0", "\\u00A0").replace("\u202f", "\\u202F")


def _data_folder() -> Path | None:
    from importlib.util import find_spec

    package = find_spec("babel")
    if package is None or package.origin is None:
        return None
    folder = Path(package.origin).parent / "locale-data"
    return folder if folder.is_dir() else None


@lru_cache
def _locale(cldr: str) -> "Locale":
    from babel import Locale

    return Locale.parse(cldr)
