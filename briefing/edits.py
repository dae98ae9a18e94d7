"""Edits: a few values of a YAML document changed where they stand, with every other byte of the file left alone.

Comments, order, quotes and line ends stay. The result is read again and must hold exactly what was meant; if it
does not, nothing is handed on.
"""

import copy
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from briefing.diagnostics import BriefingError
from briefing.inputs import InputFile
from briefing.trees import Plain, read_tree

_PLAIN: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?|[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """A key of a mapping given a value; the key is added when the mapping, which must be there, has none."""

    path: tuple[str, ...]
    value: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Append:
    """A value put at the end of a list; the list is made when its mapping has none."""

    path: tuple[str, ...]
    value: Plain


Edit = Put | Append


def edited(file: InputFile, edits: Sequence[Edit]) -> InputFile:
    """Give the file as it stands after the edits, in order; raises `BriefingError` when that cannot be done safely.

    The bytes are decoded as UTF-8; what stands between the edited places comes out as it went in.
    """
    text = file.data.decode("utf-8")
    before = read_tree(file).value
    wanted: Any = copy.deepcopy(before.plain) if before is not None else None
    for edit in edits:
        text = _applied(text, edit)
        _meant(wanted, edit)
    data = text.encode("utf-8")
    after = InputFile(name=file.name, path=file.path, data=data, digest=sha256(data).hexdigest())
    read = read_tree(after).value
    if read is None or read.plain != wanted:
        raise BriefingError(
            f"`{file.name}` is written in a way that cannot be edited safely; nothing was changed",
            f"make the change by hand: {'; '.join(_told(edit) for edit in edits)}",
        )
    return after


def flow(value: Plain) -> str:
    """Write a value on one line: `{value: 25000, as_of: null}`, texts in quotes where they need any."""
    match value:
        case None:
            return "null"
        case str():
            is_plain = _PLAIN.fullmatch(value) and value not in _WORDS
            return value if is_plain else json.dumps(value, ensure_ascii=False)
        case list():
            return f"[{', '.join(flow(item) for item in value)}]"
        case _:
            return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"


def _told(edit: Edit) -> str:
    return f"{'.'.join(edit.path)}: {flow(edit.value)}"


def _meant(tree: Any, edit: Edit) -> None:
    holder = tree
    for key in edit.path[:-1]:
        holder = holder[key]
    if isinstance(edit, Put):
        holder[edit.path[-1]] = edit.value
    else:
        holder[edit.path[-1]] = [*(holder.get(edit.path[-1]) or []), edit.value]


def _applied(text: str, edit: Edit) -> str:
    holder = _node(text, edit.path[:-1])
    key = edit.path[-1]
    entry = next(((k, v) for k, v in holder.value if k.value == key), None)
    if entry is None:
        return _with_key(text, holder, key, edit.value, is_list=isinstance(edit, Append))
    key_node, value_node = entry
    if (
        isinstance(edit, Append)
        and getattr(value_node, "value", None)
        and not isinstance(value_node.value, str)
    ):
        return _with_item(text, value_node, edit.value)
    value: Plain = [edit.value] if isinstance(edit, Append) else edit.value
    colon = text.index(":", key_node.end_mark.index)
    end = max(_end(text, value_node), colon + 1)
    return f"{text[:colon]}: {flow(value)}{text[end:]}"


def _node(text: str, path: Sequence[str]) -> Any:
    import yaml

    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    node: Any = yaml.compose(text.removeprefix("\ufeff"), Loader=loader)
    if text.startswith("\ufeff"):
        raise BriefingError(
            "the file begins with a byte order mark, which hides where things stand",
            "save it as UTF-8 without a byte order mark",
        )
    for key in path:
        node = next(value for name, value in node.value if name.value == key)
    return node


def _end(text: str, node: Any) -> int:
    """Give where a value ends: of a block its last line, without the white space and comments after it."""
    import yaml

    if isinstance(node, yaml.ScalarNode):
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        return start + len(text[start:end].rstrip()) if node.style in ("|", ">") else end
    if node.flow_style or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    key, value = last if isinstance(last, tuple) else (None, last)
    end = _end(text, value)
    return max(end, text.index(":", key.end_mark.index) + 1) if key is not None else end


def _with_key(text: str, holder: Any, key: str, value: Plain, *, is_list: bool) -> str:
    if holder.flow_style:
        shown: Plain = [value] if is_list else value
        return _in_flow(text, holder, f"{key}: {flow(shown)}")
    indent = " " * int(holder.value[0][0].start_mark.column)
    lines = [f"{key}:", f"  - {flow(value)}"] if is_list else [f"{key}: {flow(value)}"]
    return _after_line(text, _end(text, holder), [indent + line for line in lines])


def _with_item(text: str, node: Any, value: Plain) -> str:
    if node.flow_style:
        return _in_flow(text, node, flow(value))
    column = int(node.start_mark.column)
    return _after_line(text, _end(text, node), [f"{' ' * column}- {flow(value)}"])


def _in_flow(text: str, node: Any, addition: str) -> str:
    close = int(node.end_mark.index) - 1
    inside = text[:close].rstrip(" \r\n\t")
    comma = ", " if node.value and not inside.endswith(",") else " " if inside.endswith(",") else ""
    return f"{inside}{comma}{addition}{text[close:]}"


def _after_line(text: str, offset: int, lines: Sequence[str]) -> str:
    """Put lines after the line of an offset, with the line end that the file has."""
    at = text.find("\n", offset)
    ending = "\r\n" if "\r\n" in text else "\n"
    if at < 0:
        return text + "".join(ending + line for line in lines) + ending
    return text[: at + 1] + "".join(line + ending for line in lines) + text[at + 1 :]
