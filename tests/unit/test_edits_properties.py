"""The fact editor: whatever is put wherever, the rest of the file stays, comments and all, or nothing is changed."""

import os
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.diagnostics import BriefingError
from briefing.edits import Append, Edit, Put, edited
from briefing.inputs import InputFile
from briefing.trees import Plain, read_tree

_EXAMPLES: Final = 3000 if os.environ.get("BRIEFING_FUZZ") else 150
_BLOCKS: Final = (
    "displaced:\n    value: 25000   # counted twice\n    text: >-\n      {displaced:start} have\n      left.\n",
    "fled:\n    sources:\n      - article   # the only one\n      - {source: b, at: 'p. 2'}\n    text: 'it''s'\n",
    "other: {value: 3, unit: day}   # in one line\n",
    "held: {value: {low: 3, high: 4},\n    sources: [a,\n      b]}\n",
    "none:   # nothing yet\n    value: null\n    sources: []\n    text: |\n      a # no comment\n\n      b\n",
    'quoted: {"text": "a: # b", value: "1"}\n',
)
_KEYS: Final = ("value", "text", "sources", "unit", "as_of", "note")
_PLAIN: Final = st.one_of(
    st.none(),
    st.sampled_from(
        ("25000", "no", "~", "", "# a", "a: b", "- a", "'", '"', "{a}", "[a", "é\u2028x", "\t", "a\nb")
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)
_VALUES: Final = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(_KEYS), inner, max_size=3),
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Give a fact file of some blocks, with either line end, with remarks between them."""
    blocks = draw(st.lists(st.sampled_from(_BLOCKS), min_size=1, unique=True))
    between = draw(st.sampled_from(("", "\n", "  # a remark\n", "\n  # one\n\n")))
    text = f"# begin\nfacts:\n  {f'{between}  '.join(blocks)}{draw(st.sampled_from(('', 'gaps: {}   # end', '# end')))}"
    return text.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


def file_of(text: str) -> InputFile:
    data = text.encode()
    return InputFile(name="facts/x.yaml", path=Path("x"), data=data, digest=sha256(data).hexdigest())


def edit_of(draw: st.DataObject, facts: Any) -> Edit:
    """Draw an edit of one of the facts."""
    path = ("facts", draw.draw(st.sampled_from(sorted(facts))), draw.draw(st.sampled_from(_KEYS)))
    value: Plain = draw.draw(_VALUES)
    held = facts[path[1]].get(path[2])
    may_append = held is None or isinstance(held, list)
    return (
        Append(path=path, value=value)
        if may_append and draw.draw(st.booleans())
        else Put(path=path, value=value)
    )


@settings(
    max_examples=_EXAMPLES,
    derandomize=not os.environ.get("BRIEFING_FUZZ"),
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(text=files(), draw=st.data())
def test_an_edit_keeps_all_else_or_is_refused(text: str, draw: st.DataObject) -> None:
    """Lines outside the fact are the same bytes; inside, the other keys say the same, and no comment line is lost."""
    before = read_tree(file_of(text)).value
    assert before is not None
    wanted: Any = deepcopy(before.plain)
    edit = edit_of(draw, wanted["facts"])
    try:
        after = edited(file_of(text), [edit])
    except BriefingError:
        return
    fact, key = edit.path[1], edit.path[2]
    is_put = isinstance(edit, Put)
    wanted["facts"][fact][key] = (
        edit.value if is_put else [*(wanted["facts"][fact].get(key) or []), edit.value]
    )
    read = read_tree(after).value
    assert read is not None
    assert read.plain == wanted
    made = after.data.decode()
    first = before.key_span("facts", fact).line
    facts: Any = before.plain
    following = [before.key_span("facts", other).line for other in facts["facts"]]
    last = min((line for line in following if line > first), default=0)
    lines = text.splitlines(keepends=True)
    assert made.startswith("".join(lines[: first - 1]))
    assert not last or made.endswith("".join(lines[last - 1 :]))
    remarks = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in made.splitlines() if line in remarks] == remarks
