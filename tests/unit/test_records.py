"""Records of editions and the ledger as strangers may send them: every field with every wrong type, and worse."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefing.acts import line_of
from briefing.cli import run
from briefing.diagnostics import BriefingError
from briefing.editions import edition_findings, find_record, read_record, read_records
from briefing.ledger import read_ledger

OLD = Path(__file__).parents[1] / "data" / "edition"
"""What version 0.1.0 wrote before records had the digest of the tool's code and the head of the ledger."""
RECORD = "editions/sample/1.json"
WRONG: tuple[Any, ...] = (None, True, 5, -1, 1.5, 1e400, "x", "../x", "\0", [], [1], {}, {"a": 1}, "9" * 5000)
DIGESTS = ("0" * 63, "g" * 64, "A" * 64)
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def old(sample: Path) -> Path:
    """Give the sample project with an edition of an old version, as the current folder."""
    shutil.copytree(OLD, sample / "editions")
    return sample


def tree() -> dict[str, Any]:
    """Read the old record."""
    read: dict[str, Any] = json.loads((OLD / "sample/1.json").read_bytes())
    return read


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of every value of a record; of a long mapping the first only."""
    if path:
        yield path
    items = list(value.items())[:3] if isinstance(value, dict) and path[:1] == ("inputs",) else None
    if isinstance(value, dict):
        for key, inner in items or value.items():
            yield from places(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value[:1]):
            yield from places(inner, (*path, at))


def put(record: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    """Put a value at a path."""
    at: Any = record
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value


def test_a_record_of_an_old_version_is_read(old: Path) -> None:
    """What older records lack is empty."""
    record = read_records(old, "sample")[0]
    assert (record.number, record.ledger, record.versions["weasyprint"]) == (1, "", "70.0")
    assert [copy.name for copy in record.copies][:2] == ["sample.en.html", "sample.en.a4.pdf"]
    assert read_ledger(old).diagnostics == ()


@pytest.mark.parametrize("path", list(places(tree())), ids=lambda path: ".".join(map(str, path)))
def test_every_field_with_every_wrong_type_is_a_finding_or_read(
    old: Path, path: tuple[str | int, ...]
) -> None:
    """Whatever stands there, nothing is raised; what the ledger has not told of is never taken for the record."""
    for value in WRONG:
        record = tree()
        put(record, path, value)
        (old / RECORD).write_text(json.dumps(record), encoding="utf-8")
        found = find_record(old, "sample", 1)
        codes = {finding.code.id for finding in found.diagnostics}
        assert (found.value is None) == bool(codes)
        assert codes <= {"BR725", "BR721"}
        altered = edition_findings(old, ("sample",), read_ledger(old).value)
        assert record == tree() or {"BR725", "BR708"} & {finding.code.id for finding in altered}
        if found.value is None:
            with pytest.raises(BriefingError):
                read_record(old, "sample", 1)


@pytest.mark.parametrize("name", [key for key in tree() if key != "schema"])
def test_a_missing_field_is_named(old: Path, name: str) -> None:
    """Where a field is missing, the finding says which."""
    record = tree()
    del record[name]
    (old / RECORD).write_text(json.dumps(record), encoding="utf-8")
    messages = [finding.message for finding in find_record(old, "sample", 1).diagnostics]
    assert messages == [f"`{name}` is missing"]


def _name(name: str) -> Edit:
    return lambda record: record["copies"][0].update(name=name)


TAMPERED: tuple[tuple[Edit, str], ...] = (
    (_name("../../../escaped.html"), "copies[0].name"),
    (_name("/etc/passwd.html"), "copies[0].name"),
    (_name("a\\b.html"), "copies[0].name"),
    (_name("sample.ru.html"), "`sample.ru.html` is not what its locale, layout and format give"),
    (_name("index.en.html"), "`index.en.html` is not what its locale, layout and format give"),
    (lambda record: record["copies"].append(record["copies"][0]), "`sample.en.html` stands twice"),
    (lambda record: record.update(number=2), "the record calls itself number 2 and its file 1"),
    (lambda record: record.update(number="x"), "`number` is `x`, and not a whole number from 1 on"),
    (lambda record: record.update(number=0), "`number` is `0`, and not a whole number from 1 on"),
    (lambda record: record.update(brief="other"), "the record is of `other` and lies with those of `sample`"),
    (
        lambda record: record.update(titles={}),
        "`titles` is a mapping, and not a SHA-256, or the words of each locale",
    ),
    (lambda record: record["titles"].pop("hy"), "there are no titles in `hy`"),
    (
        lambda record: record.update(inputs=5),
        "`inputs` is `5`, and not paths below the project with their digests",
    ),
    (lambda record: record.update(inputs={"../x": "absent"}), "`inputs"),
    (lambda record: record.update(inputs={"/etc/x": "absent"}), "`inputs"),
    (lambda record: record["settings"].update(theme="../../x"), "settings.theme"),
    (lambda record: record["settings"].update(locales=[]), "settings.locales"),
    *((lambda record, o=o: record.update(facts=o), "`facts`") for o in DIGESTS),
    *((lambda record, o=o: record["copies"][0].update(digest=o), "`copies[0].digest`") for o in DIGESTS),
)


@pytest.mark.parametrize(("edit", "told"), TAMPERED)
def test_a_tampered_record_is_found_at_its_place(old: Path, edit: Edit, told: str) -> None:
    """Names lead nowhere, numbers and digests are what they must be."""
    record = tree()
    edit(record)
    (old / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
    found = find_record(old, "sample", 1).diagnostics
    assert {finding.code.id for finding in found} == {"BR725"}
    assert any(told in finding.message for finding in found)
    assert all(finding.span is not None and finding.span.file == RECORD for finding in found)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"5", b"[" * 50_000, b'{"a": ' * 50_000, b"\xff\xfe", b"{" + b"9" * 6000]
)
@pytest.mark.parametrize("name", [RECORD, "editions/sample/forgotten"])
def test_junk_is_a_finding(old: Path, name: str, data: bytes) -> None:
    """Whatever bytes a record or the list of what was removed has, nothing is raised."""
    (old / name).write_bytes(data)
    found = find_record(old, "sample", 1).diagnostics
    assert {(finding.code.id, finding.span.file if finding.span else "") for finding in found} == {
        ("BR725", name)
    }


@pytest.mark.parametrize("name", [RECORD, "editions/sample/forgotten", "editions/ledger.jsonl"])
@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_what_is_no_file_is_a_finding(old: Path, name: str, kind: str) -> None:
    """A folder, a pipe that nobody writes to and a link out of the project are not read."""
    path = old / name
    content = path.read_bytes() if path.exists() else b"{}"
    path.unlink(missing_ok=True)
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        (old.parent / "outside").write_bytes(content)
        path.symlink_to(old.parent / "outside")
    ledger = read_ledger(old)
    found = (*ledger.diagnostics, *edition_findings(old, ("sample",), ledger.value))
    assert {"BR118", "BR707", "BR725"} & {finding.code.id for finding in found}


def test_a_list_of_what_was_removed_that_leads_back_ends(old: Path) -> None:
    """The least of them names itself."""
    changes = tree()["changes"]
    other = sha256(b"").hexdigest()
    for gone in ({changes: changes}, {changes: other, other: changes}):
        (old / "editions/sample/forgotten").write_text(json.dumps(gone), encoding="utf-8")
        found = find_record(old, "sample", 1).diagnostics
        assert [finding.code.id for finding in found] == ["BR725"]


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "nonsense"},
        {"kind": "figure", "was": {"low": "NaN", "qualifier": "about"}},
        {"kind": "figure", "was": {"low": "1e99999999", "qualifier": "about"}},
        {"kind": "figure", "edition": "x"},
        {"fact": "flood"},
        5,
    ],
)
def test_changes_are_input_too(old: Path, change: object) -> None:
    """A list of changes has its digest, and may be nonsense all the same."""
    content = json.dumps([change]).encode()
    record = tree() | {"changes": sha256(content).hexdigest()}
    path = old / "editions/objects" / record["changes"][:2] / record["changes"]
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    (old / RECORD).write_text(json.dumps(record), encoding="utf-8")
    assert [finding.code.id for finding in find_record(old, "sample", 1).diagnostics] == ["BR725"]


@pytest.mark.parametrize("name", ["x.json", "01.json", "٣.json", "9999999.json", "-1.json"])
def test_a_record_with_another_name_is_a_finding(old: Path, name: str) -> None:
    """A file beside the records that no number names."""
    (old / "editions/sample" / name).write_text("{}", encoding="utf-8")
    found = edition_findings(old, ("sample",), read_ledger(old).value)
    assert [f.span.file for f in found if f.code.id == "BR725" and f.span] == [f"editions/sample/{name}"]


@pytest.mark.parametrize(
    "words",
    [("verify",), ("check",), ("publish", "--by", "A"), ("build", "--format", "html"), ("verify", "x")],
)
def test_no_command_writes_outside_or_fails_on_a_tampered_record(
    old: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Each says what is wrong, at its place, before a byte is written."""
    (old / "x").write_bytes(b"%PDF-1.7")
    record = tree()
    record["copies"][0]["name"] = "../../../escaped.html"
    (old / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
    assert run(list(words)) == (4 if words[0] == "publish" else 1)
    assert f"--> {RECORD}:" in capsys.readouterr().err
    assert not list(old.parent.glob("escaped*"))
    assert not (old / "public").exists()


FIELDS = ("n", "at", "by", "act", "brief", "seal", "before", "said")
VALUES: tuple[Any, ...] = (None, True, 0, -1, 1.5, 1e400, "x", [], {"facts": 5}, {"number": "x"}, "\ud800")


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize("name", FIELDS)
def test_every_wrong_type_in_the_ledger_is_a_finding(old: Path, name: str, value: object) -> None:
    """In an approval and in the line of an edition; nothing is raised."""
    path = old / "editions/ledger.jsonl"
    lines = (OLD / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    (old / "editions/ledger.head").write_text(read_ledger(old).value[-1].digest, encoding="ascii")
    for at in range(len(lines)):
        changed = json.dumps(json.loads(lines[at]) | {name: value}, ensure_ascii=not isinstance(value, float))
        path.write_text(
            "".join(f"{changed if i == at else line}\n" for i, line in enumerate(lines)), encoding="utf-8"
        )
        ledger = read_ledger(old)
        assert {finding.code.id for finding in ledger.diagnostics} == {"BR707"}
        edition_findings(old, ("sample",), ledger.value)


@pytest.mark.parametrize("line", ["[" * 100_000, "9" * 6000, '"x"', "{}", "\x00", '{"n": 1e400}', "5"])
def test_junk_in_the_ledger_is_a_finding(old: Path, line: str) -> None:
    """Whatever a line is, the others are read."""
    with (old / "editions/ledger.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    ledger = read_ledger(old)
    assert len(ledger.value) == 2
    assert [(f.code.id, f.span.line if f.span else 0) for f in ledger.diagnostics] == [("BR707", 3)]


def test_a_line_has_one_form(old: Path) -> None:
    """A key that stands twice, a blank more: the same act, and another line."""
    path = old / "editions/ledger.jsonl"
    text = path.read_text(encoding="utf-8")
    for changed in (text.replace('"by": "A"', '"by": "Eve", "by": "A"', 1), text.replace('{"n"', '{ "n"', 1)):
        path.write_text(changed, encoding="utf-8")
        assert read_ledger(old).diagnostics[0].message == "the line is not in the form that it was written in"
    path.write_text(text, encoding="utf-8")
    assert "".join(f"{line_of(entry)}\n" for entry in read_ledger(old).value) == text


@pytest.mark.parametrize("name", ["editions/ledger.head", "editions/ledger.pending"])
@pytest.mark.parametrize("data", [b"", b"x", b"[" * 50_000, b'{"line": 5, "files": 5}', b"\xff", None])
def test_what_lies_beside_the_ledger_may_be_junk(old: Path, name: str, data: bytes | None) -> None:
    """A head or a note that says nothing is as good as none; a pipe is not waited for."""
    if data is None:
        os.mkfifo(old / name)
    else:
        (old / name).write_bytes(data)
    assert read_ledger(old).diagnostics == ()


def test_an_edition_is_named_by_a_number_that_there_is(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """However long the number is."""
    assert run(["diff", "9" * 5000, "now"]) == 2
    assert "`sample` has no edition 99999999999999999999" in capsys.readouterr().err
