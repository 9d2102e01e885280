"""A store that is read apart: what a reader holds stays as it was, and nobody waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from kg.errors import StoreError, StoreLocked
from kg.store import Store, open_apart, state_of

from made_graph import extractions, fill, put

if TYPE_CHECKING:
    from pathlib import Path

COUNT = "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a kg:TextReport }"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of sixty reports."""
    with Store.open(tmp_path / "store", create=True) as store:
        fill(store, list(extractions(60)))
    return tmp_path / "store"


def reports(store: Store, **options: float) -> int:
    (row,) = store.query(COUNT, **options).rows
    return int(str(row[0]))


def write(path: Path, seed: int) -> None:
    with Store.open(path) as store:
        for extraction in extractions(40, seed=seed):
            put(store, extraction)
        store.refresh()


def copies(path: Path) -> list[str]:
    readers = path / "readers"
    return sorted(file.name for file in readers.iterdir()) if readers.exists() else []


def test_a_writer_writes_beside_a_reader_who_sees_what_there_was(path: Path) -> None:
    reader, _ = open_apart(path)
    with reader:
        write(path, seed=2)
        assert reports(reader) == 60
        assert reports(reader, timeout=30) == 60  # in a process of its own, too
        with open_apart(path).store as later:
            assert reports(later) > 60
        with Store.open(path) as writer:
            writer.engine.optimize()  # replaces every file that the reader has links to
        write(path, seed=3)
        assert reports(reader) == 60
        assert sum(1 for _ in reader.events()) > 0
    assert not (path / "readers").exists()


def test_readers_that_come_and_go_at_once_all_read_and_leave_nothing(path: Path) -> None:
    def read(_: int) -> int:
        with open_apart(path).store as reader:
            assert reader._home is not None
            assert reader._home.copy is not None  # writers are not kept out
            return reports(reader)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, range(40))) == [60] * 40
    assert not (path / "readers").exists()


def test_the_state_of_the_files_changes_with_a_write_and_with_nothing_else(path: Path) -> None:
    before = state_of(path)
    with open_apart(path).store as reader:
        reports(reader)
    with Store.open(path, read_only=True) as reader:
        reports(reader)
    assert state_of(path) == open_apart(path).state == before
    write(path, seed=2)
    assert state_of(path) != before
    assert state_of(path / "nowhere") is None


def test_the_copy_of_a_reader_that_was_killed_is_swept_by_the_next_writer(path: Path) -> None:
    code = f"import os, signal; from pathlib import Path; from kg.store import open_apart; open_apart(Path({str(path)!r})); os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL
    assert len(copies(path)) == 2
    with open_apart(path).store as living:
        write(path, seed=2)
        assert len(copies(path)) == 2  # those of the living
        assert reports(living) == 60
    assert copies(path) == []


def test_where_no_link_can_be_laid_writers_are_kept_out(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    with open_apart(path).store as reader:
        assert copies(path) == []
        assert reports(reader) == 60
        with pytest.raises(StoreLocked, match="open for reading elsewhere"):
            Store.open(path)
    write(path, seed=2)


def test_a_store_that_is_being_written_or_is_not_there_is_told(path: Path, tmp_path: Path) -> None:
    with Store.open(path), pytest.raises(StoreLocked, match="this very process"):
        open_apart(path)
    with pytest.raises(StoreError, match="There is no store"):
        open_apart(tmp_path / "none")
