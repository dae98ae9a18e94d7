"""A pseudo-locale: every message accented, a third longer and in brackets; what has none is in no catalogue."""

from typing import Final

from briefing.placeholders import parse_message

LOCALE: Final = "en-XA"
"""The tag that CLDR and Android keep for accented English."""

_PLAIN: Final = "AaCcDdEeGgIiLlNnOoRrSsTtUuWwYyZz"
_ACCENTED: Final = "ÁáĆćĎďÉéĞğÍíĽľŇňÓóŘřŠšŤťÚúŴŵÝýŽž"
_LETTERS: Final = str.maketrans(_PLAIN, _ACCENTED)


def pseudo_of(text: str) -> str:
    """Write a message in pseudo-English; its placeholders stay as they are."""
    parsed = parse_message(text)
    written, end = "", 0
    for placeholder in parsed.placeholders:
        written += text[end : placeholder.offset].translate(_LETTERS)
        end = placeholder.offset + placeholder.length
        written += text[placeholder.offset : end]
    written += text[end:].translate(_LETTERS)
    return f"[{written} {'~' * max(1, len(text) // 3)}]"
