"""Jinja held to what a template is for: it chooses and places, computes nothing, reaches nothing, and ends.

Templates may come from strangers. Every attribute and filter is refused unless listed here, and the work of a
page is counted, so that no template can run for ever or fill the memory.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from functools import lru_cache
from inspect import currentframe
from itertools import islice
from types import CodeType
from typing import Any, Final

from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS
from jinja2.runtime import BlockReference, LoopContext, TemplateReference
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from briefing.inputs import Inputs
from briefing.limits import Deadline
from briefing.syntax import OPTIONS, TOO_DEEP, Parsed, TemplateSyntaxError, nodes, parse_template

MAX_STEPS: Final = 200_000
MAX_CHARACTERS: Final = 4_000_000
MAX_DEPTH: Final = 250
"""Frames of Python that templates may take within one another; those of the tool take 40."""

_STEPS_PER_LOOK: Final = 64
"""Steps between two looks at the clock, which costs as much as a step."""

MAX_ITEMS: Final = 10_000
"""Items of lists within lists that a template may make."""

FILTER_NAMES: Final = (
    "length",
    "first",
    "last",
    "select",
    "reject",
    "selectattr",
    "rejectattr",
    "list",
    "plain",
)
_TEST_NAMES: Final = (
    "defined",
    "none",
    "in",
    "eq",
    "equalto",
    "==",
    "ne",
    "!=",
    "even",
    "odd",
    "mapping",
    "true",
)
_OPEN_TYPES: Final = (Mapping, TemplateModule, LoopContext, TemplateReference, BlockReference)
_COMPUTING: Final = (
    nodes.Add,
    nodes.Sub,
    nodes.Mul,
    nodes.Div,
    nodes.FloorDiv,
    nodes.Mod,
    nodes.Pow,
    nodes.Neg,
    nodes.Pos,
    nodes.Concat,
    nodes.AssignBlock,
    nodes.FilterBlock,
)
_STEPPING: Final = (nodes.Template, nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block)
_LOADING: Final = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something a template must not hold: code, line, the words to underline, what is wrong, what to do."""

    code: str
    line: int
    words: str
    message: str
    hint: str


def faults_of(parsed: Parsed) -> Iterator[Fault]:
    """Find what the sandbox refuses in a parsed template."""
    for node in parsed.every(*_COMPUTING):
        yield _unsafe(
            node, "", "a template computes or glues text", "let the facts or a message say it whole"
        )
    for node in parsed.every(nodes.ScopedEvalContextModifier, nodes.EvalContextModifier):
        yield _unsafe(node, "autoescape", "a template switches escaping", "take the `autoescape` tag out")
    for name in parsed.every(nodes.Name):
        if name.name in ("varargs", "kwargs"):
            hint = "name the arguments of the macro"
            yield _unsafe(name, name.name, "a macro takes arguments without names", hint)
    for filtering in parsed.every(nodes.Filter):
        if filtering.name not in FILTER_NAMES:
            hint = "use one of " + ", ".join(f"`{name}`" for name in FILTER_NAMES)
            message = f"the filter `{filtering.name}` is not for templates"
            yield _unsafe(filtering, filtering.name, message, hint)
    for loading in _loadings(parsed):
        name = loading.template
        if not (isinstance(name, nodes.Const) and isinstance(name.value, str)):
            hint = 'write the name itself, as in `{% include "partials/head.html" %}`'
            message = "a template is loaded by a computed name"
            yield Fault(code="BR505", line=loading.lineno, words="", message=message, hint=hint)


def loaded_names(parsed: Parsed) -> Iterator[tuple[str, int]]:
    """Give the names of the templates that a parsed template loads, each with its line."""
    for loading in _loadings(parsed):
        if isinstance(loading.template, nodes.Const) and isinstance(loading.template.value, str):
            yield loading.template.value, loading.lineno


def _loadings(parsed: Parsed) -> tuple[Any, ...]:
    """Give the nodes that load a template: those of four types, whose only common trait is `template`."""
    return parsed.every(*_LOADING)


class EndlessTemplateError(SecurityError):
    """A template includes or calls itself, on and on."""


