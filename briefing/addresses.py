"""Addresses of the web: what makes one lead elsewhere than it seems to."""

import re
import unicodedata
from typing import Final

from briefing.scripts import looks_latin, script_of

_PARTS: Final = re.compile(r"https?://(?P<authority>[^/?#]*)", re.I)
_PORT: Final = re.compile(r":[0-9]{1,5}\Z")
_TOGETHER: Final = frozenset({"HIRAGANA", "KATAKANA", "CJK", "HANGUL", "BOPOMOFO"})


def address_fault(address: str) -> tuple[str, str] | None:
    """Say what is deceptive about an address, and what to type; None for nothing, and for what is no address."""
    found = _PARTS.match(address)
    if found is None:
        return None
    authority = found["authority"]
    if "\\" in address:
        return f"`{address}` holds a backslash, which browsers read as `/`", "write `/`"
    if "@" in authority:
        name, host = authority.rsplit("@", 1)
        message = f"`{address}` leads to `{host}`: what stands before `@` is the name of a user"
        return (
            message,
            f"write `{address.replace(f'{name}@', '', 1)}` if that is the place, or the right address",
        )
    return _host_fault(_PORT.sub("", authority))


def _host_fault(host: str) -> tuple[str, str] | None:
    if re.fullmatch(r"\[[0-9A-Fa-f:.]+\]", host):
        return None
    hint = "open the address in a browser, and copy it from there"
    labels = host.removesuffix(".").split(".")
    if unicodedata.normalize("NFKC", host.lower()) != host.lower() or not all(map(_is_label, labels)):
        return f"`{host}` is no host of the web", hint
    for label in labels:
        shown = _decoded(label)
        if shown is None:
            return f"`{label}` is no host of the web", hint
        scripts = {script for letter in shown if (script := script_of(letter))}
        if len(scripts) > 1 and not scripts <= _TOGETHER | {"LATIN"}:
            listed = " and ".join(sorted(script.title() for script in scripts))
            return f"`{label}` mixes letters of {listed} in a host", hint
        if looks_latin(shown) and labels[-1].isascii():
            return f"`{label}` is written in {scripts.pop().title()} and looks Latin", hint
    return None


def _is_label(label: str) -> bool:
    """Whether a part of a host holds letters, digits, marks and hyphens alone."""
    signs = label.replace("_", "-")
    is_clean = all(c == "-" or c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") for c in signs)
    return bool(label) and is_clean and not signs.startswith("-") and not signs.endswith("-")


def _decoded(label: str) -> str | None:
    """Give a label as a browser may show it; None where it cannot be decoded."""
    if not label.lower().startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, ValueError):
        return None
