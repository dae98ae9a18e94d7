"""Settings: what is wrong with the texts of the settings table, whatever they are for.

Characters that hide, words that mix scripts, addresses that deceive, choices and persons that stand twice.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from briefing.addresses import address_fault
from briefing.codes import CODES
from briefing.diagnostics import Diagnostic, Span, diagnose, one_of
from briefing.formats import FORMATS, Format
from briefing.inputs import InputFile, character_findings
from briefing.literals import Literal, hidden_in_literals, literals_of, span_in_literal, span_of_literal
from briefing.persons import fault_of_name, plain_name
from briefing.scripts import mixed_words

_CHOICES: Final = ("locales", "layouts", "formats")
_PERSONS: Final = ("approvers", "reviewers")
_FILES: Final = ("theme", "layouts", "logo", "map")
_LONGEST: Final = 200
"""The most bytes of a name: systems take 255, and endings are put to it."""

_ADDRESS: Final = re.compile(r"https?://\S+")
_TABLE: Final = re.compile(r"^[ \t]*\[\s*(?:tool\s*\.\s*)?briefing\b", re.MULTILINE)


def character_faults(settings: Mapping[str, object], file: InputFile) -> Iterator[Diagnostic]:
    """Find characters that hide: anywhere in a file of ours, in our own settings of a file of all tools."""
    typed = tuple(character_findings(file)) if file.name == "briefing.toml" else ()
    yield from typed or hidden_in_literals(file, frozenset(_texts(settings)))


def text_faults(settings: Mapping[str, object], file: InputFile) -> Iterator[Diagnostic]:
    """Find words that mix scripts and addresses that deceive."""
    for text in dict.fromkeys(_texts(settings)):
        for mixed in mixed_words(text):
            span = _span_in_text(file, text, mixed.offset, len(mixed.word))
            yield diagnose("BR321", mixed.message, span, hint=mixed.hint)
        for match in _ADDRESS.finditer(text):
            if (fault := address_fault(match[0])) is not None:
                span = _span_in_text(file, text, match.start(), len(match[0]))
                yield diagnose("BR253", fault[0], span, hint=fault[1])


def format_faults(formats: Sequence[str], file: InputFile) -> Iterator[Diagnostic]:
    """Find formats that there are not, and a list without the web page, which others link to."""
    for name in formats:
        if name not in FORMATS:
            span, hint = span_of_text(file, name), one_of(name, FORMATS)
            yield diagnose("BR104", f"there is no format `{name}`", span, hint=hint)
    if "html" not in formats:
        listed = ", ".join(f'"{name}"' for name in formats_of(formats))
        message = "`formats` lacks `html`, which the index and the other languages link to"
        hint = f"write `formats = [{listed}]`, and name one format with `--format` where that is enough"
        yield diagnose("BR104", message, span_of_key(file, "formats"), hint=hint)


def formats_of(named: Sequence[str]) -> tuple[Format, ...]:
    """Give those formats that there are, and always the web page."""
    return tuple(name for name in FORMATS if name in named or name == "html")


def severity_faults(severities: Mapping[str, str], file: InputFile) -> Iterator[Diagnostic]:
    """Find codes that do not exist, and severities."""
    known = {*CODES, *(c.name for c in CODES.values())}
    for key, severity in severities.items():
        if key not in known:
            yield diagnose(
                "BR101", f"`severity` names no code `{key}`", span_of_key(file, key), hint=one_of(key, known)
            )
        elif severity not in ("error", "warning", "note"):
            yield diagnose(
                "BR104",
                f"`{severity}` is no severity",
                span_of_text(file, severity),
                hint="write `error`, `warning` or `note`",
            )


def overlong_names(settings: Mapping[str, object]) -> Mapping[str, str]:
    """Give the settings that name a file no system can have, each with that name."""
    found: dict[str, str] = {}
    for key in _FILES:
        value = settings.get(key)
        for text in _texts(value.get("coastline") if isinstance(value, Mapping) else value):
            if any(len(part.encode("utf-8", "surrogatepass")) > _LONGEST for part in text.split("/")):
                found.setdefault(key, text)
    return found


def name_faults(settings: Mapping[str, object], file: InputFile) -> Iterator[Diagnostic]:
    """Find names of files that are longer than a system takes."""
    for key, text in overlong_names(settings).items():
        message = f"`{key}` names a file of {len(text)} letters, at most {_LONGEST} go into a name"
        yield diagnose("BR104", message, span_of_text(file, text), hint="give the file a shorter name")


def unread_tables(read: str, file: InputFile) -> Iterator[Diagnostic]:
    """Find tables of settings that are not read, because those of the project stand in a table of another name."""
    other = "tool.briefing" if read == "briefing" else "briefing"
    for found in re.finditer(rf"^[ \t]*\[({re.escape(other)}((?:\.[\w-]+)*))\]", file.text, re.MULTILINE):
        message = f"`[{found[1]}]` is not read: the settings of this project stand in `[{read}]`"
        span = file.span_of_offset(found.start(1), len(found[1]))
        yield diagnose("BR101", message, span, hint=f"write `[{read}{found[2]}]`")


def severity_table(root: Path) -> str:
    """Give the name of the table that severities stand in, by the file that has the settings of a project."""
    path = root / "briefing.toml"
    with suppress(OSError, UnicodeDecodeError):
        text = path.read_text(encoding="utf-8") if path.is_file() else "[tool.briefing]"
        is_short = re.search(r"^[ \t]*\[briefing\b", text, re.MULTILINE) or "[tool.briefing" not in text
        return "briefing.severity" if is_short else "tool.briefing.severity"
    return "briefing.severity"


def list_faults(settings: Mapping[str, object], file: InputFile) -> Iterator[Diagnostic]:
    """Find what stands twice in a list of choices or persons, and what is no name."""
    for keys, faults in ((_CHOICES, _choice_faults), (_PERSONS, _person_faults)):
        for key in keys:
            value = settings.get(key)
            if isinstance(value, list) and all(isinstance(text, str) for text in value):
                yield from faults(key, value, file)


def span_of_text(file: InputFile, text: str, occurrence: int = 0) -> Span:
    """Give the place of a text of the settings: of the literal that it is, else of where it is typed."""
    found = _literals_of(file, text)
    if found:
        return span_of_literal(file, found[min(occurrence, len(found) - 1)])
    offset = file.text.find(text, _start(file)) if text else -1
    return file.span_of_offset(offset, len(text)) if offset >= 0 else Span(file=file.name)


def _span_in_text(file: InputFile, text: str, offset: int, length: int) -> Span:
    """Give the place of some characters of a text of the settings."""
    found = _literals_of(file, text)
    return span_in_literal(file, found[0], offset, length) if found else span_of_text(file, text)


def _choice_faults(key: str, choices: Sequence[str], file: InputFile) -> Iterator[Diagnostic]:
    """Find choices that stand twice in a list."""
    for index, choice in enumerate(choices):
        if choice in choices[:index]:
            span = span_of_text(file, choice, choices[: index + 1].count(choice) - 1)
            yield diagnose(
                "BR121", f"`{choice}` stands twice in `{key}`", span, hint="take one of the two out"
            )


def _person_faults(key: str, names: Sequence[str], file: InputFile) -> Iterator[Diagnostic]:
    """Find what is no name of a person, and names that differ by capitals, points or spaces alone.

    Names that look alike are one person where they are counted; the table of those is not loaded for every command.
    """
    for index, name in enumerate(names):
        first = next((o for o in names[:index] if plain_name(o) == plain_name(name)), None)
        if (fault := fault_of_name(name)) is not None:
            yield diagnose("BR104", fault[0], span_of_text(file, name), hint=fault[1])
        elif first is not None:
            span = span_of_text(file, name, names[: index + 1].count(name) - 1)
            message = f"`{name}` stands twice in `{key}`" + (f", as `{first}`" if first != name else "")
            yield diagnose("BR121", message, span, hint="take one of the two out")


def _literals_of(file: InputFile, text: str) -> list[Literal]:
    """Give the quoted texts that are a text of the settings, in order."""
    start = _start(file)
    return [o for o in literals_of(file) if o.value == text and o.offset >= start]


def _start(file: InputFile) -> int:
    """Give where the table of the tool begins."""
    table = _TABLE.search(file.text)
    return table.start() if table is not None else 0


def _texts(node: object) -> Iterator[str]:
    """Give all texts of the settings, keys included."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield str(key)
            yield from _texts(value)
    elif isinstance(node, list):
        for item in node:
            yield from _texts(item)


def span_of_key(file: InputFile, key: str) -> Span:
    """Give where a setting stands: its key, before `=` or as the name of a table."""
    found = re.search(
        rf"^[ \t]*[\"']?{re.escape(key)}[\"']?(?=[ \t]*=)|\.{re.escape(key)}(?=\])", file.text, re.M
    )
    if found is None:
        return span_of_text(file, key)
    bare = found[0].lstrip(" \t.")
    return file.span_of_offset(found.end() - len(bare), len(bare))
