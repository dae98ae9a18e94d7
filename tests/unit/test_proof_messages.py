"""What proofs rely on: words of templates, marks on the fields of a rendition; neither can be lost in silence."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import pytest

from briefing.cli import run
from briefing.extraction import wanted_of_page
from briefing.project import open_inputs
from briefing.proof import messages
from briefing.proof.fillings import FILLED
from briefing.proof.messages import RELIED, Message, lacking
from briefing.renditions import Rendition
from briefing.renditions.audience import audience_of, printed_fields
from briefing.renditions.model import BoundFact
from briefing.renditions.texts import FigureText, Run

ROOT = Path(__file__).parents[2]
PROOF = ROOT / "briefing" / "proof"
WORDS = "templates/macros/words.html"


def test_every_message_is_one_of_the_shipped_templates() -> None:
    """A template that says it in other words makes this fail: then the constant has to follow."""
    assert lacking(wanted_of_page(open_inputs(ROOT)).value) == {}


def test_every_constant_is_relied_on_by_a_proof_that_is_named() -> None:
    """A message that no named proof relies on would be lost without a word when a project rewords it."""
    relied = {message for group in RELIED.values() for message in group}
    named = {o for value in vars(messages).values() for o in _messages_in(value)}
    assert named - relied == set()
    assert FILLED - relied == set()


def _messages_in(value: object) -> Iterator[Message]:
    match value:
        case Message():
            yield value
        case dict() if value is not RELIED:
            yield from (o for o in value.values() if isinstance(o, Message))


def test_no_other_module_of_proof_holds_words_of_templates() -> None:
    """The words are typed in one module: no literal anywhere else in the room is a message of the templates."""
    known = {o.msgid for o in wanted_of_page(open_inputs(ROOT)).value if " " in o.msgid}
    found = {
        (path.name, node.value)
        for path in PROOF.glob("*.py")
        if path.name != "messages.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value in known
    }
    assert found == set()


def test_reworded_template_is_told_and_not_passed_over(
    flood: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A project that rewords what a certainty means is told that the table cannot be proved, and why."""
    template = flood / WORDS
    template.parent.mkdir(parents=True, exist_ok=True)
    shipped = (ROOT / WORDS).read_text(encoding="utf-8")
    old = "sources or speakers contradict each other"
    assert old in shipped
    template.write_text(shipped.replace(old, "sources disagree"), encoding="utf-8")
    assert run(["-q", "build", "--lang", "en", "--format", "html"]) == 0
    capsys.readouterr()
    assert run(["parity", "--lang", "en"]) == 0
    told = capsys.readouterr().err
    assert f"certainties cannot be proved: no template of the page has the words `{old}`" in told
    assert "warning[BR755]" in told


def test_template_that_no_page_loads_proves_nothing(flood: Path) -> None:
    """Words are looked for where the page of a brief is filled from, not in whatever lies among the templates."""
    brief = flood / "templates" / "brief.html"
    brief.parent.mkdir(exist_ok=True)
    shipped = (ROOT / "templates" / "brief.html").read_text(encoding="utf-8")
    brief.write_text(shipped.replace('{% include "partials/sources.html" %}\n', ""), encoding="utf-8")
    unproved = lacking(wanted_of_page(open_inputs(flood)).value)
    assert {"sources", "certainties"} <= set(unproved)
    assert "the timeline" not in unproved


# ---- fields for readers, fields for machines


def test_every_field_of_a_rendition_says_whom_it_is_for() -> None:
    """A new field of text, numbers or bytes has to be marked: it is printed, or no reader sees it."""
    unmarked = [
        f"{type_.__name__}.{name}" for type_ in _types(Rendition) for name, o in _hints(type_) if not _says(o)
    ]
    assert unmarked == []


def test_marks_are_what_the_vocabulary_goes_by() -> None:
    """Printed fields are those without the mark of machines; an unmarked text would be found by the test above."""
    assert printed_fields(Run) == ("text",)
    assert printed_fields(FigureText) == ("text",)
    assert {"speaker", "certainty", "section"}.isdisjoint(printed_fields(BoundFact))
    assert not _says(str)
    assert not _says(tuple[str, ...])
    assert not _says(Mapping[str, int])
    assert _says(Annotated[str, audience_of(get_type_hints(Run, include_extras=True)["text"])])


def _types(type_: Any, known: frozenset[Any] = frozenset()) -> frozenset[Any]:
    """Give the dataclasses that can be reached from one by fields that are not for machines."""
    if type_ in known:
        return known
    known |= {type_}
    for _, annotation in _hints(type_):
        for inner in _inside(annotation):
            known = _types(inner, known) if is_dataclass(inner) else known
    return known


def _hints(type_: Any) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(type_, include_extras=True)
    yield from ((field.name, hints[field.name]) for field in fields(type_))


def _inside(annotation: Any) -> Iterator[Any]:
    """Give the types in an annotation that no mark covers."""
    if audience_of(annotation) is not None:
        return
    if get_origin(annotation) in (None, Literal):
        yield annotation
    else:
        parts = get_args(annotation)[1:] if get_origin(annotation) is Mapping else get_args(annotation)
        yield from (inner for part in parts for inner in _inside(part))


def _says(annotation: Any) -> bool:
    """Whether all that an annotation holds is marked, or a dataclass whose own fields are."""
    return all(is_dataclass(o) for o in _inside(annotation) if o not in (type(None), ...))
