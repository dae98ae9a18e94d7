"""Texts of the fact file into numbers, flags and dates; a text that is none of them says so with its code.

The errors are pydantic's, so that all of a file come out together; `type` is the BR code, `ctx` has the hint.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from pydantic_core import PydanticCustomError

from briefing.facts.edtf import DateFaultError, read_when
from briefing.values import When

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?")
_GROUPED: Final = re.compile(r"-?\d{1,3}([ \u00a0\u202f\u2009.,'_]\d{3})+")


def decimal_of_text(value: object) -> Decimal:
    """Read a plain decimal number, keeping the digits that were typed."""
    if isinstance(value, Decimal):
        return value
    text = _text(value, "a number", "write it plainly, as `25000` or `58.3`")
    if not _NUMBER.fullmatch(text):
        raise _fault("BR210", f"`{text}` is not a plain number", _number_hint(text))
    return Decimal(text)


def number_of_text(text: str) -> Decimal:
    """Read a plain decimal number typed elsewhere; raises `ValueError` with a message and a hint."""
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"`{text}` is not a plain number", _number_hint(text))
    return Decimal(text)


def integer_of_text(value: object) -> int:
    """Read a whole number."""
    if isinstance(value, int):
        return value
    text = _text(value, "a whole number", "write it plainly, as `30`")
    if not re.fullmatch(r"0|[1-9][0-9]{0,8}", text):
        raise _fault("BR210", f"`{text}` is not a whole number", "write it plainly, as `30`")
    return int(text)


def flag_of_text(value: object) -> bool:
    """Read `true` or `false`, and nothing else that YAML 1.1 took for them."""
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise _fault("BR212", f"`{value}` is neither `true` nor `false`", "write `true` or `false`")
    return value == "true"


def instant_of_text(value: object) -> datetime:
    """Read a time with its zone: `2026-03-12T06:00+04:00` (ISO 8601-1, 5.4.2.1 and 5.3.4.1)."""
    if isinstance(value, datetime):
        return value
    hint = "write day, time and zone, as `2026-03-12T06:00+04:00`, or `…T06:00Z` for UTC"
    text = _text(value, "a time", hint)
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise _fault("BR211", f"`{text}` is no time", hint) from None
    if read.tzinfo is None or "T" not in text:
        raise _fault("BR211", f"`{text}` does not say in which zone", hint)
    return read


def when_of_tree(value: object) -> When:
    """Read a date: a text, or `{edtf: 199X, part: early}`."""
    if isinstance(value, When):
        return value
    part: object = None
    if isinstance(value, Mapping):
        fields: dict[str, object] = dict(value)
        strange = sorted(fields.keys() - {"edtf", "part"})
        if strange or "edtf" not in fields:
            message = f"a date has no key `{strange[0]}`" if strange else "a date has no `edtf`"
            raise _fault("BR211", message, "write `{edtf: 199X, part: early}`")
        value, part = fields["edtf"], fields.get("part")
    text = _text(value, "a date", "write `2023-09-19`, `2023-09`, `2023` or `{edtf: 199X, part: early}`")
    try:
        return read_when(text, None if part is None else str(part))
    except DateFaultError as fault:
        raise _fault("BR211", fault.message, fault.hint) from fault


def citations_of_tree(value: object) -> object:
    """Let a plain source id stand for a citation without a place in the source."""
    if not isinstance(value, list | tuple):
        return value
    return [{"source": item} if isinstance(item, str) else item for item in value]


def _text(value: object, wanted: str, hint: str) -> str:
    if not isinstance(value, str):
        shape = "nothing" if value is None else "a list or mapping"
        raise _fault("BR224", f"{shape} stands where {wanted} is wanted", hint)
    return value


def _number_hint(text: str) -> str:
    if _GROUPED.fullmatch(text):
        bare = re.sub(r"[^0-9-]", "", text)
        return f"type `{bare}`; the separators of each language are added when it prints"
    if re.fullmatch(r"0[0-9]+", text):
        return f"type `{text.lstrip('0') or '0'}`, without zeros in front"
    if re.fullmatch(r"[0-9.]+,[0-9]+", text):
        return f"type `{text.replace('.', '').replace(',', '.')}`, with a full stop before the decimals"
    if text.endswith("%"):
        return f"type `{text.rstrip('% ')}` and `unit: percent`"
    return "write digits only, as `25000` or `58.3`; words belong in `qualifier` and `unit`"


def _fault(code: str, message: str, hint: str) -> PydanticCustomError:
    # pydantic fills braces in the template from the context, so the user's text must come in through it
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})
