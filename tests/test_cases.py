r"""Runs the case pages: for every code one Markdown page that breaks a project and shows what is said.

Blocks that change the project: `replace PATH` (old, a line `=====`, new; nothing new deletes the lines),
`file PATH`, `append PATH`, `delete PATH`, `link PATH` (to the path in the block), `bytes PATH` (with `\x`
escapes), `size PATH` (a file of so many bytes), `version` (of the tool, from there on). Then `console`: lines
`$ briefing …`, each followed by all it prints.
"""

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing import toolchain
from briefing.cli import run
from briefing.codes import CODES
from briefing.pages import metadata

CASES = Path(__file__).parent / "cases"
PAGES = sorted(CASES.glob("BR*.md"))
FAULTS = sorted((CASES / "language").glob("*.md"))
_BLOCK = re.compile(
    r"^(?P<fence>`{3,})(?P<verb>[a-z]+)(?: (?P<path>\S+))?\n(?P<body>.*?)^(?P=fence)$", re.M | re.S
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block of a page: what it does, to which file, with what, and where its body lies."""

    verb: str
    path: str
    body: str
    start: int
    end: int


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Give what lets the tool be of another version."""

    def put(number: str) -> None:
        for room in (toolchain, metadata):
            monkeypatch.setattr(room, "__version__", number)
        toolchain.toolchain.cache_clear()

    yield put
    toolchain.toolchain.cache_clear()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_case_page_shows_what_the_tool_says(
    page: Path, sample: Path, pytestconfig: pytest.Config, version: Callable[[str], None]
) -> None:
    """Every command of a page prints exactly the text that stands under it."""
    if page.stem.startswith("BR727") and shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    said = shown(page, sample, version, is_updated=pytestconfig.getoption("--update-cases"))
    assert f"[{page.stem[:5]}]" in said


@pytest.mark.parametrize("page", FAULTS, ids=lambda page: page.stem)
def test_language_fault_is_found_where_it_was_planted(
    page: Path, flood: Path, pytestconfig: pytest.Config, version: Callable[[str], None]
) -> None:
    """Each fault of a language, planted in the invented flood, gives its code and no other error."""
    said = shown(page, flood, version, is_updated=pytestconfig.getoption("--update-cases"))
    code = page.read_text(encoding="utf-8")[2:7]
    assert set(re.findall(r"^(?:error|warning)\[(BR\d+)\]", said, re.M)) - {"BR207"} == {code}


def test_there_are_thirty_language_faults_and_they_spare_no_language() -> None:
    """A page each."""
    assert len(FAULTS) >= 30
    assert {page.stem[:2] for page in FAULTS} == {"en", "hy", "az", "ru"}


def shown(page: Path, project: Path, version: Callable[[str], None], *, is_updated: bool) -> str:
    """Change a project as a page says, and hold what its commands print against the page; give all they print."""
    text = page.read_text(encoding="utf-8")
    blocks = blocks_of(text)
    told = [b for b in blocks if b.verb == "console"]
    assert told, "the page has no console block"
    said = {}
    for block in blocks:
        if block.verb == "console":
            said[block] = console_of(block.body)
        elif block.verb == "version":
            version(block.body.strip())
        else:
            change(project, block)
    if is_updated:
        for block in reversed(told):
            text = text[: block.start] + said[block] + text[block.end :]
        page.write_text(text, encoding="utf-8")
    else:
        assert "".join(said.values()) == "".join(b.body for b in told)
    return "".join(said.values())


def test_every_code_has_one_page_and_every_page_a_code() -> None:
    """The table of codes and the pages hold the same codes, and a page is titled by code and name."""
    titled = {page.name: page.read_text(encoding="utf-8").split("\n", 1)[0] for page in PAGES}
    expected = {f"{code.id}-{code.name}.md": f"# {code.id} {code.name}" for code in CODES.values()}
    assert titled == expected


def test_sample_project_has_no_finding(sample: Path) -> None:
    """The project that the pages change is itself without a finding."""
    assert console_of("$ briefing check\n") == "$ briefing check\nno findings\n"


def blocks_of(text: str) -> tuple[Block, ...]:
    """Take the fenced blocks out of a page, in order."""
    return tuple(
        Block(
            verb=found["verb"],
            path=found["path"] or "",
            body=found["body"],
            start=found.start("body"),
            end=found.end("body"),
        )
        for found in _BLOCK.finditer(text)
    )


def change(root: Path, block: Block) -> None:
    """Change the project as a block says."""
    path = root / block.path
    path.parent.mkdir(parents=True, exist_ok=True)
    match block.verb:
        case "file":
            path.write_text(block.body, encoding="utf-8")
        case "append":
            path.write_text(path.read_text(encoding="utf-8") + block.body, encoding="utf-8")
        case "delete":
            path.unlink()
        case "link":
            path.unlink(missing_ok=True)
            path.symlink_to(block.body.strip())
        case "bytes":
            path.write_bytes(block.body.encode("ascii").decode("unicode_escape").encode("latin-1"))
        case "size":
            path.write_bytes(b"\n" * int(block.body))
        case "replace":
            old, new = _halves(block.body)
            text = path.read_text(encoding="utf-8")
            assert text.count(old) == 1, f"stands {text.count(old)} times in {block.path}: {old}"
            path.write_text(text.replace(old, new), encoding="utf-8")
        case verb:
            pytest.fail(f"no such block: {verb}")


def console_of(body: str) -> str:
    """Run the commands of a console block; give them with all they print, stdout and stderr together."""
    said = []
    for line in body.splitlines():
        if line.startswith("$ briefing"):
            stream = io.StringIO()
            with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
                run(shlex.split(line.removeprefix("$ briefing")))
            said.append(f"{line}\n{stream.getvalue()}")
    return "".join(said)


def _halves(body: str) -> tuple[str, str]:
    old, line, new = body.partition("=====\n")
    assert line, "a replace block needs a line ====="
    return (old.removesuffix("\n"), new.removesuffix("\n")) if new else (old, new)