class RefusedTemplateError(SecurityError):
    """A template holds a fault; raised when it is loaded."""

    def __init__(self, name: str, fault: Fault) -> None:
        super().__init__(fault.message)
        self.name = name
        self.fault = fault


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one page: escaping always on, names strict, steps counted."""

    def __init__(
        self,
        loader: BaseLoader,
        finalize: Callable[[Any], Any],
        plain: Callable[[Any], str],
        *,
        seconds: int = 60,
    ) -> None:
        super().__init__(
            loader=loader,
            undefined=StrictUndefined,
            finalize=finalize,
            cache_size=-1,
            **OPTIONS,
        )
        self.globals = {}
        self.filters = {name: FILTERS[name] for name in FILTER_NAMES if name in FILTERS} | {"plain": plain}
        self.tests = {name: TESTS[name] for name in _TEST_NAMES}
        self.steps = 0
        self.seconds = seconds
        self._deadline = Deadline(seconds)
        self._deepest = _depth() + MAX_DEPTH

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute: those of our types and Jinja's own, none of texts or numbers."""
        is_open = is_dataclass(obj) or isinstance(obj, _OPEN_TYPES)
        return is_open and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Offer no `str.format`: a width in it can fill the memory."""

    def step(self) -> str:
        """Count a step of the page's work; too many are refused."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise SecurityError("the template runs too long")
        if self.steps % _STEPS_PER_LOOK == 0 and self._deadline.is_over:
            raise SecurityError(f"the template runs longer than {self.seconds} seconds")
        if _is_deeper(self._deepest):
            raise EndlessTemplateError("a template calls itself without end")
        return ""

    def weighed(self, value: Any) -> Any:
        """Give a list or table that a template has made; one of lists of lists, again and again, is refused."""
        self.step()
        left = [value]
        for _ in range(MAX_ITEMS):
            if not left:
                return value
            item = left.pop()
            if isinstance(item, list | tuple):
                left += item[:MAX_ITEMS]
            elif isinstance(item, dict):
                left += islice(item.values(), MAX_ITEMS)
        raise SecurityError("a template makes lists of lists without end")


class InputsLoader(BaseLoader):
    """Loads templates through the door: a project's own first, then those the tool carries; `names` are those."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.names: dict[str, None] = {}

    def load(self, environment: Environment, name: str, globals: Any = None) -> Template:  # noqa: A002
        """Load a template by its name below `templates/`, compiled once for each content."""
        path = f"templates/{name}"
        found = self.inputs.read(path).value
        if found is None:
            raise TemplateNotFound(name)
        self.names[path] = None
        code = _compiled(path, found.text)
        return environment.template_class.from_code(environment, code, globals or {})


@lru_cache(maxsize=512)
def _compiled(path: str, text: str) -> CodeType:
    parsed = parse_template(text, path)
    for fault in faults_of(parsed):
        raise RefusedTemplateError(path, fault)
    if not _is_counted(parsed.tree):  # the tree is shared, and may have been compiled before
        _Weighing().visit(parsed.tree)
    stepping: list[Any] = [*parsed.every(*_STEPPING), parsed.tree]
    for node in stepping:
        if not _is_counted(node):
            node.body.insert(0, _step(node.lineno))
    try:
        return Sandbox(BaseLoader(), _unchanged, str).compile(parsed.tree, filename=path)
    except (
        SyntaxError,
        RecursionError,
        MemoryError,
    ):  # of Python, which has narrower limits than ours at times
        raise TemplateSyntaxError(TOO_DEEP, 1, path, path) from None


class _Weighing(NodeTransformer):
    """Lets lists, tuples and tables that a template makes be weighed, and parts cut out of others."""

    def generic_visit(self, node: nodes.Node, *arguments: Any, **options: Any) -> nodes.Node:
        found = super().generic_visit(node, *arguments, **options)
        is_made = isinstance(found, nodes.List | nodes.Dict) or (
            isinstance(found, nodes.Tuple) and found.ctx == "load"
        )
        is_part = isinstance(found, nodes.Getitem) and isinstance(found.arg, nodes.Slice)
        if not (is_made or is_part):
            return found
        weighed = nodes.EnvironmentAttribute("weighed")
        return nodes.Call(weighed, [found], [], None, None).set_lineno(node.lineno)


def _depth() -> int:
    """Count the frames of Python below this one."""
    count, frame = 0, currentframe()
    while frame is not None:
        count, frame = count + 1, frame.f_back
    return count


def _is_deeper(most: int) -> bool:
    """Whether there are more frames of Python than so many."""
    try:
        sys._getframe(most)  # noqa: SLF001  # counting them one by one at every step would take longer
    except ValueError:
        return False
    return True


def _unchanged(value: Any) -> Any:
    return value


def _step(line: int) -> nodes.Node:
    call = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
    return nodes.ExprStmt(call).set_lineno(line)


def _is_counted(node: Any) -> bool:
    """Whether a part begins with a step; no template can type one."""
    first = node.body[0] if node.body else None
    call = first.node if isinstance(first, nodes.ExprStmt) else None
    return isinstance(call, nodes.Call) and isinstance(call.node, nodes.EnvironmentAttribute)


def _unsafe(node: nodes.Node, words: str, message: str, hint: str) -> Fault:
    return Fault(code="BR507", line=node.lineno, words=words, message=message, hint=hint)
