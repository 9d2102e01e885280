"""Where a store lives, and who may open it."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from kg.errors import StoreError, StoreLocked, StoreReadOnly, StoreVersion
from kg.store import Store

if TYPE_CHECKING:
    from pathlib import Path

OPEN_ELSEWHERE = "import sys, kg.store; kg.store.Store.open(sys.argv[1])"


@pytest.fixture
def path(tmp_path):
    with Store.open(tmp_path / "store", create=True, base="https://example.org/kg/"):
        pass
    return tmp_path / "store"


def test_a_new_store_remembers_its_base_iri(path):
    with Store.open(path) as store:
        assert store.base == "https://example.org/kg/"


def test_there_is_no_store_unless_one_is_made(tmp_path):
    with pytest.raises(StoreError, match=r"There is no store in .*kg build"):
        Store.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_a_store_keeps_its_base_iri(path):
    with pytest.raises(StoreError, match=r"has the base IRI https://example\.org/kg/, not urn:other:"):
        Store.open(path, base="urn:other:")


def test_a_second_owner_in_this_process_is_told_so(path):
    with Store.open(path), pytest.raises(StoreLocked, match=r"open in this very process"):
        Store.open(path)


def test_another_process_is_told_which_one_holds_the_store(path):
    with Store.open(path):
        done = subprocess.run(
            [sys.executable, "-c", OPEN_ELSEWHERE, str(path)], capture_output=True, text=True, check=False
        )
    assert f"StoreLocked: The store {path} is open in process {os.getpid()}" in done.stderr


def test_a_closed_store_can_be_opened_again(path):
    first = Store.open(path)
    first.close()
    first.close()
    with Store.open(path) as second:
        assert second.info().quads == 0
    with pytest.raises(StoreError, match=r"closed"):
        first.info()


def test_many_may_read_and_none_may_write_meanwhile(path):
    with Store.open(path, read_only=True), Store.open(path, read_only=True) as reader:
        assert reader.query("ASK { ?s ?p ?o }").answer is False
        with pytest.raises(StoreLocked):
            Store.open(path)
        with pytest.raises(StoreReadOnly, match=r"open read-only"):
            reader.rebuild()


def test_a_store_that_is_written_cannot_be_read_beside_the_writer(path):
    with Store.open(path), pytest.raises(StoreLocked):
        Store.open(path, read_only=True)


def test_a_program_that_knows_only_rocksdb_is_noticed(path):
    engine = ox.Store(path / "quads")
    with pytest.raises(StoreLocked, match=r"another program"):
        Store.open(path)
    del engine


def test_a_file_is_no_store(tmp_path):
    file = tmp_path / "file"
    file.write_text("text")
    with pytest.raises(StoreError, match=r"is a file"):
        Store.open(file, create=True)
    with pytest.raises(StoreError, match=r"part of it is a file"):
        Store.open(file / "below", create=True)


def test_a_folder_of_other_things_is_not_made_a_store(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(StoreError, match=r"holds other files"):
        Store.open(tmp_path, create=True)


@pytest.mark.skipif(not os.path.isdir("/sys/kernel"), reason="needs a file system that nobody can write")
def test_a_place_that_cannot_be_written_is_read_only():
    with pytest.raises(StoreReadOnly, match=r"Cannot write to /sys/kernel/kg-store"):
        Store.open("/sys/kernel/kg-store", create=True)


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS])
def test_a_store_on_a_read_only_disk_says_so(path, monkeypatch, code):
    real = os.open

    def refusing(file, flags, *args, **kwargs):
        if flags & os.O_RDWR and str(file).startswith(str(path)):
            raise OSError(code, os.strerror(code), str(file))
        return real(file, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", refusing)
    with pytest.raises(StoreReadOnly, match=r"Cannot write to .*open the store read-only"):
        Store.open(path)
    with Store.open(path, read_only=True) as store:
        assert store.info().quads == 0


def test_another_format_is_refused_with_both_numbers(path):
    manifest = json.loads((path / "store.json").read_text())
    (path / "store.json").write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(StoreVersion, match=r"has format 99; .* reads format 1"):
        Store.open(path)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "\x00"])
def test_a_broken_manifest_is_named(path, text):
    (path / "store.json").write_text(text)
    with pytest.raises(StoreError, match=r"store\.json is not the manifest"):
        Store.open(path)


def test_broken_files_are_an_error_of_ours(path):
    (path / "quads" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match=r"cannot be opened"):
        Store.open(path)


def test_what_a_killed_process_left_is_cleared_away(path):
    for leftover in ("quads.filling", "snapshots/1"):
        (path / leftover).mkdir(parents=True)
    with Store.open(path):
        assert sorted(entry.name for entry in path.iterdir()) == ["lock", "quads", "store.json"]


def test_a_swap_that_was_cut_short_is_undone(path):
    (path / "quads").rename(path / "quads.old")
    with Store.open(path) as store:
        assert store.info().quads == 0
    assert not (path / "quads.old").exists()


def test_a_writer_is_told_that_the_store_is_open_for_reading_and_no_dead_process_is_named(
    tmp_path: Path,
) -> None:
    Store.open(tmp_path / "s", create=True).close()
    with (
        Store.open(tmp_path / "s", read_only=True),
        pytest.raises(StoreLocked, match="open for reading elsewhere") as told,
    ):
        Store.open(tmp_path / "s")
    assert "process" not in str(told.value)
