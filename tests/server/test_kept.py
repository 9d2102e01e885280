"""What was read is kept beside the store, and never used for another state of it."""

from __future__ import annotations

import gzip
import json
import shutil

import pytest
from kg.server.kept import atlas_of
from kg.store import Store, state_of


@pytest.fixture
def store(sample_store, tmp_path):
    """A copy of the sample graph."""
    shutil.copytree(sample_store, tmp_path / "store", ignore=shutil.ignore_patterns("served*"))
    return tmp_path / "store"


def read(path):
    with Store.open(path, read_only=True) as store:
        return atlas_of(store, state_of(path))


def kept(path):
    return json.loads(gzip.decompress((path / "served.json.gz").read_bytes()))


def test_the_second_start_reads_the_file_and_gets_the_same(store):
    first = read(store)
    with Store.open(store, read_only=True) as opened:
        assert atlas_of(opened, None) == first
    assert read(store) == first
    values = kept(store) | {"version": "from the file"}
    (store / "served.json.gz").write_bytes(gzip.compress(json.dumps(values).encode()))
    assert read(store).version == "from the file"


def test_a_store_that_was_written_to_is_read_anew(store):
    first = read(store)
    with Store.open(store) as opened:
        event = next(opened.events())
        article = opened.evidence(event.iri)[0].article
        opened.remove(article)
        opened.refresh()
    second = read(store)
    assert second.version != first.version
    assert event.iri not in second.events
    assert kept(store)["version"] == second.version


@pytest.mark.parametrize(
    "content", [b"", b"garbage", gzip.compress(b"{}"), gzip.compress(b"[1]"), gzip.compress(b"x" * 99)[:-9]]
)
def test_a_file_that_is_damaged_is_made_anew(store, content):
    first = read(store)
    (store / "served.json.gz").write_bytes(content)
    assert read(store) == first
    assert kept(store)["version"] == first.version


def test_a_server_that_writes_keeps_nothing(store):
    with Store.open(store) as opened:
        atlas_of(opened, None)
    assert not (store / "served.json.gz").exists()


def test_a_store_in_memory_has_nowhere_to_keep_it():
    with Store.memory("https://example.org/") as store:
        assert atlas_of(store, None).events == ()
