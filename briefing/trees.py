"""Tree: a YAML document as nested mappings, lists and texts, each with its place. The only door to PyYAML.

Nothing is guessed: every scalar stays the text that was typed, so `43.20`, `no`, `012` and `12:30` keep their
letters; only an unquoted `null`, `~` or nothing at all is None. Anchors, aliases, tags and merge keys are
refused, as are repeated keys, which YAML 1.2 (3.2.1.3) forbids and PyYAML lets pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from briefing.characters import hidden_characters, typed_places
from briefing.diagnostics import Diagnostic, Outcome, Span, diagnose
from briefing.inputs import InputFile, character_findings, forbidden

MAX_DEPTH: Final = 16
MAX_NODES: Final = 400_000
MAX_TEXT: Final = 20_000
NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})

_PLACEHOLDER_FIRST: Final = re.compile(r"""\s*([\w-]+):\s+(\{[^{}]*\}\s*[^\s#"\\][^"\\]*?)\s*$""")

Plain = str | None | list["Plain"] | dict[str, "Plain"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A read document. `plain` is its content; the spans of values and keys are asked for by path."""

    plain: Plain
    name: str
    _values: dict[Path, Span]
    _keys: dict[Path, Span]

    def span(self, *path: str | int) -> Span:
        """Give the span of the value at a path, or of the nearest thing above it that is there."""
        while path and path not in self._values:
            path = path[:-1]
        return self._values.get(path, Span(file=self.name))

    def key_span(self, *path: str | int) -> Span:
        """Give the span of the key at a path, or of the nearest value above it where there is no such key."""
        return self._keys[path] if path in self._keys else self.span(*path)


def read_tree(file: InputFile) -> Outcome[Tree | None]:
    """Read a YAML document; the value is None when it cannot be read whole."""
    import yaml

    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
    found = tuple(character_findings(file))
    if found:
        return Outcome(value=None, diagnostics=found)
    try:
        node = yaml.compose(file.text, Loader=loader)
        features = tuple(_features(yaml.parse(file.text, Loader=loader), file))
    except yaml.MarkedYAMLError as error:
        return Outcome(value=None, diagnostics=(_syntax(error, file),))
    if features:
        return Outcome(value=None, diagnostics=features)
    walk = _Walk(file=file)
    plain = walk.read(node, ()) if node is not None else {}
    tree = Tree(plain=plain, name=file.name, _values=walk.values, _keys=walk.keys)
    return Outcome(value=tree if not walk.is_cut else None, diagnostics=tuple(walk.findings))


@dataclass(slots=True, kw_only=True)
class _Walk:
    """One pass over the nodes: content, places, and what is wrong with the shape of the document."""

    file: InputFile
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Span] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)
    is_cut: bool = False

    def read(self, node: object, path: Path) -> Plain:
        """Give the plain content of a node and note the places of everything in it."""
        import yaml

        span = self._span(node)
        self.values[path] = span
        if len(path) > MAX_DEPTH or len(self.values) > MAX_NODES:
            self._cut("the file nests too deep or holds too much", span)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, span)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        content: dict[str, Plain] = {}
        for key_node, value_node in node.value:
            key_span = self._span(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                message = "a key is a mapping or a list"
                self.findings.append(diagnose("BR201", message, key_span, hint="write a plain word as key"))
                continue
            key = key_node.value
            self._look_through(key_node)
            if key in content:
                self._repeated(key, key_span, self.keys[(*path, key)])
                continue
            self.keys[(*path, key)] = key_span
            content[key] = self.read(value_node, (*path, key))
        return content

    def _scalar(self, node: object, span: Span) -> Plain:
        text: str = node.value  # type: ignore[attr-defined]  # a ScalarNode, told apart by the caller
        if len(text) > MAX_TEXT:
            self._cut(f"a text has more than {MAX_TEXT} characters", span)
        self._look_through(node)
        is_plain = not node.style  # type: ignore[attr-defined]
        return None if is_plain and text in NULLS else text

    def _look_through(self, node: object) -> None:
        """Find what the escapes of a text in double quotes hide; all else was looked at as it is typed."""
        text: str = node.value  # type: ignore[attr-defined]  # a ScalarNode, told apart by the caller
        if node.style != '"':  # type: ignore[attr-defined]
            return
        for hidden in hidden_characters(text):
            sign = text[hidden.offset]
            places = self._places(node, sign)
            index = min(text.count(sign, 0, hidden.offset), len(places) - 1)
            self.findings.append(forbidden(hidden, places[index] if places else self._span(node)))

    def _places(self, node: object, sign: str) -> list[Span]:
        """Give every place where a text in double quotes has a character."""
        start, end = node.start_mark, node.end_mark  # type: ignore[attr-defined]  # every node has marks
        lines = list(self.file.lines[start.line : end.line + 1])
        lines[-1] = lines[-1][: end.column]
        lines[0] = " " * start.column + lines[0][start.column :]
        return [
            self._place(start.line + number, offset + 1, offset + 1 + length)
            for number, line in enumerate(lines, start=1)
            for offset, length in typed_places(line, sign)
        ]

    def _span(self, node: object) -> Span:
        start, end = node.start_mark, node.end_mark  # type: ignore[attr-defined]  # every node has marks
        line, column = start.line + 1, start.column + 1
        if end.line != start.line:
            first = self.file.lines[start.line] if start.line < len(self.file.lines) else ""
            return self._place(line, column, len(first.rstrip()) + 1)
        return self._place(line, column, end.column + 1)

    def _place(self, line: int, column: int, end: int) -> Span:
        end = max(end, column + 1)
        return Span(file=self.file.name, line=line, column=column, end_line=line, end_column=end)

    def _repeated(self, key: str, span: Span, first: Span) -> None:
        note = f"the first stands in line {first.line}"
        hint = "keep one of the two"
        self.findings.append(diagnose("BR208", f"the key `{key}` stands twice", span, hint=hint, note=note))

    def _cut(self, message: str, span: Span) -> None:
        if not self.is_cut:
            hint = "split the brief, or shorten the text"
            self.findings.append(diagnose("BR227", message, span, hint=hint))
        self.is_cut = True


def _features(events: Iterator[object], file: InputFile) -> Iterator[Diagnostic]:
    """Find anchors, aliases, tags and merge keys in the stream of parse events."""
    for event in events:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        is_merge = getattr(event, "value", None) == "<<" and getattr(event, "style", None) in (None, "")
        kind = "anchor or alias" if anchor else "tag" if tag else "merge key" if is_merge else None
        if kind is not None:
            mark = event.start_mark  # type: ignore[attr-defined]  # every event has marks
            span = Span(file=file.name, line=mark.line + 1, column=mark.column + 1)
            hint = "write the value out where it belongs"
            yield diagnose("BR209", f"a YAML {kind} is not read here", span, hint=hint)


def _syntax(error: object, file: InputFile) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = str(getattr(error, "problem", None) or error)
    line = mark.line + 1 if mark else 1
    column = mark.column + 1 if mark else 1
    text = file.lines[line - 1] if line <= len(file.lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())]:
        hint = "indent with spaces, not with tabs"
    elif found := _PLACEHOLDER_FIRST.match(text):
        hint = f'put a text that begins with `{{` in quotes: {found[1]}: "{found[2]}"'
    elif "mapping values" in problem:
        hint = 'put a text that holds `: ` in quotes: key: "text: more"'
    elif "@" in problem or "`" in problem or "%" in problem:
        hint = "put a text that begins with such a character in quotes"
    else:
        hint = "look at the indentation, quotes and brackets here and just above"
    return diagnose(
        "BR201", f"not valid YAML: {problem}", Span(file=file.name, line=line, column=column), hint=hint
    )
