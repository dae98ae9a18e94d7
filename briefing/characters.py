"""Characters that hide, reorder or break text, found in any text; and a text with those spelled out.

One rule for everything that comes in: files after decoding, their escapes, and the words of the command line. It
follows UTS #39 and UTS #55, and RFC 5892 for the joiners, which Persian and the scripts of India cannot do without.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_MARKS: Final = 4
"""The most combining marks on one letter; Vietnamese and pointed Hebrew need three."""

_NEWLINES: Final = "\t\n"
_PLAIN: Final = (
    r"\t\n -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u0482\u048a-\u052f"
    r"\u0531-\u0556\u0559-\u058a\u10d0-\u10ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2190-\u23ff"
)
_UNUSUAL: Final = re.compile(f"[^{_PLAIN}]")
_BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd")
"""Characters that Unicode counts as letters, marks or signs and that show nothing, or that something was lost."""

_VISIBLE_FORMATS: Final = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Signs of Arabic and Syriac that Unicode calls formats and that are printed."""

_NON_JOINER: Final = "\u200c"
_JOINERS: Final = frozenset("\u200c\u200d")
_JOINED: Final = frozenset(
    (
        "ARABIC",
        "SYRIAC",
        "MONGOLIAN",
        "NKO",
        "MANDAIC",
        "DEVANAGARI",
        "BENGALI",
        "GURMUKHI",
        "GUJARATI",
        "ORIYA",
        "TAMIL",
        "TELUGU",
        "KANNADA",
        "MALAYALAM",
        "SINHALA",
        "KHMER",
        "MYANMAR",
        "TIBETAN",
    )
)
"""Scripts whose spelling needs joiners."""

_UNNAMED: Final = {
    "Cc": "a control character",
    "Cs": "half of a surrogate pair",
    "Co": "a private-use character",
}
_SIMPLE: Final = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_SIGN: Final = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)|[^\\]", re.S)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """A run of one forbidden character, or of too many marks: where it stands in its text, and what is wrong."""

    offset: int
    length: int
    message: str


def hidden_characters(text: str) -> Iterator[Hidden]:
    """Find the characters that do not belong in a text, a run of the same one as one."""
    found: Hidden | None = None
    for match in _UNUSUAL.finditer(text):
        message = _fault(text, match.start())
        if message is None:
            continue
        if found is not None and found.offset + found.length == match.start() and found.message == message:
            found = Hidden(offset=found.offset, length=found.length + 1, message=message)
            continue
        if found is not None:
            yield found
        found = Hidden(offset=match.start(), length=1, message=message)
    if found is not None:
        yield found


def typed_places(source: str, character: str) -> list[tuple[int, int]]:
    r"""Give offset and length of every time a quoted text of YAML or TOML has a character, raw or as `\u200b`."""
    return [(m.start(), len(m[0])) for m in _SIGN.finditer(source) if _decoded(m) == character]


def visible(text: str, *, keep: str = "") -> str:
    r"""Spell out what a terminal would obey or hide: controls and bidirectional marks as `\u{202e}`."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(sign if sign in keep else _visible_sign(sign) for sign in text)


def visible_lines(text: str) -> str:
    """Spell out the same in a text of several lines, whose line ends and tabs stay."""
    return visible(text, keep=_NEWLINES)


def visible_json(text: str) -> str:
    r"""Spell out the same in JSON, as its own escapes: `\u009b`. What it holds stays the same."""
    return re.sub(r"[^\t\n -~]", lambda m: _json_sign(m[0]), text)


def _fault(text: str, at: int) -> str | None:
    """Say what is wrong with the character at an offset; None for nothing."""
    sign = text[at]
    category = unicodedata.category(sign)
    if sign in _JOINERS:
        return None if _is_joiner_needed(text, at) else _named(sign)
    if _is_selector(sign):
        return None if _has_variant(text[at - 1] if at else "", sign) else _named(sign)
    if category in ("Mn", "Me") and sign not in _BLANK:
        run = text[max(at - MAX_MARKS, 0) : at + 1]
        is_endless = len(run) > MAX_MARKS and all(unicodedata.category(c) in ("Mn", "Me") for c in run)
        return f"more than {MAX_MARKS} marks stand on one letter" if is_endless else None
    if sign in _BLANK:
        return _named(sign)
    is_shown = sign.isprintable() or category == "Zs" or sign in _VISIBLE_FORMATS
    return None if is_shown else _named(sign)


def _named(sign: str) -> str:
    category = unicodedata.category(sign)
    name = unicodedata.name(sign, "").lower() or _UNNAMED.get(category, "no character of Unicode")
    return f"U+{ord(sign):04X} ({name}) does not belong in a text"


def _is_joiner_needed(text: str, at: int) -> bool:
    """Whether a joiner stands at a letter of a script that is spelled with joiners.

    The non-joiner parts two such letters, or one from a digit or a placeholder: Persian `{people}‌ها`.
    """
    before, after = text[at - 1] if at else "", text[at + 1 : at + 2]
    if text[at] != _NON_JOINER:
        return _is_joined(before)
    sides = (_is_joined(before), _is_joined(after))
    other = after if sides[0] else before
    return all(sides) or (any(sides) and (other.isdigit() or other == ("{" if sides[0] else "}")))


def _is_joined(sign: str) -> bool:
    return bool(sign) and unicodedata.name(sign, "").split(" ", 1)[0] in _JOINED


def _is_selector(sign: str) -> bool:
    """Whether a character chooses a variant of the one before it."""
    return (
        "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef" or "\u180b" <= sign <= "\u180f"
    )


def _has_variant(before: str, selector: str) -> bool:
    """Whether the character before a selector has variants: signs do, ideographs do, letters and digits do not."""
    name = unicodedata.name(before, "") if before else ""
    if "\u180b" <= selector <= "\u180f":
        return name.startswith("MONGOLIAN")
    if selector in "\ufe0e\ufe0f":
        return bool(before) and unicodedata.category(before) in ("So", "Sm")
    return name.startswith("CJK") or (selector == "\ufe00" and unicodedata.category(before or " ") == "Sm")


def _decoded(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _SIMPLE.get(match[4], match[4]) if match[4] else match[0]


def _visible_sign(sign: str) -> str:
    return f"\\u{{{ord(sign):x}}}" if _is_unseen(sign) else sign


def _is_unseen(sign: str) -> bool:
    """Whether a terminal obeys or hides a character."""
    is_format = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return is_format and sign not in _JOINERS and sign not in _VISIBLE_FORMATS


def _json_sign(sign: str) -> str:
    if not _is_unseen(sign):
        return sign
    code = ord(sign)
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"
