"""The memory of slow steps."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.diagnostics import Span, diagnose
from briefing.store import Kept, Store, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What a key is made of in these tests."""

    page: str
    version: tuple[int, ...] = (1, 2)


KEY = key_of(Fields(page="a"))


def test_what_was_kept_is_recalled_with_its_findings(tmp_path: Path) -> None:
    """Bytes and diagnostics come back as they were, so that a warning does not vanish."""
    found = (
        diagnose("BR606", "«x» ignored", Span(file="a.css", line=2, column=3), hint="drop it", note="here"),
        diagnose("BR601", "no place"),
    )
    Store(tmp_path).keep(KEY, b"\n%PDF\n\x00", found)
    assert Store(tmp_path).recall(KEY) == Kept(content=b"\n%PDF\n\x00", diagnostics=found)


def test_an_unknown_key_is_a_miss(tmp_path: Path) -> None:
    """Nothing kept, nothing recalled; the folder need not exist."""
    assert Store(tmp_path / "none").recall(KEY) is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"{}", b"[]\n", b"\xff\xfe\n", b'{"format":1,"digest":2,"diagnostics":3}\n', b"[" * 99_999],
)
def test_a_foreign_entry_is_a_miss(tmp_path: Path, damage: bytes) -> None:
    """Whatever lies in the place of an entry, reading it raises nothing."""
    path = tmp_path / KEY[:2] / KEY[2:]
    path.parent.mkdir()
    path.write_bytes(damage)
    assert Store(tmp_path).recall(KEY) is None


def test_any_changed_byte_is_a_miss(tmp_path: Path) -> None:
    """Flipping one bit anywhere in an entry makes it a miss."""
    Store(tmp_path).keep(KEY, b"content", (diagnose("BR601", "m"),))
    path = tmp_path / KEY[:2] / KEY[2:]
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Store(tmp_path).recall(KEY) is None, place


def test_an_entry_under_the_key_of_another_is_a_miss(tmp_path: Path) -> None:
    """A whole entry that was copied over another: its PDF would say what the facts said once."""
    other = key_of(Fields(page="b"))
    store = Store(tmp_path)
    store.keep(KEY, b"25,000")
    store.keep(other, b"26,000")
    (tmp_path / other[:2] / other[2:]).write_bytes((tmp_path / KEY[:2] / KEY[2:]).read_bytes())
    assert store.recall(other) is None
    assert store.recall(KEY) == Kept(content=b"25,000")


def test_a_pipe_in_the_place_of_an_entry_is_a_miss(tmp_path: Path) -> None:
    """Nobody waits for one who writes into it."""
    (tmp_path / KEY[:2]).mkdir()
    os.mkfifo(tmp_path / KEY[:2] / KEY[2:])
    assert Store(tmp_path).recall(KEY) is None


def test_nothing_is_kept_behind_a_link(tmp_path: Path) -> None:
    """What is taken out for safety is cleared with the folder of the project, and not with one elsewhere."""
    (tmp_path / "elsewhere" / "store").mkdir(parents=True)
    (tmp_path / ".briefing").symlink_to("elsewhere")
    store = Store(tmp_path / ".briefing" / "store")
    store.keep(KEY, b"x")
    store.prune()
    assert (store.is_there(), store.recall(KEY)) == (False, None)
    assert list((tmp_path / "elsewhere" / "store").iterdir()) == []


def test_what_a_killed_process_had_begun_to_keep_is_swept(tmp_path: Path) -> None:
    """That of a process at work stays."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    Store(tmp_path).keep(KEY, b"x")
    folder = tmp_path / KEY[:2]
    for process in (dead.pid, os.getppid()):
        (folder / f"{KEY[2:]}.{process}.new").write_bytes(b"half")
    Store(tmp_path).prune()
    assert sorted(path.name for path in folder.iterdir()) == [KEY[2:], f"{KEY[2:]}.{os.getppid()}.new"]


def test_a_store_that_cannot_be_written_forgets(tmp_path: Path) -> None:
    """A file in the place of the folder is no error."""
    blocked = tmp_path / "store"
    blocked.write_bytes(b"")
    store = Store(blocked)
    store.keep(KEY, b"x")
    store.prune()
    assert store.recall(KEY) is None


def test_no_folder_remembers_nothing() -> None:
    """A store without a folder is always empty."""
    store = Store(None)
    store.keep(KEY, b"x")
    store.prune()
    assert store.recall(KEY) is None


def test_pruning_forgets_what_was_used_least_recently(tmp_path: Path) -> None:
    """Of three entries, with room for two, the one not used for longest goes - recalling counts as use."""
    keys = [key_of(Fields(page=page)) for page in "abc"]
    store = Store(tmp_path, limit=2_500)
    for age, key in enumerate(keys):
        store.keep(key, b"x" * 1_000)
        os.utime(tmp_path / key[:2] / key[2:], (age, age))
    store.recall(keys[0])
    store.prune()
    assert [store.recall(key) is not None for key in keys] == [True, False, True]


def test_nothing_but_entries_is_left(tmp_path: Path) -> None:
    """Keeping the same key twice leaves one file and no temporary one."""
    store = Store(tmp_path)
    store.keep(KEY, b"1")
    store.keep(KEY, b"2")
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [KEY[2:]]
    assert store.recall(KEY) == Kept(content=b"2")


def test_a_key_depends_on_every_field_and_on_nothing_else() -> None:
    """Equal fields, equal key; one field changed, another key; only dataclasses make keys."""
    assert key_of(Fields(page="a")) == KEY
    assert len({KEY, key_of(Fields(page="b")), key_of(Fields(page="a", version=(1, 3)))}) == 3
    with pytest.raises(TypeError):
        key_of("a")


_WORKER = """
import sys
from pathlib import Path
from briefing.store import Kept, Store
store = Store(Path(sys.argv[1]), limit=30_000)
for turn in range(200):
    key = f"{turn % 20:064x}"
    store.keep(key, key.encode() * 40)
    found = store.recall(key)
    assert found in (None, Kept(content=key.encode() * 40)), found
    if turn % 10 == 0:
        store.prune()
store.prune()
"""


def test_processes_share_a_store(tmp_path: Path) -> None:
    """Three at once keep, recall and prune the same keys: every answer is whole or none, and the limit holds."""
    command = [sys.executable, "-c", _WORKER, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    workers = [subprocess.Popen(command, env=environment) for _ in range(3)]
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0, 0]
    left = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert 0 < sum(p.stat().st_size for p in left) <= 30_000
    assert [p for p in left if p.suffix] == []
